"""Turns lines into rows of Parquet: typed, with every time as an instant and as its own day.

A moment of a line is a day alone, or a time with the offset that the paper keeps. A column of
Parquet has one type, and keeps no offset. So `date_published` is the instant, null where only the
day is known; `date_published_local` is the paper's own clock; `date_published_day` the paper's own
day, which is there in both cases. Nothing is invented, and the three give back the line's text.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from newscrawl.lake.columns import Column, Kind, columns

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("Parquet needs pyarrow: pip install 'newscrawl[parquet]'") from error

INSTANT: Final = pa.timestamp("us", tz="UTC")
SIMPLE: Final[Mapping[Kind, pa.DataType]] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "instant": INSTANT,
}
#: What a column of a moment becomes besides: the paper's own clock, and its own day.
LOCAL, DAY = "_local", "_day"


def type_of(one: Column) -> pa.DataType:
    """Return the type of a column that is no moment."""
    if one.kind == "list":
        return pa.list_(type_of(one.within[0]))
    if one.kind == "struct":
        return pa.struct([pa.field(member.name, type_of(member)) for member in one.within])
    return SIMPLE[one.kind]


def fields_of(one: Column) -> list[pa.Field]:
    """Return the fields of the table for a column of the line."""
    if one.kind != "moment":
        told = {"description": one.description}
        return [pa.field(one.name, type_of(one), nullable=one.nullable, metadata=told)]
    return [
        pa.field(
            one.name,
            INSTANT,
            metadata={"description": f"{one.description} The instant; null for a day alone."},
        ),
        pa.field(
            one.name + LOCAL,
            pa.timestamp("us"),
            metadata={"description": f"{one.name} by the paper's own clock."},
        ),
        pa.field(
            one.name + DAY,
            pa.date32(),
            metadata={"description": f"The paper's own day of {one.name}."},
        ),
    ]


COLUMNS: Final = columns()
SCHEMA: Final = pa.schema([field for one in COLUMNS for field in fields_of(one)])


def row(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line as a row of SCHEMA.

    Raises ValueError for a line of another schema: a missing field, a time that is none.
    """
    missing = [one.name for one in COLUMNS if not one.nullable and line.get(one.name) is None]
    if missing:
        raise ValueError(f"no {', '.join(missing)}")
    found: dict[str, Any] = {}
    for one in COLUMNS:
        value = line.get(one.name)
        if one.kind == "moment":
            found |= moment(one.name, value)
        else:
            found[one.name] = datetime.fromisoformat(str(value)) if one.kind == "instant" else value
    return found


def moment(name: str, text: Any) -> dict[str, Any]:
    """Return the three columns of a line's time. Raises ValueError."""
    nothing: dict[str, Any] = {name: None, name + LOCAL: None, name + DAY: None}
    if text is None:
        return nothing
    if "T" not in text:
        return {**nothing, name + DAY: date.fromisoformat(str(text))}
    told = datetime.fromisoformat(str(text))
    local = told.replace(tzinfo=None)
    return {name: told.astimezone(UTC), name + LOCAL: local, name + DAY: local.date()}


def table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return rows as a table. Raises pa.ArrowInvalid for a value of another type."""
    return pa.Table.from_pylist(list(rows), schema=SCHEMA)
