"""The papers of Papua Barat Daya."""

from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider


class BalleonewsSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "balleonews"
    publisher = "Balleo News"
    region = "ID-PD"
    home = "https://balleonews.com/"
    status = "list"


class RadarsorongnewsSpider(GianMrSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "radarsorongnews"
    publisher = "Radar Sorong"
    region = "ID-PD"
    home = "https://radarsorongnews.com/"
    status = "scraper"


class TribunSorongSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_sorong"
    publisher = "Tribun Sorong"
    region = "ID-PD"
    home = "https://sorong.tribunnews.com/"
    status = "family"
