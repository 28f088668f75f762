"""A printed label has one meaning, whoever reads it."""

from datetime import UTC, datetime

import pytest

from newscrawl.api import extract_article
from newscrawl.dates import parse_stamps
from newscrawl.dedup.boilerplate import without_added
from newscrawl.extraction.bylines.labelled import Credits, has_label, parse_credits
from newscrawl.extraction.bylines.person_names import is_credit, looks_like_name, split_names
from newscrawl.extraction.date_pieces import SAYS_PUBLISHED, SAYS_UPDATED
from newscrawl.extraction.line_wording import (
    classify_line,
    is_date_line,
    source_credit,
    starts_as,
)
from newscrawl.lexicon import (
    EDITOR_JOBS,
    EDITOR_LABELS,
    HELPER_LABELS,
    PHOTO_LABELS,
    PHOTOGRAPHER,
    PUBLISHED_LABELS,
    SOURCE_LABELS,
    UPDATED_LABELS,
    WRITER_JOBS,
    WRITER_LABELS,
)
from newscrawl.text import clean

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
URL = "https://koran.id/daerah/2026/11/02/warga-lembah-hijau-perbaiki-jembatan-gantung"
HEADLINE = "Warga Lembah Hijau Perbaiki Jembatan Gantung"
STORY = [
    "Warga Lembah Hijau memperbaiki jembatan gantung yang putus diterjang banjir pekan lalu.",
    "Kepala desa mengatakan pekerjaan itu diikuti lebih dari dua ratus orang dari empat dusun.",
    "Bahan bangunan disumbangkan oleh beberapa toko di kota, tenaga datang dari warga sendiri.",
    "Jembatan itu dipakai anak sekolah untuk menyeberang sungai setiap pagi dan sore hari.",
]
NAME = "Ani Budi Rekaan"
CASES = [str.lower, str.capitalize, str.title, str.upper]


def read(line: str, at: int):
    """Return the article whose text has the line before the paragraph of this number."""
    paragraphs = "".join(f"<p>{text}</p>" for text in (*STORY[:at], line, *STORY[at:]))
    html = (
        f"<html lang=id><title>{HEADLINE}</title><article><h1>{HEADLINE}</h1>"
        f"<p>Senin, 2 November 2026 10:15 WIB</p><div>{paragraphs}</div></article></html>"
    )
    article = extract_article(html, url=URL, fetched_at=NOW)
    assert article is not None
    return article


def is_cut(line: str) -> bool:
    """Return whether a line is cut from the text, wherever it stands, and from what is compared."""
    texts = {read(line, at).article_body for at in (0, 2, len(STORY))}
    return texts == {"\n\n".join(STORY)} and not clean(without_added(line))


@pytest.mark.parametrize("written", CASES)
@pytest.mark.parametrize("label", WRITER_LABELS)
def test_who_wrote_it(label, written):
    line = f"{written(label)}: {NAME}"
    photographer = label == PHOTOGRAPHER
    expected = Credits([], [], [NAME]) if photographer else Credits([NAME])
    assert parse_credits(line) == expected
    assert has_label(line)
    assert starts_as(line) == "byline"
    assert is_cut(line)
    for at in (0, len(STORY)):
        assert (read(line, at).authors, read(line, at).editors) == ([NAME], [])


@pytest.mark.parametrize("written", CASES)
@pytest.mark.parametrize("label", EDITOR_LABELS)
def test_who_edited_it(label, written):
    line = f"{written(label)}: {NAME}"
    assert parse_credits(line) == Credits([], [NAME])
    assert has_label(line)
    assert starts_as(line) == "editor"
    assert is_cut(line)
    for at in (0, len(STORY)):
        assert (read(line, at).authors, read(line, at).editors) == ([], [NAME])


@pytest.mark.parametrize("label", [*HELPER_LABELS, *PHOTO_LABELS])
def test_who_helped_is_neither(label):
    line = f"{label.capitalize()}: {NAME}"
    assert parse_credits(line) == Credits()
    assert starts_as(line) == ("byline" if label in HELPER_LABELS else "photo_caption")
    assert is_cut(line)
    for at in (0, len(STORY)):
        assert (read(line, at).authors, read(line, at).editors) == ([], [])


@pytest.mark.parametrize("label", SOURCE_LABELS)
@pytest.mark.parametrize("of", ["", " berita", " artikel"])
def test_whom_it_was_taken_from(label, of):
    line = f"{label.capitalize()}{of}: ANTARA"
    assert source_credit(line) == "ANTARA"
    assert source_credit(f"{STORY[0]} ({label}: ANTARA)") == "ANTARA"
    assert parse_credits(line) == Credits()
    assert starts_as(line) == "source_credit"
    assert is_cut(line)
    assert read(line, len(STORY)).source_organization == "ANTARA"


@pytest.mark.parametrize(
    ("labels", "role"), [(PUBLISHED_LABELS, "published"), (UPDATED_LABELS, "modified")]
)
@pytest.mark.parametrize("behind", [":", "", " pada:", " on"])
def test_when_it_was_published_and_changed(labels, role, behind):
    for label in labels:
        line = f"{label.replace('*', '').capitalize()}{behind} Selasa, 3 November 2026 18:55 WIB"
        stamps = parse_stamps(line, zone="Asia/Jakarta", now=NOW)
        assert getattr(stamps, role) is not None, line
        assert (stamps.published is None) == (role == "modified"), line
        assert bool(SAYS_UPDATED.search(line.lower())) == (role == "modified"), line
        assert bool(SAYS_PUBLISHED.search(line.lower())) == (role == "published"), line
        assert is_date_line(line), line
        assert classify_line(line, starts_as(line)) == "date", line
        assert parse_credits(line) == Credits(), line
        if behind == ":":
            assert is_cut(line), line
        if role == "modified":
            assert read(line, len(STORY)).date_modified == "2026-11-03T18:55:00+07:00", line


@pytest.mark.parametrize(
    "line",
    [
        "Update: lima orang tewas dalam kecelakaan itu, kata polisi pada hari Selasa malam.",
        "Ralat: dalam berita sebelumnya tertulis tiga orang, seharusnya dua orang dari desa itu.",
        "Tayang 3 November 2026 di seluruh bioskop, film itu dibuat oleh warga desa sendiri.",
    ],
)
def test_a_sentence_that_begins_with_such_a_word_stays(line):
    assert line in read(line, 2).article_body
    assert without_added(line) == line


@pytest.mark.parametrize("job", [*WRITER_JOBS, *EDITOR_JOBS, PHOTOGRAPHER])
def test_what_a_writer_is_called_is_no_name(job):
    assert not is_credit(job.capitalize())
    assert not is_credit(f"{job.capitalize()} Senior")
    assert split_names(f"{NAME}, {job}", lenient=True) == [NAME]
    assert not looks_like_name(f"{job.capitalize()} Rekaan") or job == PHOTOGRAPHER


@pytest.mark.parametrize("job", WRITER_JOBS)
def test_a_name_before_or_behind_what_a_writer_is_called(job):
    assert read(f"Laporan {job} Koran, {NAME}", 0).authors == [NAME]
    named = f"<span>{NAME}</span> <span>{job.capitalize()}</span>"
    assert read(named, 0).authors == [NAME]
