"""What a paper prints at the beginning or the end of each article, known by its recurrence.

The paper's latest articles are remembered by their first and last sentences. A sentence that two
of them had there is the paper's own and says nothing of the story.
"""

import re
from collections import Counter
from typing import Final
from zlib import crc32

#: How many sentences of either end may be boilerplate, and how many articles are remembered.
AT_EITHER_END = 6
REMEMBERED = 16
#: Seen in so many of them, a sentence is boilerplate.
SEEN = 2
#: An article that is nearly all boilerplate is left as it is.
LEAST_LEFT = 0.2

SENTENCE: Final = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]*")
CODE = 4
ARTICLE: Final = 2 * AT_EITHER_END * CODE


def without(body: str, remembered: bytes) -> tuple[str, bytes]:
    """Return a body without its paper's boilerplate, and what to remember from now on."""
    sentences = SENTENCE.findall(body)
    sentences = [one for one in sentences if one.strip()]
    ends = [*sentences[:AT_EITHER_END], *sentences[AT_EITHER_END:][-AT_EITHER_END:]]
    codes = {one: code(one) for one in ends}
    seen = articles_with(remembered)
    kept = [one for one in sentences if one not in codes or seen[codes[one]] < SEEN]
    mine = b"".join(dict.fromkeys(codes.values())).ljust(ARTICLE, b"\0")
    after = (remembered + mine)[-REMEMBERED * ARTICLE :]
    left = "".join(kept)
    return (left if len(left) >= LEAST_LEFT * len(body) else body), after


def code(sentence: str) -> bytes:
    """Return 4 bytes that stand for a sentence."""
    return (crc32(" ".join(sentence.split()).encode("utf-8", "replace")) or 1).to_bytes(CODE, "big")


def articles_with(remembered: bytes) -> Counter[bytes]:
    """Return how many of the articles have each sentence."""
    return Counter(remembered[at : at + CODE] for at in range(0, len(remembered), CODE))
