"""What is a person's name in a byline, and how a byline parts into names."""

import re
from typing import Final

from newscrawl.dates import looks_like_date
from newscrawl.text import clean

#: Between names. A slash parts only with a blank beside it: "bbn/net" is one sign-off.
BREAK: Final = "\u00a6"
PARTING: Final = re.compile(
    rf"\s*(?:[{BREAK};&|•·]|\s/|/\s|\bdan\b|\band\b|,(?!\s*(?:[SMD]r?|A|Ir|Drs?|Prof|Ph|Sp|Amd|Jr)\b\.?))\s*"
)
DEGREE: Final = re.compile(
    r"(?:[A-Z][A-Za-z]{0,3}\.\s?)+[A-Za-z]{0,4}\.?|(?:MM|MH|SH|SE|MSi|Jr)\.?"
)
#: Where a name ends and a date, a place of work or a channel begins.
TAIL: Final = re.compile(
    r"\s*(?:[,|–—-]\s*)?(?:\b(?:senin|selasa|rabu|kamis|jum\W?at|sabtu|minggu|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b.*"
    r"|\b\d{1,2}[\s/-](?:\d{1,2}|[A-Za-z]{3,9})[\s/-]\d{2,4}.*|(?:,\s*dalam\b|\sin\s(?=[A-Z])|\bpada\b|\bon\b(?=\s*(?:\d|[A-Z][a-z]+\s\d))|\bdilaporkan\b).*"
    r"|\s[-–—|]\s.*|\s*[\[(]?\b\d{1,2}[:.]\d\d\b.*)$",
    re.IGNORECASE,
)
DOMAIN: Final = re.compile(
    r"\w\.(?:com|co|id|net|org|news|tv|info|biz)\b|@\w+\.\w|https?:|www\.", re.IGNORECASE
)
TRIM: Final = " \t,;:/|•·*-–—~\u00a6"
#: No byline is longer; TAIL takes the cube of a run of blanks, so there is none either.
LONGEST: Final = 400
#: Words that stand where a name should, and name nobody.
NOBODY_WORDS: Final = (
    "admin administrator adminweb superadmin root user author webmaster developer operator redaksi"
    " redaktur timredaksi editor editorial penulis reporter wartawan jurnalis kontributor pewarta"
    " fotografer news newsroom desk online web berita guest anonymous humas foto istimewa ist"
    " advertorial adv promosi media"
)
NOBODY: Final = frozenset(NOBODY_WORDS.split())
#: Words of a sentence, a box or a button, in no name.
NOT_NAMES: Final = re.compile(
    r"\b(?:baca|juga|berita|bagikan|share|komentar|views?|kali|dibaca|advertisement|iklan|follow|ikuti|tweet|facebook|twitter|whatsapp|telegram|copyright|foto|ilustrasi|editor|tayang|terbit|update|diperbarui|publish|wib|wita|wit|selengkapnya|halaman|komentari|print|cetak|login|daftar|home|beranda|menit|jam|lalu|yang|untuk|dengan|dari|akan|dalam|tidak|adalah|developer|tags?|topik|sumber|source|loading|font|google|news)\b",
    re.IGNORECASE,
)
ROLES: Final = re.compile(
    r"(?i)\b(?:oleh|by|redaksi|redaktur|penulis|reporter|pewarta|wartawan|jurnalis|kontributor|tim|newsroom)\b"
)
#: Words after a byline's names: the channel or the date comes next.
ENDING: Final = re.compile(r"(?i)(?:on|in|pada|dalam|at)")
NAME_WORD: Final = re.compile(
    r"(?:[A-Z][\w'’.-]*|(?:bin|binti|van|de|der|al|el|da|di|von)|[A-Z]\.)$"
)


def split_names(value: str, *, lenient: bool) -> list[str]:
    """Return the names that a byline's value holds.

    `lenient` is for values with a label before them ("Pewarta: …"): what the paper prints there is
    the byline, even `bbn/net`. Otherwise only what is written like a person's name counts.
    """
    value = TAIL.sub("", " ".join(value[:LONGEST].split()).strip(TRIM))
    names: list[str] = []
    for piece in (part for glued in PARTING.split(value) for part in unglued(glued)):
        name = tidy(piece)
        if not name:
            continue
        if ENDING.fullmatch(name) or (names and looks_like_date(name)):
            break
        if names and DEGREE.fullmatch(name):
            names[-1] += f", {name}"
        elif is_credit(name) if lenient else looks_like_name(name):
            names.append(name)
    return names


def unglued(piece: str) -> list[str]:
    """Return the names of "Nama Satu/Nama Dua"; "bbn/net" and "Nama Satu/antara" are one each."""
    parts = piece.split("/")
    return parts if len(parts) > 1 and all(map(looks_like_name, parts)) else [piece]


def tidy(piece: str) -> str:
    """Return a name without what is left over around it."""
    name = clean(piece).strip(TRIM)
    name = name.strip("\"'“”‘’") if name[:1] in "\"'“‘" else name
    if name.endswith(")") and "(" not in name:
        name = name[:-1]
    if name.startswith("(") and ")" not in name:
        name = name[1:]
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1]
    return name.rstrip(".") if name.count(" ") and re.search(r"[a-z]{3}\.$", name) else name


def is_credit(name: str) -> bool:
    """Return whether a labelled value may be printed as the writer: a name, initials, a desk."""
    if not 2 <= len(name) <= 60 or name.count(" ") > 6 or name.casefold() in NOBODY:
        return False
    if (
        not any(c.isalpha() for c in name)
        or DOMAIN.search(name)
        or re.search(r"[?!:…]|\d{3}", name)
    ):
        return False
    return NOT_NAMES.search(name) is None or name.count(" ") == 1


def looks_like_name(name: str) -> bool:
    """Return whether an unlabelled text is written like a person's name."""
    words = name.split()
    if not 1 < len(words) <= 5 or len(name) > 45 or not is_credit(name):
        return False
    if NOT_NAMES.search(name) or ROLES.search(name) or any(c.isdigit() for c in name):
        return False
    return (
        all(NAME_WORD.match(word) for word in words)
        and words[0][:1].isupper()
        and not name.isupper()
    )


def same_person(one: str, other: str) -> bool:
    """Return whether two names are one person's: the words of one are among the other's."""
    first, second = words_of(one), words_of(other)
    return bool(first) and bool(second) and (first <= second or second <= first)


def words_of(name: str) -> set[str]:
    """Return the words of a name, lower case."""
    return {word.strip(".,").casefold() for word in name.split() if word.strip(".,")}


def distinct(names: list[str]) -> list[str]:
    """Return the names without repeats; of two forms of one person's the fuller one stays."""
    kept: list[str] = []
    for name in names:
        for number, other in enumerate(kept):
            if same_person(name, other):
                if len(name) > len(other):
                    kept[number] = name
                break
        else:
            kept.append(name)
    return kept
