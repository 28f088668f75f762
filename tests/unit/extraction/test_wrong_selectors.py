"""Selectors that match the wrong thing give way to what the rest of the page says."""

from datetime import UTC, datetime

from newscrawl.extraction import Rules, extract

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)
URL = "https://www.korankertas.com/2026/11/16/warga-tanam-bakau-di-pesisir-utara/"
PROSE = "".join(
    f"<p>Paragraf ke-{n} bercerita tentang warga yang menanam bakau di pesisir utara sejak pagi, "
    "dibantu para pelajar dan nelayan yang datang dari tiga desa di sekitar muara itu.</p>"
    for n in range(8)
)
PAGE = f"""<html lang="id"><head><title>Warga Tanam Bakau di Pesisir Utara - Koran Kertas</title>
<meta property="og:site_name" content="Koran Kertas">
<meta property="og:title" content="Warga Tanam Bakau di Pesisir Utara">
<meta property="article:published_time" content="2026-11-16T09:30:00+07:00"></head><body>
<header><h2 class="brand">Koran Kertas</h2><span class="jam">Kamis, 19 November 2026 18:00</span>
</header><article><h1>Warga Tanam Bakau di Pesisir Utara</h1>
<p class="lead">Bakau ditanam.</p>{PROSE}</article></body></html>"""


def read(**rules):
    return extract(PAGE, url=URL, rules=Rules(**rules), now=NOW)


def test_a_headline_selector_that_finds_the_sites_name_gives_way():
    found = read(headline=".brand")
    assert found.headline == "Warga Tanam Bakau di Pesisir Utara"
    assert found.layers["headline"] == "generic"


def test_a_body_selector_that_finds_a_tenth_of_the_prose_gives_way():
    found = read(body=".lead")
    assert len(found.paragraphs) >= 8
    assert found.layers["article_body"] == "generic"


def test_a_date_selector_that_finds_the_headers_clock_gives_way():
    found = read(published=".jam")
    assert found.published.instant.date().isoformat() == "2026-11-16"
    assert found.layers["date_published"] != "selector"


def test_selectors_that_find_what_they_mean_are_believed():
    found = read(headline="h1", body="article", published="meta[property='article:published_time']")
    assert {found.layers[name] for name in ("headline", "article_body", "date_published")} == {
        "selector"
    }


def test_a_body_in_two_lines_is_believed_beside_comments():
    story = "<p>Jalan ke desa itu ditutup sampai besok pagi karena longsor menimpa jembatan.</p>"
    page = PAGE.replace(PROSE, "").replace(
        '<p class="lead">Bakau ditanam.</p>', f"<div id=isi>{story}</div>"
    )
    page = page.replace("</body>", f"<div class=comments>{PROSE[:600]}</div></body>")
    found = extract(page, url=URL, rules=Rules(body="#isi"), now=NOW)
    assert found.layers["article_body"] == "selector"
