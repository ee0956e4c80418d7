/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/ledger.h"
#include "documents/output.h"
#include "support/support.h"
#include "tables/table.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define TITLE "清晏区人民法院第一党支部党员台账"
#define DAY "2019-06-30"

/* Members: values as a list of field and text that ends with ZB_N_MEMBER_FIELDS. */

typedef struct
{
  ZbMemberField field;
  const char   *value;
} Value;

static ZbMember *
make_member (const Value *values)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();

  for (; values->field < ZB_N_MEMBER_FIELDS; values++)
    zb_member_draft_set (draft, values->field, values->value);

  return zb_member_new (1, draft, 0, TRUE, NULL, 0);
}

static GPtrArray *
list_of (ZbMember *member)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (members, member);
  return members;
}

static ZbMember *
make_whole (guint number)
{
  g_autofree char *name = g_strdup_printf ("党员%04u号", number);
  const Value      values[] = {
         { ZB_MEMBER_NAME, name },
         { ZB_MEMBER_SEX, "female" },
         { ZB_MEMBER_ID, "999001197106231487" },
         { ZB_MEMBER_ETHNICITY, "汉族" },
         { ZB_MEMBER_BIRTH, "1971-06-23" },
         { ZB_MEMBER_EDUCATION, "研究生" },
         { ZB_MEMBER_CATEGORY, "full" },
         { ZB_MEMBER_BRANCH, "清晏区人民法院第一党支部" },
         { ZB_MEMBER_JOINED, "1993-06" },
         { ZB_MEMBER_FULL_ON, "1994-06-22" },
         { ZB_MEMBER_POST, "清晏区人民法院审判管理办公室（研究室）副主任、一级法官、审判委员会委员" },
         { ZB_MEMBER_PHONE, "19900003737" },
         { ZB_MEMBER_LANDLINE, "0999-6001234" },
         { ZB_MEMBER_ADDRESS, "清晏区同心路39号1幢2单元1401室" },
         { ZB_MEMBER_STATUS, "normal" },
         { ZB_MEMBER_LOST, "no" },
         { ZB_N_MEMBER_FIELDS, NULL },
  };

  return make_member (values);
}

static GPtrArray *
make_members (guint n)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; i <= n; i++)
    g_ptr_array_add (members, make_whole (i));

  return members;
}

static ZbLedgerPlan
make_plan (GPtrArray     *members,
           ZbLedgerLayout layout,
           gboolean       masked)
{
  return (ZbLedgerPlan){ TITLE, DAY, members, layout, masked };
}

/* Reading back. */

static ZbTable *
write_and_read (const ZbLedgerPlan *plan,
                const char         *folder)
{
  g_autofree char *path = g_build_filename (folder, "台账.xlsx", NULL);
  g_autofree char *bytes = NULL;
  gsize            size = 0;
  g_autoptr (GError) error = NULL;
  ZbTable *table = NULL;

  g_assert_true (zb_ledger_write_sheet (plan, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &size, &error));
  table = zb_table_read ((const guint8 *) bytes, size);
  g_assert_cmpint (table->problem, ==, ZB_TABLE_OK);
  g_assert_cmpuint (table->sheets->len, ==, 1);
  return table;
}

static ZbSheet *
get_sheet (ZbTable *table)
{
  return g_ptr_array_index (table->sheets, 0);
}

static const ZbCell *
find_cell (ZbTable *table,
           guint    row,
           guint    column)
{
  GArray *cells = get_sheet (table)->cells;

  for (guint i = 0; i < cells->len; i++)
    {
      const ZbCell *cell = &g_array_index (cells, ZbCell, i);

      if (cell->row == row && cell->column == column)
        return cell;
    }

  return NULL;
}

static void
assert_cell (ZbTable    *table,
             guint       row,
             guint       column,
             ZbCellKind  kind,
             const char *text)
{
  const ZbCell *cell = find_cell (table, row, column);

  g_assert_nonnull (cell);
  g_assert_cmpstr (cell->text, ==, text);
  g_assert_cmpint (cell->kind, ==, kind);
}

/* The output of a program that must end well. */
static char *
run (const char *const *arguments)
{
  char *output = NULL;
  int   status = 0;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return output;
}

static char *
read_pdf (const char *path)
{
  const char *const arguments[] = { "pdftotext", "-layout", path, "-", NULL };

  g_autofree char *text = run (arguments);
  g_auto (GStrv) words = g_strsplit (text, " ", -1); /* where it sees one between Chinese characters is its own idea */

  return g_strjoinv (NULL, words);
}

static GStrv
split_pages (const char *text)
{
  GStrv pages = g_strsplit (text, "\f", -1);
  guint n = g_strv_length (pages);

  g_assert_cmpstr (pages[n - 1], ==, ""); /* one follows the last page too */
  g_clear_pointer (&pages[n - 1], g_free);
  return pages;
}

static char *
write_pdf (const ZbLedgerPlan *plan,
           const char         *folder)
{
  g_autofree char *path = g_build_filename (folder, "台账.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (zb_ledger_write_pdf (plan, path, NULL, &error));
  g_assert_no_error (error);
  return read_pdf (path);
}

static guint
count (const char *text,
       const char *word)
{
  guint n = 0;

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + strlen (word), word))
    n++;

  return n;
}

static void
test_sheet_types (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (1);
  ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_FULL, FALSE);
  g_autoptr (ZbTable) table = write_and_read (&plan, folder);

  for (guint i = 0; i < ZB_N_MEMBER_FIELDS; i++)
    assert_cell (table, 0, i, ZB_CELL_TEXT, zb_member_field_get_name (i));
  assert_cell (table, 1, ZB_MEMBER_ID, ZB_CELL_TEXT, "999001197106231487");
  assert_cell (table, 1, ZB_MEMBER_PHONE, ZB_CELL_TEXT, "19900003737");
  assert_cell (table, 1, ZB_MEMBER_BIRTH, ZB_CELL_DATE, "1971-06-23");
  assert_cell (table, 1, ZB_MEMBER_JOINED, ZB_CELL_TEXT, "1993-06");
  assert_cell (table, 1, ZB_MEMBER_SEX, ZB_CELL_TEXT, "女");
  assert_cell (table, 1, ZB_MEMBER_CATEGORY, ZB_CELL_TEXT, "正式党员");
  assert_cell (table, 1, ZB_MEMBER_LOST, ZB_CELL_TEXT, "否");
  g_assert_null (find_cell (table, 1, ZB_MEMBER_NOTE));
}

/* 1900 had no 29th of February, but spreadsheets think so. */
static void
test_sheet_old_days (void)
{
  static const char *const days[] = { "1899-12-31", "1900-01-01", "1900-02-28" };
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const Value values[] = { { ZB_MEMBER_NAME, "甲" }, { ZB_MEMBER_BIRTH, days[i] }, { ZB_MEMBER_JOINED, "1900-03-01" }, { ZB_N_MEMBER_FIELDS, NULL } };
      g_autoptr (GPtrArray) members = list_of (make_member (values));
      ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_FULL, FALSE);
      g_autoptr (ZbTable) table = write_and_read (&plan, folder);

      assert_cell (table, 1, ZB_MEMBER_BIRTH, ZB_CELL_TEXT, days[i]);
      assert_cell (table, 1, ZB_MEMBER_JOINED, ZB_CELL_DATE, "1900-03-01");
    }
}

static const char *const hostile[] = {
  "=1+1",
  "=HYPERLINK(\"http://example.org\",\"x\")",
  "+1",
  "-1",
  "@SUM(A1)",
  "{=1}",
  "http://example.org/",
  "mailto:a@example.org",
  "internal:Sheet1!A1",
  "'=1",
  "\"“”<&>]]>",
  "第一行\n第二行",
  "_x0041_",
  "a\tb",
  "\001\002",
  "古丽娜尔·艾山",
  "𠮷野家😀",
  "0123",
  "1e5",
  "TRUE",
};

static void
test_sheet_hostile (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      const Value values[] = { { ZB_MEMBER_NAME, "甲" }, { ZB_MEMBER_POST, hostile[i] }, { ZB_MEMBER_NOTE, hostile[i] }, { ZB_N_MEMBER_FIELDS, NULL } };
      g_autoptr (GPtrArray) members = list_of (make_member (values));
      ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_FULL, FALSE);
      g_autoptr (ZbTable) table = write_and_read (&plan, folder);

      g_test_message ("%s", hostile[i]);
      assert_cell (table, 1, ZB_MEMBER_POST, ZB_CELL_TEXT, hostile[i]);
      assert_cell (table, 1, ZB_MEMBER_NOTE, ZB_CELL_TEXT, hostile[i]);
      g_assert_false (find_cell (table, 1, ZB_MEMBER_POST)->flags & ZB_CELL_FORMULA);
    }
}

/* The national form: 失联情况 and its like stand over two columns. */
static void
test_sheet_national (void)
{
  static const struct
  {
    guint       row, column;
    const char *text;
  } headings[] = {
    { 0, 0, TITLE },
    { 1, 0, "序号" },
    { 1, 3, "公民身份证号" },
    { 1, 12, "联系电话" },
    { 2, 12, "手机号" },
    { 2, 13, "固定电话" },
    { 1, 16, "失联情况" },
    { 2, 17, "失去联系日期" },
    { 1, 18, "流动情况" },
    { 2, 19, "外出流向" },
    { 1, 20, "备注" },
    { 3, 1, "党员0001号" },
    { 4, 1, "党员0002号" },
  };
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (2);
  ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_NATIONAL, FALSE);
  g_autoptr (ZbTable) table = write_and_read (&plan, folder);

  g_assert_cmpstr (get_sheet (table)->name, ==, "党员基本信息汇总表");
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    assert_cell (table, headings[i].row, headings[i].column, ZB_CELL_TEXT, headings[i].text);
  assert_cell (table, 3, 0, ZB_CELL_NUMBER, "1");
  assert_cell (table, 4, 0, ZB_CELL_NUMBER, "2");
  g_assert_cmpuint (get_sheet (table)->merges->len, ==, 1 + 3 + 15);
}

static void
test_sheet_unit (void)
{
  static const char *const headings[] = { "序号", "姓名", "性别", "出生年月", "入党时间", "工作单位及职务", "联系电话", "所属支部" };
  const Value              by_land[] = { { ZB_MEMBER_NAME, "甲" }, { ZB_MEMBER_LANDLINE, "0999-6001234" }, { ZB_N_MEMBER_FIELDS, NULL } };
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (1);
  ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);
  g_autoptr (ZbTable) table = NULL;

  g_ptr_array_add (members, make_member (by_land));
  table = write_and_read (&plan, folder);
  assert_cell (table, 0, 0, ZB_CELL_TEXT, TITLE);
  assert_cell (table, 1, 0, ZB_CELL_TEXT, "截至 2019 年 6 月 30 日");
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    assert_cell (table, 2, i, ZB_CELL_TEXT, headings[i]);
  assert_cell (table, 3, 3, ZB_CELL_TEXT, "1971-06");
  assert_cell (table, 3, 6, ZB_CELL_TEXT, "19900003737");
  assert_cell (table, 4, 6, ZB_CELL_TEXT, "0999-6001234");
}

/* A reader that has nothing to do with ours. */
static void
test_sheet_otherwise (void)
{
  static const char script[] = "import openpyxl, sys\n"
                               "s = openpyxl.load_workbook(sys.argv[1]).active\n"
                               "p = s.page_setup\n"
                               "print(s.print_title_rows, s.freeze_panes, p.orientation, p.paperSize, s.sheet_properties.pageSetUpPr.fitToPage, p.fitToWidth or 1, p.fitToHeight)\n"
                               "print(s.oddFooter.left.text, s.oddFooter.center.text)\n"
                               "c = s['I4']\n"
                               "print(c.data_type, s['D4'].data_type, s['D4'].value, s['G4'].is_date, s['G4'].number_format, s['J4'].value)\n"
                               "print(any(c.data_type == 'f' or c.hyperlink for r in s.iter_rows() for c in r))\n"
                               "print(s['A2'].font.b, s['A2'].border.left.style, s.column_dimensions['D'].width >= 18)\n";
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (1);
  ZbLedgerPlan      plan = make_plan (members, ZB_LEDGER_NATIONAL, FALSE);
  g_autofree char  *path = g_build_filename (folder, "台账.xlsx", NULL);
  const char *const arguments[] = { "/usr/bin/python3", "-c", script, path, NULL };
  g_autofree char  *output = NULL;

  g_assert_true (zb_ledger_write_sheet (&plan, path, NULL, NULL));
  output = run (arguments);
  g_assert_cmpstr (output, ==,
                   "$2:$3 C4 landscape 9 True 1 0\n"
                   "截至 2019 年 6 月 30 日 第 &P 页 共 &N 页\n"
                   "s s 999001197106231487 True yyyy-mm-dd 1993-06\n"
                   "False\n"
                   "True thin True\n");
}

static gboolean
has_text (ZbTable    *table,
          const char *text)
{
  GArray *cells = get_sheet (table)->cells;

  for (guint i = 0; i < cells->len; i++)
    if (strstr (g_array_index (cells, ZbCell, i).text, text) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_masked (void)
{
  static const char *const secrets[] = { "999001197106231487", "19900003737", "0999-6001234" };
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (3);

  for (guint layout = ZB_LEDGER_UNIT; layout <= ZB_LEDGER_FULL; layout++)
    {
      ZbLedgerPlan plan = make_plan (members, layout, TRUE);
      g_autoptr (ZbTable) table = write_and_read (&plan, folder);
      g_autofree char *text = write_pdf (&plan, folder);

      for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
        {
          g_assert_false (has_text (table, secrets[i]));
          g_assert_null (strstr (text, secrets[i]));
        }
      g_assert_nonnull (strstr (text, "199****3737"));
    }
}

static void
test_unit_has_no_ids (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (3);
  ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);
  g_autoptr (ZbTable) table = write_and_read (&plan, folder);
  g_autofree char *text = write_pdf (&plan, folder);

  g_assert_false (has_text (table, "999001"));
  g_assert_false (has_text (table, "1971-06-23"));
  g_assert_null (strstr (text, "999001"));
  g_assert_null (strstr (text, "1971.06.23"));
}

/* Every page has the headings and its number, every member stands on one page, in order. */
static void
test_pdf_pages (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (100);
  ZbLedgerPlan     plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);
  g_autofree char *text = write_pdf (&plan, folder);
  g_auto (GStrv) pages = split_pages (text);
  guint n = g_strv_length (pages), next = 1;

  g_assert_cmpuint (n, >, 3);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("第%u页共%u页", i + 1, n);

      g_assert_cmpuint (count (pages[i], "工作单位及职务"), ==, 1);
      g_assert_cmpuint (count (pages[i], number), ==, 1);
      g_assert_cmpuint (count (pages[i], TITLE), ==, i == 0 ? 1 : 0);
      g_assert_cmpuint (count (pages[i], "党员0"), ==, count (pages[i], "19900003737"));
      for (guint here = count (pages[i], "党员0"); here > 0; here--, next++)
        {
          g_autofree char *name = g_strdup_printf ("党员%04u号", next);

          g_assert_nonnull (strstr (pages[i], name));
        }
    }
  g_assert_cmpuint (next, ==, 101);
  g_assert_nonnull (strstr (pages[0], "截至2019年6月30日"));
  g_assert_nonnull (strstr (pages[0], "共100人"));
}

static void
test_pdf_fonts (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (1);
  ZbLedgerPlan      plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);
  g_autofree char  *text = write_pdf (&plan, folder);
  g_autofree char  *path = g_build_filename (folder, "台账.pdf", NULL);
  const char *const fonts[] = { "pdffonts", path, NULL };
  const char *const info[] = { "pdfinfo", path, NULL };
  g_autofree char  *listed = run (fonts);
  g_autofree char  *told = run (info);
  g_autoptr (ZbLedgerPages) pages = zb_ledger_pages_new (&plan, 0, 0);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (listed), "\n", -1);

  g_assert_nonnull (strstr (text, "清晏区人民法院"));
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_nonnull (strstr (lines[i], "yes yes yes")); /* embedded, a subset, with its characters' meaning */
  g_assert_nonnull (strstr (told, "841.89 x 595.276 pts (A4)"));
  g_assert_nonnull (strstr (told, TITLE));
  g_assert_cmpstr (zb_ledger_pages_get_font (pages), !=, "");
}

/* 34 columns do not fit beside one another: the names are there again, and nothing is left out. */
static void
test_pdf_bands (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (2);
  ZbLedgerPlan     plan = make_plan (members, ZB_LEDGER_FULL, FALSE);
  g_autofree char *text = write_pdf (&plan, folder);
  g_auto (GStrv) pages = split_pages (text);

  g_assert_cmpuint (g_strv_length (pages), >, 1);
  for (guint i = 0; pages[i] != NULL; i++)
    {
      g_assert_nonnull (strstr (pages[i], "党员0001号"));
      g_assert_nonnull (strstr (pages[i], "党员0002号"));
    }
  g_assert_cmpuint (count (text, "0999-6001234"), ==, 2);
  g_assert_cmpuint (count (text, "备注"), ==, 1);
}

/* No text of a member may push another one off the paper. */
static void
test_pdf_endless (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (1);
  g_autoptr (GString) endless = g_string_new (NULL);
  const Value      values[] = { { ZB_MEMBER_NAME, "乙" }, { ZB_MEMBER_POST, NULL }, { ZB_N_MEMBER_FIELDS, NULL } };
  Value            with_text[G_N_ELEMENTS (values)];
  ZbLedgerPlan     plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (endless, i % 7 == 0 ? "换\n" : "长长");
  memcpy (with_text, values, sizeof values);
  with_text[1].value = endless->str;
  g_ptr_array_add (members, make_member (with_text));
  g_ptr_array_add (members, make_whole (3));

  text = write_pdf (&plan, folder);
  pages = split_pages (text);
  g_assert_cmpuint (g_strv_length (pages), ==, 2);
  g_assert_nonnull (strstr (pages[0], "党员0001号"));
  g_assert_nonnull (strstr (pages[1], "乙"));
  g_assert_nonnull (strstr (pages[1], "…"));
  g_assert_nonnull (strstr (pages[1], "党员0003号"));
}

static void
test_pdf_nobody (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GPtrArray) members = make_members (0);
  ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);
  g_autoptr (ZbTable) table = write_and_read (&plan, folder);
  g_autofree char *text = write_pdf (&plan, folder);

  assert_cell (table, 2, 1, ZB_CELL_TEXT, "姓名");
  g_assert_nonnull (strstr (text, "第1页共1页"));
}

/* What a print dialog may ask for. */
static void
test_pages_of_any_size (void)
{
  static const double sizes[][2] = { { 0, 0 }, { 842, 595 }, { 595, 842 }, { 1190, 842 }, { 300, 200 }, { 40, 30 } };
  g_autoptr (GPtrArray) members = make_members (40);

  for (guint layout = ZB_LEDGER_UNIT; layout <= ZB_LEDGER_FULL; layout++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        ZbLedgerPlan plan = make_plan (members, layout, FALSE);
        g_autoptr (ZbLedgerPages) pages = zb_ledger_pages_new (&plan, sizes[i][0], sizes[i][1]);
        cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 100);
        cairo_t         *cr = cairo_create (surface);

        g_assert_cmpuint (zb_ledger_pages_count (pages), >, 0);
        zb_ledger_pages_draw (pages, 0, cr);
        zb_ledger_pages_draw (pages, zb_ledger_pages_count (pages) - 1, cr);
        zb_ledger_pages_draw (pages, zb_ledger_pages_count (pages), cr);
        g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
}

static void
test_differences (void)
{
  static const char *const first[] = { "不一致", "黄海涛", "手机号", "199****3848", "199****9876", "已告知平台", NULL };
  static const char *const second[] = { "只在台账", "梁芳", NULL };
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "差异.pdf", NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (rows, (gpointer) first);
  g_ptr_array_add (rows, (gpointer) second);
  g_assert_true (zb_difference_write_pdf ("与平台核对差异表", DAY, rows, path, &error));
  g_assert_no_error (error);
  text = read_pdf (path);
  for (guint i = 0; first[i] != NULL; i++)
    g_assert_nonnull (strstr (text, first[i]));
  g_assert_nonnull (strstr (text, "梁芳"));
  g_assert_nonnull (strstr (text, "共2项"));
}

typedef gboolean (*Writer) (const ZbLedgerPlan *plan, const char *path, GCancellable *cancellable, GError **error);

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static const Writer writers[] = { zb_ledger_write_sheet, zb_ledger_write_pdf };

/* However early the disk is full: the file that was there stays, nothing half-done is left, and the fault has its name. */
static void
test_full_disk (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autoptr (GPtrArray) members = make_members (200);
  ZbLedgerPlan  plan = make_plan (members, ZB_LEDGER_FULL, FALSE);
  struct rlimit before = { 0 };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    for (rlim_t limit = 0; limit <= 16384; limit += 4096)
      {
        struct rlimit    small = { limit, before.rlim_max };
        g_autofree char *bytes = NULL;
        g_autoptr (GError) error = NULL;

        g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
        g_assert_false (writers[i](&plan, path, NULL, &error));
        g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
        g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FULL);
        g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
        g_assert_cmpstr (bytes, ==, "old");
        g_assert_cmpuint (count_files (folder), ==, 1);
      }
}

/* stdio says once that bytes were lost, and not always to the one who wrote them. */
static void
test_lost_bytes (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autofree char *bytes = g_malloc0 (9000);
  g_autoptr (ZbOutput) output = zb_output_new (path, NULL);
  g_autoptr (GError) error = NULL;

  fclose (output->file);
  output->file = fopen ("/dev/full", "r+b");
  g_assert_nonnull (output->file);
  zb_output_write (output, bytes, 100);
  g_assert_false (zb_output_write (output, bytes, 9000));
  g_assert_false (zb_output_write (output, bytes, 1));
  g_assert_false (zb_output_commit (output, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_forbidden_folder (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autoptr (GPtrArray) members = make_members (1);
  ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);
  gboolean     is_root = geteuid () == 0;

  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  if (is_root) /* who may write everywhere */
    g_assert_cmpint (seteuid (65534), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (writers[i](&plan, path, NULL, &error));
      g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_PERMISSION);
    }
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
}

static void
test_over_a_folder (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autoptr (GPtrArray) members = make_members (1);
  ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (writers[i](&plan, path, NULL, &error));
      g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FAILED);
      g_assert_cmpuint (count_files (folder), ==, 1);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autoptr (GPtrArray) members = make_members (1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (writers[i](&plan, path, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (count_files (folder), ==, 0);
    }
}

/* It holds people's data; a link stays a link. */
static void
test_is_private_and_follows_links (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (GPtrArray) members = make_members (1);
  ZbLedgerPlan plan = make_plan (members, ZB_LEDGER_UNIT, FALSE);
  GStatBuf     info = { 0 };

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (symlink (path, link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_assert_true (writers[i](&plan, link, NULL, NULL));
      g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      g_assert_cmpint (info.st_size, >, 1000);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/sheet/days-are-days-and-numbers-of-people-are-texts", test_sheet_types);
  g_test_add_func ("/ledger/sheet/days-before-march-1900-are-texts", test_sheet_old_days);
  g_test_add_func ("/ledger/sheet/texts-come-back-and-are-never-formulas", test_sheet_hostile);
  g_test_add_func ("/ledger/sheet/the-national-form-has-its-headings", test_sheet_national);
  g_test_add_func ("/ledger/sheet/the-unit-has-its-columns", test_sheet_unit);
  g_test_add_func ("/ledger/sheet/another-reader-finds-types-and-page-setup", test_sheet_otherwise);
  g_test_add_func ("/ledger/masked-has-no-whole-number", test_masked);
  g_test_add_func ("/ledger/the-unit-has-no-identity-number-and-no-birthday", test_unit_has_no_ids);
  g_test_add_func ("/ledger/pdf/each-page-has-headings-and-number-and-whole-rows", test_pdf_pages);
  g_test_add_func ("/ledger/pdf/text-can-be-selected", test_pdf_fonts);
  g_test_add_func ("/ledger/pdf/a-table-too-wide-has-several-bands", test_pdf_bands);
  g_test_add_func ("/ledger/pdf/an-endless-text-hides-nobody", test_pdf_endless);
  g_test_add_func ("/ledger/pdf/nobody-is-a-page-too", test_pdf_nobody);
  g_test_add_func ("/ledger/pages/of-any-size", test_pages_of_any_size);
  g_test_add_func ("/ledger/differences-are-all-there", test_differences);
  g_test_add_func ("/ledger/out/lost-bytes-are-not-forgotten", test_lost_bytes);
  g_test_add_func ("/ledger/out/a-full-disk-leaves-the-old-file", test_full_disk);
  g_test_add_func ("/ledger/out/a-forbidden-folder-has-its-own-error", test_forbidden_folder);
  g_test_add_func ("/ledger/out/never-over-a-folder", test_over_a_folder);
  g_test_add_func ("/ledger/out/cancelled-leaves-nothing", test_cancelled);
  g_test_add_func ("/ledger/out/is-private-and-follows-links", test_is_private_and_follows_links);

  return g_test_run ();
}
