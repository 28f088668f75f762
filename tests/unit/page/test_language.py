"""The language of an article: declared, belied by its words, or unknown."""

import pytest

from newscrawl.extraction import Rules
from newscrawl.page.language import language_of, language_of_words
from tests.unit.extraction.test_extract import BODY, json_ld, page, read
from tests.unit.extraction.test_published import meta

INDONESIAN = "Warga yang tinggal di tepi sungai itu sudah lama menunggu jembatan dan jalan."
ENGLISH = "The villagers who live by the river have been waiting for a bridge and a road."
JAVANESE = "Wong-wong sing manggon ana pinggir kali wis suwe ngenteni kreteg lan dalan anyar."
DECLARED_ENGLISH = page().replace("lang='id'", "lang='en-US'")


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        (["id"], INDONESIAN, "id"),
        (["id-ID"], INDONESIAN, "id-ID"),
        (["en-US"], INDONESIAN, "id"),
        (["en"], INDONESIAN * 60 + ENGLISH, "id"),
        (["en-US", "id"], INDONESIAN, "id"),
        (["en-US", "id-ID"], INDONESIAN, "id-ID"),
        (["de"], INDONESIAN, "id"),
        (["en-US"], ENGLISH, "en-US"),
        (["id"], ENGLISH, "en"),
        (["id", "en-GB"], ENGLISH, "en-GB"),
        # Too short to tell: WordPress' default still tells nothing.
        (["en-US"], "Foto bersama usai lomba", None),
        (["id"], "Foto bersama usai lomba", "id"),
        (["id"], "", "id"),
        # Nothing is declared: nothing is said.
        ([], INDONESIAN, "id"),
        ([], ENGLISH, "en"),
        ([], JAVANESE, None),
        ([], "", None),
        # What shares Indonesian's words is what it is declared to be.
        (["jv"], JAVANESE, "jv"),
        (["jv"], INDONESIAN, "jv"),
        (["su"], INDONESIAN, "su"),
        (["ms-MY"], INDONESIAN, "ms-MY"),
        (["en-US"], JAVANESE, None),
    ],
)
def test_what_is_declared_counts_unless_the_words_belie_it(declared, text, expected):
    assert language_of(declared, text) == expected


@pytest.mark.parametrize("text", ["", "12 3 4", JAVANESE, "the dan of di to yang", "yang dan"])
def test_unclear_words_tell_nothing(text):
    assert language_of_words(text) is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page(), "id"),
        (DECLARED_ENGLISH, "id"),
        (page().replace(" lang='id'", ""), "id"),
        (page().replace("lang='id'", "lang='<x>'"), "id"),
        (page().replace("lang='id'", "lang='in'"), "id"),
        (page().replace("lang='id'", "lang='ID_id'"), "id-ID"),
        (page().replace("lang='id'", "xml:lang='id'"), "id"),
        (page().replace(" lang='id'", "").replace("<head>", "<head>" + json_ld()), "id"),
        (DECLARED_ENGLISH.replace("<head>", "<head>" + json_ld(inLanguage="id-ID")), "id-ID"),
        (page(head=json_ld(inLanguage="en-US")), "id"),
        (page(head=json_ld(inLanguage={"alternateName": "id"})), "id"),
        (page(head=json_ld(inLanguage=[7, {"a": 1}, None])), "id"),
        (page(head=meta("og:locale", "id_ID")).replace(" lang='id'", ""), "id-ID"),
        (page(head=meta("og:locale", "en_US")).replace(" lang='id'", ""), "id"),
        (
            page(head="<meta http-equiv='Content-Language' content='id, en'>").replace(
                " lang='id'", ""
            ),
            "id",
        ),
        (page().replace(BODY, f"<p>{ENGLISH}</p>" * 4), "en"),
        (DECLARED_ENGLISH.replace(BODY, f"<p>{ENGLISH}</p>" * 4), "en-US"),
    ],
)
def test_the_language_of_a_page(html, expected):
    assert read(html, rules=Rules()).in_language == expected
