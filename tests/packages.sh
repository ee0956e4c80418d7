#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is needed by name: `packages.sh build` to build and run, `packages.sh test` for the tests too.
build="gcc meson ninja-build pkg-config gettext libglib2.0-dev libglib2.0-bin libgtk-4-dev libadwaita-1-dev
  libsqlite3-dev libexif-dev libjpeg62-turbo-dev libgdk-pixbuf-2.0-dev libwebp-dev libheif-dev liblcms2-dev libgcrypt20-dev
  libjson-glib-dev libarchive-dev libcairo2-dev libpango1.0-dev libgsf-1-dev libxml2-dev libxlsxwriter-dev libicu-dev libical-dev adwaita-icon-theme fonts-noto-cjk librsvg2-common"
test="clang clang-format python3 desktop-file-utils appstream libxml2-utils xvfb xauth dbus-daemon
  at-spi2-core metacity xdotool imagemagick python3-gi gir1.2-atspi-2.0 libimage-exiftool-perl strace
  python3-openpyxl poppler-utils"

wanted=$build
[ "${1:-build}" = test ] && wanted="$build $test"

missing=$(for name in $wanted; do
  dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || echo "$name"
done)
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi
$sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
