"""Beritabali's page in shapes that nobody has seen: its text is known, its markup is not.

A page is put together by chance, from a number, so that a failure can be repeated.
"""

from datetime import UTC, datetime
from random import Random

import pytest

from newscrawl.extraction import extract
from newscrawl.spiders.bali import BeritabaliSpider

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
RULES = BeritabaliSpider.rules()
HEADLINE = "Diundang Menteri Kelautan, Nelayan Pulau Sabu Janji Bakal Hadiri Festival"
URL = (
    "https://beritabali.com/read/2023/09/14/202309140012/"
    "diundang-menteri-kelautan-nelayan-pulau-sabu-janji-bakal-hadiri-festival.html"
)
DATE = "Kamis, 14 September 2023, 18:55 WITA"
CAPTION = f"beritabali.com/kantorsebelah.com/{HEADLINE}"
STORY = [
    "Ketua kelompok nelayan Pulau Sabu bakal berkunjung ke ibu kota usai menerima undangan resmi.",
    (
        '"Kami menerima undangan itu dengan senang hati dan menegaskan keinginan untuk selalu '
        'menjaga laut bersama warga," tulis kelompok nelayan itu, Kamis (14/9).'
    ),
    "Menteri menyampaikan undangan ini setelah bertemu para nelayan di dermaga pada Rabu (13/9).",
    (
        "Keduanya bertemu di gudang ikan di pesisir timur. Dalam pertemuan itu, menteri mengatakan "
        "bahwa festival tahun ini bakal memprioritaskan perahu kayu dan jaring buatan tangan."
    ),
    (
        'Dia juga menyampaikan keyakinannya bahwa warga bakal mencapai "panen terbesar" tahun ini, '
        "merujuk pada cuaca yang bersahabat sejak awal musim."
    ),
    "Pertemuan kedua 'sahabat' ini terjadi di tengah hubungan hangat pesisir dan ibu kota.",
    "Kendati begitu, sejak 2018, para nelayan mulai berupaya memperbaiki dermaga lama itu.",
    "Pemerintah sejauh ini membantah keras tuduhan bahwa dermaga itu dibiarkan rusak.",
]
PROMO = [
    (
        "Simak berita terkini dan berita pilihan kami langsung di ponselmu. Ikuti saluran "
        "Beritabali.com di WhatsApp Channel untuk informasi terbaru seputar Bali."
    ),
    "Ikuti kami",
]
ICONS = ["search", *["radio_button_unchecked"] * 5, "light_mode dark_mode"]
MENU = ["Beranda", "Bali", "Dunia", "Ekonomi", "Olahraga", "Indeks"]
OTHERS = [
    "Gubernur Resmikan Pasar Ikan Baru di Tabanan",
    "Polisi Amankan Dua Pelaku Pencurian Motor di Badung",
    "Harga Cabai Naik Jelang Hari Raya Galungan",
]
BLOCKS = "div p section li td h2 h3 h4 b span pre block-span line br".split()
HEADINGS = ["h1", "h1", "h2", "h3", "div", "span", "b", "p"]


def put(text, tag, names=""):
    """Return a text in an element that ends its line, whichever way."""
    told = f' class="{names}"' if names else ""
    if tag == "block-span":
        return f'<span style="display:block"{told}>{text}</span>\n'
    if tag == "line":
        return f"{text}\n"
    if tag == "br":
        return f"{text}<br>\n"
    if tag == "td":
        return f"<table><tr><td{told}>{text}</td></tr></table>\n"
    if tag in ("span", "b", "i", "small"):
        return f"<{tag}{told}>{text}</{tag}><br>\n"
    return f"<{tag}{told}>{text}</{tag}>\n"


def box(parts, tag, names=""):
    """Return parts in an element around them all."""
    told = f' class="{names}"' if names else ""
    return f"<{tag}{told}>\n{''.join(parts)}</{tag}>\n"


def links(titles):
    return [f'<a href="/read/2023/09/13/{n}/lain.html">{t}</a>' for n, t in enumerate(titles)]


def sidebar(chance):
    tag = chance.choice(["div", "li", "p"])
    dates = [f"Rabu, {13 - n} September 2023, 0{n}:15 WITA" for n in range(len(OTHERS))]
    parts = [put("Berita Populer", chance.choice(["h3", "div"]))]
    for link, date in zip(links(OTHERS), dates, strict=True):
        parts += [put(link, tag), put(date, tag)] if chance.random() < 0.6 else [put(link, tag)]
    return box(parts, chance.choice(["div", "aside", "section"]), chance.choice(["", "css-k2"]))


def top(chance, tag):
    """Return what stands above the headline."""
    parts = []
    if chance.random() < 0.6:
        inner = chance.choice(["i", "span", "button", "div"])
        names = chance.choice(["", "material-icons"])
        parts += [put(f'<{inner} class="{names}">{icon}</{inner}>', "div") for icon in ICONS]
    elif chance.random() < 0.7:
        parts += [put(icon, tag) for icon in ICONS]
    if chance.random() < 0.4:
        parts.append(put("Jumat, 20 November 2026", chance.choice(["div", "span"])))
    if chance.random() < 0.5:
        parts.append(box([put(f'<a href="/{x}">{x}</a>', "li") for x in MENU], "ul"))
    return "".join(parts)


def story(chance, tag, names):
    """Return everything from the date to the reporter."""
    date_tag = chance.choice([tag, "div", "span", "p"])
    follow = chance.choice([" Follow", " <a href='#'>Follow</a>", " <button>Follow</button>", ""])
    parts = [put(DATE + follow, date_tag, chance.choice(["", "date", "css-9x"]))]
    picture = '<img src="/uploads/2023/nelayan.jpg" width="800">'
    parts.append(put(chance.choice(["image", picture, f"<figure>{picture}</figure>"]), tag))
    parts.append(put(CAPTION, chance.choice([tag, "small", "figcaption", "i", "div"])))
    split = chance.random() < 0.5
    parts += [put(x, tag) for x in (["IKUTI BERITABALI.COM DI", "GOOGLE NEWS"] if split else [])]
    dateline = chance.choice(["", "<b>", "<strong>"])
    opening = f"{dateline}BERITABALI.COM, DUNIA.{dateline.replace('<', '</')}"
    paragraphs = list(STORY)
    paragraphs[-1] += "(sumber: kantorsebelah.com)"
    if chance.random() < 0.5:
        paragraphs[0] = f"{opening} {paragraphs[0]}"
    else:
        paragraphs.insert(0, opening)
    told = [put(x, tag, names) for x in paragraphs]
    if chance.random() < 0.3:
        told.insert(4, put(f"Baca juga: {links(OTHERS)[0]}", tag))
    inner = chance.choice(["", "div", "section", "article"])
    parts += [box(told, inner, chance.choice(["", "css-7f"]))] if inner else told
    for line in chance.sample(["Editor: Juniar", "Reporter: bbn/net"], 2):
        parts.append(put(line, chance.choice([tag, "div", "p", "b"])))
    return parts


def head(chance):
    site = chance.choice(["", " - Beritabali.com", " | Berita Bali", " - Beritabali"])
    parts = [f"<title>{HEADLINE}{site}</title>"]
    if chance.random() < 0.3:
        parts.append(f'<meta property="og:title" content="{HEADLINE}">')
    if chance.random() < 0.3:
        parts.append(
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
            + HEADLINE
            + '", "datePublished": "2023-09-14T18:55:00+00:00", "author": {"@type": "Person", '
            '"name": "Juniar"}}</script>'
        )
    return "".join(parts)


def shape(number):
    """Return the page of a number."""
    chance = Random(number)
    tag = chance.choice(BLOCKS)
    names = chance.choice(["", "", "css-1abc", "text-base leading-7"])
    heading = put(HEADLINE, chance.choice([*HEADINGS, tag]), chance.choice(["", "css-22"]))
    parts = [heading, *story(chance, tag, names)]
    below = [put(x, tag) for x in PROMO]
    wrapper = chance.choice(
        ["div", "main", "article", "section", "pre" if tag == "line" else "div"]
    )
    beside = sidebar(chance) if chance.random() < 0.6 else ""
    order = [top(chance, tag), box([*parts, *below], wrapper), beside]
    if chance.random() < 0.3 and beside:
        order = [order[0], beside, order[1]]
    footer = put("© 2026 Beritabali.com. Hak cipta dilindungi.", chance.choice(["footer", "div"]))
    return f"<html><head>{head(chance)}</head><body>{''.join(order)}{footer}</body></html>"


def bare():
    """Yield the page's text without markup, as a reader copied it."""
    lines = [
        *ICONS, HEADLINE, f"{DATE} Follow", "image", "", CAPTION, "", "IKUTI BERITABALI.COM DI", "",
        "GOOGLE NEWS", "", "BERITABALI.COM, DUNIA.", "",
    ]  # fmt: skip
    for paragraph in STORY[:-1]:
        lines += [paragraph, ""]
    lines += [f"{STORY[-1]}(sumber: kantorsebelah.com)", "", "Editor: Juniar", ""]
    lines += ["Reporter: bbn/net", "", "", "", *PROMO]
    text = "\n".join(lines)
    single = "\n".join(line for line in lines if line)
    for name, plain in (("blank lines", text), ("single lines", single)):
        yield f"text, {name}", plain
        yield f"pre, {name}", f"<html><body><pre>{plain}</pre></body></html>"
        yield f"div, {name}", f"<html><body><div>{plain}</div></body></html>"
        yield (
            f"titled div, {name}",
            (
                f"<html><head><title>{HEADLINE} - Beritabali.com</title></head>"
                f'<body><div style="white-space: pre-line">{plain}</div></body></html>'
            ),
        )
    spans = "".join(put(line, "block-span") for line in lines if line)
    yield "block spans", f"<html><body><div>{spans}</div></body></html>"
    inside = "".join(put(line, "span").replace("<br>", "") for line in lines if line)
    yield "spans a line", f"<html><body><div>{inside}</div></body></html>"


def told(page):
    found = extract(page, url=URL, rules=RULES, now=NOW)
    return {
        "headline": found.headline,
        "date": found.date_published,
        "section": found.article_section,
        "authors": found.authors,
        "editors": found.editors,
        "source": found.source_organization,
        "body": found.paragraphs,
    }


EXPECTED = {
    "headline": HEADLINE,
    "date": "2023-09-14T18:55:00+08:00",
    "section": "Dunia",
    "authors": ["bbn/net"],
    "editors": ["Juniar"],
    "source": "kantorsebelah.com",
    "body": STORY,
}


@pytest.mark.parametrize("number", range(300))
def test_reads_every_field_from_any_shape(number):
    assert told(shape(number)) == EXPECTED


@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in bare()])
def test_reads_every_field_from_bare_text(page):
    assert told(page) == EXPECTED
