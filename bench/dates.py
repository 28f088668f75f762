"""Measures how many date strings are read right, and how fast, beside dateparser.

    python -m bench.dates [DATES.tsv]

If no table is named, it is that of the real strings; tests/data/README.md has its columns. Beside
it stand 60,000 strings as ICU writes them (tests/support/icu.py).
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for `python bench/dates.py`

from newscrawl.dates import ParsedDate, parse_date  # noqa: E402
from tests.support import icu  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REAL_STRINGS = ROOT / "tests" / "data" / "dates_dev.tsv"
ICU_STRINGS, ICU_SEED = 60_000, 9


@dataclass(frozen=True, slots=True)
class Case:
    """One string with its answer: an ISO date or time with offset, or "" for no date."""

    name: str
    raw: str
    now: datetime
    zone: str
    expected: str
    precision: str
    kind: str


@dataclass(slots=True)
class Accuracy:
    """Counts over the scored strings; `none` are misses, `wrong` are silent wrong answers."""

    right: int = 0
    wrong: int = 0
    none: int = 0
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Return how many strings were scored."""
        return self.right + self.wrong + self.none


@dataclass(frozen=True, slots=True)
class Speed:
    """Median microseconds a call on the strings that name a whole date."""

    ours: float
    dateparser: float

    @property
    def ratio(self) -> float:
        """Return how many times faster the grammar is."""
        return self.dateparser / self.ours


def read_cases(path: Path) -> list[Case]:
    """Read a table of strings; columns as in tests/data/README.md."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Case(
                row["id"],
                json.loads(row["raw"]),
                datetime.fromisoformat(row["reference_now"]),
                row["site_timezone"],
                row["expected_iso"],
                row["expected_precision"],
                row["kind"],
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def generated_cases() -> Iterator[Case]:
    """Yield display forms made up for days of the last years, with their answers."""
    now = datetime(2026, 1, 15, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
    months = (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )
    weekdays = "Senin Selasa Rabu Kamis Jum'at Sabtu Minggu"
    for number in range(60):
        day = date(2019, 1, 2) + timedelta(days=37 * number)
        long = f"{weekdays.split()[day.weekday()]}, {day.day} {months.split()[day.month - 1]}"
        clock = f"{number % 24:02d}:{number * 7 % 60:02d}"
        answer = f"{day}T{clock}+07:00"
        for raw, kind, precision in (
            (f"{long} {day.year} | {clock} WIB", "absolute", "minute"),
            (f"{day:%d/%m/%Y} {clock}", "numeric", "minute"),
            (f"Diterbitkan: {long} {day.year}", "prefixed", "day"),
        ):
            expected = str(day) if precision == "day" else answer
            yield Case(f"{number}", raw, now, "Asia/Jakarta", expected, precision, kind)
        yield Case(
            f"{number}", f"{number + 32} Mei {day.year}", now, "Asia/Jakarta", "", "none", "invalid"
        )


def icu_cases(count: int, seed: int) -> list[Case]:
    """Return strings as ICU writes them; the same ones for the same seed."""
    return [
        Case(str(number), one.text, icu.NOW, one.zone, one.expected, one.precision, "icu")
        for number, one in enumerate(icu.written(count, seed))
    ]


def is_right(case: Case, got: datetime | None, precision: str) -> bool:
    """Compare at the precision of the answer: the instant for a time, the date for a day."""
    if not case.expected or got is None:
        return not case.expected and got is None
    if case.precision == "day":
        return precision == "day" and got.date().isoformat() == case.expected
    expected = datetime.fromisoformat(case.expected)
    if precision == "day":
        return False
    if case.precision == "minute":
        got, expected = got.replace(second=0, microsecond=0), expected.replace(second=0)
    return got == expected


def measure_accuracy(source: Path | list[Case]) -> Accuracy:
    """Score `parse_date` on a table or on cases; strings of kind `ambiguous` do not count."""
    cases = read_cases(source) if isinstance(source, Path) else source
    accuracy = Accuracy()
    for case in cases:
        if case.kind == "ambiguous":
            continue
        got = parse_date(case.raw, zone=case.zone, now=case.now)
        right = is_right(case, got.instant if got else None, got.precision if got else "")
        outcome = "right" if right else "none" if got is None else "wrong"
        setattr(accuracy, outcome, getattr(accuracy, outcome) + 1)
        accuracy.kinds[case.kind, outcome] += 1
        if not right:
            answer = got.isoformat() if got else None
            accuracy.failures.append(f"{case.name} {case.raw!r}: {answer}, not {case.expected!r}")
    return accuracy


def measure_speed(cases: list[Case], *, rounds: int = 5) -> Speed:
    """Time both on the strings that state day, month and year (all kinds but relative, invalid)."""
    import dateparser  # noqa: PLC0415

    timed = [case for case in cases if case.kind not in {"relative", "invalid", "ambiguous"}]

    def ours(case: Case) -> ParsedDate | None:
        return parse_date(case.raw, zone=case.zone, now=case.now)

    def peer(case: Case) -> datetime | None:
        settings: Any = {
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "DMY",
            "TIMEZONE": case.zone,
            "RETURN_AS_TIMEZONE_AWARE": True,
        }
        return dateparser.parse(case.raw, languages=["id", "en"], settings=settings)

    return Speed(_median(ours, timed, rounds * 10), _median(peer, timed, rounds))


def _median(call: Callable[[Case], object], cases: list[Case], rounds: int) -> float:
    for case in cases:
        call(case)
    medians = []
    for case in cases:
        times = []
        for _ in range(rounds):
            start = time.perf_counter_ns()
            call(case)
            times.append(time.perf_counter_ns() - start)
        medians.append(min(times) / 1000)
    return statistics.median(medians)


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("table", nargs="?", type=Path, default=REAL_STRINGS)
    table: Path = parser.parse_args().table
    cases = read_cases(table)
    accuracy = measure_accuracy(cases)
    print(f"{table.name}: {accuracy.total} strings scored")
    print(f"{'kind':12}{'right':>8}{'none':>8}{'wrong':>8}")
    for kind in sorted({kind for kind, _ in accuracy.kinds}):
        counts = [accuracy.kinds[kind, outcome] for outcome in ("right", "none", "wrong")]
        print(f"{kind:12}" + "".join(f"{count:8d}" for count in counts))
    print(f"{'all':12}{accuracy.right:8d}{accuracy.none:8d}{accuracy.wrong:8d}")
    print(
        f"right {accuracy.right / accuracy.total:.1%}, wrong {accuracy.wrong / accuracy.total:.1%}"
    )
    for failure in accuracy.failures:
        print("  ", failure)
    written = measure_accuracy(icu_cases(ICU_STRINGS, ICU_SEED))
    print(f"ICU: {written.total} strings (seed {ICU_SEED})", end="")
    print(f": right {written.right / written.total:.2%}, wrong {written.wrong}")
    for failure in written.failures[:20]:
        print("  ", failure)
    speed = measure_speed(cases)
    print(
        f"median µs a call: newscrawl {speed.ours:.1f}, dateparser {speed.dateparser:.0f}", end=""
    )
    print(f", {speed.ratio:.0f} times")


if __name__ == "__main__":
    main()
