#!/usr/bin/env bash
# Opens the window, or without a display drives the same window on a virtual one.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python -m ui.main
fi
echo "No display was found: the window runs on a virtual one and goes through the main job by itself."
runtime=$(mktemp -d)
trap 'rm -rf "$runtime"' EXIT
mkdir -p out/tour
LC_ALL=C.UTF-8 NO_AT_BRIDGE=1 XDG_RUNTIME_DIR=$runtime COUNTER_DATA=$PWD/out/tour/data COUNTER_SECOND_PLACE=$PWD/out/tour/second-place \
    xvfb-run -a -s "-screen 0 1920x1080x24" .venv/bin/python -m ui.tour.tour
