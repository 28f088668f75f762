#!/bin/sh
# Installs Debian's Chromium where it is missing and may be installed; else says what to do.
# Never fails: without a browser everything works but the listings that grow by script.
set -u
if command -v chromium >/dev/null 2>&1 || [ -n "${NEWSCRAWL_CHROMIUM:-}" ]; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium (once)" >&2
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq chromium >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "there is no browser: install the package chromium (apt-get install chromium)" >&2
