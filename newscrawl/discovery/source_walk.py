"""The walk through a paper's sources: which page to ask next, and when to stop.

Pure bookkeeping: it is told what each page named and says what to ask next. The rules:

- Sources are tried in the order the paper declares, freshest first. A source that is broken, empty,
  or ends before the window does is followed by the next one.
- A walk ends on three pages in a row that name only known articles (or older than the window), on
  an empty page, on the same links as the page before, or on a page without new links. So an endless
  calendar ends.
- A source by days of which the newest three name nothing has ended: it is not where the facts say.
- Where the links are always new and never lead to an article, the source ends after five pages.
- A source has a number of pages, and an index a number of sitemaps, beyond which nothing is read.

What is known of the articles comes with each page and is not kept. An article that has not been
answered yet counts as one that is new: answers that come late, in whatever order, make a walk
longer and never end it too early.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.sources import ListingRequest, Source
from newscrawl.discovery.window import Window
from newscrawl.urls import Ids

#: One old story pinned on top, or a page of known ones among new, must not end the walk
#: (news-watch: STALE_PAGE_TOLERANCE = 3).
KNOWN_PAGES_IN_A_ROW = 3
#: A page of films or photos may give nothing; so many in a row are made up as we go.
MAX_PAGES_WITHOUT_ARTICLE = 5
#: No paper that can be asked by days is without a word for longer.
EMPTY_DAYS = 3
#: Ten articles a page, for as long as there have been papers on the web; sitemaps, likewise.
MAX_PAGES = 10_000
MAX_SITEMAPS = 2_000


class SourceEnd(NamedTuple):
    """How a source ended: why, and whether it was sound, that is read in full and not empty."""

    source: Source
    reason: str
    sound: bool


@dataclass(slots=True)
class SourceWalk:
    """The state of one run's walk: tell it of each page, and it says what is to be asked next.

    begin() gives the first address; record_page(), add_sitemaps() and failed() say what came of an
    address and give the next, None at the end. extend() adds sources, at the end as well.
    """

    sources: Sequence[Source]
    window: Window
    section: str | None = None
    #: Whether the window was covered as far as the sources go: nothing of it was left unread.
    complete: bool = False
    #: How each source ended, in the order of their ends.
    ends: list[SourceEnd] = field(default_factory=list)
    #: Why sitemaps of an index could not be read.
    lost: list[str] = field(default_factory=list)

    _remaining: deque[Source] = field(init=False)
    _over: bool = field(init=False, default=False)
    _series: list[ListingRequest] = field(init=False, default_factory=list)
    _pages: list[frozenset[str]] = field(init=False, default_factory=list)
    _series_ids: Ids = field(init=False, default_factory=dict)
    _broken: bool = field(init=False, default=False)
    _turned: int = field(init=False, default=0)
    _branches: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        chosen = [source for source in self.sources if self.section or not source.by_section]
        # A section's own listing first; the paper's others only where it is broken or empty.
        self._remaining = deque(sorted(chosen, key=lambda source: not source.by_section))

    def begin(self) -> ListingRequest | None:
        """Return the first address of the next source; None when there is no further source."""
        self._over = not self._remaining
        if self._over:
            return None
        source = self._remaining.popleft()
        self._series = list(reversed(list(source.starts(self.window, self.section))))
        self._pages, self._broken, self._turned = [], False, 0
        return self._next_series()

    def extend(self, sources: Iterable[Source]) -> ListingRequest | None:
        """Add sources behind those that are left.

        Return the first address of theirs when the walk had come to its end, else None: then they
        have their turn.
        """
        self._remaining.extend(sources)
        return self.begin() if self._over else None

    def add_sitemaps(
        self, visit: ListingRequest, sitemaps: Iterable[ListingRequest]
    ) -> ListingRequest | None:
        """Go on with the sitemaps that the index at `visit` names, before what else is left.

        An index may name itself, or others for ever: each is read once, and not without end.
        """
        fresh = [one for one in sitemaps if one.url not in self._branches]
        room = MAX_SITEMAPS - len(self._branches)
        self._broken |= len(fresh) > room
        self._branches.update(one.url for one in fresh[:room])
        self._series.extend(reversed(fresh[:room]))
        return self._next_series() or self._end(visit, "no sitemaps")

    def record_page(
        self,
        visit: ListingRequest,
        listing: Listing,
        ids: Sequence[str],
        *,
        known: AbstractSet[str],
        no_article: AbstractSet[str] = frozenset(),
    ) -> ListingRequest | None:
        """Add a page that named the articles `ids`; return the next address, None at the end.

        `known` holds the ids, of this page and the ones before, that need no fetching: known, or
        older than the window; `no_article` those that were fetched so far and gave no article.
        """
        page = frozenset(ids)
        self._turned += 1
        stopped = self._stopped(page)
        if page:
            # Earlier ones decide nothing.
            self._pages = [*self._pages[-MAX_PAGES_WITHOUT_ARTICLE:], page]
            self._series_ids |= dict.fromkeys(page)
        recent = self._pages[-KNOWN_PAGES_IN_A_ROW:]
        if len(recent) == KNOWN_PAGES_IN_A_ROW and all(one <= known for one in recent):
            return self._end(visit, "nothing new", reached=True)
        before = self._pages[-MAX_PAGES_WITHOUT_ARTICLE - 1 : -1]
        in_vain = len(before) == MAX_PAGES_WITHOUT_ARTICLE and all(
            one <= no_article for one in before
        )
        silent = visit.day and not self._pages and self._turned >= EMPTY_DAYS
        if in_vain or silent:
            self._broken = True
            return self._end(visit, "no articles")
        if self._turned >= MAX_PAGES:
            self._broken = True
            return self._end(visit, "too many pages")
        if not stopped:
            following = visit.source.next_request(visit, listing, self.window, self.section)
            if following:
                return following
            stopped = "last page"
        if self._series:
            return self._next_series()
        oldest = ids[-1] if ids else None
        reached = visit.source.complete or stopped == "empty" or oldest in known
        return self._end(visit, stopped, reached=reached and self._sound)

    def failed(
        self, visit: ListingRequest, reason: str, *, gone: bool = False
    ) -> ListingRequest | None:
        """Note that an address gave no listing; return the next address, None at the end.

        `gone`: the paper answered that there is no such page (404, or WordPress's 400), which on
        any page but the first is simply the end of the listing, and of a day that it had no news.
        """
        if gone and (visit.page > visit.source.first or visit.day):
            return self.record_page(visit, Listing([], None), [], known=frozenset())
        self._broken = True
        if visit.url in self._branches:
            self.lost.append(reason)
        return self._next_series() or self._end(visit, reason)

    @property
    def broken(self) -> bool:
        """Whether something of the present source could not be read, or was not what it seemed."""
        return self._broken

    @property
    def _sound(self) -> bool:
        return bool(self._pages) and not self._broken

    def _stopped(self, page: frozenset[str]) -> str:
        if not page:
            return "empty"
        if self._series_ids and page == self._pages[-1]:
            return "same page again"
        return "no new links" if page <= self._series_ids.keys() else ""

    def _next_series(self) -> ListingRequest | None:
        self._series_ids = {}
        return self._series.pop() if self._series else None

    def _end(
        self, visit: ListingRequest, reason: str, *, reached: bool = False
    ) -> ListingRequest | None:
        """End a source; return the first address of the next one unless all is read."""
        sound = self._sound
        self.ends.append(SourceEnd(visit.source, reason, sound))
        # With the section's own listing read, all the rest of the paper would be fetched to be
        # thrown away.
        if reached or (sound and visit.source.by_section):
            self.complete = self._over = True
            return None
        # What the deepest source does not hold cannot be had: its sound end is the walk's end.
        following = self.begin()
        if following is None:
            self.complete = sound
        return following


def branches_of(source: Source, sitemaps: Iterable[Link], window: Window) -> list[ListingRequest]:
    """Return those sitemaps of a source's sitemap index that may name articles of the window."""
    day = window.since.date().isoformat()
    return [
        ListingRequest(source, one.url, 1)
        for one in sitemaps
        if not one.date or one.date[:10] >= day
    ]
