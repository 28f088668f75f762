"""Crawls of papers that are not as their facts say: found again, told, remembered, forgotten."""

import json
import os
from datetime import datetime

import pytest

from newscrawl.api import papers
from newscrawl.newsstand import Answer
from tests.support.crawling import HOST, HTML, WINDOW, crawl, listing, page, search, url
from tests.support.elsewhere import ELSEWHERE, LOST, addresses, elsewhere, is_page_of
from tests.support.processes import scrapy


def crawl_drawn(drawn, root, *arguments):
    return crawl(drawn.web, root, *WINDOW, *arguments, name=drawn.paper.name)


def place(address):
    return address.partition("://")[2].rstrip("/")


def asked_besides(run, drawn):
    """Return the requests beside those for articles, robots.txt and the declared sources."""
    articles = set(map(place, addresses(drawn)))
    declared = [place(source.url.partition("?")[0]) for source in drawn.paper.sources]

    def is_declared(address):
        path = place(address.partition("?")[0])
        return any(
            path == one or ("{" in one and path.startswith(one.partition("{")[0]))
            for one in declared
        )

    return [
        one.url
        for one in run.requests
        if place(one.url) not in articles
        and not one.url.endswith("/robots.txt")
        and not is_declared(one.url)
    ]


def assert_right(drawn, lines):
    stories = {story.headline: story for story in drawn.expected}
    assert sorted(line["headline"] for line in lines) == sorted(stories)
    for line in lines:
        story = stories[line["headline"]]
        assert place(line["url"]) == place(story.url)
        assert line["site"] == drawn.paper.name
        assert datetime.fromisoformat(line["date_published"]) == story.moment
        assert line["authors"] == [story.author]
        assert line["article_body"].split("\n\n") == story.paragraphs


#: Many draws are crawled by `make bench-elsewhere`.
@pytest.mark.parametrize("kind", ELSEWHERE)
def test_a_paper_is_found_where_it_is(kind, tmp_path):
    drawn = elsewhere(0, kind)
    first = crawl_drawn(drawn, tmp_path)
    assert (first.code, first.record["verdict"]) == (0, "ok")
    assert_right(drawn, first.lines)
    assert len(asked_besides(first, drawn)) <= 15
    assert first.record["facts_to_change"]
    second = crawl_drawn(drawn, tmp_path)
    assert len(second.lines) == len(first.lines)
    assert second.record["facts_to_change"] == first.record["facts_to_change"]
    # The pages of the source that was learned are no more than a right fact would ask for.
    facts = {fact["fact"]: fact["found"] for fact in first.record["facts_to_change"]}
    learned = facts.get("sources", [])
    more = [
        one
        for one in asked_besides(second, drawn)
        if not any(is_page_of(one, url) for url in learned)
    ]
    assert len(more) <= 2


@pytest.mark.parametrize("kind", LOST)
def test_a_lost_host_gives_no_line_and_says_why(kind, tmp_path):
    drawn = elsewhere(1, kind)
    run = crawl_drawn(drawn, tmp_path)
    assert run.lines == []
    assert run.record["verdict"] == drawn.verdict
    assert run.code == {"gone": 14, "moved": 15}[drawn.verdict]
    assert run.record["fate"] in run.log


def test_a_paper_as_declared_is_asked_nothing_more(tmp_path):
    drawn = elsewhere(0, "as declared")
    run = crawl_drawn(drawn, tmp_path)
    assert_right(drawn, run.lines)
    assert asked_besides(run, drawn) == []
    assert run.record["facts_to_change"] == []


def test_smuggled_posts_are_refused_one_by_one(tmp_path):
    drawn = elsewhere(0, "smuggled posts")
    run = crawl_drawn(drawn, tmp_path)
    assert_right(drawn, run.lines)
    assert run.record["skipped"]["spam"] == len(drawn.refused)
    assert run.record["verdict"] == "ok"


@pytest.mark.parametrize("front", [Answer(404), Answer(200, HTML, b"<html><p>Segera</p></html>")])
def test_a_front_page_that_is_a_declared_source_is_asked_once(front, tmp_path):
    home = papers()["sultengraya"].home
    run = crawl({home: front}, tmp_path, *WINDOW, name="sultengraya")
    assert [one.url for one in run.requests].count(home) == 1


def nusabali(*, declared):
    """Return a web on which nusabali's articles stand where its facts say, or not."""
    web = {url(n): page(n) for n in range(1, 7)}
    web[f"{HOST}/"] = listing(extra='<a href="/arsip-berita">Indeks</a>')
    web[f"{HOST}/arsip-berita"] = listing(*range(1, 7))
    if declared:
        web[search(1)] = listing(*range(1, 7))
    return web


def learned(root):
    """Return what `scrapy sites --learned` lists, having seen that its table says the same."""
    env = os.environ | {"NEWSCRAWL_OUTPUT": str(root)}
    told = scrapy("sites", "--learned", "--json", env=env)
    assert told.returncode == 0, told.stderr
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    table = scrapy("sites", "--learned", env=env).stdout
    assert f"{len({line['name'] for line in lines})} papers are not as their facts say" in table
    assert all(line["evidence"] in table for line in lines)
    return lines


def test_what_was_learned_is_dropped_when_the_declared_facts_work_again(tmp_path):
    first = crawl(nusabali(declared=False), tmp_path, *WINDOW)
    (fact,) = first.record["facts_to_change"]
    assert (fact["fact"], fact["found"]) == ("sources", [f"{HOST}/arsip-berita"])
    assert fact["evidence"].startswith("6 of 6 links gave articles")
    assert "`sources` is to be changed" in first.log
    (row,) = learned(tmp_path)
    assert (row["name"], row["fact"], row["found"]) == ("nusabali", "sources", fact["found"])
    assert row["evidence"] == fact["evidence"]
    again = crawl(nusabali(declared=True), tmp_path, *WINDOW)
    assert again.record["facts_to_change"] == []
    assert len(again.lines) == 6
    third = crawl(nusabali(declared=True), tmp_path, *WINDOW)
    assert f"{HOST}/arsip-berita" not in [one.url for one in third.requests]
    assert learned(tmp_path) == []


def test_what_was_learned_is_dropped_when_it_fails(tmp_path):
    crawl(nusabali(declared=False), tmp_path, *WINDOW)
    web = nusabali(declared=True)
    del web[f"{HOST}/arsip-berita"]
    run = crawl(web, tmp_path, *WINDOW)
    assert run.record["facts_to_change"] == []
    assert "it is forgotten" in run.log
    assert run.record["verdict"] == "ok"
