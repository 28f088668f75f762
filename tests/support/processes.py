"""Runs `scrapy …` in a process of its own, without its second of imports.

A server, one to a test process, has imported Scrapy and newscrawl and forks for each command. What
it forks has arguments, environment, streams, signals and an exit code of its own, as a process of
subprocess has. Where imports are part of what is tried (another folder, a variable of the
interpreter's own, modules in the stead of others) `python -m scrapy` is started after all.

Run as a script, this file is that server.
"""

import atexit
import gc
import importlib.util
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from scrapy import commands
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

import newscrawl.settings
from tests.support.paths import ROOT

COMMAND = (sys.executable, "-W", "ignore", "-m", "scrapy")
#: Seconds that a command may take before it counts as stuck, on a machine that does more than this.
PATIENCE = 180
#: What a crawl imports late besides the parts that the settings name.
LATE = (
    "scrapy.cmdline",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.dupefilters",
    "scrapy.extensions.feedexport",
    "scrapy.logformatter",
    "scrapy.pqueues",
    "scrapy.squeues",
    "scrapy.statscollectors",
    "scrapy.utils.test",
)
PARTS = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "ITEM_PIPELINES")
#: Bytes of each number that is told.
NUMBER = 4


def interpreters(environment):
    """Return the variables that Python itself reads when it starts, but for its path."""
    return {
        name: value
        for name, value in environment.items()
        if name.startswith("PYTHON") and name != "PYTHONPATH"
    }


#: The server's.
OURS = interpreters(os.environ)


def only_adds(environment):
    """Return whether PYTHONPATH leads to modules of a test alone, not to others in their stead."""
    names = {
        module.stem
        for folder in environment.get("PYTHONPATH", "").split(os.pathsep)
        if folder and Path(folder).resolve() != ROOT
        for module in Path(folder).glob("*")
        if module.suffix in {"", ".py"} and module.stem.isidentifier()
    }
    return "sitecustomize" not in names and not any(map(importlib.util.find_spec, names))


def start(*arguments, env=None, cwd=None, **streams):
    """Begin `scrapy` with these arguments; return its Popen."""
    environment = os.environ if env is None else env
    folder = Path.cwd() if cwd is None else cwd
    alike = folder == ROOT and interpreters(environment) == OURS and only_adds(environment)
    popen = Forked if alike else subprocess.Popen
    return popen([*COMMAND, *arguments], env=env, cwd=cwd, **streams)


def scrapy(*arguments, env=None, cwd=None, timeout=PATIENCE):
    """Run `scrapy` with these arguments; return its exit code and what it printed."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with start(*arguments, env=env, cwd=cwd, **streams) as process:
        try:
            told = process.communicate(timeout=timeout)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(process.args, process.returncode, *told)


class Forked(subprocess.Popen):
    """A Popen whose process the server forks: the parts of it that know how one begins and ends."""

    def _execute_child(self, args, *more):
        # The same in every Python that newscrawl supports.
        environment, pipes = more[5], more[9:15]
        ends = (pipes[0], pipes[3], pipes[5])  # the child's: -1 where it has its parent's stream
        self._attendant, theirs = socket.socketpair()
        with theirs:
            given = [number if end < 0 else end for number, end in enumerate(ends)]
            socket.send_fds(server(), [b"."], [theirs.fileno(), *given])
        job = {
            "arguments": args[len(COMMAND) :],
            "environment": dict(os.environ if environment is None else environment),
        }
        self._attendant.sendall(json.dumps(job).encode() + b"\n")
        self.pid = self._told()
        self._child_created = True
        self._close_pipe_fds(*pipes)

    def _try_wait(self, wait_flags):
        seconds = 0 if wait_flags & os.WNOHANG else None
        if not select.select([self._attendant], [], [], seconds)[0]:
            return 0, 0
        with self._attendant:
            return self.pid, self._told()

    def _told(self):
        told = self._attendant.recv(NUMBER, socket.MSG_WAITALL)
        assert len(told) == NUMBER, "the server of processes is gone"
        return int.from_bytes(told)

    def _internal_poll(self, _deadstate=None):
        if self.returncode is None:
            pid, status = self._try_wait(os.WNOHANG)
            if pid:
                self._handle_exitstatus(status)
        return self.returncode


@cache
def server():
    """Start the server of this process; return the socket on which it is asked."""
    asked, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", __name__], stdin=theirs, cwd=ROOT
        )

    def stop():
        asked.close()
        process.wait()

    atexit.register(stop)
    return asked


def preload():
    """Import what commands import, but for the papers and the reactor, which each chooses."""
    for package in (newscrawl, commands):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(("newscrawl.spiders", "newscrawl.__main__")):
                importlib.import_module(module.name)
    for name in LATE:
        importlib.import_module(name)
    settings = Settings()
    settings.setmodule(newscrawl.settings)
    for name in PARTS:
        for part in settings.get_component_priority_dict_with_base(name):
            load_object(part)
    assert "twisted.internet.reactor" not in sys.modules


def serve():
    """Attend to each command; return in its own process, and with nothing when all is done."""
    preload()
    gc.freeze()
    # An interrupt of the terminal is for who waits for us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = socket.socket(fileno=os.dup(0))
    while True:
        one, ends, *_ = socket.recv_fds(asked, 1, 4)
        if not one:
            return None
        if not os.fork():
            asked.close()
            return attend(*ends)
        for end in ends:
            os.close(end)
        # Waited for, so that `time` counts what they took.
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                continue


def attend(told, *streams):
    """Fork the command; tell its id, wait, tell how it ended. Return in the command's process."""
    with socket.socket(fileno=told) as teller:
        with teller.makefile("rb") as asked:
            job = json.loads(asked.readline())
        pid = os.fork()
        if pid:
            for stream in streams:
                os.close(stream)
            teller.sendall(pid.to_bytes(NUMBER))
            _, status = os.waitpid(pid, 0)
            teller.sendall(status.to_bytes(NUMBER))
            os._exit(0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(job["environment"])
    time.tzset()
    sys.path[1:1] = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    # The one module that reads the environment as it is imported.
    importlib.reload(newscrawl.settings)
    sys.argv = ["scrapy", *job["arguments"]]
    return job


if __name__ == "__main__" and serve():
    runpy.run_module("scrapy", run_name="__main__", alter_sys=True)
