"""Asks a Scrapyd over its JSON interface: which jobs there are, and to run one more."""

import base64
import json
import os
from collections.abc import Mapping
from typing import Any, NamedTuple, Self
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlencode, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from newscrawl.settings import BOT_NAME
from newscrawl.urls.host import split

#: Scrapyd runs `scrapy list` at the first job of a version, seconds on a small machine.
TIMEOUT = 60
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class ScrapydError(Exception):
    """Raised when Scrapyd does not do what it was asked; its text holds no password."""


class Jobs(NamedTuple):
    """The jobs that Scrapyd knows, and has not forgotten: papers by the id of the job."""

    #: Those that wait or are under way.
    open: Mapping[str, str]
    finished: Mapping[str, str]


class Scrapyd:
    """A Scrapyd and our project in it.

    The user's name and password are those of the address, else SCRAPYD_USERNAME and
    SCRAPYD_PASSWORD of the environment, as scrapyd-deploy takes them.
    """

    def __init__(self, url: str, user: str, password: str) -> None:
        self.url = url
        secret = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._headers = {"Authorization": f"Basic {secret}"} if user else {}
        direct = urlsplit(url).hostname in LOOPBACK
        self._opener = build_opener(*([ProxyHandler({})] if direct else []))

    @classmethod
    def at(cls, address: str, environment: Mapping[str, str] = os.environ) -> Self:
        """Return the Scrapyd at an address. Raises ScrapydError for what is none."""
        parts = split(address)
        if not parts or not parts.scheme:  # not shown: it may hold a password
            raise ScrapydError("write Scrapyd's address whole, as http://127.0.0.1:6800")
        place = parts.netloc.rpartition("@")[2]
        url = parts._replace(netloc=place, query="", fragment="").geturl()
        user = unquote(parts.username or "") or environment.get("SCRAPYD_USERNAME", "")
        password = unquote(parts.password or "") or environment.get("SCRAPYD_PASSWORD", "")
        return cls(url.rstrip("/"), user, password)

    def jobs(self) -> Jobs:
        """Return the jobs of our project. Raises ScrapydError."""
        told = self._ask(f"listjobs.json?{urlencode({'project': BOT_NAME})}")

        def papers(*kinds: str) -> dict[str, str]:
            return {job["id"]: job["spider"] for kind in kinds for job in told.get(kind, ())}

        return Jobs(papers("pending", "running"), papers("finished"))

    def schedule(self, paper: str, job: str) -> None:
        """Let a paper be crawled as a job of this id. Raises ScrapydError."""
        fields = {"project": BOT_NAME, "spider": paper, "jobid": job}
        self._ask("schedule.json", urlencode(fields).encode())

    def _ask(self, service: str, data: bytes | None = None) -> dict[str, Any]:
        request = Request(f"{self.url}/{service}", data=data, headers=self._headers)  # noqa: S310 - split() lets http(s) pass only
        try:
            with self._opener.open(request, timeout=TIMEOUT) as response:
                told = json.load(response)
        except HTTPError as error:
            if error.code in {401, 403}:
                raise ScrapydError(
                    f"{self.url} refuses the password: set SCRAPYD_USERNAME and SCRAPYD_PASSWORD"
                ) from error
            raise ScrapydError(f"{self.url} answers {error.code} {error.reason}") from error
        except URLError as error:
            raise ScrapydError(f"{self.url} does not answer: {error.reason}") from error
        except (OSError, ValueError) as error:
            raise ScrapydError(f"{self.url} does not answer as Scrapyd does: {error}") from error
        if not isinstance(told, dict) or told.get("status") != "ok":
            why = told.get("message") if isinstance(told, dict) else None
            raise ScrapydError(f"{self.url} says: {why or 'nothing that Scrapyd would'}")
        return told
