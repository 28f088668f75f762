"""The papers of Sulawesi Tengah."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraSultengSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_sulteng"
    publisher = "ANTARA Sulteng"
    region = "ID-ST"
    home = "https://sulteng.antaranews.com/"
    status = "family"


class BanggainewsSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "banggainews"
    publisher = "Banggai News"
    region = "ID-ST"
    home = "https://banggainews.com/"
    status = "list"


class SultengrayaSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "sultengraya"
    publisher = "Sulteng Raya"
    region = "ID-ST"
    home = "https://sultengraya.com/"
    status = "list"


class TribunPaluSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_palu"
    publisher = "Tribun Palu"
    region = "ID-ST"
    home = "https://palu.tribunnews.com/"
    status = "family"


class TrustsultengSpider(WordpressSpider):
    """Rests on real front pages; the form of its article addresses was not seen."""

    name = "trustsulteng"
    publisher = "Trust Sulteng"
    region = "ID-ST"
    home = "https://trustsulteng.com/"
    status = "real-page"
