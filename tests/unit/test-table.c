/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/table.h"

#include <math.h>
#include <string.h>

static const ZbCell *
get_cell (ZbTable *table,
          guint    sheet,
          guint    i)
{
  return &g_array_index (((ZbSheet *) g_ptr_array_index (table->sheets, sheet))->cells, ZbCell, i);
}

static const struct
{
  double      number;
  const char *text;
} numbers[] = {
  { 0, "0" },
  { -0.0, "0" },
  { 25, "25" },
  { -7, "-7" },
  { 19900003737, "19900003737" },
  { 999999999999999.0, "999999999999999" },
  { -999999999999999.0, "-999999999999999" },
  { 1e15, "1E+15" },
  { 999001197011281000.0, "9.99001197011281E+17" },
  { 1234567890123456.7, "1.2345678901234568E+15" },
  { 9007199254740992.0, "9.007199254740992E+15" },
  { 1e300, "1E+300" },
  { 0.1, "0.1" },
  { 0.1 + 0.2, "0.30000000000000004" },
  { 19.99, "19.99" },
  { -0.5, "-0.5" },
  { 1234567.125, "1234567.125" },
  { 0.0000125, "0.0000125" },
  { 0.00001, "0.00001" },
  { 1e-12, "1E-12" },
  { 5e-324, "4.94065645841247E-324" },
};

static void
test_numbers (void)
{
  g_autoptr (ZbTable) table = zb_table_new ();
  ZbSheet *sheet = zb_table_add_sheet (table, "数");

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const ZbCell *cell;

      g_assert_true (zb_table_add_number (table, sheet, i, 0, numbers[i].number, NULL, FALSE, 0));
      cell = get_cell (table, 0, i);
      g_assert_cmpstr (cell->text, ==, numbers[i].text);
      g_assert_cmpfloat (g_ascii_strtod (cell->text, NULL), ==, numbers[i].number);
      g_assert_cmpint (cell->kind, ==, ZB_CELL_NUMBER);
      g_assert_cmpint (cell->flags, ==, fabs (numbers[i].number) >= 1e15 ? ZB_CELL_ROUNDED : 0);
    }
}

static const struct
{
  const char *format;
  gboolean    date;
} formats[] = {
  { NULL, FALSE },
  { "", FALSE },
  { "General", FALSE },
  { "G/通用格式", FALSE },
  { "0", FALSE },
  { "0.00E+00", FALSE },
  { "#,##0.00_ ;[Red]-#,##0.00 ", FALSE },
  { "@", FALSE },
  { "yyyy\"年\"m\"月\"d\"日\"", TRUE },
  { "yyyy\"年\"mm\"月\"dd\"日\";@", TRUE },
  { "[$-804]yyyy\"年\"m\"月\"", TRUE },
  { "[$-F800]dddd, mmmm dd, yyyy", TRUE },
  { "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", TRUE },
  { "yyyy\\-mm\\-dd", TRUE },
  { "YYYY/MM/DD", TRUE },
  { "yyyy.mm", TRUE },
  { "yyyy年m月d日", TRUE },
  { "m\"月\"", TRUE },
  { "d-mmm", TRUE },
  { "yyyy/m/d h:mm AM/PM", TRUE },
  { "h:mm AM/PM", FALSE },
  { "上午/下午h\"时\"mm\"分\"", FALSE },
  { "[h]:mm:ss", FALSE },
  { "[mm]:ss", FALSE },
  { "[mm]", FALSE },
  { "mm:ss.0", FALSE },
  { "0\"years and days\"", FALSE },
  { "0\\d\\a\\y", FALSE },
  { "0_d*y", FALSE },
  { "[Red]0", FALSE },
  { "[dddd]0", FALSE },
  { "\"d", FALSE },
  { "[d", FALSE },
  { "\\", FALSE },
};

static void
test_formats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_test_message ("%s", formats[i].format);
      g_assert_cmpint (zb_format_is_date (formats[i].format), ==, formats[i].date);
    }
}

static void
test_builtin_formats (void)
{
  static const guint days[] = { 14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58 };
  guint              n = 0;

  for (guint i = 0; i < 300; i++)
    {
      const gboolean expected = n < G_N_ELEMENTS (days) && days[n] == i;

      n += expected;
      g_assert_cmpint (zb_format_is_date (zb_format_builtin (i)), ==, expected);
    }
  g_assert_cmpstr (zb_format_builtin (0), ==, "General");
  g_assert_cmpstr (zb_format_builtin (49), ==, "@");
  g_assert_cmpstr (zb_format_builtin (57), ==, "yyyy\"年\"m\"月\"");
  g_assert_null (zb_format_builtin (59));
}

#define DAY "yyyy-m-d"

static const struct
{
  double      serial;
  const char *format;
  gboolean    is_1904;
  const char *text;
  ZbCellKind  kind;
} dates[] = {
  { 29342, DAY, FALSE, "1980-05-01", ZB_CELL_DATE },
  { 29342, DAY, TRUE, "1984-05-02", ZB_CELL_DATE },
  { 1, DAY, FALSE, "1900-01-01", ZB_CELL_DATE },
  { 59, DAY, FALSE, "1900-02-28", ZB_CELL_DATE },
  { 60, DAY, FALSE, "60", ZB_CELL_NUMBER },
  { 61, DAY, FALSE, "1900-03-01", ZB_CELL_DATE },
  { 60, DAY, TRUE, "1904-03-01", ZB_CELL_DATE },
  { 0, DAY, FALSE, "0", ZB_CELL_NUMBER },
  { 0, DAY, TRUE, "1904-01-01", ZB_CELL_DATE },
  { 0.5, DAY, FALSE, "0.5", ZB_CELL_NUMBER },
  { -1, DAY, TRUE, "-1", ZB_CELL_NUMBER },
  { 2958465, DAY, FALSE, "9999-12-31", ZB_CELL_DATE },
  { 2958466, DAY, FALSE, "2958466", ZB_CELL_NUMBER },
  { 2957004, DAY, TRUE, "2957004", ZB_CELL_NUMBER },
  { 29342.395833333332, DAY, FALSE, "1980-05-01 09:30:00", ZB_CELL_DATE },
  { 29342.999999999, DAY, FALSE, "1980-05-02", ZB_CELL_DATE },
  { 59.999999999, DAY, FALSE, "59.999999999", ZB_CELL_NUMBER },
  { 29342, "yyyy\"年\"m\"月\"", FALSE, "1980-05", ZB_CELL_DATE },
  { 29343, "yyyy\"年\"m\"月\"", FALSE, "1980-05-02", ZB_CELL_DATE },
  { 1e17, DAY, FALSE, "1E+17", ZB_CELL_NUMBER },
  { 29342, "0", FALSE, "29342", ZB_CELL_NUMBER },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (ZbTable) table = zb_table_new ();
      ZbSheet *sheet = zb_table_add_sheet (table, "日");

      g_assert_true (
          zb_table_add_number (table, sheet, 0, 0, dates[i].serial, dates[i].format, dates[i].is_1904, ZB_CELL_FORMULA));
      g_assert_cmpstr (get_cell (table, 0, 0)->text, ==, dates[i].text);
      g_assert_cmpint (get_cell (table, 0, 0)->kind, ==, dates[i].kind);
      g_assert_true (get_cell (table, 0, 0)->flags & ZB_CELL_FORMULA);
    }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *bytes;
    gssize      length;
    const char *text;
    guint       flags;
  } texts[] = {
    { "张三", -1, "张三", 0 },
    { "张三丰", 6, "张三", 0 },
    { "=1+1", -1, "=1+1", ZB_CELL_LIKE_FORMULA },
    { "+86", -1, "+86", ZB_CELL_LIKE_FORMULA },
    { "-", -1, "-", ZB_CELL_LIKE_FORMULA },
    { "@a", -1, "@a", ZB_CELL_LIKE_FORMULA },
    { "a=b", -1, "a=b", 0 },
    { "a\0b", 3, "ab", 0 },
    { "a\xff", -1, "a\xef\xbf\xbd", 0 },
  };
  g_autoptr (ZbTable) table = zb_table_new ();
  ZbSheet *sheet = zb_table_add_sheet (table, "字\xff");

  g_assert_cmpstr (sheet->name, ==, "字\xef\xbf\xbd");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (zb_table_add_text (table, sheet, i, 0, texts[i].bytes, texts[i].length, 0));
      g_assert_cmpstr (get_cell (table, 0, i)->text, ==, texts[i].text);
      g_assert_cmpint (get_cell (table, 0, i)->flags, ==, texts[i].flags);
    }

  g_assert_true (zb_table_add_text (table, sheet, 100, 0, "", -1, 0));
  g_assert_true (zb_table_add_text (table, sheet, 100, 0, "\0\0", 2, 0));
  g_assert_true (zb_table_add_text (table, sheet, 100, ZB_TABLE_MAX_COLUMNS, "far", -1, 0));
  g_assert_cmpuint (sheet->cells->len, ==, G_N_ELEMENTS (texts));
}

static void
test_other_kinds (void)
{
  g_autoptr (ZbTable) table = zb_table_new ();
  ZbSheet *sheet = zb_table_add_sheet (table, "表");

  g_assert_true (zb_table_add_other (table, sheet, 0, 0, ZB_CELL_ERROR, "#N/A", 0));
  g_assert_true (zb_table_add_number (table, sheet, 0, 1, NAN, DAY, FALSE, ZB_CELL_FORMULA));
  g_assert_true (zb_table_add_number (table, sheet, 0, 2, -INFINITY, NULL, FALSE, 0));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (get_cell (table, 0, i)->kind, ==, ZB_CELL_ERROR);
  g_assert_cmpstr (get_cell (table, 0, 1)->text, ==, "#NUM!");
}

static void
test_order (void)
{
  g_autoptr (ZbTable) table = zb_table_new ();
  ZbSheet *sheet = zb_table_add_sheet (table, "表");

  zb_table_add_text (table, sheet, 2, 1, "d", -1, 0);
  zb_table_add_text (table, sheet, 0, 5, "b", -1, 0);
  zb_table_add_text (table, sheet, 2, 1, "e", -1, 0);
  zb_table_add_text (table, sheet, 0, 0, "a", -1, 0);
  zb_table_add_text (table, sheet, 1, 0, "c", -1, 0);
  g_array_append_vals (sheet->hidden_rows, ((guint32[]){ 7, 3, 7, 1 }), 4);
  zb_table_finish (table);

  g_assert_cmpuint (sheet->cells->len, ==, 4);
  g_assert_cmpuint (table->n_cells, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (get_cell (table, 0, i)->text, ==, ((const char *[]){ "a", "b", "c", "e" })[i]);
  g_assert_cmpuint (sheet->hidden_rows->len, ==, 3);
  g_assert_cmpuint (g_array_index (sheet->hidden_rows, guint32, 2), ==, 7);
  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
}

static void
test_first_problem_stays (void)
{
  g_autoptr (ZbTable) table = zb_table_new ();

  g_assert_false (zb_table_fail (table, ZB_TABLE_DAMAGED, "BOF"));
  g_assert_false (zb_table_fail (table, ZB_TABLE_TOO_BIG, "rows"));
  zb_table_finish (table);
  g_assert_cmpint (table->problem, ==, ZB_TABLE_DAMAGED);
  g_assert_cmpstr (table->where, ==, "BOF");
}

static void
test_bounds (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autoptr (ZbTable) sheets = zb_table_new ();
  g_autoptr (ZbTable) rows = zb_table_new ();
  g_autoptr (ZbTable) texts = zb_table_new ();
  g_autoptr (ZbTable) cells = zb_table_new ();
  ZbSheet *sheet = zb_table_add_sheet (texts, "表");

  for (guint i = 0; i < ZB_TABLE_MAX_SHEETS; i++)
    g_assert_nonnull (zb_table_add_sheet (sheets, "a"));
  g_assert_null (zb_table_add_sheet (sheets, "a"));
  g_assert_cmpint (sheets->problem, ==, ZB_TABLE_TOO_BIG);

  for (guint i = 0; i < 24; i++)
    g_assert_true (zb_table_add_text (texts, sheet, i, 0, text, -1, 0));
  g_assert_false (zb_table_add_text (texts, sheet, 24, 0, "x", -1, 0));
  g_assert_cmpint (texts->problem, ==, ZB_TABLE_TOO_BIG);

  sheet = zb_table_add_sheet (rows, "表");
  g_assert_true (zb_table_add_number (rows, sheet, ZB_TABLE_MAX_ROWS - 1, 0, 1, NULL, FALSE, 0));
  g_assert_false (zb_table_add_number (rows, sheet, ZB_TABLE_MAX_ROWS, 0, 1, NULL, FALSE, 0));
  g_assert_cmpint (rows->problem, ==, ZB_TABLE_TOO_BIG);

  sheet = zb_table_add_sheet (cells, "表");
  for (guint i = 0; i < ZB_TABLE_MAX_CELLS; i++)
    g_assert_true (zb_table_add_text (cells, sheet, i / 256, i % 256, "x", 1, 0));
  g_assert_false (zb_table_add_text (cells, sheet, 9999, 0, "x", 1, 0));
  g_assert_cmpint (cells->problem, ==, ZB_TABLE_TOO_BIG);
}

static ZbTable *
make_table (guint n)
{
  ZbTable      *table = zb_table_new ();
  const ZbMerge merge = { 0, 0, 0, 20 };

  for (guint i = 0; i < 2; i++)
    {
      ZbSheet      *sheet = zb_table_add_sheet (table, i == 0 ? "党员" : "");
      const guint32 row = 9;

      sheet->hidden = i == 1;
      g_array_append_val (sheet->merges, merge);
      g_array_append_val (sheet->hidden_rows, row);
      for (guint j = 0; j < n; j++)
        {
          g_autofree char *text = g_strnfill (1 + j % 7, 'a' + j % 26);

          zb_table_add_text (table, sheet, j, 255 - i, text, -1, ZB_CELL_FORMULA);
        }
    }

  zb_table_finish (table);
  return table;
}

static void
assert_same (ZbTable *a,
             ZbTable *b)
{
  g_assert_cmpint (a->problem, ==, b->problem);
  g_assert_cmpstr (a->where, ==, b->where);
  g_assert_cmpuint (a->sheets->len, ==, b->sheets->len);
  g_assert_cmpuint (a->n_cells, ==, b->n_cells);
  g_assert_cmpuint (a->n_text, ==, b->n_text);
  for (guint i = 0; i < a->sheets->len; i++)
    {
      const ZbSheet *one = g_ptr_array_index (a->sheets, i), *other = g_ptr_array_index (b->sheets, i);

      g_assert_cmpstr (one->name, ==, other->name);
      g_assert_cmpint (one->hidden, ==, other->hidden);
      g_assert_cmpuint (one->cells->len, ==, other->cells->len);
      g_assert_cmpmem (one->merges->data, one->merges->len * sizeof (ZbMerge), other->merges->data,
                       other->merges->len * sizeof (ZbMerge));
      g_assert_cmpmem (one->hidden_rows->data, one->hidden_rows->len * 4, other->hidden_rows->data,
                       other->hidden_rows->len * 4);
      for (guint j = 0; j < one->cells->len; j++)
        {
          const ZbCell *x = get_cell (a, i, j), *y = get_cell (b, i, j);

          g_assert_true (x->row == y->row && x->column == y->column && x->kind == y->kind && x->flags == y->flags);
          g_assert_cmpstr (x->text, ==, y->text);
        }
    }
}

/* As GLib would have written it, whatever the width of its offsets. */
static void
test_message (void)
{
  static const guint counts[] = { 0, 1, 2, 15, 16, 17, 18, 1000, 3600, 4000, 5000, 20000 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (ZbTable) table = make_table (counts[i]);
      g_autoptr (GVariant) variant = g_variant_ref_sink (zb_table_to_variant (table));
      g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (variant);
      g_autoptr (GVariant) received = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (ZB_TABLE_TYPE), bytes, FALSE));
      g_autoptr (ZbTable) copy = zb_table_from_variant (received);

      g_assert_true (g_variant_is_normal_form (received));
      assert_same (table, copy);
    }
}

#define ONE_CELL(row, column, kind, text) "(0,'',[('表',false,[(" row "," column "," kind ",0," text ")],[],[])])"

static void
test_bad_messages (void)
{
  static const char *const texts[] = {
    ONE_CELL ("65536", "0", "0", "'a'"),
    ONE_CELL ("0", "256", "0", "'a'"),
    ONE_CELL ("0", "0", "5", "'a'"),
    ONE_CELL ("0", "0", "0", "''"),
    "(0,'',[('表',false,[],[(2,1,0,0)],[])])",
    "(0,'',[('表',false,[],[(0,70000,0,0)],[])])",
    "(0,'',[('表',false,[],[(0,0,3,2)],[])])",
  };
  g_autoptr (GVariant) other = g_variant_ref_sink (g_variant_new_string ("x"));
  g_autoptr (ZbTable) refused = zb_table_from_variant (other);

  g_assert_cmpint (refused->problem, ==, ZB_TABLE_CRASH);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) variant = g_variant_parse (G_VARIANT_TYPE (ZB_TABLE_TYPE), texts[i], NULL, NULL, &error);
      g_autoptr (ZbTable) table = NULL;

      g_assert_no_error (error);
      table = zb_table_from_variant (variant);
      g_assert_cmpint (table->problem, ==, ZB_TABLE_CRASH);
      g_assert_cmpuint (table->sheets->len, ==, 0);
    }
}

static void
test_cut_messages (void)
{
  g_autoptr (ZbTable) table = make_table (20);
  g_autoptr (GVariant) variant = g_variant_ref_sink (zb_table_to_variant (table));
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (variant);

  for (gsize size = 0; size < g_bytes_get_size (bytes); size++)
    {
      g_autoptr (GBytes) piece = g_bytes_new (g_bytes_get_data (bytes, NULL), size);
      g_autoptr (GVariant) cut = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (ZB_TABLE_TYPE), piece, FALSE));
      g_autoptr (ZbTable) read = zb_table_from_variant (cut);

      g_assert_cmpint (read->problem, ==, ZB_TABLE_CRASH);
    }
}

/* A worker that was taken over may answer anything. */
static void
test_flipped_messages (void)
{
  g_autoptr (ZbTable) table = make_table (3);
  g_autoptr (GVariant) variant = g_variant_ref_sink (zb_table_to_variant (table));
  const gsize size = g_variant_get_size (variant);

  for (gsize i = 0; i < size * 8; i++)
    {
      guint8 *bytes = g_memdup2 (g_variant_get_data (variant), size);
      g_autoptr (GVariant) flipped = NULL;
      g_autoptr (ZbTable) read = NULL;

      bytes[i / 8] ^= 1 << i % 8;
      flipped = g_variant_ref_sink (
          g_variant_new_from_data (G_VARIANT_TYPE (ZB_TABLE_TYPE), bytes, size, FALSE, g_free, bytes));
      read = zb_table_from_variant (flipped);
      g_assert_cmpuint (read->n_cells, <=, 6);
      for (guint j = 0; j < read->sheets->len; j++)
        for (guint k = 0; k < ((ZbSheet *) g_ptr_array_index (read->sheets, j))->cells->len; k++)
          g_assert_true (g_utf8_validate (get_cell (read, j, k)->text, -1, NULL));
    }
}

static void
test_problem_in_message (void)
{
  g_autoptr (ZbTable) table = zb_table_new ();
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (ZbTable) copy = NULL;

  zb_table_fail (table, ZB_TABLE_ENCRYPTED, "FILEPASS");
  variant = g_variant_ref_sink (zb_table_to_variant (table));
  copy = zb_table_from_variant (variant);
  assert_same (table, copy);
}

static void
test_columns (void)
{
  static const char *const names[] = { "A", "B", "Z", "AA", "AZ", "BA", "IV", "ZZ", "AAA" };
  static const guint       numbers_of[] = { 0, 1, 25, 26, 51, 52, 255, 701, 702 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = zb_column_dup_name (numbers_of[i]);

      g_assert_cmpstr (name, ==, names[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/cells/numbers-are-as-short-as-they-can-be", test_numbers);
  g_test_add_func ("/table/cells/texts-are-cleaned", test_texts);
  g_test_add_func ("/table/cells/what-is-no-number-is-an-error", test_other_kinds);
  g_test_add_func ("/table/formats/tell-days", test_formats);
  g_test_add_func ("/table/formats/builtin", test_builtin_formats);
  g_test_add_func ("/table/dates/serial-numbers-become-days", test_dates);
  g_test_add_func ("/table/finish/cells-are-in-order-and-the-last-stays", test_order);
  g_test_add_func ("/table/finish/first-problem-stays", test_first_problem_stays);
  g_test_add_func ("/table/bounds/stop-the-reader", test_bounds);
  g_test_add_func ("/table/message/arrives-as-it-was", test_message);
  g_test_add_func ("/table/message/bad-ones-are-refused", test_bad_messages);
  g_test_add_func ("/table/message/cut-ones-are-refused", test_cut_messages);
  g_test_add_func ("/table/message/flipped-ones-hold-no-harm", test_flipped_messages);
  g_test_add_func ("/table/message/problem-arrives", test_problem_in_message);
  g_test_add_func ("/table/columns/have-letters", test_columns);

  return g_test_run ();
}
