"""The list of all papers, to choose from by name, province, family or status."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, get_args

from newscrawl.regions import REGIONS, region_of_place
from newscrawl.sites.definition import Newspaper, Status

STATUSES: tuple[str, ...] = get_args(Status)
NATIONAL = "nasional"
#: What a module may raise whose facts are wrong: any of them fails its own papers only.
IMPORT_ERRORS = (
    ImportError,
    SyntaxError,
    TypeError,
    ValueError,
    NameError,
    AttributeError,
    re.error,
)


class ChoiceError(ValueError):
    """Raised for an unknown name, province, family or status; its text names the nearest."""


class Loader(Protocol):
    """What loads papers by name: Scrapy's spider loader, as the crawler extends it."""

    def names(self) -> dict[str, str]:
        """Return the module of every paper's name."""

    def load(self, spider_name: str, /) -> type:
        """Return the paper of that name; raises what its module raises."""


@dataclass(slots=True)
class Registry:
    """All papers by name, and those whose module cannot be imported with the reason."""

    papers: dict[str, type[Newspaper]] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, loader: Loader, names: Iterable[str] | None = None) -> "Registry":
        """Return the papers of these names, or all. Raises ChoiceError for an unknown name."""
        known = loader.names()
        found = cls()
        for name in sorted(known) if names is None else names:
            if name not in known:
                raise ChoiceError(none_such("paper", name, known))
            try:
                paper = loader.load(name)
            except IMPORT_ERRORS as error:
                found.broken[name] = f"{known[name]} cannot be imported: {error}"
                continue
            if issubclass(paper, Newspaper):
                found.papers[name] = paper
        return found

    def chosen(
        self,
        *,
        provinces: Iterable[str] = (),
        families: Iterable[str] = (),
        statuses: Iterable[str] = (),
    ) -> list[type[Newspaper]]:
        """Return the papers of any of these provinces, and families, and statuses; [] means any.

        Raises ChoiceError.
        """
        codes = {region_of(name) for name in provinces}
        kinds = {self.family(name) for name in families}
        for status in statuses:
            if status not in STATUSES:
                raise ChoiceError(none_such("status", status, STATUSES))
        return [
            paper
            for paper in self.papers.values()
            if (not codes or paper.region in codes)
            and (not kinds or kinds & families_of(paper))
            and (not statuses or paper.status in statuses)
        ]

    def family(self, name: str) -> str:
        """Return a family's name as the registry spells it. Raises ChoiceError."""
        known = set().union(*(families_of(paper) for paper in self.papers.values()), {"own"})
        if name.lower() not in known:
            raise ChoiceError(none_such("family", name, known))
        return name.lower()


def region_of(name: str) -> str | None:
    """Return the code of a province given by name, code or a short name; None for "nasional".

    Raises ChoiceError.
    """
    wanted = plain(name)
    if wanted == NATIONAL:
        return None
    for code, region in REGIONS.items():
        if wanted in {plain(code), plain(region.name)}:
            return code
    if short := region_of_place(name):  # ntb, kaltim
        return short
    names = [region.name for region in REGIONS.values()]
    raise ChoiceError(none_such("province", name, [*names, NATIONAL]))


def plain(text: str) -> str:
    """Return a name in small letters with single spaces, whichever way its words were joined."""
    return " ".join(re.split(r"[\s_-]+", text.strip().lower()))


def none_such(kind: str, name: str, known: Iterable[str]) -> str:
    """Return the sentence that there is no such thing, and what is near."""
    spelled = {one.lower(): one for one in known}
    near = difflib.get_close_matches(name.lower(), spelled, 3)
    hint = f"; did you mean {' or '.join(spelled[one] for one in near)}?" if near else ""
    return f"no {kind} is called {name!r}{hint or '; see `scrapy sites`'}"


def bases_of(paper: type[Newspaper]) -> list[type]:
    """Return the families that a paper stands on, nearest first."""
    return [base for base in paper.__mro__[1:] if ".families." in base.__module__]


def family_of(paper: type[Newspaper]) -> str:
    """Return the name of the family that a paper stands on; "own" when it stands alone."""
    bases = bases_of(paper)
    return module_name(bases[0]) if bases else "own"


def families_of(paper: type[Newspaper]) -> set[str]:
    """Return all names that a paper's family goes by: of its modules, and of its classes."""
    bases = bases_of(paper)
    classes = {base.__name__.removesuffix("Spider").lower() for base in bases}
    return {module_name(base) for base in bases} | classes or {"own"}


def module_name(base: type) -> str:
    """Return the short name of a family's module; WordPress's themes are WordPress."""
    return base.__module__.rpartition(".")[2].removesuffix("_themes")


def province_of(paper: type[Newspaper]) -> str:
    """Return the name of a paper's province; "nasional" for one of all provinces."""
    return REGIONS[paper.region].name if paper.region else NATIONAL
