import pytest

from newscrawl.discovery.addresses import generic_or_pattern, read_by_either
from newscrawl.discovery.listing import Link
from newscrawl.discovery.sources import Index, Rss, Sitemap

HOME = "https://www.korankertas.com/"


def links(*numbers, folder="daerah"):
    return [Link(f"{HOME}{folder}/{n}/warga-tanam-bakau-di-pesisir-{n}") for n in numbers]


def own(url):
    return url.startswith(HOME) and "/foto/" not in url


@pytest.mark.parametrize(
    ("accepted", "seen", "rule"),
    [
        (0, 2, "pattern"),
        (0, 3, "generic"),
        (1, 4, "pattern"),
        (1, 5, "pattern"),
        (1, 6, "generic"),
        (2, 30, "generic"),
        (6, 30, "pattern"),
        (30, 30, "pattern"),
        (30, 0, "pattern"),
        (0, 0, "pattern"),
    ],
)
def test_a_pattern_that_knows_next_to_nothing_gives_way(accepted, seen, rule):
    choice = generic_or_pattern(
        links(*range(1000, 1000 + accepted)), links(*range(1000, 1000 + seen)), own=own
    )
    assert choice.rule == rule
    assert choice.evidence == f"the pattern accepts {accepted} of {seen} links"
    assert len(choice.links) == (seen if rule == "generic" else accepted)


def test_what_is_not_the_papers_own_counts_for_neither():
    foreign = [Link(f"https://lain.id/warga-tanam-bakau-di-desa-{n}") for n in range(20)]
    refused = links(*range(20), folder="foto")
    choice = generic_or_pattern(links(1), [*links(1, 2), *foreign, *refused], own=own)
    assert choice.rule == "pattern"
    assert choice.links == links(1)


def test_what_only_the_pattern_accepts_stays():
    choice = generic_or_pattern(links(7, folder="x"), links(*range(1000, 1010)), own=own)
    assert choice.links == [*links(*range(1000, 1010)), *links(7, folder="x")]


def test_a_listing_is_read_by_the_rule_that_is_right():
    cards = "".join(
        f'<h2><a href="/daerah/{n}/warga-tanam-bakau-di-pesisir">Warga Tanam Bakau di Pesisir {n}'
        "</a></h2>"
        for n in range(1000, 1008)
    )
    page = f'<html><body>{cards}<a href="/indeks?page=2">2</a></body></html>'.encode()
    listing, choice = read_by_either(
        Index(HOME), page, url=f"{HOME}indeks", is_article=lambda url: False, own=own
    )
    assert choice.rule == "generic"
    assert len(listing.links) == 8
    assert listing.next_page == f"{HOME}indeks?page=2"
    listing, choice = read_by_either(
        Index(HOME), page, url=f"{HOME}indeks", is_article=lambda url: "/daerah/" in url, own=own
    )
    assert choice.rule == "pattern"
    assert len(listing.links) == 8


def test_a_sitemap_names_pages_that_are_no_articles_and_a_feed_does_not():
    urls = ["tentang-kami", "kategori/daerah", *(f"a/{n}" for n in range(6))]
    told = "".join(f"<url><loc>{HOME}{url}</loc></url>" for url in urls)
    page = f"<urlset>{told}</urlset>".encode()
    _, choice = read_by_either(Sitemap(HOME), page, url=HOME, is_article=lambda url: False, own=own)
    assert choice.links == []
    items = "".join(f"<item><link>{HOME}a/{n}</link></item>" for n in range(6))
    feed = f"<rss><channel>{items}</channel></rss>".encode()
    _, choice = read_by_either(Rss(HOME), feed, url=HOME, is_article=lambda url: False, own=own)
    assert len(choice.links) == 6


def test_the_last_page_of_a_listing_may_be_short():
    assert generic_or_pattern([], links(1), own=own).rule == "pattern"
    assert generic_or_pattern([], links(1), own=own, before="generic").rule == "generic"
    assert generic_or_pattern(links(1), links(1), own=own, before="generic").rule == "pattern"
