#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in a real window: welcome, import a folder, review, make a meeting from a cluster, see the album with
its headings, caption a photo, take the import back. `run-main-job.py ZHIBU DRAW-CARD ZHIBUCTL [SHOTS]`"""
import json
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk, DeskError

zhibu, draw_card, zhibuctl = sys.argv[1:4]
shots = sys.argv[4] if len(sys.argv) > 4 else None
TODAY = '2019-06-30'


def ctl(library, *words):
    run = subprocess.run([zhibuctl, '--library', library, '--json', *words], capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def shot(desk, name):
    if shots:
        desk.shot(f'{shots}/{name}.png')


def welcome(desk):
    desk.wait('text', '党支部名称')
    shot(desk, '1-welcome')
    desk.type('text', '党支部名称', '第一党支部')
    desk.click('push button', '开始使用')


def review(desk):
    desk.wait('push button', '导入 * 张', 60)
    shot(desk, '2-review')
    desk.click('push button', '新建活动')
    desk.wait('label', '新建：*')
    desk.click('push button', '导入 * 张')


def summary(desk):
    desk.wait('label', '已导入 * 张照片', 120)
    shot(desk, '3-summary')
    desk.key('Return')  # 打开相册 has the focus
    time.sleep(1)       # GTK 4.8 may crash when the tree is walked while a window closes


def album(desk):
    desk.wait('label', '* 张 · *')
    desk.wait('push button', '新建活动')
    shot(desk, '4-album')


def caption(desk):
    desk.press('table cell', '*')
    desk.press('text', '说明')
    desk.type('text', '说明', '全体党员重温入党誓词')
    desk.key('Tab')
    desk.wait('label', '说明已保存')
    shot(desk, '5-caption')


def take_back(desk):
    desk.key('ctrl+z')
    desk.wait('label', '已撤销*')
    desk.key('ctrl+z')
    desk.wait('label', '这里没有照片')
    desk.wait_gone('table cell', '*')
    shot(desk, '6-undone')


def check(library):
    log = ctl(library, 'log')[0]
    labels = [(entry['label'], entry['state']) for entry in log]
    print(labels)
    assert len(labels) == 2 and all(state == 'undone' for _, state in labels), labels
    assert all(entry['made'].startswith(TODAY) for entry in log), log
    assert ctl(library, 'photo', 'list') == []
    assert ctl(library, 'meeting', 'list') in ([], [[]]), 'the meeting made at import is gone with it'
    assert ctl(library, 'verify', '--deep')[0]['ok']


with tempfile.TemporaryDirectory() as folder:
    card, library = f'{folder}/card', f'{folder}/library'
    os.mkdir(card)
    subprocess.run([draw_card, card], check=True)
    with Desk([zhibu, '--library', library, '--today', TODAY, card]) as desk:
        try:
            for step in (welcome, review, summary, album, caption, take_back):
                step(desk)
        except DeskError:
            print(desk.tree())
            shot(desk, 'failed')
            raise
    check(library)
print('ok')
