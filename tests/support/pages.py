"""Writes the pages, feeds and sitemaps of invented sites, each with a template of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from random import Random

from newscrawl.newsstand import Answer
from newscrawl.sites.definition import Newspaper

DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
SYLLABLES = "ka ri mo ta lu ben sa dor pi nu wa jel".split()


@dataclass(frozen=True)
class Story:
    """A story and its right answers; the moment is aware, in the paper's zone."""

    url: str
    headline: str
    moment: datetime
    author: str
    section: str
    paragraphs: list[str]


@dataclass(frozen=True)
class Site:
    """A site's template: its system, its name, and how it prints days, names and texts."""

    home: str
    name: str
    system: str
    day: int
    byline: int
    body: int
    json_ld: bool
    made_up: str

    @classmethod
    def drawn(
        cls, random: Random, paper: type[Newspaper], home: str, system: str, *, name: str = ""
    ) -> "Site":
        """Return a dress for a paper's site."""
        word = "".join(random.choice(SYLLABLES) for _ in range(3))
        return cls(
            home,
            name or paper.publisher,
            system,
            random.randrange(4),
            random.randrange(4),
            random.randrange(3),
            random.random() < 0.5,
            word,
        )

    def shown_day(self, moment: datetime) -> str:
        """Return a moment as this site prints it."""
        offset = moment.utcoffset()
        zone = ZONES[int(offset.total_seconds() // 3600)] if offset is not None else "WIB"
        day, month = DAYS[moment.weekday()], MONTHS[moment.month - 1]
        return (
            f"{day}, {moment.day} {month} {moment.year} | {moment:%H:%M} {zone}",
            f"{moment:%d/%m/%Y}, {moment:%H:%M} {zone}",
            f"{moment.day} {month[:3]} {moment.year} {moment:%H.%M} {zone}",
            f"{day} {moment:%d-%m-%Y}, pukul {moment:%H:%M} {zone}",
        )[self.day]

    def shown_author(self, author: str) -> str:
        """Return a name as this site prints it."""
        return (
            f'<div class="{self.made_up}-oleh">Penulis: {author}</div>',
            f'<p class="{self.made_up}-oleh">Oleh: <a href="/penulis/1">{author}</a></p>',
            f'<span class="author"><a rel="author" href="/author/a">{author}</a></span>',
            f'<div class="{self.made_up}-oleh">Reporter: {author}</div>',
        )[self.byline]

    def feed_link(self, url: str, *, atom: bool = False, title: str = "") -> str:
        """Return the element that names a feed in the head."""
        kind = "atom" if atom else "rss"
        said = escape(title or self.name)
        return f'<link rel="alternate" type="application/{kind}+xml" title="{said}" href="{url}">'

    def head(self, title: str, url: str, more: str = "") -> str:
        """Return a page's head."""
        system = {
            "wordpress": '<meta name="generator" content="WordPress 6.8">'
            f'<link rel="stylesheet" href="{self.home}wp-content/themes/{self.made_up}/style.css">',
            "blogger": '<meta content="blogger" name="generator"/>',
            "own": f'<link rel="stylesheet" href="/aset/{self.made_up}.css">',
        }[self.system]
        return (
            f'<meta charset="utf-8"><title>{escape(title)}</title>{system}'
            f'<meta property="og:site_name" content="{escape(self.name)}">'
            f'<link rel="canonical" href="{url}">{more}'
        )

    def frame(self, head: str, main: str, nav: str = "") -> str:
        """Return a page with the menu and the foot that all of the site's have."""
        channels = "".join(
            f'<a href="/{one}">{one.title()}</a>' for one in ("daerah", "ekonomi", "budaya")
        )
        return (
            f'<!doctype html><html lang="id"><head>{head}</head><body><header>'
            f'<a href="{self.home}">{escape(self.name)}</a><nav>{channels}{nav}</nav></header>'
            f'{main}<footer><a href="/redaksi">Redaksi</a><a href="/pedoman-media-siber">'
            f"Pedoman Media Siber</a><p>© 2026 {escape(self.name)}</p></footer></body></html>"
        )

    def article(self, story: Story, among: list[Story]) -> str:
        """Return a story's page; `among` are those that its sidebar links."""
        more = (
            '<meta property="og:type" content="article">'
            f'<meta property="og:title" content="{escape(story.headline)}">'
        )
        if self.json_ld or self.system == "wordpress":
            data = {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": story.headline,
                "datePublished": story.moment.isoformat(),
                "author": {"@type": "Person", "name": story.author},
                "publisher": {"@type": "Organization", "name": self.name},
            }
            more += f'<script type="application/ld+json">{json.dumps(data)}</script>'
        head = self.head(f"{story.headline} - {self.name}", story.url, more)
        others = [one for one in among if one is not story][:5]
        popular = "".join(
            f'<li><a href="{one.url}">{escape(one.headline)}</a></li>' for one in others
        )
        aside = f"<aside><h3>Terpopuler</h3><ol>{popular}</ol></aside>"
        return self.frame(head, f"{self.main(story, others)}{aside}")

    def main(self, story: Story, others: list[Story]) -> str:
        """Return the part of a page that is the story."""
        title, iso = escape(story.headline), story.moment.isoformat()
        when = self.shown_day(story.moment)
        text = self.text(story, others)
        if self.system == "wordpress":
            return (
                f'<article class="post type-post"><h1 class="entry-title">{title}</h1><div '
                f'class="entry-meta"><span class="author vcard"><a href="/author/a">'
                f"{story.author}</a>"
                f'</span> <time class="entry-date published" datetime="{iso}">{when}</time></div>'
                f'<div class="entry-content">{text}</div></article>'
            )
        if self.system == "blogger":
            return (
                f'<div class="post hentry"><h1 class="post-title entry-title">{title}</h1><div '
                f'class="post-header">Oleh <span class="fn" itemprop="author">'
                f"{story.author}</span> "
                f'<abbr class="published" title="{iso}">{when}</abbr></div>'
                f'<div class="post-body entry-content">{text}</div></div>'
            )
        return (
            f'<main class="{self.made_up}"><h1>{title}</h1>{self.shown_author(story.author)}'
            f'<div class="{self.made_up}-tgl">{when}</div>'
            f'<div class="{self.made_up}-naskah">{text}</div></main>'
        )

    def text(self, story: Story, others: list[Story]) -> str:
        """Return the story's paragraphs as this site sets them, a pointer to another among them."""
        blocks = [escape(one, quote=False) for one in story.paragraphs]
        if self.body == 2:
            return "<br><br>".join(blocks)
        blocks = [f"<p>{one}</p>" for one in blocks]
        if self.body == 1 and others:
            link = f'<a href="{others[0].url}">{escape(others[0].headline)}</a>'
            blocks.insert(2, f"<p><strong>Baca juga: {link}</strong></p>")
        return "".join(blocks)

    def pager(self, urls: list[str], at: int) -> str:
        """Return the links to the pages of a listing, of which one is shown."""
        numbers = (
            f"<span class=current>{n + 1}</span>" if n == at else f'<a href="{url}">{n + 1}</a>'
            for n, url in enumerate(urls)
        )
        return f"<div class=paging>{''.join(numbers)}</div>"


def listing(
    site: Site, shown: list[Story], *, title: str, head: str = "", nav: str = "", more: str = ""
) -> str:
    """Return a page that lists stories."""
    cards = "".join(
        f'<div class="{site.made_up}-kartu"><h2><a href="{one.url}">{escape(one.headline)}</a></h2>'
        f"<span>{site.shown_day(one.moment)}</span></div>"
        for one in shown
    )
    return site.frame(site.head(title, site.home, head), f"<main>{cards}{more}</main>", nav)


def script_page(site: Site) -> str:
    """Return a front page that shows nothing before its script has run."""
    head = site.head(site.name, site.home)
    return (
        f'<!doctype html><html lang="id"><head>{head}</head><body><div id="app"></div>'
        f'<script src="/aset/{site.made_up}.js"></script></body></html>'
    )


def rss(site: Site, told: list[Story], *, atom: bool = False) -> str:
    """Return a feed of stories."""
    if atom:
        entries = "".join(
            f"<entry><title>{escape(one.headline)}</title><published>{one.moment.isoformat()}"
            f'</published><link rel="alternate" type="text/html" href="{escape(one.url)}"/></entry>'
            for one in told
        )
        title = f"<title>{escape(site.name)}</title>"
        return f'<feed xmlns="http://www.w3.org/2005/Atom">{title}{entries}</feed>'
    items = "".join(
        f"<item><title>{escape(one.headline)}</title><link>{escape(one.url)}</link>"
        f"<pubDate>{format_datetime(one.moment)}</pubDate></item>"
        for one in told
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>'
        f"{escape(site.name)}</title><link>{site.home}</link>{items}</channel></rss>"
    )


def sitemap(told: list[Story], *, publication: str = "", dated: bool = False) -> str:
    """Return a sitemap of stories; with `publication` one of news."""
    lines = []
    for one in told:
        line = f"<loc>{escape(one.url)}</loc>"
        if dated:
            line += f"<lastmod>{one.moment.isoformat()}</lastmod>"
        if publication:
            line += (
                f"<news:news><news:publication><news:name>{escape(publication)}</news:name>"
                "<news:language>id</news:language></news:publication><news:publication_date>"
                f"{one.moment.isoformat()}</news:publication_date><news:title>"
                f"{escape(one.headline)}</news:title></news:news>"
            )
        lines.append(f"<url>{line}</url>")
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        + "".join(lines)
        + "</urlset>"
    )


def rest_posts(told: list[Story], query: Mapping[str, str]) -> Answer:
    """Return what WordPress' REST answers: posts of the time asked for, or 400 behind the last."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if int(query.get("page", 1)) > 1:
        return Answer(400, headers, b'{"code":"rest_post_invalid_page_number"}')
    after, before = (
        datetime.fromisoformat(query[key]) if query.get(key) else None
        for key in ("after", "before")
    )
    posts = [
        {
            "link": one.url,
            "date_gmt": gmt(one.moment),
            "title": {"rendered": escape(one.headline)},
        }
        for one in told
        if (after is None or one.moment > after) and (before is None or one.moment < before)
    ]
    return Answer(200, headers, json.dumps(posts).encode())


def gmt(moment: datetime) -> str:
    """Return a moment as WordPress writes it: in UTC, without saying so."""
    offset = moment.utcoffset()
    assert offset is not None
    return (moment - offset).replace(tzinfo=None).isoformat()
