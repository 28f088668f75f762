"""The papers of Maluku."""

from newscrawl.discovery.sources import Index
from newscrawl.discovery.systems import FEED, REST
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import JnewsSpider


class AmbonekspresSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "ambonekspres"
    publisher = "Ambon Ekspres"
    region = "ID-MA"
    home = "https://ambonekspres.com/"
    status = "list"


class AmbontodaySpider(WordpressSpider):
    """Rests on a real listing (/?amp=1); no article address was seen."""

    name = "ambontoday"
    publisher = "Ambon Today"
    region = "ID-MA"
    home = "https://www.ambontoday.com/"
    status = "real-page"


class AntaraAmbonSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_ambon"
    publisher = "ANTARA Ambon"
    region = "ID-MA"
    home = "https://ambon.antaranews.com/"
    status = "family"


class MatamalukuSpider(WordpressSpider):
    """Rests on a real listing (/penulis/redaksi/page/499/); no article address was seen."""

    name = "matamaluku"
    publisher = "Mata Maluku"
    region = "ID-MA"
    home = "https://matamaluku.com/"
    status = "real-page"
    sources = (REST, FEED, Index("penulis/redaksi/page/{page}/"))


class SiwalimanewsSpider(WordpressSpider):
    """Rests on a scraper of this host."""

    name = "siwalimanews"
    publisher = "Siwalima"
    region = "ID-MA"
    home = "https://siwalimanews.com/"
    status = "scraper"


class TimesmalukuSpider(JnewsSpider):
    """Rests on a real page (/alotnya-upaya-damai-hitu-wakal/terkini/)."""

    name = "timesmaluku"
    publisher = "Times Maluku"
    region = "ID-MA"
    home = "https://timesmaluku.com/"
    status = "real-page"
    # The section stands behind the slug. Dates are English: February 7, 2023.
    article_url = r"^/[a-z0-9]+(?:-[a-z0-9]+){2,}/[a-z-]+$"


class TribunAmbonSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_ambon"
    publisher = "Tribun Ambon"
    region = "ID-MA"
    home = "https://ambon.tribunnews.com/"
    status = "family"


class TribunmalukuSpider(JnewsSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "tribunmaluku"
    publisher = "Tribun Maluku"
    region = "ID-MA"
    home = "https://www.tribun-maluku.com/"
    status = "scraper"
