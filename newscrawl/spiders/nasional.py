"""Outlets of all provinces: an article's province comes from its page, or stays null."""

from newscrawl.families.kompas import KompasSpider
from newscrawl.families.rri import RriSpider
from newscrawl.families.sindonews import SindonewsSpider


class KompasRegionalSpider(KompasSpider):
    """Rests on real addresses and texts (/read/2022/07/03/185701078/…) and on four scrapers."""

    name = "kompas_regional"
    publisher = "Kompas.com"
    region = None
    home = "https://regional.kompas.com/"
    status = "real-page"
    # The regional desk's stories stand at these too; other channels have hosts of their own.
    other_hosts = (
        "bandung.kompas.com",
        "denpasar.kompas.com",
        "makassar.kompas.com",
        "medan.kompas.com",
        "palembang.kompas.com",
        "surabaya.kompas.com",
        "yogyakarta.kompas.com",
    )


class RriDaerahSpider(RriSpider):
    """Rests on two scrapers of this host; a list names the feed of Makassar's station."""

    name = "rri"
    publisher = "RRI"
    region = None
    home = "https://rri.co.id/"
    status = "scraper"


class SindonewsDaerahSpider(SindonewsSpider):
    """Rests on an adapter of this host; a list names the feed."""

    name = "sindonews_daerah"
    publisher = "SINDOnews"
    region = None
    home = "https://daerah.sindonews.com/"
    status = "scraper"
