"""The papers of Nusa Tenggara Barat."""

from newscrawl.discovery.sources import Index
from newscrawl.discovery.systems import FEED, REST
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import NewspaperThemeSpider


class AntaraMataramSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_mataram"
    publisher = "ANTARA Mataram"
    region = "ID-NB"
    home = "https://mataram.antaranews.com/"
    status = "family"


class InsidelombokSpider(NewspaperThemeSpider):
    """Rests on scrapers of this host and a real address (/berita-utama/…)."""

    name = "insidelombok"
    publisher = "Inside Lombok"
    region = "ID-NB"
    home = "https://insidelombok.id/"
    status = "scraper"


class LombokpostSpider(JawaPosSpider):
    """Rests on a scraper of this host."""

    name = "lombokpost"
    publisher = "Lombok Post"
    region = "ID-NB"
    home = "https://lombokpost.jawapos.com/"
    status = "scraper"
    other_hosts = ("lombokpost.net",)


class PostlombokSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "postlombok"
    publisher = "Post Lombok"
    region = "ID-NB"
    home = "https://postlombok.com/"
    status = "list"


class RadarlombokSpider(NewspaperThemeSpider):
    """Rests on a scraper of this host and a real address (/str-palsu-….html).

    article:published_time says +00:00 on local times.
    """

    name = "radarlombok"
    publisher = "Radar Lombok"
    region = "ID-NB"
    home = "https://radarlombok.co.id/"
    status = "scraper"


class RadarmandalikaSpider(WordpressSpider):
    """Rests on a real address and its text, a slug at the root."""

    name = "radarmandalika"
    publisher = "Radar Mandalika"
    region = "ID-NB"
    home = "https://radarmandalika.id/"
    status = "real-page"


class SuarantbSpider(NewspaperThemeSpider):
    """Rests on scrapers of this host and real addresses (/2026/03/17/…; older ones at the root)."""

    name = "suarantb"
    publisher = "Suara NTB"
    region = "ID-NB"
    home = "https://suarantb.com/"
    status = "scraper"
    sources = (REST, FEED, Index(""))


class TribunLombokSpider(TribunSpider):
    """Rests on real addresses and texts (/2023/12/22/…)."""

    name = "tribun_lombok"
    publisher = "Tribun Lombok"
    region = "ID-NB"
    home = "https://lombok.tribunnews.com/"
    status = "real-page"


class TribunMataramSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_mataram"
    publisher = "Tribun Mataram"
    region = "ID-NB"
    home = "https://mataram.tribunnews.com/"
    status = "family"
