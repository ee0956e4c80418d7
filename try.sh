#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is needed (Debian), builds, and opens the sample library in the window; without a display
# it does the same import on the command line and prints the summary.
set -eu
cd "$(dirname "$0")"

tests/packages.sh build
[ -f build/build.ninja ] || meson setup build
meson compile -C build

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec build/src/ui/zhibu --sample
fi
exec build/src/cli/zhibuctl sample
