"""Reads one article from one page: a pure function of page, rules, hint and now.

Layers, the first sound value wins: the paper's selectors, embedded data, JSON-LD, meta elements,
what any page shows a reader, the listing's hint. Two fields turn the middle of that round, because
machine claims lie there: a displayed date and a printed byline come before any of them.
"""

from datetime import datetime
from urllib.parse import urlsplit

from newscrawl.dates import ParsedDate
from newscrawl.extraction.access import is_free
from newscrawl.extraction.article_pages import article_pages
from newscrawl.extraction.body import Body, read_body
from newscrawl.extraction.bylines import read_bylines
from newscrawl.extraction.context import Page
from newscrawl.extraction.dateline import read_dateline
from newscrawl.extraction.headline import Headline, read_headline
from newscrawl.extraction.images import declared
from newscrawl.extraction.model import ArticlePages, Extraction, Hint, Rules, Selectors
from newscrawl.extraction.next_story import next_story
from newscrawl.extraction.published import Dates, read_dates
from newscrawl.extraction.rejection import (
    has_words,
    refuse_missing,
    refuse_notice,
    refuse_photo_story,
    reject_by_declaration,
    reject_error_page,
)
from newscrawl.extraction.sections import read_section
from newscrawl.extraction.topics import read_keywords, read_summary
from newscrawl.items import Layer  # noqa: TC001 - as everywhere here, imported plainly
from newscrawl.page.document import parse
from newscrawl.page.errors import NotAnArticle
from newscrawl.page.language import language_of
from newscrawl.urls import article_likeness

__all__ = [
    "ArticlePages", "Extraction", "Hint", "NotAnArticle", "Rules", "Selectors", "extract",
    "read_page",
]  # fmt: skip


def extract(  # noqa: PLR0913 - the contract with spiders, commands and benchmarks
    page: bytes | str,
    *,
    url: str,
    rules: Rules,
    now: datetime,
    hint: Hint | None = None,
    content_type: str | None = None,
    part: bool = False,
) -> Extraction:
    """Return the article on a page.

    Takes the page as fetched, its address, the paper's rules, the aware time of the fetch, what the
    listing said of it, the Content-Type header if there was one, and whether the page is known to
    be a further part of an article, which may be short and undated. Raises NotAnArticle with a
    short reason for a page that is none; nothing that a page holds raises anything else.
    """
    document = parse(page, url=sound(url), content_type=content_type)
    return read_page(Page.of(document, rules=rules, now=now, hint=hint), part=part)


def read_page(known: Page, *, part: bool = False) -> Extraction:
    """Return the article on a page whose lines were read; they get their labels.

    Takes and raises what `extract` does. The lines that were labelled before a page was refused
    keep their labels.
    """
    if not known.lines and not known.data.embedded:
        raise NotAnArticle("empty page")
    reject_by_declaration(known)
    headline = read_headline(known)
    if headline is None:
        reject_error_page(known)
        refuse_missing(known, "", ())
        raise NotAnArticle("no headline")
    known.span = known.place(headline.lines)
    known.lines = known.lines[: next_story(known.lines, known.span.headline)]
    body = body_of(known, headline)
    known.span = body.settle(known)
    dates = read_dates(known)
    if not part and is_scant(body.paragraphs):
        dated = dates.published.raw is not None and dates.published.layer != "hint"
        refuse_notice(headline.text, body.paragraphs, dated=dated)
    if (
        not part
        and (dates.published.raw is None or is_scant(body.paragraphs))
        and article_likeness(known.document.url) == 0
    ):
        raise NotAnArticle("listing")
    return assemble(known, headline, body, dates)


def sound(url: str) -> str:
    """Return an address, or "" for what is none, such as `http://[`."""
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return url


def assemble(page: Page, headline: Headline, body: Body, dates: Dates) -> Extraction:
    """Return all that was read, with the layer of each field that has a value."""
    published = dates.published
    credit = read_bylines(page, dates.line, body)
    removed = [line.text for line in body.removed]
    section = read_section(page, headline=headline.text, removed=removed)
    keywords, keyword_layer = read_keywords(page, headline.text)
    summary, summary_layer = read_summary(page)
    images, image_layer = (body.images, body.layer) if body.images else declared(page)
    read = Extraction(
        headline=headline.text,
        description=summary,
        date_published=written(published.date),
        date_published_raw=published.raw,
        date_precision=published.date.precision if published.date else None,
        date_modified=written(dates.modified.date),
        date_modified_raw=dates.modified.raw,
        authors=credit.authors,
        editors=credit.editors,
        article_section=section.name,
        keywords=keywords,
        dateline=read_dateline(page, body, section.name),
        article_body="\n\n".join(body.paragraphs),
        is_accessible_for_free=is_free(page.data, closed=body.closed),
        images=images,
        source_organization=body.source_organization,
        in_language=language_of(page.data.languages, " ".join([headline.text, *body.paragraphs])),
        published=published.date,
        canonical=page.data.canonical,
        pages=article_pages(page.lines, page.document.url),
    )
    layers: dict[str, Layer | None] = {
        "headline": headline.layer,
        "description": summary_layer,
        "date_published": published.layer,
        "authors": credit.author_layer,
        "editors": credit.editor_layer,
        "article_section": section.layer,
        "keywords": keyword_layer,
        "article_body": body.layer,
        "images": image_layer,
    }
    read.layers = {name: layer for name, layer in layers.items() if layer and getattr(read, name)}
    return read


def written(when: ParsedDate | None) -> str | None:
    """Return a date as the line writes it."""
    return when.isoformat() if when else None


def is_scant(paragraphs: list[str]) -> bool:
    """Return whether a text is too short to vouch for an address that looks like a list's."""
    return not has_words(paragraphs, 40)


def body_of(page: Page, headline: Headline) -> Body:
    """Return the article's text; raises NotAnArticle when there is none."""
    try:
        body = read_body(page, headline)
    except NotAnArticle:
        refuse_missing(page, headline.text, ())  # the better reasons, where they are
        refuse_photo_story(page)
        raise
    refuse_missing(page, headline.text, body.paragraphs)
    if not body.paragraphs:
        refuse_photo_story(page)
        raise NotAnArticle("no body")
    return body
