import pytest

from newscrawl.regions import REGIONS, WIB, WIT, WITA, zone_of_host


def test_there_are_38_provinces_in_three_zones():
    assert len(REGIONS) == 38
    assert len({region.name for region in REGIONS.values()}) == 38
    assert {region.zone for region in REGIONS.values()} == {WIB, WITA, WIT}
    assert all(code == region.code and code.startswith("ID-") for code, region in REGIONS.items())


@pytest.mark.parametrize(
    ("host", "zone"),
    [
        ("www.korankaltim.com", WITA),
        ("beritamanado.com", WITA),
        ("makassar.tribunnews.com", WITA),
        ("www.nusabali.com", WITA),
        ("suarapapua.com", WIT),
        ("ambon.antaranews.com", WIT),
        ("sumbar.antaranews.com", None),
        ("mataraman.tribunnews.com", None),
        ("mataram.antaranews.com", WITA),
        ("www.suaramerdeka.com", None),
        ("banjarnegaraku.com", None),
        ("kebonewah.id", None),
        ("", None),
    ],
)
def test_the_zone_of_the_place_that_a_host_is_named_after(host, zone):
    assert zone_of_host(host) == zone
