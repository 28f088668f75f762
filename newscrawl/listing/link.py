"""What a listing, feed or sitemap gives."""

from typing import NamedTuple


class Link(NamedTuple):
    """An article somewhere: its address, and its title and date as printed beside the link."""

    url: str
    title: str | None = None
    date: str | None = None


class Listing(NamedTuple):
    """One page of a listing: its articles in the page's order, and the page that comes after it."""

    links: list[Link]
    next_page: str | None = None
