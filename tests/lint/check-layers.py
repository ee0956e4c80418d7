#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a file under src/ includes a header from a folder it may not know."""
import pathlib
import re
import sys

BELOW = {
    'base': set(),
    'model': {'base'},
    'rules': {'base', 'model'},
    'photo': {'base', 'model'},
    'tables': {'base', 'model'},
    'store': {'base', 'model'},
    'documents': {'base', 'model'},
    'service': {'base', 'model', 'rules', 'photo', 'tables', 'store', 'documents'},
    'worker': {'base', 'model', 'photo', 'tables'},
    'cli': {'base', 'model', 'service'},
    'ui': {'base', 'model', 'service'},
}
# Private halves of services: jobs on the store thread are nobody else's business.
ONLY_SERVICE = re.compile(r'service/.*-private\.h$')
PINNED = {
    'sqlite3.h': 'store',
    'gtk/': 'ui', 'adwaita.h': 'ui', 'gdk/': 'ui',
    'libexif/': 'photo', 'jpeglib.h': 'photo', 'libheif/': 'photo', 'webp/': 'photo', 'lcms2.h': 'photo', 'gdk-pixbuf/': 'photo',
    'gsf/': 'tables', 'libxml/': 'tables', 'xlsxwriter.h': 'documents', 'libical-glib/': 'documents', 'libical/': 'documents', 'unicode/': 'base',
    'archive.h': 'service', 'archive_entry.h': 'service', 'json-glib/': 'cli',
}
INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)')


def wrong(here, quoted, name):
    if quoted and '/' not in name and name != 'zb-config.h':
        return 'names no folder'
    there = name.split('/')[0]
    if quoted and there in BELOW and there != here and there not in BELOW[here]:
        return f'{here}/ may not know {there}/'
    if ONLY_SERVICE.match(name) and here != 'service':
        return 'is private to service/'
    for prefix, owner in PINNED.items():
        if name.startswith(prefix) and here != owner:
            return f'belongs to {owner}/ alone'
    return None


def main(src):
    bad = 0
    for path in sorted(src.rglob('*.[ch]')):
        here = path.relative_to(src).parts[0]
        for number, line in enumerate(path.read_text('utf-8').splitlines(), 1):
            match = INCLUDE.match(line)
            reason = match and wrong(here, match[1] == '"', match[2])
            if reason:
                bad += 1
                print(f'{path}:{number}: {match[2]} {reason}')
    return bad > 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
