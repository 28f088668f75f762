"""Settings of the project, grouped; each with its reason.

Those under NEWSCRAWL_ may be given by the environment as well as by -s.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from scrapy.settings import default_settings

from newscrawl import __version__

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["newscrawl.spiders"]
# Imports the province of the paper that is crawled, not all 38.
SPIDER_LOADER_CLASS = "newscrawl.crawler.loader.SiteLoader"
NEWSPIDER_MODULE = "newscrawl.spiders"


def commands() -> str:
    """Return where the commands are: the module of the one that is given, else all of them.

    Scrapy imports each, with what it needs: for the others a crawl took 3 MB more, and 0.1 s.
    """
    given = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    module = f"newscrawl.commands.{given}"
    return module if given.isidentifier() and find_spec(module) else "newscrawl.commands"


COMMANDS_MODULE = commands()

# --- Where things lie ---------------------------------------------------------------------------
# One root for all that a run writes. Under Scrapyd the working directory is the server's and the
# code lies in a zip, so the root is absolute: the environment's, else output/ beside scrapy.cfg.


def output_root() -> str:
    """Return the output root: NEWSCRAWL_OUTPUT, else output/ beside scrapy.cfg.

    A relative one is made absolute by the add-on, which refuses it in Scrapyd's own folder.
    """
    given = os.environ.get("NEWSCRAWL_OUTPUT")
    if given:
        return given
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "scrapy.cfg").exists():
            return str(folder / "output")
    return "output"


NEWSCRAWL_OUTPUT = output_root()

# --- What is written ----------------------------------------------------------------------------
# The project's own feed, <output>/articles/<site>/<start>.jsonl, is set by the add-on, since it
# follows from the root. Its line is what makes an article "seen"; with -o/-O or FEEDS of the user's
# instead of it, the state is neither read nor written.
ADDONS = {"newscrawl.crawler.settings_addon.OutputRoot": 100}
FEED_EXPORT_ENCODING = "utf-8"  # Scrapy's default escapes everything that is not ASCII
FEED_STORAGES = {
    "": "newscrawl.crawler.feeds.LineStorage",
    "file": "newscrawl.crawler.feeds.LineStorage",
}
# `gz` and `zst` so that Scrapy takes `-o a.jsonl.gz`; the add-on then looks at the suffix before.
FEED_EXPORTERS = {
    **dict.fromkeys(
        ("jsonlines", "jsonl", "jl", "gz", "zst"), "newscrawl.crawler.exporters.LineExporter"
    ),
    "csv": "newscrawl.crawler.exporters.CsvExporter",
    "xml": "newscrawl.crawler.exporters.XmlExporter",
    "parquet": "newscrawl.crawler.exporters.ParquetExporter",
}
# "gzip" or "zstd" for files that are compressed, and readable after a kill all the same.
NEWSCRAWL_FEED_COMPRESSION = ""
# A store in place of the files, as s3://bucket/%(name)s/%(time)s.jsonl. It has a line when it has
# the whole file, so a killed run is fetched anew.
NEWSCRAWL_FEED = ""
# The PostgreSQL of many machines' state and queue, as postgresql://user@host:5432/database; empty:
# the files below the output root. A password stands in the environment or in ~/.pgpass, never on a
# command line.
NEWSCRAWL_STATE = ""

# "warc": every answer is kept as it came, below <output>/archive/<site>/ (the extra `archive`).
# "zstd" takes a half of gzip's room with a dictionary of the paper's pages, but fewer tools read
# it. A file is begun each day, and when one has so many MB.
NEWSCRAWL_ARCHIVE = ""
NEWSCRAWL_ARCHIVE_COMPRESSION = "gzip"
NEWSCRAWL_ARCHIVE_MB = 1024

# How far back the first crawl of a paper goes that is given no `since`, in days.
NEWSCRAWL_FIRST_DAYS = 7
# Names of papers whose publisher permitted the crawl: see `permission` in their facts.
NEWSCRAWL_PERMITTED: list[str] = []

# --- Politeness ---------------------------------------------------------------------------------
# As a listing names them: Scrapy's own queue gives the last first, which is the oldest.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
# A hundred papers run beside each other; the paper, not we, decides how fast it is read.
ROBOTSTXT_OBEY = True
# What is not asked for yet can be left unasked, and two large pages are all that lie in memory.
CONCURRENT_REQUESTS = 2
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0  # at 0, Scrapy 2.19 sends more than one at a time all the same
DOWNLOAD_DELAY_JITTER = 0.0  # Scrapy's +-50 % would go below the second
# Crawl-delay is honoured up to this many seconds: a year is a mistake or meant to harm.
NEWSCRAWL_MAX_CRAWL_DELAY = 120.0
# Retry-After is honoured up to this many seconds; who asks for more is asked in the next run.
NEWSCRAWL_MAX_RETRY_AFTER = 60.0
# So many refusals in a row (403, 429, 451, 503, a filter's page) end the run: we are not wanted.
NEWSCRAWL_BLOCKED_AFTER = 5
# Your address, so that a paper can reach you.
NEWSCRAWL_CONTACT = ""
# Where `scrapy health` posts each change of a verdict; in the environment, where no `ps` shows it.
NEWSCRAWL_WEBHOOK = ""
# The form that filters expect of an honest crawler (Tribun answers 403 to anything shorter). The
# add-on puts the contact in.
USER_AGENT = f"Mozilla/5.0 (compatible; newscrawl/{__version__}; +{{contact}})"
ROBOTSTXT_USER_AGENT = "newscrawl"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id-ID,id;q=0.9,en;q=0.5",
}

# --- Limits -------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 60  # from the connection to the last byte: slow drips end here
# To the end of an answer's headers, in seconds. Small papers' uncached pages take up to twenty; a
# host that is left after four of these (see middlewares/unreachable.py) has cost two minutes.
NEWSCRAWL_ANSWER_TIMEOUT = 30.0
# What is in flight may arrive within so many seconds of a signal: Docker kills after ten.
NEWSCRAWL_STOP_TIMEOUT = 5.0
# The longest real page seen is below 2 MB; a sitemap of 50,000 addresses, the most, has 6 to 10.
DOWNLOAD_MAXSIZE = 12 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0  # a large page is counted when it fails, not announced
ROBOTSTXT_PARSER = (
    "newscrawl.crawler.downloads.robots.BoundedParser"  # the first 500 KB, as the standard asks
)
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the spider says it, once and with the reason
REDIRECT_MAX_TIMES = 5

# --- Listings that grow by script ---------------------------------------------------------------
# The handler is Scrapy's own, and imports nothing more, until such a listing is asked for.
# Other schemes have none at all.
DOWNLOAD_HANDLERS = {
    "http": "newscrawl.crawler.downloads.browser.BrowserListingHandler",
    "https": "newscrawl.crawler.downloads.browser.BrowserListingHandler",
    "file": None,
    "ftp": None,
    "s3": None,
}
# The browser; empty: the `chromium` of the PATH, as Debian installs it.
NEWSCRAWL_CHROMIUM = ""

# --- Speed --------------------------------------------------------------------------------------
# Scrapy starts this many tasks for what each page yields; 100, its default, cost 0.7 ms a page.
# One is enough, since no pipeline waits for anything.
CONCURRENT_ITEMS = 1
STATS_CLASS = "newscrawl.crawler.stats.Stats"
# A check of our own callbacks' source code at every page; our tests look at them instead.
WARN_ON_GENERATOR_RETURN_VALUE = False

# --- Safety -------------------------------------------------------------------------------------
# A name that resolves into the own network is refused at the lookup that is connected to.
TWISTED_DNS_RESOLVER = "newscrawl.crawler.downloads.resolver.PublicResolver"


# --- The parts, in order ------------------------------------------------------------------------
def used(name: str) -> dict[str, int]:
    """Return the parts in one of Scrapy's own settings, but for those that we never use.

    Switched off, they would be imported all the same, which takes a fifth of a crawl's start: the
    remote control brings a web server, the cookies a list of all public suffixes. What a page
    passes through costs processor time besides: a spider's middleware 0.05 ms a page.
    """
    unused = {
        # Both would let whoever reaches the port run Python in the crawl.
        "scrapy.extensions.telnet.TelnetConsole",
        "scrapy.extensions.remote_control.RemoteControl",
        # A reader of public pages needs no session.
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
        # No paper has a password, and whose an article is we say ourselves.
        "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
        # Addresses are as long as urls.absolute lets them be; nobody asks for the others' notes.
        "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
        "scrapy.spidermiddlewares.depth.DepthMiddleware",
        "scrapy.spidermiddlewares.start.StartSpiderMiddleware",
        "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
    }
    parts: dict[str, int] = getattr(default_settings, name)
    return {part: order for part, order in parts.items() if part not in unused}


EXTENSIONS_BASE = used("EXTENSIONS_BASE")
DOWNLOADER_MIDDLEWARES_BASE = used("DOWNLOADER_MIDDLEWARES_BASE")
SPIDER_MIDDLEWARES_BASE = used("SPIDER_MIDDLEWARES_BASE")
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newscrawl.crawler.middlewares.robots.ObeyRobots": 100,
    # Before anything is asked, redirects included: RedirectMiddleware sends its requests here too.
    "newscrawl.crawler.middlewares.private_addresses.PublicAddressesOnly": 50,
    # Before Scrapy retries.
    "newscrawl.crawler.middlewares.retry_after.RetryAfter": 560,
    # Unpacked, and before Scrapy retries the status or follows the page's refresh.
    "newscrawl.crawler.middlewares.block_pages.BlockPages": 585,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "newscrawl.crawler.middlewares.page_refresh.PageRefresh": 580,
    "newscrawl.crawler.middlewares.block_pages.BlockRedirects": 605,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "newscrawl.crawler.middlewares.environment_proxy.EnvironmentProxy": 749,
    # Behind robots.txt, for which a request may have waited.
    "newscrawl.crawler.middlewares.stopping.Stopping": 750,
    # Nearer to the downloader than the retries, which count as well.
    "newscrawl.crawler.middlewares.unreachable.Unreachable": 755,
    # And here, since what is refused once is refused again.
    "newscrawl.crawler.middlewares.private_addresses.PublicAnswersOnly": 760,
    # Next to the downloader: what came over the wire, before anybody else sees it.
    "newscrawl.crawler.middlewares.archiving.Archiving": 990,
}
SPIDER_MIDDLEWARES = {"newscrawl.crawler.middlewares.newest.NewestFirst": 100}
ITEM_PIPELINES = {
    "newscrawl.crawler.pipelines.normalise.Normalise": 100,
    "newscrawl.crawler.pipelines.validate.Validate": 200,
    "newscrawl.crawler.pipelines.exact_duplicates.ExactDuplicates": 300,
    "newscrawl.crawler.pipelines.near_duplicates.NearDuplicates": 400,
}
EXTENSIONS = {
    "scrapy.extensions.feedexport.FeedExporter": None,
    "newscrawl.crawler.feeds.FeedExporter": 0,
    "newscrawl.crawler.extensions.permission.Permission": 10,
    # Behind the feeds, which have an article's line then; before the ledger, which it has days for.
    "newscrawl.crawler.extensions.backfill.Backfill": 15,
    "newscrawl.crawler.extensions.ledger.RunLedger": 20,
    "newscrawl.crawler.extensions.crawl_delay.CrawlDelay": 30,
    "newscrawl.crawler.downloads.robots.RobotsSize": 32,
    "newscrawl.crawler.extensions.blocked.Blocked": 35,
    "newscrawl.crawler.extensions.progress.Progress": 40,
    # Behind the ledger, which knows how far the run goes back; before the record is judged.
    "newscrawl.crawler.extensions.scope.Scope": 45,
    "newscrawl.crawler.extensions.run_record.RunRecord": 50,
}
LOG_LEVEL = "INFO"
STATS_DUMP = False  # the run's record has them; its end is told in a few lines
