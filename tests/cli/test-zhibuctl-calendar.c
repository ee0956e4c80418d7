/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-support.h"

#include <string.h>

#define TODAY "--today=2026-01-05"
#define MEETING "id theme kinds start end place joint state expected present missing photos group host recorder lecturer planned"

typedef struct
{
  ZbTestFolder *folder;
  char         *library;
} Fixture;

/* 甲 is the secretary; 丙 has no vote yet. */
static void
set_up (Fixture      *self,
        gconstpointer data)
{
  static const char *const members[][3] = { { "甲", "full", "一组" }, { "乙", "full", "一组" }, { "丁", "full", "二组" }, { "丙", "probationary", "二组" } };
  g_autoptr (JsonNode) duty = NULL;

  self->folder = zb_test_folder_new ();
  self->library = zb_make_library (self->folder);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (JsonNode) G_GNUC_UNUSED member = zb_call_json (0, self->library, TODAY, "member", "add", "--name", members[i][0], "--category", members[i][1], "--group", members[i][2], "--joined", "2025-09-01", NULL);
    }
  duty = zb_call_json (0, self->library, TODAY, "member", "record", "1", "duty", "书记", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_free (self->library);
  zb_test_folder_free (self->folder);
}

static JsonNode *
get (JsonNode   *object,
     const char *key)
{
  zb_assert_keys (object, key);
  return json_object_get_member (json_node_get_object (object), key);
}

static gboolean
has_text (JsonNode   *array,
          const char *text)
{
  for (guint i = 0; i < zb_json_length (array); i++)
    if (g_strcmp0 (json_node_get_string (zb_json_at (array, i)), text) == 0)
      return TRUE;

  return FALSE;
}

static guint
count_kind (JsonNode   *rows,
            const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < zb_json_length (rows); i++)
    n += has_text (get (zb_json_at (rows, i), "kinds"), kind);

  return n;
}

static JsonNode *
find_verdict (JsonNode   *verdicts,
              const char *rule,
              const char *period)
{
  for (guint i = 0; i < zb_json_length (verdicts); i++)
    {
      JsonNode *verdict = zb_json_at (verdicts, i);

      if (g_strcmp0 (zb_json_text (verdict, "rule"), rule) == 0 && g_strcmp0 (zb_json_text (verdict, "period"), period) == 0)
        return verdict;
    }

  g_assert_not_reached ();
}

static void
test_plan (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (JsonNode) dry = zb_call_json (0, self->library, TODAY, "plan", "generate", "2026", "--dry-run", NULL);
  g_autoptr (JsonNode) before = zb_call_json (0, self->library, TODAY, "meeting", "list", NULL);
  g_autoptr (JsonNode) plan = zb_call_json (0, self->library, TODAY, "plan", "generate", "2026", NULL);
  g_autoptr (JsonNode) made = zb_call_json (0, self->library, TODAY, "meeting", "list", NULL);
  g_autoptr (JsonNode) again = zb_call_json (0, self->library, TODAY, "plan", "generate", "2026", NULL);
  g_autoptr (JsonNode) undone = NULL;
  g_autoptr (JsonNode) after = NULL;

  g_assert_true (json_node_equal (dry, plan));
  g_assert_cmpuint (zb_json_length (before), ==, 0);
  zb_assert_keys (zb_json_at (plan, 0), "date kinds joint theme moved_from why");
  g_assert_cmpuint (count_kind (plan, "theme-day"), ==, 12);
  g_assert_cmpuint (count_kind (plan, "assembly"), ==, 4);
  g_assert_cmpuint (count_kind (plan, "committee"), ==, 12);
  g_assert_cmpuint (count_kind (plan, "group-meeting"), ==, 24);
  g_assert_cmpuint (count_kind (plan, "lecture"), ==, 4);
  g_assert_cmpuint (count_kind (made, "theme-day"), ==, 12);
  g_assert_cmpuint (count_kind (again, "theme-day") + count_kind (again, "group-meeting"), ==, 0);

  undone = zb_call_json (0, self->library, TODAY, "undo", NULL);
  after = zb_call_json (0, self->library, TODAY, "meeting", "list", NULL);
  g_assert_cmpuint (zb_json_length (after), ==, 0);
}

/* 10 January 2026 is a Saturday: the day that was wanted is told with the one proposed. */
static void
test_moved (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (JsonNode) plan = zb_call_json (0, self->library, TODAY, "plan", "generate", "2026", "--dry-run", "--kind", "theme-day", NULL);
  g_autoptr (JsonNode) kept = zb_call_json (0, self->library, TODAY, "plan", "generate", "2026", "--dry-run", "--kind", "theme-day", "--shift", "keep", NULL);
  JsonNode *first = NULL;

  for (guint i = 0; first == NULL && i < zb_json_length (plan); i++)
    if (has_text (get (zb_json_at (plan, i), "kinds"), "theme-day"))
      first = zb_json_at (plan, i);
  g_assert_cmpstr (zb_json_text (first, "date"), ==, "2026-01-12");
  g_assert_cmpstr (zb_json_text (first, "moved_from"), ==, "2026-01-10");
  g_assert_nonnull (zb_json_text (first, "why"));

  first = zb_json_at (kept, 0);
  for (guint i = 0; !has_text (get (first, "kinds"), "theme-day"); i++)
    first = zb_json_at (kept, i);
  g_assert_cmpstr (zb_json_text (first, "date"), ==, "2026-01-10");
  g_assert_null (zb_json_text (first, "moved_from"));
}

static char *
add (Fixture    *self,
     const char *kind,
     const char *start)
{
  g_autoptr (JsonNode) meeting = zb_call_json (0, self->library, TODAY, "meeting", "add", "--theme", "讨论转正", "--kind", kind, "--start", start, "--host", "甲", NULL);

  zb_assert_keys (meeting, MEETING);
  return g_strdup_printf ("%d", (int) zb_json_int (meeting, "id"));
}

static void
test_check (Fixture      *self,
            gconstpointer data)
{
  g_autofree G_GNUC_UNUSED char *id = add (self, "assembly,lecture", "2025-11-20 14:30");
  g_autoptr (JsonNode) found = zb_call_json (1, self->library, TODAY, "check", "--quarter", "2025Q4", NULL);
  JsonNode *assembly = find_verdict (found, "assembly", "2025Q4");
  JsonNode *lecture = find_verdict (found, "lecture", "2025Q4");

  zb_assert_keys (assembly, "rule period owed held missing article");
  g_assert_cmpint (zb_json_int (assembly, "owed"), ==, 1);
  g_assert_cmpint (zb_json_int (assembly, "held"), ==, 1);
  g_assert_cmpint (zb_json_int (lecture, "held"), ==, 1);
  g_assert_true (has_text (get (assembly, "missing"), "record"));
  g_assert_true (has_text (get (assembly, "missing"), "attendance"));
  g_assert_cmpint (zb_json_int (find_verdict (found, "theme-day", "2025-10"), "held"), ==, 0);
}

static void
test_attend (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *id = add (self, "assembly", "2025-11-20 14:30");
  g_autoptr (JsonNode) excused = zb_call_json (0, self->library, TODAY, "meeting", "attend", id, "--mark", "excused", "--reason", "sick", "--approver", "甲", "2", NULL);
  g_autoptr (JsonNode) rest = zb_call_json (0, self->library, TODAY, "meeting", "attend", id, NULL);
  g_autoptr (JsonNode) shown = zb_call_json (0, self->library, TODAY, "meeting", "show", id, NULL);
  JsonNode *second = zb_json_at (get (shown, "attendance"), 1);

  g_assert_cmpint (zb_json_int (excused, "expected"), ==, 3);
  g_assert_cmpint (zb_json_int (rest, "expected"), ==, 3);
  g_assert_cmpint (zb_json_int (rest, "present"), ==, 2);
  g_assert_cmpstr (zb_json_text (second, "mark"), ==, "excused");
  g_assert_cmpstr (zb_json_text (second, "reason"), ==, "sick");
  g_assert_cmpuint (zb_json_length (get (shown, "attendance")), ==, 4);
}

/* What an excuse interrupts is still one run; being there ends it. */
static void
test_person (Fixture      *self,
             gconstpointer data)
{
  static const char *const marks[] = { "present", "absent", "excused", "absent" };
  g_autoptr (JsonNode) sum = NULL;
  g_autoptr (JsonNode) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char                   *start = g_strdup_printf ("2025-1%u-10 09:00", i % 3);
      g_autofree char                   *late = g_strdup_printf ("2025-12-%02u 09:00", 10 + i);
      g_autofree char                   *id = add (self, "theme-day", i < 3 ? start : late);
      g_autoptr (JsonNode) G_GNUC_UNUSED marked = zb_call_json (0, self->library, TODAY, "meeting", "attend", id, "--mark", marks[i], "2", NULL);
    }

  sum = zb_call_json (0, self->library, TODAY, "member", "attendance", "2", "--from", "2025-01-01", NULL);
  none = zb_call_json (0, self->library, TODAY, "member", "attendance", "2", NULL);
  g_assert_cmpint (zb_json_int (sum, "expected"), ==, 4);
  g_assert_cmpint (zb_json_int (sum, "present"), ==, 1);
  g_assert_cmpint (zb_json_int (sum, "absent"), ==, 2);
  g_assert_cmpint (zb_json_int (sum, "running"), ==, 2);
  g_assert_cmpuint (zb_json_length (get (sum, "meetings")), ==, 4);
  g_assert_cmpint (zb_json_int (none, "expected"), ==, 0);
}

static void
test_vote (Fixture      *self,
           gconstpointer data)
{
  g_autofree char                   *id = add (self, "assembly", "2025-11-20 14:30");
  g_autoptr (JsonNode) G_GNUC_UNUSED rest = zb_call_json (0, self->library, TODAY, "meeting", "attend", id, NULL);
  g_autoptr (JsonNode) G_GNUC_UNUSED voted = zb_call_json (0, self->library, TODAY, "meeting", "vote", id, "--matter", "同意丙按期转正", "--formula", "admission", "--yes", "2", "--no", "1", NULL);
  g_autoptr (JsonNode) G_GNUC_UNUSED lost = zb_call_json (0, self->library, TODAY, "meeting", "vote", id, "--matter", "同意丙按期转正", "--formula", "admission", "--yes", "1", "--no", "2", NULL);
  g_autoptr (JsonNode) shown = zb_call_json (0, self->library, TODAY, "meeting", "show", id, NULL);
  JsonNode *votes = get (shown, "votes");

  g_assert_true (json_node_get_boolean (get (zb_json_at (votes, 0), "passed")));
  g_assert_false (json_node_get_boolean (get (zb_json_at (votes, 1), "passed")));
}

static void
test_review (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *id = add (self, "theme-day", "2025-12-10 09:00");
  g_autoptr (JsonNode) said = zb_call_json (0, self->library, TODAY, "meeting", "record", id, "--title", "重温入党誓词", "--text", "全体党员参加。", "--done", NULL);
  g_autoptr (JsonNode) reviewed = zb_call_json (0, self->library, TODAY, "meeting", "review", id, "--who", "甲", NULL);
  g_auto (ZbCall) locked = { 0 };
  g_auto (ZbCall) silent = { 0 };
  g_autoptr (JsonNode) opened = NULL;

  g_assert_cmpstr (zb_json_text (said, "state"), ==, "recorded");
  g_assert_true (has_text (get (said, "missing"), "late"));
  g_assert_cmpstr (zb_json_text (reviewed, "state"), ==, "reviewed");

  zb_call (&locked, self->library, TODAY, "meeting", "edit", id, "--place", "三楼", NULL);
  g_assert_cmpint (locked.status, ==, 3);
  g_assert_nonnull (strstr (locked.err, "审核"));
  zb_call (&silent, self->library, TODAY, "meeting", "unlock", id, NULL);
  g_assert_cmpint (silent.status, ==, 2);
  opened = zb_call_json (0, self->library, TODAY, "meeting", "unlock", id, "--reason", "补签字", NULL);
  g_assert_cmpstr (zb_json_text (opened, "state"), ==, "recorded");
}

static void
test_move (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *id = add (self, "theme-day", "2026-02-10 09:00");
  g_autoptr (JsonNode) moved = zb_call_json (0, self->library, TODAY, "meeting", "move", id, "--start", "2026-02-12", NULL);
  g_autoptr (JsonNode) cancelled = zb_call_json (0, self->library, TODAY, "meeting", "cancel", id, "--reason", "防汛", NULL);

  g_assert_cmpstr (zb_json_text (moved, "start"), ==, "2026-02-12T09:00");
  g_assert_cmpstr (zb_json_text (moved, "planned"), ==, "2026-02-10T09:00");
  g_assert_cmpstr (zb_json_text (cancelled, "state"), ==, "cancelled");
}

static void
test_rules (Fixture      *self,
            gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "own.ini", NULL);
  g_autoptr (JsonNode) program = zb_call_json (0, self->library, TODAY, "rules", "show", NULL);
  g_autoptr (JsonNode) kept = NULL;
  g_autoptr (JsonNode) own = NULL;
  g_auto (GStrv) parts = g_strsplit (zb_json_text (program, "text"), "name=主题党日", 2);
  g_autofree char *bad = g_strjoin ("name=主题党日\ncoutn=2", parts[0], parts[1], NULL);
  g_autofree char *good = g_strjoin ("name=党日", parts[0], parts[1], NULL);
  g_auto (ZbCall) refused = { 0 };
  g_auto (ZbCall) taken = { 0 };

  g_assert_true (g_file_set_contents (path, bad, -1, NULL));
  zb_call (&refused, self->library, TODAY, "rules", "set", path, NULL);
  g_assert_cmpint (refused.status, ==, 3);
  g_assert_nonnull (strstr (refused.err, "coutn"));
  g_assert_nonnull (strstr (refused.err, "行"));
  kept = zb_call_json (0, self->library, TODAY, "rules", "show", NULL);
  g_assert_true (json_node_equal (program, kept));

  g_assert_true (g_file_set_contents (path, good, -1, NULL));
  zb_call (&taken, self->library, TODAY, "rules", "set", path, NULL);
  g_assert_cmpint (taken.status, ==, 0);
  own = zb_call_json (0, self->library, TODAY, "rules", "show", NULL);
  g_assert_true (json_node_get_boolean (get (own, "own")));
  g_assert_cmpstr (zb_json_text (own, "text"), ==, good);
}

static void
test_export (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add (self, "theme-day", "2026-02-10 09:00");
  g_autofree char *pdf = g_build_filename (self->folder, "record.pdf", NULL);
  g_autofree char *ics = g_build_filename (self->folder, "year.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) paper =
      zb_call_json (0, self->library, TODAY, "meeting", "export", id, pdf, NULL);
  g_autoptr (JsonNode) file =
      zb_call_json (0, self->library, TODAY, "calendar", "export", ics, NULL);
  g_auto (ZbCall) again = { 0 };

  g_assert_nonnull (zb_json_text (paper, "font"));
  g_assert_cmpint (zb_json_int (file, "meetings"), ==, 1);
  g_assert_true (g_file_get_contents (pdf, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF"));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (ics, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "BEGIN:VEVENT"));
  zb_call (&again, self->library, TODAY, "calendar", "export", ics, NULL);
  g_assert_cmpint (again.status, ==, 3);
}

static void
test_filed (Fixture      *self,
            gconstpointer data)
{
  g_autofree char                   *id = add (self, "theme-day", "2026-02-10 09:00");
  g_autoptr (JsonNode) G_GNUC_UNUSED filed = zb_call_json (0, self->library, TODAY, "plan", "file", "--quarter", "2026Q1", NULL);
  g_autoptr (JsonNode) shown = zb_call_json (0, self->library, TODAY, "meeting", "show", id, NULL);
  g_autoptr (JsonNode) found = zb_call_json (0, self->library, TODAY, "check", "--quarter", "2026Q1", NULL);

  g_assert_cmpstr (zb_json_text (shown, "state"), ==, "filed");
  g_assert_cmpint (zb_json_int (find_verdict (found, "plan-filing", "2026Q1"), "held"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/zhibuctl/calendar/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-year-is-planned-once", test_plan);
  ADD ("a-day-off-is-told", test_moved);
  ADD ("what-is-owed-and-lacking", test_check);
  ADD ("attendance-of-that-day", test_attend);
  ADD ("the-attendance-of-one-person", test_person);
  ADD ("votes-are-counted", test_vote);
  ADD ("a-review-locks", test_review);
  ADD ("a-move-and-a-cancellation", test_move);
  ADD ("rules-of-ones-own", test_rules);
  ADD ("papers-and-a-calendar-file", test_export);
  ADD ("a-filed-quarter", test_filed);
#undef ADD

  return g_test_run ();
}
