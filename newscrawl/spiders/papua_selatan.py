"""The papers of Papua Selatan."""

from newscrawl.discovery.sources import Index, Rss
from newscrawl.families.jawapos import JawaPosSpider


class CenderawasihposMeraukeSpider(JawaPosSpider):
    """The tag Merauke of Cenderawasih Pos: no paper of Papua Selatan itself is known.

    `cenderawasihpos` crawls the same articles among all others.
    """

    name = "cenderawasihpos_merauke"
    publisher = "Cenderawasih Pos Merauke"
    region = "ID-PS"
    home = "https://cenderawasihpos.jawapos.com/tag/merauke/"
    status = "scraper"
    sources = (
        Rss("feed/"),
        Rss("feed/?paged={page}", first=2),
        Index(""),
        Index("page/{page}/"),
    )
