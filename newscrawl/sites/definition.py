"""Newspaper: a paper's facts, and what follows from them for addresses and pages. No network."""

import difflib
import inspect
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, replace
from types import FunctionType, UnionType
from typing import Any, ClassVar, Literal, get_args, get_origin
from urllib.parse import SplitResult, urljoin, urlsplit

from lxml.html import HtmlElement

from newscrawl.discovery.sources import Source
from newscrawl.extraction import Extraction, Rules, Selectors
from newscrawl.monitoring.schedule import parse_cadence
from newscrawl.regions import REGIONS, WIB
from newscrawl.urls import canonical_url
from newscrawl.urls.host import bare_host

Status = Literal["real-page", "scraper", "family", "list"]
NOTHING = re.compile(r"(?!)")


class Newspaper(Selectors):
    """The facts of a paper, in a fixed order: identity, family, sources, selectors; hooks.

    The selectors are those of Selectors.

    A named subclass states `publisher`, `region`, `home` and `status`, or it refuses to import. A
    family is a subclass without a name.
    """

    # Identity
    name: str
    publisher: str
    #: ISO 3166-2 code; None for an outlet of all provinces.
    region: str | None
    #: Address of the front page, with its closing slash.
    home: str
    #: IANA zone of the times that the paper prints without one; the province's unless the paper or
    #: its family states one.
    zone: str = ""
    #: What the rules rest on: `real-page` a page that was seen, `scraper` somebody's working code,
    #: `family` the template of sister papers, `list` no more than a name in a list.
    status: Status
    #: Other hosts that the paper's articles live or lived at.
    other_hosts: ClassVar[tuple[str, ...]] = ()

    # Family: what a family's papers are known by, and whether they may be crawled unasked
    #: Hosts of its network: papers are at them or below.
    hosts: ClassVar[tuple[str, ...]] = ()
    #: A regular expression on a page's code, in any case: what the template prints on every article
    #: and no other does. It counts where no host tells.
    markers: str = ""
    #: What the names of its papers begin with, where they are named by region.
    prefix: str = ""
    #: Where the publisher asks to be asked first; such a paper runs only when it was.
    permission: str = ""

    # Schedule
    #: How often it runs (`45m`, `6h`, `7d`), where its own records must not say it.
    cadence: str = ""

    # Sources, freshest first; their addresses may be relative to `home`
    sources: ClassVar[tuple[Source, ...]] = ()
    #: Listings by date that only a run back in time asks for.
    archives: ClassVar[tuple[Source, ...]] = ()
    #: Regular expressions on the path and query of a canonical address, without its closing slash;
    #: `{home}` is the path of `home`.
    article_url: str = ""
    not_article_url: str = ""

    # Made from the facts
    #: Whether the zone follows from the region: nobody states it.
    _zone_follows: ClassVar[bool] = False
    _hosts: ClassVar[frozenset[str]] = frozenset()
    _article: ClassVar[re.Pattern[str]] = NOTHING
    _not_article: ClassVar[re.Pattern[str]] = NOTHING

    def __init_subclass__(cls, *, crawler: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for fact, value in vars(cls).items():
            # What crawls papers has more to it than facts and hooks.
            if not crawler and not fact.startswith("_"):
                cls._check_fact(fact, value)
        if vars(cls).get("name"):
            cls._check()
            cls._prepare()

    @classmethod
    def _check_fact(cls, fact: str, value: Any) -> None:
        """Raise TypeError for a name that is no fact or hook, and a fact of a wrong type."""
        hints = fact_types()
        if fact in hints:
            if not fits(value, hints[fact]):
                kind = written(hints[fact])
                raise TypeError(f"{cls.__name__}: `{fact}` is {kind}, not {value!r}")
        elif not any(hasattr(base, fact) for base in cls.__mro__[1:]):
            # A method of its own may help a hook; a value of its own helps nobody.
            method = isinstance(value, FunctionType | classmethod | staticmethod | property)
            known = [name for name in dict.fromkeys((*hints, *vars(Newspaper))) if name[0] != "_"]
            near = difflib.get_close_matches(fact.lower(), known, 1, 0.85 if method else 0.6)
            if near:
                raise TypeError(f"{cls.__name__}: `{fact}` is no fact; did you mean `{near[0]}`?")
            if not method:
                raise TypeError(f"{cls.__name__}: `{fact}` is no fact; they are {', '.join(hints)}")

    @classmethod
    def _check(cls) -> None:
        for fact in ("publisher", "region", "home", "status"):
            if not hasattr(cls, fact):
                raise TypeError(f"{cls.__name__} has no `{fact}`: every newspaper states it")
        if cls.region is not None and cls.region not in REGIONS:
            raise TypeError(
                f"{cls.__name__}: region {cls.region!r} is no province of newscrawl/regions.py"
            )
        if not re.fullmatch(r"https?://[^/\s]+/(?:\S*/)?", cls.home):
            raise TypeError(f"{cls.__name__}: home {cls.home!r} must be an address ending in /")
        if cls.cadence:
            try:
                parse_cadence(cls.cadence)
            except ValueError as error:
                raise TypeError(f"{cls.__name__}: {error}") from error

    @classmethod
    def _prepare(cls) -> None:
        parts = urlsplit(cls.home)
        path = re.escape(parts.path)
        told = (vars(one) for one in cls.__mro__ if not vars(one).get("_zone_follows"))
        stated = next(filter(None, (facts.get("zone") for facts in told)), None)
        cls._zone_follows = stated is None
        cls.zone = stated or (REGIONS[cls.region].zone if cls.region else WIB)
        cls.sources = tuple(replace(s, url=urljoin(cls.home, s.url)) for s in cls.sources)
        cls.archives = tuple(replace(s, url=urljoin(cls.home, s.url)) for s in cls.archives)
        cls._hosts = frozenset(bare_host(host) for host in (parts.netloc, *cls.other_hosts))
        cls._article = cls._compiled("article_url", path)
        cls._not_article = cls._compiled("not_article_url", path)

    @classmethod
    def _compiled(cls, fact: str, path: str) -> re.Pattern[str]:
        pattern = getattr(cls, fact)
        try:
            return re.compile(pattern.replace("{home}", path)) if pattern else NOTHING
        except re.error as error:
            raise ValueError(
                f"{cls.__name__}: `{fact}` {pattern!r} is no regular expression: {error}"
            ) from error

    @classmethod
    def rules(cls) -> Rules:
        """Return the paper's extraction rules."""
        stated = {one.name: getattr(cls, one.name) for one in fields(Selectors)}
        return Rules(zone=cls.zone, region=cls.region, embedded=cls.embedded, **stated)

    @classmethod
    def own_hosts(cls) -> frozenset[str]:
        """Return the hosts of the paper, without www."""
        return cls._hosts

    @classmethod
    def is_article(cls, url: str) -> bool:
        """Return whether an address is one of the paper's articles, or a twin of one."""
        try:
            parts = urlsplit(cls.canonical(url))
        except ValueError:  # no address at all, such as http://[
            return False
        return (
            bare_host(parts.netloc) in cls._hosts
            and cls._article.search(path_of(parts)) is not None
            and cls._not_article.search(path_of(parts)) is None
        )

    @classmethod
    def may_be_article(cls, url: str, hosts: AbstractSet[str] = frozenset()) -> bool:
        """Return whether an address can be an article of the paper, whatever `article_url` says.

        That is one at its hosts, below its home where it shares them, or at one of `hosts`, and
        not refused by `not_article_url`.
        """
        try:
            parts = urlsplit(cls.canonical(url))
        except ValueError:
            return False
        host, home = bare_host(parts.netloc), urlsplit(cls.home).path
        at_home = host in cls._hosts and parts.path.startswith(home)
        return (at_home or host in hosts) and cls._not_article.search(path_of(parts)) is None

    # Hooks: what a fact cannot say

    @classmethod
    def canonical(cls, url: str) -> str:
        """Return the one address of an article among its twins."""
        return canonical_url(url)

    @staticmethod
    def region_of(url: str, extraction: Extraction) -> str | None:  # noqa: ARG004 - for families
        """Return the province that an article states, of an outlet of all provinces."""
        return None

    @staticmethod
    def embedded(root: HtmlElement) -> Mapping[str, Any] | None:  # noqa: ARG004 - for families
        """Return the article that a page carries as JSON, as NewsArticle properties."""
        return None


def fact_types() -> dict[str, Any]:
    """Return the facts that a paper may state, in their order, each with its type."""
    hints = inspect.get_annotations(Newspaper) | inspect.get_annotations(Selectors)
    return {name: hint for name, hint in hints.items() if not name.startswith("_")}


def path_of(parts: SplitResult) -> str:
    """Return what the patterns of a paper are held against: path and query."""
    return (parts.path.rstrip("/") or "/") + (f"?{parts.query}" if parts.query else "")


def fits(value: Any, hint: Any) -> bool:
    """Return whether a value is of the type that a fact is annotated with."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is ClassVar:
        return fits(value, args[0])
    if isinstance(hint, UnionType):
        return any(fits(value, one) for one in args)
    if origin is tuple:
        return isinstance(value, tuple) and all(fits(one, args[0]) for one in value)
    # Which of its words a Literal is made of, the audit says.
    return isinstance(value, str if origin is Literal else hint)


def written(hint: Any) -> str:
    """Return a fact's type in the words of an error."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is ClassVar:
        return written(args[0])
    if isinstance(hint, UnionType):
        return " or ".join(written(one) for one in args)
    if origin is tuple:
        name = "text" if args[0] is str else args[0].__name__
        return f"a tuple of {name} (`(…,)`)"
    if hint is type(None):
        return "None"
    return "a text"


def refusal(paper: type, permitted: list[str]) -> str | None:
    """Return why a paper may not be crawled, in one sentence; None when it may."""
    if not issubclass(paper, Newspaper) or not paper.permission or paper.name in permitted:
        return None
    return (
        f"{paper.publisher} asks to be asked first ({paper.permission}); when you have its "
        f"permission, say so with -s NEWSCRAWL_PERMITTED={paper.name}"
    )
