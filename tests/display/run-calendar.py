#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendar in a real window: plan 2026, drag one meeting to another day, record one with attendance, a vote and minutes,
drop photos on it out of another program, review it, see the overview change, undo; then ask another program what is in the library.
`run-calendar.py ZHIBU ZHIBUCTL DRAW-CARD OFFER-FILES SAMPLES [SHOTS]`"""
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk import Desk, DeskError

zhibu, zhibuctl, draw_card, offer_files, samples = sys.argv[1:6]
shots = sys.argv[6] if len(sys.argv) > 6 else None
TODAY = '2026-01-12'  # a Monday: the 10th is a Saturday
ROSTER = '党员基本信息汇总表.xls'
THEME, COMMITTEE = '一月联合主题党日', '一月支委会'


def ctl(library, *words):
    run = subprocess.run([zhibuctl, '--library', library, '--today', TODAY, '--json', *words], capture_output=True, text=True)
    lines = run.stdout.strip().splitlines()
    assert run.returncode in (0, 1), f'{words}: {run.stderr}'
    rows = [json.loads(line) for line in lines]
    return rows[0] if len(rows) == 1 else rows


def shot(desk, name):
    if shots:
        desk.shot(f'{shots}/{name}.png')


def make_library(folder):
    library = f'{folder}/library'
    ctl(library, 'init', '--branch', '清晏区人民法院第一党支部')
    ctl(library, 'member', 'import', f'{samples}/{ROSTER}')
    return library


def make_card(folder):
    """Pictures of the sample, as if they had been taken on the day of the meeting."""
    drawn, card = f'{folder}/drawn', f'{folder}/card'
    os.mkdir(drawn)
    os.mkdir(card)
    subprocess.run([draw_card, drawn], check=True)
    taken = []
    for path in sorted(glob.glob(f'{drawn}/**/*.[jJ][pP][gG]', recursive=True)):
        with open(path, 'rb') as file:
            data = file.read()
        if b'2019:06:10 09:' in data and len(taken) < 3:
            taken.append(f'{card}/DSC_{len(taken)}.JPG')
            with open(taken[-1], 'wb') as file:
                file.write(data.replace(b'2019:06:10', b'2026:01:12'))
    assert len(taken) == 3, 'three pictures of one day'
    return taken


def press_tab(desk, name):
    desk.press('page tab', f'{name}*')
    time.sleep(0.5)


def plan(desk):
    desk.wait('label', '还差 3 次，尚未安排')
    shot(desk, '1-empty')
    desk.press('label', '生成年度计划')
    desk.wait('push button', '建立 * 次活动')
    shot(desk, '2-plan')
    desk.click('push button', '建立 * 次活动')
    desk.wait('list item', '主题党日：已开展 0，应开展 3')
    desk.wait('label', '就在今天')
    shot(desk, '3-planned')


def drag(desk):
    desk.key('ctrl+2')
    desk.wait('push button', f'*{COMMITTEE}*1 月 12 日*')
    desk.drag('push button', f'*{COMMITTEE}*1 月 12 日*', 'table cell', '*1 月 14 日*')
    desk.wait('push button', f'*{COMMITTEE}*1 月 14 日*')
    shot(desk, '4-moved')


def attend(desk):
    press_tab(desk, '考勤')
    desk.click('push button', '全部到会*')
    desk.wait('label', '*到会 · 24*')
    shot(desk, '5-attendance')


def vote(desk):
    press_tab(desk, '表决')
    desk.click('push button', '记一项表决')
    desk.wait('text', '表决的事项')
    desk.type('text', '表决的事项', '通过支部年度工作计划')
    desk.type('spin button', '赞成', '20')
    desk.type('spin button', '弃权', '2')
    desk.key('Tab')
    desk.wait('label', '*通过*20 票*')
    shot(desk, '6-vote')


def write(desk):
    press_tab(desk, '议程与记录')
    desk.press('push button', '加一项')
    desk.wait('text', '议题')
    desk.type('text', '议题', '学习党章')
    desk.click('push button', '加上')
    desk.press('label', '学习党章')
    desk.press('text', '1 · 学习党章')
    desk.keys('Learned.')
    desk.press('label', '决议')
    desk.press('text', '决议')
    desk.keys('Agreed.')
    desk.press('label', '学习党章')
    desk.wait('push button', '提交审核')
    shot(desk, '7-minutes')


def drop_photo(desk, path, role, name):
    """Out of another program's window onto a meeting: it is imported to it."""
    desk.drop([offer_files, path], role, name)
    desk.wait('push button', '导入 1 张', 60)
    shot(desk, '8-import')
    desk.click('push button', '导入 1 张')
    desk.wait('label', '已导入 1 张照片*', 60)
    desk.key('Return')
    time.sleep(1)
    desk.key('ctrl+2')


def bring_photos(desk, card):
    desk.wait('push button', f'*{THEME}*')
    drop_photo(desk, card[1], 'push button', f'*{THEME}*')
    desk.press('push button', f'*{THEME}*')
    press_tab(desk, '照片')
    drop_photo(desk, card[0], 'page tab', '照片*')
    desk.wait('page tab', '照片*')
    shot(desk, '9-photos')


def review(desk):
    press_tab(desk, '议程与记录')
    desk.click('push button', '提交审核')
    desk.wait('push button', '审核通过')
    desk.click('push button', '审核通过')
    desk.wait_gone('push button', '审核通过')
    shot(desk, '10-reviewed')


def look(desk):
    desk.key('alt+Left')
    desk.key('ctrl+1')
    desk.wait('list item', '主题党日：已开展 1，应开展 3')
    shot(desk, '11-overview')


def undo(desk):
    desk.key('ctrl+z')
    desk.wait('push button', '待审核')  # the toast may be gone before a large tree has been walked
    shot(desk, '12-undone')


def check(library):
    meetings = {meeting['theme']: meeting for meeting in ctl(library, 'meeting', 'list')}
    held, moved = meetings[THEME], meetings[COMMITTEE]
    assert moved['start'].startswith('2026-01-14'), moved
    assert held['state'] == 'recorded', held
    assert held['expected'] == held['present'] == 22, 'those with a vote'
    shown = ctl(library, 'meeting', 'show', str(held['id']))
    assert shown['votes'][0]['yes'] == 20, shown
    assert shown['agenda'][0]['text'] == 'Learned.', shown
    assert len(ctl(library, 'photo', 'list', '--meeting', str(held['id']))) == 2
    log = [(entry['label'], entry['state']) for entry in ctl(library, 'log')]
    print(log)
    assert log[0][1] == 'undone' and sum(state == 'undone' for _, state in log) == 1
    assert ctl(library, 'verify', '--deep')['ok']


with tempfile.TemporaryDirectory() as folder:
    library, card = make_library(folder), make_card(folder)
    with Desk([zhibu, '--library', library, '--today', TODAY], '1600x800') as desk:
        try:
            plan(desk)
            drag(desk)
            bring_photos(desk, card)
            for step in (attend, vote, write, review, look, undo):
                step(desk)
        except DeskError:
            print(desk.tree())
            shot(desk, 'failed')
            raise
    check(library)
print('ok')
