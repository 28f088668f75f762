"""Makes hostile feeds, sitemaps and REST answers, each by its size in characters."""

import json
from collections.abc import Callable

Crafted = Callable[[int], bytes]

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
RSS = HEAD + '<rss version="2.0"><channel><link>https://koran.id/</link>'
RSS_END = "</channel></rss>"
URLSET = HEAD + '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
ITEM = (
    "<item><title>Jalan desa</title><link>https://koran.id/berita/%d/jalan-desa</link>"
    "<pubDate>Tue, 14 Nov 2023 18:55:00 +0700</pubDate></item>"
)
ADDRESS = "<url><loc>https://koran.id/berita/%d/jalan-desa</loc><lastmod>2023-11-14</lastmod></url>"
LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    + "]>"
)


def text(make: Callable[[int], str]) -> Crafted:
    """Return a maker of UTF-8 bytes."""
    return lambda size: make(size).encode("utf-8", "surrogatepass")


def rss(part: str) -> Crafted:
    """Return a maker of feeds that hold one thing again and again."""
    return text(lambda size: RSS + part * (size // len(part)) + RSS_END)


def numbered(head: str, part: str, end: str) -> Crafted:
    """Return a maker of documents with a numbered thing again and again (`%d`)."""
    return text(lambda size: head + "".join(part % n for n in range(size // len(part))) + end)


def deep(opening: str, closing: str) -> Crafted:
    """Return a maker of feeds with one element in itself again and again."""
    return text(
        lambda size: (
            RSS
            + opening * (size // len(opening + closing))
            + closing * (size // len(opening + closing))
            + RSS_END
        )
    )


FEEDS: dict[str, Crafted] = {
    "items": numbered(RSS, ITEM, RSS_END),
    "items without a channel's link": numbered(
        HEAD + "<rss><channel>",
        "<item><guid>https://koran.id/berita/%d/jalan-desa</guid></item>",
        RSS_END,
    ),
    "items whose link is elsewhere": numbered(
        HEAD + "<rss><channel>",
        "<item><guid>https://koran.id/%d/jalan-desa</guid><link>https://a.id/</link></item>",
        RSS_END,
    ),
    "items in items": deep("<item>", "</item>"),
    "items in items, linked": deep("<item><guid>https://koran.id/a</guid>", "</item>"),
    "links in an item": text(
        lambda size: (
            RSS + "<item>" + "<link>https://koran.id/a</link>" * (size // 31) + "</item>" + RSS_END
        )
    ),
    "guids in an item": text(
        lambda size: (
            RSS + "<item>" + "<guid>https://koran.id/a</guid>" * (size // 31) + "</item>" + RSS_END
        )
    ),
    "empty items": rss("<item/>"),
    "entries": rss('<entry><link rel="alternate" href="https://koran.id/a"/></entry>'),
    "long title": rss(
        "<item><link>https://koran.id/a</link><title>" + "a " * 5000 + "</title></item>"
    ),
    "one long title": text(
        lambda size: (
            RSS + f"<item><link>https://koran.id/a</link><title>{'a ' * (size // 2)}</title></item>"
        )
    ),
    "long link": text(
        lambda size: RSS + f"<item><link>https://koran.id/{'a/' * (size // 2)}</link></item>"
    ),
    "wrong links": rss("<item><link>http://[</link><guid>https://[x</guid></item>"),
    "nested unknown": deep("<a>", "</a>"),
    "comments": rss("<!-- a -->"),
    "instructions": rss("<?a b?>"),
    "character data": rss("<![CDATA[a]]>"),
    "unescaped": rss("<item><title>a & b &nbsp; &x; < c</title></item>"),
    "unclosed": rss("<item><link>https://koran.id/a"),
    "attributes": text(
        lambda size: "<rss " + " ".join(f'a{n}="x"' for n in range(size // 11)) + "/>"
    ),
    "namespaces": text(
        lambda size: (
            "<rss " + " ".join(f'xmlns:a{n}="x"' for n in range(size // 16)) + "><item/></rss>"
        )
    ),
    "namespaces, nested": text(
        lambda size: (
            RSS + "".join(f'<a xmlns="u{n}">' for n in range(min(size // 16, 250))) + RSS_END
        )
    ),
    "billion laughs": text(
        lambda size: (
            HEAD + LAUGHS + "<rss><channel><item><title>&a12;</title>"
            "<link>https://koran.id/&a12;</link></item></channel></rss>" + " " * size
        )
    ),
    "laughs in attributes": text(
        lambda size: HEAD + LAUGHS + '<feed><entry><link href="&a12;"/></entry></feed>' + " " * size
    ),
    "laughs by parameter": text(
        lambda _: HEAD + '<!DOCTYPE rss [<!ENTITY % a "ha"><!ENTITY % b "%a;%a;"> %b; ]><rss/>'
    ),
    "one entity, often": text(
        lambda size: (
            HEAD + f'<!DOCTYPE rss [<!ENTITY a "{"ha" * (size // 4)}">]><rss><channel><item>'
            f"<title>{'&a;' * (size // 6)}</title></item></channel></rss>"
        )
    ),
    "entities": text(
        lambda size: (
            HEAD
            + "<!DOCTYPE rss ["
            + "".join(f'<!ENTITY a{n} "ha">' for n in range(size // 20))
            + "]><rss><channel/></rss>"
        )
    ),
    "external entity": text(
        lambda size: (
            HEAD + '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel>'
            "<item><title>&a;</title><link>https://koran.id/a</link></item></channel></rss>"
            + " "
            * size
        )
    ),
    "default attributes": text(
        lambda size: (
            HEAD
            + "<!DOCTYPE rss [<!ATTLIST item x CDATA 'a'>]>"
            + RSS.removeprefix(HEAD)
            + "<item/>" * (size // 7)
            + RSS_END
        )
    ),
    "addresses": numbered(URLSET, ADDRESS, "</urlset>"),
    "same address": text(lambda size: URLSET + ADDRESS % 1 * (size // 90) + "</urlset>"),
    "addresses in addresses": text(
        lambda size: URLSET + "<url>" * min(size // 5, 240) + "<loc>/a</loc>"
    ),
    "wrong addresses": text(lambda size: URLSET + "<url><loc>http://[</loc></url>" * (size // 30)),
    "empty addresses": text(lambda size: URLSET + "<url/>" * (size // 6) + "</urlset>"),
    "sitemaps": numbered(
        HEAD + "<sitemapindex>",
        "<sitemap><loc>https://koran.id/%d.xml</loc></sitemap>",
        "</sitemapindex>",
    ),
    "wrong sitemaps": text(
        lambda size: "<sitemapindex>" + "<sitemap><loc>//[</loc></sitemap>" * (size // 32)
    ),
    "nulls": text(lambda size: RSS + "\0" * size),
    "controls": text(lambda size: RSS + "\x01\x08\x1f" * (size // 3)),
    "spaces": text(lambda size: " " * size + RSS + RSS_END),
    "sixteen bits": lambda size: (RSS.replace("UTF-8", "UTF-16") + "<item/>" * (size // 14)).encode(
        "utf-16"
    ),
    "sixteen bits, wrongly named": lambda size: (RSS + "<item/>" * (size // 14)).encode("utf-16"),
    "eight bits named sixteen": text(
        lambda size: RSS.replace("UTF-8", "UTF-16") + "<item/>" * (size // 7)
    ),
    "seven bits": lambda size: (
        RSS.replace("UTF-8", "UTF-7") + "+ADw-item/+AD4-" * (size // 15)
    ).encode(),
    "thirty-two bits": lambda size: (RSS + "<item/>" * (size // 28)).encode("utf-32"),
    "EBCDIC": lambda size: (RSS.replace("UTF-8", "cp037") + "<item/>" * (size // 7)).encode(
        "cp037"
    ),
    "no such encoding": text(
        lambda size: RSS.replace("UTF-8", "x" * 100) + "<item/>" * (size // 7)
    ),
    "posts": text(
        lambda size: json.dumps(
            [
                {"link": f"https://koran.id/{n}/a", "title": {"rendered": "a"}}
                for n in range(size // 60)
            ]
        )
    ),
    "wrong posts": text(lambda size: json.dumps([{"link": "http://["}] * (size // 22))),
    "posts of wrong kinds": text(
        lambda size: json.dumps(
            [{"link": "/a", "title": ["a"], "date_gmt": 1}, 1, None, [], {"link": {}}]
            * (size // 80)
        )
    ),
    "half characters": text(
        lambda size: '[{"link":"/\\ud800","title":{"rendered":"\\udfff"}}' + "," * size
    ),
    "deep JSON": text(lambda size: "[" * size),
    "deep objects": text(lambda size: '[{"link":' * (size // 9)),
    "long number": text(lambda size: "[" + "1" * size + "]"),
    "long string": text(lambda size: '[{"link":"' + "a" * size),
    "backslashes": text(lambda size: '[{"link":"' + "\\" * size),
}
