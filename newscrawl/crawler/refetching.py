"""Asks again for young articles, and finds out which were changed or taken away."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from scrapy.http import Request, Response

from newscrawl.discovery.listing import Link
from newscrawl.items import Article
from newscrawl.storage.records import Page, Validators, Young
from newscrawl.text import content_hash
from newscrawl.urls import article_id

if TYPE_CHECKING:
    from newscrawl.crawler.spider import NewsSpider

logger = logging.getLogger(__name__)

#: What says that an article is gone for good, not that its paper is in trouble.
REMOVED: Final = frozenset({"http 404", "http 410", "not found"})
NOT_MODIFIED: Final = 304
#: Pages that may be under way to their article.
ON_THE_WAY: Final = 1000
#: So many articles are not all taken away in days.
MANY: Final = 10
#: No server's own are longer.
MAX_VALIDATOR: Final = 200


class Refetching:
    """What a run finds out of articles that have lines.

    A changed article is let go in the state before its new line is written, so that the next run
    asks for it where this one is killed. Where many are asked for and all are gone, the paper has
    new addresses, or is gone itself: nothing is listed as removed. Stats:
    newscrawl/refetched/unchanged, /changed, /removed, /gone like all, /<why it was not read>.
    """

    def __init__(self, spider: "NewsSpider") -> None:
        self.spider = spider
        #: Those that are asked for again, by the keys of their links.
        self.asked: dict[str, Young] = {}
        #: Those that are gone, as long as no other was found.
        self.gone: list[tuple[Young, dict[str, Any]]] = []
        self.found = False
        #: What the answers of articles under way said of their state.
        self._validators: dict[str, Validators] = {}

    def requests(self) -> Iterator[Request]:
        """Yield the requests for young articles, the newest first; new ones go before them."""
        since = self.spider.arguments.refetch
        if since is None:
            return
        for young in self.spider.ledger.young(since):
            key = article_id(self.spider.canonical(young.url))
            if key in self.spider.requested:  # an earlier run could not get it
                continue
            self.asked[key] = young
            request = self.spider.article_request(Link(young.url), key)
            headers = {
                "If-None-Match": young.validators.etag,
                "If-Modified-Since": young.validators.modified,
            }
            for name, value in headers.items():
                if value:
                    request.headers[name] = value
            request.meta["handle_httpstatus_list"] = [NOT_MODIFIED]
            yield request.replace(priority=-10)
        logger.info("%d articles since %s are asked for again", len(self.asked), since)

    def is_unmodified(self, response: Response, key: str) -> bool:
        """Note what an answer says of its page's state; return whether that is the known one."""
        if response.status == NOT_MODIFIED and key in self.asked:
            self.find()
            self.count("unchanged")
            return True
        self._validators[key] = Validators(
            header(response, "ETag"), header(response, "Last-Modified")
        )
        if len(self._validators) > ON_THE_WAY:  # of those that gave no article nobody asks
            del self._validators[next(iter(self._validators))]
        return False

    def page(self, article: Article, key: str, link: Link, *, single: bool) -> Page:
        """Return an article's page as it was read; one of several has no state of its own."""
        validators = self._validators.pop(key, Validators())
        return Page(
            self.spider.canonical(link.url),
            moment_of(article),
            content_hash(article.headline),
            validators if single else Validators(),
        )

    def is_changed(self, article: Article, key: str, page: Page) -> bool:
        """Return whether an article that was asked for again is to have a new line.

        Then it is the next revision of its last one.
        """
        young, ledger = self.asked[key], self.spider.ledger
        self.find()
        if article.id != young.id:  # its address was changed
            if ledger.known([article.id]) and ledger.leads_to(article.id) != young.id:
                self.count("another article")
                return False
            ledger.alias(article.id, young.id)
            article.id = young.id
        same = (article.content_hash, page.headline) == (young.content_hash, young.headline)
        if same:
            self.count("unchanged")
            ledger.looked_at(young, page)
            return False
        self.count("changed")
        article.revision, article.previous_hash = young.revision + 1, young.content_hash
        ledger.replace(young, key)
        return True

    def failed(self, key: str, url: str, reason: str) -> None:
        """Note that an article which was asked for again is gone, or could not be read."""
        if reason not in REMOVED:
            self.count(reason)
            logger.info("Asked again, not read: %s: %s", url, reason)
            return
        young = self.asked[key]
        removal = {
            "id": young.id,
            "url": young.url,
            "site": self.spider.name,
            "removed_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "reason": reason,
            "revision": young.revision,
            "run": self.spider.run_id,
        }
        self.gone.append((young, removal))
        if self.found or len(self.asked) < MANY:
            self.list_gone()

    def find(self) -> None:
        """Note that an article is where it was: then those that are not were taken away."""
        self.found = True
        self.list_gone()

    def list_gone(self) -> None:
        """List the articles that are gone as removed."""
        for young, removal in self.gone:
            self.count("removed")
            logger.info("Removed: %s: %s", young.url, removal["reason"])
            self.spider.ledger.removed(young, removal)
        self.gone.clear()

    def closed(self) -> None:
        """Say that all articles are gone: that is not what a newsroom does."""
        for _ in self.gone:
            self.count("gone like all")
        if self.gone:
            sentence = (
                "All %d articles that were asked for again are gone: none is listed as removed"
            )
            logger.warning(sentence, len(self.gone))

    def count(self, what: str) -> None:
        """Count what became of an article."""
        self.spider.count(f"refetched/{what}")


def header(response: Response, name: str) -> str | None:
    """Return a header that can be sent back; None where there is none."""
    value = (response.headers.get(name) or b"").decode("latin-1").strip()
    fit = 0 < len(value) <= MAX_VALIDATOR and value.isascii() and value.isprintable()
    return value if fit else None


def moment_of(article: Article) -> datetime:
    """Return when an article was published; where that is not known, when it was fetched."""
    moment = datetime.fromisoformat(article.date_published or article.fetched_at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
