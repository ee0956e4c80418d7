/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/planner-private.h"

#define GROUP_DAY 10 /* groups meet in the week that follows */

static const char *const weekday_names[] = { "", "周一", "周二", "周三", "周四", "周五", "周六", "周日" };

/* What is usual for a kind: the first such weekday from a day of the month on, 22 at most. */
typedef struct
{
  int weekday;
  int from;
} Usual;

static const Usual usuals[ZB_N_KINDS] = {
  [ZB_KIND_THEME_DAY] = { G_DATE_FRIDAY, 8 },
  [ZB_KIND_ASSEMBLY] = { G_DATE_THURSDAY, 22 },
  [ZB_KIND_COMMITTEE] = { G_DATE_WEDNESDAY, 1 },
  [ZB_KIND_GROUP_MEETING] = { G_DATE_THURSDAY, GROUP_DAY + 1 },
  [ZB_KIND_LECTURE] = { G_DATE_WEDNESDAY, 22 },
  [ZB_KIND_REVIEW] = { G_DATE_FRIDAY, 19 },
  [ZB_KIND_APPRAISAL] = { G_DATE_TUESDAY, 22 },
  [ZB_KIND_TALK] = { G_DATE_TUESDAY, 15 },
  [ZB_KIND_LEADERS_REVIEW] = { G_DATE_THURSDAY, 15 },
  [ZB_KIND_STUDY] = { G_DATE_TUESDAY, 8 },
  [ZB_KIND_OTHER] = { G_DATE_WEDNESDAY, 15 },
};

static int
get_weekday (ZbDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return g_date_get_weekday (&date);
}

static int
count_days (ZbDay month)
{
  return zb_day_last ((ZbDay){ .year = month.year, .month = month.month }).day;
}

static ZbDay
find_usual (ZbDay  month,
            ZbKind kind)
{
  ZbDay day = { .year = month.year, .month = month.month, .day = usuals[kind].from };

  day.day += (usuals[kind].weekday - get_weekday (day) + 7) % 7;
  return day;
}

/* Thursday, Friday, and the next Monday to Wednesday: so the secretary can be at each. */
static int
stagger (guint group)
{
  static const int days[] = { 0, 1, 4, 5, 6 };

  return days[group % G_N_ELEMENTS (days)];
}

ZbDay
zb_plan_place (const ZbRequirement *rule,
               guint                fixed_day,
               ZbDay                month,
               guint                group,
               guint                nth)
{
  ZbKind kind = zb_kinds_first (rule->kinds);
  int    days = count_days (month);
  ZbDay  day = { .year = month.year, .month = month.month };

  if (fixed_day > 0)
    day.day = MIN (fixed_day, (guint) days);
  else if (rule->task != NULL)
    day.day = days;
  else
    day = find_usual (month, kind);

  if (kind == ZB_KIND_GROUP_MEETING && fixed_day == 0)
    day.day += stagger (group);

  day.day = (day.day - 1 + 7 * nth) % days + 1;
  return day;
}

char *
zb_plan_dup_placing (const ZbPlanDraft *draft)
{
  static const char *const ordinals[] = { "一", "二", "三", "四", "五" };
  ZbDay                    wanted = draft->item->wanted;

  if (draft->rule->task != NULL)
    return g_strdup ("最后期限");
  if (draft->fixed_day > 0)
    return g_strdup_printf ("规定的 %u 日", draft->fixed_day);

  return g_strdup_printf ("当月第%s个%s", ordinals[(wanted.day - 1) / 7], weekday_names[get_weekday (wanted)]);
}

/* Holidays of a fixed date, for a year of which the table says nothing. */
static gboolean
may_be_off (ZbDay day)
{
  return (day.month == 1 && day.day == 1) || (day.month == 5 && day.day <= 2) || (day.month == 10 && day.day <= 3);
}

static gboolean
is_off (const ZbHolidays *holidays,
        ZbDay             day)
{
  return zb_day_is_whole (day) && zb_holidays_look (holidays, day) == ZB_DAY_OFF;
}

/* 春节假期, 周日 */
static char *
dup_reason (const ZbHolidays *holidays,
            ZbDay             day)
{
  const char *name = zb_holidays_get_name (holidays, day);

  if (is_off (holidays, day))
    return g_strdup_printf ("%s假期", name != NULL ? name : "");
  if (zb_holidays_look (holidays, day) == ZB_DAY_WEEKEND)
    return g_strdup (weekday_names[get_weekday (day)]);
  if (!zb_holidays_has_year (holidays, day.year) && may_be_off (day))
    return g_strdup ("该年无放假安排");

  return NULL;
}

char *
zb_plan_dup_doubt (const ZbHolidays *holidays,
                   ZbDay             day)
{
  g_autofree char *reason = NULL;
  gboolean         before, after;

  g_return_val_if_fail (zb_day_is_whole (day), NULL);

  reason = dup_reason (holidays, day);
  before = is_off (holidays, zb_day_plus_days (day, -1));
  after = is_off (holidays, zb_day_plus_days (day, 1));
  if (!is_off (holidays, day) || before == after)
    return g_steal_pointer (&reason);

  return g_strconcat (reason, before ? "最后一天" : "第一天", NULL);
}

static ZbDay
find_friday (const ZbHolidays *holidays,
             ZbDay             before)
{
  ZbDay day = zb_day_plus_days (before, -1);

  for (guint i = 0; i < 21 && (get_weekday (day) != G_DATE_FRIDAY || !zb_holidays_is_work (holidays, day)); i++)
    day = zb_day_plus_days (day, -1);

  return day;
}

static char *
dup_choice_words (const ZbPlanDraft *draft,
                  const ZbPlanWish  *wish,
                  ZbDay              day)
{
  const ZbHolidays *holidays = wish->input->holidays;
  ZbDay             wanted = draft->item->wanted;
  gboolean          off = is_off (holidays, wanted);
  gboolean          past = zb_day_compare (wanted, draft->least) < 0;

  if (zb_day_compare (day, wanted) == 0)
    return draft->item->why != NULL ? zb_plan_dup_doubt (holidays, day) : zb_plan_dup_placing (draft);
  if (zb_holidays_look (holidays, day) == ZB_DAY_MAKE_UP)
    return g_strdup ("调休上班");
  if (!zb_holidays_is_work (holidays, day))
    return zb_plan_dup_doubt (holidays, day);
  if (past)
    return g_strdup ("期限内的工作日");
  if (zb_day_compare (day, wanted) > 0)
    return g_strdup (off ? "节后第一个工作日" : "下一个工作日");
  if (get_weekday (day) == G_DATE_FRIDAY)
    return g_strdup (off ? "节前最后一个周五" : "前一个周五");

  return g_strdup (off ? "节前最后一个工作日" : "前一个工作日");
}

static gboolean
is_inside (const ZbPlanDraft *draft,
           ZbDay              day)
{
  return zb_day_is_whole (day) && zb_day_compare (day, draft->first) >= 0 && zb_day_compare (day, draft->last) <= 0 &&
         zb_day_compare (day, draft->least) >= 0;
}

static void
offer (ZbPlanDraft      *draft,
       const ZbPlanWish *wish,
       ZbDay             day)
{
  GPtrArray    *choices = draft->item->choices;
  ZbPlanChoice *choice;

  if (!is_inside (draft, day))
    return;
  for (guint i = 0; i < choices->len; i++)
    if (zb_day_compare (((const ZbPlanChoice *) choices->pdata[i])->day, day) == 0)
      return;

  choice = g_new0 (ZbPlanChoice, 1);
  choice->day = day;
  choice->why = dup_choice_words (draft, wish, day);
  g_ptr_array_add (choices, choice);
}

/* The make-up workdays of the weeks around. */
static void
offer_make_ups (ZbPlanDraft      *draft,
                const ZbPlanWish *wish)
{
  for (int i = -10; i <= 10; i++)
    {
      ZbDay day = zb_day_plus_days (draft->item->wanted, i);

      if (zb_day_is_whole (day) && zb_holidays_look (wish->input->holidays, day) == ZB_DAY_MAKE_UP)
        offer (draft, wish, day);
    }
}

static void
offer_others (ZbPlanDraft      *draft,
              const ZbPlanWish *wish)
{
  const ZbHolidays *holidays = wish->input->holidays;
  ZbDay             wanted = draft->item->wanted;

  offer (draft, wish, zb_holidays_next_workday (holidays, wanted));
  if (draft->item->why != NULL)
    {
      offer (draft, wish, find_friday (holidays, wanted));
      offer (draft, wish, zb_holidays_previous_workday (holidays, wanted));
      offer_make_ups (draft, wish);
    }
  offer (draft, wish, wanted);
}

static gboolean
is_taken (const ZbPlanDraft *draft,
          GPtrArray         *drafts,
          ZbDay              day)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      const ZbPlanDraft *other = drafts->pdata[i];

      if (other->rule == draft->rule && other->item->group == draft->item->group && zb_day_is_set (other->item->day) &&
          zb_day_compare (other->item->day, day) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The first working day from `day` on in which nothing of the kind is proposed yet; empty: none inside. */
static ZbDay
find_free (const ZbPlanDraft *draft,
           const ZbPlanWish  *wish,
           GPtrArray         *drafts,
           ZbDay              day)
{
  for (; is_inside (draft, day); day = zb_day_plus_days (day, 1))
    if (zb_holidays_is_work (wish->input->holidays, day) && !is_taken (draft, drafts, day))
      return day;

  return ZB_DAY_NONE;
}

/* A paper must not be late: for it the day before comes first, whatever is wished for meetings. */
static ZbDay
shift (const ZbPlanDraft *draft,
       const ZbPlanWish  *wish,
       GPtrArray         *drafts)
{
  ZbDay    wanted = draft->item->wanted;
  ZbDay    next = find_free (draft, wish, drafts, wanted);
  ZbDay    previous = zb_holidays_previous_workday (wish->input->holidays, wanted);
  gboolean back = is_inside (draft, previous) && !is_taken (draft, drafts, previous);

  if (back && (wish->shift == ZB_SHIFT_PREVIOUS || draft->rule->task != NULL || !zb_day_is_set (next)))
    return previous;

  return zb_day_is_set (next) ? next : wanted;
}

static ZbDay
propose (const ZbPlanDraft *draft,
         const ZbPlanWish  *wish,
         GPtrArray         *drafts)
{
  ZbDay wanted = draft->item->wanted;
  ZbDay free = ZB_DAY_NONE;

  if (zb_day_compare (wanted, draft->least) < 0)
    {
      free = find_free (draft, wish, drafts, draft->least);
      return zb_day_is_set (free) ? free : draft->least;
    }
  if (wish->shift == ZB_SHIFT_KEEP || (zb_holidays_is_work (wish->input->holidays, wanted) && !is_taken (draft, drafts, wanted)))
    return wanted;

  return shift (draft, wish, drafts);
}

void
zb_plan_settle (ZbPlanDraft      *draft,
                const ZbPlanWish *wish,
                GPtrArray        *drafts)
{
  ZbPlanItem *item = draft->item;

  if (zb_day_compare (item->wanted, draft->least) < 0)
    item->why = g_strdup (draft->least_why);
  else
    item->why = dup_reason (wish->input->holidays, item->wanted);

  item->day = propose (draft, wish, drafts);
  if (item->why == NULL && zb_day_compare (item->day, item->wanted) != 0)
    item->why = g_strdup ("当天已有安排");
  offer (draft, wish, item->day);
  offer_others (draft, wish);
}
