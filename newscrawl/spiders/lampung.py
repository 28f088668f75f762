"""The papers of Lampung."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.disway import DiswaySpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.viva import VivaSpider
from newscrawl.families.wordpress_themes import JnewsSpider


class AntaraLampungSpider(AntaraSpider):
    """Rests on a scraper of this bureau and the template of its sisters."""

    name = "antara_lampung"
    publisher = "ANTARA Lampung"
    region = "ID-LA"
    home = "https://lampung.antaranews.com/"
    status = "scraper"


class KupastuntasSpider(NewsSpider):
    """Rests on real addresses (/2022/01/09/…)."""

    name = "kupastuntas"
    publisher = "Kupas Tuntas"
    region = "ID-LA"
    home = "https://kupastuntas.co/"
    status = "list"
    sources = (Index(""),)
    article_url = r"^/\d{4}/\d{2}/\d{2}/[a-z0-9-]+"
    not_article_url = r"^/(?:tag|foto|video)(?:/|\?|$)"


class LampostSpider(JnewsSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "lampost"
    publisher = "Lampung Post"
    region = "ID-LA"
    home = "https://lampost.co/"
    status = "scraper"


class RadarlampungSpider(DiswaySpider):
    """Rests on scrapers of this host."""

    name = "radarlampung"
    publisher = "Radar Lampung"
    region = "ID-LA"
    home = "https://radarlampung.disway.id/"
    status = "scraper"


class SuaraLampungSpider(SuaraSpider):
    """Rests on a real page (/read/2026/01/22/205115/…)."""

    name = "suara_lampung"
    publisher = "SuaraLampung"
    region = "ID-LA"
    home = "https://lampung.suara.com/"
    status = "real-page"
    sources = sources_of("lampung")


class TribunLampungSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_lampung"
    publisher = "Tribun Lampung"
    region = "ID-LA"
    home = "https://lampung.tribunnews.com/"
    status = "scraper"


class VivaLampungSpider(VivaSpider):
    """Rests on a stored listing of this host (/berita) and the template of www."""

    name = "viva_lampung"
    publisher = "VIVA Lampung"
    region = "ID-LA"
    home = "https://lampung.viva.co.id/"
    status = "real-page"
