"""Shows a story as a timeline: who printed it when, how much of it, and whom they credit."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from newscrawl.dedup import fingerprint, seconds
from newscrawl.storage.jsonl_reader import Line


@dataclass(slots=True)
class Printing:
    """One paper's printing of a story."""

    id: str
    site: str | None
    publisher: str | None
    date_published: str | None
    headline: str
    url: str
    words: int
    #: How much of the longest printing it has, 0 to 1, by runs of three words.
    share: float
    longest: bool
    #: Whom it credits: an agency or paper, else its authors.
    credits: list[str]

    def record(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return asdict(self)


def timeline(lines: Iterable[Line]) -> list[Printing]:
    """Return the printings of one story's lines in order of publication, each id once.

    Of an article's lines the one of the highest revision counts.
    """
    once = {line["id"]: line for line in sorted(lines, key=revision)}
    ordered = sorted(once.values(), key=lambda line: (when(line), line.get("fetched_at") or ""))
    runs = [fingerprint(line["article_body"]).words.keys() for line in ordered]
    longest = max(range(len(runs)), key=lambda number: len(runs[number]), default=0)
    return [
        Printing(
            line["id"],
            line.get("site"),
            line.get("publisher"),
            line.get("date_published"),
            line.get("headline") or "",
            line.get("canonical_url") or line.get("url") or "",
            line.get("word_count") or len(line["article_body"].split()),
            round(len(own & runs[longest]) / len(runs[longest]), 3) if runs[longest] else 1.0,
            number == longest,
            credit(line),
        )
        for number, (line, own) in enumerate(zip(ordered, runs, strict=True))
    ]


def revision(line: Line) -> int:
    """Return which revision a line is; 1 of a schema that had none."""
    return line.get("revision") or 1


def when(line: Line) -> int:
    """Return when a line was published, in seconds since 1970, else when it was fetched."""
    return seconds(line.get("date_published") or line.get("fetched_at")) or 0


def credit(line: Line) -> list[str]:
    """Return whom a line credits."""
    source = line.get("source_organization")
    return [source] if source else list(line.get("authors") or [])


def as_text(story: Sequence[Printing]) -> str:
    """Return the timeline for people to read."""
    papers = len({one.site or one.publisher or one.url for one in story})
    head = f"{len(story)} articles in {papers} papers, {span(story)}"
    return "\n".join([head, *(part for one in story for part in entry(one))])


def entry(one: Printing) -> list[str]:
    """Return the lines that tell of one printing."""
    share = "the longest" if one.longest else f"{one.share:.0%} of the longest"
    by = f", credits {', '.join(one.credits)}" if one.credits else ""
    paper = one.publisher or one.site or "?"
    first = f"{moment(one.date_published)}  {paper}: {one.words} words, {share}{by}"
    return ["", first, f"    {one.headline}", f"    {one.url}  {one.id}"]


def moment(date_published: str | None) -> str:
    """Return a date for people, in the paper's own zone: `2023-09-14 18:55 +08:00`."""
    if date_published is None:
        return "(no date)"
    if len(date_published) == len("2023-09-14"):
        return date_published
    return f"{date_published[:10]} {date_published[11:16]} {date_published[-6:]}"


def span(story: Sequence[Printing]) -> str:
    """Return from when to when a story was printed."""
    dated = [one.date_published for one in story if one.date_published]
    if not dated:
        return "at unknown times"
    first, last = moment(dated[0]), moment(dated[-1])
    return first if first == last else f"{first} to {last}"
