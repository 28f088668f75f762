"""Removes what a paper adds to a story: links, credits, its own first and last sentences.

The paper's latest articles are remembered by their first and last sentences. A sentence that two
of them had there is the paper's own and says nothing of the story.
"""

import re
from typing import Final, NamedTuple
from zlib import crc32

from newscrawl.lexicon import (
    CREDIT,
    HELPER,
    MONTH_SHAPE,
    OF_STORY,
    PHOTO,
    PUBLISHED,
    SOURCE,
    UPDATED,
    WRITER_JOB,
)

#: How many sentences of either end may be boilerplate, and how many articles are remembered.
AT_EITHER_END = 8
REMEMBERED = 16
#: Seen in so many of them, a sentence is boilerplate; so many such sentences stay known.
SEEN = 2
OWN = 48
#: An article that is nearly all boilerplate is left as it is.
MIN_LEFT = 0.2

SENTENCE: Final = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]*")
#: Lines of a feed have these no more; other people's files may.
ADDED: Final = re.compile(
    r"\b(?:baca|simak|lihat)(?: juga)? ?:.*"
    rf"|^\W{{0,9}}(?:(?:{CREDIT}|{HELPER}|{PHOTO})|(?:{SOURCE}){OF_STORY})\b ?:.*"
    rf"|^\W{{0,9}}(?:(?:baca|simak|lihat) juga|laporan (?:langsung )?(?:{WRITER_JOB}))\b.*",
    re.IGNORECASE,
)
#: A line that is a labelled date, and no longer than this.
DATED: Final = re.compile(
    rf"\W{{0,9}}(?:{PUBLISHED}|{UPDATED})\b ?:"
    rf"(?=.{{0,20}}\b\d{{1,2}}[ /-](?:{MONTH_SHAPE}|\d{{1,2}})[ /-]\d{{2,4}}\b)",
    re.IGNORECASE,
)
MAX_DATED: Final = 90
CODE = 4
ARTICLE: Final = 2 * AT_EITHER_END * CODE


class Memory(NamedTuple):
    """What is remembered of a paper: the codes of its sentences in order."""

    #: Its own sentences, the latest seen first.
    own: bytes = b""
    #: The ends of its latest articles, the latest last.
    articles: bytes = b""

    @property
    def enough(self) -> bool:
        """Whether the paper's own sentences can be known."""
        return len(self.articles) >= SEEN * ARTICLE


def without(body: str, memory: Memory) -> tuple[str, Memory]:
    """Return a body without what its paper added, and what to remember from now on."""
    whole = without_added(body)
    sentences = list(filter(None, map(str.strip, SENTENCE.findall(whole))))
    ends = [*sentences[:AT_EITHER_END], *sentences[AT_EITHER_END:][-AT_EITHER_END:]]
    codes = {one: code(one) for one in ends}
    own = {
        one: code_
        for one, code_ in codes.items()
        if code_ in memory.own or memory.articles.count(code_) >= SEEN
    }
    known = b"".join(dict.fromkeys([*own.values(), *split(memory.own)])) if own else memory.own
    mine = b"".join(dict.fromkeys(codes.values())).ljust(ARTICLE, b"\0")
    left = "\n".join([one for one in sentences if one not in own]) if own else whole
    after = Memory(known[: OWN * CODE], (memory.articles + mine)[-REMEMBERED * ARTICLE :])
    return (left if len(left) >= MIN_LEFT * len(whole) else whole), after


def without_added(body: str) -> str:
    """Return a body without links to other stories and without credits."""
    lines = body.split("\n")
    return "\n".join([without_label(one) if may_be_added(one) else one for one in lines])


def without_label(line: str) -> str:
    """Return a line up to the label in it, behind which stands a link or a credit; or a date."""
    if len(line) < MAX_DATED and DATED.match(line):
        return ""
    return ADDED.sub("", line)


def may_be_added(line: str) -> bool:
    """Return whether a line is worth a search that costs more than all the rest."""
    return ":" in line or "juga" in line[:15].lower() or "aporan" in line[:10].lower()


def split(codes: bytes) -> list[bytes]:
    """Return the codes one by one."""
    return [codes[at : at + CODE] for at in range(0, len(codes), CODE)]


def code(sentence: str) -> bytes:
    """Return 4 bytes that stand for a sentence."""
    return (crc32(sentence.encode("utf-8", "replace")) or 1).to_bytes(CODE, "big")
