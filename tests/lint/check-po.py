#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""POTFILES.in names every file with words to translate and no other, and po/en.po is complete:
every word there, none fuzzy, none left over, formats agreeing."""
import pathlib
import re
import subprocess
import sys
import tempfile

TRANSLATES = re.compile(r'\b(?:_|N_|C_|ngettext)\s*\(\s*"|translatable="yes"')


def words_in(root):
    for path in sorted([*(root / 'src').rglob('*.c'), *(root / 'resources/ui').glob('*.ui')]):
        if TRANSLATES.search(path.read_text('utf-8')):
            yield path.relative_to(root).as_posix()


def listed(root):
    lines = (root / 'po/POTFILES.in').read_text('utf-8').splitlines()
    return [line for line in lines if line and not line.startswith('#')]


def untranslated(root, files):
    with tempfile.TemporaryDirectory() as folder:
        pot, po = f'{folder}/zhibu.pot', f'{folder}/en.po'
        subprocess.run(['xgettext', '--from-code=UTF-8', '-k_', '-kN_', '-kC_:1c,2', '-kngettext:1,2', '-o', pot, *files],
                       cwd=root, check=True)
        subprocess.run(['msgfmt', '--check-format', '-o', '/dev/null', root / 'po/en.po'], check=True)
        subprocess.run(['msgmerge', '-q', '-N', '-o', po, root / 'po/en.po', pot], check=True)
        left = [subprocess.run(['msgattrib', *options, '--no-obsolete', po], capture_output=True, text=True, check=True).stdout
                for options in (['--untranslated'], ['--only-fuzzy'])]
        return ''.join(left)


def main(root):
    have, want = listed(root), list(words_in(root))
    problems = [f'POTFILES.in lacks {name}' for name in want if name not in have]
    problems += [f'POTFILES.in names {name} without need' for name in have if name not in want]
    if not problems:
        left = untranslated(root, have)
        if re.search(r'^msgid "(?!")', left, re.M) or re.search(r'^msgid ""\n"', left.split('\n\n', 1)[-1], re.M):
            problems.append('po/en.po is not complete:\n' + left)
    print('\n'.join(problems) or f'{len(have)} files, en.po complete')
    return bool(problems)


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
