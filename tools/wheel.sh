#!/bin/sh
# Installs the wheel as a user does, into an empty environment, and uses it from another folder.
# PYTHON says which interpreter. uv where it is there, else venv and pip, as environment.sh.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/source" "$place/elsewhere"
git ls-files -z | tar --null -T - -cf - | tar -xf - -C "$place/source"  # building leaves folders behind
if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --python "$python" "$place/venv"
    uv build --quiet --wheel --python "$python" --out-dir "$place/dist" "$place/source"
    uv pip install --quiet --python "$place/venv/bin/python" "$place"/dist/*.whl
else
    "$python" -m venv "$place/venv"
    "$place/venv/bin/pip" wheel --quiet --disable-pip-version-check --no-deps \
        --wheel-dir "$place/dist" "$place/source"
    "$place/venv/bin/pip" install --quiet --disable-pip-version-check "$place"/dist/*.whl
fi
page=$PWD/newscrawl/newsstand/pages/www.balipost.com/feri-listrik.html
cd "$place/elsewhere"
count=$("$place/venv/bin/newscrawl" list | wc -l)
[ "$count" -ge 350 ] || { echo "newscrawl list shows $count papers" >&2; exit 1; }
"$place/venv/bin/python" - "$page" "$count" <<'END'
import sys
from pathlib import Path

from newscrawl.api import extract_article

url = "https://www.balipost.com/news/2026/11/15/312077/Feri.html"
article = extract_article(Path(sys.argv[1]).read_bytes(), url=url)
assert (article.site, article.region) == ("balipost", "ID-BA"), article
assert article.date_published.endswith("+08:00"), article.date_published
version = sys.version.partition(" ")[0]
print(f"The wheel under Python {version}: {sys.argv[2].strip()} papers, balipost read by its rules")
END
"$place/venv/bin/newscrawl" newsstand -- "$place/venv/bin/newscrawl" crawl beritabali \
    -a since=2026-11-01 -a until=2026-11-20 -s DOWNLOAD_DELAY=0 -L ERROR
lines=$(cat output/articles/beritabali/*.jsonl | wc -l)
[ "$lines" -eq 3 ] || { echo "a crawl of the embedded web wrote $lines lines, not 3" >&2; exit 1; }
