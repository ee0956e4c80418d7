/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/support.h"
#include "tables/table.h"

#include <string.h>

/* Cells of a table as text: "a|b" rows, each ended by "/"; a cell that is not there is nothing. */
static char *
show (const ZbTable *table)
{
  GString *text = g_string_new (NULL);
  guint    row = 0, column = 0;

  for (guint i = 0; i < table->sheets->len; i++)
    {
      const ZbSheet *sheet = table->sheets->pdata[i];

      for (guint j = 0; j < sheet->cells->len; j++)
        {
          const ZbCell *cell = &g_array_index (sheet->cells, ZbCell, j);

          g_assert_cmpint (cell->kind, ==, ZB_CELL_TEXT);
          for (; row < cell->row; row++, column = 0)
            g_string_append_c (text, '/');
          for (; column < cell->column; column++)
            g_string_append_c (text, '|');
          g_string_append (text, cell->text);
        }
    }

  return g_string_free (text, FALSE);
}

static ZbTable *
read_text (const char *text,
           gssize      size)
{
  const gsize        n = size < 0 ? strlen (text) : (gsize) size;
  g_autofree guint8 *copy = g_memdup2 (text, n);

  return zb_table_read (copy, n);
}

static void
assert_cells (const char *text,
              gssize      size,
              const char *expected)
{
  g_autoptr (ZbTable) table = read_text (text, size);
  g_autofree char *shown = show (table);

  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
  g_assert_cmpuint (table->sheets->len, ==, 1);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_cells (void)
{
  static const struct
  {
    const char *text, *cells;
  } table[] = {
    { "姓名,性别\r\n李文静,女\r\n", "姓名|性别/李文静|女" },
    { "a,b\nc,d", "a|b/c|d" },
    { "a,b\rc,d\r", "a|b/c|d" },
    { "a,b\n\r\n\nc,d\n", "a|b///c|d" },
    { "a;b\nc;d\n", "a|b/c|d" },
    { "a\tb,c\nd\te\n", "a|b,c/d|e" },
    { "a;b,c;d\ne;f;g\n", "a|b,c|d/e|f|g" },
    { "\"a,b\",\"c\"\"d\"\n", "a,b|c\"d" },
    { "\"two\nlines\",b\n", "two\nlines|b" },
    { "\"two\r\nlines\",b\r\nc,\r\n", "two\r\nlines|b/c" },
    { "a,,c\n,,\n,b,\n", "a||c//|b" },
    { "a\"b,c\n", "a\"b|c" },
    { "\"a\"b,c\n", "ab|c" },
    { "\"\",b\n", "|b" },
    { "one column\nalone\n", "one column/alone" },
    { "党员名册,,\r\n姓名,性别,民族\r\n李文静,女,汉族\r\n", "党员名册/姓名|性别|民族/李文静|女|汉族" },
    { "sep=;\r\na;b,c\r\n", "a|b,c" },
    { "=\"0123\",=\"\"\n", "0123|=\"\"" },
    { "011,1-2,1e5\n", "011|1-2|1e5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("%u", i);
      assert_cells (table[i].text, -1, table[i].cells);
    }
}

static void
test_encodings (void)
{
  static const char text[] = "姓名,出生年月,单位\r\n任　萍,1981年6月,清晏区人民法院·执行局\r\n";
  static const struct
  {
    const char *name, *mark;
    gsize       mark_size;
  } table[] = {
    { "UTF-8", "", 0 },
    { "UTF-8", "\xef\xbb\xbf", 3 },
    { "GB18030", "", 0 },
    { "GBK", "", 0 },
    { "UTF-16LE", "\xff\xfe", 2 },
    { "UTF-16BE", "\xfe\xff", 2 },
    { "UTF-16LE", "", 0 },
    { "UTF-16BE", "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize            size;
      g_autofree char *other = g_convert (text, -1, table[i].name, "UTF-8", NULL, &size, &error);
      g_autoptr (GString) bytes = g_string_new_len (table[i].mark, (gssize) table[i].mark_size);

      g_assert_no_error (error);
      g_string_append_len (bytes, other, (gssize) size);
      g_test_message ("%s %u", table[i].name, i);
      assert_cells (bytes->str, (gssize) bytes->len, "姓名|出生年月|单位/任　萍|1981年6月|清晏区人民法院·执行局");
    }
}

/* Whatever place a piece of the conversion ends at. */
static void
test_long_gb18030 (void)
{
  g_autoptr (GString) text = g_string_new ("行");
  g_autofree char *gb = NULL;
  g_autoptr (ZbTable) table = NULL;
  const ZbSheet *sheet;
  gsize          size;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, ",%u 党员\n一", i);
  gb = g_convert (text->str, -1, "GB18030", "UTF-8", NULL, &size, NULL);
  table = read_text (gb, (gssize) size);
  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
  sheet = table->sheets->pdata[0];
  g_assert_cmpuint (sheet->cells->len, ==, 40001);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *expected = g_strdup_printf ("%u 党员", i);

      g_assert_cmpstr (g_array_index (sheet->cells, ZbCell, 2 * i + 1).text, ==, expected);
    }
}

static void
test_problems (void)
{
  static const struct
  {
    const char    *what, *text;
    gssize         size;
    ZbTableProblem problem;
  } table[] = {
    { "nothing", "", 0, ZB_TABLE_EMPTY },
    { "only a mark", "\xef\xbb\xbf", -1, ZB_TABLE_EMPTY },
    { "only separators", ",,\n,,\n", -1, ZB_TABLE_EMPTY },
    { "UTF-8 cut in a letter", "姓名,性别,出生年月,民族\n李文静,女,汉\xe6\x97", -1, ZB_TABLE_DAMAGED },
    { "a mark and a wrong byte", "\xef\xbb\xbf"
                                 "a,b\xff\n",
      -1, ZB_TABLE_DAMAGED },
    { "GB18030 cut in a letter", "\xd0\xd5\xc3\xfb,\xd0\xd4\xb1\xf0\n\xc0", -1, ZB_TABLE_DAMAGED },
    { "UTF-16 cut in a letter", "\xff\xfe"
                                "a\0,\0b",
      7, ZB_TABLE_DAMAGED },
    { "quotes that do not end", "a,\"b\nc,d\n", -1, ZB_TABLE_DAMAGED },
    { "HTML", "<html><table><tr><td>a</td></tr></table></html>", -1, ZB_TABLE_NOT_A_TABLE },
    { "HTML after lines", "\xef\xbb\xbf\r\n <!DOCTYPE html><table>", -1, ZB_TABLE_NOT_A_TABLE },
    { "a workbook of 2003 in XML", "<?xml version=\"1.0\"?><Workbook/>", -1, ZB_TABLE_NOT_A_TABLE },
    { "HTML in UTF-16", "\xff\xfe<\0h\0t\0m\0l\0>\0", 14, ZB_TABLE_NOT_A_TABLE },
    { "a page in one file", "MIME-Version: 1.0\r\n", -1, ZB_TABLE_NOT_A_TABLE },
    { "PDF", "%PDF-1.4\n1 0 obj\n", -1, ZB_TABLE_NOT_A_TABLE },
    { "RTF", "{\\rtf1 a,b}", -1, ZB_TABLE_NOT_A_TABLE },
    { "JPEG", "\xff\xd8\xff\xe0\0\x10JFIF", 10, ZB_TABLE_NOT_A_TABLE },
    { "a program", "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3e\0", 20, ZB_TABLE_NOT_A_TABLE },
    { "bytes of no text", "\1\2\3\4\5\6\x7\x8\xe\xf\x10", -1, ZB_TABLE_NOT_A_TABLE },
    { "an empty zip", "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, ZB_TABLE_NOT_A_TABLE },
    { "Excel 4", "\x09\x04\x06\0\0\0\x10\0\0\0", 10, ZB_TABLE_OLD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ZbTable) read = read_text (table[i].text, table[i].size);

      g_test_message ("%s", table[i].what);
      g_assert_cmpint (read->problem, ==, table[i].problem);
    }
}

static void
test_bounds (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autoptr (ZbTable) too_many = NULL;
  g_autoptr (ZbTable) enough = NULL;
  g_autoptr (ZbTable) cut = NULL;

  for (guint i = 0; i < ZB_TABLE_MAX_ROWS; i++)
    g_string_append (rows, "a,b\n");
  enough = read_text (rows->str, (gssize) rows->len);
  g_assert_cmpint (enough->problem, ==, ZB_TABLE_OK);
  g_string_append (rows, "a,b\n");
  too_many = read_text (rows->str, (gssize) rows->len);
  g_assert_cmpint (too_many->problem, ==, ZB_TABLE_TOO_BIG);

  for (guint i = 0; i < ZB_TABLE_MAX_COLUMNS + 9; i++)
    g_string_append (wide, "a,");
  cut = read_text (wide->str, (gssize) wide->len);
  g_assert_cmpint (cut->problem, ==, ZB_TABLE_OK);
  g_assert_cmpuint (cut->n_cells, ==, ZB_TABLE_MAX_COLUMNS);
}

static void
test_formulas (void)
{
  static const struct
  {
    const char *cell;
    gboolean    like;
  } table[] = {
    { "=1+1", TRUE },
    { "@SUM(A1)", TRUE },
    { "+cmd|' /C calc'!A0", TRUE },
    { "-2+3+cmd", TRUE },
    { "-12", TRUE },
    { "+86 199-0000-3737", TRUE },
    { "李文静", FALSE },
    { "a=b", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ZbTable) read = read_text (table[i].cell, -1);
      const ZbSheet *sheet = read->sheets->pdata[0];
      const ZbCell  *cell = &g_array_index (sheet->cells, ZbCell, 0);

      g_assert_cmpstr (cell->text, ==, table[i].cell);
      g_assert_cmpint ((cell->flags & ZB_CELL_LIKE_FORMULA) != 0, ==, table[i].like);
    }
}

/* The two of one unit differ in their encoding only. */
static void
test_samples (void)
{
  g_autofree char *folder = zb_test_corpus ("../samples/roster");
  g_autofree char *shown[2] = { NULL, NULL };

  if (folder == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (folder, i == 0 ? "党员台账.csv" : "党员台账-gbk.csv", NULL);
      g_autofree char *text = NULL;
      g_autoptr (ZbTable) table = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      table = read_text (text, (gssize) size);
      g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
      g_assert_cmpuint (table->n_cells, ==, 427);
      shown[i] = show (table);
    }
  g_assert_true (g_str_has_prefix (shown[0], "姓名|性别|出生年月|入党时间|工作单位及职务|联系电话|所属支部/李文静|女|1971年6月|"));
  g_assert_cmpstr (shown[0], ==, shown[1]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/cells-are-what-stands-between-separators", test_cells);
  g_test_add_func ("/csv/an-encoding-is-found-by-its-bytes", test_encodings);
  g_test_add_func ("/csv/a-long-text-is-converted-in-pieces", test_long_gb18030);
  g_test_add_func ("/csv/what-is-no-whole-table-has-a-problem", test_problems);
  g_test_add_func ("/csv/a-table-has-bounds", test_bounds);
  g_test_add_func ("/csv/what-would-run-in-a-spreadsheet-is-marked", test_formulas);
  g_test_add_func ("/csv/both-samples-are-the-same-table", test_samples);

  return g_test_run ();
}
