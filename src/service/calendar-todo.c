/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 接下来: one list of what is to be done, by day, from meetings, requirements, tasks and the roster. */
#include "service/calendar-private.h"

#define MOST 40      /* lines */
#define MOST_LATE 16 /* of them, so that what is past does not hide what comes */
#define TASKS_BACK 92
#define TASKS_AHEAD 45
#define OWED_AHEAD 92
#define PERSONS_AHEAD 62 /* what persons owe is told near the end of their period */
#define TIMERS_AHEAD 60

ZbTodo *
zb_todo_new (ZbDay day,
             ZbDay today,
             char *title,
             char *detail)
{
  ZbTodo *todo = g_new0 (ZbTodo, 1);

  todo->day = day;
  todo->late = zb_day_compare (day, today) < 0;
  todo->title = title;
  todo->detail = detail;
  return todo;
}

void
zb_todo_free (ZbTodo *todo)
{
  g_free (todo->title);
  g_free (todo->detail);
  g_free (todo->task);
  g_free (todo);
}

char *
zb_calendar_dup_short_day (ZbDay day)
{
  return g_strdup_printf ("%d 月 %d 日", day.month, day.day);
}

char *
zb_calendar_dup_short_period (ZbPeriod period,
                              ZbDay    day)
{
  static const char *const quarters[] = { "一季度", "二季度", "三季度", "四季度" };

  switch (period)
    {
    case ZB_PERIOD_MONTH:
      return g_strdup_printf ("%d 月", day.month);

    case ZB_PERIOD_QUARTER:
      return g_strdup (quarters[(day.month - 1) / 3]);

    case ZB_PERIOD_HALF:
      return g_strdup (day.month <= 6 ? "上半年" : "下半年");

    case ZB_PERIOD_YEAR:
    case ZB_N_PERIODS:
    default:
      return g_strdup_printf ("%d 年", day.year);
    }
}

const char *
zb_calendar_get_short_kind (ZbKinds kinds)
{
  static const char *const words[ZB_N_KINDS] = {
    [ZB_KIND_THEME_DAY] = "党日",
    [ZB_KIND_ASSEMBLY] = "党员大会",
    [ZB_KIND_COMMITTEE] = "支委会",
    [ZB_KIND_GROUP_MEETING] = "小组会",
    [ZB_KIND_LECTURE] = "党课",
    [ZB_KIND_REVIEW] = "组织生活会",
    [ZB_KIND_APPRAISAL] = "民主评议",
    [ZB_KIND_TALK] = "谈心谈话",
    [ZB_KIND_LEADERS_REVIEW] = "民主生活会",
    [ZB_KIND_STUDY] = "学习",
    [ZB_KIND_OTHER] = "活动",
  };

  return words[zb_kinds_first (kinds)];
}

static const char *
get_task_detail (const ZbRequirement *rule)
{
  static const struct
  {
    const char *task;
    const char *words;
  } known[] = {
    { "plan-filing", "把本季度的活动计划报机关党委" },
    { "brief", "报机关党委并公示" },
    { "self-check", "组织生活、关系转接、党费、遵纪守法" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].task, rule->task))
      return known[i].words;

  return rule->article;
}

/* 二季度情况简报, 三季度计划报备 */
static void
say_tasks (ZbCalendar *self,
           GPtrArray  *todo)
{
  g_autoptr (GPtrArray) deadlines =
      zb_calendar_list_deadlines (self, zb_day_plus_days (self->today, -TASKS_BACK), zb_day_plus_days (self->today, TASKS_AHEAD));

  for (guint i = 0; i < deadlines->len; i++)
    {
      const ZbVerdict *verdict = deadlines->pdata[i];
      g_autofree char *period = zb_calendar_dup_short_period (verdict->rule->period, verdict->first);
      ZbTodo          *line = zb_todo_new (verdict->next, self->today, g_strconcat (period, verdict->rule->name, NULL),
                                           g_strdup (get_task_detail (verdict->rule)));

      line->task = g_strdup (verdict->rule->task);
      line->first = verdict->first;
      g_ptr_array_add (todo, line);
    }
}

/* Held in a month, or on a day of it, a period's meeting is due then. */
static ZbDay
get_due (const ZbVerdict *verdict)
{
  const ZbRequirement *rule = verdict->rule;
  ZbDay                due = verdict->last;

  if (rule->month > 0)
    due = zb_day_last ((ZbDay){ .year = verdict->first.year, .month = verdict->first.month + rule->month - 1 });
  if (rule->fixed_day > 0)
    due.day = MIN (rule->fixed_day, due.day);

  return due;
}

/* 安排二季度支部党员大会, 安排 6 月的主题党日, 安排二组 6 月的党小组会 */
static char *
dup_unplanned_title (const ZbVerdict *verdict)
{
  g_autofree char *period = zb_calendar_dup_short_period (verdict->rule->period, verdict->first);
  gboolean         digits = g_ascii_isdigit (*period);

  return g_strconcat ("安排", verdict->name != NULL ? verdict->name : "", digits ? " " : "", period, digits ? "的" : "",
                      verdict->rule->name, NULL);
}

/* Owed now, and no day is set for it. */
static void
say_unplanned (ZbCalendar      *self,
               const ZbVerdict *verdict,
               GPtrArray       *todo)
{
  ZbTodo *line = zb_todo_new (get_due (verdict), self->today, dup_unplanned_title (verdict),
                              g_strdup_printf ("还差 %u 次，没有安排日期", verdict->owed - verdict->meetings->len));

  line->kinds = verdict->rule->kinds;
  line->first = verdict->first;
  g_ptr_array_add (todo, line);
}

/* 安排张某某讲党课 */
static void
say_lecturer (ZbCalendar      *self,
              const ZbVerdict *verdict,
              GPtrArray       *todo)
{
  ZbTodo *line = zb_todo_new (verdict->last, self->today, g_strdup_printf ("安排%s讲党课", verdict->name), g_strdup (verdict->rule->name));

  line->kinds = verdict->rule->kinds;
  line->member = verdict->subject;
  line->first = verdict->first;
  g_ptr_array_add (todo, line);
}

/* Those whose day is past and that nobody confirmed are asked about elsewhere. */
static gboolean
is_missing (const ZbVerdict *verdict)
{
  return verdict->rule->task == NULL && verdict->meetings->len < verdict->owed;
}

/* 谈心谈话：还有 9 人; one line for all, by number. `at`: the first of them; to the next requirement's. */
static guint
say_persons (ZbCalendar *self,
             GPtrArray  *verdicts,
             guint       at,
             GPtrArray  *todo)
{
  const ZbVerdict *first = verdicts->pdata[at];
  guint            missing = 0;
  ZbTodo          *line;

  for (; at < verdicts->len && ((const ZbVerdict *) verdicts->pdata[at])->rule == first->rule; at++)
    missing += is_missing (verdicts->pdata[at]);

  line = zb_todo_new (get_due (first), self->today, g_strdup_printf ("%s：还有 %u 人", first->rule->name, missing),
                      g_strdup (first->rule->period == ZB_PERIOD_YEAR ? "全年每人至少一次" : "每人至少一次"));
  line->kinds = first->rule->kinds;
  line->first = first->first;
  g_ptr_array_add (todo, line);
  return at;
}

/* Who is to be at a meeting has it when that is held: nothing to do while it is still to come. Talks are arranged one by one. */
static gboolean
is_coming (ZbCalendar      *self,
           const ZbVerdict *verdict)
{
  g_autoptr (GPtrArray) meetings = zb_calendar_list_meetings (self, self->today, verdict->last);

  for (guint i = 0; i < meetings->len; i++)
    if ((zb_meeting_get_kinds (meetings->pdata[i]) & verdict->rule->kinds & ~(1u << ZB_KIND_TALK)) != 0 &&
        zb_meeting_get_state (meetings->pdata[i]) < ZB_STATE_HELD)
      return TRUE;

  return FALSE;
}

static gboolean
is_near (ZbCalendar      *self,
         const ZbVerdict *verdict)
{
  guint ahead = verdict->rule->scope == ZB_SCOPE_PERSON ? PERSONS_AHEAD : OWED_AHEAD;

  return zb_day_between (self->today, get_due (verdict)) <= (int) ahead;
}

/* `verdicts`: of one period, which today is in. */
static void
say_period (ZbCalendar *self,
            GPtrArray  *verdicts,
            ZbPeriod    period,
            GPtrArray  *todo)
{
  for (guint i = 0; i < verdicts->len;)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];
      gboolean         person = verdict->rule->scope == ZB_SCOPE_PERSON;

      if (verdict->rule->period != period || !is_near (self, verdict) || !is_missing (verdict))
        i++;
      else if (!person)
        say_unplanned (self, verdicts->pdata[i++], todo);
      else if (verdict->rule->lecturing)
        say_lecturer (self, verdicts->pdata[i++], todo);
      else if (is_coming (self, verdict))
        i++;
      else
        i = say_persons (self, verdicts, i, todo);
    }
}

static void
say_owed (ZbCalendar *self,
          GPtrArray  *todo)
{
  for (ZbPeriod period = 0; period < ZB_N_PERIODS; period++)
    {
      g_autoptr (GPtrArray) verdicts = NULL;
      ZbDay first, last;

      zb_period_bounds (period, self->today, &first, &last);
      verdicts = zb_calendar_check (self, first, last);
      say_period (self, verdicts, period, todo);
    }
}

/* Birthdays are nothing to do; they stand among the reminders. */
static void
say_timers (ZbCalendar *self,
            GPtrArray  *todo)
{
  GPtrArray *timers = zb_roster_get_timers (self->roster);

  for (guint i = 0; i < timers->len; i++)
    {
      const ZbRosterTimer *timer = timers->pdata[i];
      ZbTodo              *line;
      ZbDay                day;

      if (g_str_equal (timer->code, "birthday") || timer->days > TIMERS_AHEAD || !zb_day_parse (&day, timer->day))
        continue;
      line = zb_todo_new (day, self->today, g_strdup (timer->title), g_strdup (timer->detail));
      line->member = timer->member;
      g_ptr_array_add (todo, line);
    }
}

static gint
compare_todo (gconstpointer a,
              gconstpointer b)
{
  const ZbTodo *first = *(const ZbTodo *const *) a;
  const ZbTodo *second = *(const ZbTodo *const *) b;
  gint          order = zb_day_compare (first->day, second->day);

  if (order != 0)
    return order;
  if (first->meeting != second->meeting)
    return first->meeting < second->meeting ? -1 : 1;

  return (first->gap > second->gap) - (first->gap < second->gap);
}

/* The oldest go first, then the farthest. */
static void
cut (GPtrArray *todo)
{
  guint late = 0;

  while (late < todo->len && ((const ZbTodo *) todo->pdata[late])->late)
    late++;
  if (late > MOST_LATE && todo->len > MOST)
    g_ptr_array_remove_range (todo, 0, MIN (late - MOST_LATE, todo->len - MOST));
  if (todo->len > MOST)
    g_ptr_array_set_size (todo, MOST);
}

GPtrArray *
zb_calendar_list_todo (ZbCalendar *self)
{
  GPtrArray *todo = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_todo_free);

  zb_calendar_todo_meetings (self, todo);
  say_owed (self, todo);
  say_tasks (self, todo);
  say_timers (self, todo);
  g_ptr_array_sort (todo, compare_todo);
  cut (todo);
  return todo;
}
