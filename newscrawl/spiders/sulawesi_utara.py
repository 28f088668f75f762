"""The papers of Sulawesi Utara."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider


class AntaraManadoSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_manado"
    publisher = "ANTARA Manado"
    region = "ID-SA"
    home = "https://manado.antaranews.com/"
    status = "family"


class BeritamanadoSpider(WordpressSpider):
    """Rests on lists that read its feed and real addresses, slugs at the root."""

    name = "beritamanado"
    publisher = "Berita Manado"
    region = "ID-SA"
    home = "https://beritamanado.com/"
    status = "scraper"


class BeritatotabuanSpider(GianMrSpider):
    """Rests on ad-block rules naming the theme; the form of its article addresses was not seen."""

    name = "beritatotabuan"
    publisher = "Berita Totabuan"
    region = "ID-SA"
    home = "https://beritatotabuan.com/"
    status = "list"


class BicaramanadoSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "bicaramanado"
    publisher = "Bicara Manado"
    region = "ID-SA"
    home = "https://bicaramanado.com/"
    status = "list"


class GosulutSpider(GianMrSpider):
    """Rests on ad-block rules naming the theme; the form of its article addresses was not seen."""

    name = "gosulut"
    publisher = "Go Sulut"
    region = "ID-SA"
    home = "https://gosulut.id/"
    status = "list"


class ManadonewsSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "manadonews"
    publisher = "Manado News"
    region = "ID-SA"
    home = "https://manadonews.co.id/"
    status = "list"


class ManadopostSpider(JawaPosSpider):
    """Rests on a real address and its text (/publika-politika/23/09/2020/hut-ke-60-56-atau-20)."""

    name = "manadopost"
    publisher = "Manado Post"
    region = "ID-SA"
    home = "https://manadopost.jawapos.com/"
    status = "real-page"


class ManadoterkiniSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "manadoterkini"
    publisher = "Manado Terkini"
    region = "ID-SA"
    home = "https://manadoterkini.com/"
    status = "list"


class SulutreviewSpider(WordpressSpider):
    """Rests on a list of feeds; the form of its article addresses was not seen."""

    name = "sulutreview"
    publisher = "Sulut Review"
    region = "ID-SA"
    home = "https://sulutreview.com/"
    status = "list"


class TribunManadoSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_manado"
    publisher = "Tribun Manado"
    region = "ID-SA"
    home = "https://manado.tribunnews.com/"
    status = "family"


class ZonautaraSpider(WordpressSpider):
    """Rests on a real address (/2026/06/27/…); a list names its feed."""

    name = "zonautara"
    publisher = "Zona Utara"
    region = "ID-SA"
    home = "https://zonautara.com/"
    status = "list"
    article_url = r"^/\d{4}/\d{2}/\d{2}/[a-z0-9-]+$"
