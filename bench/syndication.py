"""Invents syndication: stories, their copies in other papers, and template news between them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count as count_from

from bench import newsroom, templates

CHANGES = (
    "cut start",
    "cut end",
    "rewritten",
    "words",
    "reordered",
    "credits",
    "dateline",
    "excerpt",
)
EPOCH = date(2026, 1, 1)
READ_ALSO = ("Baca juga: ", "BACA JUGA: ", "Simak juga: ")


@dataclass(slots=True)
class Row:
    """An article as a paper prints it, with the true answer."""

    id: str
    site: str
    date_published: str
    body: str
    #: The number of its story; template news and unrelated articles have one of their own.
    story: int
    #: What it is: `original`, `template: gempa`, or the changes of a copy.
    kind: str


@dataclass(slots=True)
class Paper:
    """A paper with what it adds to each of its articles."""

    name: str
    place: str
    first: list[str]
    last: list[str]


def papers(dice: random.Random, count: int) -> list[Paper]:
    """Return papers, half of them with boilerplate of one to five sentences."""
    made = []
    for number in range(count):
        place = newsroom.place(dice)
        lines = boilerplate(dice, f"{place}post", f"Harian {place} Post")
        size = dice.choice((0, 0, 0, 1, 2, 3, 5))
        first = dice.choice((0, 0, 0, 1)) if size else 0
        made.append(Paper(f"paper{number}", place, lines[:first], lines[first:size]))
    return made


def boilerplate(dice: random.Random, host: str, title: str) -> list[str]:
    """Return five sentences that a paper prints under everything."""
    word = [dice.choice(newsroom.WORDS) for _ in range(10)]
    phone = f"0812{dice.randint(10**7, 10**8 - 1)}"
    since = dice.randint(1990, 2020)
    return f"""
Ikuti berita {title} di Google News dan {word[0]} saluran WhatsApp kami agar tidak ketinggalan.
Dapatkan {word[2]} pilihan setiap hari dari {host.lower()}.com melalui aplikasi {word[3]} di ponsel.
Redaksi {title} menerima {word[4]} dan kiriman {word[5]} dari pembaca di nomor {phone}.
Artikel ini telah tayang dengan {word[6]} di laman {title}, dilarang {word[7]} tanpa izin tertulis.
{title} adalah {word[8]} yang terdaftar di Dewan Pers sejak {since} dan {word[9]} kode etik pers.
""".strip().splitlines()


def printed(paragraphs: list[list[str]], paper: Paper) -> str:
    """Return a body as the paper prints it."""
    texts = [" ".join(paragraph) for paragraph in paragraphs]
    return "\n\n".join([*paper.first, *texts, *paper.last])


def is_fact(word: str) -> bool:
    """Return whether a word is a name or a figure by its looks."""
    bare = word.lstrip('("')
    return bare[:1].isupper() or any(sign.isdigit() for sign in bare)


def reworded(text: str, dice: random.Random, share: float) -> str:
    """Return a sentence with a share of its words changed, seldom those that are facts."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if dice.random() >= share:
            continue
        end = word[len(word.rstrip('.,"')) :]
        if not is_fact(word):
            words[at] = dice.choice(newsroom.WORDS) + end
        elif dice.random() < 0.25:
            bare = word.strip('.,"')
            words[at] = newsroom.number(dice) + end if bare.isdigit() else word.replace("a", "o")
    return " ".join(words)


def rewritten(text: str, story: newsroom.Story) -> str:
    """Return a sentence put otherwise, mostly with the same facts; at times quite another one."""
    dice = story.dice
    if dice.random() < 0.25:
        return newsroom.sentence(story)
    words = text.split(" ")
    kept = [word if is_fact(word) or dice.random() < 0.15 else "" for word in words]
    half = len(kept) // 2 if dice.random() < 0.4 else 0
    turned = [*kept[half:], *kept[:half]]
    return " ".join(word or dice.choice(newsroom.WORDS) for word in turned)


def cut(flat: list[tuple[int, str]], *, start: bool, share: float) -> None:
    """Take up to a share of the words off the beginning or the end."""
    limit = share * sum(len(text.split()) for _, text in flat)
    while len(flat) > 1:
        limit -= len(flat[0 if start else -1][1].split())
        if limit < 0:
            return
        flat.pop(0 if start else -1)


def changed(
    paragraphs: list[list[str]], story: newsroom.Story, changes: set[str], strength: float
) -> list[list[str]]:
    """Return the paragraphs of a copy; a strength of 1 goes to the bounds of what is promised."""
    dice = story.dice
    flat = [(n, text) for n, paragraph in enumerate(paragraphs) for text in paragraph]
    ends = [end for end in ("cut start", "cut end") if end in changes]
    for end in ends:
        cut(flat, start=end == "cut start", share=strength / 3 / len(ends))
    if "excerpt" in changes:
        cut(flat, start=False, share=0.25 + 0.4 * strength)
    count = round(len(flat) * 0.25 * strength) if "rewritten" in changes else 0
    chosen = set(dice.sample(range(len(flat)), count))
    words = 0.08 * strength if "words" in changes else 0.0
    flat = [
        (n, rewritten(text, story) if at in chosen else reworded(text, dice, words))
        for at, (n, text) in enumerate(flat)
    ]
    kept = [[text for m, text in flat if m == n] for n in dict.fromkeys(n for n, _ in flat)]
    if "reordered" in changes:
        for _ in range(1 + round(strength * len(kept) / 2)):
            kept.insert(dice.randrange(len(kept)), kept.pop(dice.randrange(len(kept))))
    if "dateline" in changes:
        kept[0][0] = (
            f"{newsroom.place(dice).upper()}, {dice.choice(newsroom.GIVEN)}news – " + kept[0][0]
        )
    if "credits" in changes:
        other = newsroom.clause(newsroom.new_story(dice, story.day))
        kept.insert(dice.randint(0, len(kept)), [dice.choice(READ_ALSO) + newsroom.capital(other)])
        kept.append([f"Pewarta: {newsroom.name(dice)} Editor: {newsroom.name(dice)}"])
    return kept


@dataclass(slots=True)
class World:
    """What the stream is drawn from."""

    dice: random.Random
    papers: list[Paper]
    #: Rows are numbered as they come.
    count: int = 0
    story: int = 0

    def row(self, body: str, paper: Paper, day: date, kind: str) -> Row:
        """Return the next row."""
        self.count += 1
        at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        at += timedelta(seconds=self.dice.randrange(86400))
        number = f"{self.count:020x}"
        return Row(number, paper.name, at.isoformat(), body, self.story, kind)


def stream(seed: int, stories: int, *, days: int = 60) -> list[Row]:
    """Return rows by day: stories with up to six copies, single articles, template news."""
    dice = random.Random(seed)
    world = World(dice, papers(dice, 40))
    rows: list[Row] = []
    for _ in range(stories):
        day = EPOCH + timedelta(days=dice.randrange(days))
        rows += told(world, day)
    for kind in templates.KINDS:
        rows += series(world, kind, max(4, stories // 40))
    rows.sort(key=lambda row: row.date_published)
    return rows


def endless(seed: int) -> Iterator[Row]:
    """Yield rows without end: most stories in one paper alone, some copied, some template news."""
    dice = random.Random(seed)
    world = World(dice, papers(random.Random(0), 300), count=seed << 40)
    desks = [templates.desk(dice, kind) for kind in templates.KINDS for _ in range(20)]
    for number in count_from(0):
        day = EPOCH + timedelta(days=number // 2000)
        yield from told(world, day, copies=(0, 0, 0, 0, 0, 1, 1, 3))
        if number % 20 == 0:
            world.story += 1
            desk, paper = dice.choice(desks), dice.choice(world.papers)
            text = printed([templates.article(dice, desk, day)], paper)
            yield world.row(text, paper, day, f"template: {desk.kind}")


def told(world: World, day: date, *, copies: tuple[int, ...] = (0, 0, 1, 2, 3, 6)) -> Iterator[Row]:
    """Yield a story and its copies, each in a paper of its own."""
    dice = world.dice
    world.story += 1
    story = newsroom.new_story(dice, day)
    paragraphs = newsroom.article(story, dice.choice((5, 8, 12, 12, 18, 18, 26, 40)))
    count = dice.choice(copies)
    where = dice.sample(world.papers, count + 1)
    first = world.row(printed(paragraphs, where[0]), where[0], day, "original")
    yield first
    for paper in where[1:]:
        some = dice.choice((1, 1, 2, 3, 5, len(CHANGES)))
        changes = set(dice.sample(CHANGES, some))
        if "excerpt" in changes and some > 1:
            changes.discard("excerpt")
        strength = dice.choice((1.0, dice.random()))
        body = printed(changed(paragraphs, story, changes, strength), paper)
        kind = f"{'+'.join(sorted(changes))} {strength:.1f}"
        row = world.row(body, paper, day, kind)
        later = datetime.fromisoformat(first.date_published) + timedelta(
            hours=dice.expovariate(0.1)
        )
        yield replace(row, date_published=later.isoformat())


def series(world: World, kind: str, count: int) -> Iterator[Row]:
    """Yield template news of a kind: by days or places, each a story of its own."""
    dice = world.dice
    desks = [templates.desk(dice, kind) for _ in range(max(2, count // 5))]
    for _ in range(count):
        world.story += 1
        day = EPOCH + timedelta(days=dice.randrange(60))
        paper = dice.choice(world.papers)
        text = templates.article(dice, dice.choice(desks), day)
        yield world.row(printed([text], paper), paper, day, f"template: {kind}")
