"""The papers of Riau."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider


class AntaraRiauSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_riau"
    publisher = "ANTARA Riau"
    region = "ID-RI"
    home = "https://riau.antaranews.com/"
    status = "family"


class CakaplahSpider(NewsSpider):
    """Rests on real addresses (/berita/baca/91144/2022/10/24/…); a list names its feed."""

    name = "cakaplah"
    publisher = "Cakaplah"
    region = "ID-RI"
    home = "https://www.cakaplah.com/"
    status = "list"
    sources = (Rss("feed"), Index("berita/{section}"), Index(""))
    article_url = r"^/berita/baca/\d+/\d{4}/\d{2}/\d{2}/[a-z0-9-]+"


class GoriauSpider(NewsSpider):
    """Rests on scrapers of its feed and listings, and real addresses (/berita/baca/….html)."""

    name = "goriau"
    publisher = "GoRiau"
    region = "ID-RI"
    home = "https://www.goriau.com/"
    status = "scraper"
    sources = (Rss("rss/berita.xml"), Index("berita/{section}_{page}.html"), Index(""))
    article_url = r"^/berita/baca/[a-z0-9-]+\.html"
    headline = ".post-title h1"
    published = ".post-date"
    byline = ".post-author span"
    image = ".post-thumb img"


class RiauposSpider(JawaPosSpider):
    """Rests on the template of its sisters and a real address (/pekanbaru/2257094980/…)."""

    name = "riaupos"
    publisher = "Riau Pos"
    region = "ID-RI"
    home = "https://riaupos.jawapos.com/"
    status = "family"
    other_hosts = ("riaupos.co",)


class SuaraRiauSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_riau"
    publisher = "SuaraRiau"
    region = "ID-RI"
    home = "https://riau.suara.com/"
    status = "family"
    sources = sources_of("riau")


class TribunPekanbaruSpider(TribunSpider):
    """Rests on real addresses and texts (/2025/06/13/…)."""

    name = "tribun_pekanbaru"
    publisher = "Tribun Pekanbaru"
    region = "ID-RI"
    home = "https://pekanbaru.tribunnews.com/"
    status = "real-page"
