"""Says at the start what a run was asked for, and refuses a window that holds nothing for it."""

import logging
from typing import Any, cast

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured

from newscrawl.crawler.component import Component
from newscrawl.crawler.run_control import ledger_of
from newscrawl.crawler.settings_addon import places_of
from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.backfill import Reach, is_past
from newscrawl.monitoring.outcome import (
    ALL_READ,
    OTHER_SECTIONS,
    REFUSAL,
    UNKNOWN_SECTION,
    FinishReason,
    named,
)
from newscrawl.monitoring.summary import counted
from newscrawl.sites.article import section_key
from newscrawl.sites.sections import sections_of
from newscrawl.storage.lines import feeds

logger = logging.getLogger(__name__)


class Scope(Component):
    """Extension: logs the window, refuses one that no source reaches, reports an unknown section.

    A section is unknown when articles were read, not one is of it, no listing of it was found, and
    no stored line of the paper is of it either. Stat: newscrawl/unknown_section.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not issubclass(crawler.spidercls, NewsSpider):
            raise NotConfigured
        super().__init__(crawler)
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @property
    def paper(self) -> NewsSpider:
        """The paper of the run."""
        return cast("NewsSpider", self.crawler.spider)

    def opened(self) -> None:
        """Log the window. Raises CloseSpider when there is nothing in it."""
        window_start = ledger_of(self.crawler).window_start
        self.paper.plan()
        window, asked = self.paper.window, self.paper.arguments
        begin, end = (f"{moment:%Y-%m-%d %H:%M}" for moment in window)
        if window.since >= window.until:
            raise self.refused(
                f"The window is empty, from {begin} to {end}: give an earlier -a since=DAY too"
            )
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
        if self.paper.looks_back:
            self.tell_way_back()

    def tell_way_back(self) -> None:
        """Log how a run goes back in time. Raises CloseSpider when it cannot."""
        paper, walk = self.paper, self.paper.backfill
        if walk:
            standing, first = walk.standing(), walk.sources[0]
            sentence = "%d days, of which earlier runs read %d; first by %s"
            logger.info(sentence, standing.asked, standing.before, first.url)
            if walk.complete:
                self.crawler.stats.set_value(ALL_READ, 1)
        elif paper.reach is Reach.NEWEST and is_past(paper.window.until, paper.started):
            raise self.refused(
                f"{paper.name} cannot go back to {paper.window.last_day}: its sources name only "
                "the newest articles, and none can be asked for a date; -a since=DAY without "
                "until takes what they still name"
            )
        elif paper.reach is Reach.NEWEST:
            sentence = "%s cannot go back so far: its sources name only the newest articles"
            logger.warning(sentence, paper.name)
        elif not paper.arguments.section:
            sentence = (
                "No source of %s can be asked for a date: all its pages are walked from today's"
            )
            logger.warning(sentence, paper.name)

    def refused(self, sentence: str) -> CloseSpider:
        """Return the exception that ends the run before anything is asked for."""
        logger.error(sentence)
        self.crawler.stats.set_value(REFUSAL, sentence)
        return CloseSpider(FinishReason.WRONG_USAGE)

    def closed(self) -> None:
        """Log that no article is of the section asked for, and which sections there are."""
        stats: dict[str, Any] = self.crawler.stats.get_stats()
        wanted, others = self.paper.arguments.section, named(stats, OTHER_SECTIONS)
        found = stats.get("item_scraped_count", 0) or self.paper.of_section
        if wanted is None or found or not others:
            return
        root = places_of(self.crawler.settings).root
        earlier = sections_of(feeds(root / "articles" / self.paper.name))
        if section_key(wanted) in {section_key(one.name) for one in earlier}:
            return
        self.crawler.stats.set_value(UNKNOWN_SECTION, 1)
        logger.error("No article is of section %s; seen were %s", wanted, counted(others))
