"""Gives every value one form: NFC, no stray space, null or [] for nothing."""

from newscrawl.items import Article
from newscrawl.sites.normal_form import normalise


class Normalise:
    """Pipeline: changes values in place, drops nothing."""

    def process_item(self, item: Article) -> Article:
        """Return the article with every value in its one form."""
        return normalise(item)
