"""The papers of Kalimantan Utara."""

from newscrawl.discovery.sources import Index
from newscrawl.discovery.systems import FEED, REST
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress_themes import GianMrSpider


class AntaraKaltaraSpider(AntaraSpider):
    """Rests on the template of its sisters and real addresses (/berita/513809/…)."""

    name = "antara_kaltara"
    publisher = "ANTARA Kaltara"
    region = "ID-KU"
    home = "https://kaltara.antaranews.com/"
    status = "family"


class BenuantaSpider(GianMrSpider):
    """Rests on scrapers of this host and a real address (/index.php/2024/02/24/…/135827)."""

    name = "benuanta"
    publisher = "Benuanta"
    region = "ID-KU"
    home = "https://benuanta.co.id/"
    status = "scraper"
    sources = (REST, FEED, Index("index.php/page/{page}/?s"))


class RadartarakanSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "radartarakan"
    publisher = "Radar Tarakan"
    region = "ID-KU"
    home = "https://radartarakan.jawapos.com/"
    status = "family"


class TribunKaltaraSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_kaltara"
    publisher = "Tribun Kaltara"
    region = "ID-KU"
    home = "https://kaltara.tribunnews.com/"
    status = "scraper"
