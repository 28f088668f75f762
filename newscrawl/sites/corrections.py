"""Turns what a look at a paper confirmed into changes of its facts: `scrapy probe --write`.

Pure. A pattern is changed only where the paper's class with it was tried: it must take the articles
that were seen, and nothing that is never one. What cannot be written so is left, and said.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from newscrawl.discovery import systems
from newscrawl.discovery.sources import Index, Source
from newscrawl.sites.checks import RANKS, taken
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.detect import pattern_of, shape_of
from newscrawl.sites.rewrite import Alternative, Change
from newscrawl.sites.scaffold import WIDTH, literal, plain_doc, tuple_of
from newscrawl.sites.survey import Look
from newscrawl.urls.host import bare_host
from newscrawl.urls.words import EXTENSION

SOURCES: Final = "newscrawl.discovery.sources"
SYSTEMS: Final = "newscrawl.discovery.systems"
#: Sources that have a name of their own.
NAMED: Final = {
    getattr(systems, name): name
    for name in ("REST", "FEED", "OLDER_FEED", "BLOG_FEED", "BLOG_POSTS")
}
#: What WordPress' papers refuse, whoever's pages they are.
REFUSED: Final = ("newscrawl.families.wordpress", "WordpressSpider")
#: Such a share of the addresses seen must be of one shape, that it is written.
SHARE: Final = 0.8
LONGEST_PATH: Final = 36


class Correction(NamedTuple):
    """What is to be changed in a paper's class, and in sentences what is left to a human."""

    change: Change | None
    left: list[str]


class Facts(NamedTuple):
    """Facts as a class holds them, and as its source text does."""

    values: dict[str, Any]
    texts: dict[str, str | Alternative]
    uses: set[tuple[str, str]]
    left: list[str]


def correction(paper: type[Newspaper], look: Look, *, refused: str) -> Correction:
    """Return what is to be changed of a paper after a look at it.

    Nothing where the look does not confirm it. `refused` is the pattern of WordPress' papers for
    what is no article: it goes beside a new pattern that would take too much.
    """
    facts = Facts({}, {}, set(), [])
    if not look.confirms:
        return Correction(None, [])
    if found := of_fact(look, "home"):
        if names_articles_at_home(paper, look):  # the articles alone have moved
            new_hosts(paper, str(found), facts)
        else:
            new_home(paper, str(found), facts)
    if of_fact(look, "sources"):
        new_sources(paper, look.sources, facts)
    if of_fact(look, "article_url"):
        new_pattern(paper, look.addresses, refused, facts)
    for fact, css in look.selectors:
        facts.texts[fact] = with_selector(paper, fact, css)
    if paper.status != "real-page":
        facts.texts["status"] = literal("real-page")
    for fact in [name for name, text in facts.texts.items() if too_wide(text)]:
        facts.left.append(f"`{fact}` does not fit on a line")
        del facts.texts[fact]
    if not facts.texts:
        return Correction(None, facts.left)
    keeps = paper.status in {"real-page", "scraper"}
    used = {name for text in facts.texts.values() for name in words_of(text)}
    uses = frozenset(one for one in facts.uses if one[1] in used)
    return Correction(Change(facts.texts, ground(look), keeps, uses), facts.left)


def of_fact(look: Look, name: str) -> Any:
    """Return what was found in place of a fact; None where it holds."""
    return next((one.found for one in look.facts if one.fact == name), None)


def words_of(text: str | Alternative) -> list[str]:
    """Return the names in a fact's source text."""
    return re.findall(r"\w+", text.source if isinstance(text, Alternative) else text)


def too_wide(text: str | Alternative) -> bool:
    """Return whether a line of a fact's source text is longer than the project's are."""
    lines = text.term if isinstance(text, Alternative) else text
    return any(len(line) > WIDTH - len("    ") for line in lines.split("\n"))


def ground(look: Look) -> str:
    """Return the sentence on what the rules rest on, and when."""
    pages = [urlsplit(page.url).path for page in look.pages if page.reason is None]
    path = pages[0] if len(pages[0]) <= LONGEST_PATH else f"{pages[0][: LONGEST_PATH - 1]}…"
    count = "a page" if len(pages) == 1 else f"{len(pages)} pages"
    return plain_doc(f"Rests on {count} read on {look.at[:10]} ({path}).")


def new_home(paper: type[Newspaper], home: str, facts: Facts) -> None:
    """Change the home; the old host stays the paper's."""
    if not re.fullmatch(r"https://[a-z0-9.-]+/(?:[a-z-]+/)*", home):
        facts.left.append(f"home: {home} is no address that a paper's home may be at")
        return
    facts.values["home"] = home
    facts.texts["home"] = literal(home)
    new_hosts(paper, paper.home, facts)


def new_hosts(paper: type[Newspaper], url: str, facts: Facts) -> None:
    """Add the host of an address to the paper's."""
    hosts = tuple(dict.fromkeys([*paper.other_hosts, bare_host(urlsplit(url).netloc)]))
    facts.values["other_hosts"] = hosts
    facts.texts["other_hosts"] = tuple_of([literal(one) for one in hosts], "other_hosts")


def names_articles_at_home(paper: type[Newspaper], look: Look) -> bool:
    """Return whether a listing at one of the paper's declared hosts named articles."""
    return any(
        one.links
        and one.failure is None
        and bare_host(urlsplit(one.url).netloc) in paper.own_hosts()
        for one in look.listings
    )


def with_selector(paper: type[Newspaper], fact: str, css: str) -> str:
    """Return a fact's selectors with one before them, as source text.

    In a tuple as long as the one that the paper's family states, or in one text as it does: to the
    type checker that is part of the fact's type. What is too many is joined to one selector.
    """
    stated = getattr(paper, fact)
    every = [css, *([stated] if isinstance(stated, str) else stated)]
    bases = (vars(base)[fact] for base in paper.__mro__[1:] if vars(base).get(fact))
    usual = next(bases, None)
    if isinstance(usual, str):
        return literal(", ".join(every))
    room = len(usual) if usual else len(every)
    first, rest = every[: room - 1], every[room - 1 :]
    return tuple_of([literal(one) for one in (*first, ", ".join(rest))], fact)


# Sources


def new_sources(paper: type[Newspaper], found: Iterable[Source], facts: Facts) -> None:
    """Change the sources to those found; those of sections stay, the front page is last."""
    home = facts.values.get("home", paper.home)
    kept = [one for one in paper.sources if one.by_section]
    ranked = sorted(found, key=lambda one: RANKS[type(one)])
    relative = list(dict.fromkeys(below(one, home) for one in [*kept, *ranked]))
    if Index("") not in relative:
        relative.append(Index(""))
    texts = [source_text(one) for one in relative]
    facts.texts["sources"] = tuple_of(texts)
    for one, text in zip(relative, texts, strict=True):
        known = NAMED.get(one)
        facts.uses.add((SYSTEMS, known) if known else (SOURCES, type(one).__name__))
        if "{POSTS}" in text:
            facts.uses.add((SYSTEMS, "POSTS"))


def below(source: Source, home: str) -> Source:
    """Return a source with its address relative to the paper's home, where it is below it."""
    address, root = source.url.partition("://")[2], home.partition("://")[2]
    host = root.partition("/")[0]
    url = source.url
    if address.startswith(root):
        url = address.removeprefix(root)
    elif address.startswith(f"{host}/"):
        url = address.removeprefix(host)
    return replace(source, url=url)


def source_text(source: Source) -> str:
    """Return a source as source text."""
    if source in NAMED:
        return NAMED[source]
    head, posts, rest = source.url.rpartition(systems.POSTS)
    url = f'f"{head}{{POSTS}}"' if posts and not rest and '"' not in head else literal(source.url)
    usual = type(source)("")
    more = "".join(
        f", {name}={getattr(source, name)!r}"
        for name in ("first", "last", "size")
        if getattr(source, name) != getattr(usual, name)
    )
    return f"{type(source).__name__}({url}{more})"


# Addresses


def new_pattern(paper: type[Newspaper], addresses: list[str], refused: str, facts: Facts) -> None:
    """Add an alternative to the article pattern that takes the addresses seen, and no others."""
    home = facts.values.get("home", paper.home)
    hosts = {bare_host(urlsplit(url).netloc) for url in (home, *trial(paper, facts).own_hosts())}
    own = [url for url in dict.fromkeys(addresses) if bare_host(urlsplit(url).netloc) in hosts]
    own = own or addresses
    if fitting(trial(paper, facts), own):
        return  # it was the host that was another
    for pattern in patterns(own, urlsplit(home).path):
        whole = f"{paper.article_url}|{pattern}" if paper.article_url else pattern
        told: dict[str, Any] = {"article_url": whole}
        if accepts_too_much(paper, facts, told):
            told["not_article_url"] = "|".join(filter(None, (paper.not_article_url, refused)))
        if accepts_too_much(paper, facts, told) or not fitting(trial(paper, facts, told), own):
            continue
        facts.values.update(told)
        facts.texts["article_url"] = Alternative(pattern) if paper.article_url else f'r"{pattern}"'
        if "not_article_url" in told:
            name = f"{REFUSED[1]}.not_article_url"
            facts.texts["not_article_url"] = (
                Alternative(source=name) if paper.not_article_url else name
            )
            facts.uses.add(REFUSED)
        return
    facts.left.append("`article_url`: no pattern takes the addresses seen and nothing else")


def trial(
    paper: type[Newspaper], facts: Facts, more: dict[str, Any] | None = None
) -> type[Newspaper]:
    """Return a paper with facts changed, to be tried."""
    changed = {"name": paper.name, **facts.values, **(more or {})}
    return type(f"{paper.__name__}Trial", (paper,), changed)


def fitting(paper: type[Newspaper], addresses: list[str]) -> bool:
    """Return whether a paper takes nearly all of these addresses for articles."""
    return sum(map(paper.is_article, addresses)) >= SHARE * len(addresses) > 0


def accepts_too_much(paper: type[Newspaper], facts: Facts, more: dict[str, Any]) -> bool:
    """Return whether a paper with more facts takes for an article what is never one."""
    return bool(set(taken(trial(paper, facts, more))) - set(taken(trial(paper, facts))))


def patterns(addresses: list[str], root: str) -> Iterator[str]:
    """Yield regular expressions for the commonest shape of addresses, to their end, tightest first.

    `root` is the path of the home, that patterns begin with where hosts are shared.
    """
    parts = [urlsplit(url) for url in addresses]
    counted = Counter(shape_of(one.path) for one in parts)
    if not counted:
        return
    shape = counted.most_common(1)[0][0]
    alike = [one for one in parts if shape_of(one.path) == shape]
    pattern = pattern_of([one.path for one in alike])
    if root != "/":
        if not all(one.path.startswith(root) for one in alike):
            return
        below_home = pattern_of([one.path.removeprefix(root) for one in alike])
        pattern = f"^{{home}}{below_home.removeprefix('^/')}"
    paths = {one.path for one in alike}
    query = {re.sub(r"\d+", r"\\d+", re.escape(one.query)) for one in alike if one.query}
    if len(paths) == 1 and len(query) == 1:
        yield f"^{re.escape(paths.pop())}\\?{query.pop()}$"
        return
    slugs = [EXTENSION.sub("", one.path.strip("/").split("/")[-1]) for one in alike]
    words = min(len(slug.split("-")) for slug in slugs)
    plain_slug = "[a-z0-9-]+"
    head, found, tail = pattern.rpartition(plain_slug)
    if found and words > 1:
        yield f"{head}[a-z0-9]+(?:-[a-z0-9]+){{{min(words - 1, 2)},}}{tail}$"
    yield f"{pattern}$"
