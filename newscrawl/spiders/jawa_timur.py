"""The papers of Jawa Timur."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.detik import DetikSpider
from newscrawl.families.idntimes import IdntimesSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.jpnn import JpnnSpider
from newscrawl.families.promedia import PromediaSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider


class AntaraJatimSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_jatim"
    publisher = "ANTARA Jatim"
    region = "ID-JI"
    home = "https://jatim.antaranews.com/"
    status = "family"


class AyojatimSpider(GianMrSpider):
    """Rests on ad-block rules naming the theme; the form of its article addresses was not seen."""

    name = "ayojatim"
    publisher = "Ayo Jatim"
    region = "ID-JI"
    home = "https://ayojatim.com/"
    status = "list"


class BeritajatimSpider(WordpressSpider):
    """Rests on a scraper of this host and real addresses, slugs at the root, numbers until 2018."""

    name = "beritajatim"
    publisher = "Beritajatim"
    region = "ID-JI"
    home = "https://beritajatim.com/"
    status = "scraper"
    article_url = WordpressSpider.article_url + r"|^/[a-z_]+/\d{6}/[^/]+"


class DetikJatimSpider(DetikSpider):
    """Rests on scrapers that read this channel."""

    name = "detik_jatim"
    publisher = "detikJatim"
    region = "ID-JI"
    home = "https://www.detik.com/jatim/"
    status = "scraper"
    other_hosts = ("news.detik.com",)
    # To 2022 it was a channel of news.detik.com.
    article_url = DetikSpider.article_url + r"|^/berita-jawa-timur/d-\d+/"


class HarianbhirawaSpider(WordpressSpider):
    """Rests on real addresses, slugs at the root; a list names its feed."""

    name = "harianbhirawa"
    publisher = "Harian Bhirawa"
    region = "ID-JI"
    home = "https://www.harianbhirawa.co.id/"
    status = "list"


class IdntimesJatimSpider(IdntimesSpider):
    """Rests on real addresses (/news/jawa-timur/…-00-w15v1-tr21kf); the template was not seen."""

    name = "idntimes_jatim"
    publisher = "IDN Times Jatim"
    region = "ID-JI"
    home = "https://jatim.idntimes.com/"
    status = "family"
    sources = (Index("news/jawa-timur"), Index("news/jatim"), Index(""))


class JatimnetworkSpider(PromediaSpider):
    """Rests on a list that puts it into the network."""

    name = "jatimnetwork"
    publisher = "Jatim Network"
    region = "ID-JI"
    home = "https://www.jatimnetwork.com/"
    status = "list"


class JpnnJatimSpider(JpnnSpider):
    """Rests on a real address (/jatim-terkini/18266/…) and a scraper of this host's listings."""

    name = "jpnn_jatim"
    publisher = "JPNN Jatim"
    region = "ID-JI"
    home = "https://jatim.jpnn.com/"
    status = "real-page"
    sources = (Index("{section}?page={page}"), Index("jatim-terkini?page={page}"))


class KoranmaduraSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "koranmadura"
    publisher = "Koran Madura"
    region = "ID-JI"
    home = "https://koranmadura.com/"
    status = "list"


class PortalmaduraSpider(WordpressSpider):
    """Rests on a list of outlets and real addresses, slugs at the root."""

    name = "portalmadura"
    publisher = "Portal Madura"
    region = "ID-JI"
    home = "https://portalmadura.com/"
    status = "list"


class RadarbanyuwangiSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "radarbanyuwangi"
    publisher = "Radar Banyuwangi"
    region = "ID-JI"
    home = "https://radarbanyuwangi.jawapos.com/"
    status = "family"


class RadarbojonegoroSpider(JawaPosSpider):
    """Rests on a real address and its text (/nasional/26/07/2021/…)."""

    name = "radarbojonegoro"
    publisher = "Radar Bojonegoro"
    region = "ID-JI"
    home = "https://radarbojonegoro.jawapos.com/"
    status = "real-page"


class RadarjombangSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "radarjombang"
    publisher = "Radar Jombang"
    region = "ID-JI"
    home = "https://radarjombang.jawapos.com/"
    status = "family"


class RadarkediriSpider(JawaPosSpider):
    """Rests on a scraper of this host and a real address (/features/784405670/…?page=2)."""

    name = "radarkediri"
    publisher = "Radar Kediri"
    region = "ID-JI"
    home = "https://radarkediri.jawapos.com/"
    status = "scraper"
    other_hosts = ("radarkediri.id",)


class RadarmadiunSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "radarmadiun"
    publisher = "Radar Madiun"
    region = "ID-JI"
    home = "https://radarmadiun.jawapos.com/"
    status = "family"


class RadarmaduraSpider(JawaPosSpider):
    """Rests on a real address and its text (/catatan/27/07/2020/…)."""

    name = "radarmadura"
    publisher = "Radar Madura"
    region = "ID-JI"
    home = "https://radarmadura.jawapos.com/"
    status = "real-page"


class RadarsitubondoSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "radarsitubondo"
    publisher = "Radar Situbondo"
    region = "ID-JI"
    home = "https://radarsitubondo.jawapos.com/"
    status = "family"


class RadarsurabayaSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "radarsurabaya"
    publisher = "Radar Surabaya"
    region = "ID-JI"
    home = "https://radarsurabaya.jawapos.com/"
    status = "family"


class RadartulungagungSpider(JawaPosSpider):
    """Rests on the template of its sisters; scrapers of the network name the host."""

    name = "radartulungagung"
    publisher = "Radar Tulungagung"
    region = "ID-JI"
    home = "https://radartulungagung.jawapos.com/"
    status = "family"


class SuaraJatimSpider(SuaraSpider):
    """Rests on a real page (/read/2022/06/08/225047/…)."""

    name = "suara_jatim"
    publisher = "SuaraJatim"
    region = "ID-JI"
    home = "https://jatim.suara.com/"
    status = "real-page"
    sources = sources_of("jatim")


class SuaraMalangSpider(SuaraSpider):
    """Rests on a real address and its text (/read/2022/09/25/085500/…)."""

    name = "suara_malang"
    publisher = "SuaraMalang"
    region = "ID-JI"
    home = "https://malang.suara.com/"
    status = "real-page"
    sources = sources_of("malang")


class SuarasurabayaSpider(WordpressSpider):
    """Rests on a scraper of this host and a real address (/ekonomibisnis/2021/…)."""

    name = "suarasurabaya"
    publisher = "Suara Surabaya"
    region = "ID-JI"
    home = "https://www.suarasurabaya.net/"
    status = "scraper"
    article_url = r"^/[a-z-]+/\d{4}/[a-z0-9-]+"


class SurabayapagiSpider(NewsSpider):
    """Rests on scrapers of this host and a real address (/news-268303-…)."""

    name = "surabayapagi"
    publisher = "Surabaya Pagi"
    region = "ID-JI"
    home = "https://surabayapagi.com/"
    status = "scraper"
    sources = (Rss("feed"), Index("tag/{section}"), Index(""))
    article_url = r"^/news-\d+-[a-z0-9-]+"
    not_article_url = r"^/(?:tag|search|foto)(?:/|\?|$)"


class SuryaMalangSpider(TribunSpider):
    """Rests on real addresses and texts (/2019/08/13/…)."""

    name = "surya_malang"
    publisher = "Surya Malang"
    region = "ID-JI"
    home = "https://suryamalang.tribunnews.com/"
    status = "real-page"


class SuryaSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "surya"
    publisher = "Surya"
    region = "ID-JI"
    home = "https://surabaya.tribunnews.com/"
    status = "scraper"


class TribunJatimSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_jatim"
    publisher = "Tribun Jatim"
    region = "ID-JI"
    home = "https://jatim.tribunnews.com/"
    status = "family"


class TribunJatimTimurSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_jatim_timur"
    publisher = "Tribun Jatim Timur"
    region = "ID-JI"
    home = "https://jatim-timur.tribunnews.com/"
    status = "family"


class TribunMaduraSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_madura"
    publisher = "Tribun Madura"
    region = "ID-JI"
    home = "https://madura.tribunnews.com/"
    status = "family"


class TribunMataramanSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_mataraman"
    publisher = "Tribun Mataraman"
    region = "ID-JI"
    home = "https://mataraman.tribunnews.com/"
    status = "family"
