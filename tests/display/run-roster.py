#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger in a real window: import the sample .xls, find somebody by pinyin initials, edit one member, undo, compare
with the platform's export, take one difference, export, and read the file back with another program's reader.
`run-roster.py ZHIBU ZHIBUCTL SAMPLES [SHOTS]`"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import openpyxl

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk, DeskError

zhibu, zhibuctl, samples = sys.argv[1:4]
shots = sys.argv[4] if len(sys.argv) > 4 else None
LEDGER = '党员基本信息汇总表.xls'
PLATFORM = '平台导出-差异.xls'


def ctl(library, *words):
    run = subprocess.run([zhibuctl, '--library', library, '--json', *words], capture_output=True, text=True)
    return json.loads(run.stdout)


def shot(desk, name):
    if shots:
        desk.shot(f'{shots}/{name}.png')


def choose_file(desk, path, save=False):
    """In GTK's file chooser: the path into its entry (Ctrl+L shows one where a file is to be opened), Return."""
    time.sleep(1)
    desk.key('ctrl+a' if save else 'ctrl+l')
    time.sleep(0.5)
    desk.keys(path)
    shot(desk, 'chooser')
    desk.key('Return')
    time.sleep(1)  # GTK 4.8 may crash when the tree is walked while a window closes


def welcome(desk):
    desk.wait('text', '党支部名称')
    desk.type('text', '党支部名称', '清晏区人民法院党支部')
    desk.click('push button', '开始使用')


def take_in(desk):
    desk.wait('push button', '应用 60 人', 60)
    shot(desk, '1-preview')
    desk.click('push button', '应用 60 人')
    desk.wait('label', '全部支部 · 60 名', 60)
    shot(desk, '2-roster')


def search(desk):
    desk.key('ctrl+f')
    desk.wait('entry', '*拼音首字母*')
    desk.keys('glne')
    desk.wait('label', '古丽娜尔·艾山')
    desk.wait_gone('label', '黄海涛')
    shot(desk, '3-search')


def edit(desk):
    desk.press('label', '古丽娜尔·艾山', double=True)
    desk.wait('push button', '编辑*')
    shot(desk, '4-member')
    desk.click('push button', '编辑*')
    desk.wait('text', '家庭住址*')
    desk.type('text', '家庭住址*', '清晏区和顺路1号')
    shot(desk, '5-edit')
    desk.click('push button', '保存*')
    time.sleep(1)
    desk.wait('label', '清晏区和顺路1号')


def undo(desk):
    desk.key('ctrl+z')
    desk.wait_gone('label', '清晏区和顺路1号')
    shot(desk, '6-undone')


def compare(desk, platform):
    desk.key('alt+Left')
    desk.key('ctrl+f')  # the search goes, and what it hid comes back
    desk.wait('label', '全部支部 · 60 名')
    desk.click('push button', '与平台核对*')
    desk.click('push button', '选择平台导出的文件…')
    choose_file(desk, platform)
    desk.wait('label', '10 处待处理', 60)
    shot(desk, '7-compare')


def take_one(desk):
    desk.click('push button', '以平台为准')
    desk.wait('label', '9 处待处理')
    shot(desk, '8-taken')


def export(desk, target):
    desk.key('alt+Left')
    desk.click('push button', '导出台账*')
    desk.wait('push button', '选择位置…')
    shot(desk, '9-export')
    desk.click('push button', '选择位置…')
    choose_file(desk, target, save=True)
    end = time.monotonic() + 30
    while not os.path.exists(target):
        assert time.monotonic() < end, 'nothing was exported'
        time.sleep(0.2)
    shot(desk, '10-exported')


def check(library, target, folder):
    sheet = openpyxl.load_workbook(target).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    headings = next(row for row in rows if '姓名' in row)
    names = [row[headings.index('姓名')] for row in rows[rows.index(headings) + 1:] if row[headings.index('姓名')]]
    members = ctl(library, 'member', 'list')
    assert sorted(names) == sorted(member['name'] for member in members), 'the exported names'
    assert all(cell.data_type != 'f' for row in sheet.iter_rows() for cell in row), 'no formula'

    platform = shutil.copy(f'{samples}/{PLATFORM}', f'{folder}/again.xls')
    left = ctl(library, 'member', 'diff', platform)
    n = len(left['only_here']) + len(left['only_there']) + len(left['differ'])
    assert n == 8, f'one of nine differences was taken: {n} are left'
    labels = [(entry['label'], entry['state']) for entry in ctl(library, 'log')]
    print(labels)
    assert sum(state == 'undone' for _, state in labels) <= 1
    assert ctl(library, 'verify')['ok']


with tempfile.TemporaryDirectory() as folder:
    library, target = f'{folder}/library', f'{folder}/ledger.xlsx'
    platform = shutil.copy(f'{samples}/{PLATFORM}', f'{folder}/platform.xls')
    with Desk([zhibu, '--library', library, f'{samples}/{LEDGER}']) as desk:
        try:
            for step in (welcome, take_in, search, edit, undo):
                step(desk)
            compare(desk, platform)
            take_one(desk)
            export(desk, target)
        except DeskError:
            print(desk.tree())
            shot(desk, 'failed')
            raise
    check(library, target, folder)
print('ok')
