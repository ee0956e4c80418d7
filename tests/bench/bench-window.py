#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window against an empty one: `bench-window.py BUILD [PHOTOS]`. Time to the first frame with the overview of the quarter,
and memory (PSS) after scrolling through the album, each beside an empty libadwaita window in the same run."""
import os
import statistics
import subprocess
import sys
import tempfile
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, '..', 'display'))
from desk import Desk

RUNS = 7
build = os.path.abspath(sys.argv[1])
photos = sys.argv[2] if len(sys.argv) > 2 else '10000'


def pss(pid):
    with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as lines:
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith('Pss:'))


def first_frame(desk, argv, word):
    process = subprocess.Popen(argv, env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        name, value = line.split()
        if name == word:
            process.kill()
            process.wait()
            return float(value)
    raise SystemExit(f'{argv[0]} ended without {word}')


def memory(desk, argv, scroll):
    process = subprocess.Popen(argv, env=desk.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(4)
    if scroll:
        desk.key('ctrl+3')
        time.sleep(2)
    for _ in range(scroll):
        desk.key('Page_Down')
    time.sleep(1)
    size = pss(process.pid)
    process.kill()
    process.wait()
    return size


with tempfile.TemporaryDirectory() as folder:
    library = f'{folder}/library'
    subprocess.run([f'{build}/tests/bench/make-library', library, photos], check=True)
    empty = [f'{build}/tests/bench/empty-window']
    album = [f'{build}/src/ui/zhibu', '--library', library]
    env = {'ZHIBU_TRACE': '1', 'GTK_A11Y': 'none', 'GSETTINGS_SCHEMA_DIR': f'{build}/data'}
    with Desk(['sleep', '1000'], env=env) as desk:
        for frame, what in (('first-frame', 'first frame'), ('overview-frame', 'first frame with the overview')):
            pairs = [(first_frame(desk, album, frame), first_frame(desk, empty, 'first-frame')) for _ in range(RUNS)]
            ours, theirs = (statistics.median(side) for side in zip(*pairs))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f'window: {what} of {photos} photos {ours:.0f} ms, empty window {theirs:.0f} ms, ratio {ratio:.2f} (at most 1.5)')
        base, full = memory(desk, empty, 0), memory(desk, album, 150)
        print(f'window: {full:.0f} MB of PSS after scrolling, empty window {base:.0f} MB, {full - base:.0f} MB above it (at most 150)')
