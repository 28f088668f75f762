#!/bin/sh
# Builds the egg of the project as it lies here and deploys it: deploy.sh [TARGET] [OPTION...]
# Targets stand in scrapy.cfg; options are those of scrapyd-deploy.
set -eu
cd "$(dirname "$0")/.."
: "${SCRAPYD_USERNAME:?and SCRAPYD_PASSWORD are to be set, as Scrapyd was started with them}"
: "${SCRAPYD_PASSWORD:?is to be set, as Scrapyd was started with it}"
bin=$PWD/.venv-deploy/bin
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The day first: Scrapyd takes the last version in the order of letters for the newest, so that an
# older commit that is deployed again is the newest too. It allows letters, digits, - and _.
version=$(date -u +%Y%m%dT%H%M%S)-$(git describe --always | tr -c 'A-Za-z0-9\n' -)
[ -z "$(git status --porcelain newscrawl)" ] || version=$version-changed

# Scrapyd keeps what it was given, also where it cannot list its papers, and runs it from then on.
"$bin/scrapyd-deploy" --build-egg "$folder/newscrawl.egg"
(cd "$folder" && PYTHONPATH=$folder/newscrawl.egg SCRAPY_SETTINGS_MODULE=newscrawl.settings \
    NEWSCRAWL_OUTPUT=$folder \
    "$bin/scrapy" list >papers) || { echo "This egg does not run: nothing was deployed" >&2; exit 1; }
answer=$("$bin/scrapyd-deploy" --egg "$folder/newscrawl.egg" --version "$version" "$@")
echo "$answer"
# What Scrapyd refuses it says with HTTP 200, and the client is content.
case $answer in *'"status": "ok"'*) ;; *) exit 1 ;; esac
