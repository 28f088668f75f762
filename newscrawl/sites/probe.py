"""Reports field by field what a page gives: the layer, and the selector that would find it.

Pure: a page and a paper's rules in, a report out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement
from parsel.csstranslator import HTMLTranslator

from newscrawl.items import HANDLING, Article, Image
from newscrawl.page.advertising import SPAM, advertised
from newscrawl.page.document import parse
from newscrawl.page.errors import NotAnArticle
from newscrawl.sites.article import read_article
from newscrawl.sites.definition import Newspaper

#: The fields that a paper's selectors speak of, the needed ones first: each with its selector.
SHOWN = {
    name: how.selector
    for name, how in sorted(HANDLING.items(), key=lambda one: not one[1].needed)
    if how.selector
}
#: A class that a build made up, or that counts: it is another on the next page.
UNSTABLE = re.compile(r"\d{3,}|-\d+$|^(?:css|sc|svelte|jsx)-|[A-Z].*\d|__[A-Za-z0-9]{5,}$|^[\d-]")
#: Paths that say enough without an id or a class.
TELLING = {"h1", "article", "time", "article h1", "article time", "main h1", "main article h1"}
SAFE_NAME = re.compile(r"[A-Za-z_][\w-]{0,99}")
#: Selectors are confirmed by no fewer pages.
ENOUGH_PAGES = 3
FURNITURE = {"script", "style", "noscript", "template", "title", "option"}


@dataclass(slots=True)
class FieldReport:
    """One field of one page: what was read, by which layer, and what a selector might be."""

    name: str
    value: str | None
    layer: str | None
    needed: bool
    #: The paper's selectors for it that match nothing on this page, when none does.
    unmatched: list[str] = field(default_factory=list)
    #: A CSS path to where another layer's value is displayed.
    suggestion: str | None = None


@dataclass(slots=True)
class PageReport:
    """One article page; `reason` says why it is no article."""

    url: str
    reason: str | None = None
    fields: list[FieldReport] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """The needed fields without a value."""
        return [one.name for one in self.fields if one.needed and one.value is None]


@dataclass(slots=True)
class ListingReport:
    """One source that was asked: how many article links it gave, or why none."""

    url: str
    kind: str
    links: int = 0
    next_page: str | None = None
    failure: str | None = None


@dataclass(slots=True)
class ProbeReport:
    """What a probe found out about a paper; the verdict is one of VERDICTS."""

    name: str | None
    verdict: str = ""
    why: list[str] = field(default_factory=list)
    #: Selectors to state: (fact, selector, on how many pages).
    changes: list[tuple[str, str, int]] = field(default_factory=list)
    listings: list[ListingReport] = field(default_factory=list)
    pages: list[PageReport] = field(default_factory=list)


VERDICTS = WORKS, GAPS, FAILS = "works", "works with gaps", "does not work"


def judge(report: ProbeReport, *, with_pages: bool = True) -> ProbeReport:
    """Set the verdict, its reasons, and what to change, from what was seen.

    `with_pages`: whether articles were to be seen, or listings alone.
    """
    read = [page for page in report.pages if page.reason is None]
    failed = [page for page in report.pages if page.reason is not None]
    asked = report.listings
    if not any(one.links for one in asked):  # else another source did what these did not
        report.why = [f"{one.url}: {one.failure or 'no article links'}" for one in asked]
    report.why += [f"{page.url}: {page.reason}" for page in failed]
    for name in (name for name in SHOWN if HANDLING[name].needed):
        without = sum(name in page.missing for page in read)
        if without:
            report.why.append(f"{name} missing on {without} of {len(read)} pages")
    stale = Counter(
        f"`{SHOWN[one.name]}` matches nothing: {', '.join(one.unmatched)}"
        for page in read
        for one in page.fields
        if one.unmatched
    )
    everywhere = [text for text, count in stale.items() if count == len(read)]
    report.changes = changes(read)
    seen = bool(read) or not (with_pages or report.pages)
    report.verdict = GAPS if report.why or everywhere else WORKS
    report.why += everywhere
    if not seen or (asked and not any(one.links for one in asked)):
        report.verdict = FAILS
    return report


def changes(read: list[PageReport]) -> list[tuple[str, str, int]]:
    """Return the selectors that most pages suggest, per fact."""
    found: list[tuple[str, str, int]] = []
    for name, fact in SHOWN.items():
        fields = [one for page in read for one in page.fields if one.name == name]
        counted = Counter(one.suggestion for one in fields if one.suggestion)
        if counted:
            path, count = counted.most_common(1)[0]
            found.append((fact, path, count))
    return found


def confirmed(
    paper: type[Newspaper], reports: Sequence[PageReport], pages: Sequence[tuple[str, bytes]]
) -> list[tuple[str, str]]:
    """Return selectors for the facts whose stated ones match on no page, each with its fact.

    Takes the pages that were read as articles, three or more, each with its address. A selector is
    confirmed where the paper with it reads of every page what it reads without.
    """
    read = [one for one in reports if one.reason is None]
    if len(pages) < ENOUGH_PAGES or len(read) != len(pages):
        return []
    found = []
    for name, fact in SHOWN.items():
        fields = [one for page in read for one in page.fields if one.name == name]
        paths = {one.suggestion for one in fields}
        css = paths.pop() if len(paths) == 1 and all(one.unmatched for one in fields) else None
        if css and reads_alike(paper, fact, name, css, pages):
            found.append((fact, css))
    return found


def reads_alike(
    paper: type[Newspaper], fact: str, name: str, css: str, pages: Iterable[tuple[str, bytes]]
) -> bool:
    """Return whether a paper with a selector reads of every page the value that it reads now."""
    trial = type(f"{paper.__name__}Trial", (paper,), {"name": paper.name, fact: css})
    now = datetime.now(UTC)
    for url, page in pages:
        try:
            told = read_article(page, url=url, paper=trial, fetched_at=now)
            before = read_article(page, url=url, paper=paper, fetched_at=now)
        except NotAnArticle:
            return False
        if told.extraction.get(name) != "selector" or getattr(told, name) != getattr(before, name):
            return False
    return True


def probe_page(
    page: bytes,
    *,
    url: str,
    paper: type[Newspaper] | None,
    now: datetime,
    content_type: str | None = None,
) -> PageReport:
    """Return what an article page gives by a paper's rules, or by the generic ones."""
    try:
        article = read_article(
            page, url=url, paper=paper, fetched_at=now, content_type=content_type
        )
    except NotAnArticle as answer:
        return PageReport(url, answer.reason)
    if advertised(article.headline, article.article_body.split("\n\n")):
        return PageReport(url, SPAM)
    root = parse(page, url=url, content_type=content_type).root
    reports = []
    for name, fact in SHOWN.items():
        texts, layer = shown_values(article, name), article.extraction.get(name)
        one = FieldReport(name, as_text(texts), layer, HANDLING[name].needed)
        selectors = getattr(paper, fact) if paper else ()
        stated = [selectors] if isinstance(selectors, str) else list(selectors)
        if stated and not any(matches(root, css) for css in stated):
            one.unmatched = stated
        from_markup = layer == "meta" and name == "description"  # it is displayed nowhere
        if texts and layer != "selector" and not from_markup and (not stated or one.unmatched):
            one.suggestion = suggest(root, name, texts, url)
        reports.append(one)
    return PageReport(url, None, reports)


def shown_values(article: Article, name: str) -> list[str]:
    """Return a field's values as the page displays them."""
    value = getattr(article, name)
    if name == "date_published":
        value = value and article.date_published_raw
    if name == "article_body":
        value = value.split("\n\n")
    values = value if isinstance(value, list) else [value]
    return [one.url if isinstance(one, Image) else one for one in values if one]


def as_text(texts: list[str]) -> str | None:
    """Return a field's value in one short line; None when there is none."""
    line = " | ".join(texts)
    return (line if len(line) <= 160 else f"{line[:157]}…") or None


def suggest(root: HtmlElement, name: str, texts: list[str], url: str) -> str | None:
    """Return a CSS path to what shows a field's value; None when the page does not show it."""
    if name == "images":
        return first_path(
            one for one in root.iter("img") if urljoin(url, one.get("src") or "") in texts
        )
    if name == "article_body":
        return first_path(body_elements(root, texts))
    wanted = match_key(texts[0])
    links_only = name == "keywords"
    return first_path(elements_showing(root, wanted, exact=name == "headline", links=links_only))


def body_elements(root: HtmlElement, paragraphs: list[str]) -> Iterator[HtmlElement]:
    """Yield the element that holds the article's paragraphs, when one does."""
    ends = [match_key(paragraphs[0])[:60], match_key(paragraphs[-1])[:60]]
    holders = [next(elements_showing(root, text), None) for text in ends]
    if holders[0] is None or holders[1] is None:
        return
    above = set(holders[1].iterancestors()) | {holders[1]}
    common = next((one for one in (holders[0], *holders[0].iterancestors()) if one in above), None)
    if common is not None and common.tag == "p":
        common = common.getparent()
    if common is not None and common.tag not in {"body", "html"}:
        yield common


def elements_showing(
    root: HtmlElement, wanted: str, *, exact: bool = False, links: bool = False
) -> Iterator[HtmlElement]:
    """Yield the innermost elements whose text has what is wanted, the shortest first."""
    found: list[tuple[int, HtmlElement]] = []
    for element in root.iter("a" if links else "*"):
        if not isinstance(element.tag, str) or element.tag in FURNITURE or aside(element):
            continue
        text = match_key(element.text_content())
        fits = text == wanted if exact or links else wanted in text
        inner = any(
            wanted in match_key(c.text_content()) for c in element if isinstance(c.tag, str)
        )
        if fits and (not inner or element.tag in {"h1", "time"}):
            found.append((len(text), element))
    # Of headings the first level: a headline is repeated in lists of news beside it.
    found.sort(key=lambda one: (one[1].tag != "h1", one[0]))
    yield from (element for _, element in found)


def aside(element: HtmlElement) -> bool:
    """Return whether an element belongs to the page's head, or to its menus."""
    return next(element.iterancestors("head", "nav", "footer"), None) is not None


def match_key(text: str) -> str:
    """Return a text as a comparison sees it."""
    return " ".join(text.split()).casefold()


def first_path(elements: Iterator[HtmlElement]) -> str | None:
    """Return the CSS path of the first element; None when there is none."""
    element = next(elements, None)
    path = css_path(element) if element is not None else None
    return path if path and (re.search(r"[.#\[]", path) or path in TELLING) else None


def css_path(element: HtmlElement) -> str:
    """Return the shortest path of names, ids and classes whose first match is the element."""
    root = element.getroottree().getroot()
    steps = [step_of(element)]
    best = steps[0]
    for above in element.iterancestors():
        if is_first(root, best, element):
            return best
        if above.tag in {"body", "html"}:
            break
        step = step_of(above)
        if step in {"div", "span"}:
            continue  # says nothing that its descendants do not
        steps.insert(0, step)
        best = " ".join(steps)
    return best


def is_first(root: HtmlElement, path: str, element: HtmlElement) -> bool:
    """Return whether a path's first match is the element: what the extraction would take."""
    found = matches(root, path)
    return bool(found) and found[0] is element


def matches(root: HtmlElement, css: str) -> list[Any]:
    """Return what a selector matches on a page."""
    found: list[Any] = compiled(css)(root)
    return found


@lru_cache(maxsize=512)
def compiled(css: str) -> etree.XPath:
    """Return a selector as XPath, compiled."""
    return etree.XPath(HTMLTranslator().css_to_xpath(css))


def step_of(element: HtmlElement) -> str:
    """Return an element as one step of a path: by its id, its lasting classes, or its name."""
    tag = str(element.tag)
    ident = element.get("id") or ""
    if SAFE_NAME.fullmatch(ident) and not UNSTABLE.search(ident):
        return f"{tag}#{ident}"
    classes = [
        one
        for one in (element.get("class") or "").split()
        if SAFE_NAME.fullmatch(one) and not UNSTABLE.search(one)
    ]
    if classes:
        return f"{tag}." + ".".join(classes[:2])
    marked = element.get("itemprop") or ""
    return f"{tag}[itemprop={marked}]" if SAFE_NAME.fullmatch(marked) else tag
