"""The seeds of fuzzing: the papers' own pages, crafted ones, and special words."""

import random
from collections.abc import Callable, Iterator

from fuzz.feeds import FEEDS
from fuzz.pages import PAGES
from newscrawl.lexicon import MONTHS, ZONES
from tests.support.cases import cases

#: Crafted inputs are small here: the fuzzer is to make much of them itself.
SMALL = 600
LARGEST = 24_000

FORMS = (
    "Selasa, 14 November 2023 18:55 WIB", "14/11/2023 | 18.55 WITA", "2023-11-14T18:55:07+07:00",
    "Nov 14, 2023 6:55 pm", "5 menit yang lalu", "kemarin 14:30 WIT", "Jum'at, 3 Nop '23",
    "Terbit: 14 Nov 2023 - 18:55 | Diperbarui: 15 Nov 2023 - 07:00", "14 Septmber 2023",
    "Tue, 14 Nov 2023 18:55:00 GMT", "20231114", "1 Rabiul Awal 1445 H / 14 November 2023",
    "baru saja", "31 November 2023", "14 November 202318:55", "2023 November 14",
)  # fmt: skip
LINES = (
    "MEDAN, KORAN.COM - Kepala dinas berkata.", "Penulis: Budi Santoso | Editor: Siti", "(ns/har)",
    "Baca juga: Judul lain", "Foto: ANTARA FOTO/Budi Santoso/hp.", "Sumber: cnnindonesia.com",
    "Tags: desa, jalan", "Halaman 1 2 3 Selanjutnya", "© 2023 Koran", "Laporan Wartawan, Budi",
    "(sumber: koran.com)", "Artikel ini telah tayang di Kabar.com dengan judul",
)  # fmt: skip
ADDRESSES = (
    "https://m.koran.co.id/berita/2023/11/14/123456/jalan-desa-diperbaiki.html?page=all&utm_x=1#a",
    "http://koran.id/amp/123/jalan-desa/2", "//koran.id:80/tag/desa", "https://[::1]/a",
    "https://koran.id/read/xml/2023/11/14/1/a-b-c/all", "https://koran.id/?p=123&amp;page=2",
    "https://koran.id/a%2fb/%zz/%e2%82", "https://user:sandi@koran.id./../a//b/;c?d=e&f",
    "https://koran.id/print/jalan-desa-diperbaiki/print?m=1", "HTTPS://AMP.KORAN.ID/A.amp.html",
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", '<a href="', "<br>", '<time datetime="',
    '<script type="application/ld+json">', "</script>", '<meta property="og:title" content="',
    '<meta property="article:published_time" content="', '<div class="', '<img src="', "<pre>",
    "<table>", "<td>", "<body>", "</body>", '<base href="', "<!--", "-->", "<![CDATA[", "]]>",
    "<article>", "<figure>", "<figcaption>", "<ul>", "<li>", "<svg>", "<template>", "<select>",
    '<link rel="next" href="', '<link rel="canonical" href="', "<title>", "</title>", "<nav>",
    '<span style="display:block">', '<html lang="', "<iframe>", "<textarea>", "<plaintext>",
    "<x:y>",
)  # fmt: skip
NAMES = (
    '"@type":"NewsArticle"', '"headline":', '"datePublished":', '"author":', '"name":',
    '"@graph":[',
    '"articleBody":', '"image":', '"keywords":', '"publisher":', '"itemListElement":[', '"item":',
    '"dateModified":', "\\ud83d", "\\u0000", "null", "true", "1e999", "NaN", "[[", "{}", '"link":',
    '"title":{"rendered":', '"date_gmt":', '"props":{"pageProps":', '"article":', '"content":',
    '"tags":', '"published_at":', '"slug":', '"id":', '"address":', '"addressRegion":',
)  # fmt: skip
CHARACTERS = (
    "&amp;", "&nbsp;", "&#0;", "&#x80;", "&#55357;", "&lt;", "\u00a0", "\u200b", "\u202e", "\u2028",
    "\ufdfa", "\u0130", "\u0301", "\ud83d", "\x00", "\x7f", "\x85", "\ufeff", "\uffff", "\u0660",
    "\u00b2", "\u2160", "\uff11", "\U0001f600",
)  # fmt: skip
XML = (
    "<rss>", "<channel>", "<item>", "<link>", "<guid>", "<pubDate>", "<entry>", "<urlset>", "<url>",
    "<loc>", "<lastmod>", "<sitemapindex>", "<sitemap>", "<!DOCTYPE", "<!ENTITY a", "&a;", "SYSTEM",
    '<?xml version="1.0" encoding="', 'xmlns:a="', "<a:link>", "<news:title>", "UTF-16", "UTF-7",
)  # fmt: skip


def pages() -> Iterator[bytes]:
    """Yield the papers' own pages and the crafted ones."""
    yield from (case.page for case in cases() if case.file and case.file.suffix == ".html")
    for make in PAGES.values():
        yield make(SMALL).encode("utf-8", "surrogatepass")


def feeds() -> Iterator[bytes]:
    """Yield the papers' own feeds and the crafted ones."""
    yield from (case.page for case in cases() if case.file and case.file.suffix != ".html")
    for make in FEEDS.values():
        yield make(SMALL)


def strings(*given: tuple[str, ...]) -> Callable[[], Iterator[bytes]]:
    """Return what yields these strings, and those that the papers' fixtures expect."""

    def yielded() -> Iterator[bytes]:
        yield from (one.encode() for some in given for one in some)
        for case in cases():
            wanted = case.told.get("expected", {})
            yield case.url.encode()
            yield from (
                str(wanted[name]).encode()
                for name in ("date_published_raw", "headline")
                if wanted.get(name)
            )

    return yielded


SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {
    "dates": strings(FORMS),
    "lines": strings(LINES, FORMS),
    "addresses": strings(ADDRESSES),
    "article": pages,
    "known-article": pages,
    "listing": pages,
    "known-listing": pages,
    "feeds": feeds,
    "papers": pages,
}
WORDS = (*MONTHS, *ZONES, *FORMS, *CHARACTERS)
TOKENS: dict[str, tuple[str, ...]] = {
    "dates": (*WORDS, "pukul", "lalu", "terbit", "diperbarui", "'", "/", "-", ":", "<b>"),
    "lines": (*LINES, *CHARACTERS),
    "addresses": (*ADDRESSES, *CHARACTERS, "/amp/", "?page=", "%2f", "..", "/2023/11/14/", "www."),
    "feeds": (*XML, *NAMES, *CHARACTERS, *FORMS),
}
PAGE_TOKENS = (*TAGS, *NAMES, *CHARACTERS, *FORMS, *LINES, *ADDRESSES)


def tokens(target: str) -> list[bytes]:
    """Return the words that matter to a target, each once."""
    return [
        one.encode("utf-8", "surrogatepass")
        for one in dict.fromkeys(TOKENS.get(target, PAGE_TOKENS))
    ]


def seeds(target: str) -> list[bytes]:
    """Return what a target's fuzzing begins with, each once and none too large."""
    return list(dict.fromkeys(one[:LARGEST] for one in SEEDS[target]()))


class Mutator:
    """Changes a document by its tags, texts and words, which a byte fuzzer seldom does."""

    def __init__(self, target: str) -> None:
        """Take pieces from the target's seeds to splice in."""
        self.tokens = tokens(target)
        self.stock = [piece for one in seeds(target) for piece in pieces(one)]

    def __call__(self, data: bytes, most: int, seed: int) -> bytes:
        """Return a changed document of at most so many bytes."""
        chance = random.Random(seed)
        parts = pieces(data) or [b""]
        for _ in range(chance.randint(1, 4)):
            chance.choice((splice, repeat, nest, drop, swap, say))(self, parts, chance)
        made = b"".join(parts)[:most]
        return recoded(made, chance)[:most] if chance.random() < 0.03 else made


def pieces(data: bytes) -> list[bytes]:
    """Return a document cut before each `<` and after each `>`."""
    return [part for tag in data.replace(b"<", b"\0<").split(b"\0") for part in halves(tag) if part]


def halves(tag: bytes) -> tuple[bytes, bytes]:
    """Return a tag, and the text behind it."""
    before, sign, after = tag.partition(b">")
    return before + sign, after


def splice(own: Mutator, parts: list[bytes], chance: random.Random) -> None:
    """Put a run of another document's pieces somewhere."""
    at, start = chance.randrange(len(parts)), chance.randrange(len(own.stock))
    parts[at:at] = own.stock[start : start + chance.randint(1, 12)]


def repeat(_: Mutator, parts: list[bytes], chance: random.Random) -> None:
    """Repeat a run of pieces."""
    at = chance.randrange(len(parts))
    run = parts[at : at + chance.randint(1, 6)]
    parts[at:at] = run * chance.choice((1, 2, 10, 100))


def nest(_: Mutator, parts: list[bytes], chance: random.Random) -> None:
    """Open an element again and again, and close none."""
    at = chance.randrange(len(parts))
    if parts[at][:1] == b"<" and parts[at][:2] != b"</":
        parts[at:at] = [parts[at]] * chance.choice((2, 20, 300))


def drop(_: Mutator, parts: list[bytes], chance: random.Random) -> None:
    """Take a run of pieces away, or cut the document."""
    at = chance.randrange(len(parts))
    del parts[at : at + chance.randint(1, 8) if chance.random() < 0.9 else None]
    parts.append(b"")


def swap(_: Mutator, parts: list[bytes], chance: random.Random) -> None:
    """Let two pieces change places."""
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]


def say(own: Mutator, parts: list[bytes], chance: random.Random) -> None:
    """Put a word that matters inside a piece."""
    at = chance.randrange(len(parts))
    cut = chance.randint(0, len(parts[at]))
    parts[at] = parts[at][:cut] + chance.choice(own.tokens) + parts[at][cut:]


def recoded(data: bytes, chance: random.Random) -> bytes:
    """Return a document in another encoding than it says."""
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-7", "cp1252", "utf-32", "latin-1")), "replace")
