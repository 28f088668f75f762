"""Keeps the state of a run: what is known, what this run adds, how far the paper was read."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.utils.asyncio import CallLaterResult, call_later

from newscrawl.crawler.feeds import is_in_store
from newscrawl.crawler.middlewares.archiving import sync_archive
from newscrawl.crawler.request_errors import NOT_ASKED
from newscrawl.crawler.run_control import count_failure, end_run, without_key
from newscrawl.items import Article
from newscrawl.monitoring.outcome import FinishReason
from newscrawl.storage.line_file import LineFile
from newscrawl.storage.places import Places
from newscrawl.storage.protocols import BaseLedger, Paper
from newscrawl.storage.reconciliation import reconcile
from newscrawl.storage.records import (
    Batch,
    FirstSeen,
    Forgotten,
    LineBefore,
    Page,
    PassedOver,
    Stored,
    Young,
)
from newscrawl.storage.removals import Removals
from newscrawl.storage.seen import State
from newscrawl.storage.tables import Server, StateError

logger = logging.getLogger(__name__)

#: A commit is made of at most so much, and waits at most so long (seconds).
BATCH_SIZE = 50
BATCH_SECONDS = 2.0
#: Articles that may be between their page and their line.
ON_THE_WAY = 1000
#: Papers publish articles late, under an earlier time.
MARGIN = timedelta(days=1)
#: Papers' zones lie up to two hours apart, so a day may begin and end by so much elsewhere.
ZONES = timedelta(hours=2)


class Ledger(BaseLedger):
    """The past of one paper in the state, and what the present run adds to it: begin, commit, end.

    Making one brings state and feeds together and begins the run, end() ends it. In between, lines
    are synced first, then committed: at most 50 at a time, and not later than 2 seconds after they
    were written. What the archive has of an article is synced before its line.
    """

    def __init__(self, crawler: Crawler, paper: Paper, places: Places) -> None:
        """Begin a run of the paper. Raises OSError, StateError.

        Only one at a time may run: the caller holds the paper's lock on this machine. Raises
        BlockingIOError, with who it is, when another machine runs it.
        """
        self.crawler = crawler
        self.site = paper.name
        place = places.state()
        self.marked_only = isinstance(place, Server)
        self.state = State(place)
        # Written in this run and not committed: ids, and the first id with a body.
        self._exported: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._batch = Batch()
        self._files: dict[str, LineFile] = {}
        self._shared: dict[str, LineFile | None] = {}
        # Completed days, each with the ids that were written and not committed then.
        self._days: list[tuple[dict[date, bool | None], set[str]]] = []
        # From which pages articles were read that are on their way, newest last.
        self._pages: dict[str, Page] = {}
        self._removals_at = places.root / "removed" / self.site / "removed.jsonl"
        self._removals: Removals | None = None
        self._timer: CallLaterResult | None = None
        self._failed = self._ending = False
        self._articles = self._passed_over = 0
        try:
            self._begin(paper, places)
        except BaseException:
            self.state.close()
            raise

    def _begin(self, paper: Paper, places: Places) -> None:
        self.state.claim(self.site)
        self._settle_uploads()
        self._reconcile(places.root)
        coverage = self.state.coverage(self.site)
        self._needed = coverage.complete_since or coverage.first_since
        self.known_means_older_known = coverage.complete_since is not None and not coverage.hole
        margin = MARGIN if coverage.complete_since else timedelta()
        self.window_start = self._needed - margin if self._needed else None
        self.earliest = coverage.earliest
        # Few papers have any, and no other process forgets an article while this one runs.
        self._replaces = self.state.has_forgotten(self.site)
        self.learned = self.state.learned(self.site)
        self._full_run = paper.full_run
        self._since = paper.run_window(self.window_start).since
        self._run = self.state.run_started(self.site, self._since, full_run=self._full_run)

    def _reconcile(self, root: Path) -> None:
        repair = reconcile(self.state, self.site, root / "articles" / self.site)
        if any(astuple(repair)):
            logger.warning(
                "The feeds of %s are mended: %d articles of an earlier run are now marked as seen, "
                "%d lost ones will be fetched again, %d lines were taken out",
                self.site,
                *astuple(repair),
            )

    def _settle_uploads(self) -> None:
        """Mark what a killed run had stored and not marked; what the store has not comes again."""
        for uri, articles in self.state.uploads(self.site).items():
            if is_in_store(self.crawler, uri):
                self.state.mark(self.site, Batch(articles))
                logger.warning(
                    "%d articles of an earlier run of %s are in the store, and now marked as seen",
                    len(articles),
                    self.site,
                )
            self.state.upload_ended(self.site, uri)

    # Questions

    def known(self, ids: Iterable[str]) -> set[str]:
        """Return those of the ids that are in the feed, this run's included."""
        asked = set(ids)
        with self._or_close():
            found = self.state.known(self.site, asked)
        return found | {
            one for one in asked - found if self._aliases.get(one, one) in self._exported
        }

    def leads_to(self, link_id: str) -> str | None:
        """Return the id of the article that another id leads to; None when it is no link."""
        with self._or_close():
            return self._aliases.get(link_id) or self.state.leads_to(self.site, link_id)

    def same_body(self, content_hash: str) -> FirstSeen | None:
        """Return the earliest article with this body, of whichever paper, this run's included."""
        with self._or_close():
            found = self.state.same_body(content_hash)
        if found is None and content_hash in self._bodies:
            return FirstSeen(self._bodies[content_hash], self.site)
        return found

    def line_before(self, article_id: str) -> LineBefore | None:
        """Return the line that a new one of this article replaces; None when it is the first."""
        if not self._replaces:
            return None
        with self._or_close():
            return self.state.line_before(self.site, article_id)

    def to_retry(self) -> list[str]:
        """Return the addresses that failed for a passing reason and have tries left."""
        with self._or_close():
            return self.state.to_retry(self.site)

    def skippable(self, ids: Iterable[str], since: datetime) -> set[str]:
        """Return those of the ids that need no fetching: older than `since`, or left alone."""
        with self._or_close():
            return self.state.skippable(self.site, ids, since)

    def completed_days(self) -> dict[date, bool | None]:
        """Return the days that runs back in time completed, with whether they gave an article."""
        with self._or_close():
            return self.state.completed_days(self.site)

    def young(self, since: datetime) -> list[Young]:
        """Return the articles published since then, of the last two weeks, the newest first."""
        with self._or_close():
            return self.state.young(self.site, since)

    # News

    def learn(self, facts: str | None) -> None:
        """Keep what was learned of the paper for its next run; None forgets it."""
        if facts == self.learned:
            return
        with self._or_close():
            self.state.learn(self.site, facts)
        self.learned = facts

    def alias(self, link_id: str, article_id: str) -> None:
        """Note that a link, or a copy, stands for an article of another id: known together."""
        if link_id == article_id:
            return
        # A link may lead to a copy that in turn stands for an earlier article.
        for link, of in [*self._aliases.items(), (link_id, article_id)]:
            if link_id in (link, of):
                self._aliases[link] = article_id
                self._batch.aliases.append((link, article_id))
        self._grown()

    def mark_skipped(
        self,
        link_id: str,
        url: str,
        reason: str,
        *,
        day: date | None = None,
        transient: bool = False,
    ) -> None:
        """Note a page that gave no line; `day` for one outside the window."""
        now, before = datetime.now(UTC), None
        if day is not None:
            midnight = datetime.combine(day + timedelta(days=1), time(), self._since.tzinfo)
            before = midnight + ZONES
            if self._full_run and day <= self._since.date():
                before = min(before, self._since)  # a plain run has no other end to be outside of
        tried = reason not in NOT_ASKED
        page = PassedOver(link_id, url, reason, now, before, transient, tried)
        self._batch.passed_over.append(page)
        self._passed_over += 1
        self._grown()

    def read_from(self, article_id: str, page: Page) -> None:
        """Note, before it is written, from which page an article was read."""
        self._pages[article_id] = page
        if len(self._pages) > ON_THE_WAY:  # of those that gave no line nobody asks
            del self._pages[next(iter(self._pages))]

    def looked_at(self, young: Young, page: Page) -> None:
        """Note that the page of an article that has a line says the same as before."""
        if page.validators != young.validators:
            self._batch.looked_at[young.id] = page
            self._grown()

    def replace(self, young: Young, link_id: str) -> None:
        """Note, before it is written, that an article is to have a new line: not known until then.

        The next run asks for it where this one writes none.
        """
        article = Forgotten(
            young.id, young.at, young.revision, young.content_hash, link_id, young.url
        )
        with self._or_close():
            self.state.forget(self.site, [article])
        self._replaces = True

    def removed(self, young: Young, removal: dict[str, Any]) -> None:
        """Add an article that is gone to the list of these, once, and look at it no more."""
        if self._failed:
            return
        try:
            if self._removals is None:
                self._removals = Removals(self._removals_at)
            self._removals.add(removal)
        except OSError as error:
            self._fail(error)
            return
        self._batch.removed.append(young.id)
        self._grown()

    def completed(self, days: Mapping[date, bool | None]) -> None:
        """Note that nothing is left to do for days: kept when all that was written is stored."""
        self._days.append((dict(days), set(self._exported)))
        self._grown()

    def mark_shared(self, name: str) -> None:
        """Note, before its first line, a file whose lines count only when other feeds have them.

        Raises StateError.
        """
        self.state.mark_shared(self.site, name, run=self._run)
        self._shared[name] = None

    def written(self, article: Article) -> None:
        """Note that the line was written: known from now on, stored when all feeds have it."""
        self._exported[article.id] = article.content_hash
        self._bodies.setdefault(article.content_hash, article.id)

    def committed(self, article: Article, feed: str, files: Mapping[str, LineFile]) -> None:
        """Note that all feeds have the line; `files` are synced first."""
        self._files |= files
        if feed in self._shared:
            self._shared[feed] = files[feed]
        self._batch.articles.append(as_row(article, feed, self._pages.pop(article.id, None)))
        self._grown()

    def uploading(self, uri: str, articles: Sequence[Article]) -> None:
        """Note, before it goes, what the store is about to take. Raises StateError."""
        rows = [as_row(article, uri) for article in articles]
        self.state.upload_begins(self.site, without_key(uri), rows)

    def uploaded(self, uri: str) -> None:
        """Commit what the store took, and forget that it was on its way."""
        self._flush()
        if not self._failed:
            try:
                self.state.upload_ended(self.site, without_key(uri))
            except StateError as error:
                self._fail(error)

    def end(self, reason: str, *, delivered: bool, walk_complete: bool) -> None:
        """Commit what is left and end the run.

        `delivered`: whether every feed was stored; `walk_complete`: whether the sources were read
        back to the window's beginning.
        """
        self._ending = True
        self._flush()
        if self._removals:
            self._removals.close()
        try:
            if not self._failed:
                self._end(reason, delivered=delivered, walk_complete=walk_complete)
        except (OSError, StateError) as error:
            self._fail(error)
        finally:
            self.state.close()

    # Commits

    def _grown(self) -> None:
        if len(self._batch) >= BATCH_SIZE:
            self._flush()
        elif self._timer is None:
            self._timer = call_later(BATCH_SECONDS, self._flush)

    def _flush(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        batch, self._batch = self._batch, Batch()
        waiting = self._exported.keys() - {row.id for row in batch.articles}
        for days, _ in (stored := [one for one in self._days if not one[1] & waiting]):
            batch.days |= days
        if self._failed or not len(batch):
            return
        self._days = [one for one in self._days if one not in stored]
        try:
            sync_archive(self.crawler)
            sizes = {name: file.sync() for name, file in self._files.items()}
            own = {row.file for row in batch.articles} - self._shared.keys()
            batch.sizes = {name: sizes[name] for name in own & sizes.keys()}
            self.state.mark(self.site, batch, run=self._run)
        except (OSError, StateError) as error:
            self._fail(error)
            return
        self._files.clear()
        self._articles += len(batch.articles)
        for row in batch.articles:
            content_hash = self._exported.pop(row.id)
            if self._bodies.get(content_hash) == row.id:
                del self._bodies[content_hash]

    def _end(self, reason: str, *, delivered: bool, walk_complete: bool) -> None:
        if delivered:
            sizes = {name: file.sync() for name, file in self._shared.items() if file}
            self.state.mark(self.site, Batch(sizes=sizes), run=self._run)
        # A run that began later than the gap does not close it.
        reaches = self._needed is None or int(self._since.timestamp()) <= self._needed.timestamp()
        whole = reason == FinishReason.FINISHED and delivered and self._full_run and reaches
        self.state.run_ended(
            self._run,
            complete=whole and walk_complete,
            reason=reason,
            articles=self._articles,
            passed_over=self._passed_over,
        )

    # Failures

    @contextmanager
    def _or_close(self) -> Iterator[None]:
        try:
            yield
        except StateError as error:
            self._fail(error)
            raise CloseSpider(FinishReason.STATE_FAILED) from error

    def _fail(self, error: OSError | StateError) -> None:
        """End the run once: nothing more is marked; what was written is marked by the next run."""
        if self._failed:
            return
        self._failed = True
        if self._ending:
            logger.error("The run cannot be noted: %s", error)
            count_failure(self.crawler, failed_by(error))
            return
        end_run(self.crawler, failed_by(error), f"The run cannot go on: {error}")


def failed_by(error: OSError | StateError) -> FinishReason:
    """Return which failed of what a run writes, as a finish reason: its feeds, or the state."""
    feed = isinstance(error, OSError)
    return FinishReason.FEED_FAILED if feed else FinishReason.STATE_FAILED


def as_row(article: Article, feed: str, page: Page | None = None) -> Stored:
    """Return an article as the state keeps it; `page` is where it was read from."""
    at = datetime.fromisoformat(article.fetched_at)
    name = without_key(feed)
    return Stored(article.id, name, at, article.content_hash, article.revision, page)
