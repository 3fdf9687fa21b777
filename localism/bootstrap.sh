#!/bin/sh
# Make .venv hold what a lock file names: sh localism/bootstrap.sh requirements.txt
#
# Does nothing when it already does. Every failure is one sentence on stderr and a status that is
# not 0; a run that was interrupted is made good by the next one.

set -u
cd "$(dirname "$0")/.." || exit 1
lock=$1
venv=.venv
stamp=$venv/installed.txt
log=var/install.log

refuse() {
    echo "$1" >&2
    exit 1
}

recent_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# The lock of the developers holds the runtime lock, so that either satisfies `make run`.
installed() {
    [ -x $venv/bin/python ] && [ -f $stamp ] || return 1
    cmp -s "$stamp" "$lock" || cmp -s "$stamp" requirements-dev.txt || return 1
    $venv/bin/python -c 'import django' >/dev/null 2>&1
}

find_python() {
    for python in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14 python; do
        if recent_enough "$python"; then
            return 0
        fi
    done
    refuse "Python 3.11 or newer is needed and was not found: install it, or name it with PYTHON=/path/to/python3."
}

make_venv() {
    find_python
    rm -rf $venv
    if ! "$python" -m venv $venv >"$log" 2>&1; then
        rm -rf $venv
        if grep -qi -e ensurepip -e 'No module named venv' "$log"; then
            refuse "Python's venv module is missing: install it (on Debian or Ubuntu: apt install python3-venv)."
        fi
        refuse "The Python environment .venv could not be made: $(tail -n 1 "$log")"
    fi
}

explain() {
    if grep -qi -e 'No space left' "$log"; then
        refuse "The disk is full: the requirements need about 400 MB."
    elif grep -qi -e 'HASHES DO NOT MATCH' "$log"; then
        refuse "A package from the registry is not the one that $lock names: see $log."
    elif grep -qi -e 'connection broken' -e 'ConnectionError' -e 'Max retries' -e 'timed out' \
        -e 'ProxyError' -e 'SSLError' -e 'Name or service not known' "$log"; then
        refuse "The Python package registry cannot be reached: check the network and start again."
    elif grep -qi -e 'No matching distribution' "$log"; then
        package=$(sed -n 's/.*No matching distribution found for \([^ ]*\).*/\1/p' "$log" | tail -n 1)
        refuse "The registry has no ready-made $package for this computer and $($venv/bin/python --version): use Python 3.11 to 3.13 on 64-bit Linux (glibc) or macOS."
    fi
    refuse "The requirements could not be installed: see $log."
}

installed && exit 0

mkdir -p var 2>/dev/null && [ -w var ] || refuse "This directory cannot be written to: $(pwd)"
if [ ! -x $venv/bin/python ] || ! recent_enough $venv/bin/python ||
    ! $venv/bin/python -m pip --version >/dev/null 2>&1; then
    make_venv
fi
echo "Installing what the archive needs into .venv (once; a minute or more)."
rm -f $stamp
# Ready-made packages only, so that no compiler is ever needed.
$venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --retries 2 \
    --require-hashes --only-binary :all: --requirement "$lock" >"$log" 2>&1 || explain
cp "$lock" $stamp
