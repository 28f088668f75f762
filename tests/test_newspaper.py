import pytest

from newscrawl.newspaper import Newspaper, bare_host


def paper(**facts):
    stated = {
        "name": "contoh",
        "publisher": "Contoh",
        "region": "ID-BA",
        "home": "https://www.contoh.id/bali/",
        "status": "list",
        "article_url": r"^{home}berita/\d+/",
    }
    stated.update(facts)
    return type("ContohSpider", (Newspaper,), {k: v for k, v in stated.items() if v is not ...})


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


def test_the_zone_follows_from_the_province():
    assert paper().zone == "Asia/Makassar"
    assert paper(region="ID-PA").zone == "Asia/Jayapura"
    assert paper(region=None).zone == "Asia/Jakarta"
    assert paper(zone="Asia/Jakarta").zone == "Asia/Jakarta"


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
