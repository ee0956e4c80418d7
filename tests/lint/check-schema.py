#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold the schema to what changesets can replay: no triggers, no ON DELETE/UPDATE, STRICT tables,
AUTOINCREMENT ids; files numbered without a gap, listed as a resource, and good SQL."""
import pathlib
import re
import sqlite3
import sys


def check_table(name, sql):
    yield from (f'{name}: {what}' for what, bad in {
        'is not STRICT': not re.search(r'\)\s*STRICT\s*$', sql, re.I),
        'has an id without AUTOINCREMENT': re.search(r'\bid\s+INTEGER PRIMARY KEY(?! AUTOINCREMENT)', sql, re.I),
        'has an ON DELETE or ON UPDATE action': re.search(r'\bON\s+(DELETE|UPDATE)\b', sql, re.I),
        'has no primary key': 'PRIMARY KEY' not in sql.upper(),
    }.items() if bad)


def main(resources):
    problems = []
    files = sorted((resources / 'schema').glob('*.sql'))
    listed = (resources / 'core.gresource.xml').read_text('utf-8')
    db = sqlite3.connect(':memory:')
    for number, path in enumerate(files, 1):
        if not re.fullmatch(rf'{number:03d}-[a-z-]+\.sql', path.name):
            problems.append(f'{path.name}: number {number:03d} expected')
        if path.name not in listed:
            problems.append(f'{path.name}: not in core.gresource.xml')
        db.executescript(path.read_text('utf-8'))
    for kind, name, sql in db.execute('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL'):
        if kind == 'trigger':
            problems.append(f'{name}: a trigger')
        if kind == 'table' and not name.startswith('sqlite_'):
            problems += check_table(name, sql)
    print('\n'.join(problems) or f'{len(files)} schema file(s) hold')
    return bool(problems) or not files


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
