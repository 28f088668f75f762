"""The papers of Papua Barat."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraPapuaBaratSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_papua_barat"
    publisher = "ANTARA Papua Barat"
    region = "ID-PB"
    home = "https://papuabarat.antaranews.com/"
    status = "family"


class PapuakiniSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "papuakini"
    publisher = "Papua Kini"
    region = "ID-PB"
    home = "https://papuakini.co/"
    status = "list"


class TribunPapuaBaratSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_papua_barat"
    publisher = "Tribun Papua Barat"
    region = "ID-PB"
    home = "https://papuabarat.tribunnews.com/"
    status = "family"
