"""The papers of Kepulauan Riau."""

from newscrawl.discovery.sources import Index
from newscrawl.discovery.systems import FEED, REST
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider, NewspaperThemeSpider


class AntaraKepriSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_kepri"
    publisher = "ANTARA Kepri"
    region = "ID-KR"
    home = "https://kepri.antaranews.com/"
    status = "family"


class BatamposSpider(NewspaperThemeSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen.

    Its sections' hosts are sites of their own: only what the main one names is walked.
    """

    name = "batampos"
    publisher = "Batam Pos"
    region = "ID-KR"
    home = "https://batampos.co.id/"
    status = "scraper"
    other_hosts = (
        "metro.batampos.co.id",
        "metropolis.batampos.co.id",
        "kepri.batampos.co.id",
        "news.batampos.co.id",
    )
    sources = (REST, FEED, Index("{date:%Y/%m/%d}/"))


class HariankepriSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "hariankepri"
    publisher = "Harian Kepri"
    region = "ID-KR"
    home = "https://hariankepri.com/"
    status = "list"


class SijoritodaySpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "sijoritoday"
    publisher = "Sijori Today"
    region = "ID-KR"
    home = "https://sijoritoday.com/"
    status = "list"


class SuaraBatamSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_batam"
    publisher = "SuaraBatam"
    region = "ID-KR"
    home = "https://batam.suara.com/"
    status = "family"
    sources = sources_of("batam")


class TribunBatamSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_batam"
    publisher = "Tribun Batam"
    region = "ID-KR"
    home = "https://batam.tribunnews.com/"
    status = "scraper"


class UlasanSpider(GianMrSpider):
    """Rests on ad-block rules naming the theme; the form of its article addresses was not seen."""

    name = "ulasan"
    publisher = "Ulasan"
    region = "ID-KR"
    home = "https://ulasan.co/"
    status = "list"
