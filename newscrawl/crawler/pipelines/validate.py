"""Validates every article against the published schema; an invalid one is never written."""

from typing import Any

from jsonschema_rs import Draft202012Validator
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.crawler.component import Component
from newscrawl.items import Article, article_schema, as_line


class Validate(Component):
    """Pipeline: drops an article that breaks the schema.

    Stats: newscrawl/invalid/<field> counts the drops by the first field that is wrong.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.validator = Draft202012Validator(article_schema())

    def process_item(self, item: Article) -> Article:
        """Return the article if it keeps the schema. Raises DropItem."""
        fault = schema_fault(self.validator, as_line(item))
        if fault is None:
            return item
        field, message = fault
        self.crawler.stats.inc_value(f"newscrawl/invalid/{field}")
        raise DropItem(f"{item.url}: {field}: {message}", log_level="ERROR")


def schema_fault(validator: Draft202012Validator, line: dict[str, Any]) -> tuple[str, str] | None:
    """Return the first field that breaks the schema and why; None when the line keeps it."""
    if validator.is_valid(line):
        return None
    error = next(iter(validator.iter_errors(line)))
    field = str(error.instance_path[0]) if error.instance_path else "line"
    return field, error.message[:200]
