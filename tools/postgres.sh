#!/bin/sh
# Installs Debian's PostgreSQL where it is missing and may be installed; else says what to do.
# Never fails: without it everything works but what many machines share, and its tests are skipped.
set -u
if command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing postgresql (once)" >&2
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq >/dev/null 2>&1 &&
        apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "there is no PostgreSQL: install the package postgresql (apt-get install postgresql)" >&2
