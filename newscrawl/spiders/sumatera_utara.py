"""The papers of Sumatera Utara."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss
from newscrawl.discovery.systems import REST
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.detik import DetikSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import JnewsSpider


class AnalisadailySpider(NewsSpider):
    """Rests on real addresses (/berita/baca/2026/08/22/1076850/…); a list names its feed."""

    name = "analisadaily"
    publisher = "Analisa"
    region = "ID-SU"
    home = "https://analisadaily.com/"
    status = "list"
    sources = (Rss("feed"), Index(""))
    article_url = r"^/berita/baca/(?:\d{4}/\d{2}/\d{2}/)?\d+/[a-z0-9-]+"


class AntaraSumutSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_sumut"
    publisher = "ANTARA Sumut"
    region = "ID-SU"
    home = "https://sumut.antaranews.com/"
    status = "family"


class DetikSumutSpider(DetikSpider):
    """Rests on scrapers that read this channel."""

    name = "detik_sumut"
    publisher = "detikSumut"
    region = "ID-SU"
    home = "https://www.detik.com/sumut/"
    status = "scraper"


class GosumutSpider(NewsSpider):
    """Rests on a scraper of its days (2020) and a real address (/berita/baca/2023/01/17/…)."""

    name = "gosumut"
    publisher = "GoSumut"
    region = "ID-SU"
    home = "https://www.gosumut.com/"
    status = "scraper"
    sources = (
        Rss("feed"),
        Index(
            "news-index/?indexDate={date:%d}&indexMonth={date:%m}&indexYear={date:%Y}&Submit=Tampilkan"
        ),
        Index(""),
    )
    article_url = r"^/berita/baca/\d{4}/\d{2}/\d{2}/[a-z0-9-]+"


class HariansibSpider(NewsSpider):
    """Rests on a real address and its text (/Headlines/403610/…)."""

    name = "hariansib"
    publisher = "Harian SIB"
    region = "ID-SU"
    home = "https://www.hariansib.com/"
    status = "real-page"
    sources = (Rss("feed"), Index(""))
    # /Headlines/403610/… today, /detail/{section}/… before.
    article_url = r"^/[A-Za-z-]+/\d+/[a-z0-9-]+|^/detail/[A-Za-z-]+/[A-Za-z0-9-]+$"
    not_article_url = r"^/(?:tag|foto|video|search)(?:/|\?|$)"


class KabarmedanSpider(WordpressSpider):
    """Rests on a real address, a slug at the root; a list names its feed."""

    name = "kabarmedan"
    publisher = "Kabar Medan"
    region = "ID-SU"
    home = "https://kabarmedan.com/"
    status = "list"


class MetrodailySpider(JawaPosSpider):
    """Rests on a list that names its feed, and on the template of its sisters."""

    name = "metrodaily"
    publisher = "Metro Daily"
    region = "ID-SU"
    home = "https://metrodaily.jawapos.com/"
    status = "list"


class MimbarumumSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "mimbarumum"
    publisher = "Mimbar Umum"
    region = "ID-SU"
    home = "https://mimbarumum.co.id/"
    status = "list"


class MistarSpider(NewsSpider):
    """Rests on real addresses (/news/sumut/…); a list names its feed."""

    name = "mistar"
    publisher = "Mistar"
    region = "ID-SU"
    home = "https://mistar.id/"
    status = "list"
    sources = (Rss("feed"), Index(""))
    article_url = r"^/news/[a-z-]+/[a-z0-9-]+"
    not_article_url = r"^/(?:tag|author)(?:/|\?|$)"


class SuaraSumutSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_sumut"
    publisher = "SuaraSumut"
    region = "ID-SU"
    home = "https://sumut.suara.com/"
    status = "family"
    sources = sources_of("sumut")


class TribunMedanSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_medan"
    publisher = "Tribun Medan"
    region = "ID-SU"
    home = "https://medan.tribunnews.com/"
    status = "scraper"


class WaspadaSpider(JnewsSpider):
    """Rests on a real address and its text (/v2021/2017/01/…)."""

    name = "waspada"
    publisher = "Waspada"
    region = "ID-SU"
    home = "https://waspada.co.id/"
    status = "real-page"
    other_hosts = ("waspada.id", "redaksi.waspada.co.id")
    sources = (REST, Rss("https://waspada.id/feed/"), Index(""))
