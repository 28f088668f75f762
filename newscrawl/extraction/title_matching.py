"""Collects the titles that a page declares, and compares a heading with them."""

import re
from typing import Final, NamedTuple

from newscrawl.items import Layer
from newscrawl.page.declared import Metadata, first_text, plain
from newscrawl.text import clean, match_key

#: Between a headline and the name of channel or site. No sign may be read in two ways (`:`, `::`):
#: a row of sixty would be tried in more ways than there is time.
PARTING: Final = re.compile(r"\s+(?:[-–—•·»:~]|\|\|)+\s+|\s*\|+\s*")
DOMAIN: Final = re.compile(
    r"(?<![\w-])(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|id|net|org|co|news|tv|info)\b", re.IGNORECASE
)
#: A sign that may part the site's name off without blanks around it: `Perahu Bekas-Kabar Sanggau`.
SIGN: Final = re.compile(r"\s*[-–—|•·»:~]+\s*")
PAGE_NUMBER: Final = re.compile(
    r"\s*[-–|(]\s*(?:halaman|page|hal\.?)\s*\d+\)?(?=\s*[-–|]|\s*$)", re.IGNORECASE
)
SET_OFF: Final = re.compile(r"[\"'”’)!?.\s]*(?:[-–—•·»:|~]|$)")
#: Signs looked at from the end of a title.
MAX_SIGNS: Final = 6
CUT: Final = re.compile(r"\s*(?:…|\.\.\.)$")
WORDS: Final = re.compile(r"[^\W_]+")


class Title(NamedTuple):
    """One of the page's titles: its key, whether dots cut it short, and its layer."""

    text: str
    key: str
    cut: bool
    layer: Layer

    @classmethod
    def of(cls, text: str, layer: Layer) -> "Title":
        """Make a title of a text."""
        return cls(text, match_key(text), CUT.search(text) is not None, layer)

    @property
    def in_parts(self) -> bool:
        """Whether a sign parts the title, as it parts off a site or a channel."""
        return PARTING.search(self.text) is not None


def titles_of(data: Metadata) -> list[Title]:
    """Return the page's titles, the most trusted first."""
    found: list[tuple[str | None, Layer]] = [
        (first_text(data.article.get("headline")), "json-ld"),
        (plain(data.first("og:title")), "meta"),
        (plain(data.first("twitter:title")), "meta"),
        (data.title, "meta"),
        (plain(data.first("title", "dc.title", "headline")), "meta"),
    ]
    titles: dict[str, Title] = {}
    for text, layer in found:
        if text and (title := Title.of(PAGE_NUMBER.sub("", text), layer)).key:
            titles.setdefault(title.key, title)
    return list(titles.values())


def best_agreement(key: str, titles: list[Title]) -> float:
    """Return how far a heading agrees with the title that it agrees with best."""
    best = 0.0
    for title in titles:
        if key in title.key or key.startswith(title.key) or title.cut:  # hardly any is
            best = max(best, agreement(key, title))
    return best


def agreement(key: str, title: Title) -> float:
    """Return how far a heading agrees with a title: 1 for the same, less for a part of it."""
    told = title.key
    if key == told:
        return 1.0
    longer, shorter = max(len(key), len(told)), min(len(key), len(told))
    if key and told.startswith(key):
        # "Headline - Site": the rest must be set off, or the heading is only the first words.
        return 0.9 if shorter > 0.35 * longer and rest_is_site(key, title.text) else 0.0
    if shorter <= 14:
        return 0.0
    if told.endswith(key) and shorter > 0.4 * longer:
        return 0.8  # "Site: Headline", "Channel | Headline"
    if key.startswith(told) or (title.cut and told[-20:] in key):
        return 0.7
    return 0.6 if shorter > 20 and key in told else 0.0


def rest_is_site(key: str, title: str) -> bool:
    """Return whether a title goes on after these letters with a parting sign."""
    left = len(key)
    for word in WORDS.finditer(title):
        left -= len(match_key(word[0]))
        if left <= 0:
            return left == 0 and SET_OFF.match(title, word.end()) is not None
    return False


def without_site(title: str, sites: list[str], channels: frozenset[str] = frozenset()) -> str:
    """Return a title without the pieces at its end, or its beginning, that name site or channel.

    Takes the letters of the site's names, and of the channels that the page names elsewhere.
    """
    title = without_glued(title, sites)
    pieces = PARTING.split(title)
    partings = PARTING.findall(title)
    first, last = 0, len(pieces) - 1
    while last > first and (
        names_site(pieces[last], sites)
        or is_channel(partings[last - 1], pieces[last])
        or match_key(pieces[last]) in channels
    ):
        last -= 1
    if last > first and names_site(pieces[first], sites) and len(WORDS.findall(pieces[first])) <= 3:
        first += 1
    text = pieces[first]
    for number in range(first, last):
        text += partings[number] + pieces[number + 1]
    before, _, after = text.partition(": ")
    if after and names_site(before, sites):
        text = after
    return clean(text)


def without_glued(title: str, sites: list[str]) -> str:
    """Return a title without a site's whole name at its end, whatever sign parts it off."""
    for sign in [*SIGN.finditer(title)][-MAX_SIGNS:]:
        if match_key(title[sign.end() :]) in sites:
            return title[: sign.start()]
    return title


def names_site(piece: str, sites: list[str]) -> bool:
    """Return whether a piece of a title is the site's name."""
    key = match_key(piece)
    if len(key) < 3 or len(WORDS.findall(piece)) > 9:
        return False
    return bool(DOMAIN.search(piece)) or any(key in site or site in key for site in sites)


def is_channel(parting: str, piece: str) -> bool:
    """Return whether a short piece after an upright bar is a channel: headlines hold no bars."""
    return "|" in parting and len(WORDS.findall(piece)) <= 4
