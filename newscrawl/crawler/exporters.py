"""Writes feeds: JSON lines, CSV and XML with one text a cell, and Parquet."""

import json
from typing import IO, Any

from itemadapter import ItemAdapter
from scrapy.exporters import (
    BaseItemExporter,
    CsvItemExporter,
    JsonLinesItemExporter,
    XmlItemExporter,
)
from scrapy.utils.serialize import ScrapyJSONEncoder

from newscrawl.items import Article, as_line

#: Between the names and tags of a list.
PARTING = "; "


def cell(value: Any) -> Any:
    """Return a field as a cell takes it: lists of texts joined, what is nested as JSON."""
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return PARTING.join(value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, cls=ScrapyJSONEncoder)
    return value


class LineExporter(JsonLinesItemExporter):
    """Scrapy's exporter of JSON lines; takes an article's line whole, not field by field."""

    def export_item(self, item: Any) -> None:
        """Write a line."""
        if isinstance(item, Article) and not self.fields_to_export:
            line = self.encoder.encode(as_line(item)) + "\n"
            self.file.write(line.encode(self.encoding or "utf-8"))
        else:
            super().export_item(item)


class CsvExporter(CsvItemExporter):
    """Scrapy's CSV exporter, with JSON in place of Python's notation for nested values."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Return a cell."""
        return super().serialize_field(field, name, cell(value))


class XmlExporter(XmlItemExporter):
    """Scrapy's XML exporter with the same cells; absent values are empty, not `None`."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Return an element's text."""
        shown = cell(value)
        return super().serialize_field(field, name, "" if shown is None else shown)


class ParquetExporter(BaseItemExporter):
    """Writes a Parquet file: the columns of `scrapy parquet`, rows of a group at a time."""

    #: Rows of a group: what is held in memory.
    GROUP = 5000

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.file = file
        self._rows: list[dict[str, Any]] = []
        self._writer: Any = None

    def start_exporting(self) -> None:
        """Open the file. Raises ImportError with what to install."""
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415 - an extra

        from newscrawl.lake.rows import SCHEMA  # noqa: PLC0415

        self._writer = ParquetWriter(self.file, SCHEMA, compression="zstd")

    def export_item(self, item: Any) -> None:
        """Take an article."""
        from newscrawl.lake.rows import row  # noqa: PLC0415

        self._rows.append(row(ItemAdapter(item).asdict()))
        if len(self._rows) >= self.GROUP:
            self._write()

    def finish_exporting(self) -> None:
        """Write what is left, and the end of the file."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        from newscrawl.lake.rows import table  # noqa: PLC0415

        if self._rows:
            self._writer.write_table(table(self._rows))
            self._rows.clear()
