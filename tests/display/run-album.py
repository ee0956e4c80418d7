#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An album of 100,000 photos in a real window: walk it to both ends and jump into its middle, look at photos and caption one, sort ten
doubtful ones out by keyboard, correct a camera's clock, export a meeting as PDF and open it; then ask other programs what is there.
`run-album.py ZHIBU ZHIBUCTL MAKE-LIBRARY DRAW-CARD [SHOTS]`"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk, DeskError

zhibu, zhibuctl, make_library, draw_card = sys.argv[1:5]
shots = sys.argv[5] if len(sys.argv) > 5 else None
N_PHOTOS, N_SORTED = 100000, 10
TODAY = '2019-06-11'
MEETINGS = [('重温入党誓词', 'theme-day', '2019-06-10 09:00', '2019-06-10 11:40'),
            ('六月支委会', 'committee', '2019-06-05 15:00', '2019-06-05 16:10'),
            ('社区服务', 'theme-day', '2019-05-10 14:00', '2019-05-10 16:30'),
            ('五月党课', 'lecture', '2019-05-08 15:00', '2019-05-08 16:30'),
            ('读书会', 'group-meeting', '2019-04-24 15:00', '2019-04-24 16:30')]


def ctl(library, *words):
    run = subprocess.run([zhibuctl, '--library', library, '--today', TODAY, '--json', *words], capture_output=True, text=True)
    assert run.returncode in (0, 1), f'{words}: {run.stderr}'
    return [json.loads(line) for line in run.stdout.splitlines()]


def shot(desk, name):
    if shots:
        desk.shot(f'{shots}/{name}.png')


def make(folder):
    library, card = f'{folder}/library', f'{folder}/card'
    subprocess.run([make_library, library, str(N_PHOTOS)], check=True, stdout=subprocess.DEVNULL)
    os.mkdir(card)
    subprocess.run([draw_card, card], check=True)
    for theme, kind, start, end in MEETINGS:
        ctl(library, 'meeting', 'add', '--theme', theme, '--kind', kind, '--start', start, '--end', end)
    assert ctl(library, 'photo', 'import', card)[0]['imported'] > 60
    return library


def walk(desk):
    desk.wait('label', '本季度', 60)
    desk.key('ctrl+3')
    desk.wait('label', '全部 · 100*张', 60)
    desk.wait('label', '可能属于*')
    desk.key('ctrl+g')
    desk.keys('2014')
    time.sleep(1)
    desk.key('Return')
    desk.wait('label', '2014 年 12 月 *')
    shot(desk, '1-jumped')
    desk.key('End')
    desk.wait('label', '另放的照片')
    shot(desk, '2-end')
    for _ in range(5):
        desk.key('Page_Up')
    desk.key('Home')
    desk.wait('label', '可能属于*')
    shot(desk, '3-home')
    desk.key('Escape')


def look(desk):
    """Enter opens what was jumped to; its neighbour is captioned, and is where one comes back to."""
    desk.key('ctrl+g')
    desk.keys('2019-06-10')
    time.sleep(1)
    desk.key('Return')
    desk.wait('label', '2019-06-10*')
    time.sleep(1)
    desk.key('Return')
    desk.wait('label', '第 1 张，共 100* 张')
    desk.key('Right')
    desk.key('Right')
    desk.wait('label', '第 3 张，共 100* 张')
    desk.key('e')
    time.sleep(0.5)
    desk.keys('caption 1')
    desk.key('Return')
    desk.wait('label', 'caption 1')
    time.sleep(1)
    shot(desk, '4-viewer')
    desk.key('Escape')
    desk.wait('label', '全部 · 100*张')
    time.sleep(2)


def sort_out(desk):
    """Enter takes the proposal; where there is none, the photo is set apart."""
    desk.press('label', '待定日期')
    desk.press('push button', '逐张整理*')
    desk.wait('label', '还有 * 张')
    shot(desk, '5-review')
    for i in range(N_SORTED):
        desk.key('Return' if desk.find('push button', '就是这次活动*') else 'a')
        time.sleep(0.7)
        if i == 0:
            desk.key('ctrl+z')
            time.sleep(1)
            desk.key('Return')
            time.sleep(0.7)
    shot(desk, '6-sorted')
    desk.key('Escape')
    time.sleep(2)  # GTK 4.8 may crash when the tree is walked while a page closes


def correct_clock(desk):
    desk.press('label', '时钟可疑')
    desk.wait('label', '时钟可疑 · *')
    while desk.find('label', '*D3200*') is None:
        desk.click('push button', '不改')
        time.sleep(1)
    shot(desk, '7-clock')
    desk.click('push button', '改正…')
    desk.wait('label', '*→ 五月党课*5 张')
    shot(desk, '7-question')
    desk.click('push button', '改正')
    time.sleep(2)
    shot(desk, '7-corrected')


def give_pdf_viewer(folder):
    """What the desktop opens PDFs with: it renders the pages."""
    os.makedirs(f'{folder}/data/applications')
    with open(f'{folder}/data/applications/test-viewer.desktop', 'w') as file:
        file.write(f'[Desktop Entry]\nType=Application\nName=viewer\nExec=pdftoppm -r 40 -png %f {folder}/page\nMimeType=application/pdf;\n')
    with open(f'{folder}/data/applications/mimeapps.list', 'w') as file:
        file.write('[Default Applications]\napplication/pdf=test-viewer.desktop\n')


def export(desk, folder):
    desk.press('label', '06-10 重温入党誓词')
    desk.wait('label', '重温入党誓词 · * 张')
    desk.key('ctrl+e')
    desk.wait('label', '活动“重温入党誓词”')
    desk.press('label', '相册 PDF')
    time.sleep(1)
    shot(desk, '8-export')
    desk.press('push button', '导出')
    desk.wait('label', '相册 PDF 做好了*', 60)
    shot(desk, '9-exported')
    desk.press('push button', '打开')
    for _ in range(100):
        if any(name.startswith('page') for name in os.listdir(folder)):
            break
        time.sleep(0.1)
    time.sleep(1)
    paths = glob.glob(f'{desk.home}/**/*.pdf', recursive=True)
    assert len(paths) == 1, paths
    shutil.copy(paths[0], f'{folder}/album.pdf')


def read_pdf(folder, path):
    text = subprocess.run(['pdftotext', path, '-'], capture_output=True, text=True, check=True).stdout
    images = subprocess.run(['pdfimages', '-list', path], capture_output=True, text=True, check=True).stdout
    pages = [name for name in os.listdir(folder) if name.startswith('page')]
    assert '重温入党誓词' in text and 'caption 1' in text, text
    assert images.count(' jpeg ') >= 13, images  # twelve, and the cover
    assert len(pages) >= 4 and all(os.path.getsize(f'{folder}/{name}') > 1000 for name in pages), pages


def check(library, folder, path, doubtful):
    read_pdf(folder, path)
    left = ctl(library, 'photo', 'list', '--undated')
    nikon = [photo for photo in ctl(library, 'photo', 'list', '--from', '2019-05-08', '--to', '2019-05-08') if 'D3200' in (photo['camera'] or '')]
    assert nikon and all(photo['taken'].startswith('2019-05-08T15:') or photo['taken'].startswith('2019-05-08T16:') for photo in nikon), nikon
    labels = [entry['label'] for entry in ctl(library, 'log')[0]]
    print(labels)
    settled = sum(entry['label'].startswith('确认属于') and entry['state'] == 'done' for entry in ctl(library, 'log')[0])
    assert settled >= 5 and len(left) == doubtful - settled, (doubtful, len(left), labels)  # those set apart are doubtful still


with tempfile.TemporaryDirectory() as folder:
    library, path = make(folder), f'{folder}/album.pdf'
    give_pdf_viewer(folder)
    doubtful = len(ctl(library, 'photo', 'list', '--undated'))
    with Desk([zhibu, '--library', library, '--today', TODAY], env={'XDG_DATA_HOME': f'{folder}/data'}) as desk:
        try:
            walk(desk)
            look(desk)
            sort_out(desk)
            correct_clock(desk)
            export(desk, folder)
        except DeskError:
            print(desk.tree())
            shot(desk, 'failed')
            raise
    check(library, folder, path, doubtful)
print('ok')
