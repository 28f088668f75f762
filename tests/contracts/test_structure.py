"""The house stays in order; its import contract stands in pyproject.toml and is held by lint."""

from importlib import import_module
from pathlib import Path

import pytest

PACKAGE = Path("newscrawl")
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_no_catch_alls():
    texts = {module: module.read_text(encoding="utf-8") for module in MODULES}
    catch_all = ("except Exception", "except:")
    assert [name for name, text in texts.items() if any(word in text for word in catch_all)] == []


@pytest.mark.parametrize("module", [m for m in MODULES if m.name == "__init__.py"], ids=str)
def test_what_a_room_offers_is_there(module):
    room = import_module(".".join(module.parent.parts))
    missing = [name for name in getattr(room, "__all__", []) if not hasattr(room, name)]
    assert not missing
