"""The queue's database: its address, its tables, and what is said of neither: the password."""

import pytest

pytest.importorskip("procrastinate")

import psycopg

from newscrawl.queue.database import checked, connect, masked, migrate
from newscrawl.queue.overview import Queue
from newscrawl.storage.tables import StateError

SECRET = "rahasia-yang-panjang"


@pytest.mark.parametrize(
    "address",
    ["", "sqlite:///a", f"mysql://u:{SECRET}@h/d", f"postgresql://u:{SECRET}/x@h:54a/d"],
)
def test_what_is_no_address_is_refused_without_its_password(address):
    with pytest.raises(StateError) as caught:
        checked(address)
    assert "postgresql://" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_an_address_keeps_what_it_says_and_gets_our_timeouts():
    told = checked("postgresql://u@h/d?connect_timeout=99")
    assert "connect_timeout=99" in told
    assert "tcp_user_timeout" in told


def test_a_password_is_masked():
    address = f"postgresql://u:{SECRET}@h/d"
    assert masked(f"cannot reach {address}!") == "cannot reach postgresql://u:***@h/d!"
    assert masked("at 10:30: a@b.id") == "at 10:30: a@b.id"


@pytest.mark.postgres
def test_a_queue_without_tables_says_what_to_do(database):
    with Queue(database) as queue, pytest.raises(StateError, match="newscrawl migrate"):
        queue.busy(None)


@pytest.mark.postgres
def test_a_server_that_is_gone_is_told_without_the_password():
    with pytest.raises(StateError, match="cannot be used") as caught:
        connect(f"postgresql://u:{SECRET}@127.0.0.1:1/d")
    assert SECRET not in str(caught.value)


@pytest.mark.postgres
def test_tables_are_made_once_and_brought_up_to_date(database):
    assert migrate(database) == ["the tables of the queue are made"]
    assert migrate(database) == []
    # A version of Procrastinate with one file more: it is run, and noted.
    with psycopg.connect(database) as connection:
        name = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
        connection.execute("DELETE FROM newscrawl_queue_files WHERE name = %s", [name])
        connection.execute(
            "DROP TRIGGER procrastinate_trigger_status_events_update_v1 ON procrastinate_jobs"
        )
    assert migrate(database) == [
        "the queue is up to date with 03.04.00_50_post_add_retry_failed_job_procedure"
    ]
    assert migrate(database) == []
    with psycopg.connect(database) as connection:
        triggers = connection.execute("SELECT tgname FROM pg_trigger").fetchall()
    assert ("procrastinate_trigger_status_events_update_v1",) in triggers
