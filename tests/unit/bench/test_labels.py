"""The judge of line labels: what the reader of bodies takes a line for, where it stands."""

import pytest

from bench.labels import Shape, is_right, labels


@pytest.mark.parametrize(
    ("line", "position", "label"),
    [
        ("Editor: Nama Satu", "top", "editor"),
        ("Editor: Nama Satu", "end", "editor"),
        ("Baca juga: Jembatan Desa Ambruk", "middle", "related"),
        ("ADVERTISEMENT", "middle", "ad"),
        ("Tags: bakau, pesisir", "end", "tags"),
        ("Bibit itu tumbuh baik di lahan berlumpur, kata petani. (ms/dw)", "end", "byline"),
        ("SUKAMAJU, KORANREKAAN - Warga pesisir menanam bakau.", "top", "dateline"),
        ("Penanaman itu juga diikuti para nelayan dari dua desa tetangga.", "middle", "body"),
        ("Dana Dari Warga", "middle", "subheading"),
    ],
)
def test_a_line_is_judged_by_the_body_that_is_read(line, position, label):
    assert is_right(Shape(line, position, label))
    other = "ad" if label != "ad" else "share"
    assert not is_right(Shape(line, position, other))


def test_what_is_left_out_of_the_text_is_wrong_for_a_paragraph():
    assert labels(Shape("Baca juga: Jembatan Desa Ambruk", "middle", "body")) == {"related"}
    assert not is_right(Shape("Baca juga: Jembatan Desa Ambruk", "middle", "body"))
