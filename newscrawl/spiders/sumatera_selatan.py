"""The papers of Sumatera Selatan."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.detik import DetikSpider
from newscrawl.families.disway import DiswaySpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraSumselSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_sumsel"
    publisher = "ANTARA Sumsel"
    region = "ID-SS"
    home = "https://sumsel.antaranews.com/"
    status = "family"


class DetikSumbagselSpider(DetikSpider):
    """Rests on the template of its sisters."""

    name = "detik_sumbagsel"
    publisher = "detikSumbagsel"
    region = "ID-SS"
    home = "https://www.detik.com/sumbagsel/"
    status = "family"


class SriwijayaPostSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "sriwijaya_post"
    publisher = "Sriwijaya Post"
    region = "ID-SS"
    home = "https://palembang.tribunnews.com/"
    status = "scraper"


class SuaraSumselSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_sumsel"
    publisher = "SuaraSumsel"
    region = "ID-SS"
    home = "https://sumsel.suara.com/"
    status = "family"
    sources = sources_of("sumsel")


class SumeksSpider(DiswaySpider):
    """Rests on a real page (/amp/403274/…), of which the text was kept."""

    name = "sumeks"
    publisher = "Sumatera Ekspres"
    region = "ID-SS"
    home = "https://sumeks.disway.id/"
    status = "real-page"
    other_hosts = ("sumeks.co",)


class SumselupdateSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "sumselupdate"
    publisher = "Sumsel Update"
    region = "ID-SS"
    home = "https://sumselupdate.com/"
    status = "list"


class TribunSumselSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_sumsel"
    publisher = "Tribun Sumsel"
    region = "ID-SS"
    home = "https://sumsel.tribunnews.com/"
    status = "family"
