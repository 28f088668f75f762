"""Addresses: one form and one id for an article, and what an address says of the page behind it."""

from newscrawl.urls.canonical import article_id, canonical_url, without_tracking
from newscrawl.urls.host import absolute, registered_domain, same_outlet
from newscrawl.urls.likeness import article_likeness, looks_like_article, url_date
from newscrawl.urls.public import is_public, refusal

__all__ = [
    "absolute",
    "article_id",
    "article_likeness",
    "canonical_url",
    "is_public",
    "looks_like_article",
    "refusal",
    "registered_domain",
    "same_outlet",
    "url_date",
    "without_tracking",
]
