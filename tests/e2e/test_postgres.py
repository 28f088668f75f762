"""The PostgreSQL that tests start: it answers, and comes back from a kill with what it had."""

import pytest

from tests.support.postgres import Postgres

psycopg = pytest.importorskip("psycopg")
pytestmark = pytest.mark.postgres


def test_a_killed_server_comes_back_with_what_was_committed():
    server = Postgres()
    address = server.database()
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    server.kill()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)
    server.start()
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
    server.stop()
    assert not server.folder.exists()


def test_each_test_has_a_database_of_its_own(database):
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM pg_stat_user_tables").fetchone() == (0,)
