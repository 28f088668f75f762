"""IDN Times' regional sites, `{region}.idntimes.com`."""

from newscrawl.crawler.spider import NewsSpider


class IdntimesSpider(NewsSpider):
    """Rests on real addresses only; the regions' template was not seen.

    No selectors: www has its own template, and both carry a NewsArticle in JSON-LD.

    An address ends in a code, `…-00-x4g41-t6q4dd` (to 2024: an author before the slug).

    Traps: on www `/indeks` is 404, no `?page=` is answered, and robots.txt closes addresses with a
    query. The text behind the button is in the page already; the keyword `Update me` is junk.
    """

    # Family
    hosts = ("idntimes.com",)
    prefix = "idntimes"

    # Sources
    # `…-00-x4g41-t6q4dd` (2025 on), or `/{author}/slug` below the section (to 2024).
    article_url = (
        r"^/[a-z-]+/[a-z-]+/(?:[a-z0-9-]+-\d{2}-[a-z0-9]{5}-[a-z0-9]{6}$"
        r"|[a-z0-9-]+/[a-z0-9]+-[a-z0-9-]+$)"
    )
    not_article_url = r"^/(?:tag|author|video|quiz|search)(?:/|\?|$)"
