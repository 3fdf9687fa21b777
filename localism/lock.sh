#!/bin/sh
# Write requirements.txt and requirements-dev.txt from pyproject.toml, for every supported
# platform and Python, with hashes and without the address of any registry.

set -eu
cd "$(dirname "$0")/.."
tools=var/lock-tools
[ -x $tools/bin/uv ] || { .venv/bin/python -m venv $tools && $tools/bin/pip install --quiet uv; }

compile() {
    $tools/bin/uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: \
        --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" "$@"
}

compile pyproject.toml --output-file requirements.txt "$@"
compile pyproject.toml --group dev --constraint requirements.txt \
    --output-file requirements-dev.txt "$@"
