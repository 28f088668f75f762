"""The papers of Jambi."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.disway import DiswaySpider
from newscrawl.families.promedia import PromediaSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraJambiSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_jambi"
    publisher = "ANTARA Jambi"
    region = "ID-JA"
    home = "https://jambi.antaranews.com/"
    status = "family"


class DetailIdSpider(WordpressSpider):
    """Rests on a real page (/2024/05/…).

    Its pages grow by the next articles when scrolled.
    """

    name = "detail_id"
    publisher = "Detail"
    region = "ID-JA"
    home = "https://detail.id/"
    status = "real-page"
    article_url = r"^/\d{4}/\d{2}/[a-z0-9-]+$"


class JambiIndependentSpider(DiswaySpider):
    """Rests on a real address of 2018, before Disway; a list says that it is Disway's now."""

    name = "jambi_independent"
    publisher = "Jambi Independent"
    region = "ID-JA"
    home = "https://jambi-independent.co.id/"
    status = "list"
    other_hosts = ("jambiindependent.disway.id",)


class JambiekspresSpider(DiswaySpider):
    """Rests on a scraper of this host."""

    name = "jambiekspres"
    publisher = "Jambi Ekspres"
    region = "ID-JA"
    home = "https://jambiekspres.disway.id/"
    status = "scraper"
    other_hosts = ("jambiekspres.co.id",)


class MetrojambiSpider(PromediaSpider):
    """Rests on the template of its sisters and a real address (/metro/13546940/…)."""

    name = "metrojambi"
    publisher = "Metro Jambi"
    region = "ID-JA"
    home = "https://www.metrojambi.com/"
    status = "family"


class TribunJambiSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_jambi"
    publisher = "Tribun Jambi"
    region = "ID-JA"
    home = "https://jambi.tribunnews.com/"
    status = "scraper"
