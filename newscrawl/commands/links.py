"""`scrapy links FILE --url URL`: prints the links of a saved listing, feed or sitemap."""

import argparse
import json
from datetime import UTC, datetime

from newscrawl.api import list_links, paper_of
from newscrawl.commands.extract import PAGES, check_page_options, saved_pages
from newscrawl.crawler.console import ProjectCommand
from newscrawl.dates import parse_date
from newscrawl.discovery.listing import Listing
from newscrawl.discovery.sources import SourceError
from newscrawl.regions import WIB
from newscrawl.sites.article import zone_for
from newscrawl.urls import AddressError


class Command(ProjectCommand):
    """Print the article links of saved listings, feeds or sitemaps."""

    arguments = "FILE... --url URL | --manifest FILE.jsonl [--spider NAME]"
    options = (*PAGES,)

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a line a page: its links with titles and dates, and the next page.

        What is no listing has none, and is named on stderr; the exit code is 1 when there was any.
        """
        check_page_options(opts)
        for page in saved_pages(args, opts):
            zone, now = WIB, datetime.now(UTC)
            try:
                zone = zone_for(paper_of(page.url, opts.spider), page.url)
                listing = list_links(page.path.read_bytes(), url=page.url, spider=opts.spider)
            except (SourceError, AddressError) as error:
                self.failed(f"{page.file}: {error}")
                listing = Listing([], None)
            links = []
            for link in listing.links:
                moment = parse_date(link.date, zone=zone, now=now) if link.date else None
                published = moment.isoformat() if moment else None
                links.append({"url": link.url, "title": link.title, "date_published": published})
            line = {"url": page.url, "links": links, "next": listing.next_page}
            if opts.manifest:
                line = {"file": page.file, **line}
            print(json.dumps(line, ensure_ascii=False))
