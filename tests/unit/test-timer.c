/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/timer.h"

static ZbDay
to_day (const char *iso)
{
  ZbDay day = ZB_DAY_NONE;

  g_assert_true (iso == NULL || zb_day_parse (&day, iso));
  return day;
}

/* One timer as a line; all of them, a line each. */
static char *
describe (GPtrArray *timers)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < timers->len; i++)
    {
      const ZbTimer   *timer = timers->pdata[i];
      g_autofree char *due = zb_day_to_text (timer->due);

      g_string_append_printf (lines, "%s%s %s %s %d", i > 0 ? "\n" : "", zb_timer_to_code (timer->kind),
                              timer->state == ZB_TIMER_DUE ? "due" : "coming", due, timer->days);
      if (timer->years != 0)
        g_string_append_printf (lines, " (%d)", timer->years);
    }

  return g_string_free (lines, FALSE);
}

typedef struct
{
  const char *today;
  const char *lines;
  struct
  {
    ZbMemberField field;
    const char   *value;
  } values[5];
} MemberRow;

#define PROBATIONARY                   \
  {                                    \
    ZB_MEMBER_CATEGORY, "probationary" \
  }
#define FULL                   \
  {                            \
    ZB_MEMBER_CATEGORY, "full" \
  }
#define JOINED(day)       \
  {                       \
    ZB_MEMBER_JOINED, day \
  }
#define FULL_ON(day)       \
  {                        \
    ZB_MEMBER_FULL_ON, day \
  }
#define EXTENDED(text)       \
  {                          \
    ZB_MEMBER_EXTENDED, text \
  }
#define LOST              \
  {                       \
    ZB_MEMBER_LOST, "yes" \
  }
#define SINCE(day)            \
  {                           \
    ZB_MEMBER_LOST_SINCE, day \
  }
#define SUSPENDED                 \
  {                               \
    ZB_MEMBER_STATUS, "suspended" \
  }
#define FIX(text)                 \
  {                               \
    ZB_MEMBER_SENIORITY_FIX, text \
  }

static void
assert_rows (const MemberRow *rows,
             guint            n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
      g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) timers = NULL;
      g_autofree char *lines = NULL;

      zb_member_draft_set (draft, ZB_MEMBER_NAME, "张桂芬");
      for (guint j = 0; j < G_N_ELEMENTS (rows[i].values) && rows[i].values[j].value != NULL; j++)
        zb_member_draft_set (draft, rows[i].values[j].field, rows[i].values[j].value);
      g_ptr_array_add (members, zb_member_new (7, draft, 0, TRUE, NULL, 0));
      timers = zb_timers_compute (members, NULL, NULL, to_day (rows[i].today));
      lines = describe (timers);
      g_test_message ("row %u", i);
      g_assert_cmpstr (lines, ==, rows[i].lines);
    }
}

static const MemberRow probations[] = {
  { "2019-06-30", "probation coming 2019-08-29 60", { PROBATIONARY, JOINED ("2018-08-29") } },
  { "2019-06-30", "", { PROBATIONARY, JOINED ("2018-08-30") } },
  { "2019-08-29", "probation due 2019-08-29 0\nbirthday due 2019-08-29 0 (1)", { PROBATIONARY, JOINED ("2018-08-29") } },
  { "2019-08-30", "probation due 2019-08-29 -1", { PROBATIONARY, JOINED ("2018-08-29") } },
  { "2021-02-20", "probation coming 2021-02-28 8\nbirthday coming 2021-02-28 8 (1)", { PROBATIONARY, JOINED ("2020-02-29") } },
  { "2019-12-30", "probation coming 2020-02-28 60", { PROBATIONARY, JOINED ("2019-02-28") } },
  { "2019-12-31", "probation coming 2020-02-29 60", { PROBATIONARY, JOINED ("2019-02") } },
  { "2019-12-30", "", { PROBATIONARY, JOINED ("2019-02") } },
  { "2019-12-01", "probation coming 2019-12-31 30", { PROBATIONARY, JOINED ("2018") } },
  { "2019-12-31", "probation coming 2020-02-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("6") } },
  { "2019-12-31", "probation coming 2020-02-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("６个月") } },
  { "2019-12-31", "probation coming 2020-02-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("半年") } },
  { "2019-12-31", "", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("12") } },
  { "2020-06-30", "probation coming 2020-08-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("12") } },
  { "2020-06-30", "probation coming 2020-08-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("一年") } },
  { "2020-06-30", "probation coming 2020-08-01 32", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("2020-08-01") } },
  { "2020-06-30", "probation coming 2020-07-31 31", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("2020-07") } },
  { "2020-06-30", "probation coming 2020-08-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("2030-01-01") } },
  { "2019-06-30", "probation coming 2019-08-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("2019-08-10") } },
  { "2019-06-30", "probation coming 2019-08-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("13") } },
  { "2019-06-30", "probation coming 2019-08-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("-6") } },
  { "2019-06-30", "probation coming 2019-08-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("99999999999999999999") } },
  { "2019-06-30", "probation coming 2019-08-15 46", { PROBATIONARY, JOINED ("2018-08-15"), EXTENDED ("否") } },
  { "2019-06-30", "", { PROBATIONARY, JOINED ("2018-08-15"), SUSPENDED } },
  { "2019-06-30", "", { FULL, JOINED ("2018-08-15") } },
  { "2019-06-30", "", { PROBATIONARY } },
  { "2019-06-30", "", { PROBATIONARY, JOINED ("9999-12-31") } },
};

static const MemberRow losts[] = {
  { "2019-05-31", "", { LOST, SINCE ("2019-01-01") } },
  { "2019-06-01", "lost coming 2019-07-01 30 (5)", { LOST, SINCE ("2019-01-01") } },
  { "2019-06-30", "lost coming 2019-07-01 1 (5)", { LOST, SINCE ("2019-01-01") } },
  { "2019-07-01", "lost due 2019-07-01 0 (6)", { LOST, SINCE ("2019-01-01") } },
  { "2019-07-01", "lost coming 2019-07-31 30 (5)", { LOST, SINCE ("2019-01") } },
  { "2019-07-31", "lost due 2019-07-31 0 (6)", { LOST, SINCE ("2019-01") } },
  { "2019-02-28", "lost due 2019-02-28 0 (6)", { LOST, SINCE ("2018-08-31") } },
  { "2021-01-01", "lost due 2019-07-01 -550 (24)", { LOST, SINCE ("2019-01-01") } },
  { "2021-05-31", "", { LOST, SINCE ("2019-01-01"), SUSPENDED } },
  { "2021-06-01", "lost coming 2021-07-01 30 (29)", { LOST, SINCE ("2019-01-01"), SUSPENDED } },
  { "2021-07-02", "lost due 2021-07-01 -1 (30)", { LOST, SINCE ("2019-01-01"), SUSPENDED } },
  { "2019-07-01", "", { LOST } },
  { "2019-07-01", "", { SINCE ("2019-01-01") } },
  { "2019-07-01", "", { { ZB_MEMBER_LOST, "no" }, SINCE ("2019-01-01") } },
  { "2019-07-01", "", { LOST, SINCE ("2020-01-01") } },
};

static const MemberRow birthdays[] = {
  { "2019-06-30", "birthday due 2019-06-30 0 (20)", { FULL, JOINED ("1999-06-30") } },
  { "2019-06-30", "birthday coming 2019-07-31 31 (20)", { FULL, JOINED ("1999-07-31") } },
  { "2019-06-30", "", { FULL, JOINED ("1999-08-01") } },
  { "2019-06-30", "", { FULL, JOINED ("1999-06-29") } },
  { "2019-12-20", "birthday coming 2020-01-05 16 (21)", { FULL, JOINED ("1999-01-05") } },
  { "2019-02-28", "birthday due 2019-02-28 0 (19)", { FULL, JOINED ("2000-02-29") } },
  { "2020-02-28", "birthday coming 2020-02-29 1 (20)", { FULL, JOINED ("2000-02-29") } },
  { "2019-06-01", "birthday coming 2019-06-30 29 (20)", { FULL, JOINED ("1999-06") } },
  { "2019-06-30", "birthday due 2019-06-30 0 (20)", { FULL, JOINED ("1999-06") } },
  { "2019-07-01", "", { FULL, JOINED ("1999-06") } },
  { "2019-07-01", "", { FULL, JOINED ("1999") } },
  { "2019-06-30", "", { FULL, JOINED ("2019-06-30") } },
  { "2019-06-30", "", { FULL, JOINED ("2020-06-30") } },
  { "2019-06-30", "birthday due 2019-06-30 0 (20)", { JOINED ("1999-06-30") } },
  { "2019-06-30", "", { FULL, JOINED ("1999-06-30"), SUSPENDED } },
  { "2019-06-30", "", { { ZB_MEMBER_CATEGORY, "activist" }, JOINED ("1999-06-30") } },
};

static const MemberRow fifties[] = {
  { "2019-01-01", "fifty coming 2019-07-01 181 (50)", { FULL, FULL_ON ("1969-07-01") } },
  { "2019-07-01", "fifty due 2019-07-01 0 (50)", { FULL, FULL_ON ("1969-07-01") } },
  { "2019-08-01", "fifty due 2019-07-01 -31 (50)", { FULL, FULL_ON ("1969-07-01") } },
  { "2019-08-02", "", { FULL, FULL_ON ("1969-07-01") } },
  { "2019-06-30", "", { FULL, FULL_ON ("1969-07-02") } },
  { "2020-06-30", "fifty coming 2020-07-01 1 (50)", { FULL, FULL_ON ("1969-07-02") } },
  { "2019-06-30", "fifty coming 2019-07-01 1 (50)", { FULL, FULL_ON ("1968-07-02") } },
  { "2019-06-30", "", { FULL, FULL_ON ("1968-07-01") } },
  { "2019-06-30", "fifty coming 2019-07-01 1 (50)", { FULL, FULL_ON ("1969-07") } },
  { "2019-06-30", "fifty coming 2019-07-01 1 (50)", { FULL, FULL_ON ("1969") } },
  { "2019-06-30", "fifty coming 2019-07-01 1 (50)", { FULL, FULL_ON ("1970-07-01"), FIX ("12") } },
  { "2019-06-30", "fifty coming 2019-07-01 1 (50)", { FULL, FULL_ON ("1970-07-01"), FIX ("１２个月") } },
  { "2019-06-30", "", { FULL, FULL_ON ("1970-07-01"), FIX ("11") } },
  { "2019-06-30", "fifty coming 2019-07-01 1 (50)", { FULL, FULL_ON ("1968-07-01"), FIX ("-12") } },
  { "2019-06-30", "", { FULL, FULL_ON ("1968-07-01"), FIX ("-99999999999999") } },
  { "2019-06-30", "", { FULL, FULL_ON ("1968-07-01"), FIX ("x") } },
  { "2021-05-31", "fifty coming 2021-07-01 31 (50)", { FULL, JOINED ("1970-09-01") } },
  { "2021-06-05", "", { FULL, JOINED ("1970-05") } },
  { "2019-05-20", "", { FULL, JOINED ("1968-07-02") } },
  { "2019-06-30", "", { PROBATIONARY, FULL_ON ("1969-07-01") } },
  { "2019-06-30", "", { FULL, FULL_ON ("1969-07-01"), SUSPENDED } },
};

static void
test_probation (void)
{
  assert_rows (probations, G_N_ELEMENTS (probations));
}

static void
test_lost (void)
{
  assert_rows (losts, G_N_ELEMENTS (losts));
}

static void
test_birthday (void)
{
  assert_rows (birthdays, G_N_ELEMENTS (birthdays));
}

static void
test_fifty (void)
{
  assert_rows (fifties, G_N_ELEMENTS (fifties));
}

static const struct
{
  const char *today;
  const char *elected;
  int         term;
  const char *lines;
} terms[] = {
  { "2019-06-30", "2016-12-30", 3, "term coming 2019-12-30 183" },
  { "2019-06-30", "2016-12-31", 3, "" },
  { "2019-06-30", "2016-06-30", 3, "term due 2019-06-30 0" },
  { "2019-06-30", "2016-06-29", 3, "term due 2019-06-29 -1" },
  { "2019-06-30", "2014-08-01", 5, "term coming 2019-08-01 32" },
  { "2019-06-30", "2016-08", 3, "term coming 2019-08-31 62" },
  { "2019-06-30", "2016", 3, "" },
  { "2019-07-15", "2016", 3, "term coming 2019-12-31 169" },
  { "2019-02-01", "2016-02-29", 3, "term coming 2019-02-28 27" },
  { "2019-06-30", NULL, 3, "" },
  { "2019-06-30", "2016-06-30", 0, "" },
  { "2019-06-30", "2016-06-30", -3, "" },
  { "2019-06-30", "2016-06-30", G_MAXINT, "" },
  { "2019-06-30", "9998-06-30", 3, "" },
};

static void
test_term (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      char          name[] = "第一党支部";
      ZbBranchFacts branch = { 3, name, to_day (terms[i].elected), terms[i].term };
      g_autoptr (GPtrArray) branches = g_ptr_array_new ();
      g_autoptr (GPtrArray) timers = NULL;
      g_autofree char *lines = NULL;

      g_ptr_array_add (branches, &branch);
      timers = zb_timers_compute (NULL, branches, NULL, to_day (terms[i].today));
      lines = describe (timers);
      g_assert_cmpstr (lines, ==, terms[i].lines);
      for (guint j = 0; j < timers->len; j++)
        {
          const ZbTimer *timer = timers->pdata[j];

          g_assert_cmpint (timer->branch, ==, 3);
          g_assert_cmpint (timer->member, ==, 0);
          g_assert_cmpstr (timer->name, ==, "第一党支部");
        }
    }
}

static const struct
{
  const char *today;
  gboolean    out;
  const char *issued;
  int         valid;
  const char *receipt;
  const char *lines;
} letters[] = {
  { "2019-06-19", TRUE, "2019-06-01", 30, NULL, "" },
  { "2019-06-21", TRUE, "2019-06-01", 30, NULL, "letter coming 2019-07-01 10" },
  { "2019-07-01", TRUE, "2019-06-01", 30, NULL, "letter due 2019-07-01 0" },
  { "2019-07-05", TRUE, "2019-06-01", 30, NULL, "letter due 2019-07-01 -4" },
  { "2019-06-05", TRUE, "2019-06-01", 10, NULL, "letter coming 2019-06-11 6" },
  { "2019-06-11", TRUE, "2019-06-01", 10, NULL, "letter due 2019-06-11 0" },
  { "2019-06-12", TRUE, "2019-06-01", 10, NULL, "" },
  { "2019-06-25", TRUE, "2019-06-01", 10, NULL, "letter coming 2019-07-01 6" },
  { "2019-07-02", TRUE, "2019-06-01", 10, NULL, "letter due 2019-07-01 -1" },
  { "2019-07-05", TRUE, "2019-06-01", 90, NULL, "" },
  { "2019-09-01", TRUE, "2019-06-01", 90, NULL, "letter due 2019-08-30 -2" },
  { "2019-07-02", TRUE, "2019-06-01", 10, "2019-06-20", "" },
  { "2019-06-25", FALSE, "2019-06-01", 90, NULL, "letter coming 2019-07-01 6" },
  { "2019-07-05", FALSE, "2019-06-01", 90, NULL, "letter due 2019-07-01 -4" },
  { "2019-07-05", FALSE, "2019-06-01", 90, "2019-06-30", "" },
  { "2019-02-28", FALSE, "2019-01-31", 30, NULL, "letter due 2019-02-28 0" },
  { "2019-07-31", TRUE, "2019-06", 10, NULL, "letter due 2019-07-31 0" },
  { "2019-07-02", TRUE, "2019-06-01", 0, NULL, "letter due 2019-07-01 -1" },
  { "2019-07-02", TRUE, "2019-06-01", G_MAXINT, NULL, "" },
  { "2019-07-02", TRUE, NULL, 30, NULL, "" },
};

static void
test_letter (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      char          name[] = "张桂芬", other[] = "某某支部", number[] = "第壹号";
      ZbLetterFacts letter = { 7, name, letters[i].out, other, number, to_day (letters[i].issued), letters[i].valid, to_day (letters[i].receipt) };
      g_autoptr (GPtrArray) facts = g_ptr_array_new ();
      g_autoptr (GPtrArray) timers = NULL;
      g_autofree char *lines = NULL;

      g_ptr_array_add (facts, &letter);
      timers = zb_timers_compute (NULL, NULL, facts, to_day (letters[i].today));
      lines = describe (timers);
      g_test_message ("row %u", i);
      g_assert_cmpstr (lines, ==, letters[i].lines);
      for (guint j = 0; j < timers->len; j++)
        {
          const ZbTimer *timer = timers->pdata[j];

          g_assert_cmpint (timer->member, ==, 7);
          g_assert_cmpstr (timer->note, ==, "第壹号 某某支部");
        }
    }
}

static void
test_order (void)
{
  static const char *const joined[] = { "2018-07-20", "2018-07-10", "2018-07-15" };
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) timers = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (joined); i++)
    {
      g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();

      zb_member_draft_set (draft, ZB_MEMBER_NAME, "张桂芬");
      zb_member_draft_set (draft, ZB_MEMBER_CATEGORY, "probationary");
      zb_member_draft_set (draft, ZB_MEMBER_JOINED, joined[i]);
      g_ptr_array_add (members, zb_member_new (i + 1, draft, 0, TRUE, NULL, 0));
    }

  timers = zb_timers_compute (members, NULL, NULL, to_day ("2019-07-01"));
  g_assert_cmpuint (timers->len, ==, 6);
  for (guint i = 1; i < timers->len; i++)
    {
      const ZbTimer *before = timers->pdata[i - 1], *after = timers->pdata[i];

      g_assert_cmpint (zb_day_compare (before->due, after->due), <=, 0);
    }
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) timers = zb_timers_compute (NULL, NULL, NULL, to_day ("2019-07-01"));

  g_assert_cmpuint (timers->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timer/probation/ends-a-year-after-admission-or-as-extended", test_probation);
  g_test_add_func ("/timer/lost/is-told-from-the-fifth-month", test_lost);
  g_test_add_func ("/timer/birthday/comes-within-a-month", test_birthday);
  g_test_add_func ("/timer/fifty/is-reached-by-the-first-of-july", test_fifty);
  g_test_add_func ("/timer/term/is-told-half-a-year-before", test_term);
  g_test_add_func ("/timer/letter/runs-out-then-owes-its-receipt", test_letter);
  g_test_add_func ("/timer/all/are-sorted-by-due-day", test_order);
  g_test_add_func ("/timer/all/no-facts-no-timers", test_nothing);

  return g_test_run ();
}
