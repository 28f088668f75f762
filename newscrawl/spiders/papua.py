"""The papers of Papua."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraPapuaSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_papua"
    publisher = "ANTARA Papua"
    region = "ID-PA"
    home = "https://papua.antaranews.com/"
    status = "family"


class CenderawasihposSpider(JawaPosSpider):
    """Rests on a real address and its text (/berita-utama/02/03/2023/…).

    Still on WordPress at the network's host; it prints news of all Papuan provinces.
    """

    name = "cenderawasihpos"
    publisher = "Cenderawasih Pos"
    region = "ID-PA"
    home = "https://cenderawasihpos.jawapos.com/"
    status = "real-page"
    other_hosts = ("ceposonline.com",)


class JubiSpider(WordpressSpider):
    """Rests on a real listing of its archive and addresses (/polhukam/2023/…, /tanah-papua/…).

    WP in its text is waktu Papua: WIT.
    """

    name = "jubi"
    publisher = "Jubi"
    region = "ID-PA"
    home = "https://jubi.id/"
    status = "real-page"
    other_hosts = ("arsip.jubi.id", "tabloidjubi.com")
    not_article_url = WordpressSpider.not_article_url + r"|^/pasifik/"


class SuarapapuaSpider(WordpressSpider):
    """Rests on real addresses (/2026/05/31/…); lists name its feed."""

    name = "suarapapua"
    publisher = "Suara Papua"
    region = "ID-PA"
    home = "https://suarapapua.com/"
    status = "list"
    article_url = r"^/\d{4}/\d{2}/\d{2}/[a-z0-9-]+$"


class TribunPapuaSpider(TribunSpider):
    """Rests on a real address and its text (/2021/07/12/…)."""

    name = "tribun_papua"
    publisher = "Tribun Papua"
    region = "ID-PA"
    home = "https://papua.tribunnews.com/"
    status = "real-page"
