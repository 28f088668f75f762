"""Writes the schema of a line for the systems that read lines: `make schema`.

All are made from the fields of Article. A test holds the files in schema/ against what this writes.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newscrawl.items import SCHEMA_VERSION, schema_text
from newscrawl.lake.columns import Column, Kind, columns

FOLDER = Path("schema")
#: Where the lines lie, seen from the folder in which the files are read.
LINES = "output/articles/*/*.jsonl*"

DUCKDB: Mapping[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "moment": "VARCHAR",
    "instant": "TIMESTAMPTZ",
}
POLARS: Mapping[Kind, str] = {
    "text": "pl.String",
    "integer": "pl.Int64",
    "number": "pl.Float64",
    "boolean": "pl.Boolean",
    "moment": "pl.String",
    "instant": "pl.String",
}
BIGQUERY: Mapping[Kind, str] = {
    "text": "STRING",
    "integer": "INT64",
    "number": "FLOAT64",
    "boolean": "BOOL",
    "moment": "STRING",
    "instant": "TIMESTAMP",
    "struct": "RECORD",
}
FRICTIONLESS: Mapping[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "moment": "string",
    "instant": "datetime",
    "list": "array",
    "struct": "object",
}
ELASTIC: Mapping[Kind, str] = {
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
    "moment": "date",
    "instant": "date",
}
#: Texts in which words are looked for; all others are looked up as they stand.
PROSE = {"headline", "description", "article_body", "caption"}


def documents() -> dict[Path, str]:
    """Return the files and what they hold."""
    return {
        FOLDER / "article.schema.json": schema_text(),
        FOLDER / "datapackage.json": as_json(datapackage()),
        FOLDER / "articles.duckdb.sql": duckdb_view(),
        FOLDER / "article_polars.py": polars_schema(),
        FOLDER / "article.bigquery.json": as_json([bigquery(one) for one in columns()]),
        FOLDER / "article.elasticsearch.json": as_json(elasticsearch()),
    }


def as_json(value: Any) -> str:
    """Return a value as these files hold it."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def datapackage() -> dict[str, Any]:
    """Return the description of a folder of lines as a Frictionless Data Package."""
    return {
        "name": "newscrawl-articles",
        "title": "Articles of the regional press of Indonesia",
        "version": SCHEMA_VERSION,
        "resources": [
            {
                "name": "articles",
                "path": LINES,
                "format": "jsonl",
                "mediatype": "application/jsonl",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {
                            "name": one.name,
                            "type": FRICTIONLESS[one.kind],
                            "description": one.description,
                            "constraints": {"required": not one.nullable},
                        }
                        for one in columns()
                    ],
                    "primaryKey": [one.name for one in columns() if one.name in {"id", "revision"}],
                },
            }
        ],
    }


def duckdb_type(one: Column) -> str:
    """Return the type of a column in DuckDB."""
    if one.kind == "list":
        return f"{duckdb_type(one.within[0])}[]"
    if one.kind == "struct":
        # Quoted, since `offset` is a word of SQL's.
        members = ", ".join(f'"{member.name}" {duckdb_type(member)}' for member in one.within)
        return f"STRUCT({members})"
    return DUCKDB[one.kind]


def duckdb_view() -> str:
    """Return the SQL of a view of the lines, in which every column has one type.

    Read plainly, DuckDB takes a date for DATE, TIMESTAMPTZ or VARCHAR depending on the files.
    """
    told = "\n".join(f"    '{one.name}': '{duckdb_type(one)}'," for one in columns())
    moments = [one.name for one in columns() if one.kind == "moment"]
    instants = [
        f"CASE WHEN {name} LIKE '%T%' THEN {name}::TIMESTAMPTZ END AS {name}" for name in moments
    ]
    besides = [
        f"CASE WHEN {name} LIKE '%T%' THEN left({name}, 19)::TIMESTAMP END AS {name}_local,\n"
        f"  left({name}, 10)::DATE AS {name}_day"
        for name in moments
    ]
    replaced, added = ",\n    ".join(instants), ",\n  ".join(besides)
    return (
        "-- The lines as a view with the columns of `scrapy parquet`.\n"
        "-- A date is the instant (null for a day alone), the paper's own clock, its own day.\n"
        "CREATE OR REPLACE VIEW articles AS\n"
        f"SELECT\n  * REPLACE (\n    {replaced}\n  ),\n  {added}\n"
        f"FROM read_json(\n  '{LINES}',\n  format = 'newline_delimited',\n"
        f"  columns = {{\n{told}\n  }}\n);\n"
    )


def polars_type(one: Column) -> str:
    """Return the type of a column in Polars."""
    if one.kind == "list":
        return f"pl.List({polars_type(one.within[0])})"
    if one.kind == "struct":
        members = ", ".join(f'"{member.name}": {polars_type(member)}' for member in one.within)
        return f"pl.Struct({{{members}}})"
    return POLARS[one.kind]


def polars_schema() -> str:
    """Return a Python module with the schema of the lines for Polars.

    Read plainly, Polars fails on a field that is null in the first lines.
    """
    told = "\n".join(f'        "{one.name}": {polars_type(one)},' for one in columns())
    return (
        '"""The schema of a line for Polars: pl.scan_ndjson(files, schema=ARTICLE)."""\n\n'
        "import polars as pl\n\n"
        f"ARTICLE = pl.Schema(\n    {{\n{told}\n    }}\n)\n"
    )


def bigquery(one: Column) -> dict[str, Any]:
    """Return a column as `bq load --schema` takes it."""
    member = one.within[0] if one.kind == "list" else one
    mode = "REPEATED" if one.kind == "list" else "NULLABLE" if one.nullable else "REQUIRED"
    told: dict[str, Any] = {"name": one.name, "type": BIGQUERY[member.kind], "mode": mode}
    if one.description:
        told["description"] = one.description
    if member.kind == "struct":
        told["fields"] = [bigquery(inner) for inner in member.within]
    return told


def elasticsearch() -> dict[str, Any]:
    """Return the mapping of an index of Elasticsearch or OpenSearch."""
    return {"mappings": {"dynamic": "strict", "properties": properties(columns())}}


def properties(within: tuple[Column, ...]) -> dict[str, Any]:
    """Return the mapping of columns."""
    found: dict[str, Any] = {}
    for one in within:
        member = one.within[0] if one.kind == "list" else one
        if member.kind == "struct":
            found[one.name] = {"properties": properties(member.within)}
        elif member.kind == "text":
            found[one.name] = {"type": "text" if one.name in PROSE else "keyword"}
        else:
            found[one.name] = {"type": ELASTIC[member.kind]}
    return found


if __name__ == "__main__":
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")
