"""Changes facts in a paper's class, in the text of its module: everything else stays as it is.

Pure: texts in, texts out. Places are found in the syntax tree; comments, other facts and other
classes are not touched, and what is written is formatted as the project's code is.
"""

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from newscrawl.sites.definition import fact_types
from newscrawl.sites.scaffold import WIDTH, ClassParts, import_line, member_order, raw_literal

INDENT = "    "
#: What a docstring's first sentence says of the rules' ground; one that was written here before.
GROUND = re.compile(r"Rests on (.*?\.)(?=\s|$)", re.DOTALL)
OURS = re.compile(r"Rests on (?:a page|\d pages) read on \d{4}-")
BEFORE = "Before that on"


class RewriteError(ValueError):
    """Raised where a module's text is not as it is expected to be."""


class Alternative(NamedTuple):
    """One more alternative of a pattern: a regular expression, or source text that gives one."""

    pattern: str = ""
    source: str = ""

    @property
    def term(self) -> str:
        """The source text that is added to the pattern as it was."""
        return f'"|" + {self.source}' if self.source else raw_literal(f"|{self.pattern}")


class Change(NamedTuple):
    """What is to be changed in a class.

    `facts` are values as source text, or Alternatives to the pattern as it is; `ground` is the
    docstring's sentence on what the rules rest on; `uses` are names to import with their modules.
    """

    facts: Mapping[str, str | Alternative]
    ground: str
    #: Whether what the rules rested on before is still worth reading.
    keeps_ground: bool = False
    uses: frozenset[tuple[str, str]] = frozenset()


class Edit(NamedTuple):
    """A text in place of what stands between two places of a module, in bytes."""

    start: int
    end: int
    text: str


def rewritten(source: str, cls: str, change: Change) -> str:
    """Return a module's text with a class changed. Raises RewriteError."""
    module = Module(source)
    node = next((one for one in module.classes() if one.name == cls), None)
    if node is None:
        raise RewriteError(f"no class {cls} in the module")
    stated = {name: part for part in node.body for name in names_of(part)}
    edits = list(new_docstring(module, node, change))
    fresh: dict[int, list[str]] = {}
    for fact, value in change.facts.items():
        if fact in stated:
            edits.append(replacement(module, stated[fact], value))
        else:
            line = written(fact, value, base=ast.unparse(node.bases[0]))
            fresh.setdefault(place_for(module, node, stated, fact), []).append(line)
    known = list(fact_types())
    for at, lines in fresh.items():
        ordered = sorted(lines, key=lambda line: known.index(line.split()[0]))
        edits.append(Edit(at, at, "".join(f"{line}\n" for line in ordered)))
    return with_names(module.edited(edits), change.uses)


class Module:
    """A module's text and its syntax tree, whose columns are bytes."""

    def __init__(self, source: str) -> None:
        self.bytes = source.encode()
        self.tree = ast.parse(source)
        self.starts = [0]
        for line in self.bytes.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def classes(self) -> Iterator[ast.ClassDef]:
        """Yield the classes of the module."""
        return (one for one in self.tree.body if isinstance(one, ast.ClassDef))

    def at(self, line: int, column: int = 0) -> int:
        """Return the place of a line, counted from 1, and a column of it."""
        return self.starts[line - 1] + column

    def end(self, node: ast.stmt | ast.expr) -> int:
        """Return the place behind a node."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.at(node.end_lineno, node.end_col_offset)

    def text(self, start: int, end: int) -> str:
        """Return the text between two places."""
        return self.bytes[start:end].decode()

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the text with edits, which do not overlap."""
        text = self.bytes
        for edit in sorted(edits, key=lambda one: one.start, reverse=True):
            text = text[: edit.start] + edit.text.encode() + text[edit.end :]
        return text.decode()


def names_of(part: ast.stmt) -> list[str]:
    """Return the names that a statement of a class binds."""
    if isinstance(part, ast.Assign):
        return [one.id for one in part.targets if isinstance(one, ast.Name)]
    if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
        return [part.target.id]
    return []


def place_for(module: Module, node: ast.ClassDef, stated: Mapping[str, ast.stmt], fact: str) -> int:
    """Return where a fact that is not stated yet belongs: behind those that go before it."""
    known = list(fact_types())
    before = [
        part
        for name, part in stated.items()
        if name in known and known.index(name) < known.index(fact)
    ]
    last = max(before or node.body[:1], key=lambda part: part.lineno)
    assert last.end_lineno is not None
    return module.at(last.end_lineno + 1)


def replacement(module: Module, part: ast.stmt, value: str | Alternative) -> Edit:
    """Return the edit that gives a stated fact its new value; comments within move above it."""
    assert isinstance(part, ast.Assign | ast.AnnAssign)
    target = part.targets[-1] if isinstance(part, ast.Assign) else part.annotation
    start = module.at(part.lineno)
    head = module.text(start, module.end(target)).strip()
    old = module.text(module.end(target), module.end(part)).partition("=")[2].strip()
    if isinstance(value, Alternative):
        text = f"{INDENT}{head} = {extended(head, old, part.value, value)}"
        return Edit(start, module.end(part), text)
    above = "".join(f"{INDENT}{comment}\n" for comment in comments_in(old))
    return Edit(start, module.end(part), f"{above}{INDENT}{head} = {value}")


def comments_in(code: str) -> list[str]:
    """Return the comments in an expression's text."""
    tokens = tokenize.generate_tokens(io.StringIO(f"({code}\n)").readline)
    return [one.string for one in tokens if one.type == tokenize.COMMENT]


def extended(head: str, old: str, value: ast.expr | None, more: Alternative) -> str:
    """Return a pattern's source text with one more alternative."""
    whole = value.value if isinstance(value, ast.Constant) else None
    if isinstance(whole, str) and more.pattern and not comments_in(old):
        line = raw_literal(f"{whole}|{more.pattern}" if whole else more.pattern)
        if fits(head, line):
            return line
    if isinstance(whole, str) and not more.source:
        inner = old[1:-1].strip("\n") if old.startswith("(") else INDENT * 2 + old
        return f"(\n{inner.rstrip()}\n{INDENT * 2}{more.term}\n{INDENT})"
    terms = operands(old)
    if comments_in(old) or any("\n" in term for term in terms):
        raise RewriteError(f"`{head}` is more than a sum of literals: it is left to you")
    return added(head, [*terms, *more.term.split(" + ", 1)])


def operands(code: str) -> list[str]:
    """Return the terms of a sum's source text; of anything else the text itself."""
    text = f"({code}\n)"
    node, found = ast.parse(text, mode="eval").body, list[ast.expr]()
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        found.insert(0, node.right)
        node = node.left
    return [ast.get_source_segment(text, one) or "" for one in (node, *found)]


def added(head: str, terms: list[str]) -> str:
    """Return a sum of source texts, on one line where it fits behind `    head = `."""
    line = " + ".join(terms)
    if fits(head, line):
        return line
    inner = INDENT * 2 + line
    if len(inner) > WIDTH:
        inner = INDENT * 2 + f"\n{INDENT * 2}+ ".join(terms)
    return f"(\n{inner}\n{INDENT})"


def fits(head: str, value: str) -> bool:
    """Return whether a fact fits on one line."""
    return len(f"{INDENT}{head} = {value}") <= WIDTH


def written(fact: str, value: str | Alternative, *, base: str) -> str:
    """Return a fact that is stated anew, a pattern behind that of the class's base."""
    if isinstance(value, Alternative):
        value = added(fact, [f"{base}.{fact}", *value.term.split(" + ", 1)])
    return f"{INDENT}{fact} = {value}"


# A class that is new


def with_class(source: str, parts: ClassParts) -> str:
    """Return a module's source with the class at its alphabetical place and its imports added.

    Raises ValueError when a class of that name, or a paper of that name, is there already.
    """
    classes = list(Module(source).classes())
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
    return with_names("".join(lines), wanted)


def above_comments(lines: list[str], at: int) -> int:
    """Return the first of the comment lines that stand directly above a line."""
    while at > 0 and lines[at - 1].startswith("#"):
        at -= 1
    return at


# The docstring


def new_docstring(module: Module, node: ast.ClassDef, change: Change) -> Iterator[Edit]:
    """Yield the edit that says what the rules rest on, in place of the sentence that said so.

    What stands behind it stays, on the same line or as a paragraph.
    """
    first = node.body[0]
    known = ast.get_docstring(node)
    if known is None or not isinstance(first, ast.Expr):
        raise RewriteError(f"{node.name} has no docstring")
    if "\\" in known or '"""' in known:
        raise RewriteError(f"{node.name}: its docstring has characters to be escaped")
    paragraph, *others = known.split("\n\n")
    told = GROUND.match(paragraph)
    left = " ".join((paragraph[told.end() :] if told else paragraph).split())
    paragraphs = [f"{INDENT}{change.ground}"]
    if left and not others and len(f'{INDENT}"""{change.ground} {left}"""') <= WIDTH:
        paragraphs = [f"{INDENT}{change.ground} {left}"]
    elif left:
        paragraphs.append(wrapped(left))
    if told and change.keeps_ground and not OURS.match(told[0]):
        paragraphs.insert(1, wrapped(f"{BEFORE} {told[1]}"))
    paragraphs += [textwrap.indent(one, INDENT) for one in others]
    text = "\n\n".join(paragraphs).removeprefix(INDENT)
    end = f"\n{INDENT}" if len(paragraphs) > 1 else ""
    start = module.at(first.lineno)
    yield Edit(start, module.end(first), f'{INDENT}"""{text}{end}"""')


def wrapped(text: str) -> str:
    """Return a paragraph of a class's docstring."""
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=INDENT,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


# Imports


def with_names(source: str, uses: Iterable[tuple[str, str]]) -> str:
    """Return a module's text that imports these names of the project's, and none without use."""
    module = Module(source)
    used = {one.id for one in ast.walk(module.tree) if isinstance(one, ast.Name)}
    wanted: dict[str, set[str]] = {}
    for where, name in uses:
        wanted.setdefault(where, set()).add(name)
    edits: list[Edit] = []
    own = [
        one
        for one in module.tree.body
        if isinstance(one, ast.ImportFrom) and (one.module or "").startswith("newscrawl.")
    ]
    for node in own:
        given = {one.name for one in node.names if (one.asname or one.name) in used}
        names = given | wanted.pop(str(node.module), set())
        if any(one.asname for one in node.names) or names == {one.name for one in node.names}:
            continue
        line = import_line(str(node.module), sorted(names, key=member_order)) if names else ""
        end = module.end(node)
        edits.append(Edit(module.at(node.lineno), end if line else end + 1, line.rstrip("\n")))
    fresh: dict[int, str] = {}
    head = [one for one in module.tree.body[:1] if ast.get_docstring(module.tree)]
    for where, names in sorted(wanted.items()):
        before = [one for one in own if str(one.module) < where][-1:] or ([] if own else head)
        at = module.end(before[0]) + 1 if before else module.at(own[0].lineno if own else 1)
        # The first import of a module stands below its docstring, a blank line between.
        blank = "" if own or not head else "\n"
        fresh[at] = fresh.get(at, blank) + import_line(where, sorted(names, key=member_order))
    edits += [Edit(at, at, lines) for at, lines in fresh.items()]
    return module.edited(edits)
