/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/roster-flow.h"
#include "service/ledger.h"

#include "documents/ledger.h"

#include <string.h>

#define LONG 60
#define N_ROUNDS 8
#define N_MEMBERS 25

/* What goes out and comes back by an import is the same ledger, whatever is written in it. */

static const char *const texts[] = {
  "=1+1",
  "+8610",
  "-甲",
  "@x",
  "@SUM(A1:A9)",
  "=cmd|' /C calc'!A0",
  "'单引号'",
  "“引号”\"double\"",
  "第一行\n第二行",
  "a,b;c\td",
  "<b>&amp;</b>",
  "]]>",
  "_x0041_",
  "古丽娜尔·艾山",
  "https://example.org/?a=1&b=2",
  "0123",
  "00",
  "1.50",
  "1980-05-01",
  "1980.10",
  "１２３（全角）",
  "𠮷野",
  "清晏区人民法院审判管理办公室（研究室）副主任",
  "合　计",
};

static const char *
pick (const char *const *from,
      guint              n)
{
  return from[g_test_rand_int_range (0, (int) n)];
}

static gboolean
one_in (int n)
{
  return g_test_rand_int_range (0, n) == 0;
}

/* Only as the ledger would hold it. */
static void
set (ZbMemberDraft *draft,
     ZbMemberField  field,
     const char    *text)
{
  g_autofree char *value = NULL;

  if (zb_member_field_read (field, text, &value))
    zb_member_draft_set (draft, field, value);
}

/* Sometimes no more than the month, or the year. */
static void
set_day (ZbMemberDraft *draft,
         ZbMemberField  field,
         int            year,
         int            month,
         int            day)
{
  g_autofree char *text = NULL;

  if (one_in (4))
    text = g_strdup_printf ("%04d-%02d", year, month);
  else
    text = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  set (draft, field, text);
}

/* Days in an order that can be, and a number that agrees with them. */
static void
fill_person (ZbMemberDraft *draft,
             guint          order)
{
  int              year = g_test_rand_int_range (1950, 1985);
  int              month = g_test_rand_int_range (1, 13), day = g_test_rand_int_range (1, 29);
  g_autofree char *birth = g_strdup_printf ("%04d%02d%02d", year, month, day);
  g_autofree char *number = roster_flow_number (birth, order);
  int              joined = year + g_test_rand_int_range (20, 30);

  set (draft, ZB_MEMBER_ID, number);
  if (!one_in (5))
    set (draft, ZB_MEMBER_SEX, (number[16] - '0') % 2 == 1 ? "男" : "女");
  set_day (draft, ZB_MEMBER_BIRTH, year, month, day);
  set (draft, ZB_MEMBER_CATEGORY, "full");
  set_day (draft, ZB_MEMBER_JOINED, joined, month, day);
  set_day (draft, ZB_MEMBER_FULL_ON, joined + 1, month, day);
  if (one_in (3))
    set_day (draft, ZB_MEMBER_LOST_SINCE, 2018, month, day);
}

static void
fill_name (ZbMemberDraft *draft,
           guint          order)
{
  static const char *const names[] = { "古丽娜尔·艾山", "张", "欧阳", "“引号”", "Anna Maria", "𠮷" };
  g_autofree char         *name = g_strdup_printf ("%s第%u", pick (names, G_N_ELEMENTS (names)), order);

  set (draft, ZB_MEMBER_NAME, name);
}

static void
fill_rest (ZbMemberDraft *draft,
           guint          order)
{
  static const char *const branches[] = { "第一党支部", "第二党支部", "离退休干部党支部" };
  g_autofree char         *phone = g_strdup_printf ("1990000%04u", order);
  g_autofree char         *landline = g_strdup_printf ("0999-600%04u", order);

  for (guint i = 0; i < ZB_N_MEMBER_FIELDS; i++)
    if (zb_member_field_get_kind (i) == ZB_FIELD_TEXT && i != ZB_MEMBER_NAME && !one_in (3))
      set (draft, i, pick (texts, G_N_ELEMENTS (texts)));
    else if (zb_member_field_get_kind (i) == ZB_FIELD_YES_NO && !one_in (3))
      set (draft, i, one_in (2) ? "是" : "否");
  zb_member_draft_set (draft, ZB_MEMBER_LANDLINE, NULL);
  set (draft, ZB_MEMBER_BRANCH, pick (branches, G_N_ELEMENTS (branches)));
  set (draft, ZB_MEMBER_STATUS, one_in (4) ? "停止党籍" : "正常");
  if (!one_in (4))
    set (draft, ZB_MEMBER_PHONE, phone);
  if (!one_in (4))
    set (draft, ZB_MEMBER_LANDLINE, landline);
}

static GPtrArray *
make_roster (void)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; i <= N_MEMBERS; i++)
    {
      g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();

      fill_name (draft, i);
      fill_rest (draft, i);
      fill_person (draft, i);
      g_ptr_array_add (members, zb_member_new (i, draft, 0, TRUE, NULL, 0));
    }

  return members;
}

static int export(RosterFlow    *self,
                  const char    *path,
                  GPtrArray     *members,
                  ZbExportLayout layout,
                  gboolean       masked,
                  GError       **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  zb_ledger_export_async (self->roster, path, members, layout, masked, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  return zb_ledger_export_finish (self->roster, done, error);
}

static char *
export_well (RosterFlow    *self,
             const char    *name,
             GPtrArray     *members,
             ZbExportLayout layout,
             gboolean       masked)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  int n = export(self, path, members, layout, masked, &error);

  g_assert_no_error (error);
  if (members != NULL)
    g_assert_cmpint (n, ==, members->len);
  return path;
}

static ZbTable *
read_table (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize            size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return zb_table_read ((const guint8 *) bytes, size);
}

static void
assert_same (const ZbMemberDraft *ours,
             const ZbMemberDraft *theirs)
{
  for (guint i = 0; i < ZB_N_MEMBER_FIELDS; i++)
    {
      g_test_message ("%s", zb_member_field_to_code (i));
      g_assert_cmpstr (theirs->values[i], ==, ours->values[i]);
    }
}

static void
test_identity (RosterFlow   *self,
               gconstpointer data)
{
  g_autoptr (GPtrArray) members = make_roster ();
  g_autofree char *path = export_well (self, "全部.xlsx", members, ZB_EXPORT_FULL, FALSE);
  g_autofree char *again = NULL;
  guint            n_new = 0, n_changed = 0;

  roster_flow_open_file (self, path);
  g_assert_cmpint (zb_roster_import_get_problem (self->import), ==, ZB_SHEET_OK);
  g_assert_cmpuint (zb_roster_import_count (self->import, ZB_ROW_NEW), ==, members->len);
  g_assert_true (roster_flow_apply (self, &n_new, &n_changed, NULL));
  g_assert_cmpuint (n_new, ==, members->len);

  for (guint i = 0; i < members->len; i++)
    {
      ZbMember *member = g_ptr_array_index (members, i);
      g_autoptr (ZbMemberDraft) ours = zb_member_to_draft (member);
      g_autoptr (ZbMemberDraft) theirs = zb_member_to_draft (roster_flow_find (self, zb_member_get_name (member)));

      assert_same (ours, theirs);
    }

  again = export_well (self, "再一次.xlsx", NULL, ZB_EXPORT_FULL, FALSE);
  roster_flow_open_file (self, again);
  g_assert_cmpuint (zb_roster_import_count (self->import, ZB_ROW_SAME), ==, members->len);
  g_assert_cmpuint (zb_roster_import_get_absent (self->import)->len, ==, 0);
}

/* The national form and the unit's ledger have less, but nothing else. */
static void
test_other_layouts (RosterFlow   *self,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) members = make_roster ();
  g_autofree char *path = export_well (self, "全部.xlsx", members, ZB_EXPORT_FULL, FALSE);
  g_autofree char *national = NULL;
  g_autofree char *unit = NULL;

  roster_flow_open_file (self, path);
  g_assert_true (roster_flow_apply (self, NULL, NULL, NULL));
  national = export_well (self, "汇总表.xlsx", NULL, ZB_EXPORT_NATIONAL, FALSE);
  roster_flow_open_file (self, national);
  g_assert_cmpuint (zb_roster_import_count (self->import, ZB_ROW_SAME), ==, members->len);

  unit = export_well (self, "台账.xlsx", NULL, ZB_EXPORT_UNIT, FALSE);
  roster_flow_open_file (self, unit);
  g_assert_cmpuint (zb_roster_import_count (self->import, ZB_ROW_SAME), ==, members->len);
}

static void
assert_hidden (ZbTable    *table,
               const char *number)
{
  ZbSheet *sheet = roster_flow_sheet (table);

  for (guint i = 0; number != NULL && i < sheet->cells->len; i++)
    g_assert_null (strstr (g_array_index (sheet->cells, ZbCell, i).text, number));
}

static void
test_masked (RosterFlow   *self,
             gconstpointer data)
{
  g_autoptr (GPtrArray) members = make_roster ();

  for (guint layout = ZB_EXPORT_UNIT; layout <= ZB_EXPORT_FULL; layout++)
    {
      g_autofree char *path = export_well (self, "公示.xlsx", members, layout, TRUE);
      g_autoptr (ZbTable) table = read_table (path);

      for (guint i = 0; i < members->len; i++)
        {
          ZbMember *member = g_ptr_array_index (members, i);

          assert_hidden (table, zb_member_get_value (member, ZB_MEMBER_ID));
          assert_hidden (table, zb_member_get_value (member, ZB_MEMBER_PHONE));
          assert_hidden (table, zb_member_get_value (member, ZB_MEMBER_LANDLINE));
        }
    }
}

static ZbMember *
make_member (const char *name,
             const char *branch)
{
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();

  zb_member_draft_set (draft, ZB_MEMBER_NAME, name);
  zb_member_draft_set (draft, ZB_MEMBER_BRANCH, branch);
  return zb_member_new (1, draft, 0, TRUE, NULL, 0);
}

static void
assert_title (RosterFlow *self,
              GPtrArray  *members,
              const char *title)
{
  g_autofree char *path = export_well (self, "题目.xlsx", members, ZB_EXPORT_UNIT, FALSE);
  g_autoptr (ZbTable) table = read_table (path);

  g_assert_cmpstr (g_array_index (roster_flow_sheet (table)->cells, ZbCell, 0).text, ==, title);
}

/* Of one branch: its own; of several: the library's. */
static void
test_title (RosterFlow   *self,
            gconstpointer data)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (members, make_member ("甲", "第二党支部"));
  assert_title (self, members, "第二党支部党员台账");
  g_ptr_array_add (members, make_member ("乙", "第三党支部"));
  assert_title (self, members, "第一党支部党员台账");
}

static void
test_pdf (RosterFlow   *self,
          gconstpointer data)
{
  g_autoptr (GPtrArray) members = make_roster ();
  g_autofree char *path = export_well (self, "台账.PDF", members, ZB_EXPORT_UNIT, TRUE);
  g_autofree char *bytes = NULL;
  g_autoptr (ZbPages) pages = zb_ledger_pages (self->roster, members, ZB_EXPORT_UNIT, TRUE, 0, 0);

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  g_assert_cmpuint (zb_pages_count (pages), >, 0);
  g_assert_cmpstr (zb_pages_get_font (pages), !=, "");
}

static void
test_faults (RosterFlow   *self,
             gconstpointer data)
{
  static const struct
  {
    ZbDocumentError code;
    ZbFault         fault;
  } faults[] = {
    { ZB_DOCUMENT_ERROR_FULL, ZB_FAULT_FULL },
    { ZB_DOCUMENT_ERROR_PERMISSION, ZB_FAULT_PERMISSION },
    { ZB_DOCUMENT_ERROR_FAILED, ZB_FAULT_FAILED },
  };
  g_autofree char *path = g_build_filename (self->folder, "没有的文件夹", "台账.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (export(self, path, NULL, ZB_EXPORT_UNIT, FALSE, &error), ==, -1);
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FAILED);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) made = g_error_new_literal (ZB_DOCUMENT_ERROR, (int) faults[i].code, "made");

      g_assert_cmpint (zb_service_fault (made), ==, faults[i].fault);
    }
}

static void
load_compare (ZbRosterCompare *compare)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  zb_roster_compare_load_async (compare, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_assert_true (zb_roster_compare_load_finish (compare, done, NULL));
}

static char *
export_differences (RosterFlow      *self,
                    ZbRosterCompare *compare)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autofree char  *path = g_build_filename (self->folder, "差异.pdf", NULL);
  const char *const arguments[] = { "pdftotext", "-layout", path, "-", NULL };
  char             *text = NULL;
  int               status = 0;

  zb_compare_export_async (compare, path, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_assert_true (zb_compare_export_finish (compare, done, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return text;
}

static void
run_compare (RosterFlow      *self,
             ZbRosterCompare *compare)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  zb_roster_compare_run_async (compare, self->import, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_assert_cmpint (zb_roster_compare_run_finish (compare, done, NULL), >=, 0);
}

static gboolean
is_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
test_differences (RosterFlow   *self,
                  gconstpointer data)
{
  ZbRosterCompare *compare = zb_roster_compare_new (self->roster);
  g_autofree char *text = NULL;

  roster_flow_take_text (self, "姓名\t出生日期\t手机号码\n黄海涛\t1977-09-10\t19900003848\n梁芳\t1961-06-24\t19900004033");
  roster_flow_open_text (self, "姓名\t出生日期\t手机号码\n黄海涛\t1977-09-10\t19900009876");
  run_compare (self, compare);
  load_compare (compare);

  text = export_differences (self, compare);
  g_assert_nonnull (strstr (text, "第一党支部党员信息与平台核对差异表"));
  g_assert_nonnull (strstr (text, "不一致"));
  g_assert_nonnull (strstr (text, "只在台账"));
  g_assert_nonnull (strstr (text, "梁芳"));
  g_assert_nonnull (strstr (text, "199****9876"));
  g_assert_null (strstr (text, "19900009876"));
  zb_test_until (is_alone, compare, LONG);
  g_assert_finalize_object (compare);
}

static void
add (const char *path,
     void (*test) (RosterFlow *, gconstpointer))
{
  g_test_add (path, RosterFlow, NULL, roster_flow_set_up, test, roster_flow_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 1; i <= N_ROUNDS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/export/then-import-is-the-identity/%u", i);

      add (path, test_identity);
    }
  add ("/export/other-layouts-change-nothing-either", test_other_layouts);
  add ("/export/masked-has-no-whole-number", test_masked);
  add ("/export/the-title-names-the-branch", test_title);
  add ("/export/pdf-by-the-ending", test_pdf);
  add ("/export/faults-have-names", test_faults);
  add ("/export/differences-are-a-page-too", test_differences);

  return g_test_run ();
}
