"""The store of all articles and the cluster of each."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from newscrawl.dedup import index as postings
from newscrawl.dedup.boilerplate import Memory, without
from newscrawl.dedup.decision import ENOUGH_KNOWN, ENOUGH_WITHIN, may_be_same, same_story
from newscrawl.dedup.index import COMMON
from newscrawl.dedup.shingles import Fingerprint, fingerprint
from newscrawl.dedup.sketch import QueryText, overlap, query_text, similarity, sketch
from newscrawl.lexicon import WIB
from newscrawl.storage.closing import Closing
from newscrawl.storage.database import open_database
from newscrawl.storage.tables import Connection, Server, Tables

#: Fewer runs than these make no story: a picture's caption, a line of thanks.
MIN_RUNS = 10
#: How many runs of a text are indexed and looked up: at least and at most, and one of how many. A
#: copy has at least a third of the other's runs, and one in common is enough to look closer. The
#: look-up is wider, since a short copy has its runs indexed more densely than a long one.
INDEXED, PER_INDEXED = (11, 100), 24
LOOKED_UP, PER_LOOKED_UP = (20, 250), 12
#: How many articles are looked at closer: those with the most runs in common, and those with runs
#: that few have.
CLOSER = 3

SCHEMA = f"""
CREATE TABLE sites (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, own BLOB NOT NULL, ends BLOB NOT NULL);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id BLOB NOT NULL, site INTEGER NOT NULL, published BIGINT,
    sketch BLOB NOT NULL, story INTEGER, of INTEGER, similarity INTEGER);
CREATE UNIQUE INDEX ids ON articles (id);
CREATE INDEX stories ON articles (story, published) WHERE story IS NOT NULL;
{postings.SCHEMA}
"""
PAPER = """
SELECT number, (SELECT coalesce(max(number), 0) + 1 FROM articles), own, ends
FROM sites WHERE name = ?
"""
# `story` is the number of the story's first article, and NULL for that article itself.
SELECT = "SELECT number, id, site, published, sketch, story, of, similarity FROM articles"
INSERT = """
INSERT INTO articles (number, id, site, published, sketch, story, of, similarity)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
# The index of stories holds all that is asked for.
BIGGEST = """
SELECT story FROM articles WHERE story IS NOT NULL AND published >= ?
GROUP BY story ORDER BY count(*) DESC, story LIMIT ?
"""
PRINTINGS = """
SELECT a.id, s.name, a.published FROM articles a JOIN sites s ON s.number = a.site
WHERE a.number = :story OR a.story = :story ORDER BY a.published IS NULL, a.published, a.number
"""
EARLIEST = f"{SELECT} WHERE story = ? AND published IS NOT NULL ORDER BY published, number LIMIT 1"


TABLES = Tables(
    "newscrawl_stories",
    SCHEMA,
    version=1,
    title="store of stories",
    remedy="stories begin anew then; `scrapy dedupe` labels the lines that there are",
    synchronous="NORMAL",
    one_writer=True,
    page=2048,
    checkpoint=16000,
)


@dataclass(slots=True, frozen=True)
class Assignment:
    """The cluster that an article belongs to. Ids are 20 hex digits."""

    #: The id of the story's first article that was placed.
    cluster_id: str
    #: The earliest published of the story's articles that were known when this one was placed.
    duplicate_of: str | None = None
    #: The share of the shorter text's runs of three words that the longer one has too, 0 to 1,
    #: estimated from a sample. Function words and years are left out before.
    similarity: float | None = None


class New(NamedTuple):
    """A new article, as given to `assign()`."""

    id: str
    site: str
    date_published: str | None
    body: str
    same_as: str | None


class Printed(NamedTuple):
    """An article of a story: its id, its paper, when it was published, in UTC."""

    id: str
    site: str
    at: datetime | None


class Kept(NamedTuple):
    """A row of the table of articles."""

    number: int
    id: bytes
    site: int
    published: int | None
    sketch: bytes
    story: int | None
    of: int | None
    similarity: int | None


class Clusters(Closing):
    """All articles and their clusters, in a SQLite file or a PostgreSQL database.

    Every method raises StateError. Several processes may use one: each placement sees all
    placements before it. What was placed stays where it is: an article that turns out to join two
    stories joins the one that it is more like, and the two stay two. A power cut may lose the last
    placements; a killed process loses none.
    """

    def __init__(self, place: Path | Server) -> None:
        self._database = open_database(place, TABLES)
        self._open: Connection | None = None

    def close(self) -> None:
        """Close the store."""
        self._database.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit the placements made inside as one. Other processes wait until then."""
        with self._database.transaction() as db:
            self._open = db
            try:
                yield
            finally:
                self._open = None

    def assign(
        self,
        article_id: str,
        site: str,
        date_published: str | None,
        body: str,
        *,
        same_as: str | None = None,
    ) -> Assignment:
        """Return which story an article prints, compared with all that were placed before.

        An article that was placed before gets the answer it got then, whatever its text is now.
        `date_published` is as in a line: ISO 8601 with offset, or a day, or None. `same_as` is the
        id of an article that is known to have the very same words, however few they are.
        """
        article = New(article_id, site, date_published, body, same_as)
        if self._open is not None:
            return assign(self._open, article)
        with self._database.transaction() as db:
            return assign(db, article)

    def biggest(self, since: datetime, *, most: int) -> list[list[Printed]]:
        """Return the stories that most papers have printed since a moment, the biggest first.

        Each is given by its articles, the first published first. Raises StateError.
        """
        with self._database.transaction() as db:
            # A paper that prints a story again and again makes it no bigger.
            numbers = db.execute(BIGGEST, (int(since.timestamp()), 10 * most)).fetchall()
            stories = [db.execute(PRINTINGS, {"story": one}).fetchall() for (one,) in numbers]
        found = [
            [
                Printed(known.hex(), site, datetime.fromtimestamp(at, UTC) if at else None)
                for known, site, at in story
            ]
            for story in stories
        ]
        spread = [one for one in found if papers_of(one) > 1]
        return sorted(spread, key=papers_of, reverse=True)[:most]


def papers_of(story: Sequence[Printed]) -> int:
    """Return how many papers printed a story."""
    return len({one.site for one in story})


def assign(db: Connection, article: New) -> Assignment:
    """Place an article within a transaction."""
    known = one_of(db, "id", bytes.fromhex(article.id))
    if known:
        return placement(db, known, one_of(db, "number", known.of) if known.of else None)
    at, number, memory = paper(db, article.site)
    story_text, after = without(article.body, memory)
    db.execute("UPDATE sites SET own = ?, ends = ? WHERE number = ?", (*after, at))
    text = fingerprint(story_text)
    keys = looked_up(text)
    found = postings.look_up(db, keys.values())
    common = frozenset([run for run in keys if len(found[keys[run]]) >= COMMON])
    new_text = query_text(text, common, len(keys))
    same = one_of(db, "id", bytes.fromhex(article.same_as)) if article.same_as else None
    best = same or best_match(db, found, new_text, at, boilerplate_known=memory.enough)
    first = earliest(db, best) if best else None
    alike = 1.0 if first == same else overlap(first.sketch, new_text).text if first else 0.0
    new = Kept(
        number=number,
        id=bytes.fromhex(article.id),
        site=at,
        published=seconds(article.date_published),
        sketch=sketch(new_text),
        story=best and (best.story or best.number),
        of=first and first.number,
        similarity=first and round(1000 * alike),
    )
    db.execute(INSERT, new)
    postings.add(db, indexed(found, len(text.runs), best), number)
    return placement(db, new, first)


def indexed(found: dict[int, list[int]], runs: int, best: Kept | None) -> list[int]:
    """Return the keys that a text of so many runs is indexed under, of those looked up."""
    telling = [key for key, numbers in found.items() if len(numbers) < COMMON]
    chosen = telling[: within(INDEXED, runs // PER_INDEXED)]
    # What the story's other article is found by, this one need not be.
    return [key for key in chosen if not best or best.number not in found[key]]


def looked_up(text: Fingerprint) -> dict[int, int]:
    """Return the runs of a text that are looked up, with their keys; those to be indexed first."""
    count = len(text.runs)
    if count < MIN_RUNS:
        return {}
    chosen = islice(text.runs, within(LOOKED_UP, count // PER_LOOKED_UP))
    return {run: postings.key(text.words[run]) for run in chosen}


def within(bounds: tuple[int, int], count: int) -> int:
    """Return a count, or the bound that it is beyond."""
    return max(bounds[0], min(bounds[1], count))


def best_match(
    db: Connection,
    found: dict[int, list[int]],
    text: QueryText,
    site: int,
    *,
    boilerplate_known: bool,
) -> Kept | None:
    """Return the article that the text is most like, of those of which it prints the story."""
    hits: dict[int, float] = {}
    for numbers in found.values():
        if len(numbers) < COMMON:
            for number in set(numbers):
                hits[number] = hits.get(number, 0.0) + 1 / len(numbers)
    closer = sorted(hits, key=hits.__getitem__, reverse=True)[:CLOSER]
    matches: list[tuple[float, Kept]] = []
    for other in several(db, closer):
        words = overlap(other.sketch, text)
        least = 0.0 if other.site != site else ENOUGH_KNOWN if boilerplate_known else ENOUGH_WITHIN
        likely = words.text >= least and may_be_same(words)
        if likely and same_story(similarity(other.sketch, text, words)):
            matches.append((words.text, other))
    return max(matches, key=itemgetter(0))[1] if matches else None


def several(db: Connection, numbers: list[int]) -> Iterator[Kept]:
    """Yield the articles of these numbers."""
    places = ", ".join("?" * len(numbers))
    rows = db.execute(f"{SELECT} WHERE number IN ({places})", numbers) if numbers else ()
    return map(Kept._make, rows)


def one_of(db: Connection, column: str, value: bytes | int) -> Kept | None:
    """Return the article with that id or number."""
    row = db.execute(f"{SELECT} WHERE {column} = ?", (value,)).fetchone()
    return Kept._make(row) if row else None


def earliest(db: Connection, one: Kept) -> Kept:
    """Return the earliest published article of one's story; one without a date comes last."""
    first = one_of(db, "number", one.story) if one.story else one
    assert first is not None
    row = db.execute(EARLIEST, (first.number,)).fetchone()
    if row is None:
        return first
    other = Kept._make(row)
    before = first.published is not None and first.published <= (other.published or 0)
    return first if before else other


def placement(db: Connection, new: Kept, first: Kept | None) -> Assignment:
    """Return an article's placement; `first` is what it is a copy of."""
    if first is None or new.story is None or new.similarity is None:
        return Assignment(new.id.hex())
    story = first if first.number == new.story else one_of(db, "number", new.story)
    assert story is not None
    return Assignment(story.id.hex(), first.id.hex(), new.similarity / 1000)


def seconds(date_published: str | None) -> int | None:
    """Return a line's date in seconds since 1970."""
    if date_published is None:
        return None
    moment = datetime.fromisoformat(date_published)
    # A day without a time counts from the midnight of most papers.
    return int((moment if moment.tzinfo else moment.replace(tzinfo=WIB)).timestamp())


def paper(db: Connection, name: str) -> tuple[int, int, Memory]:
    """Return a paper's number, the next article's, and what is remembered of the paper."""
    row = db.execute(PAPER, (name,)).fetchone()
    if row is None:
        db.execute("INSERT INTO sites (name, own, ends) VALUES (?, ?, ?)", (name, b"", b""))
        return paper(db, name)
    return row[0], row[1], Memory(*row[2:])
