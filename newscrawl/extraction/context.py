"""A page during extraction, with what is known of it so far."""

from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from newscrawl.extraction.model import Hint, Rules
from newscrawl.page.declared import Metadata
from newscrawl.page.document import Document
from newscrawl.page.lines import ArticleSpan, Line

NOWHERE = ArticleSpan(None, None, None)


@dataclass(slots=True, kw_only=True)
class Page:
    """A parsed page, its lines, what it declares, and what the caller knows.

    `now` is the aware time of the fetch. `span` says where headline and text stand among the
    lines, once they are found.
    """

    document: Document
    lines: list[Line]
    data: Metadata
    rules: Rules
    now: datetime
    hint: Hint | None = None
    span: ArticleSpan = NOWHERE
    #: The headline of the next story on the page, whose lines are not among `lines`.
    beyond: HtmlElement | None = None
