"""What the markup of a time says of it: published, changed, hidden, and for machines."""

import pytest

from newscrawl.extraction import Rules
from newscrawl.regions import WITA
from tests.unit.extraction.test_extract import HEADLINE, json_ld, page, read
from tests.unit.extraction.test_published import meta

PUBLISHED = "2024-03-12T14:20:00+07:00"
CHANGED = "2024-03-18T09:00:00+07:00"
WHOLE = json_ld(datePublished=PUBLISHED, dateModified=CHANGED)
TOLD = meta("article:published_time", PUBLISHED) + meta("article:modified_time", CHANGED)


def dates(html, **kwargs):
    found = read(html, **kwargs)
    return (found.date_published, found.date_modified)


def time(kind, when, *, shown, tag="time", names="datetime"):
    return f"<{tag} {kind} {names}='{when}'>{shown}</{tag}>"


KINDS = [
    ("class='updated'", "class='entry-date published'"),
    ("class='updated' itemprop='dateModified'", "class='entry-date' itemprop='datePublished'"),
    ("itemprop='dateModified'", "itemprop='datePublished'"),
    ("class='modified-date'", "class='post-date'"),
    ("class='entry-date updated'", "class='entry-date published updated'"),
    ("class='last-updated'", ""),
    ("class='published' itemprop='dateModified'", "class='updated' itemprop='datePublished'"),
    ("property='dc:modified'", "property='dc:date dc:created'"),
    ("class='updated' style='display: none'", "class='published'"),
    ("class='updated' hidden", "class='published'"),
]


@pytest.mark.parametrize("head", ["", WHOLE, TOLD], ids=["bare", "json-ld", "meta"])
@pytest.mark.parametrize(("changed", "published"), KINDS)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("between", ["", " ", "<br>", "</p><p>"])
def test_the_last_change_is_not_the_publication_in_either_order(
    changed, published, turned, between, head
):
    times = [
        time(changed, CHANGED, shown="18 Maret 2024"),
        time(published, PUBLISHED, shown="12 Maret 2024"),
    ]
    html = page(f"<p>{between.join(times[::-1] if turned else times)}</p>", head=head)
    assert dates(html) == (PUBLISHED, CHANGED)


@pytest.mark.parametrize("selector", ["time", ".posted-on", ("time.entry-date", "time")])
@pytest.mark.parametrize("hidden", ["", " style='display:none'", " hidden"])
def test_a_papers_selector_may_find_both(selector, hidden):
    times = time(f"class='updated'{hidden}", CHANGED, shown="18 Maret 2024") + time(
        "class='published'", PUBLISHED, shown="12 Maret 2024"
    )
    html = page(f"<div class='posted-on'>{times}</div>")
    assert dates(html, rules=Rules(published=selector)) == (PUBLISHED, CHANGED)


@pytest.mark.parametrize(
    "only",
    [
        "<time class='entry-date updated td-module-date' datetime='{0}'>12 Maret 2024</time>",
        "<span class='post-date updated'>12 Maret 2024 14:20</span>",
        "<div class='updated'>Selasa, 12 Maret 2024 14.20 WIB</div>",
        "<time class='published updated' itemprop='dateModified' datetime='{0}'>12 Mar 2024</time>",
    ],
)
@pytest.mark.parametrize("head", ["", json_ld(datePublished=PUBLISHED)])
def test_the_only_date_of_an_article_is_its_publication_whatever_its_class(only, head):
    assert dates(page(only.format(PUBLISHED), head=head)) == (PUBLISHED, None)


def test_the_clock_shown_beats_its_element_that_calls_it_utc():
    kind = "class='entry-date published updated' itemprop='dateModified'"
    told = "2024-03-12T14:20:00+00:00"
    shown = time(kind, told, shown="Selasa, 12 Maret 2024 14:20 WITA")
    html = page(shown, head=json_ld(datePublished=told, dateModified=told))
    assert dates(html)[0] == "2024-03-12T14:20:00+08:00"


def test_the_only_date_is_the_last_change_where_machines_are_told_so():
    shown = time("class='updated'", CHANGED, shown="18 Maret 2024")
    assert dates(page(shown, head=WHOLE)) == (PUBLISHED, CHANGED)
    shown = time("itemprop='dateModified'", CHANGED, shown="18 Maret 2024")
    assert dates(page(shown)) == (None, CHANGED)


@pytest.mark.parametrize(
    "marked",
    [
        "<span itemprop='datePublished' content='{0}'>12/03/2024</span>",
        "<span itemprop='datePublished' content='{0}'></span>",
        "<div itemprop='datePublished' content='{0}'></div>",
        "<p><i property='article:published_time' content='{0}'></i></p>",
        "<div><meta itemprop='datePublished' content='{0}'></div>",
        "<abbr class='published' title='{0}'>12 Maret 2024</abbr>",
        "<abbr class='published updated' title='{0}'>seminggu silam</abbr>",
        "<span property='dc:date dc:created' content='{0}' datatype='xsd:dateTime'>Sel</span>",
        "<span class='published' title='{0}'>12 Maret</span>",
        "<i>12 Maret 2024</i><b class='clock'><abbr class='updated' title='{0}'>14.20</abbr></b>",
        "<time pubdate datetime='{0}'></time>",
        "<time datetime='{0}' title='Diterbitkan: {0}'></time>",
        "<div><div><div><b><time class='published' datetime='{0}'></time></b></div></div></div>",
        "<span class='date' data-datetime='{0}'>pekan silam</span>",
        "<span class='waktu' data-timestamp='1710228000'>pekan silam</span>",
        "<span class='waktu' data-time='1710228000000'>pekan silam</span>",
        "<span class='published' style='display:none'>{0}</span>",
        "<div class='hatom-extra' style='display:none'><b class='published'>{0}</b></div>",
    ],
)
def test_machine_times_of_elements_beside_the_headline(marked):
    assert dates(page(marked.format(PUBLISHED)))[0] == PUBLISHED


@pytest.mark.parametrize(
    "other",
    [
        "<aside><span itemprop='datePublished' content='{0}'></span></aside>",
        "<ul><li><div><i itemprop='datePublished' content='{0}'></i></div></li></ul>",
    ],
)
def test_machine_times_of_other_stories_are_not_taken(other):
    far = "<div><div><section><div>" + other.format(PUBLISHED) + "</div></section></div></div>"
    html = page(bottom=far, heading=f"<main><header><h1>{HEADLINE}</h1></header></main>")
    assert dates(html) == (None, None)


def test_what_only_small_screens_hide_is_displayed():
    shown = "<div class='d-none d-md-block'>Selasa, 12 Maret 2024 14:20 WIB</div>"
    found = read(page(shown))
    assert (found.date_published, found.layers["date_published"]) == (
        PUBLISHED,
        "generic",
    )


@pytest.mark.parametrize(
    ("rule", "hides"),
    [
        (".b{display:none}", True),
        ("a{color:red} time.b , .c { margin: 0; display: none !important }", True),
        (".b:not(.x){display:none}", True),
        (".b:not(.a2){display:none}", False),
        ("@media (max-width:600px){.x{color:red} .b{display:none}}", False),
        ("@media print{.x{color:red}} .b{display:none}", True),
        (".sidebar .b{display:none}", False),
        (".bb{display:none}", False),
        ("display:none} .b{", False),
    ],
)
def test_what_the_pages_own_style_hides_is_not_displayed(rule, hides):
    times = time("class='b a2'", CHANGED, shown="18 Maret 2024 09:00") + time(
        "class='a'", PUBLISHED, shown="12 Maret 2024 14:20"
    )
    found = dates(page(f"<div>{times}</div>", head=f"<style>{rule}</style>"))
    assert found[0] == (PUBLISHED if hides else CHANGED)
    html = page(f"<div>{times}</div>".replace(" 14:20", ""), head=f"<style>{rule}</style>")
    assert not hides or dates(html)[0] == PUBLISHED


def test_an_article_without_a_date_has_its_web_pages():
    graph = [
        {"@type": "Article", "headline": HEADLINE},
        {"@type": "WebPage", "datePublished": PUBLISHED, "dateModified": CHANGED},
    ]
    told = json_ld(**{"@type": "WebSite", "headline": None, "@graph": graph})
    assert dates(page(head=told)) == (PUBLISHED, CHANGED)
    graph[0]["datePublished"] = "2024-03-11T08:00:00+07:00"
    told = json_ld(**{"@type": "WebSite", "headline": None, "@graph": graph})
    assert dates(page(head=told)) == ("2024-03-11T08:00:00+07:00", None)


@pytest.mark.parametrize(
    "picture",
    [
        "<figure><img src='x.jpg'><figcaption>Warga (12/03/2024)</figcaption></figure>",
        "<figure><figcaption><p><i>Warga, 10 Maret 2024 08:00</i></p></figcaption></figure>",
        "<div><small>Foto: Antara, 10 Maret 2024 08:00 WIB</small></div>",
        "<div class='wp-caption-text'>Warga, 10 Maret 2024 08:00 WIB</div>",
    ],
)
def test_a_pictures_date_is_not_the_articles(picture):
    assert dates(page(picture)) == (None, None)
    assert dates(page(picture + "<div class='tgl'>12 Maret 2024</div>"))[0] == "2024-03-12"


@pytest.mark.parametrize("clock", ["14:20", "14.20 WIB", "Pukul 14:20 WIB", "| 14:20", "2:20 PM"])
def test_a_clock_in_the_next_line_belongs_to_its_day(clock):
    parts = f"<div class='date'>12 Maret 2024</div><div class='time'>{clock}</div>"
    assert dates(page(parts))[0] == PUBLISHED
    items = f"<ul><li>Selasa, 12 Maret 2024</li><li>{clock}</li></ul>"
    assert dates(page(items))[0] == PUBLISHED


@pytest.mark.parametrize("after", ["1.234 kali dibaca", "3 komentar", "14:20:15:10", "99"])
def test_what_is_no_clock_does_not_join_the_day(after):
    assert dates(page(f"<div>12 Maret 2024</div><div>{after}</div>"))[0] == "2024-03-12"


def test_the_time_in_a_card_below_the_text_is_another_storys():
    card = "<h3>Kisah lain</h3>" + time("class='published'", CHANGED, shown="18 Maret 2024")
    assert dates(page(bottom=f"<div>{card}</div>"))[0] is None
    own = "<div>Diposkan oleh Ani <abbr class='published' title='{0}'>14.20</abbr></div>"
    assert dates(page(bottom=own.format(PUBLISHED)))[0] == PUBLISHED


def test_a_change_in_another_storys_card_is_not_the_articles():
    card = time("class='updated'", CHANGED, shown="18 Maret 2024") + time(
        "class='published'", "2024-03-10T08:00:00+07:00", shown="10 Maret 2024"
    )
    html = page("<p>12 Maret 2024 14:20 WIB</p>", bottom="<hr>" + f"<p>{card}</p>" * 3)
    assert dates(html) == (PUBLISHED, None)


@pytest.mark.parametrize(
    "filler",
    [
        "2024-03-12T00:00:00+07:00",
        "2024-03-12T00:00:00Z",
        "2024-03-12 00:00:00",
        "2024-03-11T17:00:00Z",
        "2024-03-12T00:00",
    ],
)
@pytest.mark.parametrize("shown", ["<p>Selasa, 12 Maret 2024</p>", ""])
def test_midnight_sharp_is_a_day_and_no_clock(filler, shown):
    assert dates(page(shown, head=json_ld(datePublished=filler)))[0] == "2024-03-12"
    both = json_ld(datePublished=filler) + meta("article:published_time", PUBLISHED)
    assert dates(page(shown, head=both))[0] == PUBLISHED


def test_a_displayed_midnight_is_a_clock():
    assert dates(page("<p>12 Maret 2024 00:00 WITA</p>"), rules=Rules(zone=WITA))[0] == (
        "2024-03-12T00:00:00+08:00"
    )


CREATED = "2024-03-18T08:15:00+08:00"
SHOWN = "2024-03-18T10:40:00+08:00"
MADE, AIRED = "Dibuat: 18 Maret 2024", "Ditayangkan: 18 Maret 2024"


@pytest.mark.parametrize(
    ("created", "published"),
    [
        (
            f"<dd class='create'>{time('itemprop=dateCreated', CREATED, shown=MADE)}</dd>",
            f"<dd class='published'>{time('itemprop=datePublished', SHOWN, shown=AIRED)}</dd>",
        ),
        ("<p>Created on 18 March 2024 08:15</p>", "<p>Published on 18 March 2024 10:40</p>"),
        ("<p>Dibuat: 18 Maret 2024 08:15</p>", "<p>Diterbitkan: 18 Maret 2024 10:40</p>"),
        (
            "<i class='created'>18 March 2024 08:15</i>",
            "<i class='published'>18 March 2024 10:40</i>",
        ),
        (
            f"<time itemprop='dateCreated' datetime='{CREATED}'>18 Maret 2024</time>",
            f"<time itemprop='datePublished' datetime='{SHOWN}'>18 Maret 2024</time>",
        ),
    ],
)
def test_published_wins_over_created(created, published):
    for top in (created + published, published + created):
        assert read(page(f"<div>{top}</div>")).published.instant.hour == 10, top
    assert read(page(f"<div>{created}</div>")).published.instant.hour == 8


@pytest.mark.parametrize("hiding", ["hidden", "style='display:none'", "class='visually-hidden'"])
@pytest.mark.parametrize("around", ["", "class='posted-on'", "class='entry-date'"])
@pytest.mark.parametrize("day", ["2024-03-18", "2024-03-19"])
def test_of_two_times_the_displayed_one_s_clock_counts(hiding, around, day):
    hidden = f"<time {hiding} datetime='{day}T07:31:09+08:00'>{int(day[-2:])} Maret 2024</time>"
    shown = f"<time datetime='{SHOWN}'>18 Maret 2024</time>"
    for times in (hidden + shown, shown + hidden):
        found = read(page(f"<p><span {around}>{times}</span></p>"))
        assert found.date_published == SHOWN
