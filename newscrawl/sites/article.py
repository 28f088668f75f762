"""Joins what was read with the paper's identity to one Article."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from newscrawl.extraction import Extraction, Hint, Rules, extract
from newscrawl.items import WITH_LAYER, Article, Location, content_of
from newscrawl.regencies import regency_of
from newscrawl.regions import REGIONS, WIB, zone_of_host
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.normal_form import normalise
from newscrawl.text import content_hash, word_count
from newscrawl.urls import article_id, article_likeness, canonical_url, same_outlet
from newscrawl.urls.words import READ_WORDS


def read_article(  # noqa: PLR0913 - what a page is read by
    page: bytes | str,
    *,
    url: str,
    paper: type[Newspaper] | None,
    fetched_at: datetime,
    hint: Hint | None = None,
    content_type: str | None = None,
) -> Article:
    """Return the article on the page at `url`, fetched at an aware datetime.

    No paper: the generic rules, in the zone of the host's place. `hint` is what a listing said of
    the article, `content_type` the header of that name. Raises NotAnArticle with the reason. A
    crawl takes the same steps one by one, because an article may go on at other pages.
    """
    rules = rules_of(paper, url)
    extraction = extract(
        page, url=url, rules=rules, now=fetched_at, hint=hint, content_type=content_type
    )
    return normalise(build_article(extraction, paper=paper, url=url, fetched_at=fetched_at))


def rules_of(paper: type[Newspaper] | None, url: str) -> Rules:
    """Return the rules that a page is read by."""
    return paper.rules() if paper else Rules(zone=zone_for(None, url))


def zone_for(paper: type[Newspaper] | None, url: str | None) -> str:
    """Return the zone of a page's times: the paper's, else that of the host's place, else WIB."""
    return paper.zone if paper else zone_of_host(urlsplit(url or "").netloc) or WIB


def address_of(paper: type[Newspaper] | None, url: str, told: str | None) -> str:
    """Return the one address of the article at `url`, whose page calls `told` its own.

    A page is believed where it names an article of the same paper; of an unknown paper, and where
    the paper's pattern does not know the page, where it names no home and no section of the same
    outlet.
    """
    if paper:
        strange = told is not None and not paper.is_article(url) and own_article(told, url)
        return paper.canonical(told if told and (strange or paper.is_article(told)) else url)
    return canonical_url(told if told and own_article(told, url) else url)


def own_article(told: str, url: str) -> bool:
    """Return whether a page can be believed on its address: same outlet, no home and no section."""
    likely = article_likeness(told) > 0 or article_likeness(url) == 0
    return likely and same_outlet(told, url) and urlsplit(told).path.strip("/") != ""


def build_article(
    extraction: Extraction, *, paper: type[Newspaper] | None, url: str, fetched_at: datetime
) -> Article:
    """Return the line for what was read from the page at `url`, fetched at an aware datetime."""
    canonical = address_of(paper, url, extraction.canonical)
    code = (paper.region or paper.region_of(canonical, extraction)) if paper else None
    region = REGIONS.get(code or "")
    return Article(
        id=article_id(canonical),
        url=url,
        canonical_url=canonical,
        site=paper.name if paper else None,
        publisher=paper.publisher if paper else None,
        region=code,
        province=region.name if region else None,
        word_count=word_count(extraction.article_body),
        content_hash=content_hash(extraction.article_body),
        fetched_at=fetched_at.astimezone(UTC).isoformat(timespec="seconds"),
        extraction={name: extraction.layers.get(name) for name in WITH_LAYER},
        location=location_of(extraction.dateline, code),
        **content_of(extraction),
    )


def location_of(dateline: str | None, region: str | None) -> Location | None:
    """Return the regency or city that a dateline names in a paper of a province (ISO 3166-2)."""
    regency = regency_of(dateline, region) if dateline else None
    return Location(regency.code, regency.name, regency.region) if regency else None


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
