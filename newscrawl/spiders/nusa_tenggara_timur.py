"""The papers of Nusa Tenggara Timur."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.promedia import PromediaSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider


class AntaraKupangSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_kupang"
    publisher = "ANTARA Kupang"
    region = "ID-NT"
    home = "https://kupang.antaranews.com/"
    status = "family"


class EkoranttSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "ekorantt"
    publisher = "Ekora NTT"
    region = "ID-NT"
    home = "https://ekorantt.com/"
    status = "list"


class FloresaSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "floresa"
    publisher = "Floresa"
    region = "ID-NT"
    home = "https://floresa.co/"
    status = "list"


class HaluannttSpider(GianMrSpider):
    """Rests on ad-block rules naming the theme; the form of its article addresses was not seen."""

    name = "haluanntt"
    publisher = "Haluan NTT"
    region = "ID-NT"
    home = "https://haluanntt.com/"
    status = "list"


class PosKupangSpider(TribunSpider):
    """Rests on real addresses and texts (/2017/10/28/…)."""

    name = "pos_kupang"
    publisher = "Pos Kupang"
    region = "ID-NT"
    home = "https://kupang.tribunnews.com/"
    status = "real-page"


class TimexkupangSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "timexkupang"
    publisher = "Timor Express"
    region = "ID-NT"
    home = "https://timexkupang.com/"
    status = "list"


class TribunFloresSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_flores"
    publisher = "Tribun Flores"
    region = "ID-NT"
    home = "https://flores.tribunnews.com/"
    status = "family"


class VictorynewsSpider(PromediaSpider):
    """Rests on a list that puts it into the network."""

    name = "victorynews"
    publisher = "Victory News"
    region = "ID-NT"
    home = "https://www.victorynews.id/"
    status = "list"
