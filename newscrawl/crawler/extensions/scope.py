"""Says at the start what a run was asked for, and refuses an empty window."""

import logging
from typing import Any, Self, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured

from newscrawl.crawler.run_control import ledger_of
from newscrawl.crawler.spider import NewsSpider
from newscrawl.monitoring.outcome import OTHER_SECTIONS, UNKNOWN_SECTION, FinishReason, named
from newscrawl.monitoring.summary import counted
from newscrawl.sites.article import section_key
from newscrawl.sites.sections import feeds_of, sections_of

logger = logging.getLogger(__name__)


class Scope:
    """Extension: logs the window, refuses an empty one, and reports an unknown section.

    A section is unknown when articles were read, not one is of it, no listing of it was found, and
    no stored line of the paper is of it either. Stat: newscrawl/unknown_section.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the run. Raises NotConfigured when it is not one of a paper."""
        if not issubclass(crawler.spidercls, NewsSpider):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.opened, signals.spider_opened)
        crawler.signals.connect(extension.closed, signals.spider_closed)
        return extension

    @property
    def paper(self) -> NewsSpider:
        """The paper of the run."""
        return cast("NewsSpider", self.crawler.spider)

    def opened(self) -> None:
        """Log the window. Raises CloseSpider when there is nothing in it."""
        window_start = ledger_of(self.crawler).window_start
        window, asked = self.paper.run_window(window_start), self.paper.arguments
        begin, end = (f"{moment:%Y-%m-%d %H:%M}" for moment in window)
        if window.since >= window.until:
            sentence = "The window is empty, from %s to %s: give an earlier -a since=DAY too"
            logger.error(sentence, begin, end)
            raise CloseSpider(FinishReason.WRONG_USAGE)
        if asked.since:
            why = "as asked"
        elif window_start:
            why = "from where earlier runs ended; -a since=DAY goes further back"
        else:
            days = self.crawler.settings["NEWSCRAWL_FIRST_DAYS"]
            why = f"a first run goes back {days} days; -a since=DAY goes further"
        section = f" of section {asked.section}" if asked.section else ""
        end = end if asked.until else "now"
        name, zone = self.paper.name, f"{window.since:%Z}"
        logger.info("%s: articles%s from %s to %s %s, %s", name, section, begin, end, zone, why)

    def closed(self) -> None:
        """Log that no article is of the section asked for, and which sections there are."""
        stats: dict[str, Any] = self.crawler.stats.get_stats()
        wanted, others = self.paper.arguments.section, named(stats, OTHER_SECTIONS)
        found = stats.get("item_scraped_count", 0) or self.paper.of_section
        if wanted is None or found or not others:
            return
        earlier = sections_of(feeds_of(self.crawler.settings["NEWSCRAWL_OUTPUT"], self.paper.name))
        if section_key(wanted) in {section_key(one.name) for one in earlier}:
            return
        self.crawler.stats.set_value(UNKNOWN_SECTION, 1)
        logger.error("No article is of section %s; seen were %s", wanted, counted(others))
