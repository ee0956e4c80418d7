/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/package.h"
#include "support/support.h"
#include "tables/table.h"

#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

static ZbTable *
read_bytes (GBytes *bytes)
{
  gsize              size;
  const guint8      *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  return zb_table_read (copy, size);
}

static ZbTable *
read_rows (const char *rows,
           const char *strings,
           const char *styles)
{
  g_autofree char *data = g_strdup_printf ("<sheetData>%s</sheetData>", rows);
  g_autoptr (GBytes) bytes = zb_test_xlsx (data, strings, styles);

  return read_bytes (bytes);
}

static const ZbCell *
get_cell (const ZbTable *table,
          guint          index)
{
  const ZbSheet *sheet = table->sheets->pdata[0];

  g_assert_cmpuint (sheet->cells->len, >, index);
  return &g_array_index (sheet->cells, ZbCell, index);
}

/* One cell's markup, and what it is. */
typedef struct
{
  const char *cell;
  ZbCellKind  kind;
  const char *text;
  guint       flags;
} Case;

static const char strings[] = "<si><t>李文静</t></si>"
                              "<si><r><rPr><b/></rPr><t>清晏区</t></r><r><t xml:space=\"preserve\"> 法院</t></r></si>"
                              "<si><t>任萍</t><rPh sb=\"0\" eb=\"1\"><t>レン</t></rPh><phoneticPr fontId=\"1\"/></si>"
                              "<si><t>两_x000D_\n行_x005F_x_zz_</t></si>"
                              "<si><t/></si>"
                              "<si><t>a &amp; b &lt;c&gt; &#x515A;<![CDATA[<d>]]></t></si>"
                              "<si><t>=1+1</t></si>";
static const char styles[] = "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
                             "<numFmt numFmtId=\"165\" formatCode=\"0.00\"/></numFmts>"
                             "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf/></cellXfs>";

static void
test_cells (void)
{
  static const Case table[] = {
    { "<c r=\"A1\" t=\"s\"><v>0</v></c>", ZB_CELL_TEXT, "李文静", 0 },
    { "<c r=\"A1\" t=\"s\"><v> 1 </v></c>", ZB_CELL_TEXT, "清晏区 法院", 0 },
    { "<c r=\"A1\" t=\"s\"><v>2</v></c>", ZB_CELL_TEXT, "任萍", 0 },
    { "<c r=\"A1\" t=\"s\"><v>3</v></c>", ZB_CELL_TEXT, "两\r\n行_x_zz_", 0 },
    { "<c r=\"A1\" t=\"s\"><v>5</v></c>", ZB_CELL_TEXT, "a & b <c> 党<d>", 0 },
    { "<c r=\"A1\" t=\"s\"><v>6</v></c>", ZB_CELL_TEXT, "=1+1", ZB_CELL_LIKE_FORMULA },
    { "<c r=\"A1\" t=\"inlineStr\"><is><t>内</t></is></c>", ZB_CELL_TEXT, "内", 0 },
    { "<c r=\"A1\" t=\"inlineStr\"><is><r><t>内</t></r><r><t>联</t></r><rPh><t>x</t></rPh></is></c>", ZB_CELL_TEXT, "内联", 0 },
    { "<c r=\"A1\" t=\"str\"><f>B1&amp;C1</f><v>甲乙</v></c>", ZB_CELL_TEXT, "甲乙", ZB_CELL_FORMULA },
    { "<c r=\"A1\" t=\"b\"><v>1</v></c>", ZB_CELL_BOOL, "TRUE", 0 },
    { "<c r=\"A1\" t=\"b\"><v>0</v></c>", ZB_CELL_BOOL, "FALSE", 0 },
    { "<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", ZB_CELL_ERROR, "#DIV/0!", ZB_CELL_FORMULA },
    { "<c r=\"A1\"><v>19900003737</v></c>", ZB_CELL_NUMBER, "19900003737", 0 },
    { "<c r=\"A1\" t=\"n\" s=\"3\"><v>1.5</v></c>", ZB_CELL_NUMBER, "1.5", 0 },
    { "<c r=\"A1\"><f>1+1</f><v>2</v></c>", ZB_CELL_NUMBER, "2", ZB_CELL_FORMULA },
    { "<c r=\"A1\"><v>9.9900119701128102E+17</v></c>", ZB_CELL_NUMBER, "9.99001197011281E+17", ZB_CELL_ROUNDED },
    { "<c r=\"A1\" s=\"1\"><v>29342</v></c>", ZB_CELL_DATE, "1980-05-01", 0 },
    { "<c r=\"A1\" s=\"2\"><v>29342</v></c>", ZB_CELL_DATE, "1980-05-01", 0 },
    { "<c r=\"A1\" s=\"4\"><v>29342</v></c>", ZB_CELL_NUMBER, "29342", 0 },
    { "<c r=\"A1\" s=\"99\"><v>29342</v></c>", ZB_CELL_NUMBER, "29342", 0 },
    { "<c r=\"A1\" t=\"d\"><v>1980-05-01</v></c>", ZB_CELL_DATE, "1980-05-01", 0 },
    { "<c r=\"A1\" t=\"d\"><v>1980-05-01T00:00:00Z</v></c>", ZB_CELL_DATE, "1980-05-01", 0 },
    { "<c r=\"A1\" t=\"d\"><v>1980-05-01T09:30:00.000</v></c>", ZB_CELL_DATE, "1980-05-01 09:30:00", 0 },
    { "<c r=\"A1\" t=\"d\"><v>1980-02-30</v></c>", ZB_CELL_TEXT, "1980-02-30", 0 },
    { "<c r=\"A1\"><v>1e999</v></c>", ZB_CELL_TEXT, "1e999", 0 },
    { "<c r=\"A1\"><v>x</v></c>", ZB_CELL_TEXT, "x", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *rows = g_strdup_printf ("<row r=\"1\">%s</row>", table[i].cell);
      g_autoptr (ZbTable) read = read_rows (rows, strings, styles);
      const ZbCell *cell;

      g_test_message ("%s", table[i].cell);
      g_assert_cmpint (read->problem, ==, ZB_TABLE_OK);
      cell = get_cell (read, 0);
      g_assert_cmpstr (cell->text, ==, table[i].text);
      g_assert_cmpint (cell->kind, ==, table[i].kind);
      g_assert_cmpint (cell->flags, ==, table[i].flags);
    }
}

static void
test_nothing (void)
{
  static const char *const rows[] = {
    "",
    "<row r=\"1\"/>",
    "<row><c r=\"A1\"/></row>",
    "<row><c r=\"A1\"><v/></c></row>",
    "<row><c r=\"A1\"><f>A2</f></c></row>",
    "<row><c r=\"A1\" t=\"s\"><v>4</v></c></row>",
    "<row><c r=\"A1\" t=\"inlineStr\"><is><t></t></is></c></row>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ZbTable) table = read_rows (rows[i], strings, styles);

      g_test_message ("%s", rows[i]);
      g_assert_cmpint (table->problem, ==, ZB_TABLE_EMPTY);
    }
}

/* "row,column " of each cell. */
static void
test_places (void)
{
  static const struct
  {
    const char *rows, *places;
  } table[] = {
    { "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"AA2\"><v>1</v></c></row><row r=\"9\"><c r=\"A9\"><v>1</v></c></row>", "1,1 1,26 8,0 " },
    { "<row><c><v>1</v></c><c><v>1</v></c></row><row><c><v>1</v></c></row>", "0,0 0,1 1,0 " },
    { "<row r=\"5\"><c><v>1</v></c><c r=\"D5\"><v>1</v></c><c><v>1</v></c></row><row><c/><c><v>1</v></c></row>", "4,0 4,3 4,4 5,1 " },
    { "<row><c r=\"$C$4\"><v>1</v></c></row>", "3,2 " },
    { "<row><c r=\"b2\"><v>1</v></c><c r=\"7\"><v>1</v></c></row>", "1,1 1,2 " },
    { "<row><c r=\"IV1\"><v>1</v></c><c r=\"IW1\"><v>1</v></c><c r=\"XFD1\"><v>1</v></c></row>", "0,255 " },
    { "<row><c r=\"C1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "0,0 0,2 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ZbTable) read = read_rows (table[i].rows, NULL, NULL);
      g_autoptr (GString) places = g_string_new (NULL);
      const ZbSheet *sheet = read->sheets->pdata[0];

      for (guint j = 0; j < sheet->cells->len; j++)
        g_string_append_printf (places, "%u,%u ", get_cell (read, j)->row, get_cell (read, j)->column);
      g_assert_cmpstr (places->str, ==, table[i].places);
      g_assert_cmpint (read->problem, ==, ZB_TABLE_OK);
    }
}

static void
test_sheet (void)
{
  g_autoptr (GBytes) bytes = zb_test_xlsx ("<sheetData><row r=\"1\"><c><v>1</v></c></row><row r=\"3\" hidden=\"1\"/><row r=\"5\" hidden=\"true\"/><row r=\"6\" hidden=\"0\"/></sheetData>"
                                           "<mergeCells><mergeCell ref=\"A1:U1\"/><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"C5\"/><mergeCell ref=\"D9:C8\"/><mergeCell ref=\"A7:XFD1048576\"/></mergeCells>",
                                           NULL,
                                           NULL);
  g_autoptr (ZbTable) table = read_bytes (bytes);
  const ZbSheet *sheet;
  const ZbMerge *merge;

  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
  sheet = table->sheets->pdata[0];
  g_assert_cmpstr (sheet->name, ==, "Sheet1");
  g_assert_false (sheet->hidden);
  g_assert_cmpuint (sheet->hidden_rows->len, ==, 2);
  g_assert_cmpuint (g_array_index (sheet->hidden_rows, guint32, 0), ==, 2);
  g_assert_cmpuint (g_array_index (sheet->hidden_rows, guint32, 1), ==, 4);
  g_assert_cmpuint (sheet->merges->len, ==, 3);
  merge = &g_array_index (sheet->merges, ZbMerge, 0);
  g_assert_true (merge->first_row == 0 && merge->last_row == 0 && merge->first_column == 0 && merge->last_column == 20);
  merge = &g_array_index (sheet->merges, ZbMerge, 1);
  g_assert_true (merge->first_row == 1 && merge->last_row == 2 && merge->first_column == 1 && merge->last_column == 1);
  merge = &g_array_index (sheet->merges, ZbMerge, 2);
  g_assert_true (merge->last_row == ZB_TABLE_MAX_ROWS - 1 && merge->last_column == ZB_TABLE_MAX_COLUMNS - 1);
}

/* Hidden sheets, charts, dates from 1904, and names as other programs write them. */
static void
test_workbook (void)
{
  ZbTestZip       *zip = zb_test_zip_new ();
  g_autofree char *cell = zb_test_xlsx_sheet ("<sheetData><row><c s=\"1\"><v>27880</v></c></row></sheetData>");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZbTable) table = NULL;

  zb_test_zip_add (zip, "_rels/.rels", RELATIONS "<Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"/XL/Book.xml\"/></Relationships>");
  zb_test_zip_add (zip, "xl/book.xml", "<x:workbook xmlns:x=\"" MAIN "\" xmlns:q=\"" OFFICE "\"><x:workbookPr date1904=\"1\"/><x:sheets>"
                                       "<x:sheet name=\"图\" q:id=\"c\"/><x:sheet name=\"甲\" q:id=\"a\"/><x:sheet name=\"乙\" q:id=\"b\" state=\"veryHidden\"/></x:sheets></x:workbook>");
  zb_test_zip_add (zip, "xl/_rels/book.xml.rels", RELATIONS "<Relationship Id=\"a\" Type=\"" OFFICE "/worksheet\" Target=\"s\\1.xml\"/><Relationship Id=\"b\" Type=\"" OFFICE "/worksheet\" Target=\"../xl/s/1.xml\"/>"
                                                            "<Relationship Id=\"c\" Type=\"" OFFICE "/chartsheet\" Target=\"c.xml\"/><Relationship Id=\"d\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
                                                            "<Relationship Id=\"e\" Type=\"" OFFICE "/sharedStrings\" TargetMode=\"External\" Target=\"http://999.invalid/\"/></Relationships>");
  zb_test_zip_add (zip, "xl/s/1.xml", cell);
  zb_test_zip_add (zip, "xl/styles.xml", "<styleSheet xmlns=\"" MAIN "\"><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
  bytes = zb_test_zip_end (zip);
  table = read_bytes (bytes);

  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
  g_assert_cmpuint (table->sheets->len, ==, 2);
  g_assert_cmpstr (((ZbSheet *) table->sheets->pdata[0])->name, ==, "甲");
  g_assert_false (((ZbSheet *) table->sheets->pdata[0])->hidden);
  g_assert_cmpstr (((ZbSheet *) table->sheets->pdata[1])->name, ==, "乙");
  g_assert_true (((ZbSheet *) table->sheets->pdata[1])->hidden);
  g_assert_cmpstr (get_cell (table, 0)->text, ==, "1980-05-01");
}

/* One part of a good workbook replaced. */
static ZbTableProblem
read_sheet_part (const char *text)
{
  ZbTestZip *zip = zb_test_xlsx_new (NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZbTable) table = NULL;

  if (text != NULL)
    zb_test_zip_add (zip, "xl/worksheets/sheet1.xml", text);
  bytes = zb_test_zip_end (zip);
  table = read_bytes (bytes);
  return table->problem;
}

static void
test_bad_parts (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *nested = NULL;

  g_assert_cmpint (read_sheet_part (NULL), ==, ZB_TABLE_DAMAGED);
  g_assert_cmpint (read_sheet_part ("<worksheet xmlns=\"" MAIN "\"><sheetData>"), ==, ZB_TABLE_DAMAGED);
  g_assert_cmpint (read_sheet_part ("no markup"), ==, ZB_TABLE_DAMAGED);
  g_assert_cmpint (read_sheet_part ("<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>"), ==, ZB_TABLE_DAMAGED);
  g_assert_cmpint (read_sheet_part ("<!DOCTYPE worksheet><worksheet/>"), ==, ZB_TABLE_DAMAGED);
  g_assert_cmpint (read_sheet_part ("<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>"),
                   ==,
                   ZB_TABLE_DAMAGED);
  g_assert_cmpint (read_sheet_part ("<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><worksheet/>"), ==, ZB_TABLE_DAMAGED);
  g_assert_cmpint (read_sheet_part ("<worksheet><sheetData><row><c t=\"str\"><v>&xxe;</v></c></row></sheetData></worksheet>"), ==, ZB_TABLE_DAMAGED);

  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "</a>");
  nested = zb_test_xlsx_sheet (deep->str);
  g_assert_cmpint (read_sheet_part (nested), ==, ZB_TABLE_DAMAGED);
}

static ZbTableProblem
read_much (const char *path,
           const char *before,
           const char *text,
           guint       n)
{
  ZbTestZip *zip = zb_test_xlsx_new (NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZbTable) table = NULL;

  zb_test_zip_add_much (zip, path, before, text, n, "");
  bytes = zb_test_zip_end (zip);
  table = read_bytes (bytes);
  return table->problem;
}

static void
test_bounds (void)
{
  const char *sheet = "xl/worksheets/sheet1.xml", *start = "<worksheet xmlns=\"" MAIN "\"><sheetData>";

  g_assert_cmpint (read_much (sheet, start, "          ", ZB_TABLE_MAX_PART / 10 + 1), ==, ZB_TABLE_TOO_BIG);
  g_assert_cmpint (read_much (sheet, start, "<row><c><v>1</v></c></row>", ZB_TABLE_MAX_ROWS + 1), ==, ZB_TABLE_TOO_BIG);
  g_assert_cmpint (read_much (sheet, start, "<row r=\"1\"><c><v>1</v></c></row>", ZB_TABLE_MAX_CELLS + 1), ==, ZB_TABLE_TOO_BIG);
  g_assert_cmpint (read_much ("xl/sharedStrings.xml", "<sst>", "<si><t>1</t></si>", ZB_TABLE_MAX_CELLS + 1), ==, ZB_TABLE_TOO_BIG);
}

static void
test_others (void)
{
  static const struct
  {
    const char    *path, *target, *text;
    ZbTableProblem problem;
  } table[] = {
    { "xl/workbook.bin", "xl/workbook.bin", "\203", ZB_TABLE_OLD },
    { "word/document.xml", "word/document.xml", "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>", ZB_TABLE_NOT_A_TABLE },
    { "a", "xl/workbook.xml", "a", ZB_TABLE_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ZbTestZip       *zip = zb_test_zip_new ();
      g_autofree char *relations = g_strdup_printf (RELATIONS "<Relationship Id=\"a\" Type=\"" OFFICE "/officeDocument\" Target=\"%s\"/></Relationships>", table[i].target);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (ZbTable) read = NULL;

      zb_test_zip_add (zip, "_rels/.rels", relations);
      zb_test_zip_add (zip, table[i].path, table[i].text);
      bytes = zb_test_zip_end (zip);
      read = read_bytes (bytes);
      g_test_message ("%s", table[i].path);
      g_assert_cmpint (read->problem, ==, table[i].problem);
    }
}

static void
test_plain_zip (void)
{
  ZbTestZip *zip = zb_test_zip_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) locked = NULL;
  g_autoptr (ZbTable) table = NULL;
  g_autoptr (ZbTable) other = NULL;
  g_autofree guint8 *copy = NULL;

  zb_test_zip_add (zip, "姓名.txt", "李文静");
  bytes = zb_test_zip_end (zip);
  table = read_bytes (bytes);
  g_assert_cmpint (table->problem, ==, ZB_TABLE_NOT_A_TABLE);

  copy = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  copy[6] |= 1;
  locked = g_bytes_new (copy, g_bytes_get_size (bytes));
  other = read_bytes (locked);
  g_assert_cmpint (other->problem, ==, ZB_TABLE_ENCRYPTED);
}

/* Whatever is wrong with a file, it has a problem or cells, and nothing dies of it. */
static void
test_broken (void)
{
  g_autoptr (GBytes) good = zb_test_xlsx ("<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>29342</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:U1\"/></mergeCells>", strings, styles);
  const gsize   size = g_bytes_get_size (good);
  const guint8 *data = g_bytes_get_data (good, NULL);

  for (gsize cut = 4; cut < size; cut += 7)
    {
      g_autofree guint8 *copy = g_memdup2 (data, cut);
      g_autoptr (ZbTable) table = zb_table_read (copy, cut);

      g_assert_cmpint (table->problem, ==, ZB_TABLE_DAMAGED);
    }
  for (guint i = 0; i < 4000; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (ZbTable) table = NULL;

      for (int n = g_test_rand_int_range (1, 5); n > 0; n--)
        copy[g_test_rand_int_range (0, (gint32) size)] = (guint8) g_test_rand_int ();
      table = zb_table_read (copy, size);
      g_assert_true (table->problem != ZB_TABLE_OK || table->n_cells > 0);
    }
}

/* What is unpacked must have the sum that the zip's list says: 16 bytes into an entry, whose name is at 46. */
static void
test_sums (void)
{
  const char *path = "xl/worksheets/sheet1.xml";
  g_autoptr (GBytes) good = zb_test_xlsx ("<sheetData><row><c><v>19900003737</v></c></row></sheetData>", NULL, NULL);
  const gsize        size = g_bytes_get_size (good);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (good, NULL), size);
  g_autoptr (ZbTable) before = read_bytes (good);
  g_autoptr (ZbTable) after = NULL;
  guint8 *name = memmem (copy, size, path, strlen (path));

  g_assert_cmpint (before->problem, ==, ZB_TABLE_OK);
  name = memmem (name + 1, copy + size - name - 1, path, strlen (path));
  g_assert_nonnull (name);
  name[16 - 46] ^= 1;
  after = zb_table_read (copy, size);
  g_assert_cmpint (after->problem, ==, ZB_TABLE_DAMAGED);
}

static void
test_sample (void)
{
  g_autofree char *folder = zb_test_corpus ("../samples/roster");
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (ZbTable) table = NULL;
  gsize size;

  if (folder == NULL)
    return;
  path = g_build_filename (folder, "党员名册.xlsx", NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  table = zb_table_read ((const guint8 *) bytes, size);
  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
  g_assert_cmpuint (table->sheets->len, ==, 1);
  g_assert_cmpuint (table->n_cells, ==, 1460);
  g_assert_cmpstr (get_cell (table, 2)->text, ==, "公民身份号码");
  g_assert_cmpstr (get_cell (table, 29)->text, ==, "999001197106231487");
  g_assert_cmpint (get_cell (table, 29)->kind, ==, ZB_CELL_TEXT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsx/a-cell-is-what-its-type-and-format-say", test_cells);
  g_test_add_func ("/xlsx/an-empty-cell-is-not-there", test_nothing);
  g_test_add_func ("/xlsx/a-cell-without-a-reference-is-the-next-one", test_places);
  g_test_add_func ("/xlsx/a-sheet-has-merges-and-hidden-rows", test_sheet);
  g_test_add_func ("/xlsx/a-workbook-is-followed-by-its-relations", test_workbook);
  g_test_add_func ("/xlsx/a-bad-part-is-damage", test_bad_parts);
  g_test_add_func ("/xlsx/what-unpacks-to-too-much-is-too-big", test_bounds);
  g_test_add_func ("/xlsx/other-packages-are-told-apart", test_others);
  g_test_add_func ("/xlsx/a-zip-is-no-table", test_plain_zip);
  g_test_add_func ("/xlsx/a-broken-file-never-ends-the-reader", test_broken);
  g_test_add_func ("/xlsx/a-part-that-is-not-what-was-packed-is-damage", test_sums);
  g_test_add_func ("/xlsx/the-sample-is-read", test_sample);

  return g_test_run ();
}
