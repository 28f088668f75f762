"""Writes a paper's class into its province's module, formatted as the project's code is.

Pure: texts in, texts out. What a page said is written as literals, never as code.
"""

import ast
import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from newscrawl.regions import REGIONS

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


def module_docstring(region: str | None) -> str:
    """Return the docstring of a province's new module."""
    return f'"""The papers of {REGIONS[region].name if region else "all provinces"}."""\n'


def with_class(source: str, parts: ClassParts) -> str:
    """Return a module's source with the class at its alphabetical place and its imports added.

    Raises ValueError when a class of that name, or a paper of that name, is there already.
    """
    tree = ast.parse(source)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    if parts.cls in {node.name for node in classes}:
        raise ValueError(f"the module has a class {parts.cls} already")
    lines = source.splitlines(keepends=True)
    after = next((node for node in classes if node.name > parts.cls), None)
    if after is not None:
        at = (min([after.lineno, *(one.lineno for one in after.decorator_list)])) - 1
        at = above_comments(lines, at)
        lines[at:at] = [parts.text(), "\n", "\n"]
    else:
        lines += ["\n", "\n", parts.text()]
    wanted = [
        (parts.base_module, parts.base),
        *(("newscrawl.discovery.sources", n) for n in parts.uses),
    ]
    return with_imports("".join(lines), wanted)


def above_comments(lines: list[str], at: int) -> int:
    """Return the first of the comment lines that stand directly above a line."""
    while at > 0 and lines[at - 1].startswith("#"):
        at -= 1
    return at


def with_imports(source: str, wanted: list[tuple[str, str]]) -> str:
    """Return a module's source with these names imported, its own imports in the linter's order."""
    tree = ast.parse(source)
    own = [
        node
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("newscrawl.")
    ]
    names: dict[str, set[str]] = {}
    for node in own:
        given = names.setdefault(node.module or "", set())
        given |= {f"{one.name} as {one.asname}" if one.asname else one.name for one in node.names}
    for module, name in wanted:
        names.setdefault(module, set()).add(name)
    block = "".join(
        import_line(module, sorted(names[module], key=member_order)) for module in sorted(names)
    )
    lines = source.splitlines(keepends=True)
    if own:
        lines[own[0].lineno - 1 : own[-1].end_lineno] = [block]
        return "".join(lines)
    head = tree.body[0].end_lineno if tree.body and ast.get_docstring(tree) else 0
    lines[head:head] = ["\n" if head else "", block]
    return "".join(lines)


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
