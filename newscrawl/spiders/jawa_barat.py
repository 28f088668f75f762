"""The papers of Jawa Barat."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.detik import DetikSpider
from newscrawl.families.disway import DiswaySpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.promedia import PrmnSpider, PromediaSpider
from newscrawl.families.republika import RepublikaSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider, JnewsSpider


class AntaraJabarSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_jabar"
    publisher = "ANTARA Jabar"
    region = "ID-JB"
    home = "https://jabar.antaranews.com/"
    status = "family"


class AntaraMegapolitanSpider(AntaraSpider):
    """Rests on a real address and its text (/berita/300199/…)."""

    name = "antara_megapolitan"
    publisher = "ANTARA Megapolitan"
    region = "ID-JB"
    home = "https://megapolitan.antaranews.com/"
    status = "real-page"


class AyobandungSpider(PromediaSpider):
    """Rests on a list that puts it into the network, and an older address (/read/2018/02/04/…)."""

    name = "ayobandung"
    publisher = "Ayo Bandung"
    region = "ID-JB"
    home = "https://www.ayobandung.com/"
    status = "list"
    article_url = PromediaSpider.article_url + r"|^/read/\d{4}/\d{2}/\d{2}/\d+/[a-z0-9-]+"


class AyobogorSpider(PromediaSpider):
    """Rests on a list that puts it into the network."""

    name = "ayobogor"
    publisher = "Ayo Bogor"
    region = "ID-JB"
    home = "https://www.ayobogor.com/"
    status = "list"


class AyocirebonSpider(PromediaSpider):
    """Rests on a list that puts it into the network."""

    name = "ayocirebon"
    publisher = "Ayo Cirebon"
    region = "ID-JB"
    home = "https://www.ayocirebon.com/"
    status = "list"


class BandungberitaSpider(GianMrSpider):
    """Rests on ad-block rules naming the theme; the form of its article addresses was not seen."""

    name = "bandungberita"
    publisher = "Bandung Berita"
    region = "ID-JB"
    home = "https://bandungberita.com/"
    status = "list"


class BekasisatuSpider(GianMrSpider):
    """Rests on ad-block rules naming the theme; the form of its article addresses was not seen."""

    name = "bekasisatu"
    publisher = "Bekasi Satu"
    region = "ID-JB"
    home = "https://bekasisatu.com/"
    status = "list"


class DetikJabarSpider(DetikSpider):
    """Rests on scrapers that read this channel."""

    name = "detik_jabar"
    publisher = "detikJabar"
    region = "ID-JB"
    home = "https://www.detik.com/jabar/"
    status = "scraper"
    other_hosts = ("news.detik.com",)
    # To 2022 it was a channel of news.detik.com.
    article_url = DetikSpider.article_url + r"|^/berita-jawa-barat/d-\d+/"


class GalamediaSpider(PrmnSpider):
    """Rests on scrapers of this host."""

    name = "galamedia"
    publisher = "Galamedia"
    region = "ID-JB"
    home = "https://galamedia.pikiran-rakyat.com/"
    status = "scraper"
    published = "span.date_detail, .read__info__date"


class JabarekspresSpider(WordpressSpider):
    """Rests on real addresses (/berita/2025/10/28/…); a list names its feed."""

    name = "jabarekspres"
    publisher = "Jabar Ekspres"
    region = "ID-JB"
    home = "https://jabarekspres.com/"
    status = "list"


class PikiranrakyatSpider(PrmnSpider):
    """Rests on scrapers of this host."""

    name = "pikiranrakyat"
    publisher = "Pikiran Rakyat"
    region = "ID-JB"
    home = "https://www.pikiran-rakyat.com/"
    status = "scraper"
    # /{section}/2019/10/05/… before the network.
    article_url = PrmnSpider.article_url + r"|^/[a-z-]+/\d{4}/\d{2}/\d{2}/[a-z0-9-]+"


class PrBogorSpider(PrmnSpider):
    """Rests on a list that puts it into the network."""

    name = "pr_bogor"
    publisher = "PR Bogor"
    region = "ID-JB"
    home = "https://bogor.pikiran-rakyat.com/"
    status = "list"


class RadarbandungSpider(WordpressSpider):
    """Rests on real addresses (/2024/02/05/…); a list names its feed."""

    name = "radarbandung"
    publisher = "Radar Bandung"
    region = "ID-JB"
    home = "https://www.radarbandung.id/"
    status = "list"
    other_hosts = ("sumedang.radarbandung.id",)


class RadarbekasiSpider(JnewsSpider):
    """Rests on a scraper of its front page and real addresses (/2026/05/27/…)."""

    name = "radarbekasi"
    publisher = "Radar Bekasi"
    region = "ID-JB"
    home = "https://radarbekasi.id/"
    status = "scraper"
    article_url = r"^/\d{4}/\d{2}/\d{2}/[a-z0-9-]+$"


class RadarbogorSpider(JawaPosSpider):
    """Rests on a scraper of this host."""

    name = "radarbogor"
    publisher = "Radar Bogor"
    region = "ID-JB"
    home = "https://radarbogor.jawapos.com/"
    status = "scraper"
    other_hosts = ("radarbogor.id",)
    article_url = JawaPosSpider.article_url + r"|^/\?p=\d+$"


class RadarcirebonSpider(DiswaySpider):
    """Rests on the template of its sisters; a scraper names the host, a list the feed."""

    name = "radarcirebon"
    publisher = "Radar Cirebon"
    region = "ID-JB"
    home = "https://radarcirebon.disway.id/"
    status = "scraper"


class RadarjabarSpider(DiswaySpider):
    """Rests on the template of its sisters; a scraper names the host."""

    name = "radarjabar"
    publisher = "Radar Jabar"
    region = "ID-JB"
    home = "https://radarjabar.disway.id/"
    status = "scraper"


class RadarkarawangSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "radarkarawang"
    publisher = "Radar Karawang"
    region = "ID-JB"
    home = "https://radarkarawang.id/"
    status = "list"


class RadarmajalengkaSpider(DiswaySpider):
    """Rests on the template of its sisters; a scraper names the host."""

    name = "radarmajalengka"
    publisher = "Radar Majalengka"
    region = "ID-JB"
    home = "https://radarmajalengka.disway.id/"
    status = "scraper"


class RejabarSpider(RepublikaSpider):
    """Rests on the template of www, whose adapter names the host."""

    name = "rejabar"
    publisher = "Republika Jawa Barat"
    region = "ID-JB"
    home = "https://rejabar.republika.co.id/"
    status = "family"


class SuaraBekaciSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_bekaci"
    publisher = "SuaraBekaci"
    region = "ID-JB"
    home = "https://bekaci.suara.com/"
    status = "family"
    sources = sources_of("bekaci")


class SuaraBogorSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_bogor"
    publisher = "SuaraBogor"
    region = "ID-JB"
    home = "https://bogor.suara.com/"
    status = "family"
    sources = sources_of("bogor")


class SuaraJabarSpider(SuaraSpider):
    """Rests on the template of www; a list names the sitemap."""

    name = "suara_jabar"
    publisher = "SuaraJabar"
    region = "ID-JB"
    home = "https://jabar.suara.com/"
    status = "family"
    sources = sources_of("jabar")


class TribunBekasiSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_bekasi"
    publisher = "Tribun Bekasi"
    region = "ID-JB"
    home = "https://bekasi.tribunnews.com/"
    status = "family"


class TribunBogorSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_bogor"
    publisher = "Tribun Bogor"
    region = "ID-JB"
    home = "https://bogor.tribunnews.com/"
    status = "scraper"


class TribunCirebonSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_cirebon"
    publisher = "Tribun Cirebon"
    region = "ID-JB"
    home = "https://cirebon.tribunnews.com/"
    status = "family"


class TribunDepokSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_depok"
    publisher = "Tribun Depok"
    region = "ID-JB"
    home = "https://depok.tribunnews.com/"
    status = "family"


class TribunJabarSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "tribun_jabar"
    publisher = "Tribun Jabar"
    region = "ID-JB"
    home = "https://jabar.tribunnews.com/"
    status = "scraper"


class TribunPrianganSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_priangan"
    publisher = "Tribun Priangan"
    region = "ID-JB"
    home = "https://priangan.tribunnews.com/"
    status = "family"
