"""An Extraction and a paper's identity become one Article."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from newscrawl.extraction import Extraction
from newscrawl.items import Article
from newscrawl.regions import REGIONS
from newscrawl.text import content_hash, word_count
from newscrawl.urls import article_id
from newscrawl.urls.words import READ_WORDS


class Identity(NamedTuple):
    """Who printed it: the spider's name, the outlet and its province; all None when unknown."""

    site: str | None = None
    publisher: str | None = None
    region: str | None = None
    #: For an outlet of all provinces: the region that an article's address or page states, if any.
    region_of: Callable[[str, Extraction], str | None] | None = None


def build_article(
    extraction: Extraction,
    *,
    identity: Identity,
    url: str,
    canonical_url: str,
    fetched_at: datetime,
) -> Article:
    """Return the line for what was read from the page at `url`, fetched at an aware datetime."""
    published, modified = extraction.date_published, extraction.date_modified
    body = "\n\n".join(extraction.paragraphs)
    code = identity.region
    if code is None and identity.region_of:
        code = identity.region_of(canonical_url, extraction)
    region = REGIONS.get(code or "")
    return Article(
        id=article_id(canonical_url),
        url=url,
        canonical_url=canonical_url,
        site=identity.site,
        publisher=identity.publisher,
        region=code,
        province=region.name if region else None,
        headline=extraction.headline,
        description=extraction.description,
        date_published=published.isoformat() if published else None,
        date_published_raw=extraction.date_published_raw,
        date_precision=published.precision if published else None,
        date_modified=modified.isoformat() if modified else None,
        authors=extraction.authors,
        editors=extraction.editors,
        article_section=extraction.article_section,
        keywords=extraction.keywords,
        article_body=body,
        images=extraction.images,
        source_organization=extraction.source_organization,
        in_language=extraction.in_language,
        word_count=word_count(body),
        content_hash=content_hash(body),
        fetched_at=fetched_at.astimezone(UTC).isoformat(timespec="seconds"),
        extraction=extraction.layers,
    )


def section_key(name: str) -> str:
    """Return a section's name as addresses write it: small, and without blanks."""
    return "-".join(name.casefold().split())


def section_names(section: str | None, url: str) -> dict[str, str]:
    """Return the names by which an article may be asked for, by their keys.

    Takes its channel and its canonical address: the channel as printed stands before its twin in
    the address. Numbers and the slug name no section, nor does what papers put before any article.
    """
    folders = [part for part in urlsplit(url).path.split("/")[:-1] if re.search("[a-z]{2}", part)]
    names = [section or "", *(part for part in folders if part not in READ_WORDS)]
    return {section_key(name): name for name in reversed(names) if name}


def is_of_section(article: Article, section: str) -> bool:
    """Return whether an article says that it is of a section, by its channel or its address."""
    path = article.canonical_url.casefold().split("/")[3:]
    channel = section_key(article.article_section or "")
    return section_key(section) in {channel, *path}
