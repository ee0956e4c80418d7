/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/calendar-flow.h"

#include "service/library-private.h"
#include "store/setting-store.h"

#include <string.h>

static GAsyncResult *answer;

static ZbDateNote
look_at (CalendarFlow *self,
         const char   *day)
{
  ZbDateNote note;

  zb_calendar_note_date (self->calendar, calendar_flow_day (day), &note);
  return note;
}

static void
test_days (CalendarFlow *self,
           gconstpointer data)
{
  static const struct
  {
    const char *day;
    ZbDateKind  kind;
    const char *note;
    gboolean    festival, fixed;
  } table[] = {
    { "2019-06-06", ZB_DATE_WORK, "芒种", FALSE, FALSE },
    { "2019-06-07", ZB_DATE_OFF, "端午节", TRUE, FALSE },
    { "2019-06-10", ZB_DATE_WORK, "初八", FALSE, TRUE },
    { "2019-06-15", ZB_DATE_WEEKEND, "十三", FALSE, FALSE },
    { "2019-04-28", ZB_DATE_MAKE_UP, "廿四", FALSE, FALSE },
  };
  g_autofree char *span = zb_calendar_dup_lunar_span (self->calendar, calendar_flow_day ("2019-06-01"), calendar_flow_day ("2019-06-30"));
  g_autofree char *outside = zb_calendar_dup_lunar_span (self->calendar, calendar_flow_day ("1800-06-01"), calendar_flow_day ("1800-06-30"));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint again = 0; again < 2; again++)
      {
        ZbDateNote note = look_at (self, table[i].day);

        g_assert_cmpint (note.kind, ==, table[i].kind);
        g_assert_cmpstr (note.note, ==, table[i].note);
        g_assert_cmpint (note.festival, ==, table[i].festival);
        g_assert_cmpint (note.fixed, ==, table[i].fixed);
      }
  g_assert_cmpstr (look_at (self, "2019-06-07").holiday, ==, "端午");
  g_assert_cmpstr (span, ==, "己亥年 四月廿八–五月廿八");
  g_assert_cmpstr (outside, ==, "");
}

static void
test_own_holidays (CalendarFlow *self,
                   gconstpointer data)
{
  const char      *own = "date\tkind\tname\n2031-06-10\toff\t校庆\n2031-06-14\twork\t校庆\n";
  g_autofree char *text = NULL;
  gboolean         is_own;

  g_assert_false (zb_calendar_knows_holidays (self->calendar, 2031));
  zb_calendar_set_holidays_async (self->calendar, own, NULL, zb_test_result_cb, &answer);
  g_assert_cmpint (calendar_flow_finish (self, &answer), ==, 0);
  g_assert_true (zb_calendar_knows_holidays (self->calendar, 2031));
  g_assert_false (zb_calendar_knows_holidays (self->calendar, 2019));
  g_assert_cmpint (look_at (self, "2031-06-10").kind, ==, ZB_DATE_OFF);
  g_assert_cmpstr (look_at (self, "2031-06-10").holiday, ==, "校庆");
  g_assert_cmpint (look_at (self, "2031-06-14").kind, ==, ZB_DATE_MAKE_UP);
  text = zb_calendar_dup_holidays (self->calendar, &is_own);
  g_assert_true (is_own);
  g_assert_cmpstr (text, ==, own);

  calendar_flow_undo (self);
  g_assert_true (zb_calendar_knows_holidays (self->calendar, 2019));
  g_assert_cmpint (look_at (self, "2031-06-10").kind, ==, ZB_DATE_WORK);
}

static void
test_broken_holidays (CalendarFlow *self,
                      gconstpointer data)
{
  const char      *broken = "date\tkind\tname\n2031-06-10\toff\t校庆\n2031-02-30\toff\t校庆\n";
  guint            line;
  g_autofree char *words = zb_calendar_check_holidays (broken, &line);
  g_autofree char *program = zb_calendar_dup_holidays (self->calendar, NULL);
  g_autofree char *none = zb_calendar_check_holidays (program, NULL);

  g_assert_cmpuint (line, ==, 3);
  g_assert_cmpstr (words, ==, "第 3 行“2031-02-30”不是日期：应写成 2019-06-07");
  g_assert_null (none);

  zb_calendar_set_holidays_async (self->calendar, broken, NULL, zb_test_result_cb, &answer);
  calendar_flow_refused (self, &answer, ZB_FAULT_CONFLICT);
  g_assert_true (zb_calendar_knows_holidays (self->calendar, 2019));
}

/* The program's court rules with one text replaced. */
static char *
edit_rules (const char *old,
            const char *new)
{
  g_autofree char *text = zb_calendar_dup_program_rules ("court");
  char            *at = strstr (text, old);

  g_assert_nonnull (at);
  *at = '\0';
  return g_strconcat (text, new, at + strlen (old), NULL);
}

static void
test_own_rules (CalendarFlow *self,
                gconstpointer data)
{
  g_autofree char *own = edit_rules ("fixed-day=10\njoint=4", "fixed-day=15\njoint=4");
  g_autofree char *back = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  const ZbVerdict *verdict;
  gboolean         is_own;

  kept = zb_calendar_check (self->calendar, calendar_flow_day ("2025-12-01"), calendar_flow_day ("2025-12-31"));
  zb_calendar_set_rules_async (self->calendar, own, NULL, zb_test_result_cb, &answer);
  calendar_flow_finish (self, &answer);
  g_assert_true (look_at (self, "2026-01-15").fixed);
  g_assert_false (look_at (self, "2026-01-10").fixed);
  g_free (zb_calendar_dup_rules (self->calendar, &is_own));
  g_assert_true (is_own);
  verdict = calendar_flow_verdict (kept, "theme-day", "2025-12-01", NULL);
  g_assert_cmpuint (verdict->rule->fixed_day, ==, 10);

  zb_calendar_set_rules_async (self->calendar, "", NULL, zb_test_result_cb, &answer);
  calendar_flow_finish (self, &answer);
  back = zb_calendar_dup_rules (self->calendar, &is_own);
  g_assert_false (is_own);
  g_assert_true (look_at (self, "2026-01-10").fixed);
  g_assert_cmpstr (zb_library_get_undo_label (self->library), ==, "恢复程序自带的规则方案");
}

static void
test_broken_rules (CalendarFlow *self,
                   gconstpointer data)
{
  static const struct
  {
    const char *old, *new, *words;
  } table[] = {
    { "\n[end]\n", "\n", "缺少 [end]：文件不完整" },
    { "fixed-day=10\njoint=4", "fixed-day=40\njoint=4", "“fixed-day”写得不对" },
    { "fixed-day=10\njoint=4", "fixd-day=10\njoint=4", "不认识“fixd-day”" },
    { "[assembly 2019-01-01]", "[theme-day 2019-01-01]", "重复出现" },
    { "[assembly 2019-01-01]", "那个谁", "写法不对" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = edit_rules (table[i].old, table[i].new);
      guint            line = 0;
      g_autofree char *words = zb_calendar_check_rules (text, &line);
      g_autofree char *prefix = g_strdup_printf ("第 %u 行", line);

      g_assert_nonnull (words);
      g_assert_cmpuint (line, >, 1);
      g_assert_nonnull (strstr (words, prefix));
      g_assert_nonnull (strstr (words, table[i].words));
      zb_calendar_set_rules_async (self->calendar, text, NULL, zb_test_result_cb, &answer);
      calendar_flow_refused (self, &answer, ZB_FAULT_CONFLICT);
    }
  calendar_flow_load (self);
  g_assert_null (zb_calendar_get_complaint (self->calendar));
  g_assert_true (look_at (self, "2026-01-10").fixed);
}

static void
test_programs (CalendarFlow *self,
               gconstpointer data)
{
  static const char *const profiles[] = { "court", "central" };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autofree char *text = zb_calendar_dup_program_rules (profiles[i]);
      g_autofree char *words = zb_calendar_check_rules (text, NULL);

      g_assert_null (words);
    }
  g_assert_null (zb_calendar_dup_program_rules ("../schema/001"));
  g_assert_cmpstr (zb_calendar_get_profile_name (self->calendar), ==, "法院（2019）");
  g_assert_cmpuint (zb_calendar_list_rules (self->calendar)->len, >, 10);
}

/* As an older program, or a hand in the database, may have left it. */
static gpointer
run_spoil (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return GINT_TO_POINTER (zb_setting_store_set (db, "rules", "[profile]\ncode=x\nzzz", error) &&
                          zb_setting_store_set (db, "holidays", "\xff\xfe", error));
}

static void
test_complaint (CalendarFlow *self,
                gconstpointer data)
{
  g_autoptr (GTask) task = g_task_new (self->calendar, NULL, zb_test_result_cb, &answer);
  g_autoptr (GAsyncResult) done = NULL;
  g_autofree char *text = NULL;
  gboolean         own;

  zb_library_change (self->library, task, "坏", run_spoil, NULL);
  done = zb_test_wait (&answer, 60);
  calendar_flow_load (self);
  g_assert_cmpstr (zb_calendar_get_complaint (self->calendar), ==,
                   "本党支部的规则方案不能用，现用程序自带的：第 3 行“zzz”写法不对：应是 [组名]、键=值，或以 # 开头的说明；"
                   "本党支部的放假安排不能用，现用程序自带的：不是 UTF-8 文本，或者超过了 1 MB");
  g_assert_cmpstr (zb_calendar_get_profile_name (self->calendar), ==, "法院（2019）");
  g_assert_true (zb_calendar_knows_holidays (self->calendar, 2019));
  text = zb_calendar_dup_rules (self->calendar, &own);
  g_assert_true (own);
  g_assert_true (g_str_has_suffix (text, "zzz"));

  g_clear_object (&task);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (CalendarFlow *self, gconstpointer data);
  } tests[] = {
    { "/flow/calendar-rules/a-day-says-what-it-is", test_days },
    { "/flow/calendar-rules/an-own-table-replaces-the-days-off", test_own_holidays },
    { "/flow/calendar-rules/a-broken-table-is-refused-with-its-line", test_broken_holidays },
    { "/flow/calendar-rules/own-rules-hold-and-go-back", test_own_rules },
    { "/flow/calendar-rules/broken-rules-are-refused-with-their-line", test_broken_rules },
    { "/flow/calendar-rules/the-programs-rules-can-be-read", test_programs },
    { "/flow/calendar-rules/an-own-copy-that-broke-is-told-and-passed-over", test_complaint },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, CalendarFlow, NULL, calendar_flow_set_up, tests[i].test, calendar_flow_tear_down);

  return g_test_run ();
}
