"""Fuzzes every entry point that takes a stranger's bytes, guided by coverage.

    python -m fuzz [--minutes 60] [TARGET ...]     fuzz; exit 1 when something was found
    python -m fuzz --replay FILE ...               run what was found again

The time is divided among the targets (fuzz/targets.py). Each finding is written to
fuzz/findings/<target>/; its name tells what it is, and `--replay` runs it. Needs atheris:
`make fuzz`, or requirements/fuzz.txt in an environment of its own.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

FINDINGS = Path(__file__).parent / "findings"
#: Code that counts its own coverage is slower by so much.
INSTRUMENTED = 4.0
#: One finding of a kind is enough; a kind is where it was raised.
LARGEST = 24_000
DONE = re.compile(r"Done (\d+) runs? in")
PROGRESS = re.compile(r"#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+)")


def kind_of(error: BaseException) -> str:
    """Return what an error is and where in our code it came from, as a file's name."""
    own = "fuzz" if isinstance(error, AssertionError) else "newscrawl"
    frames = traceback.extract_tb(error.__traceback__)
    where = next((f for f in reversed(frames) if f"/{own}/" in f.filename), frames[-1])
    return f"{type(error).__name__}-{Path(where.filename).stem}-{where.name}-{where.lineno}"


def keep(target: str, data: bytes, error: BaseException) -> bool:
    """Write a finding down; False when one of its kind is there already."""
    file = FINDINGS / target / kind_of(error)
    if file.exists():
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    print(f"FOUND {file}: {error!r:.300}", flush=True)
    return True


def fuzz_one(target: str, seconds: int) -> None:
    """Fuzz one target in this process, which libFuzzer ends."""
    import atheris  # noqa: PLC0415 - only fuzzing needs it

    with atheris.instrument_imports(include=["newscrawl"]):
        from fuzz.limits import in_time  # noqa: PLC0415
        from fuzz.seeds import Mutator, seeds, tokens  # noqa: PLC0415
        from fuzz.targets import TARGETS  # noqa: PLC0415

    run = TARGETS[target]
    mutate = Mutator(target)
    run(seeds(target)[0])  # caches, late imports

    def once(data: bytes) -> None:
        try:
            in_time(run, data, patience=INSTRUMENTED)
        except Exception as error:  # noqa: BLE001 - any is a finding
            keep(target, data, error)

    def changed(data: bytes, most: int, seed: int) -> bytes:
        return atheris.Mutate(data, most) if seed % 3 == 0 else mutate(data, most, seed)

    with tempfile.TemporaryDirectory() as folder:
        begin = Path(folder, "corpus")
        begin.mkdir()
        for number, seed in enumerate(seeds(target)):
            Path(begin, str(number)).write_bytes(seed)
        words = Path(folder, "words")
        words.write_text("".join(f'"{escaped(word)}"\n' for word in tokens(target)), "ascii")
        arguments = [f"-max_total_time={seconds}", f"-dict={words}", f"-max_len={LARGEST}"]
        atheris.Setup([sys.argv[0], *arguments, str(begin)], once, custom_mutator=changed)
        atheris.Fuzz()


def escaped(word: bytes) -> str:
    """Return a word as libFuzzer's dictionaries have it."""
    return "".join(f"\\x{byte:02x}" for byte in word)


def fuzz_all(targets: list[str], minutes: float) -> int:
    """Fuzz one target after another; return how many findings there are."""
    for target in targets:
        seconds = max(1, round(60 * minutes / len(targets)))
        command = [sys.executable, "-m", "fuzz", "--alone", str(seconds), target]
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False
        )
        progress = PROGRESS.findall(done.stderr)
        runs, coverage, features = progress[-1] if progress else ("0", "0", "0")
        if done_runs := DONE.search(done.stderr):
            runs = done_runs[1]
        print(
            f"{target:<14} {seconds:5d} s  {int(runs):9,d} executions  coverage {coverage:>5}"
            f"  features {features:>6}  findings {len(list((FINDINGS / target).glob('*')))}",
            flush=True,
        )
        print(done.stdout, end="", flush=True)
        if not progress or done.returncode:
            print(done.stderr[-2000:], file=sys.stderr, flush=True)
        keep_own(target, done.returncode)
    return sum(1 for target in targets for _ in (FINDINGS / target).glob("*"))


def keep_own(target: str, code: int) -> None:
    """Keep what libFuzzer itself writes: when the whole process dies or hangs, or is slow."""
    for name in ("crash-*", "timeout-*", "oom-*", "slow-unit-*"):
        for file in Path.cwd().glob(name):
            to = FINDINGS / target / file.name
            to.parent.mkdir(parents=True, exist_ok=True)
            file.rename(to)
            print(f"FOUND {to}: the process ended with {code}", flush=True)


def replay(files: list[Path]) -> int:
    """Run findings again, without instruments; return how many still are."""
    from fuzz.limits import in_time  # noqa: PLC0415
    from fuzz.targets import TARGETS  # noqa: PLC0415

    left = 0
    for file in files:
        run = TARGETS[file.resolve().parent.name]
        try:
            took = in_time(run, file.read_bytes())
        except Exception:  # noqa: BLE001 - any is a finding
            left += 1
            print(f"{file}\n{traceback.format_exc()}")
        else:
            print(f"{file}: well, {took:.2f} s")
    return left


def main() -> int:
    """Do what the command line says."""
    from fuzz.seeds import SEEDS  # noqa: PLC0415 - would be imported without instruments

    parser = argparse.ArgumentParser(description="Fuzz what reads a stranger's bytes")
    parser.add_argument("--minutes", type=float, default=60, help="for all targets together")
    parser.add_argument("--replay", action="store_true", help="run findings again")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="or, for --replay, files")
    given = parser.parse_args()
    if given.replay:
        return 1 if replay([Path(name) for name in given.targets]) else 0
    return 1 if fuzz_all(given.targets or list(SEEDS), given.minutes) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        fuzz_one(sys.argv[3], int(sys.argv[2]))
    sys.exit(main())
