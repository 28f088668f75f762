"""Values as a reader sees them: words neither fused nor torn, no markup left in them."""

import pytest

from newscrawl.api import extract_article
from tests.unit.extraction.body.test_body import FIRST, STORY, paragraphs
from tests.unit.extraction.body.test_body import article as story_page
from tests.unit.extraction.body.test_body import read as read_story
from tests.unit.extraction.test_extract import BODY, HEADLINE, json_ld, page, read

FIRST_WORDS, LAST_WORDS = HEADLINE.rsplit(" ", 1)


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>{FIRST_WORDS}<br>{LAST_WORDS}</h1>",
        f"<h1>{FIRST_WORDS}<br/>\n{LAST_WORDS}</h1>",
        f"<h1><span>{FIRST_WORDS}</span><br><span>{LAST_WORDS}</span></h1>",
        f"<h1><div>{FIRST_WORDS}</div><div>{LAST_WORDS}</div></h1>",
        f"<h2 class='judul'>{FIRST_WORDS}<hr>{LAST_WORDS}</h2>",
        f"<h1>{FIRST_WORDS} <i>{LAST_WORDS}</i></h1>",
        f"<h1>{FIRST_WORDS} <b>{LAST_WORDS[:3]}</b>{LAST_WORDS[3:]}</h1>",
        f"<h1>{HEADLINE}<script>var x = 1;</script></h1>",
        f"<h1><span style='display:block'>{FIRST_WORDS}</span><span>{LAST_WORDS}</span></h1>",
        f"<div class='judul'><p>{FIRST_WORDS}</p><p>{LAST_WORDS}</p></div>",
        f"<h1><svg><title>Ikon berita</title></svg>{HEADLINE}</h1>",
    ],
)
def test_lines_and_blocks_in_a_heading_are_blanks(heading):
    assert read(page(heading=heading)).headline == HEADLINE


@pytest.mark.parametrize(
    "opening",
    [
        "<span class='dropcap'>W</span>arga",
        "<span class='dropcap'>W</span> arga",
        "<span class='drop-cap fl'>\n  W\n</span>arga",
        "<strong class='first-letter'> W </strong> arga",
        "<span class='td-dropcap1'><b>W</b></span>\narga",
        "<div class='drop_cap'>W</div>arga",
        "<font size='7'>W</font> arga",
        "<b class='initial'>W&nbsp;</b>arga",
        "<span style='float:left; font-size:300%'>\n W\n</span>\narga",
    ],
)
def test_a_drop_cap_and_its_word_are_one(opening):
    first = FIRST.replace("Warga", opening, 1)
    assert read_story(story_page(paragraphs(first, *STORY[1:]))).paragraphs == STORY


@pytest.mark.parametrize("opening", ["<b>W</b> arga", "<span class='inisial'>W</span> arga"])
def test_a_letter_that_is_no_drop_cap_stays_a_word(opening):
    first = FIRST.replace("Warga", opening, 1)
    assert read_story(story_page(paragraphs(first, *STORY[1:]))).paragraphs[0].startswith("W arga")


@pytest.mark.parametrize(
    "escape",
    [
        lambda text: f"<p>{text}</p>",
        lambda text: f"&lt;p&gt;{text}&lt;/p&gt;",
        lambda text: f"&amp;lt;p class=&amp;quot;x&amp;quot;&amp;gt;{text}&amp;lt;/p&amp;gt;",
        lambda text: f"&lt;div&gt;&lt;b&gt;{text}&lt;/b&gt;&lt;/div&gt;",
        lambda text: f"{text}&lt;br /&gt;&lt;br /&gt;",
        lambda text: text.replace('"', "&quot;") + "\n",
    ],
)
def test_an_escaped_body_in_json_ld_is_read_as_what_it_says(escape):
    html = page().replace(BODY, "")
    told = json_ld(headline=HEADLINE, articleBody="".join(map(escape, STORY)))
    assert read(html.replace("</head>", told + "</head>")).paragraphs == STORY


@pytest.mark.parametrize(
    "told",
    [
        'Warga <i>Lembah Hijau</i> & Biru "Perbaiki" Jembatan',
        "Warga &lt;i&gt;Lembah Hijau&lt;/i&gt; &amp; Biru &quot;Perbaiki&quot; Jembatan",
        'Warga Lembah &amp;lt;i&amp;gt;Hijau&amp;lt;/i&amp;gt; &amp;amp; Biru "Perbaiki" Jembatan',
        "Warga Lembah Hijau<br>&amp; Biru<br />&#8203;&quot;Perbaiki&quot; Jembatan",
    ],
)
@pytest.mark.parametrize("layer", ["json-ld", "meta", "printed"])
def test_no_markup_is_left_in_a_value(told, layer):
    plain = 'Warga Lembah Hijau & Biru "Perbaiki" Jembatan'
    escaped = told.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    head = {
        "json-ld": json_ld(headline=told, keywords=[told]),
        "meta": f'<meta property="og:title" content="{escaped}">'
        f'<meta name="keywords" content="{escaped}"><meta name="description" content="{escaped}">',
        "printed": "",
    }[layer]
    heading = f"<h1>{escaped}</h1>" if layer == "printed" else ""
    title = "Koran" if layer != "printed" else plain
    found = read(page(head=head, heading=heading, title=title))
    assert found.headline == plain
    if layer == "meta":
        assert found.description == plain


def test_a_page_that_prints_its_own_markup():
    printed = "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in STORY)
    assert read_story(story_page(printed)).paragraphs == STORY


def test_angle_brackets_that_are_no_markup_stay():
    sentence = "Kirim pesan REG&lt;spasi&gt;NIK ke 1234 bila x &lt; 5, kata petugas di balai desa."
    told = read_story(story_page(paragraphs(sentence, *STORY))).paragraphs[0]
    assert told == "Kirim pesan REG<spasi>NIK ke 1234 bila x < 5, kata petugas di balai desa."


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE}-Koran Rekaan",
        f"{HEADLINE} - Daerah - Koran Rekaan",
        f"{HEADLINE} - Koran Rekaan - Daerah",
        f"{HEADLINE} » Daerah » Koran Rekaan",
        f"{HEADLINE} – Daerah",
        f"{HEADLINE}: Koran Rekaan",
    ],
)
@pytest.mark.parametrize(
    "channel",
    [
        "<a href='/kategori/daerah'>Daerah</a>",
        '<meta property="article:section" content="Daerah">',
        json_ld(articleSection="Daerah"),
    ],
)
def test_site_and_channel_behind_a_headline_that_only_the_title_has(title, channel):
    head = '<meta property="og:site_name" content="Koran Rekaan">'
    html = page(title=title, head=head + (channel if "<a" not in channel else ""), heading="")
    if "<a" in channel:
        html = html.replace("<body>", f"<body><nav>{channel}</nav>", 1)
    assert read(html).headline == HEADLINE


def test_a_part_of_the_title_that_nothing_calls_a_channel_stays():
    title = "Persiraja - Persib Bermain Imbang"
    html = page(title=f"{title} - Koran Rekaan", heading="").replace("<body>", "<body><a>Bola</a>")
    head = '<meta property="og:site_name" content="Koran Rekaan">'
    assert read(html.replace("</head>", head + "</head>")).headline == title


@pytest.mark.parametrize(
    "component",
    [
        "<amp-list src='/x.json'><div fallback>Gagal memuat berita lain.</div></amp-list>",
        "<amp-consent><p>Kami memakai kuki untuk menayangkan iklan yang cocok.</p></amp-consent>",
        "<amp-user-notification>Situs ini memakai kuki.</amp-user-notification>",
        "<amp-next-page><p>Berita lain yang akan dibaca sesudah ini.</p></amp-next-page>",
        "<amp-video><p fallback>Peramban Anda tidak dapat memutar video.</p></amp-video>",
        "<amp-layout><div fallback>Peramban Anda lama.</div></amp-layout>",
    ],
)
def test_what_amp_shows_instead_is_no_text(component):
    html = story_page(paragraphs(*STORY[:2]) + component + paragraphs(*STORY[2:]) + component)
    assert read_story(html).paragraphs == STORY


def test_text_in_the_components_of_amp_that_hold_a_story_stays():
    html = story_page(f"<amp-fit-text>{paragraphs(*STORY)}</amp-fit-text>")
    assert read_story(html).paragraphs == STORY


def test_blanks_in_the_address_of_a_picture_are_sent_as_browsers_do():
    html = story_page("<img src=' /u/foto utama (1).jpg '>" + paragraphs(*STORY))
    assert read_story(html).images[0].url.endswith("/u/foto%20utama%20(1).jpg")
    head = '<meta property="og:image" content="https://koran.id/u/foto utama.jpg">'
    assert read(page(head=head)).images[0].url == "https://koran.id/u/foto%20utama.jpg"


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        ("/daerah/warga-lembah-hijau-perbaiki-jembatan-40201", True),
        ("/kategori/daerah", False),
        ("/daerah/", False),
        ("/", False),
        ("/tag/jembatan", False),
    ],
)
def test_a_page_is_not_believed_to_be_its_section(told, believed):
    url = "https://koranrekaan.id/read/40200/warga-lembah-hijau-perbaiki-jembatan-gantung"
    html = page().replace("</head>", f"<link rel='canonical' href='{told}'></head>")
    article = extract_article(html, url=url)
    assert (article.canonical_url == f"https://koranrekaan.id{told}") is believed
    assert believed or article.canonical_url == url
