"""The papers of Sulawesi Selatan."""

from newscrawl.discovery.sources import Index
from newscrawl.discovery.systems import FEED, REST
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.detik import DetikSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import JnewsSpider, NewspaperThemeSpider


class AntaraMakassarSpider(AntaraSpider):
    """Rests on the template of its sisters; a list names another feed, /rss/berita."""

    name = "antara_makassar"
    publisher = "ANTARA Makassar"
    region = "ID-SN"
    home = "https://makassar.antaranews.com/"
    status = "family"
    other_hosts = ("antarasulsel.com",)


class BeritakotamakassarSpider(WordpressSpider):
    """Rests on a real address and its text (/berita/2016/12/02/…)."""

    name = "beritakotamakassar"
    publisher = "Berita Kota Makassar"
    region = "ID-SN"
    home = "https://beritakotamakassar.com/"
    status = "real-page"
    other_hosts = ("beritakotamakassar.fajar.co.id",)
    # REST answers 403.
    sources = WordpressSpider.sources[1:]


class DetikSulselSpider(DetikSpider):
    """Rests on the template of its sisters."""

    name = "detik_sulsel"
    publisher = "detikSulsel"
    region = "ID-SN"
    home = "https://www.detik.com/sulsel/"
    status = "family"


class FajarSpider(WordpressSpider):
    """Rests on real addresses and texts (/2024/10/01/…)."""

    name = "fajar"
    publisher = "Fajar"
    region = "ID-SN"
    home = "https://fajar.co.id/"
    status = "real-page"
    other_hosts = ("harian.fajar.co.id", "keker.fajar.co.id")
    article_url = r"^/\d{4}/\d{2}/\d{2}/[a-z0-9-]+$"


class GosulselSpider(WordpressSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "gosulsel"
    publisher = "Go Sulsel"
    region = "ID-SN"
    home = "https://gosulsel.com/"
    status = "scraper"


class KabarmakassarSpider(WordpressSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "kabarmakassar"
    publisher = "Kabar Makassar"
    region = "ID-SN"
    home = "https://kabarmakassar.com/"
    status = "scraper"


class PareposSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "parepos"
    publisher = "Parepos"
    region = "ID-SN"
    home = "https://parepos.com/"
    status = "list"


class RakyatsulselSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "rakyatsulsel"
    publisher = "Rakyat Sulsel"
    region = "ID-SN"
    home = "https://rakyatsulsel.co/"
    status = "list"
    other_hosts = ("rakyatsulsel.com",)
    # No REST was found.
    sources = WordpressSpider.sources[1:]


class SuaraSulselSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_sulsel"
    publisher = "SuaraSulsel"
    region = "ID-SN"
    home = "https://sulsel.suara.com/"
    status = "family"
    sources = sources_of("sulsel")


class SulselekspresSpider(JnewsSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "sulselekspres"
    publisher = "Sulsel Ekspres"
    region = "ID-SN"
    home = "https://sulselekspres.com/"
    status = "scraper"
    sources = (REST, FEED, Index("{date:%Y/%m/%d}/"))


class SulselsatuSpider(WordpressSpider):
    """Rests on a scraper of this host."""

    name = "sulselsatu"
    publisher = "Sulselsatu"
    region = "ID-SN"
    home = "https://sulselsatu.com/"
    status = "scraper"


class TerkiniMakassarSpider(NewspaperThemeSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "terkini_makassar"
    publisher = "Terkini Makassar"
    region = "ID-SN"
    home = "https://makassar.terkini.id/"
    status = "scraper"


class TribunTimurSpider(TribunSpider):
    """Rests on real pages of 2016 and the template of its sisters."""

    name = "tribun_timur"
    publisher = "Tribun Timur"
    region = "ID-SN"
    home = "https://makassar.tribunnews.com/"
    status = "real-page"


class TribunTorajaSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_toraja"
    publisher = "Tribun Toraja"
    region = "ID-SN"
    home = "https://toraja.tribunnews.com/"
    status = "family"


class UpeksSpider(WordpressSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen.

    Its firewall answers 403 to REST, and after some eight quick requests to all.
    """

    name = "upeks"
    publisher = "Upeks"
    region = "ID-SN"
    home = "https://upeks.co.id/"
    status = "scraper"
    sources = WordpressSpider.sources[1:]
