"""`scrapy crawl NAME`: Scrapy's command, with checked arguments and an exit code by outcome."""

import argparse
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from scrapy import Spider
from scrapy.commands.crawl import Command as CrawlCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from newscrawl.crawler.arguments import JOB, KNOWN, ArgumentError, parse_arguments
from newscrawl.crawler.console import not_begun_when_stopped
from newscrawl.crawler.process import spare_process
from newscrawl.crawler.settings_addon import nobody_to_reach, output_root, places_of, wrong_settings
from newscrawl.crawler.spider import NewsSpider
from newscrawl.monitoring.outcome import NO_RECORD, FinishReason, Verdict, cause, verdict
from newscrawl.monitoring.record import Notes, Run, run_record
from newscrawl.sites.definition import refusal
from newscrawl.sites.registry import none_such

logger = logging.getLogger(__name__)


def is_warning(record: logging.LogRecord) -> bool:
    """Return whether a line of the log is a warning at least."""
    return record.levelno >= logging.WARNING


def never(_: logging.LogRecord) -> bool:
    """Return that a line of the log is not needed."""
    return False


def has_begun(record: logging.LogRecord) -> bool:
    """Return whether a line that tells how far a run is tells of any page."""
    return not isinstance(record.args, dict) or record.args.get("pages") != 0


#: What Scrapy tells of itself, 130 lines a run, and of retries, which our own lines tell.
TALK = {
    "scrapy.addons": is_warning,
    "scrapy.core.engine": is_warning,
    "scrapy.crawler": is_warning,
    "scrapy.extensions.feedexport": is_warning,
    "scrapy.extensions.logstats": has_begun,
    "scrapy.middleware": is_warning,
    "scrapy.utils.log": is_warning,
    "scrapy.downloadermiddlewares.retry": never,
}


class Command(CrawlCommand):
    """Crawls one paper."""

    def long_desc(self) -> str:
        """Return what `scrapy crawl -h` says."""
        return (
            "Crawl one paper. Arguments: -a since=2026-11-01 -a until=2026-11-20 -a section=NAME "
            "-a max_articles=50 -a refetch=48h. The exit code is 0 when all went well."
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; keep Scrapy's own talk out of the log, unless -L DEBUG asks for it."""
        super().process_options(args, opts)
        assert self.settings is not None
        not_begun_when_stopped(self.settings)
        given = str(self.settings["LOG_LEVEL"]).upper()
        level = int(given) if given.isdecimal() else logging.getLevelNamesMapping().get(given)
        if level is None:
            levels = "DEBUG, INFO, WARNING, ERROR or CRITICAL"
            raise UsageError(f"the log level is {levels}")
        #: The lowest level that the log shows.
        self.shown = level
        if level > logging.DEBUG:
            for name, least in TALK.items():
                logging.getLogger(name).addFilter(least)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check what was asked, crawl, and set the exit code."""
        check_places(args)
        if len(args) != 1:
            many = f"; for many: scrapy crawlmany {' '.join(args)}" if args else ""
            raise UsageError(f"name one paper; `scrapy list` shows them all{many}")
        assert self.settings is not None
        assert self.crawler_process is not None
        loader = get_spider_loader(self.settings)
        try:
            paper = loader.load(args[0])
        except KeyError:
            raise self.refused(none_such("paper", args[0], loader.list())) from None
        sentence = (
            wrong_arguments(paper, opts.spargs)
            or refusal(paper, self.settings.getlist("NEWSCRAWL_PERMITTED"))
            or wrong_settings(self.settings)
        )
        if sentence:
            keep_refusal(self.settings, paper, opts.spargs, sentence)
            raise self.refused(sentence)
        sentence = nobody_to_reach(self.settings)
        if sentence:
            logger.warning(sentence)
        crawler = self._create_crawler(args[0])
        self.crawler_process.crawl(crawler, **opts.spargs)
        spare_process()
        self.crawler_process.start()
        job = JOB in opts.spargs
        if self.crawler_process.bootstrap_failed:
            self.exitcode = 1
            self.tell(logging.ERROR, "Verdict: not started, for the error above")
            return
        stats = crawler.stats.get_stats()
        # Stopped while the spider was being opened, it has no reason yet.
        outcome = verdict(stats) if "finish_reason" in stats else Verdict.INTERRUPTED
        self.exitcode = outcome.exit_code
        why = cause(stats) if "finish_reason" in stats else ""
        told = f": {why}" if why not in {"", outcome.word} else ""
        if job:
            told += f" (exit code {self.exitcode}, {stats.get('item_scraped_count', 0)} articles)"
        if NO_RECORD in stats:
            told += f"; no record of this run: {stats[NO_RECORD]}"
        if outcome is not Verdict.OK or NO_RECORD in stats:
            self.tell(logging.ERROR, f"Verdict: {outcome.word}{told}")
        elif job:
            self.tell(logging.INFO, f"Verdict: {outcome.word}{told}")

    def refused(self, sentence: str) -> UsageError:
        """Return the error that ends the command; it goes to a log file (Scrapyd's) too."""
        assert self.settings is not None
        if self.settings["LOG_FILE"]:
            self.tell(logging.ERROR, f"Verdict: {Verdict.WRONG_USAGE.word}: {sentence}")
        return UsageError(sentence)

    def tell(self, level: int, line: str) -> None:
        """Log a line at a level, or at that which LOG_LEVEL shows: a job has but this result."""
        logger.log(max(level, self.shown), line)


def wrong_arguments(paper: type[Spider], given: Mapping[str, str]) -> str | None:
    """Return what is wrong with the arguments of a crawl, in one sentence; None for nothing."""
    if not issubclass(paper, NewsSpider):
        return None
    try:
        parse_arguments(given, zone=paper.zone, now=datetime.now(UTC))
    except ArgumentError as error:
        return str(error)
    return None


def keep_refusal(
    settings: BaseSettings, paper: type[Spider], given: Mapping[str, str], sentence: str
) -> None:
    """Keep the record of a run that does not begin, where there is a place for it."""
    if output_root(settings) is None or not issubclass(paper, NewsSpider):
        return
    arguments = {name: value for name, value in given.items() if not name.startswith("_")}
    run = Run(paper.name, datetime.now(UTC), arguments, given.get(JOB))
    stats = {"finish_reason": FinishReason.WRONG_USAGE}
    try:
        places_of(settings).run_records().append(run_record(run, stats, Notes(), refusal=sentence))
    except OSError as error:
        logger.error("The record of this run cannot be written: %s", error)  # noqa: TRY400


def check_places(args: Sequence[str]) -> None:
    """Raise UsageError for arguments of a crawl that stand where the names of papers do."""
    names = [one.lstrip("-").partition("=")[0] for one in args]
    lost = [one.lstrip("-") for one, name in zip(args, names, strict=True) if name in KNOWN]
    if lost:
        shown = " ".join(f"-a {one if '=' in one else one + '=…'}" for one in lost)
        raise UsageError(f"arguments stand behind -a: {shown}")
