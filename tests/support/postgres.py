"""Starts a PostgreSQL of Debian's package as an ordinary user, in a folder of its own."""

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from functools import cache
from itertools import count
from pathlib import Path

from newscrawl.commands.migrate import EVERY
from newscrawl.storage.database import migrate
from newscrawl.storage.tables import Server

#: Where Debian puts what no path leads to; the newest version is the last.
PROGRAMS = "/usr/lib/postgresql/*/bin"
PATIENCE = 60
USER, PASSWORD = "newscrawl", "rahasia-basis-data"
#: Root may not run it: then it runs as the user that the package made.
ORDINARY = "postgres"


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/").glob(PROGRAMS[1:]), key=lambda one: float(one.parent.name))
    return folders[-1] if folders else None


def are_running(processes: list[str]) -> bool:
    """Return whether any of these processes has not ended yet."""
    asked = ["ps", "-o", "stat=", "-p", ",".join(processes)]
    states = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()
    return any(not state.startswith("Z") for state in states)


class Postgres:
    """A server on loopback; it can be killed, and be started again on the same port."""

    def __init__(self, *options: str) -> None:
        folder = programs()
        assert folder
        self.programs = folder
        self.folder = Path(tempfile.mkdtemp(prefix="newscrawl-postgres-"))
        self.options = options
        self.identity = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam(ORDINARY)
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        secret = self.folder / "password"
        secret.write_text(PASSWORD, "utf-8")
        secret.chmod(0o644)
        self._run(
            "initdb",
            *("--pgdata", str(self.folder / "data"), "--username", USER, "--no-sync"),
            *("--auth", "scram-sha-256", "--pwfile", str(secret)),
            *("--encoding", "UTF8", "--locale", "C.UTF-8"),
        )
        self.start()

    @property
    def log(self) -> Path:
        """Where the server says what it does."""
        return self.folder / "log"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port)),
                    *("-c", "listen_addresses=127.0.0.1"),
                    *("-c", f"unix_socket_directories={self.folder}"),
                    *self.options,
                ],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self.identity,
            )
        until = time.monotonic() + PATIENCE
        ready = [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < until, self.log.read_text("utf-8")
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill the server with all its processes, as a power cut does, and wait for its end."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)  # it begins no further process
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        children = found.stdout.split()
        for one in (self.process.pid, *map(int, children)):
            try:
                os.kill(one, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        until = time.monotonic() + PATIENCE
        while are_running(children):  # one that ends holds the memory that a new server wants
            assert time.monotonic() < until, children
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop the server, whoever is connected, and delete its folder."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self) -> str:
        """Make an empty database; return its address, with the password."""
        name = f"newscrawl_{next(self._numbers)}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, name)
        return f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / program, *arguments],
            env={**os.environ, "PGPASSWORD": PASSWORD},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            **self.identity,
        )
        assert done.returncode == 0, done.stderr


@cache
def server() -> Postgres:
    """Return this test process's server; it syncs nothing to the disk."""
    one = Postgres("-c", "fsync=off", "-c", "max_connections=200")
    atexit.register(one.stop)
    return one


@cache
def state() -> str:
    """Return the address of a database for the state of this test process."""
    return server().database()


def blank_state() -> str:
    """Return the address of that database, with tables that are empty."""
    import psycopg  # noqa: PLC0415 - an extra

    with psycopg.connect(state(), autocommit=True) as db:
        for tables in EVERY:
            db.execute(f"DROP SCHEMA IF EXISTS {tables.name} CASCADE")
    return with_tables(state())


def with_tables(address: str) -> str:
    """Make the tables in a database; return its address."""
    migrate(Server(address), EVERY)
    return address
