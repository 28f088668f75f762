#!/bin/sh
# Makes a Python environment from pinned requirements: environment.sh FOLDER REQUIREMENTS...
# uv does it in seconds where it is there; the standard venv and pip do the same, slower.
set -eu
folder=$1
shift
python=${PYTHON:-python3}

if ! command -v "$python" >/dev/null 2>&1; then
    echo "newscrawl needs Python 3.11 or newer: install the package python3 and run make again" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "newscrawl needs Python 3.11 or newer; $("$python" --version) is older (set PYTHON=...)" >&2
    exit 1
fi
echo "Setting up $folder from $* (once)" >&2
if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --allow-existing --python "$(command -v "$python")" "$folder"
    uv pip sync --quiet --require-hashes --python "$folder/bin/python" "$@"
else
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian keeps venv in a package of its own.
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
        else
            echo "install the package python3-venv and run make again" >&2
            exit 1
        fi
    fi
    "$python" -m venv "$folder"
    # The files name everything that is needed, so nothing is resolved: pip 23 (Debian 12) fails on
    # extras that two packages spell differently.
    "$folder/bin/python" -m pip install --quiet --quiet --disable-pip-version-check \
        --no-deps --require-hashes $(printf -- '-r %s ' "$@")
fi
touch "$folder/.made"
