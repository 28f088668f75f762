"""The house stays in order: imports go down, pure rooms stay pure, newspapers stay facts."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

PACKAGE = Path("newscrawl")
MODULES = sorted(PACKAGE.rglob("*.py"))

#: From the ground up. A room may import its own floor and those below it.
FLOORS = [
    {"items", "regions", "text", "urls", "dates", "arguments", "verdict", "breakage", "silence"},
    {"extraction", "page", "listing", "window", "truncation", "xml"},
    {"sources", "merging", "article", "state", "blockpage", "discovery"},
    {"near"},
    {"walk", "newspaper"},
    {"spider", "failures"},
    {"families"},
    {"spiders"},
]
#: Rooms beside the tower: Scrapy's parts and the doors; they may look at all floors but spiders.
BESIDE = {"pipelines", "middlewares", "extensions", "feeds", "commands", "api", "addon"}
BESIDE |= {"cause"}
BESIDE |= {"__main__", "settings", "newsstand", "resolver", "downloading", "robots"}
BESIDE |= {"loader", "catalogue", "many", "fetching", "probing", "recognise", "scaffold", "audit"}
BESIDE |= {"history", "timeline", "exporters", "console", "sections"}
BESIDE |= {"browser", "browsing"}
PURE = {
    "items",
    "regions",
    "text",
    "urls",
    "dates",
    "arguments",
    "verdict",
    "breakage",
    "silence",
    "extraction",
}
PURE |= {
    "listing",
    "window",
    "sources",
    "xml",
    "multipage",
    "merging",
    "article",
    "blockpage",
    "truncation",
    "walk",
    "newspaper",
    "state",
    "near",
    "page",
    "discovery",
}


def room(module):
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def floor_of(name):
    return next((n for n, rooms in enumerate(FLOORS) if name in rooms), None)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_go_down(module):
    own = room(module)
    for name in imports(module):
        if not name.startswith("newscrawl."):
            continue
        other = name.split(".")[1]
        assert other != "spiders" or own == "spiders", f"{module} imports a spider"
        if floor_of(own) is not None:
            assert floor_of(other) is not None, f"{module} imports {name}, which stands above it"
            assert floor_of(other) <= floor_of(own), f"{module} imports {name} from above"


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) in PURE], ids=str)
def test_pure_rooms_do_not_know_scrapy(module):
    assert not [name for name in imports(module) if name.split(".")[0] in {"scrapy", "twisted"}]


def test_every_room_has_its_place():
    rooms = {room(module) for module in MODULES} - {"__init__"}
    assert rooms <= set().union(*FLOORS) | BESIDE


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_catch_alls_and_no_long_modules(module):
    text = module.read_text(encoding="utf-8")
    assert "except Exception" not in text
    assert "except:" not in text
    assert len(text.splitlines()) <= 350, f"{module} has grown: it is telling you something"


@pytest.mark.parametrize("module", [m for m in MODULES if m.name == "__init__.py"], ids=str)
def test_what_a_room_offers_is_there(module):
    room = import_module(".".join(module.parent.parts))
    missing = [name for name in getattr(room, "__all__", []) if not hasattr(room, name)]
    assert not missing
