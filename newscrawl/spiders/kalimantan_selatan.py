"""The papers of Kalimantan Selatan."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.blogger import BloggerSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider, NewspaperThemeSpider


class AntaraKalselSpider(AntaraSpider):
    """Rests on real addresses and texts (/berita/496552/…).

    Its author called the site too unstable to scrape.
    """

    name = "antara_kalsel"
    publisher = "ANTARA Kalsel"
    region = "ID-KS"
    home = "https://kalsel.antaranews.com/"
    status = "real-page"


class ApahabarSpider(WordpressSpider):
    """Rests on a list of outlets."""

    name = "apahabar"
    publisher = "Apahabar"
    region = "ID-KS"
    home = "https://apahabar.com/"
    status = "list"


class BanjarmasinPostSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "banjarmasin_post"
    publisher = "Banjarmasin Post"
    region = "ID-KS"
    home = "https://banjarmasin.tribunnews.com/"
    status = "scraper"


class BeritabanjarmasinSpider(BloggerSpider):
    """Rests on a real page (/2018/12/rangkuman-10-berita-terbaik.html)."""

    name = "beritabanjarmasin"
    publisher = "Berita Banjarmasin"
    region = "ID-KS"
    home = "https://beritabanjarmasin.com/"
    status = "real-page"


class JejakrekamSpider(WordpressSpider):
    """Rests on a scraper of this host.

    Dated addresses in 2019, slugs at the root today.
    """

    name = "jejakrekam"
    publisher = "Jejak Rekam"
    region = "ID-KS"
    home = "https://jejakrekam.com/"
    status = "scraper"
    noise_lines = (r"baca\s*:",)


class KalselposSpider(GianMrSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "kalselpos"
    publisher = "Kalselpos"
    region = "ID-KS"
    home = "https://kalselpos.com/"
    status = "scraper"


class KlikkalselSpider(NewspaperThemeSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "klikkalsel"
    publisher = "Klik Kalsel"
    region = "ID-KS"
    home = "https://klikkalsel.com/"
    status = "scraper"
