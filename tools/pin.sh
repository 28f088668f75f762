#!/bin/sh
# Makes requirements.txt and requirements/*.txt from pyproject.toml: every package pinned and hashed.
# requirements.txt holds what a crawl needs, the browser's Python half included; each of the others
# holds only what it adds, so it is installed beside it: pip install -r requirements.txt -r ...
# UPGRADE=1 takes newer versions; without it what is pinned stays.
set -eu
cd "$(dirname "$0")/.."
together=$(mktemp)
trap 'rm -f "$together"' EXIT
mkdir -p requirements

compile() {
    uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
        --no-emit-index-url "$@"
}

# Resolved together first, so that what an addition wants (boto3 an older dateutil) fits the base.
if [ -z "${UPGRADE:-}" ]; then
    cat requirements.txt requirements/*.txt 2>/dev/null | sed -n 's/^\([a-z0-9._-]*==[^ ;]*\).*/\1/p' |
        sort -u >"$together"
fi
compile pyproject.toml --all-extras --group test --group lint --group bench \
    --group deploy --group fuzz -o "$together"
compile pyproject.toml --extra browser -c "$together" --generate-hashes -o requirements.txt
base=$(sed -n 's/^\([a-z0-9-]*\)==.*/--no-emit-package \1/p' requirements.txt)
for name in s3 alerts archive parquet queue test lint bench deploy fuzz; do
    case $name in
        s3 | alerts | archive | parquet | queue) what="pyproject.toml --extra $name" ;;
        *) what="--group $name" ;;
    esac
    # shellcheck disable=SC2086  # lists of options
    compile $what $base -c "$together" --generate-hashes -o "requirements/$name.txt"
done
