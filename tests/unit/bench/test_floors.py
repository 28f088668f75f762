"""The floors: what fell fails the run, what was not measured is named in its last lines."""

import json
from pathlib import Path

import pytest

from bench import floors
from bench.floors import Measure, fallen, main


@pytest.fixture
def bench(tmp_path, monkeypatch):
    """Return a function that runs the floors on measures of its own, and the file of floors."""
    file = tmp_path / "floors.json"
    monkeypatch.setattr(floors, "FLOORS", file)

    def run(measures, *arguments):
        monkeypatch.setattr(floors, "MEASURES", measures)
        return main(list(arguments))

    return run, file


def measure_of(figure, *data):
    return Measure(data, lambda: {"right": figure})


def test_a_figure_that_fell_is_exit_1(bench, capsys):
    run, file = bench
    assert run({"dates": measure_of(90.0)}, "--raise") == 0
    assert json.loads(file.read_text("utf-8"))["dates"]["floors"] == {"right": 90.0}
    assert run({"dates": measure_of(90.0)}) == 0
    assert "FELL" not in capsys.readouterr().out
    assert run({"dates": measure_of(89.9)}) == 1
    assert capsys.readouterr().out.rstrip().endswith("FELL")


def test_a_fall_is_never_written_as_a_floor(bench):
    run, file = bench
    run({"dates": measure_of(90.0)}, "--raise")
    assert run({"dates": measure_of(80.0)}, "--raise") == 1
    assert json.loads(file.read_text("utf-8"))["dates"]["floors"] == {"right": 90.0}


def test_what_was_not_measured_is_told_last_a_line_each(bench, capsys, tmp_path):
    run, _ = bench
    gone = {name: measure_of(1.0, floors.SHARED / "nowhere" / name) for name in ("pages", "cases")}
    assert run({**gone, "dates": measure_of(90.0)}) == 0
    *above, pages, cases = capsys.readouterr().out.splitlines()
    assert pages == "pages: NOT measured, there is no ../shared/nowhere/pages"
    assert cases == "cases: NOT measured, there is no ../shared/nowhere/cases"
    assert above
    assert not any("NOT measured" in line for line in above)


def test_a_fall_fails_though_other_data_is_not_there(bench):
    run, _ = bench
    run({"dates": measure_of(90.0)}, "--raise")
    gone = measure_of(1.0, floors.SHARED / "nowhere")
    assert run({"pages": gone, "dates": measure_of(50.0)}) == 1


def test_changed_data_is_named_and_not_compared(bench, capsys, tmp_path):
    run, _ = bench
    data = tmp_path / "rows.txt"
    data.write_text("a")
    run({"dates": measure_of(90.0, data)}, "--raise")
    data.write_text("b")
    capsys.readouterr()
    assert run({"dates": measure_of(10.0, data)}) == 0
    assert "not compared" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "figure", "floor", "fell"),
    [
        ("right", 99.0, 99.0, False),
        ("right", 98.9, 99.0, True),
        ("right", 99.1, 99.0, False),
        ("silently_wrong", 1, 0, True),
        ("silently_wrong", 0, 1, False),
    ],
)
def test_which_way_is_down(name, figure, floor, fell):
    assert fallen(name, figure, floor) is fell


def test_the_facts_are_on_every_clone():
    for name in ("dates", "lines", "addresses"):
        assert all(
            path.is_relative_to(Path("tests/data").resolve()) for path in floors.MEASURES[name].data
        )
        assert floors.absent(floors.MEASURES[name]) is None
