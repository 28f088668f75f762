"""The papers of DKI Jakarta."""

from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider


class SuaraJakartaSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_jakarta"
    publisher = "SuaraJakarta"
    region = "ID-JK"
    home = "https://jakarta.suara.com/"
    status = "family"
    sources = sources_of("jakarta")


class TribunJakartaSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_jakarta"
    publisher = "Tribun Jakarta"
    region = "ID-JK"
    home = "https://jakarta.tribunnews.com/"
    status = "family"


class WartaKotaSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "warta_kota"
    publisher = "Warta Kota"
    region = "ID-JK"
    home = "https://wartakota.tribunnews.com/"
    status = "family"
