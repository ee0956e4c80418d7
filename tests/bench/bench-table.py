#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preview of a table of 3,000 people against gnumeric's ssconvert turning the same .xlsx into .csv, in the same
minute. `bench-table.py BUILD [RUNS]`; with `bench-table.py BUILD fill LIBRARY` it fills a library with them, with posts
and groups."""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

import openpyxl

N = 3000
build = os.path.abspath(sys.argv[1])
fill = sys.argv[3] if sys.argv[2:3] == ['fill'] else None
runs = int(sys.argv[2]) if len(sys.argv) > 2 and not fill else 5
ctl = f'{build}/src/cli/zhibuctl'
env = dict(os.environ, ZHIBU_WORKER=f'{build}/src/worker/zhibu-worker')
HEADINGS = ['姓名', '人员类别', '公民身份号码', '性别', '出生日期', '民族', '入党日期', '转正日期', '所在党支部', '手机号码', '学历',
            '学位', '工作岗位', '户籍所在地', '现居住地', '是否流动党员', '是否失联党员', '入党类型', '转正情况', '备注']
MORE_HEADINGS = ['工作单位及职务', '党小组']


def check_digit(body):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return '10X98765432'[sum(int(d) * w for d, w in zip(body, weights)) % 11]


def person(i, pick):
    born = (1950 + i % 45, 1 + i % 12, 1 + i % 28)
    body = f'999001{born[0]:04d}{born[1]:02d}{born[2]:02d}{i % 1000:03d}'
    joined = born[0] + 22
    return [pick.choice('王李张刘陈杨赵黄周吴') + pick.choice('文建国秀志海雪丽') + pick.choice('静华强英明芳军敏'), '正式党员',
            body + check_digit(body), '男' if int(body[16]) % 2 else '女', '%d-%02d-%02d' % born, '汉族', f'{joined}-06-{1 + i % 28:02d}',
            f'{joined + 1}-06-{1 + i % 28:02d}', f'清晏区人民法院第{1 + i % 40}党支部', f'1990000{i:04d}', '大学本科', '学士', '国家机关工作人员', '清晏区',
            f'清晏区同心路{i}号', '否', '否', '在中国共产党内入党', '按期转正', '']


def more(i):
    court = ('刑事审判庭', '民事审判第一庭', '行政审判庭', '执行局', '法警大队', '研究室', '审判管理办公室')[i % 7]
    return [f'清晏区人民法院{court}' + ('庭长', '副庭长', '审判员', '法官助理', '书记员')[i % 5], f'第{1 + i % 12}党小组']


def make_table(path):
    book = openpyxl.Workbook()
    pick = random.Random(1)
    book.active.append(HEADINGS + (MORE_HEADINGS if fill else []))
    for i in range(N):
        row = person(i, pick)
        if fill:
            row[1] = '预备党员' if i % 9 == 0 else row[1]
            row += more(i)
        book.active.append(row)
    book.save(path)


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as folder:
    table, library = f'{folder}/table.xlsx', f'{folder}/library'
    make_table(table)
    subprocess.run([ctl, '--library', library, 'init', '--branch', '第一党支部'], env=env, check=True, stdout=subprocess.DEVNULL)
    if fill:
        for words in (['init', '--branch', '第一党支部'], ['member', 'import', table]):
            subprocess.run([ctl, '--library', fill, *words], env=env, stdout=subprocess.DEVNULL)
        sys.exit()
    if not shutil.which('ssconvert'):
        sys.exit('ssconvert (gnumeric) is not installed')
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(seconds([ctl, '--library', library, '--json', 'member', 'import', '--dry-run', table]))
        theirs.append(seconds(['ssconvert', table, f'{folder}/table.csv']))
    ours, theirs = sorted(ours)[runs // 2], sorted(theirs)[runs // 2]
    print(f'{N} people: preview {ours * 1000:.0f} ms, ssconvert {theirs * 1000:.0f} ms: ratio {ours / theirs:.2f} (at most 1.5)')
    sys.exit(ours / theirs > 1.5)
