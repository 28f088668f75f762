"""WordPress: what every site on it shares, whatever its theme (the themes: wordpress_themes)."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Source
from newscrawl.discovery.systems import FEED, MONTHS, OLDER_FEED, REST


class WordpressSpider(NewsSpider):
    """Rests on some sixty regional sites of public scrapers, and on WordPress's own standards.

    Sources: REST covers any window, so nothing else is asked where it answers. Where robots.txt
    closes /wp-json/ or a firewall answers 403, the feed is next, its older pages, then the front
    page and its archive. Each refusal falls through to the next.

    Article addresses: dated ones, and slugs of three words or more with or without a section before
    them.

    Traps: a root slug does not tell an article from a page: the exclusion list refuses what such
    pages are called, extraction judges the rest. REST's `date` is local without a zone, so
    `date_gmt` is asked for. Themes and permalinks change, and a reset site has lost its older
    posts.
    """

    # Family
    markers = r"/wp-content/|/wp-json/|content=[\"']WordPress"

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        REST,
        FEED,
        OLDER_FEED,
        Index(""),
        Index("page/{page}/"),
    )
    archives: ClassVar[tuple[Source, ...]] = (MONTHS,)
    article_url = (
        r"^/(?:index\.php/)?(?:[a-z0-9-]+/){0,2}\d{4}/\d{2}/(?:\d{2}/)?(?:[a-z0-9-]+/)*[^/?]+$"
        r"|^/(?:[a-z0-9-]+/){0,3}[a-z0-9%]+(?:-[a-z0-9%]+){2,}(?:/\d+)?(?:\.html)?$"
    )
    not_article_url = (
        r"/(?:tags?|category|kategori|kanal|cat|author|page|feed|comments|wp-[a-z]+|amp|videos?|foto"
        r"|galeri|topi[ck]|search|arsip|indeks|indeks-berita|index-berita|penulis|editor|reporter"
        r"|wartawan|user|users|label|login|register|member)(?:/|\?|$)"
        r"|^/\d{4}/\d{2}/\d{2}$|^/\d{4}/\d{2}$|\?amp=1"
        r"|^/[a-z]+-dan-[a-z]+$"  # channels: /hukum-dan-kriminal
        r"|/(?:tentang|about|kontak|contact|hubungi|redaksi|(?:susunan|box|tim)-redaksi|pedoman"
        r"|kode-(?:etik|perilaku)|kebijakan|privacy|disclaimer|syarat|terms|info-iklan|tarif-iklan"
        r"|pasang-iklan|karir|sop|standar-perlindungan|perlindungan-wartawan|visi|e-?paper|cookie"
        r"|cookies|ketentuan|lowongan|sample-page|hak-jawab)(?:-[a-z-]+)?$"
    )
