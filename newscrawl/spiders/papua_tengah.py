"""The papers of Papua Tengah."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraPapuaTengahSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_papua_tengah"
    publisher = "ANTARA Papua Tengah"
    region = "ID-PT"
    home = "https://papuatengah.antaranews.com/"
    status = "family"


class PaputengSpider(WordpressSpider):
    """Rests on a real listing (/author/odeodata); no article address was seen."""

    name = "paputeng"
    publisher = "Paputeng"
    region = "ID-PT"
    home = "https://paputeng.com/"
    status = "real-page"


class SeputarpapuaSpider(WordpressSpider):
    """Rests on a scraper of this host."""

    name = "seputarpapua"
    publisher = "Seputar Papua"
    region = "ID-PT"
    home = "https://seputarpapua.com/"
    status = "scraper"
    article_url = r"^/view/[a-z0-9-]+\.html"


class TribunPapuaTengahSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_papua_tengah"
    publisher = "Tribun Papua Tengah"
    region = "ID-PT"
    home = "https://papuatengah.tribunnews.com/"
    status = "family"
