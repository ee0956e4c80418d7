/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/roster-flow.h"

#include <json-glib/json-glib.h>

#define LONG 60
#define OURS "姓名\t出生日期\t手机\t民族\t人员类别\n张三\t1980-05-01\t19900000001\t汉族\t正式党员\n李四\t1981-05-01\t19900000002\t回族\t正式党员\n王五\t1982-05-01\t19900000003\t汉族\t入党积极分子"
#define THEIRS "姓名\t出生日期\t手机号码\t民族\t是否失联党员\n张三\t1980.05\t19900000009\t汉\t否\n赵六\t1983-05-01\t19900000004\t汉族\t否"

static char *
list (GPtrArray *differences)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      ZbDifference *difference = differences->pdata[i];
      const char   *field = zb_difference_get_field (difference);

      g_string_append_printf (text, "%s%s %s%s%s%s", i > 0 ? ", " : "", zb_difference_get_kind (difference),
                              zb_difference_get_name (difference), field != NULL ? " " : "", field != NULL ? field : "",
                              zb_difference_get_open (difference) ? "" : " done");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
load (ZbRosterCompare *compare)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_roster_compare_load_async (compare, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_roster_compare_load_finish (compare, done, &error);
  g_assert_no_error (error);
}

static void
assert_model (ZbRosterCompare *compare,
              const char      *expected)
{
  GListModel *model = zb_roster_compare_get_model (compare);
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = NULL;
  guint            n_open, counted = 0;

  load (compare);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (differences, g_list_model_get_item (model, i));
  text = list (differences);
  g_assert_cmpstr (text, ==, expected);

  g_object_get (compare, "n-open", &n_open, NULL);
  for (guint i = 0; i < differences->len; i++)
    counted += zb_difference_get_open (differences->pdata[i]);
  g_assert_cmpuint (n_open, ==, counted);
}

static gint64
find (ZbRosterCompare *compare,
      const char      *name)
{
  GListModel *model = zb_roster_compare_get_model (compare);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbDifference) difference = g_list_model_get_item (model, i);

      if (g_str_equal (zb_difference_get_name (difference), name))
        return zb_difference_get_id (difference);
    }

  g_assert_not_reached ();
}

static int
run (RosterFlow      *self,
     ZbRosterCompare *compare)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  int n_same;

  zb_roster_compare_run_async (compare, self->import, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  n_same = zb_roster_compare_run_finish (compare, done, &error);
  g_assert_no_error (error);
  return n_same;
}

static gboolean
resolve (RosterFlow      *self,
         ZbRosterCompare *compare,
         const char      *name,
         ZbResolution     resolution,
         GError         **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) failed = NULL;
  gboolean resolved;

  zb_roster_compare_resolve_async (compare, find (compare, name), resolution, "已告知", NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  resolved = zb_roster_compare_resolve_finish (compare, done, &failed);
  if (error == NULL)
    g_assert_no_error (failed);
  else
    *error = g_steal_pointer (&failed);
  roster_flow_load (self);
  return resolved;
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
drop (ZbRosterCompare *compare)
{
  zb_test_until (is_last, compare, LONG);
  g_assert_finalize_object (compare);
}

/* What a person would read of it. */
static void
assert_shown (ZbRosterCompare *compare,
              const char      *name,
              const char      *expected)
{
  GListModel *model = zb_roster_compare_get_model (compare);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbDifference) difference = g_list_model_get_item (model, i);
      g_autofree char *title = NULL;
      g_autofree char *ours = NULL;
      g_autofree char *theirs = NULL;
      g_autofree char *text = NULL;

      g_object_get (difference, "title", &title, "ours", &ours, "theirs", &theirs, NULL);
      text = g_strjoin ("|", title, ours, theirs, zb_difference_get_source (difference), NULL);
      if (g_str_equal (zb_difference_get_name (difference), name))
        g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_list (RosterFlow   *self,
           gconstpointer data)
{
  ZbRosterCompare *compare = zb_roster_compare_new (self->roster);
  guint            n_same = 9;
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *text = NULL;

  roster_flow_take_text (self, OURS);
  roster_flow_open_text (self, THEIRS);
  differences = zb_roster_compare_list (compare, self->import, &n_same);
  text = list (differences);
  g_assert_cmpstr (text, ==, "only-here 李四, only-there 赵六, differs 张三 phone");
  g_assert_cmpuint (n_same, ==, 0);
  g_assert_cmpint (run (self, compare), ==, 0);
  assert_model (compare, text);

  assert_shown (compare, "张三", "手机号不一致|199****0001|199****0009|名册.csv 第 2 行");
  assert_shown (compare, "李四", "平台上没有|||名册.csv");
  assert_shown (compare, "赵六", "台账里没有|||名册.csv 第 3 行");
  drop (compare);
}

static void
test_take (RosterFlow   *self,
           gconstpointer data)
{
  ZbRosterCompare *compare = zb_roster_compare_new (self->roster);

  roster_flow_take_text (self, OURS);
  roster_flow_open_text (self, THEIRS);
  run (self, compare);
  load (compare);

  resolve (self, compare, "张三", ZB_RESOLVE_TAKE, NULL);
  g_assert_cmpstr (roster_flow_value (self, "张三", ZB_MEMBER_PHONE), ==, "19900000009");
  assert_model (compare, "only-here 李四, only-there 赵六, differs 张三 phone done");
  g_assert_cmpstr (zb_library_get_undo_label (self->library), ==, "按平台改：张三");
  resolve (self, compare, "赵六", ZB_RESOLVE_TAKE, NULL);
  g_assert_cmpstr (roster_flow_value (self, "赵六", ZB_MEMBER_BIRTH), ==, "1983-05-01");
  load (compare);
  resolve (self, compare, "李四", ZB_RESOLVE_TAKE, NULL);
  g_assert_false (zb_member_get_present (roster_flow_find (self, "李四")));

  for (guint i = 0; i < 3; i++)
    roster_flow_undo (self);
  g_assert_cmpstr (roster_flow_value (self, "张三", ZB_MEMBER_PHONE), ==, "19900000001");
  g_assert_true (zb_member_get_present (roster_flow_find (self, "李四")));
  assert_model (compare, "only-here 李四, only-there 赵六, differs 张三 phone");
  roster_flow_undo (self);
  assert_model (compare, "");
  drop (compare);
}

static void
test_keep (RosterFlow   *self,
           gconstpointer data)
{
  ZbRosterCompare *compare = zb_roster_compare_new (self->roster);

  roster_flow_take_text (self, OURS);
  roster_flow_open_text (self, THEIRS);
  run (self, compare);
  load (compare);
  resolve (self, compare, "张三", ZB_RESOLVE_KEEP, NULL);
  g_assert_cmpstr (roster_flow_value (self, "张三", ZB_MEMBER_PHONE), ==, "19900000001");

  run (self, compare);
  assert_model (compare, "only-here 李四, only-there 赵六, differs 张三 phone done");
  resolve (self, compare, "张三", ZB_RESOLVE_OPEN, NULL);
  assert_model (compare, "only-here 李四, only-there 赵六, differs 张三 phone");
  drop (compare);
}

/* What was worked off is not found again; another value of the platform is new. */
static void
test_again (RosterFlow   *self,
            gconstpointer data)
{
  ZbRosterCompare *compare = zb_roster_compare_new (self->roster);

  roster_flow_take_text (self, OURS);
  roster_flow_open_text (self, THEIRS);
  run (self, compare);
  load (compare);
  resolve (self, compare, "张三", ZB_RESOLVE_KEEP, NULL);
  roster_flow_open_text (self, "姓名\t出生日期\t手机号码\n张三\t1980.05\t19900000008\n李四\t1981-05\t19900000002");
  g_assert_cmpint (run (self, compare), ==, 1);
  assert_model (compare, "differs 张三 phone");
  drop (compare);
}

static void
test_refused (RosterFlow   *self,
              gconstpointer data)
{
  ZbRosterCompare *compare = zb_roster_compare_new (self->roster);
  g_autoptr (GError) error = NULL;

  roster_flow_take_text (self, OURS);
  roster_flow_open_text (self, "姓名\t出生日期\t公民身份号码\n张三\t1980.05\t9.99001E+17\n李四\t1981-05");
  run (self, compare);
  assert_model (compare, "refused 张三 id");
  g_assert_false (resolve (self, compare, "张三", ZB_RESOLVE_TAKE, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CONFLICT);
  g_assert_null (roster_flow_value (self, "张三", ZB_MEMBER_ID));
  drop (compare);
}

/* The sample. */

static ZbDifference *
find_expected (GPtrArray  *differences,
               const char *kind,
               JsonObject *expected)
{
  for (guint i = 0; i < differences->len; i++)
    {
      ZbDifference *difference = differences->pdata[i];

      if (g_str_equal (zb_difference_get_kind (difference), kind) &&
          g_str_equal (zb_difference_get_name (difference), json_object_get_string_member (expected, "name")))
        return difference;
    }

  g_assert_not_reached ();
}

static void
assert_member (JsonObject *expected,
               const char *key,
               const char *value)
{
  if (json_object_has_member (expected, key))
    g_assert_cmpstr (value, ==, json_object_get_string_member (expected, key));
}

static guint
assert_kind (GPtrArray  *differences,
             const char *kind,
             JsonArray  *expected)
{
  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      JsonObject   *object = json_array_get_object_element (expected, i);
      ZbDifference *difference = find_expected (differences, kind, object);

      assert_member (object, "id", zb_difference_get_id_number (difference));
      assert_member (object, "field", zb_difference_get_field (difference));
      assert_member (object, "here", zb_difference_get_ours (difference));
      assert_member (object, "there", zb_difference_get_theirs (difference));
    }

  return json_array_get_length (expected);
}

static void
test_platform (RosterFlow   *self,
               gconstpointer data)
{
  ZbRosterCompare *compare = zb_roster_compare_new (self->roster);
  g_autofree char *form = roster_flow_sample ("党员基本信息汇总表.xls");
  g_autofree char *platform = roster_flow_sample ("平台导出-差异.xls");
  g_autofree char *path = roster_flow_sample ("expected-diff.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *problems = NULL;
  JsonObject      *expected;
  guint            n = 0, n_same = 0;

  if (form == NULL)
    {
      drop (compare);
      return;
    }

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  expected = json_node_get_object (json_parser_get_root (parser));
  roster_flow_open_file (self, form);
  roster_flow_apply (self, NULL, NULL, NULL);
  roster_flow_open_file (self, platform);
  g_assert_cmpuint (zb_roster_import_get_rows (self->import)->len, ==, json_object_get_int_member (expected, "platform_rows"));
  problems = roster_flow_problems (self);
  g_assert_cmpstr (problems, ==, "29D id-rounded");

  differences = zb_roster_compare_list (compare, self->import, &n_same);
  g_assert_cmpuint (n_same, ==, json_object_get_int_member (expected, "same"));
  n += assert_kind (differences, "only-here", json_object_get_array_member (expected, "only_here"));
  n += assert_kind (differences, "only-there", json_object_get_array_member (expected, "only_there"));
  n += assert_kind (differences, "differs", json_object_get_array_member (expected, "differs"));
  n += assert_kind (differences, "refused", json_object_get_array_member (expected, "damaged"));
  g_assert_cmpuint (n, ==, differences->len);
  g_assert_cmpint (run (self, compare), ==, n_same);
  drop (compare);
}

static void
add (const char *name,
     void (*test) (RosterFlow *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/roster/compare/", name, NULL);

  g_test_add (path, RosterFlow, NULL, roster_flow_set_up, test, roster_flow_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("what-is-different-is-a-list", test_list);
  add ("taking-theirs-changes-the-ledger-and-undo-takes-it-back", test_take);
  add ("what-was-kept-stays-kept", test_keep);
  add ("another-value-of-the-platform-is-new", test_again);
  add ("a-damaged-value-is-never-taken", test_refused);
  add ("the-platforms-sample-gives-what-is-expected", test_platform);

  return g_test_run ();
}
