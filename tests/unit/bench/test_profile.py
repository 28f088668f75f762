"""The benchmark that tells where the time of a page goes."""

from bench import profile
from bench.extraction import Page, ours

PAGE = b"""<html><head><title>Warga Tanam Bakau di Pesisir</title></head><body><article>
<h1>Warga Tanam Bakau di Pesisir</h1><p>Selasa, 3 November 2026 08:15 WITA</p>
<p>Warga Dusun Sukamaju menanam bakau di pesisir sejak pagi, dibantu murid dari tiga sekolah.</p>
<p>Mereka menanam seribu bibit, yang dirawat bergantian oleh kelompok tani sampai tahun depan.</p>
</article></body></html>"""
URL = "https://contoh.id/berita/123/warga-tanam-bakau-di-pesisir"


def test_each_stage_that_a_page_goes_through_has_a_time():
    spent = profile.stage_times([Page("a.html", URL, PAGE)], rounds=1)

    assert set(spent) == {profile.REST, *(stage for *_, stage in profile.STAGES)}
    assert all(seconds > 0 for seconds in spent.values())


def test_the_stages_stand_as_before_when_the_times_were_taken():
    before = [getattr(module, name) for module, name, _ in profile.STAGES]

    profile.stage_times([Page("a.html", URL, PAGE)], rounds=1)

    assert [getattr(module, name) for module, name, _ in profile.STAGES] == before
    assert ours(PAGE, URL)["headline"] == "Warga Tanam Bakau di Pesisir"
