"""Tells with which letters a text must begin that a pattern matches: most lines need no match."""

import re
from collections.abc import Iterable
from itertools import takewhile
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

#: So many letters tell most lines from those that a pattern could match.
SIZE: Final = 5
#: Classes of characters that are no letters.
SIGNS: Final = frozenset({op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD, op.CATEGORY_DIGIT})


def openings(pattern: re.Pattern[str]) -> frozenset[str]:
    """Return how the texts begin that a pattern matches and that begin with a letter.

    In lower case, so many letters each; fewer where a sign follows them, which is " ", or where
    anything may; "" where the pattern may begin with any letter. Python's own parser of patterns
    is asked, so that no word stands twice.
    """
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    done, open_ends = walked(list(tree), {""})
    return frozenset(done | open_ends)


def may_begin(text: str, known: frozenset[str]) -> bool:
    """Return whether a text that begins with a letter begins as one of these openings."""
    begun = text[:SIZE].lower()
    if not begun.isalpha():
        begun = "".join(takewhile(str.isalpha, begun)) + " "
    elif len(begun) < SIZE:
        begun += " "
    return any(begun[:size] in known for size in range(len(begun), 0, -1))


def walked(items: Iterable[tuple[Any, Any]], begun: set[str]) -> tuple[set[str], set[str]]:
    """Return the beginnings that are done, and those that what follows goes on with.

    `begun` are those that the items go on with.
    """
    done: set[str] = set()
    for code, value in items:
        if not begun:
            break
        ended, begun = stepped(code, value, begun)
        done |= ended
    return done, begun


def stepped(code: Any, value: Any, begun: set[str]) -> tuple[set[str], set[str]]:
    """Return the same for one item of a pattern."""
    if code in (op.LITERAL, op.IN):
        return added(begun, letters_of(value if code is op.IN else [(code, value)]))
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return set(), begun
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _, inner = value
        done, rest = walked(inner, begun)
        return done, rest | begun if least == 0 else rest
    if code is op.BRANCH:
        found = [walked(branch, begun) for branch in value[1]]
        return set().union(*(f[0] for f in found)), set().union(*(f[1] for f in found))
    if code in (op.SUBPATTERN, op.ATOMIC_GROUP):
        return walked(value[-1] if code is op.SUBPATTERN else value, begun)
    return begun, set()  # anything


def added(begun: set[str], letters: set[str] | None) -> tuple[set[str], set[str]]:
    """Return beginnings with one more letter; None for any letter, so that they are done."""
    if letters is None:
        return begun, set()
    longer = {start + letter for start in begun for letter in letters}
    # A text that begins with a sign is no matter here; behind letters a sign ends the beginning.
    ended = {f"{start[:-1]} " for start in longer if len(start) > 1 and not start[-1].isalpha()}
    kept = {start for start in longer if start[-1].isalpha()}
    return ended | {s for s in kept if len(s) == SIZE}, {s for s in kept if len(s) < SIZE}


def letters_of(items: list[tuple[Any, Any]]) -> set[str] | None:
    """Return the characters of a class, " " for signs and digits; None for any letter."""
    found: set[str] = set()
    for code, value in items:
        if code is op.LITERAL:
            found.add(chr(value).lower())
        elif code is op.CATEGORY and value in SIGNS:
            found.add(" ")
        else:
            return None
    return found
