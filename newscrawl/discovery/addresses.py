"""Chooses for one listing between the paper's own article pattern and the generic rule.

A pattern is a hypothesis. Where it knows next to nothing of a page on which the generic rule sees a
list of articles, the page is right; each article then has to show that it is one.
"""

from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.sources import IsArticle, Sitemap, Source
from newscrawl.urls import article_id, article_likeness

#: So many articles make a list, of which a pattern that is right accepts a fifth and more. A front
#: page names films and galleries, which a pattern may refuse rightly.
LIST: Final = 5
SHARE: Final = 0.2
#: Where the pattern accepts nothing at all, a short list will do; the last page of a listing on
#: which the generic rule decided before may be shorter still.
SHORT_LIST: Final = 3

Rule = Literal["pattern", "generic"]


class Choice(NamedTuple):
    """The links of a listing by the chosen rule, with the evidence."""

    links: list[Link]
    rule: Rule
    evidence: str


def generic_or_pattern(
    by_pattern: list[Link],
    by_rule: list[Link],
    *,
    own: Callable[[str], bool],
    before: Rule = "pattern",
) -> Choice:
    """Return the links that count on a listing: by the paper's pattern, or by the generic rule.

    Takes what each accepts, whether an address may be an article of the paper at all (at its hosts,
    below its home where hosts are shared, not refused by `not_article_url`), and which rule decided
    on the page of the same listing before.
    """
    seen = [link for link in by_rule if own(link.url)]
    known = {article_id(link.url) for link in by_pattern}
    shown = {article_id(link.url) for link in seen}
    told = f"the pattern accepts {len(by_pattern)} of {len(seen)} links"
    wrong = (len(seen) >= LIST and len(known) < SHARE * len(seen)) or (
        not known and len(seen) >= (1 if before == "generic" else SHORT_LIST)
    )
    if not wrong:
        return Choice(by_pattern, "pattern", told)
    # What only the pattern accepts stands where the generic rule does not look: it stays.
    alone = [link for link in by_pattern if article_id(link.url) not in shown]
    return Choice([*seen, *alone], "generic", told)


def read_by_either(  # noqa: PLR0913 - what Source.read() takes, and what decides
    source: Source,
    page: bytes,
    *,
    url: str,
    is_article: IsArticle,
    own: Callable[[str], bool],
    before: Rule = "pattern",
) -> tuple[Listing, Choice]:
    """Return a source's answer with the links that count, and how that was decided.

    Of a feed and of REST all entries are articles; a sitemap names pages besides. Raises
    SourceError as Source.read() does.
    """
    by_pattern, everything = source.read_both(page, url=url, is_article=is_article)
    by_rule = everything.links
    if isinstance(source, Sitemap):
        by_rule = [link for link in by_rule if article_likeness(link.url) > 0]
    choice = generic_or_pattern(by_pattern.links, by_rule, own=own, before=before)
    following = by_pattern if choice.rule == "pattern" else everything
    return following._replace(links=choice.links), choice
