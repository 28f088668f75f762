"""The papers of Kalimantan Barat."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.blogger import BloggerSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress_themes import JnewsSpider


class AntaraKalbarSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_kalbar"
    publisher = "ANTARA Kalbar"
    region = "ID-KB"
    home = "https://kalbar.antaranews.com/"
    status = "family"


class BorneotribunSpider(BloggerSpider):
    """Rests on a real listing (/search/label/Kalsel)."""

    name = "borneotribun"
    publisher = "Borneotribun"
    region = "ID-KB"
    home = "https://www.borneotribun.com/"
    status = "real-page"


class PontianakpostSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "pontianakpost"
    publisher = "Pontianak Post"
    region = "ID-KB"
    home = "https://pontianakpost.jawapos.com/"
    status = "family"
    other_hosts = ("pontianakpost.co.id",)
    # At the old host a slug at the root, of five words or more: shorter ones are pages.
    article_url = JawaPosSpider.article_url + r"|^/[a-z0-9]+(?:-[a-z0-9]+){4,}$"
    not_article_url = JawaPosSpider.not_article_url + r"|^/(?:kode|pedoman|standar)-"


class RakyatkalbarSpider(JnewsSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "rakyatkalbar"
    publisher = "Rakyat Kalbar"
    region = "ID-KB"
    home = "https://rakyatkalbar.com/"
    status = "list"


class SuaraKalbarSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_kalbar"
    publisher = "SuaraKalbar"
    region = "ID-KB"
    home = "https://kalbar.suara.com/"
    status = "family"
    sources = sources_of("kalbar")


class TribunPontianakSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_pontianak"
    publisher = "Tribun Pontianak"
    region = "ID-KB"
    home = "https://pontianak.tribunnews.com/"
    status = "family"
