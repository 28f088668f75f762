"""Addresses: the one form and id of an article's address, and what an address tells of its page."""

from newscrawl.urls.article_score import article_likeness, looks_like_article, url_date
from newscrawl.urls.canonical import Ids, article_id, canonical_url, without_tracking
from newscrawl.urls.host import AddressError, absolute, registered_domain, same_outlet, web_address
from newscrawl.urls.public_hosts import is_public, refusal

__all__ = [
    "AddressError",
    "Ids",
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
    "web_address",
    "without_tracking",
]
