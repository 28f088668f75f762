"""The values of the state, and how the database keeps them.

An id is kept as its 10 bytes: among 100 million articles, the odds that any two share one are
4 in a billion. Of a content hash 64 bits are kept, since that is what SQLite's integer holds: for
5 million articles the odds of one false "same words" anywhere are 7 in 10 million, for 100 million
1 in 3,700, and all it does is to name a wrong `duplicate_of`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple


class FirstSeen(NamedTuple):
    """The article that first had a text, and its paper."""

    id: str
    site: str


class Coverage(NamedTuple):
    """How far a paper has been read without a gap."""

    #: When the latest complete run began; None when there was none.
    complete_since: datetime | None
    #: Whether a run has begun since then that was not complete.
    hole: bool
    #: Where the first run's window began, when there was never a complete one.
    first_since: datetime | None
    #: The earliest moment that any run's window reached back to.
    earliest: datetime | None = None


class FileRecord(NamedTuple):
    """A feed file as last committed; its size is in bytes."""

    size: int
    #: Whether its lines count only when they are marked, since other targets must have them too.
    shared: bool


class LineBefore(NamedTuple):
    """The line that a new one replaces: its revision, its content hash where that is known."""

    revision: int
    content_hash: str | None


class Validators(NamedTuple):
    """What a server says of a page's state, to be asked with again (RFC 9110)."""

    etag: str | None = None
    modified: str | None = None


class Page(NamedTuple):
    """The page that an article was read from.

    Its address, when the article was published, the hash of its headline.
    """

    url: str
    published: datetime
    headline: str
    validators: Validators = Validators()


class Young(NamedTuple):
    """A stored article that is young enough to be looked at again, by its last line."""

    id: str
    url: str
    at: datetime
    revision: int
    content_hash: str | None
    headline: str
    validators: Validators


@dataclass(slots=True)
class Stored:
    """An article that is in a feed file, which is named relative to the paper's folder."""

    id: str
    file: str
    at: datetime
    content_hash: str | None = None
    revision: int = 1
    page: Page | None = None


@dataclass(slots=True)
class Forgotten:
    """An article, fetched at a moment, whose line is to be replaced.

    Its content hash, its address and the address's id (`link`) are None where no line tells them.
    """

    id: str
    at: datetime
    revision: int
    content_hash: str | None = None
    link: str | None = None
    url: str | None = None


@dataclass(slots=True)
class PassedOver:
    """A page that was fetched or tried, and gave no line."""

    id: str
    url: str
    reason: str
    at: datetime
    #: The article was published before this moment: for one that is too old for the window.
    before: datetime | None = None
    transient: bool = False
    #: Whether the page was asked for; else its number of tries stays.
    tried: bool = True


@dataclass(slots=True)
class Batch:
    """What one transaction commits: `sizes` bytes by file, `aliases` (id, id of the article)."""

    articles: list[Stored] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    #: Days that a run back in time completed, with whether they gave an article (None: unknown).
    days: dict[date, bool | None] = field(default_factory=dict)
    #: Young articles that were asked for again: what their pages say now, and those that are gone.
    looked_at: dict[str, Page] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        articles = len(self.articles) + len(self.aliases) + len(self.passed_over)
        return articles + len(self.days) + len(self.looked_at) + len(self.removed)


def id_key(given: str) -> bytes:
    """Return an id of 20 hex digits as the database keeps it."""
    return bytes.fromhex(given)


def hash_key(content_hash: str | None) -> bytes | None:
    """Return a whole content hash as the database keeps it."""
    return None if content_hash is None else bytes.fromhex(content_hash)


def body_key(content_hash: str | None) -> int | None:
    """Return the first 64 bits of a content hash as the database keeps them."""
    if content_hash is None:
        return None
    return int.from_bytes(bytes.fromhex(content_hash[:16]), "big", signed=True)


def seconds(moment: datetime) -> int:
    """Return an aware datetime as the database keeps it: whole seconds since 1970."""
    return int(moment.timestamp())


def moment(kept: int | None) -> datetime | None:
    """Return a moment that the database kept, in UTC."""
    return None if kept is None else datetime.fromtimestamp(kept, UTC)
