#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The look is clang-format 14's; other versions lay out differently, so elsewhere this skips.
version=$(clang-format --version 2>/dev/null | sed -n 's/.*version \([0-9]*\).*/\1/p')
if [ "$version" != 14 ]; then
  echo "skipped: clang-format 14 is not here (found: ${version:-none})"
  exit 77
fi
cd "$1" || exit 1
find src tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run --Werror
