"""The walk of a run back in time: by sources that can be asked for a date, stretch by stretch.

A stretch is what one address of a source covers: a day of an index by days, a month of one by
months, of REST or of a sitemap. Pure bookkeeping, as in source_walk. The rules:

- The cheapest source goes first (see Reach); what it could not give is asked of the next.
- Days that earlier runs completed are not asked for again.
- A stretch is complete when its listing was read to its end and all its articles were answered.
- A source of which the first stretch fails, or three in a row, has ended. So has an index of which
  the newest two weeks, or four months, name nothing: it is not where the facts say.
- An index that answers with other days than it was asked for is not believed.
- A sitemap without days in its name is believed as far back as the oldest date in it.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from itertools import groupby
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from newscrawl.discovery.found import NO_ARTICLES
from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.source_walk import SourceEnd, SourceWalk
from newscrawl.discovery.sources import Index, ListingRequest, Sitemap, Source
from newscrawl.discovery.window import Span, Window, days_named, listed_span

#: What feeds and front pages hold is younger. What ended before, and what began three times as
#: long ago, lies back in time.
RECENT: Final = timedelta(days=31)
#: So many stretches that fail in a row end a source.
FAILED_IN_A_ROW: Final = 3
#: So many of an index that name nothing, one of days or one of months, end it too.
EMPTY_DAYS, EMPTY_MONTHS = 14, 4
#: Beside the days that were asked for, an address by months names those of its whole month.
BESIDE: Final = timedelta(days=31)
#: Two days of one month, to see whether an address changes by the day.
SAMPLE: Final = (date(2015, 3, 10), date(2015, 3, 11))
DAY: Final = timedelta(days=1)
#: Papers publish late, under an earlier time: a day is over for good so long after its end.
MARGIN: Final = timedelta(days=1)


class Reach(IntEnum):
    """How far back a source goes, by what it costs: the fewest requests for a month first."""

    #: A sitemap for each month or year, at an address that can be told beforehand.
    DATED_SITEMAP = 0
    #: A query from one moment to another, fifty answers a page: WordPress's REST, Blogger's feed.
    QUERY = 1
    #: An index page for each month or year.
    MONTHS = 2
    #: A sitemap, or an index of them, that may hold all that was ever printed.
    SITEMAP = 3
    #: An index page for each day.
    DAYS = 4
    #: Pages without dates, to be walked from today's first.
    PAGES = 5
    #: The newest articles and no more: a feed, a front page, a sitemap for Google News.
    NEWEST = 6


def reach(source: Source, home: str) -> Reach:
    """Return how far back a source of the paper at `home` goes."""
    url = source.url
    if "{since}" in url and "{until}" in url:
        return Reach.QUERY
    if "{date" in url:
        if by_days(source):
            return Reach.DAYS
        return Reach.DATED_SITEMAP if isinstance(source, Sitemap) else Reach.MONTHS
    if isinstance(source, Sitemap):
        return Reach.NEWEST if "news" in urlsplit(url).path.lower() else Reach.SITEMAP
    counted = any(counter in url for counter in ("{page}", "{offset}", "{skip}"))
    # An index may lead on by its own links; that a front page does is not known beforehand.
    leads_on = isinstance(source, Index) and url.rstrip("/") != home.rstrip("/")
    return Reach.PAGES if source.last is None and (counted or leads_on) else Reach.NEWEST


def by_days(source: Source) -> bool:
    """Return whether a source has an address for each day, not for each month or year."""
    moment = datetime.combine(SAMPLE[0], time(), tzinfo=UTC)
    window = Window(moment, moment)
    return len({source.fill(source.first, day, window, None) for day in SAMPLE}) > 1


def dated(sources: Iterable[Source], home: str) -> list[Source]:
    """Return the sources that can be asked for a date, the cheapest first."""
    found = [one for one in sources if reach(one, home) <= Reach.DAYS]
    return sorted(found, key=lambda one: reach(one, home))


def is_past(moment: datetime, now: datetime) -> bool:
    """Return whether a moment lies further back than what feeds and front pages hold."""
    return moment < now - RECENT


def lies_back(window: Window, now: datetime) -> bool:
    """Return whether a window is more than what a paper's newest pages lead through."""
    return is_past(window.until, now) or is_past(window.since, now - 2 * RECENT)


@dataclass(slots=True, eq=False)
class Stretch:
    """Days that are read together."""

    #: Newest first.
    days: tuple[date, ...]
    walk: SourceWalk
    #: The sitemaps of an index that hold these days; none where the walk has a source of its own.
    sitemaps: list[ListingRequest] = field(default_factory=list)
    #: Articles that were asked for and not yet answered.
    waiting: set[str] = field(default_factory=set)
    #: Whether the listing was read to its end.
    listed: bool = False
    #: Whether an article of it has a day that is not known.
    undated: bool = False
    #: The oldest day that its listing tells.
    oldest: date | None = None

    def begin(self) -> ListingRequest | None:
        """Return the first address."""
        if self.sitemaps:
            return self.walk.add_sitemaps(self.sitemaps[0], self.sitemaps)
        return self.walk.begin()

    def is_near(self, day: date) -> bool:
        """Return whether an address that names these days may name that one too."""
        return self.days[-1] - BESIDE <= day <= self.days[0] + BESIDE


class Standing(NamedTuple):
    """How the days of a run back in time stand."""

    asked: int
    #: Completed, all in all and by earlier runs.
    read: int
    before: int
    #: Completed, and without an article.
    empty: list[date]

    def record(self) -> dict[str, Any]:
        """Return it as a run's record has it; days in a row as ISO 8601 writes an interval."""
        return {
            "asked": self.asked,
            "read": self.read,
            "read_before": self.before,
            "empty": len(self.empty),
            "empty_days": list(intervals(self.empty)),
        }


class BackfillWalk:
    """One run's walk back in time: begin(), record_page() and so on as in SourceWalk.

    Beside the listings it is told of the articles: named(), leads_to(), stored(), answered().
    completed() gives the days that nothing is left to do for.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        window: Window,
        *,
        read: Mapping[date, bool | None],
        now: datetime,
    ) -> None:
        """Take dated sources, the cheapest first, and the days that earlier runs completed.

        Those come with whether they gave an article, None where that is not known.
        """
        self.sources = sources
        self.window = window
        self.days = tuple(window.days())
        #: How each source ended, in the order of their ends.
        self.ends: list[SourceEnd] = []
        #: Why sitemaps of an index could not be read.
        self.lost: list[str] = []
        self._now = now
        self._read = {day: read[day] for day in self.days if day in read}
        self._before = len(self._read)
        self._remaining = deque(sources)
        #: The days whose listings are still to be read, newest first.
        self._left = dict.fromkeys(day for day in self.days if day not in self._read)
        self._source = Source("")
        self._todo: deque[Stretch] = deque()
        self._current = Stretch((), SourceWalk((), window))
        self._open: list[Stretch] = []
        #: Stretches of an index that has named nothing yet.
        self._silent: list[Stretch] = []
        self._gave = any(self._read.values())
        self._answered = False
        self._failed = 0
        self._strays: set[str] = set()
        self._keys: dict[str, str] = {}
        self._with_articles: set[date] = set()

    @property
    def complete(self) -> bool:
        """Whether every day's listing was read, by this run or before."""
        return not self._left

    @property
    def reached(self) -> date | None:
        """The day down to which all is complete; None before the newest is."""
        done = None
        for day in self.days:
            if day not in self._read:
                break
            done = day
        return done

    def standing(self) -> Standing:
        """Return how the days stand."""
        empty = [day for day in reversed(self.days) if self._read.get(day) is False]
        return Standing(len(self.days), len(self._read), self._before, empty)

    # Listings

    def begin(self) -> ListingRequest | None:
        """Return the first address of the next source; None when none is left or needed."""
        while self._remaining and self._left:
            self._source = self._remaining.popleft()
            self._todo.extend(stretches(self._source, list(self._left), self.window))
            self._silent, self._answered, self._failed = [], False, 0
            following = self._next()
            if following:
                return following
        return None

    def extend(self, sources: Iterable[Source]) -> ListingRequest | None:  # noqa: ARG002
        """Add nothing: where a site's news are today says nothing of another year."""
        return None

    def add_sitemaps(
        self, visit: ListingRequest, sitemaps: Iterable[ListingRequest]
    ) -> ListingRequest | None:
        """Go on with the sitemaps that the index at `visit` names, by the days in their names."""
        stretch = self._current
        named = [one for one in sitemaps if not NO_ARTICLES.search(urlsplit(one.url).path)]
        by_span: dict[tuple[date, date], list[ListingRequest]] = {}
        for one in named:
            if span := days_named(one.url):
                by_span.setdefault(span, []).append(one)
        # Beside those of months an index has one of the newest, or of what is no article.
        by_name = 2 * sum(map(len, by_span.values())) >= len(named) > 0
        if stretch.sitemaps or not by_name:
            return stretch.walk.add_sitemaps(visit, named) or self._ended(visit)
        self._open.remove(stretch)
        held = set[date]()
        for first, last in sorted(by_span, reverse=True):
            days = tuple(day for day in self._left if first <= day <= last and day not in held)
            held.update(days)
            if days:
                walk = SourceWalk((), self.window)
                self._todo.append(Stretch(days, walk, by_span[first, last]))
        oldest, newest = min(by_span)[0], max(last for _, last in by_span)
        between = tuple(day for day in self._left if oldest <= day <= newest and day not in held)
        if between:
            # A month without an article has no sitemap.
            self._open.append(Stretch(between, SourceWalk((), self.window)))
            self._list(self._open[-1])
        return self._next() or self._end_source(visit, "no sitemap of these days")

    def record_page(
        self,
        visit: ListingRequest,
        listing: Listing,
        ids: Sequence[str],
        *,
        known: AbstractSet[str],
        no_article: AbstractSet[str] = frozenset(),
    ) -> ListingRequest | None:
        """Add a page that named the articles `ids`; return the next address, None at the end."""
        # The addresses of a sitemap stand in no order, and an index of the day in one.
        beside = known | self._strays if isinstance(visit.source, Index) else frozenset[str]()
        following = self._current.walk.record_page(
            visit, listing, ids, known=beside, no_article=no_article
        )
        return following or self._ended(visit)

    def failed(
        self, visit: ListingRequest, reason: str, *, gone: bool = False
    ) -> ListingRequest | None:
        """Note that an address gave no listing; return the next address, None at the end."""
        return self._current.walk.failed(visit, reason, gone=gone) or self._ended(visit)

    def _next(self) -> ListingRequest | None:
        if not self._todo:
            return None
        self._current = self._todo.popleft()
        self._open.append(self._current)
        return self._current.begin()

    def _ended(self, visit: ListingRequest) -> ListingRequest | None:
        """Judge a stretch by how its listing ended; return what is to be asked next."""
        stretch, end = self._current, self._current.walk.ends[-1]
        self.lost += stretch.walk.lost
        of_any_day = is_of_any_day(visit.source) and not stretch.sitemaps
        if of_any_day and stretch.oldest:
            oldest = stretch.oldest
            stretch.days = tuple(day for day in stretch.days if day >= oldest)
        empty = end.reason == "empty" and not stretch.walk.broken and not of_any_day
        # Pages of other days than were asked for.
        astray = end.reason == "nothing new"
        if end.sound and not astray and stretch.days and (stretch.oldest or not of_any_day):
            self._gave = True
            for one in (*self._silent, stretch):
                self._list(one)
            self._silent.clear()
        elif empty and isinstance(visit.source, Index) and not self._gave:
            self._silent.append(stretch)
            if len(self._silent) >= (EMPTY_DAYS if by_days(visit.source) else EMPTY_MONTHS):
                return self._end_source(visit, "no articles")
        elif empty:
            self._list(stretch)
        else:
            self._open.remove(stretch)
            self._failed += 1
            if not self._answered or self._failed >= FAILED_IN_A_ROW:
                return self._end_source(visit, "other days" if astray else end.reason)
            return self._next() or self._end_source(visit, end.reason)
        self._answered, self._failed = True, 0
        return self._next() or self._end_source(visit, "last day", sound=self._gave)

    def _list(self, stretch: Stretch) -> None:
        stretch.listed = True
        for day in stretch.days:
            self._left.pop(day, None)

    def _end_source(
        self, visit: ListingRequest, reason: str, *, sound: bool = False
    ) -> ListingRequest | None:
        self._todo.clear()
        self.ends.append(SourceEnd(visit.source, reason, sound))
        return self.begin()

    # Articles

    def span(self, link: Link, *, zone: str, now: datetime) -> Span:
        """Return when an article that the present listing names appeared; as listed_span().

        The date of a sitemap's entry is that of its last change. Its address tells the day better,
        and so does the name of the sitemap: what is in that of a month is of the month.
        """
        listed = listed_span(link.date, link.url, zone=zone, now=now)
        if not self._current.sitemaps and not is_of_any_day(self._source):
            return listed
        by_address = listed_span(None, link.url, zone=zone, now=now)
        if by_address.day or not self._current.sitemaps:
            return by_address if by_address.day else listed
        return Span(day=listed.day if listed.day in self._current.days else None)

    def named(self, key: str, day: date | None, *, asked: bool, known: bool) -> None:
        """Note an article that the present listing names, with the day that it tells.

        `asked`: its page is asked for; `known`: it has a line already.
        """
        stretch = self._current
        if day:
            stretch.oldest = min(day, stretch.oldest or day)
            if not stretch.is_near(day):
                self._strays.add(key)
        if asked:
            stretch.waiting.add(key)
        elif known:
            self._gives(stretch, day)

    def leads_to(self, key: str, article_id: str) -> None:
        """Note that the link `key` gave the article of that id."""
        self._keys[article_id] = key

    def stored(self, article_id: str, day: date | None) -> None:
        """Note that an article of that day has its line."""
        key = self._keys.get(article_id, article_id)
        for stretch in self._open:
            if key in stretch.waiting:
                self._gives(stretch, day)
        self.answered(key)

    def answered(self, key: str, *, day: date | None = None) -> None:
        """Note that nothing more is to be done for an article; `day`: it lies outside the window.

        Takes the key of its link, or its id.
        """
        key = self._keys.pop(key, key)
        for stretch in self._open:
            stretch.waiting.discard(key)
            if day and not stretch.is_near(day):
                self._strays.add(key)

    def _gives(self, stretch: Stretch, day: date | None) -> None:
        """Note that a day gave an article: an index by days has but one."""
        if day is None and len(stretch.days) == 1:
            day = stretch.days[0]
        if day:
            self._with_articles.add(day)
        else:
            stretch.undated = True

    def completed(self) -> dict[date, bool | None]:
        """Return the days that are complete since it was last asked, with whether they gave any.

        Those that are over for good, and of which the window holds all.
        """
        done: dict[date, bool | None] = {}
        for stretch in [one for one in self._open if one.listed and not one.waiting]:
            self._open.remove(stretch)
            for day in stretch.days:
                done[day] = day in self._with_articles or (None if stretch.undated else False)
        self._read |= done
        return {day: gave for day, gave in done.items() if self._is_over(day)}

    def _is_over(self, day: date) -> bool:
        first, after = midnight(day, self.window), midnight(day + DAY, self.window)
        return self.window.since <= first and after <= min(self.window.until, self._now - MARGIN)


def is_of_any_day(source: Source) -> bool:
    """Return whether a sitemap may hold whatever was printed: its address names no day."""
    return isinstance(source, Sitemap) and not source.complete


def stretches(source: Source, days: Sequence[date], window: Window) -> Iterator[Stretch]:
    """Yield the stretches in which a source is asked for days, both newest first."""

    def address(place: tuple[int, date]) -> object:
        number, day = place
        if "{date" in source.url:
            return source.fill(source.first, day, window, None)
        # A query covers days in a row of one month.
        return (day.year, day.month, day.toordinal() + number)

    if is_of_any_day(source):
        yield Stretch(tuple(days), SourceWalk((source,), window))
        return
    for _, group in groupby(enumerate(days), key=address):
        some = tuple(day for _, day in group)
        since = max(window.since, midnight(some[-1], window))
        until = min(window.until, midnight(some[0] + DAY, window))
        if "{date" not in source.url:
            # REST leaves out what was published at the very moment that it is asked from.
            since -= timedelta(seconds=1)
        yield Stretch(some, SourceWalk((source,), Window(since, until)))


def midnight(day: date, window: Window) -> datetime:
    """Return the moment at which a day begins in the zone of a window."""
    return datetime.combine(day, time(), tzinfo=window.since.tzinfo)


def intervals(days: Iterable[date]) -> Iterator[str]:
    """Yield days, the oldest first, as ISO 8601 writes one, or a row: `2015-07-16/2015-07-19`."""
    for _, group in groupby(enumerate(days), key=lambda place: place[1].toordinal() - place[0]):
        row = [day.isoformat() for _, day in group]
        yield row[0] if len(row) == 1 else f"{row[0]}/{row[-1]}"
