"""The papers of DI Yogyakarta."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Sitemap
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.promedia import PromediaSpider
from newscrawl.families.republika import RepublikaSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraJogjaSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_jogja"
    publisher = "ANTARA Jogja"
    region = "ID-YO"
    home = "https://jogja.antaranews.com/"
    status = "family"


class BacajogjaSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "bacajogja"
    publisher = "Baca Jogja"
    region = "ID-YO"
    home = "https://bacajogja.id/"
    status = "list"


class HarianjogjaSpider(NewsSpider):
    """Rests on scrapers of this host and real addresses (/read/2024/02/02/510/1163565/…)."""

    name = "harianjogja"
    publisher = "Harian Jogja"
    region = "ID-YO"
    home = "https://www.harianjogja.com/"
    status = "scraper"
    # Every section has its own host.
    other_hosts = (
        "jogjapolitan.harianjogja.com",
        "news.harianjogja.com",
        "ekbis.harianjogja.com",
        "sport.harianjogja.com",
        "jateng.harianjogja.com",
    )
    sources = (Sitemap("sitemap.xml"), Index(""))
    article_url = r"^/read/\d{4}/\d{2}/\d{2}/\d+/\d+/[a-z0-9-]+|/r-\d+/[a-z0-9-]+"
    not_article_url = r"^/(?:tag|foto|video|search)(?:/|\?|$)"
    body = ".article-content"


class KrjogjaSpider(PromediaSpider):
    """Rests on the template of its sisters and a real address (/yogyakarta/1246962799/…)."""

    name = "krjogja"
    publisher = "Kedaulatan Rakyat"
    region = "ID-YO"
    home = "https://www.krjogja.com/"
    status = "family"


class RejogjaSpider(RepublikaSpider):
    """Rests on the template of www, whose adapter names the host."""

    name = "rejogja"
    publisher = "Republika Jogja"
    region = "ID-YO"
    home = "https://rejogja.republika.co.id/"
    status = "family"


class SuaraJogjaSpider(SuaraSpider):
    """Rests on real addresses and texts (/read/2020/08/28/210744/…)."""

    name = "suara_jogja"
    publisher = "SuaraJogja"
    region = "ID-YO"
    home = "https://jogja.suara.com/"
    status = "real-page"
    sources = sources_of("jogja")


class TribunJogjaSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_jogja"
    publisher = "Tribun Jogja"
    region = "ID-YO"
    home = "https://jogja.tribunnews.com/"
    status = "scraper"
