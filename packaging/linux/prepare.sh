#!/usr/bin/env bash
# Makes this checkout ready: `prepare.sh run` for the program, `prepare.sh dev` for the tests as well.
# A second call finds its stamp and does nothing, so it needs no network.
set -euo pipefail
cd "$(dirname "$0")/../.."
level=$1
python=${PYTHON:-python3}

wanted_packages() {
    local mark='--- make test only ---'
    if [ "$level" = dev ]; then cat packaging/linux/apt.txt; else sed "/$mark/,\$d" packaging/linux/apt.txt; fi |
        grep -v '^#'
}

is_installed() {
    if [ "$1" = postgresql-15 ] && command -v pg_config >/dev/null && [ -x "$(pg_config --bindir)/initdb" ]; then
        return 0
    fi
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

system_packages() {
    command -v dpkg-query >/dev/null || return 0 # another system: packaging/linux/apt.txt says what is needed
    local missing=() name
    for name in $(wanted_packages); do
        is_installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        echo "sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
        exit 2
    fi
    if [[ " ${missing[*]} " == *" postgresql-15 "* ]]; then # the tests start servers of their own
        mkdir -p /etc/postgresql-common/createcluster.d
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/no-main-cluster.conf
    fi
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

virtual_environment() {
    local stamp=.venv/stamp-$level files=(requirements.txt) sum
    [ "$level" = dev ] && files+=(requirements-dev.txt)
    sum=$(sha256sum "${files[@]}")
    if [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && .venv/bin/python -c '' 2>/dev/null; then return 0; fi
    .venv/bin/python -c 'import pip' 2>/dev/null || "$python" -m venv --clear .venv
    rm -f .venv/stamp-*
    local arguments=() file
    for file in "${files[@]}"; do arguments+=(-r "$file"); done
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: "${arguments[@]}"
    echo "$sum" >"$stamp"
    if [ "$level" = dev ]; then sha256sum requirements.txt >.venv/stamp-run; fi
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3" >&2; exit 2; }
system_packages
virtual_environment
.venv/bin/python packaging/i18n.py release
