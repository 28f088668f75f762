"""Writes a paper's class as source, formatted as the project's code is.

Pure: texts in, texts out. What a page said is written as literals, never as code.
"""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

WIDTH = 100


class ClassParts(NamedTuple):
    """A newspaper's class: its base and where that is from, its docstring, its facts as source."""

    name: str
    base: str
    base_module: str
    doc: str
    facts: Mapping[str, str]
    #: Names of newscrawl.discovery.sources that the facts use.
    uses: tuple[str, ...] = ()

    @property
    def cls(self) -> str:
        """The class's name."""
        return "".join(word.capitalize() for word in self.name.split("_")) + "Spider"

    def text(self) -> str:
        """Return the class as source."""
        lines = [f"class {self.cls}({self.base}):", f'    """{self.doc}"""', ""]
        lines += [f"    {fact} = {value}" for fact, value in self.facts.items()]
        return "\n".join(lines) + "\n"


def literal(text: str) -> str:
    """Return a text as a Python literal, in the quotes that the formatter would choose."""
    quoted = json.dumps(text, ensure_ascii=False)
    if '"' in text and "'" not in text:
        return f"'{quoted[1:-1]}'".replace('\\"', '"')
    return quoted


def raw_literal(pattern: str) -> str:
    """Return a regular expression as a raw literal, or as a plain one where raw cannot hold it."""
    return literal(pattern) if '"' in pattern or pattern.endswith("\\") else f'r"{pattern}"'


def tuple_of(values: list[str], fact: str = "sources") -> str:
    """Return source texts as a tuple, on one line if it fits behind `    fact = `."""
    one_line = f"({', '.join(values)}{',' if len(values) == 1 else ''})"
    if len(f"    {fact} = ") + len(one_line) <= WIDTH:
        return one_line
    return "(\n" + "".join(f"        {value},\n" for value in values) + "    )"


def plain_doc(text: str) -> str:
    """Return a text that may stand in a docstring: on one line, without quotes and backslashes."""
    return re.sub(r"[^\w\s/.,:;()%?&=+…-]", "", " ".join(text.split()))


def member_order(name: str) -> tuple[int, str]:
    """Return where an imported name stands: constants, classes, then the rest."""
    kind = 0 if name.isupper() else 1 if name[:1].isupper() else 2
    return kind, name


def import_line(module: str, names: list[str]) -> str:
    """Return an import as the formatter writes it."""
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return line + "\n"
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"
