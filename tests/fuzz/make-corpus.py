#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the seeds of the fuzz targets: small, well-formed, one for each thing a reader knows."""
import io
import pathlib
import struct
import sys
import zipfile
import zlib


def tiff(order, main=(), exif=(), gps=(), lead=b''):
    """Entries are (tag, type, count, value bytes)."""
    mark = '<' if order == b'II' else '>'
    head = order + struct.pack(mark + 'HI', 42, 8 + len(lead)) + lead
    dirs = [list(main), list(exif), list(gps)]
    sizes = [2 + 12 * (len(d) + (2 if i == 0 else 0)) + 4 for i, d in enumerate(dirs)]
    starts = [len(head), len(head) + sizes[0], len(head) + sizes[0] + sizes[1]]
    dirs[0] += [(0x8769, 4, 1, struct.pack(mark + 'I', starts[1])), (0x8825, 4, 1, struct.pack(mark + 'I', starts[2]))]
    data, values = b'', len(head) + sum(sizes)
    out = head
    for entries in dirs:
        out += struct.pack(mark + 'H', len(entries))
        for tag, kind, count, value in entries:
            if len(value) > 4:
                field = struct.pack(mark + 'I', values + len(data))
                data += value + b'\0' * (len(value) & 1)
            else:
                field = value.ljust(4, b'\0')
            out += struct.pack(mark + 'HHI', tag, kind, count) + field
        out += b'\0' * 4
    return out + data


def ascii_tag(tag, text):
    value = text.encode() + b'\0'
    return tag, 2, len(value), value


def short(order, tag, value):
    return tag, 3, 1, struct.pack(('<' if order == b'II' else '>') + 'H', value)


def long(order, tag, value):
    return tag, 4, 1, struct.pack(('<' if order == b'II' else '>') + 'I', value)


def block(order=b'II', more=(), lead=b''):
    mark = '<' if order == b'II' else '>'
    main = [ascii_tag(0x10f, 'NIKON'), ascii_tag(0x110, 'D3200'), short(order, 0x112, 6),
            ascii_tag(0x131, 'Ver.1.0'), ascii_tag(0x132, '2019:06:11 10:00:00')] + list(more)
    exif = [ascii_tag(0x9003, '2019:06:10 09:30:12'), ascii_tag(0x9004, '2019:06:10 09:30:13'),
            ascii_tag(0x9010, '+08:00'), ascii_tag(0x9011, '+08:00'), ascii_tag(0x9291, '07'),
            (0xa300, 7, 1, b'\3'), ascii_tag(0xa431, '0123'), long(order, 0xa002, 6016), long(order, 0xa003, 4000)]
    gps = [(7, 5, 3, struct.pack(mark + '6I', 1, 1, 30, 1, 12340, 1000)), ascii_tag(0x1d, '2019:06:10')]
    return tiff(order, main, exif, gps, lead)


def segment(marker, data):
    return bytes([0xff, marker]) + struct.pack('>H', len(data) + 2) + data


XMP_ELEMENTS = b'''<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description>
<exif:DateTimeOriginal>2019-06-10T09:30:12.07+08:00</exif:DateTimeOriginal>
<photoshop:DateCreated>2019-06-10</photoshop:DateCreated><tiff:Make>NIKON</tiff:Make>
</rdf:Description></rdf:RDF></x:xmpmeta>'''
XMP_ATTRIBUTES = b'''<x:xmpmeta><rdf:RDF><rdf:Description xmp:CreateDate="2019-06-10T09:30" tiff:Model = 'D3200'
 exif:DateTimeOriginal="2019-06-10T09:30:12Z" xmp:CreatorTool="x"/></rdf:RDF></x:xmpmeta>'''


def iptc():
    records = b''.join(b'\x1c\2' + bytes([n]) + struct.pack('>H', len(v)) + v
                       for n, v in ((0, b'\0\2'), (55, b'20190610'), (60, b'093012+0800')))
    other = b'8BIM' + struct.pack('>H', 0x3ed) + b'\0\0' + struct.pack('>I', 3) + b'abc\0'
    return other + b'8BIM' + struct.pack('>H', 0x404) + b'\1x' + struct.pack('>I', len(records)) + records


def jpeg(*segments):
    frame = segment(0xc0, struct.pack('>BHHB', 8, 800, 1200, 1) + b'\1\x11\0')
    return b'\xff\xd8' + b''.join(segments) + frame + segment(0xda, b'\1\1\0\0\x3f\0') + b'\0\0\xff\xd9'


def png(*chunks):
    out = b'\x89PNG\r\n\x1a\n'
    head = (b'IHDR', struct.pack('>IIBBBBB', 120, 80, 8, 2, 0, 0, 0))
    for name, data in (head,) + chunks + ((b'IDAT', b'x'), (b'IEND', b'')):
        out += struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
    return out


def profile(name, data):
    return b'\n' + name + b'\n%8d\n' % len(data) + data.hex().encode() + b'\n'


def riff(*chunks):
    body = b'WEBP'
    for name, data in chunks:
        body += name + struct.pack('<I', len(data)) + data + b'\0' * (len(data) & 1)
    return b'RIFF' + struct.pack('<I', len(body)) + body


def box(name, *parts):
    data = b''.join(parts)
    return struct.pack('>I', len(data) + 8) + name + data


def heif(brand=b'heic', method=0, version=0, prefix=b'Exif\0\0'):
    exif = struct.pack('>I', len(prefix)) + prefix + block(b'MM')
    ftyp = box(b'ftyp', brand, b'\0' * 4, b'mif1', brand)

    def meta(offset):
        items = box(b'infe', b'\2\0\0\0', struct.pack('>HH4s', 1, 0, b'hvc1'), b'\0') + \
            box(b'infe', b'\2\0\0\0', struct.pack('>HH4s', 2, 0, b'Exif'), b'\0') + \
            box(b'infe', b'\2\0\0\0', struct.pack('>HH4s', 3, 0, b'mime'), b'\0application/rdf+xml\0')
        places = b''
        for item, at, size in ((2, 0, len(exif)), (3, len(exif), len(XMP_ATTRIBUTES))):
            places += struct.pack('>H', item) + (struct.pack('>H', method) if version else b'')
            places += struct.pack('>HHII', 0, 1, at + (0 if method else offset), size)
        return box(b'meta', b'\0' * 4, box(b'hdlr', b'\0' * 8, b'pict'), box(b'pitm', b'\0' * 4, b'\0\1'),
                   box(b'iinf', b'\0' * 4, b'\0\3', items),
                   box(b'iloc', bytes([version, 0, 0, 0]), b'\x44\0', b'\0\2', places),
                   box(b'iprp', box(b'ipco', box(b'ispe', struct.pack('>III', 0, 4032, 3024)), box(b'irot', b'\3'),
                                    box(b'imir', b'\1')),
                       box(b'ipma', b'\0' * 4, struct.pack('>IHB', 1, 1, 3), b'\1\x82\3')),
                   box(b'idat', exif + XMP_ATTRIBUTES) if method else b'')

    offset = len(ftyp) + len(meta(0)) + 8
    return ftyp + meta(offset) + box(b'mdat', exif + XMP_ATTRIBUTES)


ICC = (b'\0' * 36 + b'acsp').ljust(132, b'\0')


def icc_piece(number, count, data):
    return segment(0xe2, b'ICC_PROFILE\0' + bytes([number, count]) + data)


def words():
    """A JPEG with all that a telephone says."""
    return jpeg(segment(0xe0, b'JFIF\0\1\1\0\0\1\0\1\1\1abc'), segment(0xe1, b'Exif\0\0' + block()), icc_piece(2, 2, ICC[70:]),
                segment(0xe2, b'MPF\0x'), icc_piece(1, 2, ICC[:70]), segment(0xed, b'Photoshop 3.0\0' + iptc()),
                segment(0xee, b'Adobe\0d\0\0\0\0\1x'), segment(0xfe, b'words')) + b'\xff\xd8behind\xff\xd9'


def scans():
    """A progressive one with words between its scans, fill bytes and restarts."""
    scan = segment(0xda, b'\1\1\0\0\0\1') + b'\1\xff\0\2\xff\xd0\3'
    frame = segment(0xc2, struct.pack('>BHHB', 8, 8, 8, 1) + b'\1\x11\0')
    return b'\xff\xd8' + segment(0xdb, b'\0' * 65) + frame + segment(0xc4, b'\0' * 17) + scan + b'\xff\xff' + \
        segment(0xe1, b'words') + segment(0xc4, b'\1' + b'\0' * 16) + scan + segment(0xdd, b'\0\1') + scan + b'\xff\xd9'


def heif_grid(wide=False, hidden=1):
    sides = struct.pack('>BBBB', 0, wide, 0, 1) + struct.pack('>II' if wide else '>HH', 100, 64)
    size = 'I' if wide else 'H'

    def item(number, kind, flags):
        return box(b'infe', bytes([3 if wide else 2, 0, 0, flags]), struct.pack('>%sH4s' % size, number, 0, kind), b'\0')

    return box(b'ftyp', b'heic', b'\0' * 4, b'mif1heic') + \
        box(b'meta', b'\0' * 4, box(b'hdlr', b'\0' * 8, b'pict'), box(b'pitm', bytes([wide, 0, 0, 0]), struct.pack('>' + size, 3)),
            box(b'iinf', b'\0' * 4, b'\0\3', item(1, b'hvc1', hidden), item(2, b'hvc1', hidden), item(3, b'grid', 0)),
            box(b'iref', bytes([wide, 0, 0, 0]), box(b'thmb', struct.pack('>%sH%s' % (size, size), 9, 1, 3)),
                box(b'dimg', struct.pack('>%sH2%s' % (size, size), 3, 2, 1, 2))),
            box(b'iloc', bytes([2 if wide else 1, 0, 0, 0]), b'\x44\0', struct.pack('>%s%sHHHII' % (size, size), 1, 3, 1, 0, 1, 0, len(sides))),
            box(b'idat', sides))


def movie(version, brand=b'mp42'):
    moment = 2082844800 + 1560130212
    times = struct.pack('>QQIQ' if version else '>IIII', moment, moment, 1000, 5000)
    mvhd = box(b'mvhd', bytes([version, 0, 0, 0]), times, b'\0' * 80)
    tkhd = box(b'tkhd', bytes([version, 0, 0, 0]), b'\0' * (84 if version else 72), struct.pack('>II', 1920 << 16, 1080 << 16))
    start = box(b'ftyp', brand, b'\0' * 4) if brand else b''
    return start + box(b'mdat', b'x' * 9) + box(b'moov', mvhd, box(b'trak', tkhd))


EXIF = b'Exif\0\0'
XAP = b'http://ns.adobe.com/xap/1.0/\0'
RAW = [long(b'II', 0xfe, 1), long(b'II', 0x14a, 200)]
def record(number, form='', *values):
    data = struct.pack('<' + form, *values)
    return struct.pack('<HH', number, len(data)) + data


def letters(text, wide=True):
    return struct.pack('<HB', len(text), wide) + text.encode('utf-16-le' if wide else 'latin-1')


def raw(number, data):
    return record(number, f'{len(data)}s', data)


def biff(cells=b'', more=b'', version=0x600):
    """An Excel 97 stream with one sheet."""
    start = record(0x809, 'HHHHII', version, 5, 0, 0, 0, 0) + more
    style = b''.join(record(0xe0, 'HH16x', 0, number) for number in (0, 14, 164, 57))
    form = raw(0x41e, struct.pack('<H', 164) + letters('yyyy"年"mm"月"dd"日"'))
    name = '党员'.encode('utf-16-le')
    place = len(start + form + style) + 4 + 8 + len(name) + 4
    return (start + form + style + raw(0x85, struct.pack('<IBBBB', place, 0, 0, 2, 1) + name) + record(0x0a) +
            record(0x809, 'HHHHII', 0x600, 0x10, 0, 0, 0, 0) + cells + record(0x0a))


SHARED = raw(0xfc, struct.pack('<II', 2, 2) + letters('姓名') + struct.pack('<HBHI', 6, 13, 1, 3) + '张三'.encode('utf-16-le'))
SHARED += raw(0x3c, b'\0abcd' + bytes(4)) + raw(0x3c, bytes(3))
TEXTS = record(0xfd, 'HHHI', 0, 0, 0, 0) + record(0xfd, 'HHHI', 1, 0, 0, 1) + raw(0x204, bytes(6) + letters('=1', False))
TEXTS += raw(0xd6, struct.pack('<HHH', 1, 1, 0) + letters('张三') + struct.pack('<HHH', 1, 0, 5))
NUMBERS = b''.join(record(0x203, 'HHHd', row, 0, row % 4, 29342 + row / 4) for row in range(5))
NUMBERS += record(0x27e, 'HHHI', 5, 0, 1, 29342 << 2 | 2) + record(0xbd, 'HHHIHIH', 6, 0, 2, 0x40dca780, 3, 0x3ff80001, 1)
FORMULAS = record(0x06, 'HHHdHI', 0, 0, 1, 29342, 0, 0) + record(0x06, 'HHHIHHHI', 0, 1, 0, 0, 0, 0xffff, 0, 0)
FORMULAS += record(0x4bc, 'HHBBH', 0, 0, 0, 0, 0) + raw(0x207, letters('正式党员')) + record(0x205, 'HHHBB', 0, 2, 0, 42, 1)
FORMULAS += record(0x06, 'HHHBBBBHHHI', 0, 3, 0, 1, 0, 1, 0, 0, 0xffff, 0, 0)
LOOKS = record(0x208, '8H', 1, 0, 1, 300, 0, 0, 0x120, 15) + record(0xe5, '5H', 1, 0, 1, 0, 1)
CHART = record(0x809, 'HHHHII', 0x600, 0x20, 0, 0, 0, 0) + record(0x0a)


def ole2(stream, name='Workbook'):
    """A package with one stream, in sectors of 512 bytes: table, folder, stream."""
    stream = stream.ljust(4096, b'\0')
    n = (len(stream) + 511) // 512
    head = struct.pack('<8s16x5H6x9I', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0x3e, 3, 0xfffe, 9, 6, 0, 1, 1, 0, 4096,
                       0xfffffffe, 0, 0xfffffffe, 0)
    head += struct.pack('<109I', 0, *[0xffffffff] * 108)
    table = [0xfffffffd, 0xfffffffe] + list(range(3, n + 2)) + [0xfffffffe]

    def entry(title, kind, child, first, size):
        text = title.encode('utf-16-le')
        return struct.pack('<64sHBBIII36xIQ', text, len(text) + 2, kind, 1, 0xffffffff, 0xffffffff, child, first, size)

    folder = entry('Root Entry', 5, 1, 0xfffffffe, 0) + entry(name, 2, 0xffffffff, 2, len(stream)) + bytes(256)
    return head + struct.pack('<128I', *table, *[0xffffffff] * (128 - len(table))) + folder + stream.ljust(n * 512, b'\0')


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
CELLS = '''<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c t="inlineStr"><is><r><t>转正</t></r><rPh><t>x</t></rPh></is></c></row>
<row hidden="1"><c s="1"><v>29342</v></c><c s="2"><f>A1+1</f><v>2.5</v></c><c t="str"><f>A1</f><v>=1_x000D_</v></c><c t="b"><v>1</v></c>
<c t="e"><v>#N/A</v></c><c t="d"><v>1980-05-01T09:30:00Z</v></c><c><v>9.99001197011281E+17</v></c></row>'''


def relations(*items):
    text = ''.join(f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(items))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{text}</Relationships>'


def xlsx(cells=CELLS, book='', method=zipfile.ZIP_STORED, document='xl/workbook.xml'):
    """Not compressed by default, so that a fuzzer changes letters."""
    parts = {
        '_rels/.rels': relations(('officeDocument', document)),
        'xl/workbook.xml': f'<workbook {MAIN} xmlns:r="{OFFICE}">{book}<sheets><sheet name="甲" r:id="r0" state="hidden"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': relations(('worksheet', 's.xml'), ('styles', '/xl/y.xml'), ('sharedStrings', '../xl/t.xml')),
        'xl/s.xml': f'<worksheet {MAIN}><sheetData>{cells}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>',
        'xl/y.xml': f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
                    '<cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        'xl/t.xml': f'<sst {MAIN}><si><t>姓名</t></si><si><r><t>入&amp;党</t></r><r><t>时间</t></r></si></sst>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text, method)
    return out.getvalue()


ROWS = '姓名,性别,"工作单位\r\n及职务"\r\n任　萍,女,"说 ""好"""\r\n=1+1,-12,="0123"\r\n'
PROFILE_HEAD = '''# 方案
[profile]
code=court
name=法院
election=present
half-counts=yes
record-days=3
photo-days=1

'''.encode()
PROFILE_RULES = '''[theme-day]
name=主题党日
kinds=theme-day,lecture
period=month
count=1
fixed-day=10
joint=4
evidence=record, photos
article=第十六条
verified=no
[theme-day 2020-01-01]
name=主题党日
kinds=theme-day
scope=person
who=leaders
lecturing=yes
period=half
count=2
month=6
fixed-day=10
fold=assembly
quorum=ordinary
record-days=5
article=第十六条
text=固定
verified=yes
until=2022-01-01
[brief]
name=简报
task=brief
period=quarter
count=1
article=第一条
verified=yes
'''.encode()
HOLIDAYS = '''date\tkind\tname
2019-06-07\toff\t端午
2019-06-08\toff\t端午
2019-09-29\twork\t国庆节
9999-12-31\toff\t年末
'''.encode()

SEEDS = {
    'csv': {
        'utf-8': ROWS.encode(),
        'mark': ROWS.encode('utf-8-sig'),
        'gb18030': ROWS.encode('gb18030'),
        'utf-16': ROWS.encode('utf-16'),
        'utf-16-be': ROWS.encode('utf-16-be'),
        'tabs': ROWS.replace(',', '\t').encode(),
        'hint': b'sep=;\r\na;b,c\r\n',
        'html': b'<html><table>',
    },
    'xlsx': {
        'cells': xlsx(),
        'since-1904': xlsx(book='<workbookPr date1904="1"/>'),
        'packed': xlsx(method=zipfile.ZIP_DEFLATED),
        'binary': xlsx('', document='xl/workbook.bin'),
        'entity': xlsx('<row><c t="str"><v>&a;</v></c></row>'),
    },
    'biff': {
        'texts': biff(TEXTS, SHARED),
        'numbers': biff(NUMBERS),
        'since-1904': biff(NUMBERS, record(0x22, 'H', 1)),
        'formulas': biff(FORMULAS),
        'looks': biff(LOOKS + CHART + NUMBERS),
        'password': biff(b'', record(0x2f, 'HHH', 1, 1, 1)),
    },
    'xls': {
        'book': ole2(biff(TEXTS + NUMBERS, SHARED)),
        'old': ole2(biff(version=0x500), 'Book'),
        'password': ole2(b'', 'EncryptedPackage'),
        'letter': ole2(b'', 'WordDocument'),
    },
    'jpeg': {
        'exif': jpeg(segment(0xe0, b'JFIF\0'), segment(0xe1, EXIF + block())),
        'exif-behind': jpeg(segment(0xfe, b'words'), b'\xff' * 9, segment(0xe6, b'y' * 500), segment(0xe1, EXIF + block(b'MM'))),
        'xmp-iptc': jpeg(segment(0xe1, XAP + XMP_ELEMENTS), segment(0xed, b'Photoshop 3.0\0' + iptc())),
    },
    'exif': {'le': block(), 'be': block(b'MM'), 'twice': EXIF + EXIF + block(),
             'loop': tiff(b'II', [long(b'II', 0x8769, 8)] * 20)},
    'png': {
        'exif': png((b'eXIf', block())),
        'profile': png((b'zTXt', b'Raw profile type APP1\0\0' + zlib.compress(profile(b'exif', EXIF + block())))),
        'iptc': png((b'tEXt', b'Raw profile type iptc\0' + profile(b'iptc', iptc()))),
        'xmp': png((b'iTXt', b'XML:com.adobe.xmp\0\1\0\0\0' + zlib.compress(XMP_ATTRIBUTES))),
        'times': png((b'tIME', struct.pack('>HBBBBB', 2019, 6, 10, 9, 30, 12)), (b'tEXt', b'Creation Time\0Mon, 10 Jun 2019 09:30:12 +0800')),
    },
    'riff': {
        'extended': riff((b'VP8X', b'\x0c\0\0\0\x7f\0\0\x3f\0\0'), (b'EXIF', block()), (b'XMP ', XMP_ELEMENTS)),
        'lossy': riff((b'VP8 ', b'\0\0\0\x9d\1\x2a\x80\0\x40\0'), (b'EXIF', EXIF + block())),
        'lossless': riff((b'VP8L', b'\x2f\x7f\xc0\x0f\0')),
    },
    'copy': {'plain': jpeg(), 'words': words(), 'scans': scans()},
    'grid': {'heic': heif_grid(), 'wide': heif_grid(True), 'shown': heif_grid(hidden=0)},
    'icc': {
        'jpeg': words(),
        'png': png((b'iCCP', b'profile\0\0' + zlib.compress(ICC))),
        'webp': riff((b'VP8X', b'\x20' + b'\0' * 9), (b'ICCP', ICC), (b'VP8 ', b'\0' * 12)),
        'tiff': tiff(b'MM', [(34675, 7, len(ICC), ICC)]),
    },
    'heif': {'heic': heif(), 'idat': heif(b'avif', 1, 1), 'bare': heif(prefix=b'')},
    'tiff': {'le': block(), 'be': block(b'MM', [ascii_tag(0x2bc, XMP_ATTRIBUTES.decode())]),
             'cr2': block(lead=b'CR\2\0\0\0\0\0'), 'dng': block(more=[(0xc612, 1, 4, b'\1\4\0\0')]),
             'nef': block(more=RAW)},
    'movie': {'mp4': movie(0), 'mov': movie(1, b'qt  '), 'old': movie(0, b'')},
    'xmp': {'elements': XMP_ELEMENTS, 'attributes': XMP_ATTRIBUTES},
    'iptc': {'blocks': iptc()},
    'format': {'jpeg': jpeg(), 'png': png(), 'webp': riff(), 'heic': heif()[:40], 'avif': box(b'ftyp', b'mif1', b'\0' * 4, b'mif1avif'),
               'mov': movie(0, b'qt  ')[:40], 'old': movie(0, b'')[:40], 'tiff': block()[:16]},
    'date': {'%02d' % n: text.encode() for n, text in enumerate((
        '2019:06:10 09:30:12', '2019-06-10T09:30:12.07+08:00', '2019.6.1 09.30', '20190610 093012+0800', '2019/06/10',
        '0000:00:00 00:00:00', '    :  :     :  :  ', '2024-04-22T14:38:09GMT+2', 'Mon, 10 Jun 2019 09:30:12 GMT',
        '2016:12:31 23:59:60', '2019:13:10 09:30:12', '2019-06-10T09:30Z', '1 Jan 1970 00:00:00'))},
    'day': {'%02d' % n: text.encode() for n, text in enumerate((
        '19800501', '198005', '1980', '1980-05-01', '1980/5/1 0:00', '1980.05', '1980年5月', '1980 年 5 月 1 日', '１９８０．０５．０１',
        '1980-05-01T00:00:00.000', '1980年05月01号', '29342', '1980-02-30', '　1980—5　', '80.5'))},
    'profile': {
        'whole': PROFILE_HEAD + PROFILE_RULES + b'[end]\n',
        'dressed': b'\xef\xbb\xbf' + (PROFILE_HEAD + PROFILE_RULES + b'[end]\n# end').replace(b'\n', b' \r\n').replace(b'=', b' = '),
        'cut': PROFILE_HEAD + PROFILE_RULES,
        'twice': PROFILE_HEAD + PROFILE_RULES + PROFILE_RULES + b'[end]\n',
        'unknown': PROFILE_HEAD + PROFILE_RULES + b'colour=red\n[end]\n',
        'escape': PROFILE_HEAD + PROFILE_RULES.replace('主题'.encode(), b'\\q\\s') + b'[end]\n',
    },
    'holidays': {
        'whole': HOLIDAYS,
        'dressed': b'\xef\xbb\xbf# 2019\r\n' + HOLIDAYS.replace(b'\n', b'\r\n\r\n'),
        'twice': HOLIDAYS + HOLIDAYS.splitlines(True)[1],
        'headless': HOLIDAYS.partition(b'\n')[2],
    },
    'name': {'%02d' % n: text.encode() for n, text in enumerate((
        'IMG_20190610_093012.jpg', 'mmexport1560130212345.jpg', 'mmexport0123456789abcdef0123456789abcdef_1560130212345.jpeg',
        '微信图片_20190610093012_12_3.jpg', 'P51222-205940.jpg', 'PXL_20190610_013012345.jpg', '20190610_013012345_iOS.heic',
        'Screenshot_2019-06-10-09-30-12-123_com.tencent.mm.jpg', 'IMG-20190610-WA0001.jpg', 'DSC_0412.NEF',
        '企业微信截图_15601302123456.png', '2019年6月10日 主题党日', 'MTXX_20190610093012.jpg', 'QQ图片20190610093012.jpg'))},
}


def main(folder):
    for target, seeds in SEEDS.items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for name, data in seeds.items():
            (folder / target / name).write_bytes(data)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent / 'corpus'))
