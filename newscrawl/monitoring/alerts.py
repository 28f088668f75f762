"""Tells somebody when papers' verdicts change: once each, and again later where it failed.

What was told stands in a file of the state. The address of a webhook is a secret: it stands in no
message, no log and no file.
"""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from newscrawl.monitoring.health import Health, State
from newscrawl.storage.whole_file import write_text

#: Seconds that a webhook has for its answer.
PATIENCE = 20
#: So many papers are named in the text; all of them stand in `papers`.
NAMED = 20
#: Services whose own addresses apprise knows; any other https address takes plain JSON.
SERVICES = {"hooks.slack.com", "discord.com", "discordapp.com", "api.telegram.org"}


class AlertError(Exception):
    """Raised when an alert could not be sent; its text holds no part of the address."""


class Change(NamedTuple):
    """A paper whose verdict is another than was told; `before` is None when none was."""

    health: Health
    before: str | None

    def record(self) -> dict[str, Any]:
        """Return what an alert says of it."""
        return {**self.health.record(), "before": self.before}

    def __str__(self) -> str:
        one = self.health
        before = f" (was {self.before})" if self.before else ""
        return f"{one.site}: {one.state.word}{before}. {one.evidence}. {one.advice}"


def changes(healths: Iterable[Health], told: Mapping[str, str]) -> list[Change]:
    """Return the papers whose verdict is news. That a paper is well is none the first time.

    Between ok and quiet nothing has changed that anybody has to know.
    """
    fine = {State.OK.word, State.QUIET.word}
    found = [Change(one, told.get(one.site)) for one in healths]
    return [
        one
        for one in found
        if one.health.state.word != one.before
        and not (one.health.state.word in fine and (one.before or State.OK.word) in fine)
    ]


def message(found: Sequence[Change]) -> dict[str, Any]:
    """Return an alert as JSON: `text` for people, `papers` for programs."""
    bad = sum(one.health.bad for one in found)
    well = len(found) - bad
    parts = [f"{bad} newly bad"] * bool(bad) + [f"{well} well again"] * bool(well)
    more = [f"and {len(found) - NAMED} more"] if len(found) > NAMED else []
    lines = [f"newscrawl: {', '.join(parts)}", *map(str, found[:NAMED]), *more]
    return {"text": "\n".join(lines), "papers": [one.record() for one in found]}


class NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: it would carry papers' names to who was not asked for."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return that there is no further request."""


def send(url: str, alert: Mapping[str, Any]) -> None:
    """Send an alert to a webhook, or by apprise where the address is one of its own.

    Raises AlertError.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host:
        raise AlertError("the webhook is no address: write https://…, or one of apprise's")
    if parts.scheme in {"http", "https"} and host not in SERVICES:
        post(url, alert)
    else:
        notify(url, alert)


def post(url: str, alert: Mapping[str, Any]) -> None:
    """Post an alert as JSON. Raises AlertError."""
    body = json.dumps(alert, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "newscrawl"}
    try:
        asked = Request(url, data=body, headers=headers)  # noqa: S310 - http or https, see send()
        with build_opener(NoRedirect()).open(asked, timeout=PATIENCE):
            pass
    except HTTPError as error:
        status = error.code
        error.close()
        raise AlertError(f"the webhook answered {status}") from None
    except (OSError, HTTPException, ValueError) as error:
        # The error's own text may hold the address.
        raise AlertError(f"the webhook was not reached ({type(error).__name__})") from None


def notify(url: str, alert: Mapping[str, Any]) -> None:
    """Send an alert by apprise. Raises AlertError."""
    try:
        import apprise  # noqa: PLC0415 - an extra
    except ImportError as error:
        sentence = "this address needs the extra `alerts`: pip install 'newscrawl[alerts]'"
        raise AlertError(sentence) from error
    # It names addresses in what it logs.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    sender = apprise.Apprise()
    if not sender.add(url):
        raise AlertError("apprise does not know this kind of address")
    title, _, body = alert["text"].partition("\n")
    if not sender.notify(title=title, body=body or title):
        raise AlertError("apprise could not deliver the alert")


def read_told(path: Path) -> dict[str, str]:
    """Return the verdicts that were told, by paper; none of a file that is not there or damaged."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def write_told(path: Path, told: Mapping[str, str]) -> None:
    """Keep the verdicts that were told, whole or not at all. Raises OSError."""
    write_text(path, json.dumps(dict(sorted(told.items())), indent=1) + "\n")
