"""The papers of Sulawesi Tenggara."""

from newscrawl.discovery.sources import Index, Rss
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider


class AntaraSultraSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_sultra"
    publisher = "ANTARA Sultra"
    region = "ID-SG"
    home = "https://sultra.antaranews.com/"
    status = "family"


class BritakitaSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "britakita"
    publisher = "Britakita"
    region = "ID-SG"
    home = "https://britakita.net/"
    status = "scraper"


class FigursultraSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "figursultra"
    publisher = "Figur Sultra"
    region = "ID-SG"
    home = "https://figursultra.com/"
    status = "scraper"


class GalerisultraSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "galerisultra"
    publisher = "Galeri Sultra"
    region = "ID-SG"
    home = "https://galerisultra.com/"
    status = "scraper"


class HalosultraSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "halosultra"
    publisher = "Halo Sultra"
    region = "ID-SG"
    home = "https://halosultra.com/"
    status = "list"


class InformasisultraSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "informasisultra"
    publisher = "Informasi Sultra"
    region = "ID-SG"
    home = "https://informasisultra.com/"
    status = "scraper"


class KendariinfoSpider(WordpressSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "kendariinfo"
    publisher = "Kendariinfo"
    region = "ID-SG"
    home = "https://kendariinfo.com/"
    status = "scraper"


class KendariposSpider(WordpressSpider):
    """Rests on real addresses and texts (/2021/09/…)."""

    name = "kendaripos"
    publisher = "Kendari Pos"
    region = "ID-SG"
    home = "https://kendaripos.fajar.co.id/"
    status = "real-page"
    other_hosts = ("kendaripos.co.id",)


class KisahanSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "kisahan"
    publisher = "Kisahan"
    region = "ID-SG"
    home = "https://kisahan.id/"
    status = "scraper"


class KolomrakyatSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "kolomrakyat"
    publisher = "Kolom Rakyat"
    region = "ID-SG"
    home = "https://kolomrakyat.com/"
    status = "scraper"


class KongkritpostSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "kongkritpost"
    publisher = "Kongkrit Post"
    region = "ID-SG"
    home = "https://kongkritpost.com/"
    status = "scraper"


class KoranheadlineSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "koranheadline"
    publisher = "Koran Headline"
    region = "ID-SG"
    home = "https://koranheadline.com/"
    status = "scraper"


class LensatimurSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "lensatimur"
    publisher = "Lensa Timur"
    region = "ID-SG"
    home = "https://www.lensatimur.id/"
    status = "scraper"


class LontarasultraSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "lontarasultra"
    publisher = "Lontara Sultra"
    region = "ID-SG"
    home = "https://lontarasultra.com/"
    status = "scraper"


class MediakendariSpider(GianMrSpider):
    """Rests on real addresses and texts (/…/30483)."""

    name = "mediakendari"
    publisher = "Media Kendari"
    region = "ID-SG"
    home = "https://mediakendari.com/"
    status = "real-page"


class MediatamasultraSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "mediatamasultra"
    publisher = "Mediatama Sultra"
    region = "ID-SG"
    home = "https://mediatamasultra.com/"
    status = "scraper"


class MetrokendariSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "metrokendari"
    publisher = "Metro Kendari"
    region = "ID-SG"
    home = "https://metrokendari.com/"
    status = "scraper"


class MitranusantaraSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "mitranusantara"
    publisher = "Mitra Nusantara"
    region = "ID-SG"
    home = "https://mitranusantara.id/"
    status = "scraper"


class PerdetiknewsSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "perdetiknews"
    publisher = "Perdetik News"
    region = "ID-SG"
    home = "https://perdetiknews.com/"
    status = "scraper"


class RadarkendariSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "radarkendari"
    publisher = "Radar Kendari"
    region = "ID-SG"
    home = "https://radarkendari.com/"
    status = "scraper"


class RadarsultraSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "radarsultra"
    publisher = "Radar Sultra"
    region = "ID-SG"
    home = "https://radarsultra.co/"
    status = "scraper"


class SibernasSpider(WordpressSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "sibernas"
    publisher = "Sibernas"
    region = "ID-SG"
    home = "https://sibernas.id/"
    status = "scraper"
    # robots.txt closes /wp-json/; the feed stands without a closing slash.
    sources = (Rss("feed"), Index(""), Index("page/{page}/"))


class SultrademoSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "sultrademo"
    publisher = "Sultra Demo"
    region = "ID-SG"
    home = "https://sultrademo.or.id/"
    status = "scraper"


class SultragoSpider(WordpressSpider):
    """Rests on a real listing (/category/kendari/page/5); no article address was seen."""

    name = "sultrago"
    publisher = "Sultrago"
    region = "ID-SG"
    home = "https://sultrago.com/"
    status = "real-page"


class SultrakiniSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "sultrakini"
    publisher = "Sultra Kini"
    region = "ID-SG"
    home = "https://sultrakini.com/"
    status = "list"


class SultramerdekaSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "sultramerdeka"
    publisher = "Sultra Merdeka"
    region = "ID-SG"
    home = "https://www.sultramerdeka.com/"
    status = "scraper"


class SultranesiaSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "sultranesia"
    publisher = "Sultranesia"
    region = "ID-SG"
    home = "https://sultranesia.com/"
    status = "scraper"


class SultratvSpider(WordpressSpider):
    """Rests on a scraper of this host; the form of its article addresses was not seen."""

    name = "sultratv"
    publisher = "Sultra TV"
    region = "ID-SG"
    home = "https://www.sultratv.id/"
    status = "scraper"
    # robots.txt closes /wp-json/.
    sources = WordpressSpider.sources[1:]


class TajukinfoSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "tajukinfo"
    publisher = "Tajuk Info"
    region = "ID-SG"
    home = "https://tajukinfo.com/"
    status = "scraper"


class TerassultraSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "terassultra"
    publisher = "Teras Sultra"
    region = "ID-SG"
    home = "https://www.terassultra.com/"
    status = "scraper"


class TribunSultraSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "tribun_sultra"
    publisher = "Tribunnews Sultra"
    region = "ID-SG"
    home = "https://sultra.tribunnews.com/"
    status = "family"


class TrijayakendariSpider(WordpressSpider):
    """Rests on a scraper of this host, which read its feed and its REST."""

    name = "trijayakendari"
    publisher = "Trijaya Kendari"
    region = "ID-SG"
    home = "https://www.trijayakendari.com/"
    status = "scraper"
