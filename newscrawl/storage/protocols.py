"""The interface of the run's ledger for spider and feeds, and an empty ledger."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable

from newscrawl.items import Article
from newscrawl.storage.line_file import LineFile
from newscrawl.storage.records import FirstSeen, LineBefore, Page, Young


class BaseLedger:
    """What is known of one paper, and what the present run adds: nothing, if not said otherwise."""

    #: Where the walk must go back to, known ground or not; None when the paper was never read.
    window_start: datetime | None = None
    #: How far back any earlier run went; None when the paper was never read.
    earliest: datetime | None = None
    #: Whether known articles on a listing mean that all older ones are known too.
    known_means_older_known: bool = False
    #: Whether a line counts only when it is marked: the paper's next run may be on a machine that
    #: does not see this one's files.
    marked_only: bool = False
    #: What earlier runs learned of a paper that is not as its facts say; None for nothing.
    learned: str | None = None

    def learn(self, facts: str | None) -> None:
        """Keep what was learned for the next run in place of what was; None forgets it."""

    def known(self, ids: Iterable[str]) -> set[str]:  # noqa: ARG002
        """Return those of the ids that are in the feed, this run's included."""
        return set()

    def leads_to(self, link_id: str) -> str | None:  # noqa: ARG002
        """Return the id of the article that another id leads to; None when it is no link."""
        return None

    def same_body(self, content_hash: str) -> FirstSeen | None:  # noqa: ARG002
        """Return the earliest article with this body, of whichever paper, this run's included."""
        return None

    def line_before(self, article_id: str) -> LineBefore | None:  # noqa: ARG002
        """Return the line that a new one of this article replaces; None when it is the first."""
        return None

    def alias(self, link_id: str, article_id: str) -> None:
        """Note that a link led to an article of another id: known together."""

    def mark_skipped(
        self,
        link_id: str,
        url: str,
        reason: str,
        *,
        day: date | None = None,
        transient: bool = False,
    ) -> None:
        """Note a page that gave no line.

        `day`: it is outside the window, published on that day of the paper's zone. `transient`: it
        may do better in the next run.
        """

    def to_retry(self) -> list[str]:
        """Return the addresses that failed for a passing reason and have tries left."""
        return []

    def skippable(self, ids: Iterable[str], since: datetime) -> set[str]:  # noqa: ARG002
        """Return those of the ids that need no fetching: older than `since`, or left alone."""
        return set()

    def young(self, since: datetime) -> list[Young]:  # noqa: ARG002
        """Return the articles published since then, of the last two weeks, the newest first."""
        return []

    def read_from(self, article_id: str, page: Page) -> None:
        """Note, before it is written, from which page an article was read."""

    def looked_at(self, young: Young, page: Page) -> None:
        """Note that the page of an article that has a line says the same as before."""

    def replace(self, young: Young, link_id: str) -> None:
        """Note, before it is written, that an article is to have a new line: not known until then.

        `link_id` is the id of its address.
        """

    def removed(self, young: Young, removal: dict[str, Any]) -> None:
        """Add an article that is gone to the list of these, once."""

    def completed_days(self) -> dict[date, bool | None]:
        """Return the days that runs back in time completed, with whether they gave an article."""
        return {}

    def completed(self, days: Mapping[date, bool | None]) -> None:
        """Note that nothing is left to do for days: kept when all that was written is stored."""

    def mark_shared(self, name: str) -> None:
        """Note, before its first line, a file whose lines count only when other feeds have them."""

    def written(self, article: Article) -> None:
        """Note that the line was written: known from now on, stored when all feeds have it."""

    def committed(self, article: Article, feed: str, files: Mapping[str, LineFile]) -> None:
        """Note that all feeds have the line; `files` are synced first.

        `feed` names the own feed's file, which is among them, or the store that took it.
        """

    def uploading(self, uri: str, articles: Sequence[Article]) -> None:
        """Note, before it goes, what the store that is the own feed is about to take.

        Raises StateError.
        """

    def uploaded(self, uri: str) -> None:
        """Note that the store took it."""


class NullLedger(BaseLedger):
    """The ledger of a run without state: it knows nothing and keeps nothing."""


class Window(Protocol):
    """The stretch of time that a run covers."""

    @property
    def since(self) -> datetime:
        """Its beginning, aware and in the paper's zone."""


@runtime_checkable
class Paper(Protocol):
    """What the ledger needs to know of a spider."""

    name: str

    @property
    def full_run(self) -> bool:
        """Whether the run is to cover all that is new, not a part of it."""

    @property
    def walk_complete(self) -> bool:
        """Whether the sources were read back to the window's beginning; asked at the end."""

    def run_window(self, window_start: datetime | None) -> Window:
        """Return the window of this run; `window_start` is the ledger's."""
