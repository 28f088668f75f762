"""The papers of Aceh."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AjnnSpider(NewsSpider):
    """Rests on real addresses (/news/…/index.html); a list names its feed."""

    name = "ajnn"
    publisher = "AJNN"
    region = "ID-AC"
    home = "https://www.ajnn.net/"
    status = "list"
    sources = (Rss("feed"), Index(""))
    article_url = r"^/[a-z]+/[a-z0-9-]+/index\.html$"


class AnalisaacehSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "analisaaceh"
    publisher = "Analisa Aceh"
    region = "ID-AC"
    home = "https://analisaaceh.com/"
    status = "list"


class AntaraAcehSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_aceh"
    publisher = "ANTARA Aceh"
    region = "ID-AC"
    home = "https://aceh.antaranews.com/"
    status = "family"


class DialeksisSpider(WordpressSpider):
    """Rests on a real address (/nasional/…); a list names its feed."""

    name = "dialeksis"
    publisher = "Dialeksis"
    region = "ID-AC"
    home = "https://dialeksis.com/"
    status = "list"


class MasakiniSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "masakini"
    publisher = "Masakini"
    region = "ID-AC"
    home = "https://masakini.co/"
    status = "list"


class PortalsatuSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "portalsatu"
    publisher = "Portal Satu"
    region = "ID-AC"
    home = "https://portalsatu.com/"
    status = "list"


class ProhabaSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "prohaba"
    publisher = "Prohaba"
    region = "ID-AC"
    home = "https://prohaba.tribunnews.com/"
    status = "family"


class SerambinewsSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "serambinews"
    publisher = "Serambinews"
    region = "ID-AC"
    home = "https://aceh.tribunnews.com/"
    status = "scraper"


class TheacehpostSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "theacehpost"
    publisher = "The Aceh Post"
    region = "ID-AC"
    home = "https://theacehpost.com/"
    status = "list"


class TribunGayoSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_gayo"
    publisher = "Tribun Gayo"
    region = "ID-AC"
    home = "https://gayo.tribunnews.com/"
    status = "family"


class TribunNanggroeSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_nanggroe"
    publisher = "Tribun Nanggroe"
    region = "ID-AC"
    home = "https://nanggroe.tribunnews.com/"
    status = "family"


class WaspadaacehSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "waspadaaceh"
    publisher = "Waspada Aceh"
    region = "ID-AC"
    home = "https://waspadaaceh.com/"
    status = "list"
