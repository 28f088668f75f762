"""When an article appeared: what is displayed against what machines are told."""

from datetime import UTC, datetime

import pytest

from newscrawl.extraction import Rules
from newscrawl.regions import WIB, WITA
from tests.unit.extraction.test_extract import BODY, HEADLINE, json_ld, page, read

NOW = datetime(2024, 3, 20, 3, 0, tzinfo=UTC)


def meta(name, content):
    return f"<meta property='{name}' content='{content}'>"


def published(html, *, zone=WIB, **kwargs):
    found = read(html, rules=Rules(zone=zone), **kwargs)
    return found.date_published


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("Jum'at, 15 Maret 2024 - 09:05 wib", "2024-03-15T09:05:00+07:00"),
        ("Jum’at 15/03/2024 09:05 WITA", "2024-03-15T09:05:00+08:00"),
        ("SABTU, 16 MARET 2024 | 23:50 WIT", "2024-03-16T23:50:00+09:00"),
        ("Tayang: Jumat, 15 Maret 2024 09.05 WIB", "2024-03-15T09:05:00+07:00"),
        ("Ani Rekaan - Jumat, 15 Mar 2024 09:05", "2024-03-15T09:05:00+07:00"),
        ("March 15, 2024", "2024-03-15"),
        ("Posted on 15/3/24 - 09:05", "2024-03-15T09:05:00+07:00"),
        (
            "Diterbitkan 15 Maret 2024, 09:05 WIB | Diperbarui 16 Maret 2024, 10:00 WIB",
            "2024-03-15T09:05:00+07:00",
        ),
    ],
)
@pytest.mark.parametrize("tag", ["p", "span", "time", "div class='tgl'"])
def test_displayed_beside_the_headline(shown, expected, tag):
    assert published(page(f"<{tag}>{shown}</{tag.split()[0]}>")) == expected


@pytest.mark.parametrize(
    "above", ["Rabu, 20 Maret 2024", "Rabu, 20 Maret 2024 10:00:05 WIB", "Selasa, 4 Mei 2032 11:00"]
)
def test_header_clock_is_not_taken(above):
    clock = f"<div>{above}</div>" + "<ul>" + "<li>Kanal</li>" * 8 + "</ul>"
    heading = f"{clock}<h1>{HEADLINE}</h1>"
    assert (
        published(page("<p>Senin, 11 Maret 2024 08:00 WIB</p>", heading=heading))
        == "2024-03-11T08:00:00+07:00"
    )
    assert published(page(heading=heading)) is None
    told = meta("article:published_time", "2024-03-11T08:00:00+07:00")
    assert published(page(heading=heading, head=told)) == "2024-03-11T08:00:00+07:00"


@pytest.mark.parametrize(
    "clock",
    ["Rabu, 20 Maret 2024", "Rabu, 20 Maret 2024 | 09:55:12", "Rabu, 20 Maret 2024<br>09:55:12"],
)
def test_the_time_of_the_visit_right_above_the_headline_is_a_clock_too(clock):
    assert published(page(heading=f"<div>{clock}</div><h1>{HEADLINE}</h1>")) is None
    early = f"<div>Rabu, 20 Maret 2024 08:10 WIB</div><h1>{HEADLINE}</h1>"
    assert published(page(heading=early)) == "2024-03-20T08:10:00+07:00"


def test_a_date_above_the_headline_is_taken_when_it_is_near():
    heading = f"<div>Selasa, 19 Maret 2024 08:04 WIB</div><h1>{HEADLINE}</h1>"
    assert published(page(heading=heading)) == "2024-03-19T08:04:00+07:00"


def test_the_clock_below_a_day_above_the_headline_is_its_own():
    row = "<ul><li>{}</li><li>08:04 WITA</li><li>Ani Rekaan</li></ul>"
    heading = f"{row.format('11 Maret 2024')}<h2>{HEADLINE}</h2>"
    assert published(page(heading=heading)) == "2024-03-11T08:04:00+08:00"
    heading = f"{row.format('20 Maret 2024')}<h2>{HEADLINE}</h2>"
    assert published(page(heading=heading)) != "2024-03-20T08:04:00+08:00"


LAYOUTS = (
    "content has-sidebar", "right-sidebar", "content-sidebar-wrap", "latest-news-detail",
    "detail-populer", "single-related", "comments-open", "elementor-widget-wrap",
)  # fmt: skip


@pytest.mark.parametrize("names", LAYOUTS)
def test_the_name_of_what_holds_the_headline_too_makes_a_date_nobody_elses(names):
    heading = f"<div class='{names}'><h1>{HEADLINE}</h1>"
    top = "<div><span>Oleh Ani Rekaan</span> <span>Selasa, 19 Maret 2024</span></div></div>"
    found = read(page(top, heading=heading))
    assert (found.date_published, found.authors) == ("2024-03-19", ["Ani Rekaan"])
    time = "<time datetime='2024-03-19T08:04:00+07:00'>kemarin</time></div>"
    assert published(page(time, heading=heading)) == "2024-03-19T08:04:00+07:00"


def test_a_date_in_a_builders_box_is_the_articles():
    top = "<div class='elementor-widget'><span class='elementor-widget-info'>19 Maret 2024</span>"
    assert published(page(f"{top}</div>")) == "2024-03-19"
    assert published(page(f"{top}</div>".replace("elementor-", "recent-"))) is None


def test_a_link_above_a_date_is_no_label_of_it():
    link = "<div><a href='/l'>Traffic Update</a></div>"
    heading = f"{link}<p>Selasa, 19 Maret 2024 08:04</p><h1>{HEADLINE}</h1>"
    assert published(page(heading=heading)) == "2024-03-19T08:04:00+07:00"


def test_dates_of_other_stories_and_of_the_text_are_not_taken():
    others = "<div class='terkait'><div>Kisah lain<br>12 Januari 2020 10:00 WIB</div></div>"
    html = page(bottom=others).replace("sejak pagi hari", "sejak Kamis (14/3/2024) pukul 07.00 WIB")
    assert published(html) is None
    assert (
        published(html.replace("</h1>", "</h1><p>18 Maret 2024 09:00 WIB</p>"))
        == "2024-03-18T09:00:00+07:00"
    )


def test_a_date_below_the_text_is_found():
    assert (
        published(page(bottom="<p>Diterbitkan pada 18 Maret 2024 09:00 WIB</p>"))
        == "2024-03-18T09:00:00+07:00"
    )


def test_pieces_of_a_date_in_boxes_of_their_own():
    boxes = "<div>Maret</div><div>18</div><div><i>/</i><b>2024</b></div><div>11:58 WIB</div>"
    assert published(page(boxes)) == "2024-03-18T11:58:00+07:00"


@pytest.mark.parametrize(
    "lie",
    [
        "2024-03-19T10:15:30+00:00",
        "2024-03-19T10:15:30Z",
        "2024-03-19T10:15:30-07:00",
        "2024-03-19T03:15:30Z",
    ],
)
@pytest.mark.parametrize("zone", [WIB, WITA])
def test_a_displayed_clock_wins_over_every_machine_time(lie, zone):
    html = page(
        "<p>Selasa, 19 Maret 2024 10:15</p>",
        head=meta("article:published_time", lie) + json_ld(datePublished=lie),
    )
    assert (
        published(html, zone=zone) == f"2024-03-19T10:15:00{'+07:00' if zone == WIB else '+08:00'}"
    )


def test_an_eastern_machine_offset_says_where_an_unlabelled_clock_hangs():
    told = meta("article:published_time", "2024-03-19T10:15:30+08:00")
    assert published(page("<p>19 Maret 2024 10:15</p>", head=told)) == "2024-03-19T10:15:00+08:00"
    assert (
        published(page("<p>19 Maret 2024 10:15 WIB</p>", head=told)) == "2024-03-19T10:15:00+07:00"
    )
    assert published(page("<p>19 Maret 2024 10:20</p>", head=told)) == "2024-03-19T10:20:00+07:00"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["2024-03-19T10:15:30+08:00"], "2024-03-19T10:15:30+08:00"),
        (["2024-03-19T02:15:30+00:00", "2024-03-19T10:15:30+08:00"], "2024-03-19T10:15:30+08:00"),
        (["2024-03-19T02:15:30+00:00"], "2024-03-19T10:15:30+08:00"),
        (["2024-03-19 10:15:30"], "2024-03-19T10:15:30+08:00"),
        # The same clock at home, and so many hours behind in true UTC, say that a UTC is false.
        (["2024-03-19T10:15:30+00:00", "2024-03-19T10:15:30+08:00"], "2024-03-19T10:15:30+08:00"),
        (["2024-03-19T10:15:30+00:00", "2024-03-19T02:15:30Z"], "2024-03-19T10:15:30+08:00"),
        (["2024-03-19T02:15:10Z", "2024-03-19T10:15:30Z"], "2024-03-19T10:15:30+08:00"),
        # Contradicting each other or the day that is displayed: the day is all that is known.
        (["2024-03-19T10:15:30+00:00", "2024-03-19T12:15:30+00:00"], "2024-03-19"),
        (["2024-03-18T10:15:30+08:00"], "2024-03-19"),
        (["2024-03-19T23:15:30+00:00"], "2024-03-19"),
        (["2024-03-19T10:15:30-07:00"], "2024-03-19"),
        (["2024-03-19"], "2024-03-19"),
        ([], "2024-03-19"),
    ],
)
def test_a_machine_time_adds_its_clock_to_a_displayed_day_it_agrees_with(told, expected):
    names = ("article:published_time", "publishdate")
    head = "".join(meta(name, raw) for name, raw in zip(names, told, strict=False))
    assert published(page("<p>Selasa, 19 Maret 2024</p>", head=head), zone=WITA) == expected


@pytest.mark.parametrize(
    ("clock", "teller"),
    [
        ("2024-03-19T14:59:48+00:00", "2024-03-19T06:59:48Z"),
        ("2024-03-19T14:59:48+00:00", "2024-03-19T14:59:48+08:00"),
        ("2024-03-19 14:59:48", "2024-03-19T06:59:48Z"),
        ("2024-03-19T14:59:48-05:00", "2024-03-19T14:59:48+08:00"),
    ],
)
@pytest.mark.parametrize("shown", ["<p>19 Maret 2024</p>", "<p>19 Maret 2024 14:59</p>", ""])
@pytest.mark.parametrize("zone", [WIB, WITA])
@pytest.mark.parametrize("turned", [False, True])
def test_a_false_zone_is_told_by_another_time(clock, teller, shown, zone, turned):
    """Where a paper is not known, two times that are eight hours apart also tell where it sits."""
    names = ["article:published_time", "publishdate"]
    head = meta(names[turned], clock) + meta(names[not turned], teller)
    assert published(page(shown, head=head), zone=zone)[:16] == "2024-03-19T14:59"
    assert published(page(shown, head=head), zone=zone)[19:] == "+08:00"


@pytest.mark.parametrize("told", ["2024-03-20T09:15:30+00:00", "2024-03-20T09:15:30Z"])
@pytest.mark.parametrize("shown", ["<p>Rabu, 20 Maret 2024</p>", ""])
def test_a_utc_that_has_not_come_yet_is_a_local_time(told, shown):
    """The page is fetched at 10:00 WIB, 03:00 UTC."""
    assert published(page(shown, head=json_ld(datePublished=told))) == "2024-03-20T09:15:30+07:00"


def test_where_the_publications_zone_is_false_the_changes_is_too():
    told = json_ld(
        datePublished="2024-03-19T10:15:30+00:00", dateModified="2024-03-19T11:40:00+00:00"
    )
    found = read(page("<p>19 Maret 2024 10:15 WITA</p>", head=told))
    assert found.date_modified == "2024-03-19T11:40:00+08:00"
    found = read(page("<p>19 Maret 2024 17:15 WIB</p>", head=told))
    assert found.date_modified == "2024-03-19T18:40:00+07:00"


@pytest.mark.parametrize(
    "above",
    [
        "<div><span>Berita</span> <span>15 Maret 2024</span> <span>Author: Ani Rekaan</span></div>",
        "<ul><li>Author: Ani Rekaan</li><li><i></i> Jum, 15 Mar 2024</li></ul>",
        "<div>March 15, 2024</div><div>Oleh <a>Ani Rekaan</a></div>",
    ],
)
def test_a_day_beside_the_authors_label_above_the_headline(above):
    heading = f"<nav>{'<a>Kanal</a><br>' * 8}</nav>{above}<header><h1>{HEADLINE}</h1></header>"
    assert published(page(heading=heading)) == "2024-03-15"
    bare = f"<div>15 Maret 2024</div><p>Kanal</p><h1>{HEADLINE}</h1>"
    assert published(page(heading=bare)) is None


@pytest.mark.parametrize(
    ("shown", "told", "expected"),
    [
        ("03/12/2023", json_ld(datePublished="2023-03-12T14:20:00+07:00"), "2023-03-12T14:20:00"),
        ("3-12-2023 14:20", json_ld(datePublished="2023-03-12T14:20:10+07:00"), "2023-03-12T14:20"),
        # A machine's day without a clock may be the displayed one, turned by the same mistake.
        ("03/12/2023", json_ld(datePublished="2023-03-12"), "2023-12-03"),
        ("03/12/2023", json_ld(datePublished="2023-12-03T14:20:00+07:00"), "2023-12-03T14:20:00"),
        ("03/12/2023", "", "2023-12-03"),
        ("3 Desember 2023", json_ld(datePublished="2023-03-12T14:20:00+07:00"), "2023-12-03"),
    ],
)
def test_numbers_are_month_first_only_where_a_clock_of_that_day_says_so(shown, told, expected):
    found = published(page(f"<div class='tgl'>{shown}</div>", head=told))
    assert found.startswith(expected)


def test_what_counts_back_is_the_last_resort():
    shown = "<div class='jam'>2 hari lalu</div>"
    assert published(page(shown))[:10] == "2024-03-18"
    told = json_ld(datePublished="2024-03-17T08:00:00+07:00")
    assert published(page(shown, head=told)) == "2024-03-17T08:00:00+07:00"
    assert published(page(bottom=shown)) is None


def test_a_selector_that_finds_a_count_gives_way_to_an_exact_time():
    rules, shown = Rules(published=".jam"), "<b class='jam'>3 jam yang lalu</b>"
    told = json_ld(datePublished="2024-03-20T06:41:12+07:00")
    found = read(page(shown, head=told), rules=rules)
    assert found.date_published == "2024-03-20T06:41:12+07:00"
    for head in ("", json_ld(datePublished="2024-03-19T20:15:30-07:00")):
        found = read(page(shown, head=head), rules=rules)
        assert found.date_published[:13] == "2024-03-20T07"


def test_a_comments_time_is_not_the_articles():
    comment = (
        "<div class='comment-metadata'><time datetime='2024-03-19T20:11:00+07:00'>"
        "19 Maret 2024 pukul 20:11</time></div>"
    )
    shown = "<span class='published'>12 Maret 2024 08:45 WIB</span>"
    assert published(page(shown, bottom=comment)) == "2024-03-12T08:45:00+07:00"
    assert published(page(bottom=comment)) is None


def test_utc_in_a_themes_markup_alone_adds_nothing():
    shown = "<time datetime='2024-03-19T04:16:37+00:00'>Maret 19, 2024</time>"
    assert published(page(shown)) == "2024-03-19"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"article:published_time": "2024-03-19T02:15:30+00:00"}, "2024-03-19T09:15:30+07:00"),
        (
            {
                "article:published_time": "2024-03-19T09:15:30Z",
                "publishdate": "2024/03/19 09:15:30",
            },
            "2024-03-19T09:15:30+07:00",
        ),
        (
            {
                "article:published_time": "2024-03-19T09:15:30-07:00",
                "pubdate": "Tue, 19 Mar 2024 09:15:30 GMT",
            },
            "2024-03-19",
        ),
        ({"article:published_time": "2024-03-19T20:15:30-07:00"}, None),
        ({"article:published_time": "2024-03-19"}, "2024-03-19"),
        ({"article:published_time": "entah kapan"}, None),
        ({"article:published_time": "2031-03-19T09:15:30+07:00"}, None),
        ({"dtk:publishdate": "2024/03/19 09:15:30"}, "2024-03-19T09:15:30+07:00"),
        ({"content_PublishedDate": "2024-03-19 09:15:30"}, "2024-03-19T09:15:30+07:00"),
    ],
)
def test_machine_times_where_nothing_is_displayed(told, expected):
    head = "".join(meta(name, raw) for name, raw in told.items())
    found = read(page(head=head))
    assert found.date_published == expected
    assert found.date_published_raw in told.values()
    assert found.layers.get("date_published") == ("meta" if expected else None)


def test_json_ld_with_a_day_of_the_future_is_not_believed_but_kept():
    found = read(page(head=json_ld(datePublished="2031-01-01T00:00:00+07:00")))
    assert found.date_published is None
    assert found.date_published_raw == "2031-01-01T00:00:00+07:00"


def test_the_address_gives_a_day_when_nothing_else_does():
    url = "https://koranrekaan.id/2024/03/15/warga-lembah-hijau-perbaiki-jembatan-gantung"
    found = read(page(), url=url)
    assert (found.date_published, found.date_precision) == (
        "2024-03-15",
        "day",
    )
    assert found.date_published_raw == url
    assert published(page("<p>16 Maret 2024 00:10 WIB</p>"), url=url) == "2024-03-16T00:10:00+07:00"


def test_an_unreadable_dateline_keeps_its_text():
    found = read(page("<i class='t'>kemarin sore sekali</i>"), rules=Rules(published=".t"))
    assert (found.date_published, found.date_published_raw) == (None, "kemarin sore sekali")


def test_modified_is_what_is_displayed_as_updated():
    changed = "<div><span>Diperbarui</span><b>19 Maret 2024, 20:56 WIB</b></div>"
    top = "<p>18 Maret 2024, 22:18 WIB</p>" + changed
    found = read(page(top, head=json_ld(dateModified="2024-03-19T21:00:00+07:00")))
    assert found.date_published == "2024-03-18T22:18:00+07:00"
    assert found.date_modified == "2024-03-19T20:56:00+07:00"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2024-03-19T05:40:00.000Z", "2024-03-19T12:40:00+07:00"),
        ("2031-01-01T00:00:00Z", None),
        ("2024-03-19T05:40:00-07:00", None),
        ({"x": 1}, None),
    ],
)
def test_modified_as_told_to_machines(told, expected):
    found = read(page(head=json_ld(dateModified=told)))
    assert found.date_modified == expected


@pytest.mark.parametrize("value", [1_700_000_000, {"a": 1}, [], [["x"]], None, True])
def test_machine_dates_of_the_wrong_shape(value):
    assert published(page(head=json_ld(datePublished=value))) is None


def test_a_date_glued_to_the_text_of_a_template_without_names():
    body = BODY.replace("<p>", "<p>DAERAH | 18 Maret 2024 18:50 Reporter : Ani Rekaan</p><p>", 1)
    html = f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><div>{body}</div>"
    assert published(html) == "2024-03-18T18:50:00+07:00"


@pytest.mark.parametrize(
    "clock",
    [
        "<div>10:15 WIB</div>",
        "<div><font>10:15:33 WIB</font> <font>Oleh: <b>Ani Rekaan</b></font></div>",
        "<div><span>10.15 WIB</span> | <span>1.204 kali dibaca</span></div>",
        "<p><time>Pukul 10:15</time><a href='/u/1'>Ani Rekaan</a></p>",
    ],
)
def test_a_clock_that_begins_the_line_below_the_day_is_its_clock(clock):
    found = published(page(f"<div>19 Maret 2024</div>{clock}"))
    assert found[:16] == "2024-03-19T10:15"


def test_a_clock_in_a_sentence_below_the_day_is_none():
    below = "<p>10:15 warga sudah menunggu di balai desa dengan sabar.</p>"
    assert published(page(f"<div>19 Maret 2024</div>{below}")) == "2024-03-19"


@pytest.mark.parametrize("shown", ["", "<div>2 jam lalu</div>"])
def test_other_stories_of_the_same_day_below_the_text_give_no_clock(shown):
    told = "2024-03-20T06:41:12+07:00"
    others = "".join(
        f"<li><a href='/{n}'>Petani Mekarsari Panen Lebih Awal</a><span>{when}</span></li>"
        for n, when in enumerate(("20 Maret 2024 05:30 WIB", "20 Maret 2024 05:10 WIB"))
    )
    html = page(shown, head=json_ld(datePublished=told), bottom=f"<ul>{others}</ul>")
    assert published(html) == told


def test_the_sentence_of_an_old_theme_that_says_when_and_where():
    told = (
        "<p class='postmetadata'><small>This entry was posted on Tuesday, March 19th, 2024 at 10:15"
        " am and is filed under <a href='/category/desa/' rel='category tag'>Desa</a>. You can"
        " follow any responses to this entry through the RSS 2.0 feed. You can leave a response, or"
        " trackback from your own site.</small></p>"
    )
    assert published(page(bottom=told)) == "2024-03-19T10:15:00+07:00"
