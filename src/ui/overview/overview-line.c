/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdicts of a year, folded into one line a requirement. A meeting that counts for two requirements tells what it lacks
 * in the first of them only.
 */
#include "ui/overview/overview-line.h"

#include <glib/gi18n.h>

#define AHEAD 120 /* days that the next meeting is looked for in */

typedef struct
{
  ZbCalendar *calendar;
  ZbDay       today;
  ZbDay       from, to; /* the quarter */
  GHashTable *told;     /* of gint64: meetings whose gaps stand in a line already */
  GPtrArray  *coming;   /* of ZbMeeting, by start */
} Quarter;

static void
free_tag (ZbOverviewTag *tag)
{
  g_array_unref (tag->meetings);
  g_free (tag);
}

void
zb_overview_line_free (ZbOverviewLine *line)
{
  g_free (line->name);
  g_free (line->task);
  g_free (line->when);
  g_ptr_array_unref (line->tags);
  g_free (line);
}

const char *
zb_overview_get_tab (ZbGap gap)
{
  switch (gap)
    {
    case ZB_GAP_ATTENDANCE:
    case ZB_GAP_QUORUM:
    case ZB_GAP_FOLLOW_UP:
      return "attendance";
    case ZB_GAP_PHOTOS:
    case ZB_GAP_CAPTIONS:
    case ZB_GAP_ASTRAY:
      return "photos";
    case ZB_GAP_RESOLUTION:
      return "vote";
    case ZB_GAP_REMEDY:
      return "remedy";
    case ZB_GAP_UNCONFIRMED:
    case ZB_GAP_RECORD:
    case ZB_GAP_LECTURER:
    case ZB_GAP_REVIEW:
    case ZB_GAP_LATE:
    case ZB_N_GAPS:
    default:
      return "record";
    }
}

char *
zb_overview_dup_tag (const ZbOverviewTag *tag)
{
  const char *name = zb_calendar_get_gap_name (tag->gap);

  return tag->n > 1 ? g_strdup_printf ("%s %u", name, tag->n) : g_strdup (name);
}

const char *
zb_overview_get_weekday (ZbDay day)
{
  static const char *const names[] = { "", N_ ("周一"), N_ ("周二"), N_ ("周三"), N_ ("周四"), N_ ("周五"), N_ ("周六"), N_ ("周日") };
  GDate                    date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return _ (names[g_date_get_weekday (&date)]);
}

char *
zb_overview_dup_day (ZbDay day)
{
  return g_strdup_printf (_ ("%d 月 %d 日 %s"), day.month, day.day, zb_overview_get_weekday (day));
}

static gboolean
is_in (ZbDay day,
       ZbDay from,
       ZbDay to)
{
  return zb_day_compare (from, day) <= 0 && zb_day_compare (day, to) <= 0;
}

static ZbOverviewTag *
find_tag (ZbOverviewLine *line,
          ZbGap           gap)
{
  ZbOverviewTag *tag;

  for (guint i = 0; i < line->tags->len; i++)
    if ((tag = line->tags->pdata[i])->gap == gap)
      return tag;

  tag = g_new0 (ZbOverviewTag, 1);
  tag->gap = gap;
  tag->meetings = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (line->tags, tag);
  return tag;
}

static void
tell_gaps (Quarter        *quarter,
           ZbOverviewLine *line,
           ZbMeeting      *meeting)
{
  guint  gaps = zb_calendar_get_gaps (quarter->calendar, meeting);
  gint64 id = zb_meeting_get_id (meeting);

  if (!g_hash_table_add (quarter->told, g_memdup2 (&id, sizeof id)))
    return;

  for (guint bit = 0; bit < ZB_N_GAPS; bit++)
    if ((gaps & (1u << bit)) != 0)
      {
        ZbOverviewTag *tag = find_tag (line, 1u << bit);

        tag->n += tag->gap == ZB_GAP_CAPTIONS ? zb_meeting_get_facts (meeting)->n_uncaptioned : 1;
        g_array_append_val (tag->meetings, id);
      }
}

/* Of a year or half a year: in which month it is to be; 0 any. */
static gboolean
is_later (const Quarter   *quarter,
          const ZbVerdict *verdict)
{
  ZbDay month;

  if (verdict->rule->month == 0 || verdict->held >= verdict->owed)
    return FALSE;

  month = zb_day_plus_months (verdict->first, (int) verdict->rule->month - 1);
  return zb_day_compare (month, quarter->to) > 0;
}

static void
add_verdict (Quarter         *quarter,
             ZbOverviewLine  *line,
             const ZbVerdict *verdict)
{
  ZbMeetings *meetings = zb_calendar_get_meetings (quarter->calendar);
  guint       held = MIN (verdict->held, verdict->owed);

  if (is_later (quarter, verdict))
    {
      line->later = TRUE;
      return;
    }

  line->owed += verdict->owed;
  line->held += held;
  line->planned += MIN (verdict->planned, verdict->owed - held);
  if (verdict->rule->task != NULL && line->task == NULL && held < verdict->owed)
    {
      line->task = g_strdup (verdict->rule->task);
      line->first = verdict->first;
    }
  for (guint i = 0; verdict->meetings != NULL && i < verdict->meetings->len; i++)
    {
      ZbMeeting *meeting = zb_meetings_find (meetings, g_array_index (verdict->meetings, gint64, i));

      if (meeting != NULL && is_in (zb_meeting_get_day (meeting), quarter->from, quarter->to))
        tell_gaps (quarter, line, meeting);
    }
}

static ZbMeeting *
find_next (const Quarter       *quarter,
           const ZbRequirement *rule)
{
  for (guint i = 0; i < quarter->coming->len; i++)
    {
      ZbMeeting     *meeting = quarter->coming->pdata[i];
      ZbMeetingState state = zb_meeting_get_state (meeting);

      if ((zb_meeting_get_kinds (meeting) & rule->kinds) != 0 && (!rule->only_joint || zb_meeting_get_joint (meeting)) &&
          (state == ZB_STATE_PLANNED || state == ZB_STATE_FILED))
        return meeting;
    }

  return NULL;
}

static char *
say_next (const Quarter *quarter,
          ZbMeeting     *meeting)
{
  ZbDay            day = zb_meeting_get_day (meeting);
  const char      *group = zb_meeting_get_group (meeting);
  gboolean         filed = zb_meeting_get_state (meeting) == ZB_STATE_FILED;
  g_autofree char *words = zb_overview_dup_day (day);
  g_autofree char *when = zb_day_compare (day, quarter->today) == 0 ? g_strdup (_ ("就在今天")) : g_strdup_printf (_ ("下次 %s"), words);

  return g_strconcat (group != NULL ? group : "", group != NULL ? " · " : "", when, filed ? _ ("，已报备") : "", NULL);
}

/* The meeting of another kind that it was held inside of; NULL. */
static char *
say_folded (const Quarter   *quarter,
            const ZbVerdict *verdict)
{
  ZbMeetings *meetings = zb_calendar_get_meetings (quarter->calendar);

  for (guint i = 0; verdict->meetings != NULL && i < verdict->meetings->len; i++)
    {
      ZbMeeting *meeting = zb_meetings_find (meetings, g_array_index (verdict->meetings, gint64, i));
      ZbKind     kind = meeting != NULL ? zb_kinds_first (zb_meeting_get_kinds (meeting)) : ZB_KIND_OTHER;
      ZbDay      day;

      if (meeting == NULL || (verdict->rule->kinds & (1u << kind)) != 0 || (verdict->rule->fold & (1u << kind)) == 0)
        continue;

      day = zb_meeting_get_day (meeting);
      return g_strdup_printf (_ ("并入 %d 月 %d 日%s"), day.month, day.day, zb_kind_get_name (kind));
    }

  return NULL;
}

static char *
say_paper (const Quarter        *quarter,
           const ZbOverviewLine *line,
           const ZbVerdict      *verdict)
{
  g_autofree char *day = zb_day_is_set (verdict->next) ? zb_overview_dup_day (verdict->next) : NULL;

  if (line->held >= line->owed)
    return g_strdup (_ ("已完成"));

  if (day == NULL)
    return g_strdup (_ ("还没有完成"));

  return g_strdup_printf (zb_day_compare (verdict->next, quarter->today) < 0 ? _ ("应在 %s前完成，已过期") : _ ("%s前完成"), day);
}

static char *
say_persons (const ZbOverviewLine *line,
             const ZbVerdict      *verdict)
{
  if (line->held >= line->owed)
    return g_strdup (_ ("已齐"));
  if (verdict->rule->period == ZB_PERIOD_YEAR)
    return g_strdup_printf (_ ("全年每人至少 %u 次，还差 %u 次"), verdict->rule->count, line->owed - line->held);

  return g_strdup_printf (_ ("每人至少 %u 次，还差 %u 次"), verdict->rule->count, line->owed - line->held);
}

static char *
say_later (const ZbVerdict *verdict)
{
  ZbDay month = zb_day_plus_months (verdict->first, (int) verdict->rule->month - 1);

  return g_strdup_printf (_ ("%d 月进行，本季度不要求"), month.month);
}

static guint
count_unconfirmed (const ZbOverviewLine *line)
{
  for (guint i = 0; i < line->tags->len; i++)
    if (((ZbOverviewTag *) line->tags->pdata[i])->gap == ZB_GAP_UNCONFIRMED)
      return ((ZbOverviewTag *) line->tags->pdata[i])->n;

  return 0;
}

/* What is missing: days that nobody confirmed, or no day at all. */
static char *
say_short (const ZbOverviewLine *line)
{
  guint missing = line->owed - line->held - line->planned, past = MIN (count_unconfirmed (line), missing);

  if (past == missing)
    return g_strdup_printf (_ ("%u 次日期已过，待确认是否开展"), past);
  if (past > 0)
    return g_strdup_printf (_ ("%u 次待确认，还差 %u 次尚未安排"), past, missing - past);

  return g_strdup_printf (_ ("还差 %u 次，尚未安排"), missing);
}

static char *
say_meetings (const Quarter        *quarter,
              const ZbOverviewLine *line,
              const ZbVerdict      *verdict)
{
  ZbMeeting       *next = find_next (quarter, verdict->rule);
  g_autofree char *folded = say_folded (quarter, verdict);

  if (line->short_of)
    return say_short (line);
  if (folded != NULL)
    return g_steal_pointer (&folded);
  if (next != NULL)
    return say_next (quarter, next);

  return g_strdup (line->held >= line->owed ? _ ("本季度已齐") : "");
}

/* `verdict`: the last of the line's, or the one that is next. */
static void
finish_line (Quarter         *quarter,
             ZbOverviewLine  *line,
             const ZbVerdict *verdict)
{
  if (line->owed > 0)
    line->later = FALSE;
  line->short_of = line->held + line->planned < line->owed;
  if (line->later)
    line->when = say_later (verdict);
  else if (verdict->rule->task != NULL)
    line->when = say_paper (quarter, line, verdict);
  else if (verdict->rule->scope == ZB_SCOPE_PERSON)
    line->when = say_persons (line, verdict);
  else
    line->when = say_meetings (quarter, line, verdict);
}

static ZbOverviewLine *
make_line (const ZbRequirement *rule)
{
  ZbOverviewLine *line = g_new0 (ZbOverviewLine, 1);

  line->name = g_strdup (rule->name);
  line->kinds = rule->kinds;
  line->tags = g_ptr_array_new_with_free_func ((GDestroyNotify) free_tag);
  return line;
}

/* The verdict whose words are told: of what is still owed the earliest. */
static const ZbVerdict *
choose (const ZbVerdict *before,
        const ZbVerdict *verdict)
{
  return before == NULL || before->held >= before->owed ? verdict : before;
}

static gboolean
is_same (const ZbVerdict *a,
         const ZbVerdict *b)
{
  return g_str_equal (a->rule->code, b->rule->code);
}

static GPtrArray *
fold (Quarter   *quarter,
      GPtrArray *verdicts)
{
  GPtrArray       *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_overview_line_free);
  ZbOverviewLine  *line = NULL;
  const ZbVerdict *before = NULL, *told = NULL;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];

      if (zb_day_compare (verdict->last, quarter->from) < 0 || zb_day_compare (verdict->first, quarter->to) > 0)
        continue;
      if (before == NULL || !is_same (before, verdict))
        {
          if (line != NULL)
            finish_line (quarter, line, told);
          line = make_line (verdict->rule);
          g_ptr_array_add (lines, line);
          told = NULL;
        }
      add_verdict (quarter, line, verdict);
      told = choose (told, verdict);
      before = verdict;
    }
  if (line != NULL)
    finish_line (quarter, line, told);

  return lines;
}

GPtrArray *
zb_overview_list_lines (ZbCalendar *calendar,
                        ZbDay       day)
{
  Quarter quarter = { .calendar = calendar, .today = zb_calendar_get_today (calendar) };
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) verdicts = NULL;
  g_autoptr (GPtrArray) coming = NULL;
  ZbDay first, last;

  zb_calendar_get_period (ZB_PERIOD_QUARTER, day, &quarter.from, &quarter.to);
  zb_calendar_get_period (ZB_PERIOD_YEAR, day, &first, &last);
  verdicts = zb_calendar_check (calendar, first, last);
  coming = zb_calendar_list_meetings (calendar, quarter.today, zb_day_plus_days (quarter.today, AHEAD));
  quarter.told = told;
  quarter.coming = coming;
  return fold (&quarter, verdicts);
}
