"""The papers of Kepulauan Bangka Belitung."""

from newscrawl.families.antara import AntaraSpider
from newscrawl.families.disway import DiswaySpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.families.wordpress import WordpressSpider


class AntaraBabelSpider(AntaraSpider):
    """Rests on the template of its sisters; lists of bureaus name the host."""

    name = "antara_babel"
    publisher = "ANTARA Babel"
    region = "ID-BB"
    home = "https://babel.antaranews.com/"
    status = "family"


class BabelNewsSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "babel_news"
    publisher = "Babel News"
    region = "ID-BB"
    home = "https://babel.tribunnews.com/"
    status = "family"


class BabelposSpider(DiswaySpider):
    """Rests on the template of its sisters; a scraper names the host."""

    name = "babelpos"
    publisher = "Babel Pos"
    region = "ID-BB"
    home = "https://babelpos.disway.id/"
    status = "scraper"


class BabelreviewSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "babelreview"
    publisher = "Babel Review"
    region = "ID-BB"
    home = "https://babelreview.co.id/"
    status = "list"


class BangkaPosSpider(TribunSpider):
    """Rests on scrapers of this host and the template of its sisters."""

    name = "bangka_pos"
    publisher = "Bangka Pos"
    region = "ID-BB"
    home = "https://bangka.tribunnews.com/"
    status = "scraper"


class BangkaterkiniSpider(WordpressSpider):
    """Rests on a list of outlets; the form of its article addresses was not seen."""

    name = "bangkaterkini"
    publisher = "Bangka Terkini"
    region = "ID-BB"
    home = "https://bangkaterkini.id/"
    status = "list"


class PosBelitungSpider(TribunSpider):
    """Rests on the template of its sisters; Tribun's own list of bureaus names the host."""

    name = "pos_belitung"
    publisher = "Pos Belitung"
    region = "ID-BB"
    home = "https://belitung.tribunnews.com/"
    status = "family"
