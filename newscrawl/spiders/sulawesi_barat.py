"""The papers of Sulawesi Barat."""

from newscrawl.families.blogger import BloggerSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class MasalemboSpider(BloggerSpider):
    """Rests on real front pages."""

    name = "masalembo"
    publisher = "Masalembo"
    region = "ID-SR"
    home = "https://www.masalembo.com/"
    status = "real-page"


class SulbarexpressSpider(WordpressSpider):
    """Rests on a real page (/2022/11/15/…)."""

    name = "sulbarexpress"
    publisher = "Sulbar Express"
    region = "ID-SR"
    home = "https://sulbarexpress.fajar.co.id/"
    status = "real-page"
    article_url = r"^/\d{4}/\d{2}/\d{2}/[a-z0-9-]+$"


class TribunSulbarSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_sulbar"
    publisher = "Tribun Sulbar"
    region = "ID-SR"
    home = "https://sulbar.tribunnews.com/"
    status = "family"
