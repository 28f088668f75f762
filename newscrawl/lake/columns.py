"""Says of which type each field of a line is, for tables and for the schemas of other systems.

All is read from the fields of Article, so a new field of the line is a new column by itself.
"""

from collections.abc import Iterator
from dataclasses import fields
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from newscrawl.items import DATE_PATTERN, WITH_LAYER, Article

#: `moment` is a text that is a day alone, or a time with its offset; `instant` a time in UTC.
Kind = Literal["text", "integer", "number", "boolean", "moment", "instant", "list", "struct"]

SIMPLE: dict[type, Kind] = {str: "text", int: "integer", float: "number", bool: "boolean"}


class Column(NamedTuple):
    """A field of the line: its kind, whether it may be null, and what it means.

    A list has the column of its members, a struct those of its fields.
    """

    name: str
    kind: Kind
    nullable: bool
    description: str
    within: tuple["Column", ...] = ()


def columns() -> tuple[Column, ...]:
    """Return the columns of a line, in its order."""
    return tuple(columns_of(Article))


def columns_of(cls: type) -> Iterator[Column]:
    """Yield the columns of a dataclass."""
    hints = get_type_hints(cls)
    for one in fields(cls):
        schema = one.metadata["schema"]
        told = column(one.name, hints[one.name], schema["description"])
        if schema.get("pattern") == DATE_PATTERN:
            told = told._replace(kind="moment")
        elif one.name == "fetched_at":
            told = told._replace(kind="instant")
        yield told


def column(name: str, hint: Any, description: str) -> Column:
    """Return the column of a field of this type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in {UnionType, Union}:
        inner = next(arg for arg in args if arg is not type(None))
        return column(name, inner, description)._replace(nullable=True)
    if origin is Literal:
        return Column(name, "text", nullable=False, description=description)
    if origin is list:
        member = column("item", args[0], "")
        return Column(name, "list", nullable=False, description=description, within=(member,))
    if origin is dict:  # the layers: the same fields in every line
        layers = tuple(Column(field, "text", True, "") for field in WITH_LAYER)
        return Column(name, "struct", nullable=False, description=description, within=layers)
    if hint in SIMPLE:
        return Column(name, SIMPLE[hint], nullable=False, description=description)
    within = tuple(columns_of(hint))
    return Column(name, "struct", nullable=False, description=description, within=within)
