#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a function or a file of src/ outgrows the house: 80 lines a function, 600 a file,
median of function bodies at most 12 lines, nine in ten at most 40."""
import pathlib
import statistics
import sys


def bodies(path):
    start = None
    for number, line in enumerate(path.read_text('utf-8').splitlines(), 1):
        if line.startswith('{'):
            start = number
        elif line == '}' and start:
            yield start, number - start - 1
            start = None


def main(src):
    bad, sizes = 0, []
    for path in sorted(src.rglob('*.[ch]')):
        lines = len(path.read_text('utf-8').splitlines())
        if lines > 600:
            bad += 1
            print(f'{path}: {lines} lines')
        for start, size in bodies(path):
            sizes.append(size)
            if size > 80:
                bad += 1
                print(f'{path}:{start}: function body of {size} lines')
    sizes.sort()
    median, ninth = statistics.median(sizes), sizes[len(sizes) * 9 // 10]
    print(f'{len(sizes)} functions, median {median} lines, nine in ten at most {ninth}')
    return bad > 0 or median > 12 or ninth > 40


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1])))
