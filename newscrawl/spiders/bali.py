"""The papers of Bali."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss
from newscrawl.discovery.systems import FEED, REST
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.blogger import BloggerSpider
from newscrawl.families.detik import DetikSpider
from newscrawl.families.idntimes import IdntimesSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress_themes import (
    AstraElementorSpider,
    JannahSpider,
    NewspaperThemeSpider,
)


class AntaraBaliSpider(AntaraSpider):
    """Rests on a real page (/berita/112629/…)."""

    name = "antara_bali"
    publisher = "ANTARA Bali"
    region = "ID-BA"
    home = "https://bali.antaranews.com/"
    status = "real-page"


class BaliexpressSpider(JawaPosSpider):
    """Rests on a real address (/bali/671143644/…) and a scraper of the network."""

    name = "baliexpress"
    publisher = "Bali Express"
    region = "ID-BA"
    home = "https://baliexpress.jawapos.com/"
    status = "scraper"


class BalikiniSpider(BloggerSpider):
    """Rests on a real listing (/search?…&updated-max=2025-05-27T06:03:00-07:00): zone US Pacific.

    `Laporan Reporter : Nama` opens the text, the date is displayed as `Selasa, 27 Mei 2025`.
    """

    name = "balikini"
    publisher = "Bali Kini"
    region = "ID-BA"
    home = "https://www.balikini.net/"
    status = "real-page"


class BalipostSpider(NewspaperThemeSpider):
    """Rests on two scrapers of this host and a saved front page of 2018."""

    name = "balipost"
    publisher = "Bali Post"
    region = "ID-BA"
    home = "https://www.balipost.com/"
    status = "scraper"
    sources = (REST, FEED, Index("news/{date:%Y/%m/%d}"))
    article_url = r"^/news/\d{4}/\d{2}/\d{2}/\d+/[^/]+\.html"


class BalipuspanewsSpider(NewspaperThemeSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "balipuspanews"
    publisher = "Balipuspa News"
    region = "ID-BA"
    home = "https://www.balipuspanews.com/"
    status = "scraper"


class BalitribuneSpider(NewsSpider):
    """Drupal. Rests on real pages, of which the text was kept but not the markup: no selectors.

    An article lives at /node/{id} besides (rel=canonical tells) and with any ?page=N. The text
    opens with an advertisement's line; the label `wartawan` and a name close it.
    """

    name = "balitribune"
    publisher = "Bali Tribune"
    region = "ID-BA"
    home = "https://balitribune.co.id/"
    status = "real-page"
    # /rss.xml is Drupal's standard; Drupal counts pages from 0, the front page.
    sources = (Rss("rss.xml"), Index(""), Index("?page={page}"))
    article_url = r"^/(?:content/[^/?]+|node/\d+)$"
    not_article_url = r"^/(?:taxonomy|tags|user|search)(?:/|\?|$)"
    noise_lines = (r"iklan\s*-\s*geser ke atas",)


class BeritabaliSpider(NewsSpider):
    """Rests on real addresses of 2008 and 2017, and on a page's text as a reader copied it (2023).

    The present markup was not seen: no selectors, the generic reader works on the text's shape.
    No feed is known: /rss is the usual place, and where there is none the front page follows.
    """

    name = "beritabali"
    publisher = "Beritabali"
    region = "ID-BA"
    home = "https://beritabali.com/"
    status = "real-page"
    sources = (Rss("rss"), Index(""))
    article_url = r"^/read/\d{4}/\d{2}/\d{2}/\d+/[^/]+|^/berita/\d{12}/[^/]+"
    not_article_url = r"^/(?:video|foto|tag)(?:/|\?|$)"
    noise_lines = (
        r"ikuti beritabali\.com",
        r"google news$",
        r"(?:guest|\S+)@beritabali\.com",
        r"beritabali (?:id:|premium)",
        r"nikmati akses penuh",
        r"simak berita terkini dan berita pilihan",
        r"ikuti kami$",
        r"dibaca: \d+ kali",
    )


class DetikBaliSpider(DetikSpider):
    """Rests on real pages (/bali/berita/d-7739956/…); prints NTB and NTT besides."""

    name = "detik_bali"
    publisher = "detikBali"
    region = "ID-BA"
    home = "https://www.detik.com/bali/"
    status = "real-page"


class FajarbaliSpider(AstraElementorSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "fajarbali"
    publisher = "Fajar Bali"
    region = "ID-BA"
    home = "https://fajarbali.com/"
    status = "scraper"


class IdntimesBaliSpider(IdntimesSpider):
    """Rests on a real address (/news/bali/…-00-x4g41-t6q4dd)."""

    name = "idntimes_bali"
    publisher = "IDN Times Bali"
    region = "ID-BA"
    home = "https://bali.idntimes.com/"
    status = "family"
    sources = (Index("news/bali"), Index(""))


class KoranbulelengSpider(NewspaperThemeSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "koranbuleleng"
    publisher = "Koran Buleleng"
    region = "ID-BA"
    home = "https://koranbuleleng.com/"
    status = "scraper"


class NusabaliSpider(NewsSpider):
    """Rests on three scrapers of this host, one of them checked in July 2026.

    Dates are English and unlabelled (`12 Jul 2026 19:37:24`), in local time.
    """

    name = "nusabali"
    publisher = "NusaBali"
    region = "ID-BA"
    home = "https://www.nusabali.com/"
    status = "scraper"
    # A search is the only list that scrapers saw paged; `bali` stands in nearly every text.
    sources = (Index("kategori/{section}"), Index(""), Index("search?keyword=bali&page={page}"))
    article_url = r"^/berita/\d+/[a-z0-9-]+"
    not_article_url = r"^/(?:search|kategori|tag|foto|video)(?:/|\?|$)"
    headline = "h1 span[itemprop=headline]"
    published = ".entry-box-header span.month.pull-left[itemprop=datePublished]"
    byline = "span[itemprop=author]"
    section = ".breadcrumb span.article-category[itemprop=articleSection]"
    body = ".entry-box[itemprop=articleBody] .entry-content"


class RadarbaliSpider(JawaPosSpider):
    """Rests on real pages (/cover-story/12/02/2023/…) and a scraper of the network."""

    name = "radarbali"
    publisher = "Radar Bali"
    region = "ID-BA"
    home = "https://radarbali.jawapos.com/"
    status = "real-page"


class SuaraBaliSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_bali"
    publisher = "SuaraBali"
    region = "ID-BA"
    home = "https://bali.suara.com/"
    status = "family"
    sources = sources_of("bali")


class TribunBaliSpider(TribunSpider):
    """Rests on a real page (/2018/02/24/…?page=4)."""

    name = "tribun_bali"
    publisher = "Tribun Bali"
    region = "ID-BA"
    home = "https://bali.tribunnews.com/"
    status = "real-page"


class WartabalionlineSpider(JannahSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "wartabalionline"
    publisher = "Warta Bali Online"
    region = "ID-BA"
    home = "https://wartabalionline.com/"
    status = "scraper"
