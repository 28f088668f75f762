"""The papers of Bengkulu."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.disway import DiswaySpider
from newscrawl.families.rmol import RmolSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraBengkuluSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_bengkulu"
    publisher = "ANTARA Bengkulu"
    region = "ID-BE"
    home = "https://bengkulu.antaranews.com/"
    status = "family"


class BengkuluekspressSpider(DiswaySpider):
    """Rests on a real page (/amp/114257/…), of which the text was kept."""

    name = "bengkuluekspress"
    publisher = "Bengkulu Ekspress"
    region = "ID-BE"
    home = "https://bengkuluekspress.disway.id/"
    status = "real-page"


class KupasbengkuluSpider(WordpressSpider):
    """Rests on a real listing (/page/2532?author=0); no article address was seen."""

    name = "kupasbengkulu"
    publisher = "Kupas Bengkulu"
    region = "ID-BE"
    home = "https://www.kupasbengkulu.com/"
    status = "real-page"


class RakyatbengkuluSpider(DiswaySpider):
    """Rests on the template of its sisters; a scraper names the host."""

    name = "rakyatbengkulu"
    publisher = "Rakyat Bengkulu"
    region = "ID-BE"
    home = "https://rakyatbengkulu.disway.id/"
    status = "scraper"


class RmolBengkuluSpider(RmolSpider):
    """Rests on a real address (/pena-pers-…)."""

    name = "rmol_bengkulu"
    publisher = "RMOL Bengkulu"
    region = "ID-BE"
    home = "https://www.rmolbengkulu.id/"
    status = "real-page"


class TribunBengkuluSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_bengkulu"
    publisher = "Tribun Bengkulu"
    region = "ID-BE"
    home = "https://bengkulu.tribunnews.com/"
    status = "family"
