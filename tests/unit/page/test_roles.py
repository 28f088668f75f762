"""What class names say that an element is for."""

import pytest

from newscrawl.page import roles
from newscrawl.page.document import parse
from newscrawl.page.roles import REMEMBERED, element_role, purpose_of, roles_of


def elements(html):
    root = parse(html, url="https://www.koranrekaan.id/berita/1").root
    return {element.get("id"): element for element in root.iter() if element.get("id")}


def role_in(html, spared=()):
    """Return the role of the element that is called x."""
    found = elements(html)
    return roles_of([found["x"]], {found[name] for name in spared})[0]


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ("share-buttons", "share"),
        ("Sosmed", "share"),
        ("post_share", "share"),
        ("related-posts", "related"),
        ("berita_terkait", "related"),
        ("baca-juga", "related"),
        ("td-a-rec ads1", "ad"),
        ("banner-iklan", "ad"),
        ("comments-area", "comment"),
        ("komentar", "comment"),
        ("tags", "tags"),
        ("box-topik", "tags"),
        ("wp-caption-text", "photo_caption"),
        ("foto-desc", "photo_caption"),
        ("pagination", "pagination"),
        ("halaman", "pagination"),
        ("author-box", "byline"),
        ("penulis", "byline"),
        ("breadcrumb", "nav"),
        ("sidebar", "nav"),
        ("twitter-tweet", "nav"),
        ("entry-content", None),
        ("reads", None),  # holds a word, and is none of them
        ("bacaan", None),
        ("", None),
    ],
)
def test_the_purpose_that_names_tell(names, label):
    (element,) = elements(f'<div id=x class="{names}">').values()
    assert purpose_of(names) == label
    assert element_role(element) == label


def test_an_id_tells_a_purpose_too():
    for html in ("<div id=komentar>", "<div id=komentar class=isi>", "<div class=komentar id=isi>"):
        (element,) = elements(html).values()
        assert element_role(element) == "comment"


def test_names_without_end_tell_nothing():
    assert role_in(f"<div id=x class='tags {'a ' * 400}'>") is None


def test_what_names_tell_is_remembered_within_a_bound():
    for number in range(REMEMBERED + 10):
        purpose_of(f"tags box-{number}")
    assert len(roles._known) <= REMEMBERED
    assert purpose_of("tags box-1") == "tags"


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<div class=tags><p id=x>", "tags"),
        ("<div class=tags><div><ul><li id=x>", "tags"),
        ("<div class=komentar><div class=tags><p id=x>", "comment"),
        ("<div class=tags><div class=komentar><p id=x>", "tags"),
        ("<div class=isi><div class=komentar><p id=x>", "comment"),
        ("<aside><p id=x>", "nav"),
        ("<form><p id=x>", "nav"),
        ("<div class=tags><aside><p id=x>", "tags"),
        ("<aside class=iklan><p id=x>", "ad"),
        ("<p id=x class=tags>", "tags"),
        ("<div class=tags></div><p id=x>", None),
        ("<p id=x><b class=tags>Padi</b>", None),
    ],
)
def test_the_outermost_name_counts(html, label):
    assert role_in(html) == label


@pytest.mark.parametrize(
    ("spared", "label"),
    [
        ((), "share"),
        (("outer",), "comment"),
        (("outer", "inner"), None),
        (("inner",), "share"),
    ],
)
def test_what_holds_the_story_is_not_asked(spared, label):
    html = "<div id=outer class=share-area><div id=inner class=komentar><p id=x>"
    assert role_in(html, spared) == label


def test_a_part_of_the_page_that_holds_the_story_is_spared_too():
    html = "<aside id=outer><form id=inner><p id=x>"
    assert role_in(html, ("outer",)) == "nav"
    assert role_in(html, ("outer", "inner")) is None


def test_each_block_has_its_own_role():
    html = (
        "<div id=text><p id=a>Hujan</p><div class=tags><p id=b>Padi</p><p id=c>Desa</p></div>"
        "<p id=d>deras</p></div><div class=komentar id=e>Bagus</div>"
    )
    found = elements(html)
    blocks = [found[name] for name in "abcde"]
    assert roles_of(blocks, set()) == [None, "tags", "tags", None, "comment"]
    assert roles_of(reversed(blocks), set()) == ["comment", None, "tags", "tags", None]
    assert roles_of([], set()) == []
