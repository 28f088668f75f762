"""The papers of Kalimantan Tengah."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import JnewsSpider


class AntaraKaltengSpider(AntaraSpider):
    """Rests on real pages of 2017 and the template of its sisters."""

    name = "antara_kalteng"
    publisher = "ANTARA Kalteng"
    region = "ID-KT"
    home = "https://kalteng.antaranews.com/"
    status = "real-page"
    other_hosts = ("antarakalteng.com",)


class Borneo24Spider(WordpressSpider):
    """Rests on a scraper of this host."""

    name = "borneo24"
    publisher = "Borneo24"
    region = "ID-KT"
    home = "https://borneo24.com/"
    status = "scraper"
    body = ".post-content"


class ProkaltengSpider(JawaPosSpider):
    """Rests on real addresses (/prostyle/lifestyle/14/02/2025/…), on WordPress still."""

    name = "prokalteng"
    publisher = "Prokalteng"
    region = "ID-KT"
    home = "https://prokalteng.jawapos.com/"
    status = "family"


class TabenganSpider(JnewsSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "tabengan"
    publisher = "Tabengan"
    region = "ID-KT"
    home = "https://www.tabengan.com/"
    status = "scraper"


class TribunKaltengSpider(TribunSpider):
    """Rests on a real address and its text (/2025/02/03/…)."""

    name = "tribun_kalteng"
    publisher = "Tribun Kalteng"
    region = "ID-KT"
    home = "https://kalteng.tribunnews.com/"
    status = "real-page"
