"""Checks every paper's class and source against the project's rules: `scrapy checkall`."""

import ast
import inspect
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from types import ModuleType
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator

from newscrawl.discovery.sources import Index, Rss, Sitemap, Source, WordPressApi
from newscrawl.discovery.window import Window
from newscrawl.extraction import Selectors
from newscrawl.regions import REGIONS
from newscrawl.sites.definition import Newspaper, fact_types
from newscrawl.sites.registry import NATIONAL, STATUSES, province_of
from newscrawl.urls import registered_domain
from newscrawl.urls.host import is_below

#: Feeds before sitemaps before listings.
RANKS: dict[type[Source], int] = {Rss: 0, WordPressApi: 0, Sitemap: 1, Index: 2}
#: A paper does not decide how politely it is read.
LOWERING = {
    "custom_settings",
    "update_settings",
    "download_delay",
    "max_concurrent_requests",
    "handle_httpstatus_list",
    "user_agent",
}
#: Hosts of publishers that ask to be asked first and have no family, which would say so.
ASKING = ("inews.id",)
MAX_LINES = 40
#: Below every home: what is no article, whatever the template.
NO_ARTICLES = (
    *("tag/kota-tua-yang-indah", "tag/kota-tua/page/2", "category/berita-daerah-kota/", "page/2/"),
    *("search?q=banjir+di+kota", "?s=banjir", "indeks", "indeks-berita?page=2"),
    *("index-news?date=2026-1-2", "pedoman-media-siber/", "redaksi/", "tentang-kami/", "about-us"),
    *("kontak-kami", "privacy-policy", "disclaimer", "info-iklan", "kode-etik-jurnalistik"),
    *("feed/", "rss", "sitemap.xml", "2024/05/", "wp-json/wp/v2/posts", "hukum-kriminal/"),
    *("video/kota-tua-yang-indah", "author/budi-santoso-putra", "ekonomi/page/2/"),
)


class Finding(NamedTuple):
    """A fault of a paper, in a sentence."""

    paper: str
    about: str
    what: str


def audit(papers: Iterable[type[Newspaper]], families: Iterable[type[Newspaper]]) -> list[Finding]:
    """Return all that is wrong with these papers; families say which publishers ask to be asked."""
    everyone = list(papers)
    found = [
        Finding(paper.name, about, what)
        for paper in everyone
        for about, check in CHECKS.items()
        for what in check(paper)
    ]
    return [*found, *shared_homes(everyone), *unasked(everyone, families)]


def facts(paper: type[Newspaper]) -> Iterator[str]:
    """Yield the facts that are missing or of no known kind."""
    if not (paper.publisher or "").strip():
        yield "publisher is empty"
    if paper.status not in STATUSES:
        yield f"status {paper.status!r} is none of {', '.join(STATUSES)}"
    if not (paper.__doc__ or "").strip() or paper.__doc__ is Newspaper.__doc__:
        yield "the docstring does not say what the rules rest on"
    for host in paper.other_hosts:
        if "/" in host or host != host.lower():
            yield f"other_hosts: {host!r} is no host"
    for fact in ("hosts", "markers", "prefix"):
        if fact in vars(paper):
            yield f"{fact}: a family is known by it, no paper states it"


def name_and_place(paper: type[Newspaper]) -> Iterator[str]:
    """Yield what is wrong with the name, the class or the module."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", paper.name):
        yield f"name {paper.name!r}: small letters, digits and _ only"
    if not paper.__name__.endswith("Spider"):
        yield f"class {paper.__name__} does not end in Spider"
    module = paper.__module__.rpartition(".")[2]
    if module != module_of(paper.region):
        yield f"{province_of(paper)} has its module {module_of(paper.region)}.py, not {module}.py"
    lines = len(inspect.getsource(paper).splitlines())
    if lines > MAX_LINES:
        yield f"{lines} lines, more than {MAX_LINES}: the rest belongs to a family"


def module_of(region: str | None) -> str:
    """Return the name of a province's module."""
    name = REGIONS[region].name if region else NATIONAL
    return name.lower().replace(" ", "_")


def order(paper: type[Newspaper]) -> Iterator[str]:
    """Yield what stands out of order; hooks stand below the facts."""
    names = stated(paper)
    known = list(fact_types())
    in_class = [name for name in names if name in known]
    if in_class != sorted(in_class, key=known.index):
        yield f"the facts stand as {', '.join(in_class)}"
    if names[: len(in_class)] != in_class:
        yield "something stands between the facts or above them"


def stated(cls: type) -> list[str]:
    """Return the names that a class states, in the order of its text."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(node, ast.ClassDef)
    names: list[str] = []
    for part in node.body:
        if isinstance(part, ast.Assign):
            names += [target.id for target in part.targets if isinstance(target, ast.Name)]
        elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            names.append(part.target.id)
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            names.append(part.name)
    return names


def pattern(paper: type[Newspaper]) -> Iterator[str]:
    """Yield what is wrong with the address pattern: missing, or it takes what is no article."""
    if not paper.article_url:
        yield "no article_url: no address would be taken for an article"
    # That it compiles was shown when the class was made.
    for url in taken(paper):
        yield f"article_url takes {url}"


def taken(paper: type[Newspaper]) -> list[str]:
    """Return the addresses that are never an article's and that a paper takes for one."""
    found = (paper.home + path for path in ("", "tag/bali", "search?q=bali", *NO_ARTICLES))
    return [url for url in found if paper.is_article(url)]


def sources(paper: type[Newspaper]) -> Iterator[str]:
    """Yield the sources that are out of order, cannot be filled, or lead elsewhere."""
    walked = [source for source in paper.sources if not source.by_section]
    if not walked:
        yield "no source is left when no section is asked for"
    ranks = [next((rank for kind, rank in RANKS.items() if isinstance(s, kind)), 2) for s in walked]
    if ranks != sorted(ranks):
        yield "feeds come before sitemaps, sitemaps before listings"
    now = datetime.now(UTC)
    window = Window(now - timedelta(days=1), now)
    for source in paper.sources:
        try:
            url = next(source.starts(window, "bali")).url
        except (KeyError, IndexError, ValueError) as error:
            yield f"{source.url} cannot be filled: {error!r}"
            continue
        parts = urlsplit(url)
        own = {registered_domain(host) for host in paper.own_hosts()}
        if parts.scheme not in {"http", "https"} or registered_domain(parts.netloc) not in own:
            yield f"{url} is not at a host of the paper: name it in other_hosts"
    if len({source.url for source in paper.sources}) < len(paper.sources):
        yield "a source is stated twice"


def zone(paper: type[Newspaper]) -> Iterator[str]:
    """Yield a zone that is none."""
    try:
        ZoneInfo(paper.zone)
    except (KeyError, ValueError):
        yield f"zone {paper.zone!r} is no IANA zone"


def politeness(paper: type[Newspaper]) -> Iterator[str]:
    """Yield what lowers the politeness."""
    own = {
        name
        for one in paper.__mro__
        if not one.__module__.startswith(("scrapy.", "builtins"))
        for name in vars(one)
    }
    for name in sorted(own & LOWERING):
        yield f"{name}: politeness is not a paper's choice"


def selectors(paper: type[Newspaper]) -> Iterator[str]:
    """Yield selectors that are no CSS, and lines that are no regular expression."""
    for one in fields(Selectors):
        if one.name == "noise_lines":
            continue
        value = getattr(paper, one.name)
        for css in [value] if isinstance(value, str) else value:
            if reason := css_error(css):
                yield f"{one.name}: {css!r} is no CSS selector: {reason}"
    for line in paper.noise_lines:
        try:
            re.compile(line)
        except re.error as error:
            yield f"noise_lines: {line!r}: {error}"


@lru_cache(maxsize=4096)
def css_error(css: str) -> str:
    """Return why a selector cannot be read; "" when it can."""
    try:
        HTMLTranslator().css_to_xpath(css)
    except SelectorError as error:
        return str(error) or type(error).__name__
    return ""


def shared_homes(papers: list[type[Newspaper]]) -> Iterator[Finding]:
    """Yield the papers that share one home."""
    homes = Counter(paper.home for paper in papers)
    for paper in papers:
        if homes[paper.home] > 1:
            others = [p.name for p in papers if p.home == paper.home and p is not paper]
            yield Finding(
                paper.name, "names", f"{paper.home} is the home of {', '.join(others)} too"
            )


def unasked(
    papers: list[type[Newspaper]], families: Iterable[type[Newspaper]]
) -> Iterator[Finding]:
    """Yield the papers at hosts of a publisher that asks to be asked first, and ask nobody."""
    asking = [*ASKING, *(host for one in families if one.permission for host in one.hosts)]
    for paper in papers:
        at_asking = any(is_below(own, host) for own in paper.own_hosts() for host in asking)
        if at_asking and not paper.permission:
            what = "its publisher asks to be asked first: `permission` is empty"
            yield Finding(paper.name, "politeness", what)


def without_name(modules: Iterable[ModuleType]) -> Iterator[Finding]:
    """Yield the classes of the papers' modules state no name: no command knows of them."""
    for module in modules:
        for cls in vars(module).values():
            mine = isinstance(cls, type) and cls.__module__ == module.__name__
            if mine and issubclass(cls, Newspaper) and not vars(cls).get("name"):
                yield Finding(cls.__name__, "names", f"no `name` in {module.__name__}")


CHECKS: dict[str, Callable[[type[Newspaper]], Iterator[str]]] = {
    "facts": facts,
    "names": name_and_place,
    "order": order,
    "pattern": pattern,
    "sources": sources,
    "zone": zone,
    "politeness": politeness,
    "selectors": selectors,
}
