"""Compares what was read from the corpus with answers that hold no text of its pages.

bench/answers.jsonl has a JSON line a page. What is a fact (address, date, a listing's addresses)
stands as it is; what is the page's text (headline, names, fragments that the body must hold or must
not) stands as a digest. `python -m bench.answers` writes the file anew from the gold answers in
../shared, where these lie.
"""

import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import unescape
from statistics import fmean
from typing import Any

from bench.corpus import ROOT, SHARED, Page, find, listed

ANSWERS = ROOT / "bench" / "answers.jsonl"
SIGNS = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛`´′ʼ", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
)
LISTING = ("article_urls", "main_article_urls", "next_page_url")
Answer = dict[str, Any]


def plain(text: str) -> bytes:
    """Return a text as it is compared: spaces, case and the forms of quotes and dashes aside."""
    told = unicodedata.normalize("NFKC", unescape(text)).replace("…", "...").translate(SIGNS)
    return "".join(told.split()).replace("''", '"').casefold().encode()


def digest(content: bytes) -> str:
    """Return what stands for a text that may not be kept."""
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def fragment(text: str) -> tuple[int, str]:
    """Return the length and the digest of a piece of text, by which `held` finds it."""
    return len(plain(text)), digest(plain(text))


def held(text: str, fragments: Iterable[tuple[int, str]]) -> list[bool]:
    """Return for each fragment whether a text holds it."""
    content, wanted = memoryview(plain(text)), list(fragments)
    found: dict[int, set[str]] = {}
    for size in {size for size, _ in wanted}:
        places = range(len(content) - size + 1)
        found[size] = {digest(content[place : place + size]) for place in places}
    return [one in found[size] for size, one in wanted]


def judge(answer: Answer, read: dict[str, Any]) -> dict[str, float]:
    """Hold what was read from an article page against its answer; a figure is 0 to 1."""
    body, right = read.get("body") or "", answer["date_published"]
    must = held(body, answer["body_must"])
    must_not = held(body, answer["body_must_not"])
    names = {digest(plain(name)) for name in read.get("authors") or []}
    judged = {
        "headline": digest(plain(read.get("headline") or "")) == answer["headline"],
        "dates_right": same_instant(read.get("date"), right, answer["date_precision"]),
        "dates_days_off": days_off(read.get("date"), right) > 1,
        "body_kept": fmean(must),
        "body_clean": all(must) and not any(must_not),
    }
    if answer["authors"]:
        judged["authors"] = names == set(answer["authors"])
    else:
        judged["authors_invented"] = bool(names)
    return judged


def figures(judged: Iterable[dict[str, float]]) -> dict[str, float]:
    """Return the figures over all pages, per cent; of dates that are days off the number."""
    values: dict[str, list[float]] = {}
    for one in judged:
        for name, value in one.items():
            values.setdefault(name, []).append(value)
    told = {name: 100 * fmean(some) for name, some in values.items()}
    return told | {"dates_days_off": sum(values["dates_days_off"])}


def same(text: str, right: str) -> bool:
    """Return whether a text is the right one, which is told by itself or by its digest."""
    return plain(text) == plain(right) or digest(plain(text)) == right


def same_instant(found: str | None, right: str | None, precision: str | None) -> bool:
    """Return whether a date is the right one, as precisely as the answer tells it."""
    if not found or not right:
        return not found and not right
    if (precision or ("minute" if "T" in right else "day")) == "day":
        return found[:10] == right[:10]
    told, wanted = datetime.fromisoformat(found), datetime.fromisoformat(right)
    if precision != "second":
        told, wanted = told.replace(second=0), wanted.replace(second=0)
    return told.tzinfo is not None and told == wanted


def days_off(found: str | None, right: str | None) -> int:
    """Return how many days lie between two dates; 0 where one is not known."""
    if not found or not right:
        return 0
    return abs((date.fromisoformat(found[:10]) - date.fromisoformat(right[:10])).days)


def answers() -> list[Answer]:
    """Return all answers."""
    return [json.loads(line) for line in ANSWERS.read_text("utf-8").splitlines()]


def pages_of(kind: str) -> list[Page]:
    """Return the pages of a kind that have an answer: `article`, `listing` or `no article`."""
    known = {answer["page"] for answer in answers() if answer["kind"] == kind}
    return [page for page in listed() if page.name in known]


def answers_of(kind: str) -> Iterator[tuple[Answer, bytes]]:
    """Yield the answers of a kind, each with its page. Raises FileNotFoundError."""
    pages = {page.name: page for page in listed()}
    for answer in answers():
        if answer["kind"] == kind:
            page = pages[answer["page"]]
            if (file := find(page)) is None:
                raise FileNotFoundError(page.name)
            yield answer, file.read_bytes()


def gold(name: str) -> Iterator[tuple[str, Answer]]:
    """Yield the gold answers of all collections with their pages' names."""
    for file in sorted(SHARED.glob(f"*/{name}.jsonl")):
        for answer in map(json.loads, file.read_text("utf-8").splitlines()):
            yield f"{file.parent.name}/{answer['file']}", answer


def written() -> Iterator[Answer]:
    """Yield the answers from the gold: facts as they are, text as digests."""
    for page, right in gold("gold"):
        yield {
            "page": page,
            "kind": "article",
            "url": right["url"],
            "date_published": right["date_published"],
            "date_precision": right["date_precision"],
            "headline": digest(plain(right["headline"])),
            "authors": [digest(plain(name)) for name in right["authors"]],
            "body_must": [fragment(text) for text in right["body_must"]],
            "body_must_not": [fragment(text) for text in right["body_must_not"]],
        }
    for page, right in gold("gold_listings"):
        facts = {name: right[name] for name in LISTING}
        yield {"page": page, "kind": "listing", "url": right["url"], "site": right["site"], **facts}
    for page, right in gold("nonarticles"):
        yield {"page": page, "kind": "no article", "url": right["url"]}


def main() -> int:
    """Write the answers anew; return 1 where there is no gold."""
    kept = {page.name for page in listed()}
    rows = [json.dumps(row) for row in written() if row["page"] in kept]
    if not rows:
        print(f"there are no gold answers in {SHARED}", file=sys.stderr)
        return 1
    ANSWERS.write_text("\n".join(rows) + "\n", "utf-8")
    print(f"{len(rows)} answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
