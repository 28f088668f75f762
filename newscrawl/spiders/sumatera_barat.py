"""The papers of Sumatera Barat."""

from newscrawl.discovery.sources import Index, LoadMore
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.blogger import BloggerSpider
from newscrawl.families.promedia import PromediaSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider, JnewsSpider


class AntaraSumbarSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_sumbar"
    publisher = "ANTARA Sumbar"
    region = "ID-SB"
    home = "https://sumbar.antaranews.com/"
    status = "family"


class CovesiaSpider(WordpressSpider):
    """Rests on a list of feeds and an older address (/news/baca/63485/…)."""

    name = "covesia"
    publisher = "Covesia"
    region = "ID-SB"
    home = "https://covesia.com/"
    status = "list"


class FajarsumbarSpider(BloggerSpider):
    """Rests on a scraper of this host."""

    name = "fajarsumbar"
    publisher = "Fajar Sumbar"
    region = "ID-SB"
    home = "https://www.fajarsumbar.com/"
    status = "scraper"


class HarianhaluanSpider(PromediaSpider):
    """Rests on scrapers of this host."""

    name = "harianhaluan"
    publisher = "Harian Haluan"
    region = "ID-SB"
    home = "https://www.harianhaluan.com/"
    status = "scraper"
    other_hosts = ("harianhaluan.id",)
    article_url = PromediaSpider.article_url + r"|^/[a-z0-9-]+/hh-\d+/[a-z0-9-]+"


class HariansinggalangSpider(JnewsSpider):
    """Rests on a scraper of this host.

    Three themes in three years: Gian MR (2020), JNews (2022), another (2023).
    Browser: in JNews the front page shows older articles by its load-more button alone. It is asked
    where neither REST nor the feed answers.
    """

    name = "hariansinggalang"
    publisher = "Harian Singgalang"
    region = "ID-SB"
    home = "https://hariansinggalang.co.id/"
    status = "scraper"
    sources = (
        *WordpressSpider.sources[:-2],
        Index("", load_more=LoadMore(wait_for="article.jeg_post", click=".jeg_block_loadmore a")),
    )
    body = ("div.content-inner", "div.entry-content-single", "div.entry-content")


class InfosumbarSpider(JnewsSpider):
    """Rests on a scraper of this host."""

    name = "infosumbar"
    publisher = "Info Sumbar"
    region = "ID-SB"
    home = "https://infosumbar.net/"
    status = "scraper"


class LanggamSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "langgam"
    publisher = "Langgam"
    region = "ID-SB"
    home = "https://langgam.id/"
    status = "list"


class MjnewsSpider(GianMrSpider):
    """Rests on a scraper of this host and real addresses (/berita/m-161926/…)."""

    name = "mjnews"
    publisher = "MJ News"
    region = "ID-SB"
    home = "https://www.mjnews.id/"
    status = "scraper"
    article_url = r"^/[a-z-]+/m-\d+/[a-z0-9-]+$"


class PadangkitaSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "padangkita"
    publisher = "Padangkita"
    region = "ID-SB"
    home = "https://padangkita.com/"
    status = "list"


class PasbanaSpider(BloggerSpider):
    """Rests on a scraper of this host."""

    name = "pasbana"
    publisher = "Pasbana"
    region = "ID-SB"
    home = "https://www.pasbana.com/"
    status = "scraper"


class SuaraSumbarSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_sumbar"
    publisher = "SuaraSumbar"
    region = "ID-SB"
    home = "https://sumbar.suara.com/"
    status = "family"
    sources = sources_of("sumbar")


class TopsumbarSpider(GianMrSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "topsumbar"
    publisher = "Top Sumbar"
    region = "ID-SB"
    home = "https://www.topsumbar.co.id/"
    status = "scraper"


class TribunPadangSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_padang"
    publisher = "Tribun Padang"
    region = "ID-SB"
    home = "https://padang.tribunnews.com/"
    status = "family"
