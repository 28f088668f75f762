"""Reads the dateline: the place that opens a story, as printed (`DENPASAR, BALIPOST.com - `).

Papers print it with their own name, an agency's or the day, before or behind it, and some print
their name or a rubric alone. What is left when those are taken off is the place.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from newscrawl.extraction.body import Body
from newscrawl.extraction.context import Page
from newscrawl.extraction.line_patterns import HOST
from newscrawl.extraction.line_wording import dateline_end
from newscrawl.lexicon import WEEKDAY_NAME
from newscrawl.regencies import is_place
from newscrawl.text import ignoring_case, match_key

#: A place takes no more words: `Kabupaten Kepulauan Siau Tagulandang Biaro`.
MAX_WORDS: Final = 5
BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
#: A place alone in brackets: `[JAKARTA] Pemerintah …`, `(MATARAM) - …`.
ENCLOSED: Final = re.compile(r"\s*[(\[]\s*([A-Z][A-Za-z .'’-]{2,40})[)\]]")
ADDRESS: Final = re.compile(rf"(?i:\b{HOST})(?:/\S*)?")
#: `DENPASAR, 12/9 -`, `Kupang, Senin (3/2) -`, `JAKARTA, 3 Mei 2021 -`.
DAY: Final = ignoring_case(rf"\b(?:{WEEKDAY_NAME})\b.* | \b\d.*")
#: Between the parts of a dateline. A hyphen parts words only where a blank or the end is near it.
PARTING: Final = re.compile(r"\s*(?:[,;:|#~_–—]|\|\||--+|-(?=\s|$)|(?<=\s)-)\s*")
#: What opens a text as a dateline does and is none: rubrics, agencies.
NO_PLACE: Final = frozenset(
    """advertorial adv afp ap antara antarafoto bbc berita bisnis bola breaking cek cerpen cnn
    cuplikan dpa editorial eksklusif ekonomi esai exclusive fakta feature figur flash focus fokus
    foto galeri gaya grafis headline hoaks hoax hukum iklan info infografis internasional
    interview kabar kisah kolom kompas komunitas kronologi kuis kultum laporan lifestyle liputan
    live mitos nasional news olahraga opini otomotif pariwara peristiwa politik pr profil
    puisi quiz redaksi resensi reuters review rilis sains serba siaran sinopsis sorotan tajuk
    tekno teknologi tips tokoh tribun trending update video viral warta wawancara xinhua""".split()
)
#: Rubrics that are a town in one province: elsewhere only a text that speaks of them means it.
EVERYDAY: Final = frozenset("metro negara puncak sumber tanjung".split())
#: `TANA PASER. Rapat …`, `JAKARTA: Menteri …`, `Kupang, Senin (3/2) - …`: only for a known place.
STOPPED: Final = re.compile(
    r"(?P<place>(?:KAB\. ?)?[A-Z][A-Z .'’-]{2,40}?)(?:[.:]\s|\s?[-–—]+\s?)(?=[\"“A-Z])"
    r"|(?P<dated>[A-Z][A-Za-z .'’-]{2,40}?),\s(?:[A-Z][a-z']{3,6}\s?)?[(\[]?\d[^-–—]{0,40}[-–—]"
)
#: What ends a dateline; one without an end runs into the text.
ENDS: Final = frozenset("-–—~|_:.,)")
#: What stands before a place that a text speaks of, and letters of it with the blanks around it.
BEFORE_PLACE: Final = re.compile(
    r"\b(?:di|ke|dari|desa|kecamatan|distrik|kelurahan|nagari|gampong|pulau|kawasan|in|at)\s$"
)
MAX_BEFORE: Final = 12
CAPITALS: Final = re.compile(r"[A-Z][A-Z.'’ -]{2,}")
TITLE: Final = re.compile(r"(?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,4}")


def read_dateline(page: Page, body: Body, section: str | None) -> str | None:
    """Return the place that opens a story, as printed; None where none does.

    It begins the first paragraph, or stands alone above it. A place that is no regency must be
    spoken of in the text unless it is printed in capitals. `section` is the article's channel,
    which some papers print there.
    """
    alone = [one.text for one in body.removed if one.label == "dateline" and not one.position]
    host = urlsplit(page.document.url).hostname or ""
    opening = Opening(
        "\n".join(body.paragraphs),
        "".join(map(match_key, (host, *page.data.site, section or ""))),
        page.rules.region,
    )
    found = (opening.place_in(line) for line in [*alone, *body.paragraphs[:1]])
    return next((place for place in found if place), None)


@dataclass(frozen=True, slots=True)
class Opening:
    """What tells a place from other names: the text, the names of the paper, its province.

    The names are one text of letters and digits, the province an ISO 3166-2 code.
    """

    text: str
    own: str
    region: str | None

    def place_in(self, line: str) -> str | None:
        """Return the place that a line's dateline names."""
        if found := ENCLOSED.match(line):
            return self.place_of([found[1]])
        head = line[: dateline_end(line)].rstrip()
        parts = parts_of(head)
        if not parts and (found := STOPPED.match(line)):
            place = found["place"] or found["dated"]
            return place if self.knows(place) else None
        ended = head[-1:] in ENDS
        if parts and not ended:
            parts[-1] = self.leading_place(parts[-1])
        signed = ended and (ADDRESS.search(head) or BRACKETS.search(head))
        return self.place_of(parts, signed=bool(signed))

    def knows(self, name: str) -> bool:
        """Return whether a name is surely that of a place."""
        return is_place(name, self.region)

    def leading_place(self, part: str) -> str:
        """Return the words of a part that name a place, where it runs on into the text."""
        words = part.split()
        heads = (" ".join(words[:count]) for count in range(len(words), 0, -1))
        return next((head for head in heads if self.knows(head)), part)

    def place_of(self, parts: list[str], *, signed: bool = False) -> str | None:
        """Return the place among the parts of a dateline, with the larger one behind it.

        `signed`: a host or an agency in brackets stands beside them, which only a place does.
        """
        parts = [kept for part in parts if (kept := self.without_names(part))]
        known = [self.knows(part) for part in parts]
        if not any(known):
            return next((part for part in parts if self.is_likely(part, signed=signed)), None)
        first = known.index(True)
        if first == 1 and TITLE.fullmatch(parts[0]):  # a village in its regency
            first = 0
        last = len(known) - 1 - known[::-1].index(True)
        return ", ".join(parts[first : last + 1])

    def without_names(self, part: str) -> str:
        """Return a part without the paper's names and rubrics; "" of these alone.

        A place stays, though the paper is named after it.
        """
        if self.knows(part):
            return part
        if len(key := match_key(part)) > 2 and key in self.own:
            return ""
        words = part.split()
        for count in range(1, len(words)):
            for place, names in ((words[count:], words[:count]), (words[:count], words[count:])):
                taken = match_key("".join(names)) in self.own or NO_PLACE.issuperset(
                    map(str.lower, names)
                )
                if taken and self.knows(" ".join(place)):
                    return " ".join(place)
        return "" if any(word.lower() in NO_PLACE for word in words) else part

    def is_likely(self, part: str, *, signed: bool) -> bool:
        """Return whether an unknown name that opens a text as a dateline does is a place."""
        if not TITLE.fullmatch(part):
            return False
        if (signed or CAPITALS.fullmatch(part)) and part.lower() not in EVERYDAY:
            return True
        pieces = self.text.lower().split(part.lower())
        return any(
            BEFORE_PLACE.search(before[-MAX_BEFORE:]) and not behind[:1].isalnum()
            for before, behind in pairwise(pieces)
        )


def parts_of(head: str) -> list[str]:
    """Return the parts of a dateline that may be places."""
    bare = DAY.sub("", ADDRESS.sub(",", BRACKETS.sub("", head)))
    parts = (part.strip(" .,'’\"") for part in PARTING.split(bare))
    return [part for part in parts if part and len(part.split()) <= MAX_WORDS]
