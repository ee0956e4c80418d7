/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/roster-flow.h"

#include <json-glib/json-glib.h>

#define FORM "党员基本信息汇总表.xls"

static void
assert_text (char       *text, /* taken */
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

/* Headings. */

static const struct
{
  const char *text, *columns;
  guint       n_rows;
} sheets[] = {
  { "姓名\t性别\t出生年月\t入党时间\t工作单位及职务\t联系电话\t所属支部\n张三\t男", "A name B sex C birth D joined E post F phone G branch", 1 },
  { "党员名册\n\n序号\t姓　名\t身份证 号码\t民族\n1\t张三\t\t汉族\n2\t李四", "B name C id D ethnicity", 2 },
  { "党员信息\n填报单位：某院\t\t日期：2019年\n序号\t姓 名\t出生\t联系电话\t\t失联情况\t\t备注\n\t\t\t手机号\t固定电话\t是否为失联党员\t失去联系日期\n1\t张三",
    "B name C birth D phone E landline F lost G lost_since H note", 1 },
  { "姓名*\t出生年月(年.月)\t入党日期：\t转正日期\t手机\t电话\t年龄\n张三\t1980.05", "A name B birth C joined D full_on E phone F landline", 1 },
  { "姓名\t党龄\t籍贯\t公民身份证号\n张三\t9\t某地", "A name D id", 1 },
  { "姓名\t性别\n甲\t乙\n张三\t男\n姓名\t性别\n李四\t女\n填表人：王五\n合计\t2", "A name B sex", 2 },
  { "姓名\t性别\n张三\t男\n审核人：赵六\t\n共 1 人", "A name B sex", 1 },
};

static void
test_headings (RosterFlow   *self,
               gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      roster_flow_open_text (self, sheets[i].text);
      assert_text (roster_flow_columns (self), sheets[i].columns);
      g_assert_cmpuint (zb_roster_import_get_rows (self->import)->len, ==, sheets[i].n_rows);
    }
}

static void
test_no_headings (RosterFlow   *self,
                  gconstpointer data)
{
  static const char *const texts[] = { "张三\t男\n李四\t女", "姓名\n张三", "性别\t民族\n男\t汉族" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *words = NULL;

      roster_flow_open_text (self, texts[i]);
      g_assert_cmpint (zb_roster_import_get_problem (self->import), ==, ZB_SHEET_NO_HEADINGS);
      words = zb_roster_import_dup_problem_words (self->import);
      g_assert_nonnull (strstr (words, "姓名"));
      g_assert_cmpuint (zb_roster_import_get_rows (self->import)->len, ==, 0);
    }
}

static void
add_merge (ZbSheet *sheet,
           ZbMerge  merge)
{
  g_array_append_val (sheet->merges, merge);
}

/* Groups over their columns, and what is merged downwards beside them. */
static void
test_merged_headings (RosterFlow   *self,
                      gconstpointer data)
{
  ZbTable *table = roster_flow_table ("序号\t姓名\t流动情况\t\t所在党支部\n\t\t是否流动\t流向\n1\t张三\t是\t某市\t一支部\n2\t李四\t否\t\t\n\n3\t王五\t否");
  ZbSheet *sheet = roster_flow_sheet (table);

  add_merge (sheet, (ZbMerge){ .first_row = 0, .last_row = 1, .first_column = 1, .last_column = 1 });
  add_merge (sheet, (ZbMerge){ .first_row = 0, .last_row = 0, .first_column = 2, .last_column = 3 });
  add_merge (sheet, (ZbMerge){ .first_row = 2, .last_row = 3, .first_column = 4, .last_column = 4 });
  roster_flow_open_table (self, table);

  assert_text (roster_flow_columns (self), "B name C away D away_to E branch");
  g_assert_cmpstr (((ZbRosterColumn *) zb_roster_import_get_columns (self->import)->pdata[3])->heading, ==, "流动情况/流向");
  g_assert_cmpstr (roster_flow_row (self, 1)->draft->values[ZB_MEMBER_BRANCH], ==, "一支部");
  g_assert_null (roster_flow_row (self, 2)->draft->values[ZB_MEMBER_BRANCH]);
}

static void
test_two_columns (RosterFlow   *self,
                  gconstpointer data)
{
  roster_flow_open_text (self, "姓名\t工作单位\t职务\n张三\t某院\t庭长\n李四\t某院\n王五\t\t科员\n赵六\t某院\t某院书记员");
  assert_text (roster_flow_columns (self), "A name B post C post");
  g_assert_cmpstr (roster_flow_row (self, 0)->draft->values[ZB_MEMBER_POST], ==, "某院庭长");
  g_assert_cmpstr (roster_flow_row (self, 1)->draft->values[ZB_MEMBER_POST], ==, "某院");
  g_assert_cmpstr (roster_flow_row (self, 2)->draft->values[ZB_MEMBER_POST], ==, "科员");
  g_assert_cmpstr (roster_flow_row (self, 3)->draft->values[ZB_MEMBER_POST], ==, "某院书记员");
  zb_roster_import_map (self->import, 2, TRUE, ZB_MEMBER_POST);
  assert_text (roster_flow_columns (self), "A name C post");
  g_assert_cmpstr (roster_flow_row (self, 0)->draft->values[ZB_MEMBER_POST], ==, "庭长");
}

static void
test_best_sheet (RosterFlow   *self,
                 gconstpointer data)
{
  ZbTable *table = roster_flow_table ("说明\n本表由支部填写");
  ZbSheet *hidden = zb_table_add_sheet (table, "旧");
  ZbSheet *sheet = zb_table_add_sheet (table, "名册");

  hidden->hidden = TRUE;
  for (guint i = 0; i < 2; i++)
    {
      ZbSheet *to = i == 0 ? hidden : sheet;

      zb_table_add_text (table, to, 0, 0, "姓名", -1, 0);
      zb_table_add_text (table, to, 0, 1, "性别", -1, 0);
      zb_table_add_text (table, to, 1, 0, i == 0 ? "旧人" : "张三", -1, 0);
    }
  zb_table_add_text (table, hidden, 0, 2, "民族", -1, 0);
  zb_table_finish (table);
  roster_flow_open_table (self, table);

  g_assert_cmpstr (zb_roster_import_get_sheet (self->import), ==, "名册");
  g_assert_cmpstr (roster_flow_row (self, 0)->draft->values[ZB_MEMBER_NAME], ==, "张三");
}

/* Cells. */

static const struct
{
  const char   *heading, *cell;
  ZbCellKind    kind;
  guint         flags;
  ZbMemberField field;
  const char   *value, *problem;
} cells[] = {
  { "出生年月", "1980年5月", ZB_CELL_TEXT, 0, ZB_MEMBER_BIRTH, "1980-05", "" },
  { "出生年月", "1980.05", ZB_CELL_TEXT, 0, ZB_MEMBER_BIRTH, "1980-05", "" },
  { "出生日期", "19800501", ZB_CELL_NUMBER, 0, ZB_MEMBER_BIRTH, "1980-05-01", "" },
  { "出生日期", "29342", ZB_CELL_NUMBER, 0, ZB_MEMBER_BIRTH, "1980-05-01", "" },
  { "出生日期", "29342", ZB_CELL_TEXT, 0, ZB_MEMBER_BIRTH, "1980-05-01", "" },
  { "出生日期", "1980-05-01 00:00:00", ZB_CELL_DATE, 0, ZB_MEMBER_BIRTH, "1980-05-01", "" },
  { "出生日期", "1980", ZB_CELL_NUMBER, 0, ZB_MEMBER_BIRTH, "1980", "" },
  { "出生日期", "1980.1", ZB_CELL_NUMBER, 0, ZB_MEMBER_BIRTH, NULL, "2B date-unreadable" },
  { "出生日期", "不记得", ZB_CELL_TEXT, 0, ZB_MEMBER_BIRTH, NULL, "2B date-unreadable" },
  { "出生日期", "1980-13-01", ZB_CELL_TEXT, 0, ZB_MEMBER_BIRTH, NULL, "2B date-unreadable" },
  { "出生日期", "999999", ZB_CELL_NUMBER, 0, ZB_MEMBER_BIRTH, NULL, "2B date-unreadable" },
  { "入党时间", "2020-01-01", ZB_CELL_TEXT, 0, ZB_MEMBER_JOINED, "2020-01-01", "2B date-future" },
  { "转正时间", "—", ZB_CELL_TEXT, 0, ZB_MEMBER_FULL_ON, NULL, "" },
  { "公民身份号码", "9.99001197011281E+17", ZB_CELL_NUMBER, ZB_CELL_ROUNDED, ZB_MEMBER_ID, NULL, "2B id-rounded" },
  { "公民身份号码", "9.99001E+17", ZB_CELL_TEXT, 0, ZB_MEMBER_ID, NULL, "2B id-rounded" },
  { "公民身份号码", "999001197011282000", ZB_CELL_TEXT, 0, ZB_MEMBER_ID, NULL, "2B id-rounded" },
  { "公民身份号码", " 99900119820404142x", ZB_CELL_TEXT, 0, ZB_MEMBER_ID, "99900119820404142X", "" },
  { "公民身份号码", "'999001198204041420", ZB_CELL_TEXT, 0, ZB_MEMBER_ID, NULL, "2B id-check" },
  { "公民身份号码", "99900119820404", ZB_CELL_TEXT, 0, ZB_MEMBER_ID, NULL, "2B id-length" },
  { "公民身份号码", "/", ZB_CELL_TEXT, 0, ZB_MEMBER_ID, NULL, "2B id-missing" },
  { "手机号", "19900003737", ZB_CELL_NUMBER, 0, ZB_MEMBER_PHONE, "19900003737", "" },
  { "手机号", "199 0000-3737", ZB_CELL_TEXT, 0, ZB_MEMBER_PHONE, "19900003737", "" },
  { "手机号", "+8619900003737", ZB_CELL_TEXT, ZB_CELL_LIKE_FORMULA, ZB_MEMBER_PHONE, "19900003737", "" },
  { "手机号", "1.99E+10", ZB_CELL_TEXT, 0, ZB_MEMBER_PHONE, NULL, "2B value-unreadable" },
  { "联系电话", "0999-6000123", ZB_CELL_TEXT, 0, ZB_MEMBER_LANDLINE, "0999-6000123", "" },
  { "联系电话", "0999-6000123", ZB_CELL_TEXT, 0, ZB_MEMBER_PHONE, NULL, "" },
  { "联系电话", "6000123", ZB_CELL_NUMBER, 0, ZB_MEMBER_LANDLINE, "6000123", "" },
  { "联系电话", "19900003737/0999-6000123", ZB_CELL_TEXT, 0, ZB_MEMBER_PHONE, "19900003737", "" },
  { "联系电话", "19900003737、0999-6000123", ZB_CELL_TEXT, 0, ZB_MEMBER_LANDLINE, "0999-6000123", "" },
  { "性别", "女", ZB_CELL_TEXT, 0, ZB_MEMBER_SEX, "female", "" },
  { "性别", "未知", ZB_CELL_TEXT, 0, ZB_MEMBER_SEX, NULL, "2B value-unreadable" },
  { "人员类别", "中共预备党员", ZB_CELL_TEXT, 0, ZB_MEMBER_CATEGORY, "probationary", "" },
  { "是否失联", "√", ZB_CELL_TEXT, 0, ZB_MEMBER_LOST, "yes", "" },
  { "是否失联", "FALSE", ZB_CELL_BOOL, 0, ZB_MEMBER_LOST, "no", "" },
  { "备注", "=1+1", ZB_CELL_TEXT, ZB_CELL_LIKE_FORMULA, ZB_MEMBER_NOTE, "=1+1", "2B formula-text" },
  { "备注", "#N/A", ZB_CELL_ERROR, 0, ZB_MEMBER_NOTE, NULL, "2B value-unreadable" },
};

static ZbTable *
make_cell (guint i)
{
  g_autofree char *text = g_strdup_printf ("姓名\t%s\n张三", cells[i].heading);
  ZbTable         *table = roster_flow_table (text);

  if (cells[i].kind == ZB_CELL_TEXT)
    g_assert_true (zb_table_add_text (table, roster_flow_sheet (table), 1, 1, cells[i].cell, -1, cells[i].flags));
  else
    g_assert_true (zb_table_add_other (table, roster_flow_sheet (table), 1, 1, cells[i].kind, cells[i].cell, cells[i].flags));
  zb_table_finish (table);
  return table;
}

static void
test_cells (RosterFlow   *self,
            gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_test_message ("%s: %s", cells[i].heading, cells[i].cell);
      roster_flow_open_table (self, make_cell (i));
      g_assert_cmpstr (roster_flow_row (self, 0)->draft->values[cells[i].field], ==, cells[i].value);
      assert_text (roster_flow_problems (self), cells[i].problem);
    }
}

static void
test_names (RosterFlow   *self,
            gconstpointer data)
{
  roster_flow_open_text (self, "姓名\t性别\n张　三\t男\n古丽娜尔•艾山\t女\n阿依古丽・买买提\t女\n阿卜杜.热合曼\t男");
  g_assert_cmpstr (roster_flow_row (self, 0)->draft->values[ZB_MEMBER_NAME], ==, "张三");
  g_assert_cmpstr (roster_flow_row (self, 1)->draft->values[ZB_MEMBER_NAME], ==, "古丽娜尔·艾山");
  g_assert_cmpstr (roster_flow_row (self, 2)->draft->values[ZB_MEMBER_NAME], ==, "阿依古丽·买买提");
  g_assert_cmpstr (roster_flow_row (self, 3)->draft->values[ZB_MEMBER_NAME], ==, "阿卜杜·热合曼");
}

static void
test_hidden_rows (RosterFlow   *self,
                  gconstpointer data)
{
  ZbTable *table = roster_flow_table ("姓名\t性别\n张三\t男\n李四\t女\n王五\t男");
  guint32  row = 2;

  g_array_append_val (roster_flow_sheet (table)->hidden_rows, row);
  roster_flow_open_table (self, table);
  assert_text (roster_flow_counts (self), "new 3 changed 0 same 0 refused 0");
  assert_text (roster_flow_problems (self), "3 hidden-row");
  g_assert_true (roster_flow_row (self, 1)->ticked);
}

/* 999001197011281000 is right by itself, and not beside one that is not. */
static void
test_rounded_column (RosterFlow   *self,
                     gconstpointer data)
{
  roster_flow_open_text (self, "姓名\t身份证号\n张三\t999001197011281000");
  assert_text (roster_flow_problems (self), "");
  roster_flow_open_text (self, "姓名\t身份证号\n张三\t999001197011281000\n李四\t999001198206041000");
  assert_text (roster_flow_problems (self), "2B id-rounded, 3B id-rounded");
  g_assert_null (roster_flow_row (self, 0)->draft->values[ZB_MEMBER_ID]);
}

static void
test_nameless (RosterFlow   *self,
               gconstpointer data)
{
  roster_flow_open_text (self, "序号\t姓名\t出生日期\t所在党支部\n1\t张三\t1980.05\n2\t\t1981.06\n3\t\t\t一支部\n4");
  assert_text (roster_flow_counts (self), "new 1 changed 0 same 0 refused 1");
  assert_text (roster_flow_problems (self), "3B name-missing");
}

/* Whom a row means. */

static void
test_months_agree (RosterFlow   *self,
                   gconstpointer data)
{
  roster_flow_take_text (self, "姓名\t出生日期\t入党时间\n张三\t1980-05-01\t2003\n李四\t1981-06\t2004-07-01");
  roster_flow_open_text (self, "姓名\t出生年月\t入党时间\n张　三\t1980.05\t2003.06.09\n李四\t1981年6月\t2004.07");
  assert_text (roster_flow_counts (self), "new 0 changed 1 same 1 refused 0");
  assert_text (roster_flow_changes (roster_flow_row (self, 0)), "joined 2003>2003-06-09 finer");

  g_assert_true (roster_flow_apply (self, NULL, NULL, NULL));
  g_assert_cmpstr (roster_flow_value (self, "张三", ZB_MEMBER_BIRTH), ==, "1980-05-01");
  g_assert_cmpstr (roster_flow_value (self, "张三", ZB_MEMBER_JOINED), ==, "2003-06-09");
}

/* The ledger goes by the days: who turns full later is not full yet, and that is no difference. */
static void
test_later_days (RosterFlow   *self,
                 gconstpointer data)
{
  static const char *const table = "姓名\t人员类别\t入党时间\t转正时间\n"
                                   "张三\t正式党员\t2018-07-01\t2019-07-01\n"
                                   "李四\t正式党员\t2019-07-01\t2020-07-01\n"
                                   "王五\t预备党员\t2019-07-01\n"
                                   "赵六\t正式党员\t\t2019-07-01";

  roster_flow_take_text (self, table);
  roster_flow_load (self);
  g_assert_cmpstr (roster_flow_value (self, "张三", ZB_MEMBER_CATEGORY), ==, "probationary");
  roster_flow_open_text (self, table);
  assert_text (roster_flow_counts (self), "new 0 changed 0 same 4 refused 0");

  roster_flow_open_text (self, "姓名\t人员类别\t入党时间\t转正时间\n张三\t正式党员\t2018-07-01\t2019-06-29");
  assert_text (roster_flow_counts (self), "new 0 changed 1 same 0 refused 0");
  g_assert_true (roster_flow_apply (self, NULL, NULL, NULL));
  roster_flow_load (self);
  g_assert_cmpstr (roster_flow_value (self, "张三", ZB_MEMBER_CATEGORY), ==, "full");
}

static void
test_same_name (RosterFlow   *self,
                gconstpointer data)
{
  ZbRosterRow *row;

  roster_flow_take_text (self, "姓名\t出生日期\n张三\t1980-05-01");
  roster_flow_open_text (self, "姓名\t出生日期\n张三\t1985-07-01");
  assert_text (roster_flow_counts (self), "new 1 changed 0 same 0 refused 0");
  assert_text (roster_flow_problems (self), "2A same-name");
  row = roster_flow_row (self, 0);
  g_assert_false (row->ticked);
  g_assert_cmpint (row->perhaps, ==, zb_member_get_id (roster_flow_find (self, "张三")));
  g_assert_nonnull (strstr (row->perhaps_words, "张三"));
  g_assert_cmpuint (zb_roster_import_count_ticked (self->import), ==, 0);

  zb_roster_import_identify (self->import, 0, TRUE);
  assert_text (roster_flow_changes (roster_flow_row (self, 0)), "birth 1980-05-01>1985-07-01");
  zb_roster_import_identify (self->import, 0, FALSE);
  row = roster_flow_row (self, 0);
  g_assert_cmpint (row->kind, ==, ZB_ROW_NEW);
  g_assert_true (row->ticked);
  g_assert_cmpint (row->perhaps, ==, 0);
  g_assert_true (roster_flow_apply (self, NULL, NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (zb_roster_get_model (self->roster)), ==, 2);
}

static void
test_two_candidates (RosterFlow   *self,
                     gconstpointer data)
{
  roster_flow_take_text (self, "姓名\t出生日期\n张三\t1980-05-01\n张三\t1980-05-02");
  roster_flow_open_text (self, "姓名\t出生年月\n张三\t1980.05");
  assert_text (roster_flow_counts (self), "new 0 changed 0 same 0 refused 1");
  assert_text (roster_flow_problems (self), "2A same-name");
  g_assert_cmpuint (zb_roster_import_get_absent (self->import)->len, ==, 0);
}

/* The old number of the row before: one number, whatever the names. */
static void
test_old_number_twice (RosterFlow   *self,
                       gconstpointer data)
{
  g_autofree char *number = roster_flow_number ("19800501", 101);
  g_autofree char *text = g_strdup_printf ("姓名\t身份证号\n张三\t%s\n李四\t%.6s%.9s", number, number, number + 8);

  roster_flow_open_text (self, text);
  assert_text (roster_flow_counts (self), "new 1 changed 0 same 0 refused 1");
  assert_text (roster_flow_problems (self), "3B id-old, 3B id-duplicate");
}

static void
test_one_number_twice (RosterFlow   *self,
                       gconstpointer data)
{
  g_autofree char *number = roster_flow_number ("19800501", 101);
  g_autofree char *text = g_strdup_printf ("姓名\t身份证号\n张三\t%s\n张三\t%s", number, number);

  roster_flow_open_text (self, text);
  assert_text (roster_flow_counts (self), "new 1 changed 0 same 0 refused 1");
  assert_text (roster_flow_problems (self), "3B id-duplicate");
  roster_flow_take_text (self, text);
  roster_flow_open_text (self, text);
  assert_text (roster_flow_counts (self), "new 0 changed 0 same 1 refused 1");
}

static void
test_numbers_decide (RosterFlow   *self,
                     gconstpointer data)
{
  g_autofree char *one = roster_flow_number ("19800501", 101);
  g_autofree char *two = roster_flow_number ("19800501", 103);
  g_autofree char *text = g_strdup_printf ("姓名\t身份证号\t手机\n张三\t%s\t19900000001\n张三\t%s\t19900000002", one, two);
  g_autofree char *renamed = g_strdup_printf ("姓名\t身份证号\n张珊\t%s", one);

  roster_flow_take_text (self, text);
  g_assert_cmpuint (g_list_model_get_n_items (zb_roster_get_model (self->roster)), ==, 2);
  roster_flow_open_text (self, text);
  assert_text (roster_flow_counts (self), "new 0 changed 0 same 2 refused 0");
  roster_flow_open_text (self, renamed);
  assert_text (roster_flow_changes (roster_flow_row (self, 0)), "name 张三>张珊");
  g_assert_cmpuint (zb_roster_import_get_absent (self->import)->len, ==, 1);
}

/* Who has left is asked about, and comes back into the branch. */
static void
test_left (RosterFlow   *self,
           gconstpointer data)
{
  static const char text[] = "姓名\t出生日期\t所在党支部\n张三\t1980-05-01\t二支部";
  GAsyncResult     *result = NULL;

  roster_flow_take_text (self, text);
  zb_roster_leave_async (self->roster, zb_member_get_id (roster_flow_find (self, "张三")), "2019-06-01", ZB_CAUSE_WITHDRAWN, NULL, NULL, zb_test_result_cb, &result);
  roster_flow_edit_finish (self, &result);
  g_assert_false (zb_member_get_present (roster_flow_find (self, "张三")));

  roster_flow_open_text (self, text);
  assert_text (roster_flow_counts (self), "new 1 changed 0 same 0 refused 0");
  g_assert_cmpint (roster_flow_row (self, 0)->perhaps, !=, 0);
  g_assert_false (roster_flow_row (self, 0)->ticked);
  zb_roster_import_identify (self->import, 0, TRUE);
  assert_text (roster_flow_changes (roster_flow_row (self, 0)), "branch >二支部");
  g_assert_true (roster_flow_apply (self, NULL, NULL, NULL));
  g_assert_true (zb_member_get_present (roster_flow_find (self, "张三")));
}

/* What is written. */

static void
test_empty_cells (RosterFlow   *self,
                  gconstpointer data)
{
  roster_flow_take_text (self, "姓名\t出生日期\t手机\t民族\n张三\t1980-05-01\t19900000001\t汉族");
  roster_flow_open_text (self, "姓名\t出生日期\t手机\t民族\n张三\t1980-05-01\t\t汉");
  assert_text (roster_flow_counts (self), "new 0 changed 0 same 1 refused 0");
}

static void
test_fields_ticked (RosterFlow   *self,
                    gconstpointer data)
{
  guint n_new, n_changed;

  roster_flow_take_text (self, "姓名\t出生日期\t手机\t民族\n张三\t1980-05-01\t19900000001\t汉族\n李四\t1981-05-01");
  roster_flow_open_text (self, "姓名\t出生日期\t手机\t民族\n张三\t1980-05-01\t19900000002\t回族\n李四\t1981-05-01\t19900000003\n王五");
  assert_text (roster_flow_changes (roster_flow_row (self, 0)), "ethnicity 汉族>回族, phone 19900000001>19900000002");
  zb_roster_import_tick_field (self->import, 0, ZB_MEMBER_ETHNICITY, FALSE);
  zb_roster_import_tick (self->import, 1, FALSE);
  g_assert_cmpuint (zb_roster_import_count_ticked (self->import), ==, 2);

  g_assert_true (roster_flow_apply (self, &n_new, &n_changed, NULL));
  g_assert_cmpuint (n_new, ==, 1);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (roster_flow_value (self, "张三", ZB_MEMBER_PHONE), ==, "19900000002");
  g_assert_cmpstr (roster_flow_value (self, "张三", ZB_MEMBER_ETHNICITY), ==, "汉族");
  g_assert_null (roster_flow_value (self, "李四", ZB_MEMBER_PHONE));
  g_assert_cmpstr (zb_library_get_undo_label (self->library), ==, "导入名册 2 人");
}

static void
test_one_branch_two_ways (RosterFlow   *self,
                          gconstpointer data)
{
  roster_flow_take_text (self, "姓名\t所在党支部\n张三\t中共某院第二支部委员会");
  roster_flow_open_text (self, "姓名\t所在党支部\n张三\t某院第二党支部\n李四\t某院第二党支部");
  assert_text (roster_flow_counts (self), "new 1 changed 0 same 1 refused 0");
  g_assert_true (roster_flow_apply (self, NULL, NULL, NULL));
  g_assert_cmpstr (roster_flow_value (self, "李四", ZB_MEMBER_BRANCH), ==, "中共某院第二支部委员会");
}

static void
test_mapping (RosterFlow   *self,
              gconstpointer data)
{
  roster_flow_open_text (self, "姓名\t联系电话\t电话2\n张三\t0999-6000123\t19900000001");
  assert_text (roster_flow_columns (self), "A name B phone");
  zb_roster_import_map (self->import, 2, TRUE, ZB_MEMBER_PHONE);
  assert_text (roster_flow_columns (self), "A name C phone");
  g_assert_cmpstr (roster_flow_row (self, 0)->draft->values[ZB_MEMBER_PHONE], ==, "19900000001");
  zb_roster_import_map (self->import, 1, TRUE, ZB_MEMBER_LANDLINE);
  g_assert_cmpstr (roster_flow_row (self, 0)->draft->values[ZB_MEMBER_LANDLINE], ==, "0999-6000123");
  zb_roster_import_map (self->import, 2, FALSE, ZB_MEMBER_PHONE);
  g_assert_null (roster_flow_row (self, 0)->draft->values[ZB_MEMBER_PHONE]);
}

/* Nothing is written into a ledger that is no longer the one that was shown. */
static void
test_conflict (RosterFlow   *self,
               gconstpointer data)
{
  g_autoptr (ZbRosterImport) other = zb_roster_import_new (self->roster);
  g_autoptr (GError) error = NULL;
  ZbRosterImport *first = self->import;

  roster_flow_open_text (self, "姓名\t民族\n张三\t汉族");
  self->import = other;
  roster_flow_take_text (self, "姓名\t民族\n李四\t汉族");
  self->import = first;

  g_assert_false (roster_flow_apply (self, NULL, NULL, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CONFLICT);
  g_assert_cmpuint (g_list_model_get_n_items (zb_roster_get_model (self->roster)), ==, 1);
}

static void
test_undo (RosterFlow   *self,
           gconstpointer data)
{
  roster_flow_take_text (self, "姓名\t所在党支部\t党小组\n张三\t二支部\t一组\n李四\t二支部\t一组");
  g_assert_cmpuint (g_list_model_get_n_items (zb_roster_get_model (self->roster)), ==, 2);
  g_assert_cmpuint (zb_roster_get_branches (self->roster)->len, ==, 2);
  roster_flow_undo (self);
  g_assert_cmpuint (g_list_model_get_n_items (zb_roster_get_model (self->roster)), ==, 0);
  g_assert_cmpuint (zb_roster_get_branches (self->roster)->len, ==, 1);
}

/* The old number of 15 digits is the same member, and never takes the new one's place. */
static void
test_old_numbers (RosterFlow   *self,
                  gconstpointer data)
{
  g_autofree char *number = roster_flow_number ("19500501", 101);
  g_autofree char *old = g_strdup_printf ("%.6s%.9s", number, number + 8);
  g_autofree char *ours = g_strdup_printf ("姓名\t身份证号\n张三\t%s\n李四\t999001600102103", number);
  g_autofree char *theirs = g_strdup_printf ("姓名\t身份证号\n张三\t%s\n李四\t999001196001021032", old);

  roster_flow_take_text (self, ours);
  roster_flow_open_text (self, theirs);
  assert_text (roster_flow_counts (self), "new 0 changed 1 same 1 refused 0");
  assert_text (roster_flow_changes (roster_flow_row (self, 1)), "id 999001600102103>999001196001021032 finer");
}

/* A table made to cost time costs none. */
static void
test_hostile (RosterFlow   *self,
              gconstpointer data)
{
  ZbTable *table = roster_flow_table ("姓名\t出生日期\t所在党支部");
  ZbSheet *sheet = roster_flow_sheet (table);
  g_autoptr (GTimer) timer = NULL;

  for (guint row = 1; row < 20000; row++)
    {
      g_assert_true (zb_table_add_text (table, sheet, row, 0, "张三", -1, 0));
      g_assert_true (zb_table_add_text (table, sheet, row, 1, "1980.05", -1, 0));
      add_merge (sheet, (ZbMerge){ .first_row = row, .last_row = 65535, .first_column = 2, .last_column = 255 });
      add_merge (sheet, (ZbMerge){ .first_row = 0, .last_row = row, .first_column = row % 256, .last_column = 255 });
      g_array_append_val (sheet->hidden_rows, row);
    }
  zb_table_finish (table);

  timer = g_timer_new ();
  roster_flow_open_table (self, table);
  g_test_message ("20000 rows of one name: %.3f s", g_timer_elapsed (timer, NULL));
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 20);
  assert_text (roster_flow_counts (self), "new 1 changed 0 same 0 refused 19998");
}

static void
test_three_thousand (RosterFlow   *self,
                     gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("姓名\t身份证号\t出生日期\t入党时间\t手机\t所在党支部");
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *birth = g_strdup_printf ("19%02u%02u%02u", 50 + i % 40, 1 + i % 12, 1 + i % 28);
      g_autofree char *number = roster_flow_number (birth, i % 1000);

      g_string_append_printf (text, "\n张%c%c\t%s\t%s\t2010.06\t1990000%04u\t第%u党支部", 'A' + i % 26, 'a' + i / 26 % 5, number, birth, i, 1 + i % 9);
    }

  roster_flow_take_text (self, text->str);
  g_assert_cmpuint (g_list_model_get_n_items (zb_roster_get_model (self->roster)), ==, 3000);
  g_timer_start (timer);
  roster_flow_open_text (self, text->str);
  g_test_message ("the preview of 3000 rows against 3000 members: %.3f s", g_timer_elapsed (timer, NULL));
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 5);
  assert_text (roster_flow_counts (self), "new 0 changed 0 same 3000 refused 0");
}

/* The samples. */

static gboolean
open_sample (RosterFlow *self,
             const char *name)
{
  g_autofree char *path = roster_flow_sample (name);

  if (path == NULL)
    return FALSE;

  roster_flow_open_file (self, path);
  g_assert_cmpint (zb_roster_import_get_problem (self->import), ==, ZB_SHEET_OK);
  return TRUE;
}

static const struct
{
  const char   *key;
  ZbMemberField field;
  gboolean      words;
} keys[] = {
  { "name", ZB_MEMBER_NAME, FALSE },
  { "sex", ZB_MEMBER_SEX, TRUE },
  { "birth", ZB_MEMBER_BIRTH, FALSE },
  { "joined", ZB_MEMBER_JOINED, FALSE },
  { "full_on", ZB_MEMBER_FULL_ON, FALSE },
  { "id", ZB_MEMBER_ID, FALSE },
  { "phone", ZB_MEMBER_PHONE, FALSE },
  { "branch", ZB_MEMBER_BRANCH, FALSE },
  { "category", ZB_MEMBER_CATEGORY, TRUE },
};

static void
assert_member (RosterFlow *self,
               guint       index,
               JsonObject *expected)
{
  ZbRosterRow *row = roster_flow_row (self, index);
  ZbMember    *member = roster_flow_find (self, json_object_get_string_member (expected, "name"));

  g_assert_cmpint (row->row, ==, json_object_get_int_member (expected, "row"));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char      *value = zb_member_get_value (member, keys[i].field);
      g_autofree char *words = value != NULL && keys[i].words ? zb_member_field_dup_words (keys[i].field, value) : g_strdup (value);
      gboolean         none = json_object_get_null_member (expected, keys[i].key);

      g_assert_cmpstr (words, ==, none ? NULL : json_object_get_string_member (expected, keys[i].key));
    }
}

static void
assert_as_expected (RosterFlow *self)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = roster_flow_sample ("expected-import.json");
  JsonArray       *members;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  members = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "members");
  g_assert_cmpuint (json_array_get_length (members), ==, zb_roster_import_get_rows (self->import)->len);
  for (guint i = 0; i < json_array_get_length (members); i++)
    assert_member (self, i, json_array_get_object_element (members, i));
}

static void
test_form (RosterFlow   *self,
           gconstpointer data)
{
  guint n_new = 0, n_changed = 0;

  if (!open_sample (self, FORM))
    return;

  assert_text (roster_flow_counts (self), "new 60 changed 0 same 0 refused 0");
  assert_text (roster_flow_problems (self), "");
  g_assert_true (roster_flow_apply (self, &n_new, &n_changed, NULL));
  g_assert_cmpuint (n_new, ==, 60);
  assert_as_expected (self);

  g_assert_true (open_sample (self, FORM));
  assert_text (roster_flow_counts (self), "new 0 changed 0 same 60 refused 0");
  roster_flow_undo (self);
  g_assert_cmpuint (g_list_model_get_n_items (zb_roster_get_model (self->roster)), ==, 0);
}

/* The same people as others write them down: what is known stays, what was empty is filled. */
static void
test_other_files (RosterFlow   *self,
                  gconstpointer data)
{
  static const char *const names[] = { "党员名册.xlsx", "党员台账.csv", "党员台账-gbk.csv" };

  if (!open_sample (self, FORM))
    return;

  roster_flow_apply (self, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (open_sample (self, names[i]));
      g_assert_cmpuint (zb_roster_import_get_rows (self->import)->len, ==, 60);
      assert_text (roster_flow_problems (self), "");
      g_assert_cmpuint (zb_roster_import_count (self->import, ZB_ROW_NEW), ==, 0);
      for (guint k = 0; k < 60; k++)
        {
          const ZbRosterRow *row = roster_flow_row (self, k);

          for (guint c = 0; c < row->changes->len; c++)
            g_assert_null (g_array_index (row->changes, ZbFieldChange, c).ours);
        }
      roster_flow_apply (self, NULL, NULL, NULL);
    }
  g_assert_true (open_sample (self, FORM));
  assert_text (roster_flow_counts (self), "new 0 changed 0 same 60 refused 0");
}

static void
test_bad_files (RosterFlow   *self,
                gconstpointer data)
{
  g_autofree char *gone = g_build_filename (self->folder, "没有.xls", NULL);
  g_autofree char *empty = g_build_filename (self->folder, "空.xls", NULL);

  roster_flow_open_file (self, gone);
  g_assert_cmpint (zb_roster_import_get_problem (self->import), ==, ZB_SHEET_UNREADABLE);
  roster_flow_open_file (self, self->folder);
  g_assert_cmpint (zb_roster_import_get_problem (self->import), ==, ZB_SHEET_UNREADABLE);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  roster_flow_open_file (self, empty);
  g_assert_cmpint (zb_roster_import_get_problem (self->import), ==, ZB_SHEET_EMPTY);
  g_assert_cmpstr (zb_roster_import_get_file (self->import), ==, "空.xls");
}

static void
add (const char *name,
     void (*test) (RosterFlow *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/roster/import/", name, NULL);

  g_test_add (path, RosterFlow, NULL, roster_flow_set_up, test, roster_flow_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("headings-are-found-by-their-words", test_headings);
  add ("a-table-without-headings-says-so", test_no_headings);
  add ("two-rows-of-headings-are-one", test_merged_headings);
  add ("a-value-in-two-columns-is-one", test_two_columns);
  add ("the-sheet-with-the-people-is-found", test_best_sheet);
  add ("cells-are-read-or-named", test_cells);
  add ("names-lose-blanks-and-have-one-dot", test_names);
  add ("hidden-rows-are-members", test_hidden_rows);
  add ("a-column-of-rounded-numbers-is-refused-whole", test_rounded_column);
  add ("a-row-without-a-name-is-refused", test_nameless);
  add ("a-month-agrees-with-its-day", test_months_agree);
  add ("a-later-day-is-no-difference", test_later_days);
  add ("another-of-the-name-is-asked-about", test_same_name);
  add ("two-candidates-are-refused", test_two_candidates);
  add ("an-old-number-twice-is-said-so", test_old_number_twice);
  add ("one-number-twice-is-one-member", test_one_number_twice);
  add ("numbers-decide", test_numbers_decide);
  add ("who-has-left-comes-back-when-said-so", test_left);
  add ("empty-cells-change-nothing", test_empty_cells);
  add ("only-what-is-ticked-is-written", test_fields_ticked);
  add ("a-branch-written-in-two-ways-is-one", test_one_branch_two_ways);
  add ("a-wrong-column-is-corrected", test_mapping);
  add ("a-ledger-that-changed-is-not-written", test_conflict);
  add ("undo-leaves-an-empty-ledger", test_undo);
  add ("an-old-number-is-the-same-member", test_old_numbers);
  add ("a-hostile-table-costs-little", test_hostile);
  add ("three-thousand-rows-are-previewed-in-a-moment", test_three_thousand);
  add ("the-form-gives-what-is-expected-and-again-nothing", test_form);
  add ("other-files-of-the-same-people-change-nothing-known", test_other_files);
  add ("files-that-cannot-be-read-say-why", test_bad_files);

  return g_test_run ();
}
