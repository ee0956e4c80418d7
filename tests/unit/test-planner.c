/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/planner.h"

#include <string.h>

static char *
read_data (const char *name,
           gsize      *length)
{
  g_autofree char *path = g_build_filename (g_getenv ("ZHIBU_SOURCE"), "data", name, NULL);
  char            *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, length, NULL));
  return text;
}

static ZbProfile *
load_profile (const char *name)
{
  gsize            length;
  g_autofree char *text = read_data (name, &length);
  ZbProfileFault   fault = { 0 };
  ZbProfile       *profile = zb_profile_parse (text, length, &fault);

  g_assert_nonnull (profile);
  return profile;
}

static ZbHolidays *
load_holidays (void)
{
  gsize            length;
  g_autofree char *text = read_data ("holidays.tsv", &length);
  ZbHolidaysFault  fault = { 0 };
  ZbHolidays      *holidays = zb_holidays_parse (text, length, &fault);

  g_assert_nonnull (holidays);
  return holidays;
}

static const char *const ordinals[] = { "一", "二", "三", "四", "五", "六" };

typedef struct
{
  ZbCheckInput input;
  ZbPlanWish   wish;
} Year;

static void
year_init (Year       *year,
           ZbProfile  *profile,
           ZbHolidays *holidays,
           int         number,
           guint       n_groups)
{
  memset (year, 0, sizeof *year);
  year->input = (ZbCheckInput){ .profile = profile, .holidays = holidays, .today = { number, 1, 1 } };
  year->input.meetings = g_ptr_array_new_with_free_func (g_object_unref);
  year->input.groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_subject_free);
  year->input.persons = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_subject_free);
  year->input.filings = g_ptr_array_new_with_free_func (g_free);
  year->wish = (ZbPlanWish){ .input = &year->input, .year = number };
  for (guint i = 0; i < n_groups; i++)
    {
      ZbSubject *group = g_new0 (ZbSubject, 1);

      group->id = i + 1;
      group->name = g_strdup_printf ("%s组", ordinals[i]);
      g_ptr_array_add (year->input.groups, group);
    }
}

static void
year_clear (Year *year)
{
  g_ptr_array_unref (year->input.meetings);
  g_ptr_array_unref (year->input.groups);
  g_ptr_array_unref (year->input.persons);
  g_ptr_array_unref (year->input.filings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Year, year_clear)

static void
add_meeting (Year          *year,
             ZbDay          day,
             ZbKinds        kinds,
             gboolean       joint,
             gint64         group,
             ZbMeetingState state)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  ZbMeetingFacts facts = { .state = state, .group = group };

  draft->theme = g_strdup ("学习");
  draft->kinds = kinds;
  draft->joint = joint;
  zb_wall_set_day (&draft->start, day.year, day.month, day.day);
  g_ptr_array_add (year->input.meetings, zb_meeting_new_with_facts (year->input.meetings->len + 1, draft, &facts));
}

/* What the plan proposes is made, and the papers are handed in. */
static void
make_true (Year          *year,
           ZbPlan        *plan,
           ZbMeetingState state)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      const ZbPlanItem *item = plan->items->pdata[i];

      if (item->task == NULL)
        add_meeting (year, item->day, item->kinds, item->joint, item->group, state);
      else
        {
          ZbFiling *filing = g_new0 (ZbFiling, 1);

          filing->task = g_intern_string (item->task) == NULL ? NULL : (char *) g_intern_string (item->task);
          filing->first = item->wanted;
          filing->day = item->day;
          g_ptr_array_add (year->input.filings, filing);
        }
    }
}

static const ZbPlanItem *
find_item (ZbPlan     *plan,
           const char *theme)
{
  for (guint i = 0; i < plan->items->len; i++)
    if (g_str_equal (((const ZbPlanItem *) plan->items->pdata[i])->theme, theme))
      return plan->items->pdata[i];

  return NULL;
}

static guint
count_items (ZbPlan  *plan,
             ZbKinds  kinds,
             gboolean joint)
{
  guint n = 0;

  for (guint i = 0; i < plan->items->len; i++)
    {
      const ZbPlanItem *item = plan->items->pdata[i];

      n += (item->kinds & kinds) != 0 && (!joint || item->joint);
    }

  return n;
}

static void
assert_sound (Year   *year,
              ZbPlan *plan)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      const ZbPlanItem *item = plan->items->pdata[i];
      gboolean          moved = zb_day_compare (item->day, item->wanted) != 0;

      g_assert_cmpint (item->day.year, ==, year->wish.year);
      g_assert_cmpint (item->day.month, ==, item->wanted.month);
      g_assert_cmpint (zb_day_compare (item->day, year->input.today), >=, 0);
      g_assert_true (!moved || item->why != NULL);
      g_assert_true (!moved || year->wish.shift != ZB_SHIFT_KEEP);
      g_assert_true (year->wish.shift == ZB_SHIFT_KEEP || zb_holidays_is_work (year->input.holidays, item->day));
      g_assert_cmpint (zb_day_compare (((const ZbPlanChoice *) item->choices->pdata[0])->day, item->day), ==, 0);
      for (guint j = 0; j < item->choices->len; j++)
        g_assert_nonnull (((const ZbPlanChoice *) item->choices->pdata[j])->why);
      g_assert_true (i == 0 || zb_day_compare (((const ZbPlanItem *) plan->items->pdata[i - 1])->day, item->day) <= 0);
    }
}

static void
assert_satisfied (Year *year)
{
  g_autoptr (GPtrArray) verdicts = zb_check_run (&year->input, (ZbDay){ year->wish.year, 1, 1 }, (ZbDay){ year->wish.year, 12, 31 });

  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];

      if (verdict->rule->scope != ZB_SCOPE_PERSON)
        g_assert_cmpuint (verdict->held + verdict->planned, >=, verdict->owed);
    }
}

static void
assert_year (ZbProfile  *profile,
             ZbHolidays *holidays,
             int         number,
             guint       n_groups,
             ZbShift     shift,
             guint       fixed_day)
{
  g_auto (Year) planned = { 0 };
  g_auto (Year) held = { 0 };
  g_autoptr (ZbPlan) plan = NULL;
  g_autoptr (ZbPlan) again = NULL;
  g_autoptr (ZbPlan) after = NULL;

  year_init (&planned, profile, holidays, number, n_groups);
  year_init (&held, profile, holidays, number, n_groups);
  planned.wish.shift = shift;
  planned.wish.fixed_day = fixed_day;
  plan = zb_plan_make (&planned.wish);
  assert_sound (&planned, plan);
  g_assert_cmpuint (plan->n_owed, ==, count_items (plan, ~0u, FALSE) + plan->n_folded);
  g_assert_cmpint (plan->no_holidays, ==, number > 2026);

  make_true (&planned, plan, ZB_STATE_PLANNED);
  assert_satisfied (&planned);
  again = zb_plan_make (&planned.wish);
  g_assert_cmpuint (again->items->len + again->n_owed, ==, 0);

  make_true (&held, plan, ZB_STATE_HELD);
  held.input.today = (ZbDay){ number, 12, 31 };
  assert_satisfied (&held);
  after = zb_plan_make (&held.wish);
  g_assert_cmpuint (after->items->len, ==, 0);
}

static void
test_property (void)
{
  static const guint       fixed_days[] = { 0, 1, 5, 10, 15, 28, 31 };
  static const char *const profiles[] = { "rules/court.ini", "rules/central.ini" };
  g_autoptr (ZbHolidays) holidays = load_holidays ();

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (ZbProfile) profile = load_profile (profiles[i]);

      for (int number = 2019; number <= 2032; number++)
        for (guint n_groups = 0; n_groups <= 5; n_groups++)
          for (guint shift = ZB_SHIFT_NEXT; shift <= ZB_SHIFT_KEEP; shift++)
            for (guint j = 0; j < G_N_ELEMENTS (fixed_days); j++)
              assert_year (profile, holidays, number, n_groups, shift, fixed_days[j]);
    }
}

/* The year of the court as it is told on the screens: 55 meetings satisfy more than they are. */
static void
test_court (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_autoptr (ZbHolidays) holidays = load_holidays ();
  g_auto (Year) year = { 0 };
  g_autoptr (ZbPlan) plan = NULL;

  year_init (&year, profile, holidays, 2019, 2);
  plan = zb_plan_make (&year.wish);
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_THEME_DAY, FALSE), ==, 12);
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_THEME_DAY, TRUE), ==, 4);
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_ASSEMBLY, FALSE), ==, 4);
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_COMMITTEE, FALSE), ==, 12);
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_GROUP_MEETING, FALSE), ==, 24);
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_LECTURE, TRUE), ==, 4);
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_REVIEW, FALSE), ==, 2);
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_APPRAISAL, FALSE), ==, 1);
  g_assert_cmpuint (count_items (plan, ~0u, FALSE), ==, 54);
  g_assert_cmpuint (plan->n_owed, ==, 59);
  g_assert_cmpuint (plan->n_folded, ==, 5);
}

typedef struct
{
  const char *theme;
  const char *wanted, *day, *why;
  const char *choices;
} ItemRow;

static const ItemRow court_rows[] = {
  { "一月支委会", "2019-01-02", "2019-01-02", NULL, "2019-01-02 当月第一个周三" },
  { "一月联合主题党日", "2019-01-10", "2019-01-10", NULL, "2019-01-10 规定的 10 日" },
  { "二月主题党日", "2019-02-10", "2019-02-11", "春节假期",
    "2019-02-11 节后第一个工作日; 2019-02-01 节前最后一个周五; 2019-02-03 调休上班; 2019-02-02 调休上班; 2019-02-10 春节假期最后一天" },
  { "三月主题党日", "2019-03-10", "2019-03-11", "周日", "2019-03-11 下一个工作日; 2019-03-08 前一个周五; 2019-03-10 周日" },
  { "六月联合主题党日", "2019-06-10", "2019-06-10", NULL, "2019-06-10 规定的 10 日" },
  { "一组 一月党小组会", "2019-01-17", "2019-01-17", NULL, "2019-01-17 当月第三个周四" },
  { "二组 一月党小组会", "2019-01-18", "2019-01-18", NULL, "2019-01-18 当月第三个周五" },
  { "三季度党员大会", "2019-09-26", "2019-09-26", NULL, "2019-09-26 当月第四个周四" },
  { "上半年组织生活会", "2019-06-21", "2019-06-21", NULL, "2019-06-21 当月第三个周五" },
  { "下半年组织生活会暨民主评议", "2019-12-20", "2019-12-20", NULL, "2019-12-20 当月第三个周五" },
  { "五月支委会", "2019-05-01", "2019-05-05", "劳动节假期", "2019-05-05 调休上班; 2019-05-01 劳动节假期第一天" },
  { "一季度计划报备", "2019-01-05", "2019-01-04", "周六", "2019-01-04 前一个周五; 2019-01-07 下一个工作日; 2019-01-05 周六" },
  { "四季度计划报备", "2019-10-05", "2019-10-08", "国庆节假期", "2019-10-08 节后第一个工作日; 2019-10-12 调休上班; 2019-10-05 国庆节假期" },
};

static char *
describe_choices (const ZbPlanItem *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->choices->len; i++)
    {
      const ZbPlanChoice *choice = item->choices->pdata[i];
      g_autofree char    *day = zb_day_to_text (choice->day);

      g_string_append_printf (text, "%s%s %s", i > 0 ? "; " : "", day, choice->why);
    }

  return g_string_free (text, FALSE);
}

static void
assert_item (ZbPlan        *plan,
             const ItemRow *row)
{
  const ZbPlanItem *item = find_item (plan, row->theme);
  g_autofree char  *wanted = NULL;
  g_autofree char  *day = NULL;
  g_autofree char  *choices = NULL;

  g_test_message ("%s", row->theme);
  g_assert_nonnull (item);
  wanted = zb_day_to_text (item->wanted);
  day = zb_day_to_text (item->day);
  choices = describe_choices (item);
  g_assert_cmpstr (wanted, ==, row->wanted);
  g_assert_cmpstr (day, ==, row->day);
  g_assert_cmpstr (item->why, ==, row->why);
  if (row->choices != NULL)
    g_assert_cmpstr (choices, ==, row->choices);
}

static void
test_items (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_autoptr (ZbHolidays) holidays = load_holidays ();
  g_auto (Year) year = { 0 };
  g_autoptr (ZbPlan) plan = NULL;

  year_init (&year, profile, holidays, 2019, 2);
  plan = zb_plan_make (&year.wish);
  for (guint i = 0; i < G_N_ELEMENTS (court_rows); i++)
    assert_item (plan, &court_rows[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/planner/a-year-of-the-plan-satisfies-its-profile", test_property);
  g_test_add_func ("/rules/planner/the-courts-year", test_court);
  g_test_add_func ("/rules/planner/days-off-are-told-and-others-offered", test_items);

  return g_test_run ();
}
