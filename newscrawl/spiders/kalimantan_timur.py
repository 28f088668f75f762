"""The papers of Kalimantan Timur."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraKaltimSpider(AntaraSpider):
    """Rests on a real page (/berita/196143/…)."""

    name = "antara_kaltim"
    publisher = "ANTARA Kaltim"
    region = "ID-KI"
    home = "https://kaltim.antaranews.com/"
    status = "real-page"


class KaltimpostSpider(JawaPosSpider):
    """Rests on the template of its sisters and a real address (/balikpapan/2386892917/…)."""

    name = "kaltimpost"
    publisher = "Kaltim Post"
    region = "ID-KI"
    home = "https://kaltimpost.jawapos.com/"
    status = "family"


class KorankaltimSpider(NewsSpider):
    """Rests on real addresses (/read/{section}/77569/…; to 2019 /{section}/read/25274/…)."""

    name = "korankaltim"
    publisher = "Koran Kaltim"
    region = "ID-KI"
    home = "https://korankaltim.com/"
    status = "list"
    sources = (Index(""),)
    article_url = r"^/(?:read/[a-z-]+|[a-z-]+/read)/\d+/[a-z0-9-]+"


class NiagaAsiaSpider(WordpressSpider):
    """Rests on scrapers of this host and real addresses, slugs at the root."""

    name = "niaga_asia"
    publisher = "Niaga Asia"
    region = "ID-KI"
    home = "https://www.niaga.asia/"
    status = "scraper"
    body = ".entry-content"


class ProkalSpider(JawaPosSpider):
    """Rests on a scraper of this host, which read the JSON in its pages."""

    name = "prokal"
    publisher = "Prokal"
    region = "ID-KI"
    home = "https://www.prokal.co/"
    status = "scraper"
    other_hosts = ("kaltim.prokal.co", "balikpapan.prokal.co")
    article_url = JawaPosSpider.article_url + r"|^/read/news/\d+-[a-z0-9-]+\.html"


class PusaranmediaSpider(NewsSpider):
    """Rests on a real address and its text (/read/23430/…).

    `Reporter: X | Editor: Y` opens the text.
    """

    name = "pusaranmedia"
    publisher = "Pusaran Media"
    region = "ID-KI"
    home = "https://pusaranmedia.com/"
    status = "real-page"
    sources = (Index(""),)
    article_url = r"^/read/\d+/[a-z0-9-]+"


class SuaraKaltimSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_kaltim"
    publisher = "SuaraKaltim"
    region = "ID-KI"
    home = "https://kaltim.suara.com/"
    status = "family"
    sources = sources_of("kaltim")


class TribunKaltimSpider(TribunSpider):
    """Rests on a real address and its text (/2022/03/12/…)."""

    name = "tribun_kaltim"
    publisher = "Tribun Kaltim"
    region = "ID-KI"
    home = "https://kaltim.tribunnews.com/"
    status = "real-page"
