"""Makes hostile pages: what a hostile paper would send, or a broken template.

Each is a function of its size in characters: one thing repeated without end.
"""

import json
from collections.abc import Callable
from html import escape

Crafted = Callable[[int], str]

PARAGRAPH = (
    "Pemerintah kabupaten memperbaiki jalan desa yang rusak sejak musim hujan tahun lalu, kata "
    "kepala dinas kepada para wartawan di kantornya, Selasa (14/11/2023). "
)
DATE = "10 September 2023 18:55 WIB "


def page(
    inside: str, *, head: str = "", title: str = "Jalan desa diperbaiki mulai pekan depan"
) -> str:
    """Return an article page with something in its body."""
    text = "".join(f"<p>{PARAGRAPH}</p>" for _ in range(4))
    return (
        f"<html><head><title>{title} - Koran</title>{head}</head><body><h1>{title}</h1>"
        f'<div class="date">Selasa, 14 November 2023 18:55 WIB</div>'
        f'<div class="author">Penulis: Budi Santoso</div>'
        f'<div class="article-content">{text}{inside}</div></body></html>'
    )


def repeated(part: str) -> Crafted:
    """Return a maker of article pages that hold one thing again and again."""
    return lambda size: page(part * (size // len(part)))


def numbered(part: str) -> Crafted:
    """Return a maker of article pages with a numbered thing again and again (`%d`)."""
    return lambda size: page("".join(part % n for n in range(size // len(part))))


def in_head(part: str) -> Crafted:
    """Return a maker of article pages whose head holds one thing again and again."""
    return lambda size: page("", head=part * (size // len(part)))


def nested(opening: str, core: str = PARAGRAPH) -> Crafted:
    """Return a maker of article pages with one element in itself again and again."""
    return lambda size: page(opening * (size // len(opening)) + core)


def paragraph(part: str) -> Crafted:
    """Return a maker of article pages with one endless paragraph."""
    return lambda size: page(f"<p>{part * (size // len(part))}</p>")


def attribute(template: str, part: str) -> Crafted:
    """Return a maker of article pages with one endless attribute, or script (`%s`)."""
    return lambda size: page(template % (part * (size // len(part))))


def titled(part: str) -> Crafted:
    """Return a maker of article pages with an endless title."""
    return lambda size: page("", title=part * (size // len(part)))


def deep(core: str) -> Crafted:
    """Return a maker of article pages where half of the size is depth and half is text."""
    return lambda size: page("<div>" * (size // 10) + core * (size // 2 // len(core)))


def bare(inside: str) -> str:
    """Return a page that is nothing but this."""
    return f"<html><body>{inside}</body></html>"


def json_ld(text: str) -> str:
    """Return a JSON-LD block."""
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = json.dumps(
    {"@type": "NewsArticle", "headline": "Jalan desa diperbaiki", "author": {"name": "Budi"}}
)
LINK = (
    '<li><a href="/berita/%d/jalan-desa-diperbaiki-mulai-pekan-ini">Jalan desa diperbaiki</a></li>'
)

PAGES: dict[str, Crafted] = {
    "spaces in text": paragraph(" "),
    "line feeds in text": paragraph("\n"),
    "blank lines in text": paragraph(" \n"),
    "no-break spaces": paragraph("\u00a0"),
    "entities": paragraph("&amp;"),
    "entities of entities": paragraph("&amp;amp;"),
    "numeric entities": paragraph("&#38;#38;"),
    "digits": paragraph("1"),
    "digits and dots": paragraph("1."),
    "digits and dashes": paragraph("1-"),
    "digits and slashes": paragraph("1/"),
    "digits and colons": paragraph("1:"),
    "digits and spaces": paragraph("1 "),
    "letters": paragraph("a"),
    "capitals": paragraph("A"),
    "letters with dots": paragraph("a."),
    "letters with dashes": paragraph("a-"),
    "letters with slashes": paragraph("a/"),
    "apostrophes": paragraph("a'"),
    "commas": paragraph(","),
    "dots": paragraph("."),
    "dashes": paragraph("-"),
    "ellipses before a word": lambda size: page(f"<p>{'.' * size}x</p>" + f"<p>{'… ' * 300}x</p>"),
    "brackets": paragraph("("),
    "bracketed": paragraph("(a) "),
    "quotes": paragraph('"'),
    "at signs": paragraph("@"),
    "combining marks": paragraph("a\u0301"),
    "only combining marks": paragraph("\u0301\u0323"),
    "right to left": paragraph("\u202eמלכ "),
    "zero width": paragraph("\u200b\u200d"),
    "ligatures": paragraph("\ufdfa"),
    "surrogate pairs": paragraph("\U0001f600"),
    "words": paragraph("kata "),
    "sentences": paragraph(PARAGRAPH),
    "dates": paragraph(DATE),
    "day and month": paragraph("10 September "),
    "months": paragraph("September "),
    "days ago": paragraph("5 hari yang lalu "),
    "clocks": paragraph("18:55 WIB "),
    "read also": paragraph("Baca juga: Judul lain. "),
    "names": paragraph("Budi Santoso, "),
    "source credit": paragraph("(Sumber: koran.com) "),
    "datelines": paragraph("MEDAN, KORAN - "),
    "addresses": paragraph("https://koran.id/a "),
    "hosts": paragraph("koran.co.id/"),
    "labels": paragraph("Penulis: Editor: "),
    "lone less-than": paragraph("< "),
    "unclosed tags": paragraph("<a "),
    "unclosed comments": paragraph("<!--"),
    "unclosed attribute": lambda size: page('<p title="' + "a " * (size // 2)),
    "null characters": paragraph("\0"),
    "paragraphs": repeated(f"<p>{PARAGRAPH}</p>"),
    "short paragraphs": repeated("<p>Kata kepala dinas.</p>"),
    "empty paragraphs": repeated("<p></p>"),
    "line breaks": repeated("<br>"),
    "lines by breaks": repeated("Kata kepala dinas itu.<br>"),
    "bold lines": repeated("<b>Kata kepala dinas</b><br>"),
    "images": repeated('<img src="/a.jpg" alt="foto">'),
    "figures": numbered(
        '<figure><img src="/a%d.jpg"><figcaption>Foto: Antara</figcaption></figure>'
    ),
    "times": repeated('<time datetime="2023-11-14T18:55:00+07:00">14 November 2023</time>'),
    "dated lines": repeated(f"<p>{DATE}</p>"),
    "dated spans": repeated(f"<span>{DATE}</span>"),
    "relative lines": repeated("<p>5 jam yang lalu</p>"),
    "updated lines": repeated("<p>Diperbarui: 14 November 2023 18:55</p>"),
    "dates that cannot be": repeated("<p>31 November 2023</p>"),
    "byline lines": repeated("<p>Penulis: Budi Santoso</p>"),
    "bylines, all different": numbered("<p>Penulis: Budi Santoso Ke%d</p>"),
    "editor lines": repeated("<p>Editor: Siti Aminah</p>"),
    "name lines": numbered("<p>Budi Santoso Ke%d</p>"),
    "author links": numbered('<a href="/author/budi%d/">Budi Santoso</a>'),
    "by lines": repeated("<p>Oleh Budi Santoso</p>"),
    "read-also lines": repeated('<p>Baca juga: <a href="/x">Judul</a></p>'),
    "subheadings": repeated("<h2>Jalan desa diperbaiki</h2>"),
    "headlines": repeated("<h1>Jalan desa diperbaiki mulai pekan depan</h1>"),
    "different headlines": numbered("<h1>Jalan desa ke-%d diperbaiki mulai pekan depan</h1>"),
    "datelines in lines": repeated("<p>MEDAN, KORAN - Kata kepala dinas itu.</p>"),
    "credit lines": repeated("<p>Sumber: cnnindonesia.com</p>"),
    "lists": repeated("<li>Satu</li>"),
    "tables": repeated("<table><tr><td>Satu</td></tr></table>"),
    "cells": repeated("<td>1"),
    "table rows": lambda size: page(
        "<table>" + "<tr><td>Satu</td></tr>" * (size // 22) + "</table>"
    ),
    "links": numbered(LINK),
    "same links": repeated('<a href="/berita/1/judul-berita-yang-sama">Judul berita</a> '),
    "tag links": numbered('<a rel="tag" href="/tag/t%d">tag %%d</a>'.replace("%%d", "satu")),
    "other pages": numbered('<a href="?page=%d">1</a>'),
    "numbered pages": numbered('<a href="?page=%d">%%d</a>'.replace("%%d", "2")),
    "iframes": repeated('<iframe src="/a"></iframe>'),
    "classes": numbered('<div class="content-%d article">x</div>'),
    "siblings": repeated("<i>a</i>"),
    "empty siblings": repeated("<i></i>"),
    "boxes": repeated("<div><p>Kata kepala dinas.</p></div>"),
    "bodies": repeated(f'<div class="article-content"><p>{PARAGRAPH}</p></div>'),
    "block spans": repeated('<span style="display:block">Kata kepala dinas itu.</span>'),
    "folded lines": paragraph("Kata kepala dinas itu kepada para wartawan di kantornya.\n"),
    "folded pre": lambda size: page("<pre>" + "Kata kepala dinas itu.\n" * (size // 23) + "</pre>"),
    "only spaces": lambda size: " " * size,
    "only less-than": lambda size: "<" * size,
    "only brackets": lambda size: "<>" * (size // 2),
    "only ampersands": lambda size: "&" * size,
    "only text": lambda size: "kata " * (size // 5),
    "only a tag": lambda size: "<" + "a" * size,
    "only a comment": lambda size: "<!-- " + "- " * (size // 2),
    "only dates": lambda size: bare(f"<p>{DATE}</p>" * (size // 35)),
    "only headings": lambda size: bare("<h1>Jalan desa diperbaiki</h1>" * (size // 30)),
    "only links": lambda size: bare("".join(LINK % n for n in range(size // 90))),
    "only linked dates": lambda size: bare(
        "".join(LINK % n + f"<span>{DATE}</span>" for n in range(size // 130))
    ),
    "links and far dates": lambda size: bare(
        "".join(LINK % n for n in range(size // 180)) + f"<i>{DATE}</i>" * (size // 70)
    ),
    "same link, dates": lambda size: bare((LINK % 1 + f"<i>{DATE}</i>") * (size // 130)),
    "cards without end": lambda size: bare(
        "<div>" * 250 + "".join(LINK % n + f"<b>{DATE}</b>" for n in range(size // 130))
    ),
    "bases": lambda size: bare('<base href="/a/">' * (size // 17) + LINK % 1),
    "long base": lambda size: bare(
        f'<base href="/{"a/" * (size // 4)}">' + "".join(LINK % n for n in range(size // 180))
    ),
    "dots in links": lambda size: bare(f'<a href="/{"../" * (size // 3)}">Judul berita desa</a>'),
    "percents in links": lambda size: bare(f'<a href="/{"%61" * (size // 3)}">Judul desa</a>'),
    "queries in links": lambda size: bare(f'<a href="/a?{"a=1&" * (size // 4)}">Judul desa</a>'),
    "segments in links": lambda size: bare(f'<a href="/{"amp/" * (size // 4)}">Judul desa</a>'),
    "pages in links": lambda size: bare(
        f'<a href="/berita/judul-berita-desa-kami{"/1" * (size // 2)}">Judul desa</a>'
    ),
    "dashes in links": lambda size: bare(f'<a href="/{"a-" * (size // 2)}">Judul desa</a>'),
    "digits in links": lambda size: bare(f'<a href="/{"1" * size}">Judul desa</a>'),
    "days in links": lambda size: bare(f'<a href="/{"2023/11/14/" * (size // 11)}">Judul</a>'),
    "wrong closings": repeated("</p></div></b></i>"),
    "early ends": repeated("</body></html>"),
    "html again": repeated("<html><body>"),
    "nested divs": nested("<div>"),
    "nested divs with text": nested("<div>a"),
    "nested divs with class": nested('<div class="content">'),
    "nested spans": nested("<span>"),
    "nested bold": nested("<b>"),
    "nested times": nested("<time>"),
    "nested links": nested('<a href="/x">'),
    "nested links in divs": nested('<a href="/x"><div>'),
    "nested links in spans": nested('<a href="/x"><span>'),
    "nested cards": nested('<div class="title"><a href="/berita/1/judul-berita-desa">Judul</a>'),
    "nested articles": nested("<article>Kata. "),
    "nested figures": nested('<figure><img src="/a.jpg">'),
    "nested times in links": nested('<a href="/berita/1/judul-berita-desa"><time>1 Mei 2023 '),
    "nested quotes": nested("<blockquote><p>Kata."),
    "nested headings in links": nested('<a href="/x"><h2>'),
    "nested styled": nested('<span style="display:block">'),
    "nested asides": nested("<aside>"),
    "nested objects": nested("<object>"),
    "nested svg": nested("<svg><g>"),
    "nested templates": nested("<template>"),
    "nested selects": nested("<select><option>"),
    "nested unknown": nested("<x-y>"),
    "nested pre": nested("<pre>\n"),
    "nested breaks": nested("<span><br>Kata kepala dinas. "),
    "nested frames": nested("<frameset><noframes>"),
    "nested headings, long": lambda size: page(
        "<h2><div>" * 900 + "a" * (size - 9000) + "</div></h2>" * 900
    ),
    "nested titles, long": lambda size: page(
        '<div class="title"><a href="/berita/1/judul-berita-desa">' * 200 + "a 1 " * (size // 4)
    ),
    "nested links, long": lambda size: page(
        '<a href="/berita/1/judul-berita-desa"><div>' * 900 + "kata " * (size // 5)
    ),
    "nested times, long": lambda size: page("<time><div>" * 900 + "1 Mei " * (size // 6)),
    "nested headings, linked": numbered(
        '<div class="kartu"><h2><a href="/berita/%d/judul-berita-desa">Judul berita yang panjang '
        "sekali di desa ini</a></h2></div><div>"
    ),
    "nested lists": nested("<ul><li>"),
    "nested tables": nested("<table><tr><td>"),
    "nested headings": nested("<h1>"),
    "nested sections": nested("<section><p>Kata.</p>"),
    "nested forms": nested("<form>"),
    "nested fonts": nested("<font><p>"),
    "deep and long": deep("<p>Kata kepala dinas itu.</p>"),
    "deep and inline": deep("<b>a</b>"),
    "deep and dated": deep(f"<p>{DATE}</p>"),
    "deep and linked": deep('<a href="/berita/1/judul-berita-yang-sama">Judul</a>'),
    "deep and long times": lambda size: page("<time>" * 200 + "a 1 " * (size // 4)),
    "long class": attribute('<div class="%s">x</div>', "content "),
    "long class word": attribute('<div class="%s">x</div>', "a-"),
    "long id": attribute('<div id="%s">x</div>', "a_"),
    "long style": attribute('<span style="%s">x</span>', "display:block;"),
    "long link": attribute('<a href="%s">Judul berita yang panjang</a>', "/a"),
    "long query": attribute('<a href="/berita/1?%s">Judul berita yang panjang</a>', "a=1&"),
    "long picture": attribute('<img src="%s">', "/a"),
    "long source set": attribute('<img srcset="%s">', "/a.jpg 100w, "),
    "long alt": attribute('<img src="/a.jpg" alt="%s">', "Foto: "),
    "long caption": attribute(
        '<figure><img src="/a.jpg"><figcaption>%s</figcaption></figure>', "Foto: "
    ),
    "long data": attribute('<div data-page="%s">x</div>', escape('[{"a":1},')),
    "many attributes": lambda size: page(
        "<p " + " ".join(f"a{n}" for n in range(size // 7)) + ">x"
    ),
    "many classes each": lambda size: page(
        "".join(f'<p class="{"c " * 50}">x</p>' for _ in range(size // 115))
    ),
    "title of colons": lambda size: page("", title="Jalan desa :" + ":" * size + "x"),
    "title of dots": lambda size: page("", title="a." * (size // 2) + "x"),
    "long title": titled("Jalan desa "),
    "long title of dashes": titled("a - "),
    "long title of bars": titled("a | "),
    "long title of spaces": titled(" "),
    "long title word": titled("a"),
    "many titles": in_head("<title>Jalan desa</title>"),
    "metas": in_head('<meta property="og:title" content="Jalan desa diperbaiki">'),
    "meta dates": in_head('<meta property="article:published_time" content="2023-11-14">'),
    "meta authors": in_head('<meta name="author" content="Budi Santoso">'),
    "meta keywords": lambda size: page(
        "", head=f'<meta name="keywords" content="{"desa, jalan, " * (size // 13)}">'
    ),
    "long meta": lambda size: page(
        "", head=f'<meta name="description" content="{"&amp;lt;b " * (size // 10)}">'
    ),
    "long site name": lambda size: page(
        "", head=f'<meta property="og:site_name" content="{"a" * size}">'
    ),
    "canonicals": in_head('<link rel="canonical" href="https://koran.id/a">'),
    "long language": lambda size: page("").replace("<html", f'<html lang="{"id-" * (size // 3)}"'),
    "JSON-LD blocks": in_head(json_ld(ARTICLE)),
    "JSON-LD broken blocks": in_head(json_ld('{"@type":')),
    "JSON-LD of brackets": lambda size: page("", head=json_ld("[" * size)),
    "JSON-LD of objects": lambda size: page("", head=json_ld('{"a":' * (size // 5))),
    "JSON-LD deep and closed": lambda size: page(
        "", head=json_ld("[" * (size // 2) + "]" * (size // 2))
    ),
    "JSON-LD in a row": lambda size: page("", head=json_ld(ARTICLE * (size // len(ARTICLE)))),
    "JSON-LD graph": lambda size: page(
        "", head=json_ld('{"@graph":[' + ",".join([ARTICLE] * (size // len(ARTICLE))) + "]}")
    ),
    "JSON-LD authors": lambda size: page(
        "",
        head=json_ld(
            '{"@type":"NewsArticle","headline":"Jalan desa","author":['
            + ",".join(['{"name":"Budi Santoso"}'] * (size // 24))
            + "]}"
        ),
    ),
    "JSON-LD wide lists": lambda size: page(
        "",
        head=json_ld(
            '{"@type":"NewsArticle","headline":"Jalan desa","author":'
            + "[" * 30
            + "[]," * (size // 3)
            + "1"
            + "]" * 30
            + "}"
        ),
    ),
    "JSON-LD long headline": lambda size: page(
        "", head=json_ld(json.dumps({"@type": "NewsArticle", "headline": "<b " * (size // 3)}))
    ),
    "JSON-LD long body": lambda size: page(
        "",
        head=json_ld(
            json.dumps(
                {"@type": "NewsArticle", "headline": "Jalan", "articleBody": "a. " * (size // 3)}
            )
        ),
    ),
    "JSON-LD quotes": lambda size: page("", head=json_ld('{"' * (size // 2))),
    "JSON-LD backslashes": lambda size: page("", head=json_ld('{"a":"' + "\\" * size)),
    "JSON-LD comments": lambda size: page("", head=json_ld("{" + "/*" * (size // 2))),
    "JSON-LD comments unclosed": lambda size: page("", head=json_ld("{" + "/* " * (size // 3))),
    "JSON-LD escaped quotes": lambda size: page("", head=json_ld('{"a":"' + '\\"' * (size // 2))),
    "JSON-LD spaces at the end": lambda size: page(
        "", head=json_ld('{"a":1}]]>' + " " * (size // 2) + ";" + " " * (size // 2) + "x")
    ),
    "JSON-LD objects in a row": lambda size: page("", head=json_ld("{} " * (size // 3))),
    "JSON-LD openings in a row": lambda size: page(
        "", head=json_ld('{"a" ' * 30 + "[1," * (size // 3))
    ),
    "JSON-LD slashes": lambda size: page("", head=json_ld("{" + "/" * size)),
    "JSON-LD commas": lambda size: page("", head=json_ld("{" + ", " * (size // 2))),
    "JSON-LD spaces": lambda size: page("", head=json_ld("{" + " " * size + "x")),
    "JSON-LD closings": lambda size: page("", head=json_ld("{" + "]]>" * (size // 3) + "x")),
    "JSON-LD long number": lambda size: page("", head=json_ld("[" + "1" * size + "]")),
    "many scripts": in_head("<script>var a = 1;</script>"),
    "embedded JSON": lambda size: page(
        '<script type="application/json">'
        + json.dumps(
            [
                {"title": "Judul berita", "url": f"/berita/{n}/judul-berita-desa"}
                for n in range(size // 70)
            ]
        )
        + "</script>"
    ),
    "embedded JSON blocks": repeated('<script type="application/json">[{"title": "a"}]</script>'),
    "embedded JSON deep": lambda size: page(
        f'<script type="application/json">{"[" * (size // 2)}{"]" * (size // 2)}</script>'
    ),
    "embedded JSON numbers": attribute(
        '<script type="application/json">[{"title": "a", "slug": "b", "id": %s}]</script>', "1"
    ),
}
