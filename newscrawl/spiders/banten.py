"""The papers of Banten."""

from newscrawl.discovery.sources import Index
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.idntimes import IdntimesSpider
from newscrawl.families.promedia import PrmnSpider, PromediaSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import NewspaperThemeSpider


class AntaraBantenSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_banten"
    publisher = "ANTARA Banten"
    region = "ID-BT"
    home = "https://banten.antaranews.com/"
    status = "family"


class BantennewsSpider(NewspaperThemeSpider):
    """Rests on scrapers of this host and real addresses, slugs at the root."""

    name = "bantennews"
    publisher = "BantenNews"
    region = "ID-BT"
    home = "https://www.bantennews.co.id/"
    status = "scraper"


class BantenrayaSpider(PromediaSpider):
    """Rests on a list that puts it into the network."""

    name = "bantenraya"
    publisher = "Banten Raya"
    region = "ID-BT"
    home = "https://www.bantenraya.com/"
    status = "list"


class IdntimesBantenSpider(IdntimesSpider):
    """Rests on the addresses of its sister in Bali."""

    name = "idntimes_banten"
    publisher = "IDN Times Banten"
    region = "ID-BT"
    home = "https://banten.idntimes.com/"
    status = "list"
    sources = (Index("news/banten"), Index(""))


class KabarbantenSpider(PrmnSpider):
    """Rests on the template of its sisters."""

    name = "kabarbanten"
    publisher = "Kabar Banten"
    region = "ID-BT"
    home = "https://kabarbanten.pikiran-rakyat.com/"
    status = "family"


class RadarbantenSpider(WordpressSpider):
    """Rests on real addresses (/2026/09/…, /2026/07/01/…) and its feed in lists."""

    name = "radarbanten"
    publisher = "Radar Banten"
    region = "ID-BT"
    home = "https://radarbanten.co.id/"
    status = "list"


class SuaraBantenSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_banten"
    publisher = "SuaraBanten"
    region = "ID-BT"
    home = "https://banten.suara.com/"
    status = "family"
    sources = sources_of("banten")


class TribunBantenSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_banten"
    publisher = "Tribun Banten"
    region = "ID-BT"
    home = "https://banten.tribunnews.com/"
    status = "family"


class TribunTangerangSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_tangerang"
    publisher = "Tribun Tangerang"
    region = "ID-BT"
    home = "https://tangerang.tribunnews.com/"
    status = "family"
