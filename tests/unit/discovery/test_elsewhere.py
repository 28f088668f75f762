"""The generator of webs that are not as the facts say: sound in itself, and met by our rules."""

from urllib.parse import urljoin, urlsplit

import pytest

from newscrawl.api import extract_article, list_links
from newscrawl.discovery.found import found_sources
from newscrawl.discovery.sources import Index, Rss, Sitemap
from newscrawl.extraction import Rules, extract
from newscrawl.page.advertising import advertised
from newscrawl.page.belonging import Outlet, fate_of
from newscrawl.page.document import parse
from tests.support.elsewhere import (
    ELSEWHERE,
    KINDS,
    LOST,
    NOW,
    SOUND,
    STORIES,
    drawable,
    elsewhere,
    known_shape,
)

SEEDS = range(3)


def answered(web, url):
    """Return where an address leads in the end, and the answer."""
    for _ in range(3):
        answer = web.answer(url)
        if answer.status != 301:
            break
        url = answer.headers["Location"]
    return url, answer


@pytest.mark.parametrize("kind", [*ELSEWHERE, *SOUND])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_article_is_read_rightly_by_the_generic_rules(kind, seed):
    drawn = elsewhere(seed, kind)
    assert len(drawn.expected) == STORIES
    for story in drawn.expected:
        url, answer = answered(drawn.web, story.url)
        assert answer.status == 200
        read = extract(answer.body, url=url, rules=Rules(zone=drawn.paper.zone), now=NOW)
        assert read.headline == story.headline
        assert read.date_published
        assert read.published.instant == story.moment
        assert read.authors == [story.author]
        assert read.paragraphs == story.paragraphs


@pytest.mark.parametrize("kind", ELSEWHERE)
def test_the_api_reads_them_at_an_unknown_host(kind):
    drawn = elsewhere(7, kind)
    story = drawn.expected[0]
    _, answer = answered(drawn.web, story.url)
    unknown = f"https://www.koran-rekaan-kertas.net{urlsplit(story.url).path or '/'}"
    unknown += f"?{urlsplit(story.url).query}" if urlsplit(story.url).query else ""
    article = extract_article(answer.body, url=unknown, fetched_at=NOW)
    assert article
    assert article.headline == story.headline
    assert article.article_body.split("\n\n") == story.paragraphs


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "stranger"])
def test_a_seed_draws_the_same_web_again(kind):
    one, other = elsewhere(2, kind), elsewhere(2, kind)
    assert one.paper is other.paper
    assert [story.url for story in one.expected] == [story.url for story in other.expected]
    assert one.web.answer(one.paper.home) == other.web.answer(one.paper.home)


def test_nearly_all_papers_can_be_drawn_as_declared():
    assert len(drawable(known_shape)) >= 0.95 * len(drawable())


@pytest.mark.parametrize("seed", range(10))
def test_a_paper_as_declared_lists_its_articles_where_its_facts_say(seed):
    drawn = elsewhere(seed, "as declared")
    assert all(drawn.paper.is_article(story.url) for story in drawn.expected)
    found = list_links(
        drawn.web.answer(drawn.paper.home).body, url=drawn.paper.home, spider=drawn.paper.name
    )
    assert len(found.links) == STORIES


@pytest.mark.parametrize("kind", LOST)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_became_of_a_lost_host_is_told(kind, seed):
    drawn = elsewhere(seed, kind)
    url, answer = answered(drawn.web, drawn.paper.home)
    fate = fate_of(parse(answer.body, url=url), Outlet(drawn.paper.publisher, drawn.paper.home))
    assert fate.word == drawn.verdict
    assert not drawn.expected


@pytest.mark.parametrize("kind", [*ELSEWHERE, *SOUND])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_paper_that_is_elsewhere_is_known_again(kind, seed):
    drawn = elsewhere(seed, kind)
    url, answer = answered(drawn.web, drawn.paper.home)
    fate = fate_of(parse(answer.body, url=url), Outlet(drawn.paper.publisher, drawn.paper.home))
    assert fate.word == "same"


@pytest.mark.parametrize("seed", SEEDS)
def test_smuggled_posts_stand_among_the_news_and_are_told_from_it(seed):
    drawn = elsewhere(seed, "smuggled posts")
    assert len(drawn.refused) == 4
    for story in drawn.refused:
        assert drawn.paper.is_article(story.url)
        assert drawn.web.answer(story.url).status == 200
        assert advertised(story.headline, story.paragraphs)
    for story in drawn.expected:
        assert not advertised(story.headline, story.paragraphs)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("own feed", Rss),
        ("own index", Index),
        ("now wordpress", Rss),
        ("now blogger", Rss),
        ("sitemap only", Sitemap),
        ("script front", Sitemap),
    ],
)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_site_says_where_its_links_are(kind, source, seed):
    drawn = elsewhere(seed, kind)
    url, answer = answered(drawn.web, drawn.paper.home)
    robots = drawn.web.answer(urljoin(url, "/robots.txt")).body.decode()
    found = [one.source for one in found_sources(parse(answer.body, url=url), robots)]
    asked = [one for one in found if isinstance(one, source)]
    assert any(drawn.web.answer(one.url).status == 200 for one in asked)
