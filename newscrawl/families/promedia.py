"""Promedia: its own network of papers, and PRMN, Pikiran Rakyat's, which uses its template."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss, Source


class PromediaSpider(NewsSpider):
    """Rests on scrapers of panturapost, suaramerdeka and harianhaluan, and a PRMN page of 2020.

    Generation A of the Jawa Pos papers is the same template (see jawapos).

    No host is shared. Articles are at `/{section}/{8 to 12 digits}/{slug}`.

    Traps: older ids begin with 04. A long article goes on behind `a.paging__link`; `?page=all` is
    the whole text. Kompas has `read__` classes too, Jawa Pos the whole template.
    """

    # Family
    markers = r"\bread__info__|promediateknologi"

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        Rss("rss"),
        Index("indeks-berita?page={page}"),
        Index(""),
    )
    article_url = r"^/[a-z0-9-]+/\d{8,12}/[A-Za-z0-9-]+"
    not_article_url = r"^/(?:tag|search|author|video|foto|advertorial|indeks-berita)(?:/|\?|$)"

    # Selectors
    headline = ".read__title"
    published = ".read__info__date"
    byline = ".read__info__author a"
    editor = "span.read_contributor"
    section = ".breadcrumb__wrap li:last-child"
    tags = (".read__tagging .tag a", ".tag__list a")
    body = "article.read__content"
    image = (".photo__img img", ".photo img")
    noise = ".prads, .ads, .read__related, .latest, .coverwa, .social, p:has(strong.read__others)"


class PrmnSpider(PromediaSpider):
    """Rests on two adapters of news-watch and a real page of 2020 (zonajakarta).

    Its marks are looked for before Promedia's: an article's address has `/pr-` and six digits.

    Traps: Cloudflare answers 1015 when its search is asked fast. `span.read_contributor` names the
    editor, not the writer; `?page=all` is the whole text.
    """

    # Family
    hosts = ("pikiran-rakyat.com",)
    markers = r"/pr-\d{6,}/"

    # Sources
    article_url = r"^/[a-z0-9-]+/pr-\d+/[a-z0-9-]+"
