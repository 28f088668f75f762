import pytest

from newscrawl.sites.definition import Newspaper
from newscrawl.urls.host import bare_host


def paper(*bases, **facts):
    stated = {
        "name": "contoh",
        "publisher": "Contoh",
        "region": "ID-BA",
        "home": "https://www.contoh.id/bali/",
        "status": "list",
        "article_url": r"^{home}berita/\d+/",
    }
    stated.update(facts)
    told = {name: value for name, value in stated.items() if value is not ...}
    return type("ContohSpider", bases or (Newspaper,), told)


@pytest.mark.parametrize("fact", ["publisher", "region", "home", "status"])
def test_a_paper_without_a_fact_does_not_import(fact):
    with pytest.raises(TypeError, match=f"ContohSpider has no `{fact}`"):
        paper(**{fact: ...})


def test_an_unknown_province_does_not_import():
    with pytest.raises(TypeError, match="'ID-XX' is no province"):
        paper(region="ID-XX")


@pytest.mark.parametrize("home", ["www.contoh.id", "https://www.contoh.id", "contoh"])
def test_a_home_that_is_no_address_does_not_import(home):
    with pytest.raises(TypeError, match="must be an address ending in /"):
        paper(home=home)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"headlin": "h1"}, "`headlin` is no fact; did you mean `headline`?"),
        ({"sorces": ()}, "`sorces` is no fact; did you mean `sources`?"),
        ({"Byline": ".x"}, "`Byline` is no fact; did you mean `byline`?"),
        ({"other_host": ("a.id",)}, "`other_host` is no fact; did you mean `other_hosts`?"),
        (
            {"canonial": classmethod(lambda cls, url: url)},
            "`canonial` is no fact; did you mean `canonical`?",
        ),
        ({"title": "h1"}, "`title` is no fact; they are name, publisher"),
        ({"byline": 3}, "`byline` is a text or a tuple of text .*, not 3"),
        ({"tags": ["a"]}, "`tags` is a text or a tuple of text"),
        ({"other_hosts": "lain.id"}, "`other_hosts` is a tuple of text .*, not 'lain.id'"),
        ({"noise_lines": "Baca.*"}, "`noise_lines` is a tuple of text"),
        ({"sources": ("feed/",)}, "`sources` is a tuple of Source"),
        ({"zone": None}, "`zone` is a text, not None"),
        ({"cadence": "hourly"}, "'hourly' is no cadence from 30m to 7d"),
        ({"cadence": "5m"}, "'5m' is no cadence"),
        ({"region": 3}, "`region` is a text or None, not 3"),
    ],
)
def test_a_fact_of_a_wrong_name_or_type_does_not_import(facts, sentence):
    with pytest.raises(TypeError, match=f"^ContohSpider: {sentence}"):
        paper(**facts)


@pytest.mark.parametrize("fact", ["article_url", "not_article_url"])
def test_a_pattern_that_is_none_is_told_with_its_class(fact):
    with pytest.raises(ValueError, match=rf"^ContohSpider: `{fact}` '\(' is no regular expression"):
        paper(**{fact: "("})


def test_a_family_is_held_to_the_names_of_facts_and_may_have_helpers():
    with pytest.raises(TypeError, match="Family: `headlin` is no fact"):
        type("Family", (Newspaper,), {"headlin": "h1"})
    assert type("Family", (Newspaper,), {"helper": staticmethod(str), "_kept": 3})


def test_the_zone_follows_from_the_province():
    assert paper().zone == "Asia/Makassar"
    assert paper(region="ID-PA").zone == "Asia/Jayapura"
    assert paper(region=None).zone == "Asia/Jakarta"
    assert paper(zone="Asia/Jakarta").zone == "Asia/Jakarta"


def test_a_zone_that_any_class_of_a_family_states_is_kept():
    mixin = type("InWib", (), {"zone": "Asia/Jakarta"})
    for bases in (
        (type("Family", (Newspaper,), {"zone": "Asia/Jakarta"}),),
        (type("Sub", (type("Family", (Newspaper,), {"zone": "Asia/Jakarta"}),), {}),),
        (mixin, Newspaper),
        (paper(name="sister", zone="Asia/Jakarta"),),
    ):
        assert paper(*bases).zone == "Asia/Jakarta"
        assert paper(*bases, zone="Asia/Jayapura").zone == "Asia/Jayapura"
    sister = paper(name="sister")
    assert (sister.zone, paper(sister, region="ID-PA").zone) == ("Asia/Makassar", "Asia/Jayapura")


def test_a_family_needs_no_facts():
    assert not vars(type("Family", (Newspaper,), {})).get("name")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.contoh.id/bali/berita/7/judul", True),
        ("http://contoh.id/bali/berita/7/judul?utm_source=x", True),
        ("https://www.contoh.id/berita/7/judul", False),
        ("https://lain.id/bali/berita/7/judul", False),
        ("https://www.contoh.id/bali/berita/", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_an_article_is_known_by_host_and_path(url, expected):
    assert paper().is_article(url) is expected


def test_twins_of_a_host():
    assert bare_host("WWW.Contoh.id:443") == bare_host("m.contoh.id.") == "contoh.id"
