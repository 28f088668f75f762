"""The walk through a paper's sources: which page to ask next, and when to stop.

Pure bookkeeping: it is told what each page named and says what to ask next. The rules:

- Sources are tried in the order the paper declares, freshest first. A source that is broken, empty,
  or ends before the window does is followed by the next one.
- A walk ends on three pages in a row that name only old articles (known ones, or older than the
  window), on an empty page, on the same links as the page before, or on a page without new links.
  So an endless calendar ends.
- Where the links are always new and never lead to an article, the source ends after five pages.
- A source has a number of pages, and an index a number of sitemaps, beyond which nothing is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.sources import ListingRequest, Source
from newscrawl.discovery.window import Window

#: One old story pinned on top, or a page of known ones among new, must not end the walk
#: (news-watch: STALE_PAGE_TOLERANCE = 3).
KNOWN_PAGES_IN_A_ROW = 3
#: A page of films or photos may give nothing; so many in a row are made up as we go.
MAX_PAGES_WITHOUT_ARTICLE = 5
#: Ten articles a page, for as long as there have been papers on the web; sitemaps, likewise.
MAX_PAGES = 10_000
MAX_SITEMAPS = 2_000


@dataclass(slots=True)
class SourceWalk:
    """The state of one run's walk: feed it pages with turn() and failed(), ask what is next."""

    sources: Sequence[Source]
    window: Window
    section: str | None = None
    #: Whether the window was covered as far as the sources go: nothing of it was left unread.
    complete: bool = False
    #: Why each source ended, for the log: (address template, reason).
    ends: list[tuple[str, str]] = field(default_factory=list)
    #: Why sitemaps of an index could not be read.
    lost: list[str] = field(default_factory=list)
    #: Ids that were fetched and gave no article, as the spider tells.
    no_article_ids: set[str] = field(default_factory=set)

    _remaining: Iterator[Source] = field(init=False)
    _source: Source | None = field(init=False, default=None)
    _series: list[ListingRequest] = field(init=False, default_factory=list)
    _pages: list[frozenset[str]] = field(init=False, default_factory=list)
    _series_ids: set[str] = field(init=False, default_factory=set)
    _broken: bool = field(init=False, default=False)
    _turned: int = field(init=False, default=0)
    _branches: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        chosen = [source for source in self.sources if self.section or not source.by_section]
        # A section's own listing first; the paper's others only where it is broken or empty.
        self._remaining = iter(sorted(chosen, key=lambda source: not source.by_section))

    @property
    def source(self) -> Source:
        """The source whose pages are being turned."""
        if self._source is None:
            raise RuntimeError("the walk has not begun")
        return self._source

    def begin(self) -> ListingRequest | None:
        """Return the first address of the next source; None when there is no further source."""
        self._source = next(self._remaining, None)
        if self._source is None:
            return None
        self._series = list(reversed(list(self._source.starts(self.window, self.section))))
        self._pages, self._broken, self._turned = [], False, 0
        return self._next_series()

    def add_sitemaps(self, visits: list[ListingRequest]) -> ListingRequest | None:
        """Go on with `visits` (the sitemaps of an index), before what else is left.

        An index may name itself, or others for ever: each is read once, and not without end.
        """
        fresh = [visit for visit in visits if visit.url not in self._branches]
        room = MAX_SITEMAPS - len(self._branches)
        self._broken |= len(fresh) > room
        self._branches.update(visit.url for visit in fresh[:room])
        self._series.extend(reversed(fresh[:room]))
        return self._next_series() or self._end("no sitemaps")

    def record_page(
        self, visit: ListingRequest, listing: Listing, ids: list[str], old: AbstractSet[str]
    ) -> ListingRequest | None:
        """Add a page that named the articles `ids`; return the next address, None at the end.

        `old` holds the ids that need no fetching: known, or older than the window.
        """
        page = frozenset(ids)
        self._turned += 1
        stopped = self._stopped(page)
        if page:
            self._pages = [
                *self._pages[-MAX_PAGES_WITHOUT_ARTICLE:],
                page,
            ]  # earlier ones decide nothing
            self._series_ids |= page
        recent = self._pages[-KNOWN_PAGES_IN_A_ROW:]
        if len(recent) == KNOWN_PAGES_IN_A_ROW and all(one <= old for one in recent):
            return self._end("old ground", reached=True)
        before = self._pages[-MAX_PAGES_WITHOUT_ARTICLE - 1 : -1]
        if len(before) == MAX_PAGES_WITHOUT_ARTICLE and all(
            one <= self.no_article_ids for one in before
        ):
            self._broken = True
            return self._end("no articles")
        if self._turned >= MAX_PAGES:
            self._broken = True
            return self._end("too many pages")
        if not stopped:
            following = self.source.next_request(visit, listing, self.window, self.section)
            if following:
                return following
            stopped = "last page"
        if self._series:
            return self._next_series()
        oldest = ids[-1] if ids else None
        reached = self.source.complete or stopped == "empty" or oldest in old
        return self._end(stopped, reached=reached and bool(self._pages) and not self._broken)

    def failed(
        self, visit: ListingRequest, reason: str, *, gone: bool = False
    ) -> ListingRequest | None:
        """Note that an address gave no listing; return the next address, None at the end.

        `gone`: the paper answered that there is no such page (404, or WordPress's 400), which on
        any page but the first is simply the end of the listing, and of a day that it had no news.
        """
        if gone and (visit.page > self.source.first or visit.day):
            return self.record_page(visit, Listing([], None), [], frozenset())
        self._broken = True
        if visit.url in self._branches:
            self.lost.append(reason)
        return self._next_series() or self._end(reason)

    def _stopped(self, page: frozenset[str]) -> str:
        if not page:
            return "empty"
        if self._series_ids and page == self._pages[-1]:
            return "same page again"
        return "no new links" if page <= self._series_ids else ""

    def _next_series(self) -> ListingRequest | None:
        self._series_ids = set()
        return self._series.pop() if self._series else None

    def _end(self, reason: str, *, reached: bool = False) -> ListingRequest | None:
        """End the current source; return the first address of the next one unless all is read."""
        self.ends.append((self.source.url, reason))
        if reached:
            self.complete = True
            return None
        sound = bool(self._pages) and not self._broken
        if sound and self.source.by_section:
            # All the rest of the paper would be fetched to be thrown away.
            self.complete = True
            return None
        # What the deepest source does not hold cannot be had: its sound end is the walk's end.
        following = self.begin()
        if following is None:
            self.complete = sound
        return following


def branches_of(sitemaps: Iterable[Link], window: Window) -> list[ListingRequest]:
    """Return those sitemaps of a sitemap index that may name articles of the window."""
    day = window.since.date().isoformat()
    return [ListingRequest(one.url, 1) for one in sitemaps if not one.date or one.date[:10] >= day]
