"""The papers of Papua Pegunungan."""

from newscrawl.families.wordpress import WordpressSpider


class MediajayawijayaSpider(WordpressSpider):
    """Rests on a real page (/berita/dialog-eksklusif-…).

    A news desk of the local government rather than press.
    """

    name = "mediajayawijaya"
    publisher = "Media Jayawijaya"
    region = "ID-PE"
    home = "https://mediajayawijaya.org/"
    status = "real-page"
    article_url = r"^/(?:berita|uncategorized)/[a-z0-9-]+$"
