"""Decides the language of an article: as declared, unless the words of the text contradict.

WordPress says `en-US` of every page until its owner changes that, so a declared English counts only
where the words are English. Where nothing is declared the words tell, unless some are those of a
neighbour (Javanese, Sundanese, Malay), whose common words are Indonesian's too.
"""

import re
from collections.abc import Iterable
from string import ascii_lowercase
from typing import Any, Final, Literal

from lxml.html import HtmlElement

from newscrawl.text import ascii_words, parting_table

CODE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}", re.IGNORECASE)
#: Old and long codes of what BCP 47 writes shorter.
SHORTER: Final = {"in": "id", "ind": "id", "eng": "en", "jw": "jv", "jav": "jv", "sun": "su"}
#: Languages of the archipelago that share Indonesian's common words, beside Indonesian.
NEIGHBOURS: Final = frozenset(
    "ms msa may zsm jv su mad ban min bug mak ace btk bbc bjn sas gor nij pmy abs".split()
)
#: Meta elements that declare a language.
META_NAMES: Final = ("content-language", "language", "dc.language", "inlanguage", "og:locale")

COMMON: Final = {
    "id": frozenset(
        """yang dan di dengan untuk pada dari ini itu dalam tidak akan telah sudah oleh sebagai juga
        karena bahwa adalah kepada mereka saat para tersebut secara serta atau bisa dapat agar
        hingga setelah menjadi lebih ada kami kita saya ia ke belum masih hanya seperti
        antara""".split()
    ),
    "en": frozenset(
        """the of and to in is that for was with on as by at from has have had said were be are it
        its he she they his their this which who will would but not been after when more than an
        we you there into about""".split()
    ),
}
#: What Javanese, Sundanese, Balinese, Minangkabau and Malay often say, and Indonesian hardly ever.
FOREIGN: Final = frozenset(
    """lan sing ing iki iku kang saka karo wong ora marang kanggo uga jeung anu teu nu ieu eta keur
    ka ku sareng henteu ring sane antuk ngajak indik jo nan indak urang kerana ialah
    syarikat cikgu bahawa pelbagai selepas""".split()
)
EITHER: Final = COMMON["id"] | COMMON["en"]
PARTING: Final = parting_table(ascii_lowercase)
#: BCP 47's code of a language that is not told.
UNKNOWN: Final = "und"
#: Indonesian and its neighbours are written in ASCII: so many letters tell, of which this share is
#: of another alphabet, or has signs above and below it.
SOME_LETTERS, STRANGE = 60, 0.1
#: Letters of a text that are read, and common words that make sure: so many, and so many times as
#: many as of the other language.
MAX_TEXT: Final = 2000
MIN_WORDS, MIN_RATIO = 3, 2

Told = Literal["id", "en"]


def declared_languages(
    root: HtmlElement, properties: Any, meta: dict[str, list[str]]
) -> tuple[str, ...]:
    """Return what a page declares of its language, as BCP 47, the nearest to the article first.

    Takes the page's root, the value of JSON-LD's `inLanguage` and the meta elements by name.
    """
    given = properties if isinstance(properties, list) else [properties]
    told = [one.get("alternateName") if isinstance(one, dict) else one for one in given]
    told += [root.get("lang"), root.get("xml:lang")]
    told += [text for name in META_NAMES for text in meta.get(name, ())[:1]]
    codes = (code_of(one) for one in told if isinstance(one, str))
    return tuple(dict.fromkeys(code for code in codes if code))


def code_of(text: str) -> str | None:
    """Return a language code as BCP 47 writes it: `en_US` is en-US; None for no code."""
    told = text.partition(",")[0].strip().replace("_", "-")
    if not CODE.fullmatch(told):
        return None
    primary, *rest = told.lower().split("-")
    # A country's code is written in capitals.
    return "-".join(
        [SHORTER.get(primary, primary), *(p.upper() if len(p) == 2 else p for p in rest)]
    )


def language_of(declared: Iterable[str], text: str) -> str | None:
    """Return a text's language, as BCP 47: the first declared one that its words allow.

    Where they contradict all of them, and where none is declared, it is the language of the words;
    None where they do not tell.
    """
    codes = list(declared)
    told = language_of_words(text)
    if not codes:
        return None if told == "id" and is_foreign(text) else told
    return next((code for code in codes if agrees(code.partition("-")[0], told)), told)


def words_of(text: str) -> list[str]:
    """Return the words of ASCII letters that a text begins with, lower case."""
    return ascii_words(text[:MAX_TEXT].lower(), PARTING)


def is_foreign(text: str) -> bool:
    """Return whether a text that looks Indonesian is of a language beside it: one word in 50."""
    words = words_of(text)
    return sum(map(FOREIGN.__contains__, words)) * 50 > len(words)


def is_strange(text: str) -> bool:
    """Return whether a text is in letters that no language of the archipelago is printed in."""
    letters = [one for one in text[:MAX_TEXT] if one.isalpha()]
    strange = sum(not one.isascii() for one in letters)
    return len(letters) >= SOME_LETTERS and strange > STRANGE * len(letters)


def agrees(primary: str, told: Told | None) -> bool:
    """Return whether a declared language can be believed where the words tell `told`."""
    if told is None:
        return primary != "en"
    return primary == told or (told == "id" and primary in NEIGHBOURS)


def language_of_words(text: str) -> Told | None:
    """Return the language whose common words a text is clearly made with; None when unclear."""
    common = list(filter(EITHER.__contains__, words_of(text)))
    indonesian = sum(map(COMMON["id"].__contains__, common))
    english = len(common) - indonesian
    # `The Jayapura Post`, again and again, is no English.
    different = len(COMMON["en"].intersection(common))
    if indonesian >= MIN_WORDS and indonesian > MIN_RATIO * english:
        return "id"
    if different >= MIN_WORDS and english > MIN_RATIO * indonesian:
        return "en"
    return None
