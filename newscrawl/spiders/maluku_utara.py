"""The papers of Maluku Utara."""

from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider


class HalmaherapostSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "halmaherapost"
    publisher = "Halmahera Post"
    region = "ID-MU"
    home = "https://halmaherapost.com/"
    status = "list"


class HalmaherarayaSpider(WordpressSpider):
    """Rests on a list of outlets."""

    name = "halmaheraraya"
    publisher = "Halmahera Raya"
    region = "ID-MU"
    home = "https://halmaheraraya.id/"
    status = "list"


class HarianhalmaheraSpider(GianMrSpider):
    """Rests on ad-block rules naming the theme; the form of its article addresses was not seen."""

    name = "harianhalmahera"
    publisher = "Harian Halmahera"
    region = "ID-MU"
    home = "https://harianhalmahera.com/"
    status = "list"


class KierahaSpider(WordpressSpider):
    """Rests on a real page (/news/rantau/12017/kronologi-…)."""

    name = "kieraha"
    publisher = "Kieraha"
    region = "ID-MU"
    home = "https://kieraha.com/"
    status = "real-page"
    article_url = r"^/[a-z-]+/[a-z-]+/\d+/[a-z0-9-]+"


class MalutpostSpider(WordpressSpider):
    """Rests on a scraper of this host."""

    name = "malutpost"
    publisher = "Malut Post"
    region = "ID-MU"
    home = "https://www.malutpost.com/"
    status = "scraper"
    other_hosts = ("malutpost.id",)
    article_url = r"^/\d{4}/\d{2}/\d{2}/[a-z0-9-]+$"


class TribunTernateSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_ternate"
    publisher = "Tribun Ternate"
    region = "ID-MU"
    home = "https://ternate.tribunnews.com/"
    status = "family"
