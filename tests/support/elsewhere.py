"""Makes webs that differ from a paper's facts: another system, another place, or gone.

`elsewhere(seed, kind)` draws a paper and gives its web, to be served by the newsstand, with the
lines that a crawl of it must come to. All text is invented. The articles are of the five days
before `NOW`: crawl them with WINDOW.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit
from zoneinfo import ZoneInfo

from newscrawl.api import papers
from newscrawl.discovery.sources import Index, Rss, Sitemap, Source, WordPressApi
from newscrawl.newsstand import Answer, Newsstand
from newscrawl.sites.definition import Newspaper
from newscrawl.urls import article_likeness, registered_domain
from tests.support import prose
from tests.support.pages import Site, Story, listing, rest_posts, rss, script_page, sitemap

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)
WINDOW = ("-a", "since=2026-11-01", "-a", "until=2026-11-20")
STORIES = 12

#: Addresses of papers with systems of their own, relative to the front page.
OWN_SHAPES = (
    "berita/{n}/{s}",
    "{section}/{d:%Y/%m/%d}/{s}",
    "read/{n}/{s}.html",
    "{s}-{n}.html",
    "baca/{s}",
    "artikel/{d:%Y}/{s}.html",
    "{section}/{n}/{s}",
    "news.php?id={n}",
    "detail/{n}-{s}",
    "{section}/{s}.html",
)
WORDPRESS_SHAPES = ("{d:%Y/%m/%d}/{s}/", "{s}/", "{section}/{s}/", "{d:%Y/%m}/{s}/")
BLOGGER_SHAPE = "{d:%Y/%m}/{s}.html"
#: What the patterns of papers know, to be tried one after the other for a paper as declared.
DECLARED_SHAPES = (
    *WORDPRESS_SHAPES,
    *OWN_SHAPES,
    BLOGGER_SHAPE,
    "{s}",
    "{s}.html",
    "{d:%Y/%m}/{s}",
    "read/{d:%Y/%m/%d}/{n}/{s}",
    "read/{d:%Y/%m/%d}/{n}/4/{s}",
    "read/{d:%Y/%m/%d}/1{n}/{s}",
    "read/{d:%Y/%m/%d}/123{n}/{s}",
    "read/{n}/174/{s}-{n}",
    "news/{d:%Y/%m/%d}/{n}/{s}.html",
    "{d:%Y/%m/%d}/{n}/{s}",
    "regional/{d:%Y/%m/%d}/{s}",
    "regional/d-{n}/{s}",
    "regional/pr-{n}/{s}",
    "regional/pr-123{n}/{s}",
    "regional/m-{n}/{s}",
    "regional/1234{n}/{s}",
    "regional/{n}-{s}",
    "regional/read/{n}/{s}",
    "read/{n}/{s}",
    "news/{n}/{s}",
    "news/{s}",
    "news-{n}-{s}",
    "news/read/{n}/{s}",
    "berita/baca/{s}.html",
    "berita/baca/{d:%Y/%m/%d}/{s}",
    "berita/baca/{n}/{d:%Y/%m/%d}/{s}",
    "berita/detail/{n}/{s}",
    "berita/regional/{n}/{s}",
    "berita-{n}-{s}.html",
    "view/{s}.html",
    "{s}-{n}",
    "{s}/daerah",
    "daerah/{s}/index.html",
    "{n}/{s}",
    "node/{n}",
    "post/{s}",
)


class Elsewhere(NamedTuple):
    """A made web: the paper, what is served, and the expected result of a crawl."""

    kind: str
    paper: type[Newspaper]
    web: "Web"
    #: The right lines, newest first.
    expected: list[Story]
    #: Posts that stand there and must give no line.
    refused: list[Story]
    #: Of the run: `ok`, `gone` or `moved`.
    verdict: str = "ok"


class Web(Newsstand):
    """A newsstand that also answers REST, redirects hosts, and tells https from http."""

    def __init__(self) -> None:
        super().__init__()
        self.rest: dict[str, list[Story]] = {}
        #: Hosts that are no more, and the front page to which all of theirs is sent.
        self.moved: dict[str, str] = {}
        #: Hosts that have no certificate: https is sent to http.
        self.insecure: set[str] = set()

    def hosts(self) -> set[str]:
        """Return the hosts that it answers for."""
        rest = {place.partition("/")[0] for place in self.rest}
        return {host for host, *_ in self._answers} | rest | {*self.moved} | self.insecure

    def answer(self, url: str) -> Answer:
        """Return what lies at an address."""
        parts = urlsplit(url)
        if parts.netloc in self.moved:
            return redirect(urljoin(self.moved[parts.netloc], parts.path))
        if parts.netloc in self.insecure and parts.scheme == "https":
            return redirect(url.replace("https://", "http://", 1))
        query = dict(parse_qsl(parts.query))
        place = parts.netloc + query.pop("rest_route", parts.path)
        if place in self.rest and parts.path != "/robots.txt":
            return rest_posts(self.rest[place], query)
        return super().answer(url)


class Country(Newsstand):
    """Several made webs as one, told apart by their hosts."""

    def __init__(self, drawn: Iterable[Elsewhere]) -> None:
        super().__init__()
        self.webs: dict[str, Newsstand] = {}
        for one in drawn:
            for host in one.web.hosts() | one.paper.own_hosts():
                self.webs[host.removeprefix("www.")] = one.web

    def answer(self, url: str) -> Answer:
        """Return what lies at an address."""
        web = self.webs.get(urlsplit(url).netloc.removeprefix("www."), self)
        return super().answer(url) if web is self else web.answer(url)


def redirect(url: str) -> Answer:
    """Return a permanent redirect."""
    return Answer(301, {"Location": url})


def text(body: str, kind: str = "text/html") -> Answer:
    """Return an answer with a body in UTF-8."""
    return Answer(200, {"Content-Type": f"{kind}; charset=utf-8"}, body.encode())


@cache
def drawable(fitting: Callable[[type[Newspaper]], bool] | None = None) -> list[type[Newspaper]]:
    """Return the papers that may be drawn: those that need neither permission nor a browser."""
    return [
        paper
        for _, paper in sorted(papers().items())
        if not paper.permission
        and not any(getattr(source, "grow", None) for source in paper.sources)
        and (fitting is None or fitting(paper))
    ]


def on_wordpress(paper: type[Newspaper]) -> bool:
    """Return whether a paper's facts say that it runs on WordPress."""
    return any(isinstance(source, WordPressApi) for source in paper.sources)


def not_on_wordpress(paper: type[Newspaper]) -> bool:
    """Return whether a paper's facts say that it runs on anything but WordPress."""
    return not on_wordpress(paper)


def at_root(paper: type[Newspaper]) -> bool:
    """Return whether a paper has a host to itself, robots.txt and all."""
    return urlsplit(paper.home).path == "/"


def on_domain_of_its_own(paper: type[Newspaper]) -> bool:
    """Return whether a paper could move, or be lost, without its sisters."""
    host = urlsplit(paper.home).netloc.removeprefix("www.")
    return at_root(paper) and registered_domain(host) == host


def stories(
    random: Random, paper: type[Newspaper], home: str, shape: str, write: Callable[..., object]
) -> list[Story]:
    """Return twelve stories, newest first, at addresses of that shape below `home`."""
    zone, found = ZoneInfo(paper.zone), list[Story]()
    moment = NOW.replace(second=0)
    number = random.randint(100_000, 899_999)
    while len(found) < STORIES:
        moment -= timedelta(minutes=random.randint(60, 580))
        number -= random.randint(2, 40)
        headline, paragraphs = write(random)  # type: ignore[misc]
        local = moment.astimezone(zone)
        section = random.choice(prose.SECTIONS)
        slug = prose.slug(headline)
        if any(prose.slug(one.headline) == slug for one in found):
            slug = f"{slug}-{len(found) + 1}"
        url = urljoin(home, shape.format(s=slug, n=number, d=local, section=section.lower()))
        found.append(Story(url, headline, local, prose.name(random), section, paragraphs))
    return found


def news(random: Random) -> tuple[str, list[str]]:
    """Return headline and paragraphs of a story."""
    return prose.headline(random), prose.paragraphs(random)


def serve_articles(web: Web, site: Site, told: list[Story]) -> None:
    """Publish the stories' pages."""
    for story in told:
        web.put(story.url, text(site.article(story, told)))


def elsewhere(seed: int, kind: str) -> Elsewhere:
    """Return the web of that kind which a seed draws."""
    random = Random(f"{kind} {seed}")
    return KINDS[kind](random)._replace(kind=kind)


def front(
    web: Web, site: Site, shown: list[Story], *, head: str = "", nav: str = "", later: str = ""
) -> None:
    """Publish the front page with these stories on it."""
    page = listing(
        site, shown, title=f"{site.name} - Kabar Terbaru", head=head, nav=nav, more=later
    )
    web.put(site.home, text(page))


def own_system(
    random: Random, paper: type[Newspaper], home: str, *, feed: bool | None = None
) -> tuple[Web, list[Story]]:
    """Return a paper on a system of its own: its feed elsewhere, or an index with pages."""
    web, site = Web(), Site.drawn(random, paper, home, "own")
    told = stories(random, paper, home, random.choice(OWN_SHAPES), news)
    serve_articles(web, site, told)
    if feed if feed is not None else random.random() < 0.5:
        place = random.choice(("umpan.xml", "konten/rss", "rss/terbaru", "xml/berita.rss", "atom"))
        url = urljoin(home, place)
        web.put(url, text(rss(site, told, atom=place == "atom"), "application/xml"))
        front(web, site, told[:4], head=site.feed_link(url, atom=place == "atom"))
        return web, told
    word, place = random.choice(
        (
            ("Indeks", "indeks"),
            ("Terkini", "terkini"),
            ("Berita", "semua-berita"),
            ("Arsip", "arsip"),
        )
    )
    step = random.choice((5, 6))
    front(
        web, site, told[: random.choice((3, 5))], nav=f'<a href="{urljoin(home, place)}">{word}</a>'
    )
    form = random.choice(("{}?page={}", "{}/{}", "{}/page/{}"))
    urls = [urljoin(home, place)]
    urls += [form.format(urls[0], n) for n in range(2, STORIES // step + 2)]
    pages = [told[start : start + step] for start in range(0, STORIES, step)]
    for n, (url, shown) in enumerate(zip(urls, pages, strict=False)):
        later = site.pager(urls[: len(pages)], n)
        web.put(url, text(listing(site, shown, title=f"{word} - {site.name}", more=later)))
    return web, told


def wordpress(
    random: Random,
    paper: type[Newspaper],
    home: str,
    *,
    name: str = "",
    write: Callable[..., object] = news,
) -> tuple[Web, list[Story]]:
    """Return a site on WordPress: REST unless a plug-in closed it, feed, front page."""
    web, site = Web(), Site.drawn(random, paper, home, "wordpress", name=name)
    told = stories(random, paper, home, random.choice(WORDPRESS_SHAPES), write)
    serve_articles(web, site, told)
    feed = urljoin(home, "feed/")
    web.put(feed, text(rss(site, told), "application/rss+xml"))
    head = site.feed_link(feed) + site.feed_link(urljoin(home, "comments/feed/"), title="Komentar")
    if random.random() < 0.6:
        root = urljoin(home, "wp-json/")
        head += f'<link rel="https://api.w.org/" href="{root}">'
        web.rest[urlsplit(root).netloc + urlsplit(root).path + "wp/v2/posts"] = told
    front(web, site, told[:8], head=head)
    return web, told


def own_feed(random: Random) -> Elsewhere:
    paper = random.choice(drawable())
    return Elsewhere("", paper, *own_system(random, paper, paper.home, feed=True), [])


def own_index(random: Random) -> Elsewhere:
    paper = random.choice(drawable())
    return Elsewhere("", paper, *own_system(random, paper, paper.home, feed=False), [])


def now_wordpress(random: Random) -> Elsewhere:
    paper = random.choice(drawable(not_on_wordpress))
    return Elsewhere("", paper, *wordpress(random, paper, paper.home), [])


def no_wordpress(random: Random) -> Elsewhere:
    paper = random.choice(drawable(on_wordpress))
    return Elsewhere("", paper, *own_system(random, paper, paper.home), [])


def now_blogger(random: Random) -> Elsewhere:
    paper = random.choice(drawable(at_root))
    web, site = Web(), Site.drawn(random, paper, paper.home, "blogger")
    told = stories(random, paper, paper.home, BLOGGER_SHAPE, news)
    serve_articles(web, site, told)
    feed = urljoin(paper.home, "feeds/posts/default")
    for query in ("", "?start-index=1&max-results=25"):
        web.put(feed + query, text(rss(site, told, atom=True), "application/atom+xml"))
    for query in ("?alt=rss", "?alt=rss&start-index=1&max-results=25"):
        web.put(feed + query, text(rss(site, told), "application/rss+xml"))
    head = site.feed_link(feed, atom=True) + site.feed_link(f"{feed}?alt=rss")
    front(web, site, told[:7], head=head)
    return Elsewhere("", paper, web, told, [])


def sitemap_only(random: Random) -> Elsewhere:
    paper = random.choice(drawable(at_root))
    web, site = Web(), Site.drawn(random, paper, paper.home, "own")
    told = stories(random, paper, paper.home, random.choice(OWN_SHAPES), news)
    serve_articles(web, site, told)
    root = urljoin(
        paper.home, random.choice(("peta/indeks.xml", "sitemap.xml", "xml/sitemap-index"))
    )
    months = [urljoin(paper.home, f"peta/{n}.xml") for n in (8, 9, 10, 11)]
    index = "".join(
        f"<sitemap><loc>{url}</loc><lastmod>2026-{8 + n:02d}-{19 if n == 3 else 28}</lastmod>"
        "</sitemap>"
        for n, url in enumerate(months)
    )
    web.put(root, text(f"<sitemapindex>{index}</sitemapindex>", "application/xml"))
    web.put(months[-1], text(sitemap(told, dated=True), "application/xml"))
    web.put(urljoin(paper.home, "/robots.txt"), robots(root))
    web.put(paper.home, text(script_page(site)))
    return Elsewhere("", paper, web, told, [])


def script_front(random: Random) -> Elsewhere:
    paper = random.choice(drawable(at_root))
    web, site = Web(), Site.drawn(random, paper, paper.home, "own")
    told = stories(random, paper, paper.home, random.choice(OWN_SHAPES), news)
    serve_articles(web, site, told)
    named = random.random() < 0.7
    place = random.choice(("peta-berita.xml", "google-news.xml")) if named else "sitemap-news.xml"
    url = urljoin(paper.home, place)
    web.put(url, text(sitemap(told, publication=site.name), "application/xml"))
    if named:
        web.put(urljoin(paper.home, "/robots.txt"), robots(url))
    web.put(paper.home, text(script_page(site)))
    return Elsewhere("", paper, web, told, [])


def is_page_of(url: str, source: str) -> bool:
    """Return whether an address is one of the pages of a source, given by its template."""
    address = url.partition("://")[2]
    begin = source.partition("://")[2].partition("{")[0].partition("?")[0].rstrip("/")
    return address.rstrip("/") == begin or ("/" in begin and address.startswith(begin))


def robots(*sitemaps: str) -> Answer:
    """Return a robots.txt that forbids a corner and names sitemaps."""
    named = "".join(f"Sitemap: {url}\n" for url in sitemaps)
    return text(f"User-agent: *\nDisallow: /admin/\n\n{named}", "text/plain")


def new_home(random: Random, paper: type[Newspaper]) -> str:
    """Return a front page at a domain that is no paper's."""
    label = urlsplit(paper.home).netloc.removeprefix("www.").partition(".")[0]
    ending = random.choice(("-kabar.id", "online.co.id", "media.com", ".news"))
    return f"https://{random.choice(('', 'www.'))}{label}{ending}/"


def moved_host(random: Random) -> Elsewhere:
    paper = random.choice(drawable(on_domain_of_its_own))
    home = new_home(random, paper)
    made = own_system if random.random() < 0.5 else wordpress
    web, told = made(random, paper, home)
    web.moved[urlsplit(paper.home).netloc] = home
    return Elsewhere("", paper, web, told, [])


def movable(paper: type[Newspaper]) -> bool:
    """Return whether a paper could move, and its pattern knows a shape of ours."""
    return on_domain_of_its_own(paper) and bool(known_shape(paper))


def moved_articles(random: Random) -> Elsewhere:
    paper = random.choice(drawable(movable))
    home = new_home(random, paper)
    web, site = Web(), Site.drawn(random, paper, home, "own")
    told = stories(random, paper, home, known_shape(paper), news)
    serve_articles(web, site, told)
    front(web, site, told[:6])
    old = [replace(one, url=at_old_home(one.url, paper)) for one in told]
    front(web, replace(site, home=paper.home), old[:6])
    for source in paper.sources:
        serve_source(web, site, source, old)
    for before, now in zip(old, told, strict=True):
        web.put(before.url, redirect(now.url))
    return Elsewhere("", paper, web, told, [])


def at_old_home(url: str, paper: type[Newspaper]) -> str:
    """Return a story's address at the paper's declared host."""
    parts = urlsplit(url)
    return urljoin(paper.home, parts.path + (f"?{parts.query}" if parts.query else ""))


def addresses(drawn: Elsewhere) -> set[str]:
    """Return all addresses of the stories: where they are, and whence they may be sent on."""
    urls = [one.url for one in (*drawn.expected, *drawn.refused)]
    return {*urls, *(at_old_home(url, drawn.paper) for url in urls)}


def http_only(random: Random) -> Elsewhere:
    paper = random.choice(drawable(at_root))
    home = paper.home.replace("https://", "http://")
    made = own_system if random.random() < 0.5 else wordpress
    web, told = made(random, paper, home)
    web.insecure.add(urlsplit(home).netloc)
    return Elsewhere("", paper, web, told, [])


def lost(paper: type[Newspaper], web: Web, refused: Iterable[Story] = ()) -> Elsewhere:
    """Return a paper whose domain is somebody else's."""
    return Elsewhere("", paper, web, [], list(refused), "gone")


def parked(random: Random) -> Elsewhere:
    paper, web = random.choice(drawable(on_domain_of_its_own)), Web()
    host = urlsplit(paper.home).netloc.removeprefix("www.")
    said = random.choice(
        (
            (
                f"<title>{host}</title><h1>{host}</h1><p>This domain is for sale! Make an offer on "
                "this "
                "domain.</p>"
            ),
            f"<title>{host} dijual</title><h1>Domain ini dijual</h1><p>Hubungi pemilik.</p>",
            f'<title>{host}</title><script src="https://img.sedoparking.com/js/p.js"></script>',
            f"<title>{host}</title><h2>Related searches</h2>"
            + "".join(f'<a href="/s?q={n}">{w}</a>' for n, w in enumerate(("Kredit", "Hosting"))),
            f"<title>{host} has expired</title><p>The domain {host} has expired.</p>",
        )
    )
    web.put(paper.home, text(f"<html><body>{said}</body></html>"))
    return lost(paper, web)


def shop(random: Random) -> Elsewhere:
    paper, web = random.choice(drawable(on_domain_of_its_own)), Web()
    goods = "".join(
        f'<div class="product"><a href="/produk/{n}"><h2>{w} Tipe {n}</h2></a><span class=price>Rp '
        f'{random.randint(20, 900)}.000</span><p>Rp {n}9.000</p><a href="?add-to-cart={n}">Tambah '
        "ke "
        "keranjang</a></div>"
        for n, w in enumerate(("Panci", "Wajan", "Rak Piring", "Kompor", "Lemari"), 1)
    )
    web.put(paper.home, text(f"<html lang=id><title>Toko Dapur Murah</title>{goods}</html>"))
    return lost(paper, web)


def gambling(random: Random) -> Elsewhere:
    paper = random.choice(drawable(on_domain_of_its_own))
    name = random.choice(
        (paper.publisher, f"{random.choice(prose.BRANDS).upper()} Situs Slot Gacor")
    )
    return lost(paper, *wordpress(random, paper, paper.home, name=name, write=prose.gambling))


def foreign(random: Random) -> Elsewhere:
    paper = random.choice(drawable(on_domain_of_its_own))
    return lost(
        paper, *wordpress(random, paper, paper.home, name="Homely Notes", write=prose.english)
    )


def stranger(random: Random) -> Elsewhere:
    paper = random.choice(drawable(on_domain_of_its_own))
    home = "https://www.portal-entah-siapa.com/"
    web, told = wordpress(random, paper, home, name="Portal Entah Siapa")
    web.moved[urlsplit(paper.home).netloc] = home
    return Elsewhere("", paper, web, [], told, "moved")


def declared(random: Random, *, smuggled: int = 0) -> Elsewhere:
    """Return a paper as its facts say, with so many posts smuggled in among its stories."""
    paper = random.choice(drawable(known_shape))
    web, site = Web(), Site.drawn(random, paper, paper.home, "own")
    shape = known_shape(paper)
    told = stories(random, paper, paper.home, shape, news)
    posts = stories(random, paper, paper.home, shape, prose.gambling)[:smuggled]
    everything = sorted([*told, *posts], key=lambda one: one.moment, reverse=True)
    serve_articles(web, site, everything)
    front(web, site, everything)
    for source in paper.sources:
        serve_source(web, site, source, everything)
    return Elsewhere("", paper, web, told, posts)


def known_shape(paper: type[Newspaper]) -> str:
    """Return a shape of address that a paper's pattern accepts, "" where none of ours is."""
    given = {"s": "petani-desa-sumber-menanam-bakau-di-muara", "n": 482153, "section": "daerah"}
    for shape in DECLARED_SHAPES:
        url = urljoin(paper.home, shape.format(d=NOW, **given))
        if paper.is_article(url) and article_likeness(url) > 0:
            return shape
    return ""


def serve_source(web: Web, site: Site, source: Source, told: list[Story]) -> None:
    """Publish what a source of the facts asks for: all stories on its first page, or by days."""
    if isinstance(source, WordPressApi):
        parts = urlsplit(source.url)
        web.rest[parts.netloc + parts.path] = told
        return
    if source.by_section or "{since" in source.url:
        return
    days = (
        [(NOW - timedelta(days=n)).date() for n in range(-1, 30)] if "{date" in source.url else []
    )
    for day in days or [None]:
        shown = [one for one in told if day is None or one.moment.date() == day]
        first = (source.first - 1) * source.size
        url = source.url.format(
            page=source.first, offset=first + 1, skip=first, date=day, section=""
        )
        if isinstance(source, Rss):
            web.put(url, text(rss(site, shown), "application/rss+xml"))
        elif isinstance(source, Sitemap):
            web.put(url, text(sitemap(shown, dated=True), "application/xml"))
        elif isinstance(source, Index) and url != site.home:
            web.put(url, text(listing(site, shown, title=f"Indeks - {site.name}")))


def as_declared(random: Random) -> Elsewhere:
    return declared(random)


def smuggled_posts(random: Random) -> Elsewhere:
    return declared(random, smuggled=4)


#: Sites that work and are not as declared; hosts that are lost; sound papers.
ELSEWHERE = {
    "own feed": own_feed,
    "own index": own_index,
    "now wordpress": now_wordpress,
    "no wordpress": no_wordpress,
    "now blogger": now_blogger,
    "sitemap only": sitemap_only,
    "moved host": moved_host,
    "moved articles": moved_articles,
    "http only": http_only,
    "script front": script_front,
}
LOST = {
    "parked": parked,
    "shop": shop,
    "gambling": gambling,
    "foreign": foreign,
    "stranger": stranger,
}
SOUND = {"as declared": as_declared, "smuggled posts": smuggled_posts}
KINDS = {**ELSEWHERE, **LOST, **SOUND}
