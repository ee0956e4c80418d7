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

static ZbDay
to_day (const char *iso)
{
  ZbDay day = ZB_DAY_NONE;

  g_assert_true (zb_day_parse (&day, iso));
  return day;
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

          filing->task = (char *) g_intern_string (item->task);
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
      if (zb_day_compare (item->wanted, year->input.today) >= 0)
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
  { "一组 七月党小组会", "2019-07-11", "2019-07-11", NULL, NULL },
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

/* What is arranged, past, to come or called off, is left as it is and counts; so does a group's time. */
static void
test_arranged (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_autoptr (ZbHolidays) holidays = load_holidays ();
  g_auto (Year) year = { 0 };
  g_autoptr (ZbPlan) plan = NULL;

  year_init (&year, profile, holidays, 2019, 2);
  year.input.today = to_day ("2019-06-11");
  ((ZbSubject *) year.input.groups->pdata[0])->ends = to_day ("2019-09-01");
  ((ZbSubject *) year.input.groups->pdata[1])->starts = to_day ("2019-08-22");
  add_meeting (&year, to_day ("2019-05-10"), 1u << ZB_KIND_THEME_DAY, FALSE, 0, ZB_STATE_HELD);
  add_meeting (&year, to_day ("2019-06-10"), 1u << ZB_KIND_THEME_DAY | 1u << ZB_KIND_LECTURE, TRUE, 0, ZB_STATE_PLANNED);
  add_meeting (&year, to_day ("2019-06-25"), 1u << ZB_KIND_COMMITTEE, FALSE, 0, ZB_STATE_FILED);
  add_meeting (&year, to_day ("2019-07-03"), 1u << ZB_KIND_COMMITTEE, FALSE, 0, ZB_STATE_CANCELLED);
  add_meeting (&year, to_day ("2019-08-12"), 1u << ZB_KIND_THEME_DAY, TRUE, 0, ZB_STATE_PLANNED);
  plan = zb_plan_make (&year.wish);

  g_assert_null (find_item (plan, "五月主题党日"));
  g_assert_null (find_item (plan, "六月联合主题党日"));
  g_assert_null (find_item (plan, "二季度党课"));
  g_assert_null (find_item (plan, "六月支委会"));
  g_assert_null (find_item (plan, "八月主题党日"));
  g_assert_nonnull (find_item (plan, "七月支委会"));
  g_assert_nonnull (find_item (plan, "九月主题党日")); /* the quarter's joint one is in August */
  g_assert_nonnull (find_item (plan, "十二月联合主题党日"));
  g_assert_nonnull (find_item (plan, "一组 八月党小组会"));
  g_assert_null (find_item (plan, "一组 九月党小组会"));
  g_assert_null (find_item (plan, "二组 八月党小组会"));
  g_assert_nonnull (find_item (plan, "二组 九月党小组会"));
  assert_sound (&year, plan);
}

static void
test_joint_arranged (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_autoptr (ZbHolidays) holidays = load_holidays ();
  g_auto (Year) year = { 0 };
  g_autoptr (ZbPlan) plan = NULL;

  year_init (&year, profile, holidays, 2019, 0);
  add_meeting (&year, to_day ("2019-03-08"), 1u << ZB_KIND_THEME_DAY, TRUE, 0, ZB_STATE_PLANNED);
  add_meeting (&year, to_day ("2019-10-10"), 1u << ZB_KIND_THEME_DAY, TRUE, 0, ZB_STATE_PLANNED);
  add_meeting (&year, to_day ("2019-06-27"), 1u << ZB_KIND_ASSEMBLY, TRUE, 0, ZB_STATE_PLANNED);
  plan = zb_plan_make (&year.wish);
  g_assert_nonnull (find_item (plan, "一月主题党日"));
  g_assert_nonnull (find_item (plan, "六月联合主题党日"));
  g_assert_nonnull (find_item (plan, "九月联合主题党日"));
  g_assert_nonnull (find_item (plan, "十二月主题党日"));
}

/* Day by day, by theme: what is wanted is past, or before there was anybody. */
static const ItemRow running_rows[] = {
  { "六月支委会", "2019-06-05", "2019-06-12", "支部成立以前", NULL },
  { "一组 六月党小组会", "2019-06-13", "2019-06-13", NULL, NULL },
};

static void
test_running (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_autoptr (ZbHolidays) holidays = load_holidays ();
  g_auto (Year) founded = { 0 };
  g_auto (Year) passed = { 0 };
  g_autoptr (ZbPlan) plan = NULL;
  g_autoptr (ZbPlan) other = NULL;
  const ItemRow row = { "六月主题党日", "2019-06-10", "2019-06-24", "当天已过", "2019-06-24 期限内的工作日" };
  const ItemRow today = { "六月主题党日", "2019-06-10", "2019-06-10", NULL, "2019-06-10 规定的 10 日" };

  year_init (&founded, profile, holidays, 2019, 2);
  founded.input.founded = to_day ("2019-06-12");
  founded.wish.kinds = 1u << ZB_KIND_COMMITTEE | 1u << ZB_KIND_GROUP_MEETING;
  plan = zb_plan_make (&founded.wish);
  g_assert_null (find_item (plan, "六月主题党日"));
  assert_item (plan, &running_rows[0]);
  assert_item (plan, &running_rows[1]);

  year_init (&passed, profile, holidays, 2019, 2);
  passed.input.today = to_day ("2019-06-22");
  passed.wish.kinds = 1u << ZB_KIND_THEME_DAY;
  add_meeting (&passed, to_day ("2019-04-10"), 1u << ZB_KIND_THEME_DAY, TRUE, 0, ZB_STATE_HELD);
  other = zb_plan_make (&passed.wish);
  assert_item (other, &row);

  passed.input.today = to_day ("2019-06-10");
  zb_plan_free (g_steal_pointer (&other));
  other = zb_plan_make (&passed.wish);
  assert_item (other, &today);
}

static void
test_kinds (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_autoptr (ZbHolidays) holidays = load_holidays ();
  g_auto (Year) year = { 0 };
  g_autoptr (ZbPlan) plan = NULL;

  year_init (&year, profile, holidays, 2019, 2);
  year.wish.kinds = 1u << ZB_KIND_LECTURE | 1u << ZB_KIND_APPRAISAL;
  plan = zb_plan_make (&year.wish);
  g_assert_cmpuint (count_items (plan, ~0u, FALSE), ==, 5);
  g_assert_cmpuint (plan->n_folded, ==, 0);
  g_assert_nonnull (find_item (plan, "一季度党课"));
  g_assert_nonnull (find_item (plan, "年度民主评议"));
}

static void
test_past_year (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_auto (Year) year = { 0 };
  g_autoptr (ZbPlan) plan = NULL;

  year_init (&year, profile, NULL, 2019, 2);
  year.input.today = to_day ("2020-01-01");
  plan = zb_plan_make (&year.wish);
  g_assert_cmpuint (plan->items->len + plan->n_owed, ==, 0);
}

/* Of a year without data the days that are always off are doubted, and left where they are. */
static void
test_unknown_year (void)
{
  static const ItemRow row = { "十月支委会", "2031-10-01", "2031-10-01", "该年无放假安排", NULL };
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_autoptr (ZbHolidays) holidays = load_holidays ();
  g_auto (Year) year = { 0 };
  g_autoptr (ZbPlan) plan = NULL;

  year_init (&year, profile, holidays, 2031, 0);
  plan = zb_plan_make (&year.wish);
  g_assert_true (plan->no_holidays);
  assert_item (plan, &row);
}

static const struct
{
  ZbShift shift;
  guint   fixed_day;
  ItemRow row;
} shifts[] = {
  { ZB_SHIFT_NEXT, 10, { "三月主题党日", "2019-03-10", "2019-03-11", "周日", NULL } },
  { ZB_SHIFT_PREVIOUS, 10, { "三月主题党日", "2019-03-10", "2019-03-08", "周日", NULL } },
  { ZB_SHIFT_KEEP, 10, { "三月主题党日", "2019-03-10", "2019-03-10", "周日", NULL } },
  { ZB_SHIFT_NEXT, 31, { "三月主题党日", "2019-03-31", "2019-03-29", "周日", "2019-03-29 前一个周五; 2019-03-31 周日" } },
  { ZB_SHIFT_PREVIOUS, 1, { "五月主题党日", "2019-05-01", "2019-05-05", "劳动节假期", NULL } },
  { ZB_SHIFT_NEXT, 31, { "二月主题党日", "2019-02-28", "2019-02-28", NULL, "2019-02-28 规定的 31 日" } },
};

static void
test_shifts (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_autoptr (ZbHolidays) holidays = load_holidays ();

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      g_auto (Year) year = { 0 };
      g_autoptr (ZbPlan) plan = NULL;

      year_init (&year, profile, holidays, 2019, 0);
      year.wish.shift = shifts[i].shift;
      year.wish.fixed_day = shifts[i].fixed_day;
      plan = zb_plan_make (&year.wish);
      assert_item (plan, &shifts[i].row);
    }
}

static void
test_lecturers (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_auto (Year) year = { 0 };
  g_autoptr (ZbPlan) plan = NULL;
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  static const char *const names[] = { "张三", "李四", "王五" };

  year_init (&year, profile, NULL, 2030, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ZbSubject *person = g_new0 (ZbSubject, 1);

      person->id = i + 1;
      person->name = g_strdup (names[i]);
      person->leader = i < 2;
      g_ptr_array_add (year.input.persons, person);
    }
  draft->theme = g_strdup ("党课");
  draft->kinds = 1u << ZB_KIND_LECTURE;
  draft->lecturer = g_strdup ("李四");
  g_assert_true (zb_wall_parse (&draft->start, "2030-03-12T09:00"));
  g_ptr_array_add (year.input.meetings, zb_meeting_new (1, draft, 0));
  plan = zb_plan_make (&year.wish);
  g_assert_cmpuint (count_items (plan, ~0u, FALSE), ==, 12 + 4 + 12 + 2); /* nothing is held for a person alone */
  g_assert_cmpuint (plan->to_name->len, ==, 1);
  g_assert_cmpstr (plan->to_name->pdata[0], ==, "张三");
}

typedef struct
{
  const char *day, *doubt;
} DoubtRow;

static const DoubtRow doubts[] = {
  { "2019-02-11", NULL },
  { "2019-02-10", "春节假期最后一天" },
  { "2019-02-04", "春节假期第一天" },
  { "2019-02-06", "春节假期" },
  { "2019-01-01", "元旦假期最后一天" },
  { "2019-02-03", NULL }, /* a Sunday of work */
  { "2019-03-10", "周日" },
  { "2020-06-27", "端午假期最后一天" },
  { "2031-05-03", "周六" },
  { "2031-01-01", "该年无放假安排" },
  { "2031-01-02", NULL },
  { "2031-12-01", NULL },
  { "2031-05-01", "该年无放假安排" },
  { "2031-05-02", "该年无放假安排" },
  { "2031-05-05", NULL },
  { "2031-10-03", "该年无放假安排" },
  { "2031-10-06", NULL },
};

static void
test_doubts (void)
{
  g_autoptr (ZbHolidays) holidays = load_holidays ();
  g_autofree char *weekend = zb_plan_dup_doubt (NULL, to_day ("2019-02-09"));

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autofree char *doubt = zb_plan_dup_doubt (holidays, to_day (doubts[i].day));

      g_assert_cmpstr (doubt, ==, doubts[i].doubt);
    }
  g_assert_cmpstr (weekend, ==, "周六");
}

static void
assert_hour (ZbPlan     *plan,
             const char *theme,
             int         hour,
             int         minute)
{
  const ZbPlanItem *item = find_item (plan, theme);

  g_assert_nonnull (item);
  g_assert_cmpint (item->hour, ==, hour);
  g_assert_cmpint (item->minute, ==, minute);
}

static void
test_hours (void)
{
  g_autoptr (ZbProfile) profile = load_profile ("rules/court.ini");
  g_autoptr (ZbHolidays) holidays = load_holidays ();
  g_auto (Year) year = { 0 };
  g_autoptr (ZbPlan) plan = NULL;

  year_init (&year, profile, holidays, 2019, 1);
  plan = zb_plan_make (&year.wish);
  assert_hour (plan, "一月联合主题党日", 9, 0);
  assert_hour (plan, "一月支委会", 15, 0);
  assert_hour (plan, "一组 一月党小组会", 16, 0);
  assert_hour (plan, "一季度党员大会", 14, 30);
  assert_hour (plan, "一季度情况简报", -1, 0);
}

static ZbRequirement *
add_rule (GPtrArray *rules,
          ZbKinds    kinds,
          ZbScope    scope,
          ZbPeriod   period,
          guint      fixed_day)
{
  ZbRequirement *rule = g_new0 (ZbRequirement, 1);

  rule->code = (char *) ordinals[rules->len];
  rule->name = rule->code;
  rule->kinds = kinds;
  rule->scope = scope;
  rule->period = period;
  rule->count = 1;
  rule->fixed_day = fixed_day;
  g_ptr_array_add (rules, rule);
  return rule;
}

/* The month's meeting is the quarter's as well, and the month's of another requirement, be it on the quarter's first day or its last. */
static void
test_shared (void)
{
  static const guint   days[] = { 1, 15, 31 };
  static const ZbScope scopes[] = { ZB_SCOPE_BRANCH, ZB_SCOPE_GROUP };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    for (guint j = 0; j < G_N_ELEMENTS (scopes); j++)
      {
        g_auto (Year) year = { 0 };
        g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);
        g_autoptr (ZbPlan) plan = NULL;
        ZbProfile profile = { .requirements = rules };
        guint     n = scopes[j] == ZB_SCOPE_GROUP ? 3 : 1;

        add_rule (rules, 1u << ZB_KIND_GROUP_MEETING, scopes[j], ZB_PERIOD_MONTH, days[i]);
        add_rule (rules, 1u << ZB_KIND_GROUP_MEETING, scopes[j], ZB_PERIOD_QUARTER, 0);
        add_rule (rules, 1u << ZB_KIND_GROUP_MEETING, scopes[j], ZB_PERIOD_MONTH, 0);
        year_init (&year, &profile, NULL, 2019, 3);
        year.wish.shift = ZB_SHIFT_KEEP;
        plan = zb_plan_make (&year.wish);
        g_assert_cmpuint (plan->items->len, ==, 12 * n);
        g_assert_cmpuint (plan->n_folded, ==, (4 + 12) * n);
        for (guint k = 0; k < plan->items->len; k++)
          g_assert_cmpint (((const ZbPlanItem *) plan->items->pdata[k])->day.day, >=, MIN (days[i], 28));
      }
}

/* What a group meets for is no meeting of another, and what all meet for is one of each. */
static void
test_groups_share (void)
{
  g_auto (Year) year = { 0 };
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ZbPlan) plan = NULL;
  ZbProfile profile = { .requirements = rules };

  add_rule (rules, 1u << ZB_KIND_STUDY, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH, 15);
  add_rule (rules, 1u << ZB_KIND_STUDY, ZB_SCOPE_GROUP, ZB_PERIOD_QUARTER, 0);
  year_init (&year, &profile, NULL, 2019, 3);
  plan = zb_plan_make (&year.wish);
  g_assert_cmpuint (plan->items->len, ==, 12);
  g_assert_cmpuint (plan->n_owed, ==, 24);
}

/* Three in a quarter are one a month, those of a month that has one are left out; two in a month are a week apart. */
static void
test_counts (void)
{
  g_auto (Year) year = { 0 };
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ZbPlan) plan = NULL;
  ZbProfile profile = { .requirements = rules };

  add_rule (rules, 1u << ZB_KIND_COMMITTEE, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER, 0)->count = 3;
  add_rule (rules, 1u << ZB_KIND_STUDY, ZB_SCOPE_BRANCH, ZB_PERIOD_YEAR, 0)->count = 2;
  add_rule (rules, 1u << ZB_KIND_TALK, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH, 0)->count = 2;
  year_init (&year, &profile, NULL, 2019, 0);
  add_meeting (&year, to_day ("2019-05-20"), 1u << ZB_KIND_COMMITTEE, FALSE, 0, ZB_STATE_PLANNED);
  plan = zb_plan_make (&year.wish);
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_COMMITTEE, FALSE), ==, 11);
  g_assert_nonnull (find_item (plan, "四月支委会"));
  g_assert_null (find_item (plan, "五月支委会"));
  g_assert_nonnull (find_item (plan, "六月中心组学习"));
  g_assert_nonnull (find_item (plan, "十二月中心组学习"));
  g_assert_cmpuint (count_items (plan, 1u << ZB_KIND_TALK, FALSE), ==, 24);
  for (guint i = 1; i < plan->items->len; i++)
    {
      const ZbPlanItem *before = plan->items->pdata[i - 1], *item = plan->items->pdata[i];

      g_assert_true (before->kinds != item->kinds || zb_day_compare (before->day, item->day) < 0);
    }
}

/* Both days are past: they come on the two next working days, not on one. */
static void
test_two_left (void)
{
  g_auto (Year) year = { 0 };
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ZbPlan) plan = NULL;
  ZbProfile profile = { .requirements = rules };

  add_rule (rules, 1u << ZB_KIND_TALK, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH, 1)->count = 2;
  year_init (&year, &profile, NULL, 2019, 0);
  year.input.today = to_day ("2019-12-20");
  plan = zb_plan_make (&year.wish);
  g_assert_cmpuint (plan->items->len, ==, 2);
  g_assert_cmpint (((const ZbPlanItem *) plan->items->pdata[0])->day.day, ==, 20);
  g_assert_cmpint (((const ZbPlanItem *) plan->items->pdata[1])->day.day, ==, 23);
}

/* A lecture goes into another meeting only where the profile lets it, an assembly never does. */
static void
test_fold (void)
{
  static const struct
  {
    ZbKind  kind;
    ZbKinds fold;
    guint   n_items;
  } rows[] = {
    { ZB_KIND_LECTURE, 1u << ZB_KIND_THEME_DAY, 12 },
    { ZB_KIND_LECTURE, 1u << ZB_KIND_REVIEW, 16 },
    { ZB_KIND_LECTURE, 0, 16 },
    { ZB_KIND_ASSEMBLY, 1u << ZB_KIND_THEME_DAY, 16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Year) year = { 0 };
      g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (ZbPlan) plan = NULL;
      ZbProfile profile = { .requirements = rules };

      add_rule (rules, 1u << rows[i].kind, ZB_SCOPE_BRANCH, ZB_PERIOD_QUARTER, 0)->fold = rows[i].fold;
      add_rule (rules, 1u << ZB_KIND_THEME_DAY, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH, 10);
      year_init (&year, &profile, NULL, 2019, 0);
      plan = zb_plan_make (&year.wish);
      g_assert_cmpuint (plan->items->len, ==, rows[i].n_items);
      g_assert_cmpuint (plan->n_owed, ==, 16);
    }
}

/* There is one day left, and it will do. */
static void
test_last_day (void)
{
  g_auto (Year) year = { 0 };
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ZbPlan) plan = NULL;
  ZbProfile profile = { .requirements = rules };

  add_rule (rules, 1u << ZB_KIND_ASSEMBLY, ZB_SCOPE_BRANCH, ZB_PERIOD_MONTH, 0);
  year_init (&year, &profile, NULL, 2019, 0);
  year.input.today = to_day ("2019-12-31");
  plan = zb_plan_make (&year.wish);
  g_assert_cmpuint (plan->items->len, ==, 1);
  g_assert_cmpint (((const ZbPlanItem *) plan->items->pdata[0])->day.day, ==, 31);
}

static ZbRequirement *
make_any_rule (guint number)
{
  ZbRequirement *rule = g_new0 (ZbRequirement, 1);

  rule->code = (char *) ordinals[number];
  rule->name = (char *) ordinals[number];
  rule->task = (char *) (g_test_rand_int_range (0, 5) == 0 ? ordinals[number] : NULL);
  rule->kinds = rule->task != NULL ? 0 : 1u << g_test_rand_int_range (0, ZB_N_KINDS) | 1u << g_test_rand_int_range (0, ZB_N_KINDS);
  rule->scope = rule->task != NULL ? ZB_SCOPE_BRANCH : g_test_rand_int_range (0, 3);
  rule->period = g_test_rand_int_range (0, ZB_N_PERIODS);
  rule->count = g_test_rand_int_range (1, rule->period == ZB_PERIOD_MONTH ? 5 : 15);
  rule->fixed_day = g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (1, 32) : 0;
  rule->month = g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (1, 13) : 0;
  rule->joint = g_test_rand_int_range (0, 13);
  rule->fold = g_test_rand_int_range (0, 2) == 0 ? g_test_rand_int_range (0, 1 << ZB_N_KINDS) : 0;
  return rule;
}

static ZbDay
any_day (int year)
{
  return zb_day_plus_days ((ZbDay){ year, 1, 1 }, g_test_rand_int_range (-200, 500));
}

static void
fill_year (Year *year,
           int   number)
{
  static const ZbMeetingState states[] = { ZB_STATE_PLANNED, ZB_STATE_FILED, ZB_STATE_HELD, ZB_STATE_CANCELLED };

  year->input.today = g_test_rand_int_range (0, 2) == 0 ? any_day (number) : (ZbDay){ number, 1, 1 };
  year->input.founded = g_test_rand_int_range (0, 3) == 0 ? any_day (number) : ZB_DAY_NONE;
  year->wish.shift = g_test_rand_int_range (0, 3);
  year->wish.fixed_day = g_test_rand_int_range (0, 32);
  for (guint i = 0; i < year->input.groups->len; i++)
    {
      ZbSubject *group = year->input.groups->pdata[i];

      group->starts = g_test_rand_int_range (0, 3) == 0 ? any_day (number) : ZB_DAY_NONE;
      group->ends = g_test_rand_int_range (0, 3) == 0 ? any_day (number) : ZB_DAY_NONE;
    }
  for (int i = g_test_rand_int_range (0, 30); i > 0; i--)
    add_meeting (year, any_day (number), 1 + g_test_rand_int_range (0, (1 << ZB_N_KINDS) - 1), g_test_rand_int_range (0, 2),
                 g_test_rand_int_range (0, year->input.groups->len + 1), states[g_test_rand_int_range (0, 4)]);
}

/* Whoever is still there has all that can still be had; what is proposed stays in the year and is nothing new the next time. */
static void
assert_any_year (Year *year)
{
  g_autoptr (ZbPlan) plan = zb_plan_make (&year->wish);
  g_autoptr (ZbPlan) again = NULL;

  for (guint i = 0; i < plan->items->len; i++)
    {
      const ZbPlanItem *item = plan->items->pdata[i];

      g_assert_cmpint (item->day.year, ==, year->wish.year);
      g_assert_cmpint (zb_day_compare (item->day, year->input.today), >=, 0);
      g_assert_true (item->why != NULL || zb_day_compare (item->day, item->wanted) == 0);
    }

  make_true (year, plan, ZB_STATE_PLANNED);
  again = zb_plan_make (&year->wish);
  g_assert_cmpuint (count_items (again, ~0u, FALSE), ==, 0);
}

static void
test_any (void)
{
  g_autoptr (ZbHolidays) holidays = load_holidays ();

  for (guint i = 0; i < 3000; i++)
    {
      g_auto (Year) year = { 0 };
      g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);
      ZbProfile profile = { .requirements = rules };

      for (guint j = 0; j < G_N_ELEMENTS (ordinals); j++)
        g_ptr_array_add (rules, make_any_rule (j));
      year_init (&year, &profile, holidays, g_test_rand_int_range (2018, 2030), g_test_rand_int_range (0, 4));
      fill_year (&year, year.wish.year);
      assert_any_year (&year);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/planner/a-year-of-the-plan-satisfies-its-profile", test_property);
  g_test_add_func ("/rules/planner/the-courts-year", test_court);
  g_test_add_func ("/rules/planner/any-profile-and-any-branch-are-planned-once", test_any);
  g_test_add_func ("/rules/planner/what-is-arranged-counts", test_arranged);
  g_test_add_func ("/rules/planner/a-quarter-has-one-joint-day", test_joint_arranged);
  g_test_add_func ("/rules/planner/a-running-month-owes-on-its-next-working-day", test_running);
  g_test_add_func ("/rules/planner/only-these-kinds", test_kinds);
  g_test_add_func ("/rules/planner/a-past-year-is-not-planned", test_past_year);
  g_test_add_func ("/rules/planner/a-year-without-data-says-so", test_unknown_year);
  g_test_add_func ("/rules/planner/a-shift-stays-in-the-month", test_shifts);
  g_test_add_func ("/rules/planner/who-lectures-has-to-be-named", test_lecturers);
  g_test_add_func ("/rules/planner/a-day-is-doubted-in-words", test_doubts);
  g_test_add_func ("/rules/planner/hours-are-the-usual-ones", test_hours);
  g_test_add_func ("/rules/planner/a-months-meeting-is-the-quarters-as-well", test_shared);
  g_test_add_func ("/rules/planner/what-all-meet-for-is-one-of-each-group", test_groups_share);
  g_test_add_func ("/rules/planner/several-in-a-period-are-spread", test_counts);
  g_test_add_func ("/rules/planner/two-that-are-late-come-on-two-days", test_two_left);
  g_test_add_func ("/rules/planner/only-what-may-is-held-inside-another", test_fold);
  g_test_add_func ("/rules/planner/the-last-day-will-do", test_last_day);
  g_test_add_func ("/rules/planner/days-off-are-told-and-others-offered", test_items);

  return g_test_run ();
}
