"""Loads one paper without importing the others: 350 papers start as fast as one.

The modules' source is looked through for names. Nothing is kept that could fall behind the code.
"""

import builtins
import importlib
import pkgutil
import re
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from importlib.util import find_spec

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.spider import iter_spider_classes

#: A class, or a name among its facts, each at the depth at which spiders state them.
STATEMENT = re.compile(
    r"^class (?P<cls>\w+)"
    r"|^    name(?:\s*:[^=\n]+)?\s*=\s*(?P<quote>['\"])(?P<name>[^'\"\n]+)(?P=quote)"
    r"[ \t]*(?:#.*)?$",
    re.MULTILINE,
)


class SiteLoader(SpiderLoader):
    """Scrapy's spider loader, which imports a module only when one of its papers is asked for.

    `list()` and `find_by_request()` import all, as Scrapy does; a module that fails to import fails
    then, or when one of its own papers is loaded. Names given twice are reported as Scrapy does.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self._modules: dict[str, str] = {}
        self._all_loaded = self._duplicates_told = False
        super().__init__(settings)

    def names(self) -> dict[str, str]:
        """Return the module of every name that a spider states, without importing any."""
        return dict(self._modules)

    def twins(self) -> dict[str, builtins.list[str]]:
        """Return the classes of every name that more than one states."""
        return {
            name: [f"{module}.{cls}" for module, cls in places]
            for name, places in self._found.items()
            if len(places) > 1
        }

    def modules(self) -> Iterator[str]:
        """Yield the names of the modules that may hold papers."""
        for package in self.spider_modules:
            yield from module_names(package)

    def load(self, spider_name: str) -> type[Spider]:
        """Return the paper of that name. Raises KeyError, and what its module raises."""
        if spider_name not in self._spiders and spider_name in self._modules and not self.warn_only:
            module = importlib.import_module(self._modules[spider_name])
            self._spiders |= {cls.name: cls for cls in iter_spider_classes(module)}
        if spider_name not in self._spiders:  # a name that is computed, or none at all
            self._complete()
        return super().load(spider_name)

    def list(self) -> builtins.list[str]:
        """Return the names of all papers."""
        self._complete()
        return super().list()

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Return the names of the papers that may handle a request."""
        self._complete()
        return super().find_by_request(request)

    def _load_all_spiders(self) -> None:
        """Look through the sources; Scrapy calls it when the loader is made."""
        for package in self.spider_modules:
            for module, cls, name in stated_names(package):
                self._found[name].append((module, cls))
                self._modules[name] = module
        self._check_name_duplicates()

    def _complete(self) -> None:
        if not self._all_loaded:
            self._all_loaded = True
            self._found.clear()
            super()._load_all_spiders()

    def _check_name_duplicates(self) -> None:
        if not self._duplicates_told:
            super()._check_name_duplicates()
        self._duplicates_told = any(len(places) > 1 for places in self._found.values())


def stated_names(package: str) -> Iterator[tuple[str, str, str]]:
    """Yield module, class and name of the spiders that a package's modules state."""
    for module in module_names(package):
        cls = ""
        for found in STATEMENT.finditer(source_of(find_spec(module))):
            if found["cls"]:
                cls = found["cls"]
            else:
                yield module, cls, found["name"]


def module_names(package: str) -> Iterator[str]:
    """Yield the names of a package and its modules; a folder or a zip file alike."""
    yield package
    spec = find_spec(package)
    if spec is not None and spec.submodule_search_locations is not None:
        places = spec.submodule_search_locations
        yield from (one.name for one in pkgutil.walk_packages(places, f"{package}."))


def source_of(spec: ModuleSpec | None) -> str:
    """Return a module's source; empty when there is none, as of a compiled one."""
    # Both of Python's loaders, from folders and from zip files, have get_source.
    read = getattr(spec.loader, "get_source", None) if spec else None
    return (read(spec.name) or "") if read and spec else ""
