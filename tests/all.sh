#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is needed (Debian), builds with every warning an error, and runs all tests, those of the
# window under Xvfb. A folder `corpus` beside, or ZHIBU_CORPUS, adds the corpus tests.
set -u
cd "$(dirname "$0")/.." || exit 1

tests/packages.sh test || exit 1

corpus=${ZHIBU_CORPUS:-}
[ -z "$corpus" ] && [ -d ../shared/corpus ] && corpus=$(realpath ../shared/corpus)

if [ -f build-test/build.ninja ]; then
  meson configure build-test -Dcorpus="$corpus" || exit 1
else
  meson setup build-test --werror -Dcorpus="$corpus" || exit 1
fi
meson compile -C build-test || exit 1
meson test -C build-test --print-errorlogs 2>&1 | tee build-test/summary.txt
exit "${PIPESTATUS[0]}"
