"""The papers of Jawa Tengah."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss, WordPressApi
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.detik import DetikSpider
from newscrawl.families.disway import DiswaySpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.promedia import PromediaSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraJatengSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_jateng"
    publisher = "ANTARA Jateng"
    region = "ID-JT"
    home = "https://jateng.antaranews.com/"
    status = "family"


class DetikJatengSpider(DetikSpider):
    """Rests on the template of its sisters."""

    name = "detik_jateng"
    publisher = "detikJateng"
    region = "ID-JT"
    home = "https://www.detik.com/jateng/"
    status = "family"


class DiswayJatengSpider(DiswaySpider):
    """Rests on the template of its sisters; a scraper names the host."""

    name = "disway_jateng"
    publisher = "Disway Jateng"
    region = "ID-JT"
    home = "https://jateng.disway.id/"
    status = "scraper"


class EsposSpider(NewsSpider):
    """Rests on real addresses (/2010/12/14/…-78660, /…-1654058) and a scraper of its REST.

    Solopos before; on Espos every section has its own host.
    """

    name = "espos"
    publisher = "Espos"
    region = "ID-JT"
    home = "https://www.espos.id/"
    status = "real-page"
    other_hosts = (
        "solopos.com",
        "solopos.espos.id",
        "news.espos.id",
        "regional.espos.id",
        "bisnis.espos.id",
    )
    sources = (
        WordPressApi("https://cmsx.solopos.com/api/wp/v2/posts?per_page=50&page={page}"),
        Index(""),
    )
    article_url = r"^/(?:\d{4}/\d{2}/\d{2}/)?[a-z0-9-]+-\d{5,}$"
    not_article_url = r"^/(?:tag|foto|video|search|page)(?:/|\?|$)"


class HarianmuriaSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "harianmuria"
    publisher = "Harian Muria"
    region = "ID-JT"
    home = "https://harianmuria.com/"
    status = "list"


class PanturapostSpider(PromediaSpider):
    """Rests on a scraper of this host, whose selectors are its sisters' too."""

    name = "panturapost"
    publisher = "Pantura Post"
    region = "ID-JT"
    home = "https://www.panturapost.com/"
    status = "scraper"


class RadarbanyumasSpider(DiswaySpider):
    """Rests on a real address (/purwokerto/read/153842/…); lists name the feed of a section."""

    name = "radarbanyumas"
    publisher = "Radar Banyumas"
    region = "ID-JT"
    home = "https://radarbanyumas.disway.id/"
    status = "real-page"
    sources = (Rss("rss/{section}"), *DiswaySpider.sources)


class RadarpekalonganSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "radarpekalongan"
    publisher = "Radar Pekalongan"
    region = "ID-JT"
    home = "https://www.radarpekalongan.id/"
    status = "list"


class RadarsemarangSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "radarsemarang"
    publisher = "Radar Semarang"
    region = "ID-JT"
    home = "https://radarsemarang.jawapos.com/"
    status = "family"


class RadarsoloSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "radarsolo"
    publisher = "Radar Solo"
    region = "ID-JT"
    home = "https://radarsolo.jawapos.com/"
    status = "family"


class SuaraJatengSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_jateng"
    publisher = "SuaraJateng"
    region = "ID-JT"
    home = "https://jateng.suara.com/"
    status = "family"
    sources = sources_of("jateng")


class SuaraSurakartaSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_surakarta"
    publisher = "SuaraSurakarta"
    region = "ID-JT"
    home = "https://surakarta.suara.com/"
    status = "family"
    sources = sources_of("surakarta")


class SuaramerdekaSpider(PromediaSpider):
    """Rests on scrapers of this host."""

    name = "suaramerdeka"
    publisher = "Suara Merdeka"
    region = "ID-JT"
    home = "https://www.suaramerdeka.com/"
    status = "scraper"


class TribunBanyumasSpider(TribunSpider):
    """Rests on a real address and its text (/2021/02/05/…)."""

    name = "tribun_banyumas"
    publisher = "Tribun Banyumas"
    region = "ID-JT"
    home = "https://banyumas.tribunnews.com/"
    status = "real-page"


class TribunJatengSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_jateng"
    publisher = "Tribun Jateng"
    region = "ID-JT"
    home = "https://jateng.tribunnews.com/"
    status = "scraper"


class TribunMuriaSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_muria"
    publisher = "Tribun Muria"
    region = "ID-JT"
    home = "https://muria.tribunnews.com/"
    status = "family"


class TribunPanturaSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_pantura"
    publisher = "Tribun Pantura"
    region = "ID-JT"
    home = "https://pantura.tribunnews.com/"
    status = "family"


class TribunSoloSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_solo"
    publisher = "Tribun Solo"
    region = "ID-JT"
    home = "https://solo.tribunnews.com/"
    status = "scraper"
