"""Looks at many papers at once: verdicts, politeness, and what costs how many requests."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from itertools import count, pairwise

import pytest

from tests.support import faults
from tests.support.elsewhere import ELSEWHERE, Country, elsewhere
from tests.support.stand import serve

DELAY = 0.2
#: The stories of the made webs are of a day that moves away from us.
LONG_AGO = ("-s", "NEWSCRAWL_FIRST_DAYS=3650")
EXPECTED = {
    **dict.fromkeys(ELSEWHERE, "works by what was found"),
    "as declared": "works",
    "smuggled posts": "works",
    "parked": "gone",
    "gambling": "gone",
    "stranger": "moved",
}
REFUSED = faults.status(403, body=b"<h1>403 Forbidden</h1>")


def probe(stand, *arguments, cwd=None):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "scrapy", "probe", *arguments, *LONG_AGO],
        env=stand.environment(),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def draw(*kinds):
    """Return a web of each kind, every one of another paper at a host of its own."""
    drawn = []
    for kind in kinds:
        for seed in count():
            one = elsewhere(seed, kind)
            days = any("{date" in source.url for source in one.paper.sources)
            hosts = frozenset().union(*(other.paper.own_hosts() for other in drawn))
            if not days and not hosts & one.paper.own_hosts():
                drawn.append(one)
                break
    return drawn


def read(file):
    return {one["name"]: one for one in map(json.loads, file.read_text("utf-8").splitlines())}


def hosts_of(one):
    return one.paper.own_hosts() | {host.removeprefix("www.") for host in one.web.hosts()}


@pytest.fixture(scope="module")
def looked(tmp_path_factory):
    """A survey of a dozen kinds, one paper that blocks us and one whose host is silent."""
    file = tmp_path_factory.mktemp("survey") / "probe.jsonl"
    *drawn, blocking, silent = draw(*EXPECTED, "as declared", "as declared")

    def fault(request):
        host = request.host.removeprefix("www.")
        if host in blocking.paper.own_hosts() and request.path != "/robots.txt":
            return REFUSED
        return faults.slow(60) if host in silent.paper.own_hosts() else None

    web = Country([*drawn, blocking, silent])
    names = [one.paper.name for one in (*drawn, blocking, silent)]
    with serve(web, fault=fault) as stand:
        done = probe(
            stand,
            *(*names, "-o", str(file)),
            *("-s", f"DOWNLOAD_DELAY={DELAY}", "-s", "NEWSCRAWL_ANSWER_TIMEOUT=2"),
        )
    assert "Traceback" not in done.stderr, done.stderr
    return drawn, blocking, silent, read(file), stand, done


def test_each_paper_gets_its_verdict(looked):
    drawn, blocking, silent, looks, _, _ = looked
    assert {
        one.kind: looks[one.paper.name]["why"] for one in drawn if not verdict_fits(one, looks)
    } == {}
    assert looks[blocking.paper.name]["verdict"] == "blocked"
    assert looks[silent.paper.name]["verdict"] == "unreachable"
    assert looks[silent.paper.name]["why"][0].endswith(": timeout")


def verdict_fits(one, looks):
    look = looks[one.paper.name]
    stale = look["verdict"] == "works with gaps" and all(
        "matches nothing" in w for w in look["why"]
    )
    return look["verdict"] == EXPECTED[one.kind] or (EXPECTED[one.kind] == "works" and stale)


def test_a_paper_is_asked_at_most_eight_times_and_no_faster_than_ever(looked):
    drawn, blocking, silent, looks, stand, _ = looked
    asked = Counter(request.host.removeprefix("www.") for request in stand.requests)
    for one in (*drawn, blocking, silent):
        total = sum(asked[host] for host in hosts_of(one))
        assert 1 <= total <= 8, one.kind
        assert looks[one.paper.name]["requests"] == total
    hosts = {request.host for request in stand.requests}
    took = least = 0.0
    for host in hosts:
        own = [request for request in stand.requests if request.host == host]
        assert all(later.received >= one.finished for one, later in pairwise(own)), host
        took += own[-1].received - own[0].received
        least += DELAY * (len(own) - 1)
    # In sum: a busy machine notes one request late, and the next, which was sent in time, at once.
    assert took > 0.9 * least
    robots = {request.host for request in stand.requests if request.path == "/robots.txt"}
    assert robots == hosts


def test_a_paper_as_declared_costs_robots_front_source_and_three_articles(looked):
    drawn, *_, looks, _, _ = looked
    look = looks[next(one.paper.name for one in drawn if one.kind == "as declared")]
    assert look["requests"] <= 6
    assert [page["reason"] for page in look["pages"]] == [None] * 3
    assert look["facts"] == []


def test_a_smuggled_post_says_nothing_of_a_paper(looked):
    drawn, *_, looks, _, _ = looked
    one = next(one for one in drawn if one.kind == "smuggled posts")
    read_pages = [page["url"] for page in looks[one.paper.name]["pages"]]
    assert read_pages
    assert not {*read_pages} & {story.url for story in one.refused}


def test_hosts_are_asked_at_the_same_time(looked):
    *_, stand, _ = looked
    spans = {}
    for request in stand.requests:
        first, _ = spans.get(request.host, (request.received, None))
        spans[request.host] = (first, request.received)
    moments = [first for first, _ in spans.values()]
    assert max(sum(a <= now <= b for a, b in spans.values()) for now in moments) >= 8


def test_what_is_found_is_right_and_stands_with_its_evidence(looked):
    drawn, *_, looks, _, _ = looked
    for one in drawn:
        if one.kind in ELSEWHERE:
            look = looks[one.paper.name]
            facts = {fact["fact"]: fact for fact in look["facts"]}
            assert "sources" in facts or "article_url" in facts or "home" in facts, one.kind
            assert all(fact["evidence"] for fact in facts.values())
            assert [page["reason"] for page in look["pages"]] == [None] * len(look["pages"])
            # Redirects of robots.txt, front page and source cost their share of the eight.
            assert len(look["pages"]) >= (1 if one.kind == "http only" else 2), one.kind


def test_table_summary_progress_and_exit_code(looked):
    drawn, blocking, _, looks, _, done = looked
    assert done.returncode == 1
    rows = [line for line in done.stdout.splitlines() if line.startswith(blocking.paper.name)]
    assert "blocked" in rows[0]
    last = done.stdout.strip().splitlines()[-1]
    assert last.startswith(f"{len(looks)} papers: ")
    for words in ("works by what was found", "1 blocked", "1 moved", "2 gone", "1 unreachable"):
        assert words in last
    assert f"[{len(looks)}/{len(looks)}]" in done.stderr
    assert len(drawn) >= 12


def test_papers_that_work_give_exit_code_0_and_those_that_ask_first_are_not_asked(tmp_path):
    drawn = draw("own feed", "own index")
    with serve(Country(drawn)) as stand:
        names = [one.paper.name for one in drawn]
        fast = ("-s", "DOWNLOAD_DELAY=0", "-o", str(tmp_path / "probe.jsonl"))
        done = probe(stand, *names, "antara_bali", *fast)
        asked = {request.host for request in stand.requests}
    assert done.returncode == 0, done.stdout + done.stderr
    assert "bali.antaranews.com" not in asked
    assert read(tmp_path / "probe.jsonl")["antara_bali"]["verdict"] == "not permitted"


def test_a_survey_that_is_stopped_says_what_was_not_looked_at(tmp_path):
    drawn = draw("own feed", "own index", "own feed")
    file = tmp_path / "probe.jsonl"
    begun = threading.Event()
    asked = []

    def note(request):
        asked.append(request)
        if len(asked) == 3:
            begun.set()

    with serve(Country(drawn), fault=note) as stand:
        command = [sys.executable, "-W", "ignore", "-m", "scrapy", "probe", "--at-once", "2"]
        names = [one.paper.name for one in drawn]
        with subprocess.Popen(
            [*command, *names, "-o", str(file), *LONG_AGO],
            env=stand.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            assert begun.wait(60)
            running.send_signal(signal.SIGINT)
            _, log = running.communicate(timeout=60)
    assert running.returncode == 6
    assert "Traceback" not in log
    verdicts = [look["verdict"] for look in read(file).values()]
    assert sorted(verdicts) == ["interrupted", "interrupted", "not begun"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--all", "balipost"), "name papers, or a --province or --family, or --all"),
        (("--province", "atlantis"), "no province is called 'atlantis'"),
        (("--all", "--at-once", "0"), "--at-once is a number from 1"),
        (("--all", "--json", "-"), "reported with -o FILE"),
        (("https://a.id/", "https://b.id/"), "by their names"),
    ],
)
def test_a_survey_refuses(arguments, sentence):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "scrapy", "probe", *arguments],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert sentence in done.stderr
