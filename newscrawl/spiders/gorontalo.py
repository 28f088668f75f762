"""The papers of Gorontalo."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider, JnewsSpider


class AntaraGorontaloSpider(AntaraSpider):
    """Rests on a real address and its text (/berita/25555/…)."""

    name = "antara_gorontalo"
    publisher = "ANTARA Gorontalo"
    region = "ID-GO"
    home = "https://gorontalo.antaranews.com/"
    status = "real-page"


class DulohupaSpider(WordpressSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "dulohupa"
    publisher = "Dulohupa"
    region = "ID-GO"
    home = "https://dulohupa.id/"
    status = "scraper"
    body = "[class*=entry-content]"


class GoposSpider(JnewsSpider):
    """Rests on a real address and its text, a slug at the root."""

    name = "gopos"
    publisher = "GoPos"
    region = "ID-GO"
    home = "https://gopos.id/"
    status = "real-page"


class GorontalopostSpider(JnewsSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "gorontalopost"
    publisher = "Gorontalo Post"
    region = "ID-GO"
    home = "https://gorontalopost.co.id/"
    status = "scraper"


class HargoSpider(WordpressSpider):
    """Rests on a real address and its text (/berita/…)."""

    name = "hargo"
    publisher = "Hargo"
    region = "ID-GO"
    home = "https://hargo.co.id/"
    status = "real-page"
    article_url = r"^/berita/[a-z0-9-]+$"


class HarianpostSpider(GianMrSpider):
    """Rests on a scraper of this host."""

    name = "harianpost"
    publisher = "Harian Post"
    region = "ID-GO"
    home = "https://harianpost.id/"
    status = "scraper"


class HibataSpider(GianMrSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "hibata"
    publisher = "Hibata"
    region = "ID-GO"
    home = "https://hibata.id/"
    status = "scraper"


class TribunGorontaloSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_gorontalo"
    publisher = "Tribun Gorontalo"
    region = "ID-GO"
    home = "https://gorontalo.tribunnews.com/"
    status = "scraper"


class WartanesiaSpider(WordpressSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "wartanesia"
    publisher = "Wartanesia"
    region = "ID-GO"
    home = "https://wartanesia.id/"
    status = "scraper"
    body = "[class*=entry-content]"
