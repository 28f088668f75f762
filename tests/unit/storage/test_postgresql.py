"""What only the state in PostgreSQL has: versions, claims, disks, and a password to keep."""

import logging
from contextlib import closing

import pytest

from newscrawl.commands.migrate import EVERY
from newscrawl.storage.database import migrate, open_database
from newscrawl.storage.paper_lock import alone_with, under_way
from newscrawl.storage.places import Places
from newscrawl.storage.reconciliation import reconcile
from newscrawl.storage.records import Batch, Stored
from newscrawl.storage.run_records import run_id
from newscrawl.storage.seen import TABLES, State
from newscrawl.storage.tables import Server, StateError
from tests.support import postgres
from tests.unit.storage.test_run_records import NOON, record
from tests.unit.storage.test_seen import NOW, key, keys, line

psycopg = pytest.importorskip("psycopg")
pytestmark = pytest.mark.postgres


@pytest.fixture
def url():
    return postgres.blank_state()


@pytest.fixture
def machines(url, tmp_path):
    """Give two machines with disks of their own, and one database."""
    return [Places(tmp_path / name, url) for name in ("one", "two")]


def folder_of(places):
    folder = places.root / "articles" / "bali"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_an_empty_database_says_how_it_gets_its_tables(database):
    with pytest.raises(StateError, match="not there yet: run `newscrawl migrate`"):
        State(Server(database))
    assert len(migrate(Server(database), EVERY)) == len(EVERY)
    State(Server(database)).close()
    assert migrate(Server(database), EVERY) == []


@pytest.mark.parametrize(
    ("version", "told"), [(5, "version 5, this .* run `newscrawl migrate`"), (99, "upgrade newscr")]
)
def test_tables_of_another_version_are_left_alone(url, version, told):
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(f"UPDATE {TABLES.name}.version SET number = {version}")
    with pytest.raises(StateError, match=told):
        State(Server(url))


def test_a_migration_keeps_what_there_is(url):
    with State(Server(url)) as state:
        state.mark("bali", Batch([Stored(key(1), "a.jsonl", NOW)]))
    more = {TABLES.version: "CREATE TABLE more (id INTEGER PRIMARY KEY, what BLOB)"}
    newer = TABLES.__class__(
        TABLES.name, TABLES.schema, TABLES.version + 1, TABLES.title, upgrades=more
    )
    assert f"is of version {TABLES.version + 1} now" in migrate(Server(url), [newer])[0]
    with closing(open_database(Server(url), newer)) as database:
        assert database.rows("SELECT count(*) FROM more, articles") == [(0,)]
        assert database.rows("SELECT count(*) FROM articles") == [(1,)]


def test_only_one_machine_runs_a_paper(machines):
    one, two = machines
    with alone_with(one, "bali"):
        with pytest.raises(BlockingIOError, match=r"newscrawl \d+ on "), alone_with(two, "bali"):
            pass
        with alone_with(two, "papua"):
            assert under_way(two, ["aceh"]) == {"bali", "papua"}
    with alone_with(two, "bali"):
        pass
    assert under_way(one, ["bali", "papua"]) == set()


def lose_session(url):
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
            "datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_session_that_is_lost_is_made_again_with_its_claim(machines, url):
    one, two = machines
    with alone_with(one, "bali") as state:
        run = state.run_started("bali", NOW, full_run=True)
        lose_session(url)
        state.mark("bali", Batch([Stored(key(1), "a.jsonl", NOW)]), run=run)
        lose_session(url)
        assert state.known("bali", [key(1)])
        with pytest.raises(BlockingIOError), alone_with(two, "bali"):
            pass


def test_a_run_that_lost_its_session_to_another_run_ends(machines, url):
    one, two = machines
    with alone_with(one, "bali") as state:
        state.run_started("bali", NOW, full_run=True)
        lose_session(url)
        with alone_with(two, "bali") as other:
            with pytest.raises(StateError, match=r"newscrawl \d+ on .* began the same"):
                state.known("bali", [key(1)])
            other.run_started("bali", NOW, full_run=True)
        with pytest.raises(StateError, match="another run of the paper has begun"):
            state.known("bali", [key(1)])


def test_files_of_one_name_on_two_disks_are_two(machines):
    one, two = machines
    for number, places in enumerate(machines):
        (folder_of(places) / "2026-11.jsonl").write_bytes(line(number))
        with State(places.state()) as state:
            reconcile(state, "bali", folder_of(places))
    with State(one.state()) as here, State(two.state()) as there:
        assert reconcile(here, "bali", folder_of(one)).lost == 0
        assert here.known("bali", keys(0, 1)) == keys(0, 1)
        assert (here.articles_in("bali", "2026-11.jsonl"), *there.files("bali")) == (
            keys(0),
            "2026-11.jsonl",
        )


def test_a_line_that_was_not_marked_gives_way_to_another_machines(machines):
    one, two = machines
    path = folder_of(one) / "a.jsonl"
    with State(one.state()) as state:
        state.mark_shared("bali", "a.jsonl", run=1)
        path.write_bytes(line(1) + line(2))
        state.mark("bali", Batch([Stored(key(1), "a.jsonl", NOW)]))
    with State(two.state()) as state:
        assert not state.known("bali", [key(2)])
        state.mark("bali", Batch([Stored(key(2), "b.jsonl", NOW)]))
    with State(one.state()) as state:
        assert reconcile(state, "bali", folder_of(one)).removed == 1
        assert state.known("bali", keys(1, 2)) == keys(1, 2)
    assert path.read_bytes() == line(1)


def test_a_shared_disk_has_one_name(url, tmp_path):
    assert Places(tmp_path, url).state() == Places(tmp_path, url).state()


def test_records_of_all_machines_are_read_together(machines):
    for number, places in enumerate(machines):
        started = NOON.replace(hour=number)
        places.run_records().append(record(started))
        places.run_records().append(record(started))
    assert [one["run"] for one in machines[0].run_records().read("nusabali")] == [
        run_id("nusabali", NOON.replace(hour=number)) for number in range(2)
    ]
    assert machines[1].run_records().sites() == ["nusabali"]


WRONG = {
    "another password": lambda url: url.replace(postgres.PASSWORD, "salah-sekali"),
    "nobody there": lambda url: url.replace(str(postgres.server().port), "1"),
    "no host of this name": lambda url: url.replace("127.0.0.1", "basis.invalid"),
    "an @ in the password": lambda url: url.replace(postgres.PASSWORD, "salah@sekali/x:y"),
    "a / in the password": lambda url: url.replace(postgres.PASSWORD, "salah/sekali"),
    "digits and a / in the password": lambda url: url.replace(postgres.PASSWORD, "12/salah"),
    "no such option": lambda url: f"{url}?sandi=salah-sekali",
    "no such database": lambda url: f"{url}_x",
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_no_error_tells_the_password(url, wrong, tmp_path, caplog):
    places = Places(tmp_path, wrong(url))
    with caplog.at_level(logging.DEBUG), pytest.raises(StateError) as first:
        State(places.state())
    with pytest.raises(StateError) as second:
        migrate(Server(places.url), EVERY)
    with pytest.raises(OSError) as third:
        places.run_records().sites()
    told = [str(first.value), str(second.value), str(third.value), caplog.text, repr(places)]
    told.append(repr(places.state()))
    for text in told:
        for secret in (postgres.PASSWORD, "salah", "sekali/x"):
            assert secret not in text
