"""Families: templates that papers share, one family or a group of themes a module."""

import inspect
from importlib import import_module
from typing import Final

from newscrawl.sites.definition import Newspaper

#: The modules in the order in which a page is held against what marks their families: networks,
#: then themes before the systems that they run on.
MODULES: Final = (
    "tribun antara suara detik idntimes jpnn jawapos disway rmol viva republika kompas sindonews "
    "rri promedia wordpress_themes wordpress blogger"
).split()


def families() -> list[type[Newspaper]]:
    """Return the families in the order in which they are looked for: the first that fits counts.

    Within a module a family that stands on another comes before it.
    """
    return [cls for module in MODULES for cls in families_of(module)]


def families_of(module: str) -> list[type[Newspaper]]:
    """Return the families of a module as they stand there, but a subclass before its base."""
    members = vars(import_module(f"{__name__}.{module}")).values()
    classes = [
        one
        for one in members
        if inspect.isclass(one)
        and issubclass(one, Newspaper)
        and one.__module__ == f"{__name__}.{module}"
    ]
    return sorted(classes, key=lambda cls: -len(cls.__mro__))
