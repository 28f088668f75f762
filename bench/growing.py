"""A newsstand whose papers keep printing while they are crawled: six papers of six families.

Every paper lists its articles in another way: a search, a feed with pages, WordPress's REST, a
sitemap, an index by day, an index by number.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

from bench.crawl import sentence
from newscrawl.newsstand import Answer, Newsstand
from newscrawl.regions import WIB, WITA

NONE = Answer(404, {"Content-Type": "text/html"}, b"<title>404</title>")
#: How far back the first articles lie, beside each other in time.
BACK = timedelta(days=5)


@dataclass
class GrowingPaper:
    """A paper that began with `first` articles and prints `rate` a second since `began`."""

    name: str
    host: str
    #: The path of an article, by its number and its day.
    path: Callable[[int, datetime], str]
    answer: Callable[["GrowingPaper", str, dict[str, str]], Answer]
    seed: int
    zone: str = WITA
    first: int = 150
    rate: float = 0.3
    began: float = 0.0
    ended: float | None = None

    def count(self) -> int:
        """Return how many articles are printed."""
        until = self.ended or time.time()
        return self.first + int((until - self.began) * self.rate)

    def printed(self, number: int) -> datetime:
        """Return when an article was printed; the first ones before the soak began."""
        begin = datetime.fromtimestamp(self.began, UTC)
        if number < self.first:
            return begin - BACK * ((self.first - number) / self.first)
        return begin + timedelta(seconds=(number - self.first + 1) / self.rate)

    def url(self, number: int) -> str:
        """Return an article's address."""
        return f"https://{self.host}/{self.path(number, self.printed(number) + local(self.zone))}"

    def headline(self, number: int) -> str:
        """Return an article's headline."""
        return f"Berita nomor {number} dari pasar desa {self.name.replace('_', ' ')}"

    def newest(self, page: int, size: int) -> list[int]:
        """Return the numbers on a page of a list, newest first."""
        return list(range(self.count() - 1, -1, -1))[(page - 1) * size : page * size]


def local(zone: str) -> timedelta:
    """Return how far a zone is ahead of UTC."""
    return timedelta(hours=8 if zone == WITA else 7)


def article(paper: GrowingPaper, number: int) -> Answer:
    """Return an article's page, in markup that all six families read."""
    shown = paper.printed(number) + local(paper.zone)
    label = "WITA" if paper.zone == WITA else "WIB"
    seed = paper.seed * 100_000 + number
    paragraphs = "".join(
        f"<p>{' '.join(sentence(seed * 31 + n * 3 + m) for m in range(3))}</p>" for n in range(6)
    )
    machine = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": paper.headline(number),
        "datePublished": f"{shown:%Y-%m-%dT%H:%M:%S}{'+08:00' if label == 'WITA' else '+07:00'}",
        "author": {"@type": "Person", "name": "Ni Made Contoh"},
    }
    return html(
        f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>{paper.headline(number)}</title><link rel="canonical" href="{paper.url(number)}">
<script type="application/ld+json">{json.dumps(machine)}</script></head><body>
<article><h1>{paper.headline(number)}</h1>
<div class="date">{shown:%d/%m/%Y %H:%M} {label}</div>
<div class="content">{paragraphs}</div></article></body></html>"""
    )


def html(text: str) -> Answer:
    """Return a page."""
    return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, text.encode())


def index(paper: GrowingPaper, numbers: list[int]) -> Answer:
    """Return an index page."""
    cards = "".join(
        f'<article><h2><a href="{paper.url(n)}">{paper.headline(n)}</a></h2></article>'
        for n in numbers
    )
    return html(f"<html><title>Indeks</title><body><div>{cards}</div></body></html>")


def feed(paper: GrowingPaper, numbers: list[int]) -> Answer:
    """Return a feed."""
    items = "".join(
        f"<item><title>{paper.headline(n)}</title><link>{paper.url(n)}</link>"
        f"<pubDate>{format_datetime(paper.printed(n))}</pubDate></item>"
        for n in numbers
    )
    xml = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    return Answer(200, {"Content-Type": "application/rss+xml"}, xml.encode())


def by_search(paper: GrowingPaper, path: str, query: dict[str, str]) -> Answer:
    """List as nusabali does."""
    if path == "/search":
        return index(paper, paper.newest(int(query["page"]), 40))
    return index(paper, paper.newest(1, 20)) if path == "/" else NONE


def by_paged_feed(paper: GrowingPaper, path: str, query: dict[str, str]) -> Answer:
    """List as Blogger does."""
    if path != "/feeds/posts/default":
        return NONE
    return feed(paper, paper.newest(1 + int(query["start-index"]) // 25, 25))


def by_rest(paper: GrowingPaper, path: str, query: dict[str, str]) -> Answer:
    """List as WordPress does."""
    if path != "/wp-json/wp/v2/posts":
        return NONE
    after, before = (datetime.fromisoformat(query[name]) for name in ("after", "before"))
    within = [n for n in paper.newest(1, 10**6) if after < paper.printed(n) < before]
    page = int(query["page"])
    if page > 1 and not within[(page - 1) * 50 :]:
        return Answer(400, {"Content-Type": "application/json"}, b'{"code": "invalid_page"}')
    posts = [
        {
            "link": paper.url(n),
            "date_gmt": f"{paper.printed(n):%Y-%m-%dT%H:%M:%S}",
            "title": {"rendered": paper.headline(n)},
        }
        for n in within[(page - 1) * 50 : page * 50]
    ]
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(posts).encode())


def by_sitemap(paper: GrowingPaper, path: str, _query: dict[str, str]) -> Answer:
    """List as Suara's regions do."""
    if path == "/":
        return index(paper, paper.newest(1, 20))
    if path != "/static/news/bali-sitemap.xml":
        return NONE
    urls = "".join(
        f"<url><loc>{paper.url(n)}</loc><lastmod>{paper.printed(n).isoformat()}</lastmod></url>"
        for n in paper.newest(1, 10**6)
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    xml = f'<?xml version="1.0"?><urlset xmlns="{space}">{urls}</urlset>'
    return Answer(200, {"Content-Type": "application/xml"}, xml.encode())


def by_day(paper: GrowingPaper, path: str, query: dict[str, str]) -> Answer:
    """List as Tribun does."""
    if path == "/rss":
        return feed(paper, paper.newest(1, 50))
    if path != "/index-news":
        return NONE
    year, month, day = map(int, query["date"].split("-"))
    wanted, page = datetime(year, month, day, tzinfo=UTC).date(), int(query["page"])
    those = paper.newest(1, 10**6)
    of_day = [n for n in those if (paper.printed(n) + local(paper.zone)).date() == wanted]
    return index(paper, of_day[(page - 1) * 100 : page * 100])


def by_number(paper: GrowingPaper, path: str, query: dict[str, str]) -> Answer:
    """List as Promedia does."""
    if path == "/rss":
        return feed(paper, paper.newest(1, 20))
    return index(paper, paper.newest(int(query["page"]), 30)) if path == "/indeks-berita" else NONE


#: With the number and the day of an article.
SLUG = "berita-nomor-{0}-dari-pasar-desa"


def papers() -> list[GrowingPaper]:
    """Return the papers; they begin to print now."""
    dated = "read/{1:%Y/%m/%d}/{0:06}/" + SLUG.format("{0}")
    forms = [
        ("nusabali", "www.nusabali.com", "berita/{0}/" + SLUG.format("{0}"), by_search),
        (
            "balikini",
            "www.balikini.net",
            "{1:%Y/%m}/" + SLUG.format("{0}") + ".html",
            by_paged_feed,
        ),
        ("fajarbali", "fajarbali.com", SLUG.format("{0}") + "/", by_rest),
        ("suara_bali", "bali.suara.com", dated, by_sitemap),
        ("tribun_bali", "bali.tribunnews.com", "{1:%Y/%m/%d}/" + SLUG.format("{0}"), by_day),
        ("bantenraya", "www.bantenraya.com", "daerah/{0:010}/" + SLUG.format("{0}"), by_number),
    ]
    return [
        GrowingPaper(
            name,
            host,
            form.format,
            listed,
            seed,
            zone=WIB if name == "bantenraya" else WITA,
            began=time.time(),
        )
        for seed, (name, host, form, listed) in enumerate(forms)
    ]


class GrowingNewsstand(Newsstand):
    """The web of these papers; pages are made on request."""

    def __init__(self, papers: list[GrowingPaper]) -> None:
        super().__init__()
        self._papers = {paper.host: paper for paper in papers}

    def answer(self, url: str) -> Answer:
        """Return what lies at an address."""
        parts = urlsplit(url)
        paper = self._papers.get(parts.hostname or "")
        if paper is None or parts.path == "/robots.txt":
            return super().answer(url)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        number = parts.path.partition("nomor-")[2].partition("-")[0]
        if not number:
            return paper.answer(paper, parts.path, query)
        known = int(number) < paper.count()
        return article(paper, int(number)) if known else NONE
