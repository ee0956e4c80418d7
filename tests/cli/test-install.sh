#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the build into an empty folder and runs the installed program from there: `test-install.sh BUILD`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset ZHIBU_WORKER

meson install -C "$1" --no-rebuild --quiet --destdir "$folder/root"
prefix=$(dirname "$(dirname "$(find "$folder/root" -name zhibuctl -path '*/bin/*')")")

for file in bin/zhibu libexec/zhibu-worker share/applications/org.zhibu.Zhibu.desktop \
  share/metainfo/org.zhibu.Zhibu.metainfo.xml share/glib-2.0/schemas/org.zhibu.Zhibu.gschema.xml \
  share/icons/hicolor/scalable/apps/org.zhibu.Zhibu.svg share/man/man1/zhibuctl.1 \
  share/zhibu/holidays.tsv share/zhibu/rules/central.ini share/zhibu/rules/court.ini; do
  [ -s "$prefix/$file" ] || [ -s "$prefix/$file.gz" ] || { echo "not installed: $file"; exit 1; }
done

"$prefix/bin/zhibu" --version
"$prefix/bin/zhibuctl" --json sample "$folder" | tee "$folder/sample.json"
library=$(sed -n 's/.*"library":"\([^"]*\)".*/\1/p' "$folder/sample.json")
"$prefix/bin/zhibuctl" --library "$library" --json verify --deep | grep -q '"ok":true'
