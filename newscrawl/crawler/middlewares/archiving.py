"""Keeps what came over the wire in the paper's archive."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response

from newscrawl.crawler.component import Component
from newscrawl.crawler.run_control import end_run
from newscrawl.items import Warc
from newscrawl.monitoring.outcome import ARCHIVE, FinishReason
from newscrawl.storage.tables import StateError

if TYPE_CHECKING:  # it imports an extra
    from newscrawl.archive.exchange import Asked
    from newscrawl.archive.writer import Archive

logger = logging.getLogger(__name__)

MB = 1024 * 1024
#: What a request says to a proxy, or proves who asks: nobody who reads the archive needs it.
SECRET = frozenset({b"Authorization", b"Proxy-Authorization"})


@dataclass(frozen=True, slots=True)
class Fetch:
    """When an answer was whole, and where it stands in the archive, if there is one."""

    at: datetime
    warc: Warc | None = None


class Archiving(Component):
    """Downloader middleware: adds each answer to the archive before anybody else sees it.

    Redirects, errors, robots.txt and block pages too, and each try of a retry. It stands next to
    the downloader, so a body is as it came. Without NEWSCRAWL_ARCHIVE there is none. An answer that
    cannot be kept ends the run with the reason `archive failed`; nobody reads it then.
    Stats: newscrawl/archive/records, /revisits, /bytes, /cut (half records of a killed run).
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings["NEWSCRAWL_ARCHIVE"]:
            raise NotConfigured
        super().__init__(crawler)
        self.archive: Archive | None = None
        self.failed = False
        crawler.signals.connect(self.close, signals.engine_stopped)

    def process_response(self, request: Request, response: Response) -> Response:
        """Let an answer pass that is kept. Raises IgnoreRequest for one that is not."""
        at = datetime.now(UTC)
        if "cached" in response.flags:  # by Scrapy's own cache: nothing was asked
            return response
        if self.failed:
            raise IgnoreRequest(FinishReason.ARCHIVE_FAILED)
        try:
            warc = self.keep(request, response, at)
        except (OSError, StateError) as error:
            request.errback = None  # it is not the page's fault
            self.fail(error)
            raise IgnoreRequest(FinishReason.ARCHIVE_FAILED) from error
        request.meta["fetch"] = Fetch(at, warc)
        return response

    def keep(self, request: Request, response: Response, at: datetime) -> Warc:
        """Add an answer to the archive. Raises OSError, StateError."""
        from newscrawl.archive.exchange import Exchange  # noqa: PLC0415 - an extra

        if self.archive is None:
            self.archive = self.open()
        return self.archive.add(
            Exchange(
                url=response.url,
                at=at,
                method=request.method,
                request_headers=[pair for pair in pairs(request) if pair[0] not in SECRET],
                status=response.status,
                headers=pairs(response),
                body=response.body,
                protocol=response.protocol or "HTTP/1.1",
                # Behind a proxy it is the proxy's.
                address=None
                if request.meta.get("proxy")
                else str(response.ip_address or "") or None,
                truncated=truncated(response),
                asked=asked(request, response),
            )
        )

    def open(self) -> "Archive":
        """Open the paper's archive. Raises OSError, StateError."""
        from newscrawl.archive.writer import Archive  # noqa: PLC0415 - an extra

        settings, spider = self.crawler.settings, self.crawler.spider
        assert spider is not None
        return Archive(
            Path(settings["NEWSCRAWL_OUTPUT"]) / "archive" / spider.name,
            packing=settings["NEWSCRAWL_ARCHIVE_COMPRESSION"],
            most=settings.getint("NEWSCRAWL_ARCHIVE_MB") * MB,
            count=lambda what, number: self.crawler.stats.inc_value(f"{ARCHIVE}{what}", number),
        )

    def sync(self) -> None:
        """Bring all that was kept to the disk. Raises OSError, StateError."""
        if self.archive is None or self.failed:
            return
        try:
            self.archive.sync()
        except (OSError, StateError) as error:
            self.fail(error)
            raise

    def close(self) -> None:
        """Close the archive."""
        if self.archive is None:
            return
        try:
            self.archive.close()
        except (OSError, StateError) as error:
            self.fail(error)

    def fail(self, error: OSError | StateError) -> None:
        """End the run once."""
        if self.failed:
            return
        self.failed = True
        sentence = f"The archive cannot be written: {error}. What is not stored comes again."
        end_run(self.crawler, FinishReason.ARCHIVE_FAILED, sentence)


def sync_archive(crawler: Crawler) -> None:
    """Bring the run's archive to the disk, if it has one: it comes before the lines.

    Raises OSError, StateError.
    """
    if not crawler.settings["NEWSCRAWL_ARCHIVE"]:
        return
    if archiving := crawler.get_downloader_middleware(Archiving):
        archiving.sync()


def fetch_of(response: Response) -> Fetch:
    """Return when an answer was fetched, and where it was kept."""
    fetch: Fetch | None = response.meta.get("fetch")
    return fetch or Fetch(datetime.now(UTC))


def pairs(message: Request | Response) -> list[tuple[bytes, bytes]]:
    """Return the headers of a message, one by one."""
    return [(name, value) for name, values in message.headers.items() for value in values]


def truncated(response: Response) -> Literal["length", "disconnect"] | None:
    """Return why a body is not whole, in WARC's words; None when it is."""
    if "download_stopped" in response.flags:
        return "length"
    return "disconnect" if "dataloss" in response.flags else None


def asked(request: Request, response: Response) -> "Asked | None":
    """Return why an article's page was asked for; None for another page."""
    from newscrawl.archive.exchange import Asked  # noqa: PLC0415 - an extra

    link = request.cb_kwargs.get("link")
    if not link:
        return None
    first = next(iter(request.meta.get("redirect_urls", ())), None)
    part, ended = "parts" in request.cb_kwargs, "partial" not in response.flags
    return Asked(link.title, link.date, part, first, ended)
