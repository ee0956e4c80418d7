#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The album PDF of 500 photos against its parts: `cat` of the stripped JPEGs, and the same PDF with the pictures left out.
`bench-album-pdf.py BUILD FOLDER [PHOTOS]` (needs ImageMagick; FOLDER gets some 3 GB and is emptied afterwards)."""
import glob
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

build, folder = sys.argv[1:3]
n_photos = int(sys.argv[3]) if len(sys.argv) > 3 else 500
ctl = f'{build}/src/cli/zhibuctl'
os.environ['ZHIBU_WORKER'] = os.path.abspath(f'{build}/src/worker/zhibu-worker')
library, card, copies = f'{folder}/library', f'{folder}/card', f'{folder}/copies'
N_DRAWN, PER_MEETING, ROUNDS = 10, 25, 5


def run(*words):
    done = subprocess.run([ctl, '--library', library, '--json', '--today', '2019-12-31', *words], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def draw():
    os.makedirs(card)
    for i in range(N_DRAWN):
        size = '3000x4000' if i % 3 == 2 else '4000x3000'
        subprocess.run(['convert', '-size', size, f'plasma:red-gray{i * 9}', '-attenuate', '0.4', '+noise', 'Gaussian',
                        '-quality', '88', f'{folder}/drawn{i}.jpg'], check=True)
    for i in range(n_photos):
        with open(f'{folder}/drawn{i % N_DRAWN}.jpg', 'rb') as file:
            data = file.read()
        meeting, minute = divmod(i, PER_MEETING)
        name = f'IMG_2019{meeting % 12 + 1:02d}{meeting // 12 + 10:02d}_09{minute:02d}00.jpg'
        with open(f'{card}/{name}', 'wb') as file:
            file.write(data[:2] + b'\xff\xfe\x00\x06%04d' % i + data[2:])


def prepare():
    run('init', '--branch', '第一党支部')
    for meeting in range((n_photos + PER_MEETING - 1) // PER_MEETING):
        day = f'2019-{meeting % 12 + 1:02d}-{meeting // 12 + 10:02d}'
        run('meeting', 'add', '--theme', f'第 {meeting + 1} 次主题党日', '--kind', 'theme-day', '--start', f'{day} 09:00', '--end', f'{day} 10:00')
    assert run('photo', 'import', card)['linked'] == n_photos
    run('album', 'export', copies)


def timed(argv):
    """Seconds, and the most memory one process of it held, in MB."""
    start = time.monotonic()
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), argv
    return time.monotonic() - start, usage.ru_maxrss / 1024


def export(name):
    return timed([ctl, '--library', library, '--today', '2019-12-31', 'album', 'export', '--replace', f'{folder}/{name}.pdf'])


def cat():
    files = sorted(glob.glob(f'{copies}/**/*.jpg', recursive=True))
    start = time.monotonic()
    with open(f'{folder}/all', 'wb') as out:
        subprocess.run(['cat', *files], stdout=out, check=True)
        os.fsync(out.fileno())  # the PDF is durable too
    return time.monotonic() - start, len(files)


def measure():
    rows = []
    for _ in range(ROUNDS):
        whole, peak = export('whole')
        joined, n = cat()
        os.rename(f'{library}/photos', f'{library}/away')
        bare, _ = export('bare')
        os.rename(f'{library}/away', f'{library}/photos')
        assert n == n_photos
        rows.append((whole, joined, bare, peak))
    whole, joined, bare, peak = (statistics.median(column) for column in zip(*rows))
    size = os.path.getsize(f'{folder}/whole.pdf') / 1e6
    print(f'{n_photos} photos, {size:.0f} MB: {whole:.2f} s; cat {joined:.2f} s + without pictures {bare:.2f} s: '
          f'{whole / (joined + bare):.2f} × (allowed 1.5); memory {peak:.0f} MB (allowed 200)')
    return whole <= 1.5 * (joined + bare) and peak <= 200


shutil.rmtree(folder, ignore_errors=True)
os.makedirs(folder)
try:
    draw()
    prepare()
    sys.exit(not measure())
finally:
    os.environ.get("KEEP") or shutil.rmtree(folder, ignore_errors=True)
