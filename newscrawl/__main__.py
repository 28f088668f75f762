"""Runs the project's commands from any folder: `newscrawl crawl beritabali`."""

import os

from scrapy.cmdline import execute


def main() -> None:
    """Run the command of the command line as `scrapy` would inside the project; then exit."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "newscrawl.settings"
    execute()


if __name__ == "__main__":
    main()
