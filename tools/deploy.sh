#!/bin/sh
# Builds the egg of the project as it lies here and deploys it: deploy.sh [TARGET] [OPTION...]
# Targets stand in scrapy.cfg; options are those of scrapyd-deploy.
set -eu
cd "$(dirname "$0")/.."
: "${SCRAPYD_USERNAME:?and SCRAPYD_PASSWORD are to be set, as Scrapyd was started with them}"
: "${SCRAPYD_PASSWORD:?is to be set, as Scrapyd was started with it}"

# The day first: Scrapyd takes the last version in the order of letters for the newest, so that an
# older commit that is deployed again is the newest too. It allows letters, digits, - and _.
version=$(date -u +%Y%m%dT%H%M%S)-$(git describe --always | tr -c 'A-Za-z0-9\n' -)
[ -z "$(git status --porcelain newscrawl)" ] || version=$version-changed

answer=$(.venv-deploy/bin/scrapyd-deploy --version "$version" "$@")
echo "$answer"
# Of an egg that cannot be imported Scrapyd tells the error with HTTP 200, and the client is content.
case $answer in *'"status": "ok"'*) ;; *) exit 1 ;; esac
