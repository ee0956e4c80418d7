/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-support.h"

#include <string.h>

#define TODAY "--today=2019-06-30"
#define MEMBER                                                                                          \
  "member name sex id ethnicity birth education degree category branch group joined full_on post work " \
  "phone landline address registered status lost lost_since away away_to leader retired profession "    \
  "stratum migrant join_kind join_branch full_kind extended seniority_fix note duties present"

typedef struct
{
  ZbTestFolder *folder;
  char         *library;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->library = zb_make_library (self->folder);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_free (self->library);
  zb_test_folder_free (self->folder);
}

/* NULL, and the test skipped, without samples. */
static char *
get_sample (const char *name)
{
  g_autofree char *folder = zb_test_corpus ("../samples/roster");

  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static JsonNode *
load_expected (const char *name)
{
  g_autofree char *path = get_sample (name);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static JsonNode *
get (JsonNode   *object,
     const char *key)
{
  zb_assert_keys (object, key);
  return json_object_get_member (json_node_get_object (object), key);
}

static void
assert_counts (JsonNode   *counts,
               const char *expected)
{
  g_autofree char *text = g_strdup_printf ("rows %d new %d changed %d same %d refused %d problems %u",
                                           (int) zb_json_int (counts, "rows"), (int) zb_json_int (counts, "new"),
                                           (int) zb_json_int (counts, "changed"), (int) zb_json_int (counts, "same"),
                                           (int) zb_json_int (counts, "refused"), zb_json_length (get (counts, "problems")));

  g_assert_cmpstr (text, ==, expected);
}

static void
import (Fixture    *self,
        const char *name,
        const char *expected)
{
  g_autofree char *path = get_sample (name);
  g_autoptr (JsonNode) counts = zb_call_json (0, self->library, TODAY, "member", "import", path, NULL);

  assert_counts (counts, expected);
}

static JsonNode *
list (Fixture *self)
{
  return zb_call_json (0, self->library, TODAY, "member", "list", NULL);
}

/* The samples say it as people do. */
static const char *
to_code (const char *words)
{
  static const char *const codes[][2] = { { "男", "male" }, { "女", "female" }, { "正式党员", "full" }, { "预备党员", "probationary" } };

  for (guint i = 0; words != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (words, codes[i][0]))
      return codes[i][1];

  return words;
}

static void
assert_expected (JsonNode *members)
{
  static const char *const keys[] = { "name", "sex", "birth", "joined", "full_on", "id", "phone", "branch", "category" };
  g_autoptr (JsonNode) expected = load_expected ("expected-import.json");
  JsonNode *wanted = get (expected, "members");

  g_assert_cmpuint (zb_json_length (members), ==, zb_json_length (wanted));
  for (guint i = 0; i < zb_json_length (members); i++)
    {
      JsonNode *member = zb_json_at (members, i);

      zb_assert_keys (member, MEMBER);
      for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
        g_assert_cmpstr (zb_json_text (member, keys[j]), ==, to_code (zb_json_text (zb_json_at (wanted, i), keys[j])));
    }
}

static void
test_import (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *path = get_sample ("党员基本信息汇总表.xls");
  g_autoptr (JsonNode) dry = NULL;
  g_autoptr (JsonNode) none = NULL;
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (JsonNode) last = NULL;

  if (path == NULL)
    return;

  dry = zb_call_json (0, self->library, TODAY, "member", "import", "--dry-run", path, NULL);
  assert_counts (dry, "rows 60 new 60 changed 0 same 0 refused 0 problems 0");
  none = list (self);
  g_assert_cmpuint (zb_json_length (none), ==, 0);

  import (self, "党员基本信息汇总表.xls", "rows 60 new 60 changed 0 same 0 refused 0 problems 0");
  first = list (self);
  assert_expected (first);
  import (self, "党员基本信息汇总表.xls", "rows 60 new 0 changed 0 same 60 refused 0 problems 0");
  again = list (self);
  g_assert_true (json_node_equal (first, again));

  /* What they add is new; what was known stays. */
  import (self, "党员名册.xlsx", "rows 60 new 0 changed 60 same 0 refused 0 problems 0");
  import (self, "党员台账.csv", "rows 60 new 0 changed 60 same 0 refused 0 problems 0");
  import (self, "党员台账-gbk.csv", "rows 60 new 0 changed 0 same 60 refused 0 problems 0");
  last = list (self);
  assert_expected (last);
}

/* Every value that was known is as it was. */
static void
test_known (Fixture      *self,
            gconstpointer data)
{
  static const char *const files[] = { "党员名册.xlsx", "党员台账.csv", "党员台账-gbk.csv" };
  g_autofree char         *path = get_sample ("党员基本信息汇总表.xls");
  g_auto (GStrv) keys = g_strsplit (MEMBER, " ", -1);
  g_autoptr (JsonNode) before = NULL;

  if (path == NULL)
    return;

  import (self, "党员基本信息汇总表.xls", "rows 60 new 60 changed 0 same 0 refused 0 problems 0");
  before = list (self);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = get_sample (files[i]);
      g_autoptr (JsonNode) done = zb_call_json (0, self->library, TODAY, "member", "import", file, NULL);
      g_autoptr (JsonNode) after = list (self);

      g_assert_cmpint (zb_json_int (done, "new"), ==, 0);
      g_assert_cmpuint (zb_json_length (before), ==, zb_json_length (after));
      for (guint j = 0; j < zb_json_length (before); j++)
        for (guint k = 0; keys[k] != NULL; k++)
          {
            JsonNode *was = get (zb_json_at (before, j), keys[k]);

            if (!JSON_NODE_HOLDS_NULL (was))
              g_assert_true (json_node_equal (was, get (zb_json_at (after, j), keys[k])));
          }
    }
}

static void
assert_same_names (JsonNode *found,
                   JsonNode *wanted)
{
  g_assert_cmpuint (zb_json_length (found), ==, zb_json_length (wanted));
  for (guint i = 0; i < zb_json_length (found); i++)
    {
      g_assert_cmpstr (zb_json_text (zb_json_at (found, i), "name"), ==, zb_json_text (zb_json_at (wanted, i), "name"));
      g_assert_cmpstr (zb_json_text (zb_json_at (found, i), "id"), ==, zb_json_text (zb_json_at (wanted, i), "id"));
    }
}

static void
assert_differ (JsonNode *found,
               JsonNode *wanted)
{
  assert_same_names (found, wanted);
  for (guint i = 0; i < zb_json_length (found); i++)
    {
      JsonNode *one = zb_json_at (found, i), *other = zb_json_at (wanted, i);

      zb_assert_keys (one, "member name id field ours theirs");
      g_assert_cmpstr (zb_json_text (one, "field"), ==, zb_json_text (other, "field"));
      g_assert_cmpstr (zb_json_text (one, "ours"), ==, zb_json_text (other, "here"));
      g_assert_cmpstr (zb_json_text (one, "theirs"), ==, zb_json_text (other, "there"));
    }
}

static void
test_diff (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *path = get_sample ("平台导出-差异.xls");
  g_autoptr (JsonNode) expected = NULL;
  g_autoptr (JsonNode) found = NULL;
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (JsonNode) kept = NULL;
  JsonNode *problem;

  if (path == NULL)
    return;

  expected = load_expected ("expected-diff.json");
  import (self, "党员基本信息汇总表.xls", "rows 60 new 60 changed 0 same 0 refused 0 problems 0");
  before = list (self);
  found = zb_call_json (1, self->library, TODAY, "member", "diff", path, NULL);
  g_assert_cmpint (zb_json_int (found, "rows"), ==, zb_json_int (expected, "platform_rows"));
  g_assert_cmpint (zb_json_int (found, "same"), ==, zb_json_int (expected, "same"));
  assert_same_names (get (found, "only_here"), get (expected, "only_here"));
  assert_same_names (get (found, "only_there"), get (expected, "only_there"));
  assert_differ (get (found, "differ"), get (expected, "differs"));

  g_assert_cmpuint (zb_json_length (get (found, "problems")), ==, 1);
  problem = zb_json_at (get (found, "problems"), 0);
  zb_assert_keys (problem, "sheet row column kind text");
  g_assert_cmpstr (zb_json_text (problem, "kind"), ==, "id-rounded");
  g_assert_cmpint (zb_json_int (problem, "row"), ==, 29);

  kept = zb_call_json (1, self->library, TODAY, "member", "diff", "--keep", path, NULL);
  g_assert_true (json_node_equal (found, kept));
  after = list (self);
  g_assert_true (json_node_equal (before, after));
}

static void
test_bad_files (Fixture      *self,
                gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *bytes;
    const char *kind;
  } files[] = {
    { "empty.xls", "", "empty" },
    { "picture.xlsx", "\xff\xd8\xff\xe0 no table", "not-a-table" },
    { "numbers.csv", "1,2,3\n4,5,6\n", "no-headings" },
    { "gone.csv", NULL, "unreadable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, files[i].name, NULL);
      g_autoptr (JsonNode) counts = NULL;
      g_auto (ZbCall) said = { 0 };

      if (files[i].bytes != NULL)
        g_assert_true (g_file_set_contents (path, files[i].bytes, -1, NULL));
      counts = zb_call_json (1, self->library, "member", "import", path, NULL);
      assert_counts (counts, "rows 0 new 0 changed 0 same 0 refused 0 problems 1");
      g_assert_cmpstr (zb_json_text (zb_json_at (get (counts, "problems"), 0), "kind"), ==, files[i].kind);
      zb_call (&said, self->library, "member", "diff", path, NULL);
      g_assert_cmpint (said.status, ==, 1);
      g_assert_cmpstr (said.err, !=, "");
    }
}

static void
assert_member (JsonNode   *member,
               const char *key,
               const char *value)
{
  zb_assert_keys (member, MEMBER);
  g_assert_cmpstr (zb_json_text (member, key), ==, value);
}

static void
test_by_hand (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (JsonNode) added = zb_call_json (0, self->library, TODAY, "member", "add", "--name", "张　三", "--sex", "男", "--birth", "1980年5月",
                                             "--joined", "20050701", "--full-on", "2006/7/1", "--category", "正式党员", "--group", "第一党小组",
                                             "--phone", "199 0000 0001", "--set", "学历=研究生", "--set", "note=常年在外", NULL);
  g_autoptr (JsonNode) edited = zb_call_json (0, self->library, TODAY, "member", "edit", "1", "--post", "审判员", "--set", "note=", NULL);
  g_autoptr (JsonNode) undone = zb_call_json (0, self->library, "undo", NULL);
  g_autoptr (JsonNode) shown = zb_call_json (0, self->library, TODAY, "member", "show", "1", NULL);
  g_autoptr (JsonNode) gone = zb_call_json (0, self->library, TODAY, "member", "remove", "1", NULL);
  g_autoptr (JsonNode) left = list (self);

  assert_member (added, "name", "张三");
  assert_member (added, "sex", "male");
  assert_member (added, "birth", "1980-05");
  assert_member (added, "joined", "2005-07-01");
  assert_member (added, "full_on", "2006-07-01");
  assert_member (added, "category", "full");
  assert_member (added, "branch", "第一党支部");
  assert_member (added, "phone", "19900000001");
  assert_member (added, "education", "研究生");
  assert_member (added, "note", "常年在外");
  assert_member (added, "id", NULL);
  assert_member (edited, "post", "审判员");
  assert_member (edited, "note", NULL);
  g_assert_cmpstr (zb_json_text (undone, "label"), ==, "修改党员：张三");
  assert_member (shown, "post", NULL);
  g_assert_cmpuint (zb_json_length (get (shown, "history")), ==, 4);
  zb_assert_keys (zb_json_at (get (shown, "history"), 0), "span day title detail in_force");
  g_assert_cmpstr (zb_json_text (zb_json_at (get (shown, "history"), 0), "title"), ==, "转为正式党员");
  assert_member (gone, "name", "张三");
  g_assert_cmpuint (zb_json_length (left), ==, 0);
}

static void
test_steps (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (JsonNode) added = zb_call_json (0, self->library, TODAY, "member", "add", "--name", "周某某", "--joined", "2018-06-20", "--category", "probationary", NULL);
  g_autoptr (JsonNode) timers = zb_call_json (0, self->library, TODAY, "timers", NULL);
  g_autoptr (JsonNode) none = zb_call_json (0, self->library, TODAY, "member", "voters", NULL);
  g_autoptr (JsonNode) full = zb_call_json (0, self->library, TODAY, "member", "turn-full", "1", "--day", "2019-06-25", "--note", "支部大会通过", NULL);
  g_autoptr (JsonNode) duty = zb_call_json (0, self->library, TODAY, "member", "record", "1", "duty", "书记", "--start", "2019-06-26", NULL);
  g_autoptr (JsonNode) votes = zb_call_json (0, self->library, TODAY, "member", "voters", "--on", "2019-06-25", NULL);
  g_autoptr (JsonNode) out = zb_call_json (0, self->library, TODAY, "member", "transfer-out", "1", "--day", "2019-06-28", "--to", "某某街道党工委", "--letter", "214", NULL);
  g_autoptr (JsonNode) here = list (self);
  g_autoptr (JsonNode) all = zb_call_json (0, self->library, TODAY, "member", "list", "--all", NULL);
  g_autoptr (JsonNode) then = zb_call_json (0, self->library, TODAY, "member", "list", "--on", "2019-06-27", NULL);
  g_autoptr (JsonNode) receipt = zb_call_json (0, self->library, TODAY, "member", "receipt", "1", NULL);
  g_autoptr (JsonNode) back = zb_call_json (0, self->library, TODAY, "member", "transfer-in", "1", "--day", "2019-06-30", "--from", "某某街道党工委", NULL);
  g_autoptr (JsonNode) fresh = zb_call_json (0, self->library, TODAY, "member", "transfer-in", "--name", "何某某", "--day", "2019-06-30", "--from", "别处", NULL);
  g_autoptr (JsonNode) dead = zb_call_json (0, self->library, TODAY, "member", "leave", "2", "--day", "2019-06-30", "--cause", "died", NULL);
  g_autoptr (JsonNode) elected = zb_call_json (0, self->library, TODAY, "branch", "elected", "--day", "2017-11-20", NULL);
  g_autoptr (JsonNode) named = zb_call_json (0, self->library, TODAY, "branch", "name", "民事审判庭党支部", "--founded", "2008-07-01", NULL);
  JsonNode *timer = zb_json_at (timers, 0);

  zb_assert_keys (timer, "code due member branch day days title detail");
  g_assert_cmpstr (zb_json_text (timer, "code"), ==, "probation");
  g_assert_cmpint (zb_json_int (timer, "days"), ==, -10);
  g_assert_cmpuint (zb_json_length (none), ==, 0);
  assert_member (full, "full_on", "2019-06-25");
  g_assert_cmpstr (json_array_get_string_element (json_node_get_array (get (duty, "duties")), 0), ==, "secretary");
  g_assert_cmpuint (zb_json_length (votes), ==, 1);
  g_assert_false (json_node_get_boolean (get (out, "present")));
  g_assert_cmpuint (zb_json_length (here), ==, 0);
  g_assert_cmpuint (zb_json_length (all), ==, 1);
  g_assert_cmpuint (zb_json_length (then), ==, 1);
  g_assert_true (json_node_get_boolean (get (back, "present")));
  g_assert_cmpint (zb_json_int (fresh, "member"), ==, 2);
  g_assert_false (json_node_get_boolean (get (dead, "present")));
  g_assert_cmpint (zb_json_int (elected, "term"), ==, 3);
  g_assert_cmpstr (zb_json_text (named, "name"), ==, "民事审判庭党支部");
  g_assert_cmpstr (zb_json_text (named, "founded"), ==, "2008-07-01");
  zb_assert_keys (added, MEMBER);
  zb_assert_keys (receipt, MEMBER);
}

static void
test_export (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *sheet = g_build_filename (self->folder, "台账.xlsx", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  g_autoptr (JsonNode) added = zb_call_json (0, self->library, TODAY, "member", "add", "--name", "张三", "--birth", "1971-06", "--id", "999001197106231487", NULL);
  g_autoptr (JsonNode) out = zb_call_json (0, self->library, TODAY, "member", "export", "--layout", "full", sheet, NULL);
  g_autoptr (JsonNode) made = zb_call_json (0, other, "init", "--branch", "第一党支部", NULL);
  g_autoptr (JsonNode) counts = zb_call_json (0, other, TODAY, "member", "import", sheet, NULL);
  g_auto (ZbCall) again = { 0 };
  g_auto (ZbCall) over = { 0 };

  g_assert_cmpint (zb_json_int (out, "members"), ==, 1);
  assert_counts (counts, "rows 1 new 1 changed 0 same 0 refused 0 problems 0");
  zb_call (&again, self->library, "member", "export", sheet, NULL);
  g_assert_cmpint (again.status, ==, 3);
  g_assert_nonnull (strstr (again.err, "没有覆盖"));
  zb_call (&over, self->library, "member", "export", "--replace", sheet, NULL);
  g_assert_cmpint (over.status, ==, 0);
  zb_assert_keys (added, MEMBER);
  zb_assert_keys (made, "library");
}

/* What it does not take, and how it ends. Words with blanks between; "x" is a member that is there. */
static const struct
{
  const char *words;
  int         status;
  const char *says; /* may be NULL */
} refusals[] = {
  { "member add", 2 },
  { "member add --name 李四 --sex 别的", 2 },
  { "member add --name 李四 --birth 五月", 2 },
  { "member add --name 李四 --birth 1980-13-01", 2 },
  { "member add --name 李四 --set x=1", 2 },
  { "member add --name 李四 --set note", 2 },
  { "member add --name 李四 --id 999001198005010011", 1, "校验位" },
  { "member edit 1 --name=", 2 },
  { "member edit 1 --id 999001198005010011", 1 },
  { "member edit 99 --post y", 3, "编号为 99" },
  { "member show x", 2 },
  { "member show 99", 3 },
  { "member remove 99", 3 },
  { "member list --category 别的", 2 },
  { "member list --on 2019-06", 2 },
  { "member transfer-out 1 --day 2019-06-30", 2 },
  { "member transfer-out 1 --to 别处", 2 },
  { "member transfer-out 1 --to 别处 --day 2019-06-30 --valid 93", 2 },
  { "member transfer-in 1 --from 别处 --day 2019-06-30", 3, "就在本支部" },
  { "member transfer-in --from 别处 --day 2019-06-30", 2 },
  { "member turn-full 1 --day 2019-06-30", 3, "不是预备党员" },
  { "member leave 1 --day 2019-06-30", 2 },
  { "member leave 1 --day 2019-06-30 --cause bored", 2 },
  { "member receipt 1", 3, "没有等回执" },
  { "member record 1 duty 皇帝", 2 },
  { "member record 1 category full", 2 },
  { "member record 1 event 上学 --start 昨天", 2 },
  { "member import", 2 },
  { "member diff", 2 },
  { "member export --layout odd /nowhere/x.xlsx", 2 },
  { "member export /nowhere/x.xls", 2, ".xlsx" },
  { "member voters --on June", 2 },
  { "member voters --branch 别处", 3 },
  { "branch name", 2 },
  { "branch name ", 3 },
  { "branch elected", 2 },
  { "branch elected 别处 --day 2019-06-30", 3, "“别处”" },
  { "branch elected --day 2019-06-30 --term 99", 2 },
};

static void
test_refusals (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (JsonNode) added = zb_call_json (0, self->library, TODAY, "member", "add", "--name", "张三", "--category", "full", NULL);
  g_autoptr (JsonNode) before = list (self);
  g_autoptr (JsonNode) after = NULL;

  zb_assert_keys (added, MEMBER);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto (GStrv) w = g_strsplit (refusals[i].words, " ", -1);
      g_auto (ZbCall) call = { 0 };
      guint n = g_strv_length (w);

#define WORD(k) (n > (k) ? w[k] : NULL)
      zb_call (&call, self->library, TODAY, WORD (0), WORD (1), WORD (2), WORD (3), WORD (4), WORD (5), WORD (6), WORD (7), WORD (8), WORD (9), NULL);
      if (call.status != refusals[i].status)
        g_test_message ("zhibuctl %s: %s%s", refusals[i].words, call.out, call.err);
      g_assert_cmpint (call.status, ==, refusals[i].status);
      g_assert_cmpstr (call.out, ==, "");
      g_assert_nonnull (strstr (call.err, refusals[i].says != NULL ? refusals[i].says : "。"));
    }
  after = list (self);
  g_assert_true (json_node_equal (before, after));
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("/zhibuctl/member/by-hand-in-every-shape-and-undone", test_by_hand);
  TEST ("/zhibuctl/member/the-steps-of-a-life-here", test_steps);
  TEST ("/zhibuctl/member/what-cannot-be-is-said-and-changes-nothing", test_refusals);
  TEST ("/zhibuctl/member/a-bad-file-is-named", test_bad_files);
  TEST ("/zhibuctl/member/export-comes-back", test_export);
  TEST ("/zhibuctl/member/import-is-as-expected-and-again-is-nothing", test_import);
  TEST ("/zhibuctl/member/import-leaves-what-is-known", test_known);
  TEST ("/zhibuctl/member/diff-is-as-expected-and-changes-no-member", test_diff);

  return g_test_run ();
}
