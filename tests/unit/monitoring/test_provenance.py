"""The code that makes a run's lines is named: release, egg, commit."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import newscrawl
from newscrawl.monitoring.provenance import commit_of, deployed_egg, provenance

COMMIT, OTHER = "0123456789abcdef" * 2 + "01234567", "f" * 40


def clone(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


BRANCH = "ref: refs/heads/main\n"
PACKED = f"# pack-refs with: peeled fully-peeled sorted\n{OTHER} refs/heads/x/refs/heads/main\n"
GIT = {
    "on a branch": {"HEAD": BRANCH, "refs__heads__main": f"{COMMIT}\n"},
    "packed": {"HEAD": BRANCH, "packed-refs": f"{PACKED}{COMMIT} refs/heads/main\n^{OTHER}\n"},
    "loose over packed": {
        "HEAD": BRANCH,
        "refs__heads__main": COMMIT,
        "packed-refs": f"{OTHER} refs/heads/main\n",
    },
    "detached": {"HEAD": f"{COMMIT}\n"},
}


@pytest.mark.parametrize("how", GIT)
def test_the_commit_of_a_clone_is_read(tmp_path, how):
    clone(tmp_path / ".git", **GIT[how])
    assert commit_of(tmp_path) == COMMIT


@pytest.mark.parametrize("how", GIT)
@pytest.mark.parametrize("absolute", [True, False])
def test_so_is_that_of_a_worktree(tmp_path, how, absolute):
    main = clone(tmp_path / "main" / ".git", **GIT[how])
    own = clone(main / "worktrees" / "w", HEAD=GIT[how]["HEAD"], commondir="../..\n")
    (main / "HEAD").write_text(f"{OTHER}\n")
    where = own if absolute else Path("../main/.git/worktrees/w")
    clone(tmp_path / "w", **{".git": f"gitdir: {where}\n"})
    assert commit_of(tmp_path / "w") == COMMIT


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"HEAD": BRANCH},
        {"HEAD": BRANCH, "packed-refs": PACKED},
        {"HEAD": "ref: refs/heads/.invalid\n"},
        {"HEAD": "nonsense"},
        {"HEAD": ""},
    ],
)
def test_no_commit_is_none(tmp_path, files):
    assert commit_of(tmp_path) is None
    clone(tmp_path / ".git", **files)
    assert commit_of(tmp_path) is None


def test_here_it_is_no_egg():
    assert deployed_egg() is None
    assert provenance()["version"] == newscrawl.__version__


def test_an_egg_is_named_as_it_was_deployed(tmp_path):
    egg = tmp_path / "20261128T081500-abc1234-changed.egg"
    package = Path(newscrawl.__file__).parent
    with zipfile.ZipFile(egg, "w") as archive:
        for name in ("__init__.py", "monitoring/__init__.py", "monitoring/provenance.py"):
            archive.write(package / name, f"newscrawl/{name}")
    clone(tmp_path / ".git", HEAD=COMMIT)
    script = f"import sys; sys.path.insert(0, {str(egg)!r})\n"
    script += "import json; from newscrawl.monitoring.provenance import provenance\n"
    script += "print(json.dumps(provenance()))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {
        "version": newscrawl.__version__,
        "egg": egg.stem,
        "commit": None,
    }
