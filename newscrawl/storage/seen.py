"""The state: which articles are stored, which pages were skipped, how far a paper was read."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from newscrawl.storage.closing import Closing
from newscrawl.storage.database import open_database
from newscrawl.storage.records import (
    Batch,
    Coverage,
    FileRecord,
    FirstSeen,
    Forgotten,
    LineBefore,
    Page,
    PassedOver,
    Stored,
    Validators,
    Young,
    body_key,
    hash_key,
    id_key,
    moment,
    seconds,
)
from newscrawl.storage.tables import Connection, Server, Tables

#: A page that failed so often is left alone for so long.
TRIES = 3
LEFT_ALONE = timedelta(days=7)
#: What was skipped so long ago is dropped: no listing names it any more.
DROPPED = timedelta(days=90)
#: An article is young for so long, and of a paper no more are kept as such.
YOUNG = timedelta(days=14)
MOST_YOUNG = 10_000
#: Why an article is asked for that has a line already.
FORGOTTEN_REASON = "to be read again"
#: Ids per query; a listing page has about fifty.
CHUNK = 500

# The papers' rows lie apart, so a listing page's look-up touches few pages of the file. Moments are
# seconds since 1970. `of` is the id of the article that an alias leads to; `before` a moment that a
# skipped page was published before; `facts` JSON of what worked where a paper's own did not. A line
# whose revision is in `forgotten` (with its content hash), or a lower one, is to be replaced: its
# article is not known until a higher one is there. The others are current. `days` has those that a
# run back in time completed, by their number since the year 1, and whether they gave an article.
# `young` has the pages of the articles of the last two weeks, as their last lines were read;
# `uploads` the objects that were sent to a store and not marked, with their articles as JSON.
FORGOTTEN = """
CREATE TABLE forgotten (
    site INTEGER, id BLOB, revision INTEGER NOT NULL, hash BLOB, PRIMARY KEY (site, id))
    WITHOUT ROWID;
CREATE VIEW current AS SELECT * FROM articles t WHERE NOT EXISTS (
    SELECT 1 FROM forgotten f WHERE f.site = t.site AND f.id = t.id AND f.revision >= t.revision)
"""
DAYS = """
CREATE TABLE IF NOT EXISTS days (
    site INTEGER, day INTEGER, gave BOOLEAN, run INTEGER NOT NULL, PRIMARY KEY (site, day))
    WITHOUT ROWID
"""
YOUNG_ARTICLES = """
CREATE TABLE IF NOT EXISTS young (
    site INTEGER, id BLOB, url TEXT NOT NULL, published BIGINT NOT NULL,
    revision INTEGER NOT NULL, hash BLOB, headline BLOB NOT NULL, etag TEXT, modified TEXT,
    PRIMARY KEY (site, id)) WITHOUT ROWID
"""
UPLOADS = """
CREATE TABLE IF NOT EXISTS uploads (
    site INTEGER, uri TEXT, articles TEXT NOT NULL, PRIMARY KEY (site, uri)) WITHOUT ROWID
"""
SCHEMA = f"""
CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE files (
    id INTEGER PRIMARY KEY, site INTEGER NOT NULL, name TEXT NOT NULL, size BIGINT NOT NULL,
    run INTEGER NOT NULL, shared BOOLEAN NOT NULL, UNIQUE (site, name));
CREATE TABLE articles (
    site INTEGER, id BLOB, body BIGINT, at BIGINT NOT NULL, file INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (site, id)) WITHOUT ROWID;
CREATE INDEX bodies ON articles (body, at);
CREATE TABLE aliases (
    site INTEGER, id BLOB, of BLOB NOT NULL, PRIMARY KEY (site, id)) WITHOUT ROWID;
CREATE TABLE passed_over (
    site INTEGER, id BLOB, url TEXT NOT NULL, reason TEXT NOT NULL, before BIGINT,
    transient BOOLEAN NOT NULL, tries INTEGER NOT NULL, last BIGINT NOT NULL,
    PRIMARY KEY (site, id)) WITHOUT ROWID;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, site INTEGER NOT NULL, started BIGINT NOT NULL,
    since BIGINT NOT NULL, plain BOOLEAN NOT NULL, ended BIGINT, complete BOOLEAN NOT NULL,
    reason TEXT, articles INTEGER, passed_over INTEGER);
CREATE INDEX runs_of_site ON runs (site, id);
CREATE TABLE learned (site INTEGER NOT NULL PRIMARY KEY, facts TEXT NOT NULL);
{FORGOTTEN};
{DAYS};
{YOUNG_ARTICLES};
{UPLOADS}
"""
UPGRADES = {
    1: "CREATE TABLE learned (site INTEGER PRIMARY KEY, facts TEXT NOT NULL)",
    2: f"""
ALTER TABLE articles ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
{FORGOTTEN}
""",
    3: DAYS,
    4: YOUNG_ARTICLES,
    5: UPLOADS,
}
TABLES = Tables(
    "newscrawl_state",
    SCHEMA,
    version=6,
    title="state",
    remedy="the next run of each paper rebuilds its part from the feeds",
    upgrades=UPGRADES,
)

KNOWN = """
SELECT id FROM current WHERE site = (SELECT id FROM sites WHERE name = :site) AND id IN (:ids)
UNION ALL SELECT a.id FROM aliases a JOIN current t ON t.site = a.site AND t.id = a.of
WHERE a.site = (SELECT id FROM sites WHERE name = :site) AND a.id IN (:ids)
"""
# The line of the highest revision counts, in whatever order files are read.
ADD_ARTICLE = """
INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (site, id) DO UPDATE SET
    file = excluded.file, revision = excluded.revision,
    body = CASE WHEN excluded.revision > articles.revision
        THEN excluded.body ELSE articles.body END,
    at = CASE WHEN excluded.revision > articles.revision THEN excluded.at ELSE articles.at END
WHERE excluded.revision >= articles.revision
"""
SKIP = """
SELECT id FROM passed_over
WHERE site = (SELECT id FROM sites WHERE name = :site) AND id IN (:ids)
AND CASE WHEN before IS NULL THEN tries >= :tries AND last > :lately ELSE before <= :since END
"""
LATEST_RUN = "SELECT max(id) FROM runs WHERE site = ?"
ADD_ALIAS = """
INSERT INTO aliases VALUES (?, ?, ?) ON CONFLICT (site, id) DO UPDATE SET of = excluded.of
"""
FORGET = """
INSERT INTO forgotten VALUES (?, ?, ?, ?) ON CONFLICT (site, id) DO UPDATE SET
    revision = excluded.revision, hash = excluded.hash
"""
LEARN = """
INSERT INTO learned VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET facts = excluded.facts
"""
ADD_DAY = """
INSERT INTO days VALUES (?, ?, ?, ?) ON CONFLICT (site, day) DO UPDATE SET
    gave = excluded.gave, run = excluded.run
"""
ADD_PASSED_OVER = """
INSERT INTO passed_over VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, id) DO UPDATE SET
    url = excluded.url, reason = excluded.reason, before = excluded.before, last = excluded.last,
    tries = excluded.tries +
        CASE WHEN passed_over.transient = excluded.transient THEN passed_over.tries ELSE 0 END,
    transient = excluded.transient
"""
ADD_UPLOAD = """
INSERT INTO uploads VALUES (?, ?, ?) ON CONFLICT (site, uri) DO UPDATE SET
    articles = excluded.articles
"""
ADD_YOUNG = """
INSERT INTO young VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, id) DO UPDATE SET
    url = excluded.url, published = excluded.published, revision = excluded.revision,
    hash = excluded.hash, headline = excluded.headline, etag = excluded.etag,
    modified = excluded.modified
WHERE excluded.revision >= young.revision
"""
DROP_OLD = """
DELETE FROM young WHERE site = :site AND (published < :since OR id NOT IN (
    SELECT id FROM young WHERE site = :site ORDER BY published DESC LIMIT :most))
"""


class State(Closing):
    """The state of all papers, in a SQLite file or a PostgreSQL database.

    Every method raises StateError. `site` is a spider's name, ids are 20 hex digits, times are
    aware datetimes. Files are named as in the paper's folder: those of a database are on a disk of
    a name besides, since each machine may have its own; what its disk has not is none of its
    business.
    """

    def __init__(self, place: Path | Server) -> None:
        self._database = open_database(place, TABLES)
        self._disk = f"{place.disk}:" if isinstance(place, Server) else ""
        #: The latest run of the paper that is claimed.
        self._run = 0

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # Who crawls

    def claim(self, site: str) -> None:
        """Keep the runs of a paper on other machines out, until this is closed.

        Raises BlockingIOError, with who is at it.
        """
        with self._database.transaction() as db:
            number = site_number(db, site)
            latest = db.execute(LATEST_RUN, (number,)).fetchone()
        self._run = latest[0] or 0
        self._database.claim(number, unchanged=partial(self._no_run_since, number))

    def claimed(self) -> set[str]:
        """Return the papers that any machine has claimed; none of a file's."""
        numbers = list(self._database.claimed())
        sql = "SELECT name FROM sites WHERE id IN (:numbers)"
        return {name for (name,) in self._database.rows(sql, {"numbers": numbers})}

    def _no_run_since(self, number: int, db: Connection) -> bool:
        latest = db.execute(LATEST_RUN, (number,)).fetchone()
        return int(latest[0] or 0) == self._run

    # Articles

    def known(self, site: str, ids: Iterable[str]) -> set[str]:
        """Return those of the ids that name, or lead to, a stored article of the paper."""
        return self._among(KNOWN, site, ids)

    def leads_to(self, site: str, link_id: str) -> str | None:
        """Return the id of the article that another id leads to; None when it is no link."""
        rows = self._database.rows(
            "SELECT of FROM aliases a JOIN sites s ON s.id = a.site "
            "WHERE s.name = :site AND a.id = :id",
            {"site": site, "id": id_key(link_id)},
        )
        return rows[0][0].hex() if rows else None

    def same_body(self, content_hash: str) -> FirstSeen | None:
        """Return the earliest stored article with this body, of whichever paper."""
        rows = self._database.rows(
            "SELECT a.id, s.name FROM articles a JOIN sites s ON s.id = a.site "
            "WHERE body = ? ORDER BY at LIMIT 1",
            (body_key(content_hash),),
        )
        return FirstSeen(rows[0][0].hex(), rows[0][1]) if rows else None

    def mark(self, site: str, batch: Batch, *, run: int = 0) -> None:
        """Commit a batch, all or nothing. Call it when the lines are safe on the disk.

        A file with a size in the batch is whole up to there, all its lines marked.
        """
        with self._database.transaction() as db:
            number = site_number(db, site)
            names = {row.file for row in batch.articles} | batch.sizes.keys()
            files = {name: file_number(db, number, self._named(name), run) for name in names}
            db.executemany(
                ADD_ARTICLE, [article_row(number, row, files[row.file]) for row in batch.articles]
            )
            aliases = [(number, id_key(link), id_key(of)) for link, of in batch.aliases]
            db.executemany(ADD_ALIAS, aliases)
            db.executemany(
                ADD_PASSED_OVER, [passed_over_row(number, page) for page in batch.passed_over]
            )
            had = [(number, id_key(row.id)) for row in batch.articles]
            had += [alias[:2] for alias in aliases]
            db.executemany("DELETE FROM passed_over WHERE site = ? AND id = ?", had)
            db.executemany(
                "UPDATE files SET size = ?, shared = FALSE WHERE id = ?",
                [(size, files[name]) for name, size in batch.sizes.items()],
            )
            young = [young_row(number, row, row.page) for row in batch.articles if is_young(row)]
            db.executemany(ADD_YOUNG, young)
            db.executemany(
                "UPDATE young SET etag = ?, modified = ? WHERE site = ? AND id = ?",
                [(*page.validators, number, id_key(one)) for one, page in batch.looked_at.items()],
            )
            db.executemany(
                "DELETE FROM young WHERE site = ? AND id = ?",
                [(number, id_key(one)) for one in batch.removed],
            )
            db.executemany(
                ADD_DAY,
                [(number, day.toordinal(), gave, run) for day, gave in batch.days.items()],
            )

    # Lines to be replaced

    def stored_since(self, site: str, since: datetime | None, ids: set[str]) -> list[Forgotten]:
        """Return the paper's articles that may be forgotten: fetched since then, of these ids.

        None and no ids leave nobody out. Those that wait for their new line already are left out.
        """
        rows = self._database.rows(
            "SELECT t.id, at, revision FROM current t JOIN sites s ON s.id = t.site "
            "WHERE s.name = :site AND at >= :since",
            {"site": site, "since": seconds(since) if since else 0},
        )
        found = [
            Forgotten(key.hex(), datetime.fromtimestamp(at, UTC), revision)
            for key, at, revision in rows
        ]
        return [one for one in found if not ids or one.id in ids]

    def forget(self, site: str, articles: Iterable[Forgotten]) -> None:
        """Let articles be fetched again: they are known when a line of a higher revision is.

        The next run asks for those with an address; for the others the listings are walked again.
        """
        every, now = list(articles), datetime.now(UTC)
        with self._database.transaction() as db:
            number = site_number(db, site)
            db.executemany(
                FORGET,
                [(number, id_key(a.id), a.revision, hash_key(a.content_hash)) for a in every],
            )
            asked = [
                PassedOver(a.link, a.url, FORGOTTEN_REASON, now, transient=True, tried=False)
                for a in every
                if a.link and a.url
            ]
            db.executemany(
                "DELETE FROM passed_over WHERE site = ? AND id = ?",
                [(number, id_key(page.id)) for page in asked],
            )
            db.executemany(ADD_PASSED_OVER, [passed_over_row(number, page) for page in asked])
            listed = [seconds(a.at) for a in every if not a.url]
            if listed:
                db.execute(
                    "UPDATE runs SET complete = FALSE "
                    "WHERE site = ? AND coalesce(ended, started) >= ?",
                    (number, min(listed)),
                )
                db.execute("DELETE FROM days WHERE site = ?", (number,))

    def has_forgotten(self, site: str) -> bool:
        """Return whether an article of the paper was ever forgotten."""
        rows = self._database.rows(
            "SELECT 1 FROM forgotten f JOIN sites s ON s.id = f.site WHERE s.name = :site LIMIT 1",
            {"site": site},
        )
        return bool(rows)

    def line_before(self, site: str, article_id: str) -> LineBefore | None:
        """Return the line that a new one of this article replaces; None when it is the first."""
        rows = self._database.rows(
            "SELECT revision, hash FROM forgotten f JOIN sites s ON s.id = f.site "
            "WHERE s.name = :site AND f.id = :id",
            {"site": site, "id": id_key(article_id)},
        )
        return LineBefore(rows[0][0], rows[0][1] and rows[0][1].hex()) if rows else None

    # Young articles

    def young(self, site: str, since: datetime) -> list[Young]:
        """Return the paper's articles published since then, of the last two weeks, newest first.

        Those that wait for a new line already are left out.
        """
        rows = self._database.rows(
            "SELECT y.id, url, at, y.revision, hash, headline, etag, modified FROM young y "
            "JOIN sites s ON s.id = y.site JOIN current t ON t.site = y.site AND t.id = y.id "
            "WHERE s.name = :site AND published >= :since ORDER BY published DESC, y.id",
            {"site": site, "since": seconds(since)},
        )
        return [
            Young(
                key.hex(),
                url,
                datetime.fromtimestamp(at, UTC),
                revision,
                digest and digest.hex(),
                headline.hex(),
                Validators(*validators),
            )
            for key, url, at, revision, digest, headline, *validators in rows
        ]

    # Pages that gave no article

    def to_retry(self, site: str) -> list[str]:
        """Return the addresses that failed for a passing reason and have tries left."""
        rows = self._database.rows(
            "SELECT url FROM passed_over p JOIN sites s ON s.id = p.site "
            "WHERE s.name = :site AND transient AND tries < :tries ORDER BY last",
            {"site": site, "tries": TRIES},
        )
        return [url for (url,) in rows]

    def skippable(self, site: str, ids: Iterable[str], since: datetime) -> set[str]:
        """Return those of the ids that need no fetching: older than `since`, or left alone."""
        lately = seconds(datetime.now(UTC) - LEFT_ALONE)
        return self._among(SKIP, site, ids, since=seconds(since), tries=TRIES, lately=lately)

    # Runs

    def coverage(self, site: str) -> Coverage:
        """Return how far the paper has been read without a gap."""
        complete = self._database.rows(
            "SELECT r.id, started FROM runs r JOIN sites s ON s.id = r.site "
            "WHERE s.name = :site AND complete ORDER BY r.id DESC LIMIT 1",
            {"site": site},
        )
        last, started = complete[0] if complete else (0, None)
        later = self._database.rows(
            "SELECT since FROM runs r JOIN sites s ON s.id = r.site "
            "WHERE s.name = :site AND r.id > :last ORDER BY r.id LIMIT 1",
            {"site": site, "last": last},
        )
        first = later[0][0] if later and not complete else None
        earliest = self._database.rows(
            "SELECT MIN(since) FROM runs r JOIN sites s ON s.id = r.site WHERE s.name = :site",
            {"site": site},
        )
        return Coverage(moment(started), bool(later), moment(first), moment(earliest[0][0]))

    def run_started(self, site: str, since: datetime, *, full_run: bool) -> int:
        """Note that a run begins; return its number. Until it ends it counts as interrupted."""
        now = datetime.now(UTC)
        with self._database.transaction() as db:
            number = site_number(db, site)
            db.execute(
                "DELETE FROM passed_over WHERE site = ? AND last < ?",
                (number, seconds(now - DROPPED)),
            )
            since_young = seconds(now - YOUNG)
            db.execute(DROP_OLD, {"site": number, "since": since_young, "most": MOST_YOUNG})
            run = db.execute(
                "INSERT INTO runs (site, started, since, plain, complete) "
                "VALUES (?, ?, ?, ?, FALSE) RETURNING id",
                (number, seconds(now), seconds(since), full_run),
            ).fetchall()[0][0]
        self._run = int(run)
        return self._run

    def run_ended(
        self, run: int, *, complete: bool, reason: str, articles: int, passed_over: int
    ) -> None:
        """Note how a run ended, how many articles it stored and how many pages it skipped."""
        with self._database.transaction() as db:
            db.execute(
                "UPDATE runs SET ended = ?, complete = ?, reason = ?, articles = ?, "
                "passed_over = ? WHERE id = ?",
                (seconds(datetime.now(UTC)), complete, reason, articles, passed_over, run),
            )

    def completed_days(self, site: str) -> dict[date, bool | None]:
        """Return the days that runs back in time completed, with whether they gave an article."""
        rows = self._database.rows(
            "SELECT day, gave FROM days d JOIN sites s ON s.id = d.site WHERE s.name = :site",
            {"site": site},
        )
        return {date.fromordinal(day): None if gave is None else bool(gave) for day, gave in rows}

    # What was learned of papers that are not as their facts say

    def learned(self, site: str) -> str | None:
        """Return what earlier runs learned of the paper, as they gave it; None for nothing."""
        rows = self._database.rows(
            "SELECT facts FROM learned l JOIN sites s ON s.id = l.site WHERE s.name = :site",
            {"site": site},
        )
        return str(rows[0][0]) if rows else None

    def all_learned(self) -> dict[str, str]:
        """Return what was learned of all papers, by their names."""
        rows = self._database.rows(
            "SELECT name, facts FROM learned l JOIN sites s ON s.id = l.site ORDER BY name"
        )
        return dict(rows)

    def learn(self, site: str, facts: str | None) -> None:
        """Keep what was learned of the paper in place of what was; None forgets it."""
        with self._database.transaction() as db:
            number = site_number(db, site)
            if facts is None:
                db.execute("DELETE FROM learned WHERE site = ?", (number,))
            else:
                db.execute(LEARN, (number, facts))

    # Objects on their way to a store. A store such as S3 answers when it has a whole one, and a run
    # may be killed before it can mark the articles: they would be fetched and stored a second time.

    def uploads(self, site: str) -> dict[str, list[Stored]]:
        """Return the articles of each object that was sent and not marked, by its address."""
        rows = self._database.rows(
            "SELECT uri, articles FROM uploads u JOIN sites s ON s.id = u.site "
            "WHERE s.name = :site ORDER BY uri",
            {"site": site},
        )
        return {uri: [sent(uri, *one) for one in json.loads(told)] for uri, told in rows}

    def upload_begins(self, site: str, uri: str, articles: Iterable[Stored]) -> None:
        """Note, before it goes, which articles an object holds; an address holds no key."""
        told = [(one.id, one.at.isoformat(), one.content_hash, one.revision) for one in articles]
        with self._database.transaction() as db:
            db.execute(ADD_UPLOAD, (site_number(db, site), uri, json.dumps(told)))

    def upload_ended(self, site: str, uri: str) -> None:
        """Forget an object: its articles are marked, or it is not there."""
        with self._database.transaction() as db:
            db.execute(
                "DELETE FROM uploads WHERE site = ? AND uri = ?", (site_number(db, site), uri)
            )

    # Feed files

    def files(self, site: str) -> dict[str, FileRecord]:
        """Return the paper's feed files that are known, by name."""
        rows = self._database.rows(
            "SELECT f.name, size, shared FROM files f JOIN sites s ON s.id = f.site "
            "WHERE s.name = :site",
            {"site": site},
        )
        return {
            name.removeprefix(self._disk): FileRecord(size, bool(shared))
            for name, size, shared in rows
            if name.startswith(self._disk)
        }

    def mark_shared(self, site: str, name: str, *, run: int) -> None:
        """Note, before its first line, that a file's lines count only when they are marked."""
        with self._database.transaction() as db:
            file = file_number(db, site_number(db, site), self._named(name), run)
            db.execute("UPDATE files SET shared = TRUE WHERE id = ?", (file,))

    def joined(self, site: str, name: str, size: int, sources: Mapping[str, int]) -> None:
        """Note that a file holds now what its sources, of these sizes, held.

        Where they were not known so, the next reconciliation reads it.
        """
        with self._database.transaction() as db:
            number = site_number(db, site)
            rows = db.execute(
                "SELECT name, id, size, run FROM files WHERE site = ? AND NOT shared", (number,)
            )
            ours = {self._named(one): one for one in sources}
            known = {ours[row[0]]: row[1:] for row in rows if row[0] in ours}
            if {one: kept[1] for one, kept in known.items()} != sources:
                return
            first = min(run for _, _, run in known.values())
            file = file_number(db, number, self._named(name), first)
            others = [kept[0] for one, kept in known.items() if one != name]
            db.executemany(
                "UPDATE articles SET file = ? WHERE site = ? AND file = ?",
                [(file, number, other) for other in others],
            )
            db.executemany("DELETE FROM files WHERE id = ?", [(other,) for other in others])
            db.execute("UPDATE files SET size = ? WHERE id = ?", (size, file))

    def articles_in(self, site: str, name: str) -> set[str]:
        """Return the ids of the articles marked as stored in a file. Reads all of the paper's."""
        rows = self._database.rows(
            "SELECT a.id FROM sites s JOIN files f ON f.site = s.id "
            "JOIN articles a ON a.site = s.id AND a.file = f.id "
            "WHERE s.name = :site AND f.name = :name",
            {"site": site, "name": self._named(name)},
        )
        return {key.hex() for (key,) in rows}

    def lose(self, site: str, name: str, ids: Iterable[str]) -> None:
        """Forget articles whose lines a file has lost, and that the runs since then were complete.

        So they come again: the listings are walked to where they were last read without a gap.
        """
        with self._database.transaction() as db:
            number = site_number(db, site)
            lost = [(number, id_key(one)) for one in ids]
            # The line that a lost one had replaced is still there.
            db.executemany(
                "INSERT INTO forgotten SELECT site, id, revision - 1, NULL FROM articles "
                "WHERE site = ? AND id = ? AND revision > 1 ON CONFLICT DO NOTHING",
                lost,
            )
            db.executemany("DELETE FROM articles WHERE site = ? AND id = ?", lost)
            begun = db.execute(
                "SELECT run FROM files WHERE site = ? AND name = ?", (number, self._named(name))
            ).fetchone()
            since = (number, begun and begun[0])
            db.execute("UPDATE runs SET complete = FALSE WHERE site = ? AND id >= ?", since)
            db.execute("DELETE FROM days WHERE site = ? AND run >= ?", since)

    def _named(self, file: str) -> str:
        """Return a file's name with its disk; what lies in a store is the same for all."""
        return file if "://" in file else f"{self._disk}{file}"

    def _among(self, sql: str, site: str, ids: Iterable[str], **values: int) -> set[str]:
        keys, found = [id_key(one) for one in ids], set[str]()
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            rows = self._database.rows(sql, {"site": site, "ids": chunk, **values})
            found.update(key.hex() for (key,) in rows)
        return found


def article_row(site: int, row: Stored, file: int) -> tuple[int | bytes | None, ...]:
    """Return a stored article as ADD_ARTICLE takes it."""
    at = seconds(row.at)
    return (site, id_key(row.id), body_key(row.content_hash), at, file, row.revision)


def is_young(row: Stored) -> bool:
    """Return whether a stored article is young enough to be looked at again."""
    return row.page is not None and row.page.published >= datetime.now(UTC) - YOUNG


def young_row(site: int, row: Stored, page: Page | None) -> tuple[int | str | bytes | None, ...]:
    """Return a young article as ADD_YOUNG takes it."""
    assert page is not None
    digest, headline = hash_key(row.content_hash), hash_key(page.headline)
    published = seconds(page.published)
    key = id_key(row.id)
    return (site, key, page.url, published, row.revision, digest, headline, *page.validators)


def passed_over_row(site: int, page: PassedOver) -> tuple[int | str | bytes | None, ...]:
    """Return a skipped page as ADD_PASSED_OVER takes it."""
    before = None if page.before is None else seconds(page.before)
    key, at = id_key(page.id), seconds(page.at)
    return (site, key, page.url, page.reason, before, page.transient, int(page.tried), at)


def sent(uri: str, key: str, at: str, content_hash: str | None, revision: int) -> Stored:
    """Return an article of an object, as it was noted."""
    return Stored(key, uri, datetime.fromisoformat(at), content_hash, revision)


def site_number(db: Connection, name: str) -> int:
    """Return a paper's number, within a transaction."""
    return numbered(
        db,
        "SELECT id FROM sites WHERE name = ?",
        "INSERT INTO sites (name) VALUES (?) ON CONFLICT DO NOTHING",
        (name,),
    )


def file_number(db: Connection, site: int, name: str, run: int) -> int:
    """Return a feed file's number, within a transaction; `run` is the run that began it."""
    return numbered(
        db,
        "SELECT id FROM files WHERE site = ? AND name = ?",
        "INSERT INTO files (site, name, run, size, shared) VALUES (?, ?, ?, 0, FALSE) "
        "ON CONFLICT DO NOTHING",
        (site, name),
        run,
    )


def numbered(db: Connection, ask: str, add: str, values: tuple[int | str, ...], *new: int) -> int:
    """Return the number of a row, which is added where there is none, with `new` values besides.

    An insert that finds the row there would take a number all the same.
    """
    row = db.execute(ask, values).fetchone()
    if row is None:
        db.execute(add, (*values, *new))
        row = db.execute(ask, values).fetchone()
    return int(row[0])
