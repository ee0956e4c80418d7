/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables/biff.h"
#include "tables/table.h"

#include <string.h>
#include <time.h>

#include "support/support.h"
#include "support/workbook.h"

#define SAMPLE "党员基本信息汇总表.xls"
#define PLATFORM "平台导出-差异.xls"
#define SECONDS_EACH 2 /* of CPU, for the worst of hostile files */
#define FLIPS 3000

static ZbTable *
read_bytes (const void *bytes,
            gsize       size)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, size); /* reading past its end shows */
  ZbTable           *table = zb_table_new ();
  const clock_t      start = clock ();

  zb_xls_read (table, copy, size);
  zb_table_finish (table);
  g_assert_cmpint (clock () - start, <, SECONDS_EACH * CLOCKS_PER_SEC);
  return table;
}

static ZbTable *
read_book (ZbTestBook *book)
{
  g_autoptr (GBytes) package = zb_test_book_to_package (book);

  return read_bytes (g_bytes_get_data (package, NULL), g_bytes_get_size (package));
}

static ZbTable *
read_stream (const char *name,
             ZbTestBook *book,
             gsize       size)
{
  g_autoptr (GBytes) stream = zb_test_book_to_stream (book);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (stream, 0, MIN (size, g_bytes_get_size (stream)));
  g_autoptr (GBytes) package = zb_test_package (name, cut);

  return read_bytes (g_bytes_get_data (package, NULL), g_bytes_get_size (package));
}

/* Cells, merged areas and hidden rows, one a line: "0,1 number 25". */
static char *
describe (const ZbTable *table)
{
  static const char *const kinds[] = { "text", "number", "date", "bool", "error" };
  GString                 *out = g_string_new (NULL);

  for (guint i = 0; i < table->sheets->len; i++)
    {
      const ZbSheet *sheet = g_ptr_array_index (table->sheets, i);

      for (guint j = 0; j < sheet->cells->len; j++)
        {
          const ZbCell *cell = &g_array_index (sheet->cells, ZbCell, j);

          g_string_append_printf (out, "%u,%u %s%s%s %s\n", cell->row, cell->column, kinds[cell->kind],
                                  cell->flags & ZB_CELL_FORMULA ? " formula" : "",
                                  cell->flags & ZB_CELL_ROUNDED ? " rounded" : "", cell->text);
        }
      for (guint j = 0; j < sheet->merges->len; j++)
        {
          const ZbMerge *merge = &g_array_index (sheet->merges, ZbMerge, j);

          g_string_append_printf (out, "merged %u-%u %u-%u\n", merge->first_row, merge->last_row, merge->first_column,
                                  merge->last_column);
        }
      for (guint j = 0; j < sheet->hidden_rows->len; j++)
        g_string_append_printf (out, "hidden %u\n", g_array_index (sheet->hidden_rows, guint32, j));
    }

  return g_string_free (out, FALSE);
}

static void
assert_reads (ZbTestBook *book,
              const char *expected)
{
  g_autoptr (ZbTable) table = read_book (book);
  g_autofree char *text = describe (table);

  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_problem (ZbTestBook    *book,
                ZbTableProblem problem)
{
  g_autoptr (ZbTable) table = read_book (book);

  g_assert_cmpint (table->problem, ==, problem);
  g_assert_nonnull (table->where);
}

static gboolean
load_sample (const char *name,
             char      **bytes,
             gsize      *size)
{
  g_autofree char *part = g_build_filename ("..", "samples", "roster", name, NULL);
  g_autofree char *path = zb_test_corpus (part);

  if (path != NULL)
    g_assert_true (g_file_get_contents (path, bytes, size, NULL));
  return path != NULL;
}

static void
test_sample (void)
{
  g_autoptr (ZbTable) table = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  gsize            size;
  const ZbSheet   *sheet;

  if (!load_sample (SAMPLE, &bytes, &size))
    return;

  table = read_bytes (bytes, size);
  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
  g_assert_cmpuint (table->sheets->len, ==, 1);
  sheet = g_ptr_array_index (table->sheets, 0);
  g_assert_cmpstr (sheet->name, ==, "党员基本信息汇总表");
  g_assert_false (sheet->hidden);
  g_assert_cmpuint (sheet->cells->len, ==, 1048);
  g_assert_cmpuint (sheet->merges->len, ==, 20);

  text = describe (table);
  g_assert_nonnull (strstr (text, "merged 0-0 0-20\n"));
  g_assert_nonnull (strstr (text, "merged 1-1 12-13\n"));
  g_assert_nonnull (strstr (text, " text 李文静\n"));
  g_assert_nonnull (strstr (text, " text 999001197106231487\n"));
  g_assert_nonnull (strstr (text, " date 1993-06-22\n"));
  g_assert_nonnull (strstr (text, " number 19900003737\n"));
}

static void
test_damaged_number (void)
{
  g_autoptr (ZbTable) table = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  gsize            size;

  if (!load_sample (PLATFORM, &bytes, &size))
    return;

  table = read_bytes (bytes, size);
  g_assert_cmpuint (table->n_cells, ==, 1483);
  text = describe (table);
  g_assert_nonnull (strstr (text, "\n28,3 number rounded 9.99001197011281E+17\n"));
}

static void
add_shared_cell (ZbTestBook *book,
                 guint       row,
                 guint       index)
{
  zb_test_record (book->cells, ZB_BIFF_LABELSST, "hhhi", row, 0, 0, index);
}

/* The string 宽wide with looks and a reading behind it, cut after so many letters. */
static void
add_cut_string (GByteArray *to,
                guint       cut,
                gboolean    wide_after)
{
  g_autofree char *before = g_utf8_substring ("宽wide", 0, cut);
  g_autofree char *after = g_utf8_substring ("宽wide", cut, 5);

  zb_test_record (to, ZB_BIFF_SST, "iihbhiw", 2, 2, 5, 1 | 4 | 8, 1, 3, before);
  zb_test_record (to, ZB_BIFF_CONTINUE, wide_after ? "bwib" : "bsib", wide_after, after, 0, 1);
  zb_test_record (to, ZB_BIFF_CONTINUE, "bbS", 2, 3, "next");
}

static void
test_split_strings (void)
{
  for (guint cut = 1; cut < 5; cut++)
    for (guint wide = 0; wide < 2; wide++)
      {
        g_autoptr (ZbTestBook) book = zb_test_book_new ();

        add_cut_string (book->globals, cut, wide);
        add_shared_cell (book, 0, 0);
        add_shared_cell (book, 1, 1);
        assert_reads (book, "0,0 text 宽wide\n1,0 text next\n");
      }
}

static void
test_string_becomes_wide (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->globals, ZB_BIFF_SST, "iihbs", 1, 1, 6, 0, "abc");
  zb_test_record (book->globals, ZB_BIFF_CONTINUE, "bw", 1, "字");
  zb_test_record (book->globals, ZB_BIFF_CONTINUE, "bs", 0, "de");
  add_shared_cell (book, 0, 0);
  assert_reads (book, "0,0 text abc字de\n");
}

static void
test_string_begins_in_continue (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->globals, ZB_BIFF_SST, "iiW", 2, 2, "一");
  zb_test_record (book->globals, ZB_BIFF_CONTINUE, "W", "二");
  add_shared_cell (book, 0, 1);
  assert_reads (book, "0,0 text 二\n");
}

static void
test_surrogates (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhW", 0, 0, 0, "𠮷田");
  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhhbhh", 1, 0, 0, 2, 1, 0xd842, 0x41);
  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhhbhh", 2, 0, 0, 2, 1, 0xdfb7, 0x41);
  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhhbhh", 3, 0, 0, 2, 1, 0x41, 0xd842);
  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhhbb", 4, 0, 0, 1, 0, 0xe9);
  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhhbhh", 5, 0, 0, 2, 1, 0, 0x41);
  assert_reads (book,
                "0,0 text 𠮷田\n1,0 text \357\277\275A\n2,0 text \357\277\275A\n3,0 text A\357\277\275\n"
                "4,0 text é\n5,0 text A\n");
}

static void
test_labels (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhW", 0, 0, 0, "姓名");
  zb_test_record (book->cells, ZB_BIFF_RSTRING, "hhhWhhh", 0, 1, 0, "张三", 1, 0, 5);
  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhS", 0, 2, 0, "=1+1");
  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhS", 0, 3, 0, "");
  zb_test_record (book->cells, ZB_BIFF_LABEL, "hhhS", 0, 300, 0, "too far");
  assert_reads (book, "0,0 text 姓名\n0,1 text 张三\n0,2 text =1+1\n");
}

static void
test_numbers (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->cells, ZB_BIFF_RK, "hhhi", 0, 0, 0, 25 << 2 | 2);
  zb_test_record (book->cells, ZB_BIFF_RK, "hhhi", 0, 1, 0, (guint) -7 << 2 | 2);
  zb_test_record (book->cells, ZB_BIFF_RK, "hhhi", 0, 2, 0, 1999 << 2 | 3);
  zb_test_record (book->cells, ZB_BIFF_RK, "hhhi", 0, 3, 0, 0x3ff80000);
  zb_test_record (book->cells, ZB_BIFF_RK, "hhhi", 0, 4, 0, 0x3ff80001);
  zb_test_record (book->cells, ZB_BIFF_MULRK, "hhhihihih", 1, 2, 0, 1 << 2 | 2, 0, 2 << 2 | 2, 0, 3 << 2 | 2, 4);
  zb_test_record (book->cells, ZB_BIFF_NUMBER, "hhhd", 2, 0, 0, 19900003737.0);
  zb_test_record (book->cells, ZB_BIFF_NUMBER, "hhhd", 2, 1, 0, 999001198001010011.0);
  zb_test_record (book->cells, ZB_BIFF_NUMBER, "hhhii", 2, 2, 0, 0, 0x7ff00000);
  assert_reads (book,
                "0,0 number 25\n0,1 number -7\n0,2 number 19.99\n0,3 number 1.5\n0,4 number 0.015\n"
                "1,2 number 1\n1,3 number 2\n1,4 number 3\n"
                "2,0 number 19900003737\n2,1 number rounded 9.9900119800101E+17\n2,2 error #NUM!\n");
}

static void
test_codes (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->cells, ZB_BIFF_BOOLERR, "hhhbb", 0, 0, 0, 1, 0);
  zb_test_record (book->cells, ZB_BIFF_BOOLERR, "hhhbb", 0, 1, 0, 0, 0);
  zb_test_record (book->cells, ZB_BIFF_BOOLERR, "hhhbb", 0, 2, 0, 0x2a, 1);
  assert_reads (book, "0,0 bool TRUE\n0,1 bool FALSE\n0,2 error #N/A\n");
}

#define SHARED_FORMULA 0x04bc
#define ARRAY 0x0221

static void
test_formulas (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->cells, ZB_BIFF_FORMULA, "hhhdhi", 0, 0, 0, 2.5, 0, 0);
  zb_test_record (book->cells, ZB_BIFF_FORMULA, "hhhihhhi", 0, 1, 0, 0, 0, 0xffff, 0, 0);
  zb_test_record (book->cells, SHARED_FORMULA, "hhbbh", 0, 0, 0, 0, 0);
  zb_test_record (book->cells, ZB_BIFF_STRING, "W", "正式党员");
  zb_test_record (book->cells, ZB_BIFF_FORMULA, "hhhbbbbhhhi", 0, 2, 0, 1, 0, 1, 0, 0, 0xffff, 0, 0);
  zb_test_record (book->cells, ZB_BIFF_FORMULA, "hhhbbbbhhhi", 0, 3, 0, 2, 0, 7, 0, 0, 0xffff, 0, 0);
  zb_test_record (book->cells, ZB_BIFF_FORMULA, "hhhihhhi", 0, 4, 0, 3, 0, 0xffff, 0, 0);
  zb_test_record (book->cells, ZB_BIFF_STRING, "S", "nobody waits for it");
  zb_test_record (book->cells, ZB_BIFF_FORMULA, "hhhihhhi", 0, 5, 0, 0, 0, 0xffff, 0, 0);
  zb_test_record (book->cells, ARRAY, "hhbb", 0, 0, 5, 5);
  zb_test_record (book->cells, ZB_BIFF_STRING, "hbs", 6, 0, "lon");
  zb_test_record (book->cells, ZB_BIFF_CONTINUE, "bs", 0, "ger");
  assert_reads (book,
                "0,0 number formula 2.5\n0,1 text formula 正式党员\n0,2 bool formula TRUE\n"
                "0,3 error formula #DIV/0!\n0,5 text formula longer\n");
}

static void
add_style (ZbTestBook *book,
           guint       number)
{
  zb_test_record (book->globals, ZB_BIFF_XF, "hhiiii", 0, number, 0, 0, 0, 0);
}

static void
add_dates (ZbTestBook *book)
{
  zb_test_record (book->globals, ZB_BIFF_FORMAT, "hW", 164, "yyyy\"年\"mm\"月\"dd\"日\"");
  zb_test_record (book->globals, ZB_BIFF_FORMAT, "hW", 165, "0\"y\"");
  for (guint i = 0; i < 4; i++)
    add_style (book, ((const guint[]){ 0, 164, 165, 57 })[i]);
  for (guint i = 0; i < 5; i++)
    zb_test_record (book->cells, ZB_BIFF_NUMBER, "hhhd", i, 0, i, 29342.0);
}

static void
test_dates (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  add_dates (book);
  assert_reads (book,
                "0,0 number 29342\n1,0 date 1980-05-01\n2,0 number 29342\n3,0 date 1980-05\n"
                "4,0 number 29342\n"); /* there is no such style */
}

static void
test_dates_from_1904 (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->globals, ZB_BIFF_DATEMODE, "h", 1);
  add_dates (book);
  assert_reads (book,
                "0,0 number 29342\n1,0 date 1984-05-02\n2,0 number 29342\n3,0 date 1984-05-02\n4,0 number 29342\n");
}

static void
add_row (ZbTestBook *book,
         guint       row,
         guint       height,
         guint       flags)
{
  zb_test_record (book->cells, ZB_BIFF_ROW, "hhhhhhhh", row, 0, 5, height, 0, 0, flags, 0x0f);
}

static void
test_hidden_and_merged (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  add_row (book, 0, 300, 0x100);
  add_row (book, 4, 300, 0x120);
  add_row (book, 2, 0, 0x140);
  zb_test_record (book->cells, ZB_BIFF_RK, "hhhi", 4, 0, 0, 2);
  zb_test_record (book->cells, ZB_BIFF_MERGEDCELLS, "hhhhhhhhhhhhh", 3, 0, 0, 0, 20, 1, 2, 3, 3, 9, 8, 0, 0);
  assert_reads (book, "4,0 number 0\nmerged 0-0 0-20\nmerged 1-2 3-3\nhidden 2\nhidden 4\n");
}

static void
test_sheets (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();
  g_autoptr (ZbTable) table = NULL;
  const ZbSheet *sheet;

  add_shared_cell (book, 0, 0);
  zb_test_record (book->globals, ZB_BIFF_SST, "iiS", 1, 1, "one");
  zb_test_book_add_sheet (book, "图", 0, 2);
  zb_test_book_add_sheet (book, "隐", 1, 0);
  zb_test_book_add_sheet (book, "深", 2, 0);

  table = read_book (book);
  g_assert_cmpuint (table->sheets->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      sheet = g_ptr_array_index (table->sheets, i);
      g_assert_cmpstr (sheet->name, ==, ((const char *[]){ "表", "隐", "深" })[i]);
      g_assert_cmpint (sheet->hidden, ==, i > 0);
    }
}

/* A chart on the sheet brings its own stream, in which cells may stand. */
static void
test_embedded_chart (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->cells, ZB_BIFF_BOF, "hhhhii", 0x600, 0x20, 0, 0, 0, 0);
  zb_test_record (book->cells, ZB_BIFF_NUMBER, "hhhd", 0, 0, 0, 7.0);
  zb_test_record (book->cells, ZB_BIFF_EOF, "");
  zb_test_record (book->cells, ZB_BIFF_NUMBER, "hhhd", 0, 1, 0, 8.0);
  assert_reads (book, "0,1 number 8\n");
}

#define PROTECT 0x0012
#define PASSWORD 0x0013

static void
test_protected_sheets (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->globals, PROTECT, "h", 1);
  zb_test_record (book->globals, PASSWORD, "h", 0xcafe);
  zb_test_record (book->cells, PROTECT, "h", 1);
  zb_test_record (book->cells, ZB_BIFF_RK, "hhhi", 0, 0, 0, 6);
  assert_reads (book, "0,0 number 1\n");
}

static void
test_encrypted (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();
  g_autoptr (ZbTable) package = read_stream ("EncryptedPackage", book, G_MAXSIZE);

  zb_test_record (book->globals, ZB_BIFF_FILEPASS, "hhh", 1, 1, 1);
  assert_problem (book, ZB_TABLE_ENCRYPTED);
  g_assert_cmpint (package->problem, ==, ZB_TABLE_ENCRYPTED);
}

static void
test_names_of_the_stream (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();
  g_autoptr (ZbTable) old_name = NULL;
  g_autoptr (ZbTable) letter = read_stream ("WordDocument", book, G_MAXSIZE);

  zb_test_record (book->cells, ZB_BIFF_RK, "hhhi", 0, 0, 0, 6);
  old_name = read_stream ("Book", book, G_MAXSIZE);
  g_assert_cmpint (old_name->problem, ==, ZB_TABLE_OK);
  g_assert_cmpint (letter->problem, ==, ZB_TABLE_NOT_A_TABLE);
}

static void
test_old_version (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  book->globals->data[5] = 5; /* BIFF5 */
  assert_problem (book, ZB_TABLE_OLD);
}

static void
test_empty (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  assert_problem (book, ZB_TABLE_EMPTY);
}

static void
test_too_many_sheets (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  for (guint i = 0; i < ZB_TABLE_MAX_SHEETS; i++)
    zb_test_book_add_sheet (book, "多", 0, 0);
  assert_problem (book, ZB_TABLE_TOO_BIG);
}

/* One long string in many cells must not become as many long strings. */
static void
test_repeated_text (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();
  g_autofree char *text = g_strnfill (8000, 'x');

  zb_test_record (book->globals, ZB_BIFF_SST, "iiS", 1, 1, text);
  for (guint i = 0; i < 10000; i++)
    add_shared_cell (book, i, 0);
  assert_problem (book, ZB_TABLE_TOO_BIG);
}

typedef struct
{
  const char *name;
  guint       id;
  const char *what;
  guint       values[6];
} Damage;

static const Damage damages[] = {
  { "a shared string that is not there", ZB_BIFF_LABELSST, "hhhi", { 0, 0, 0, 1 } },
  { "a cell that ends early", ZB_BIFF_LABELSST, "hhh", { 0, 0, 0 } },
  { "a number that ends early", ZB_BIFF_NUMBER, "hhhi", { 0, 0, 0, 0 } },
  { "an RK that ends early", ZB_BIFF_RK, "hhhh", { 0, 0, 0, 0 } },
  { "numbers that are none", ZB_BIFF_MULRK, "hhh", { 0, 0, 0 } },
  { "a label that ends early", ZB_BIFF_LABEL, "hhhhb", { 0, 0, 0, 9, 0 } },
  { "a label with half a letter", ZB_BIFF_LABEL, "hhhhbb", { 0, 0, 0, 1, 1, 65 } },
  { "a formula without a result", ZB_BIFF_FORMULA, "hhhi", { 0, 0, 0, 0 } },
  { "a formula's text that ends early", ZB_BIFF_STRING, "hb", { 4, 0 } },
  { "a code that is missing", ZB_BIFF_BOOLERR, "hhhb", { 0, 0, 0, 1 } },
  { "a row that ends early", ZB_BIFF_ROW, "hhhh", { 0, 0, 0, 0 } },
  { "merged areas that are missing", ZB_BIFF_MERGEDCELLS, "hhhhh", { 0xffff, 0, 0, 0, 0 } },
};

static void
test_damaged_records (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (ZbTestBook) book = zb_test_book_new ();
      const guint *v = damages[i].values;

      g_test_message ("%s", damages[i].name);
      zb_test_record (book->cells, damages[i].id, damages[i].what, v[0], v[1], v[2], v[3], v[4], v[5]);
      assert_problem (book, ZB_TABLE_DAMAGED);
    }
}

static void
test_count_that_lies (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->globals, ZB_BIFF_SST, "iiS", 0xffffffff, 0xffffffff, "one");
  assert_problem (book, ZB_TABLE_DAMAGED);
}

static void
test_runs_that_lie (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();

  zb_test_record (book->globals, ZB_BIFF_SST, "iihbhi", 1, 1, 0, 4 | 8, 0xffff, 0xffffffff);
  assert_problem (book, ZB_TABLE_DAMAGED);
}

/* Many sheets that are one and the same long part. */
static void
test_sheets_on_one_place (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();
  g_autoptr (GBytes) stream = NULL;
  g_autoptr (GBytes) package = NULL;
  g_autoptr (ZbTable) table = NULL;
  guint8 *bytes;
  guint   first;

  for (guint i = 1; i < ZB_TABLE_MAX_SHEETS; i++)
    zb_test_book_add_sheet (book, "a", 0, 0);
  for (guint i = 0; i < 20000; i++)
    zb_test_record (g_ptr_array_index (book->sheets, 0), ZB_BIFF_CONTINUE, "ii", 0, 0);

  stream = zb_test_book_to_stream (book);
  bytes = (guint8 *) g_bytes_get_data (stream, NULL);
  first = book->globals->len + 4;
  for (guint at = 0; at < first; at += 4 + bytes[at + 2] + bytes[at + 3] * 256)
    if (bytes[at] == ZB_BIFF_BOUNDSHEET)
      memcpy (bytes + at + 4, &(guint32){ GUINT32_TO_LE (first) }, 4);

  package = zb_test_package ("Workbook", stream);
  table = read_bytes (g_bytes_get_data (package, NULL), g_bytes_get_size (package));
  g_assert_cmpint (table->problem, ==, ZB_TABLE_DAMAGED);
  g_assert_cmpuint (table->sheets->len, <, 4);
}

/* The stream is cut at every byte, in a package that is whole. */
static void
test_short_streams (void)
{
  g_autoptr (ZbTestBook) book = zb_test_book_new ();
  g_autoptr (GBytes) stream = NULL;

  add_cut_string (book->globals, 2, TRUE);
  add_dates (book);
  add_shared_cell (book, 7, 1);
  stream = zb_test_book_to_stream (book);
  for (gsize size = 0; size < g_bytes_get_size (stream); size++)
    {
      g_autoptr (ZbTable) table = read_stream ("Workbook", book, size);

      g_assert_cmpint (table->problem, ==, ZB_TABLE_DAMAGED);
    }
}

static void
test_truncated (void)
{
  g_autoptr (ZbTable) whole = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *expected = NULL;
  gsize            size;

  if (!load_sample (SAMPLE, &bytes, &size))
    return;

  whole = read_bytes (bytes, size);
  expected = describe (whole);
  for (gsize cut = 0; cut < size; cut += 512)
    {
      g_autoptr (ZbTable) table = read_bytes (bytes, cut);
      g_autofree char *text = describe (table);

      if (table->problem == ZB_TABLE_OK) /* only the properties behind the workbook are gone */
        g_assert_cmpstr (text, ==, expected);
      else
        g_assert_cmpint (table->problem, ==, ZB_TABLE_DAMAGED);
    }
}

/* The head and the tables of the package a byte at a time, the rest by chance. */
static void
test_flipped (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1921);
  g_autofree char *bytes = NULL;
  gsize            size;

  if (!load_sample (SAMPLE, &bytes, &size))
    return;

  for (guint i = 0; i < FLIPS; i++)
    {
      const gsize at = i < 512 ? i : (gsize) g_rand_int_range (rand, 0, size);
      const char  before = bytes[at];

      bytes[at] = i % 3 == 0 ? '\xff' : bytes[at] ^ (1 << g_rand_int_range (rand, 0, 8));
      zb_table_free (read_bytes (bytes, size));
      bytes[at] = before;
    }
}

static void
test_no_package (void)
{
  g_autofree guint8 *bytes = g_malloc0 (100000);
  g_autoptr (ZbTable) empty = read_bytes ("", 0);
  g_autoptr (ZbTable) zeros = NULL;

  memcpy (bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  zeros = read_bytes (bytes, 100000);
  g_assert_cmpint (empty->problem, ==, ZB_TABLE_DAMAGED);
  g_assert_cmpint (zeros->problem, ==, ZB_TABLE_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/xls/samples/reads-what-a-spreadsheet-shows", test_sample);
  g_test_add_func ("/xls/samples/a-number-that-lost-digits-is-told", test_damaged_number);
  g_test_add_func ("/xls/strings/are-cut-anywhere", test_split_strings);
  g_test_add_func ("/xls/strings/change-their-width-where-they-are-cut", test_string_becomes_wide);
  g_test_add_func ("/xls/strings/begin-in-the-next-record", test_string_begins_in_continue);
  g_test_add_func ("/xls/strings/pair-surrogates", test_surrogates);
  g_test_add_func ("/xls/cells/labels-hold-their-text", test_labels);
  g_test_add_func ("/xls/cells/numbers-come-in-three-shapes", test_numbers);
  g_test_add_func ("/xls/cells/truth-and-errors-have-names", test_codes);
  g_test_add_func ("/xls/cells/formulas-keep-their-results", test_formulas);
  g_test_add_func ("/xls/dates/number-format-decides", test_dates);
  g_test_add_func ("/xls/dates/count-from-1904-when-told", test_dates_from_1904);
  g_test_add_func ("/xls/sheets/hidden-rows-and-merged-areas-are-told", test_hidden_and_merged);
  g_test_add_func ("/xls/sheets/charts-are-none-and-hidden-ones-are", test_sheets);
  g_test_add_func ("/xls/sheets/a-chart-on-it-adds-no-cells", test_embedded_chart);
  g_test_add_func ("/xls/sheets/protected-ones-are-read", test_protected_sheets);
  g_test_add_func ("/xls/refused/password", test_encrypted);
  g_test_add_func ("/xls/refused/other-documents", test_names_of_the_stream);
  g_test_add_func ("/xls/refused/old-version", test_old_version);
  g_test_add_func ("/xls/refused/no-cells", test_empty);
  g_test_add_func ("/xls/bounds/sheets", test_too_many_sheets);
  g_test_add_func ("/xls/bounds/repeated-text", test_repeated_text);
  g_test_add_func ("/xls/damaged/records", test_damaged_records);
  g_test_add_func ("/xls/damaged/a-count-that-lies-costs-nothing", test_count_that_lies);
  g_test_add_func ("/xls/damaged/runs-that-lie-cost-nothing", test_runs_that_lie);
  g_test_add_func ("/xls/damaged/sheets-on-one-place-are-not-read-for-ever", test_sheets_on_one_place);
  g_test_add_func ("/xls/damaged/stream-cut-at-every-byte", test_short_streams);
  g_test_add_func ("/xls/damaged/file-cut-at-every-sector", test_truncated);
  g_test_add_func ("/xls/damaged/flipped-bytes-kill-nothing", test_flipped);
  g_test_add_func ("/xls/damaged/package-of-nothing", test_no_package);

  return g_test_run ();
}
