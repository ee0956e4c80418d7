#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every template has its widget and every widget its template: resources/ui/x.ui ↔ src/ui/x.c or
src/ui/part/x.c, the class named in it, listed as a resource; and its words are Chinese."""
import pathlib
import re
import sys
import xml.etree.ElementTree as ET


def class_of(name):
    return 'Zb' + ''.join(part.capitalize() for part in name.split('-'))


def check(root, path, listed):
    source = next((root / 'src/ui').rglob(path.stem + '.c'), root / 'src/ui' / (path.stem + '.c'))
    tree = ET.parse(path)
    template = tree.find('template')
    if path.name not in listed:
        yield 'not in zhibu.gresource.xml'
    if template is None or template.get('class') == 'GtkListItem':
        return
    if template.get('class') != class_of(path.stem):
        yield f'template class is not {class_of(path.stem)}'
    if not source.exists():
        yield f'{source} is missing'
    elif f'ui/{path.name}' not in source.read_text('utf-8'):
        yield f'{source.name} does not load it'
    for node in tree.iter():
        words = (node.text or '').strip()
        if node.get('translatable') == 'yes' and re.fullmatch(r'[A-Za-z][A-Za-z ,.…]+', words):
            yield f'English where the secretary reads Chinese: {words}'


def main(root):
    listed = (root / 'resources/zhibu.gresource.xml').read_text('utf-8')
    problems = [f'{path.name}: {what}' for path in sorted((root / 'resources/ui').glob('*.ui'))
                for what in check(root, path, listed)]
    for source in sorted((root / 'src/ui').rglob('*.c')):
        for used in re.findall(r'ui/([a-z-]+\.ui)"', source.read_text('utf-8')):
            if not (root / 'resources/ui' / used).exists():
                problems.append(f'{source.name}: {used} does not exist')
    print('\n'.join(problems) or 'templates and widgets are pairs')
    return bool(problems)


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
