"""Writes CSV and XML feeds, with one text a cell."""

import json
from typing import Any

from scrapy.exporters import CsvItemExporter, XmlItemExporter
from scrapy.utils.serialize import ScrapyJSONEncoder

#: Between the names and tags of a list.
PARTING = "; "


def cell(value: Any) -> Any:
    """Return a field as a cell takes it: lists of texts joined, what is nested as JSON."""
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return PARTING.join(value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, cls=ScrapyJSONEncoder)
    return value


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
