/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/year-lines.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/overview/overview-line.h"

static void
span_free (ZbYearSpan *span)
{
  g_ptr_array_unref (span->meetings);
  g_ptr_array_unref (span->done);
  g_ptr_array_unref (span->missing);
  g_free (span);
}

void
zb_year_line_free (ZbYearLine *line)
{
  g_ptr_array_unref (line->spans);
  g_ptr_array_unref (line->verdicts);
  g_free (line);
}

static ZbYearLine *
find_line (GPtrArray           *lines,
           const ZbRequirement *rule)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((ZbYearLine *) lines->pdata[i])->rule->code, rule->code))
      return lines->pdata[i];

  return NULL;
}

static ZbYearSpan *
need_span (ZbYearLine      *line,
           const ZbVerdict *verdict)
{
  ZbYearSpan *span = line->spans->len > 0 ? line->spans->pdata[line->spans->len - 1] : NULL;

  for (guint i = 0; i < line->spans->len; i++)
    if (zb_day_compare (((ZbYearSpan *) line->spans->pdata[i])->first, verdict->first) == 0)
      return line->spans->pdata[i];

  span = g_new0 (ZbYearSpan, 1);
  span->first = verdict->first;
  span->last = verdict->last;
  span->over = verdict->over;
  span->meetings = g_ptr_array_new_with_free_func (g_object_unref);
  span->done = g_ptr_array_new ();
  span->missing = g_ptr_array_new ();
  g_ptr_array_add (line->spans, span);
  return span;
}

static int
get_rank (ZbMeeting *meeting)
{
  const ZbMeetingState state = zb_meeting_get_state (meeting);

  return state == ZB_STATE_CANCELLED ? -1 : (int) state;
}

static void
add_meeting (ZbYearSpan *span,
             ZbMeeting  *meeting)
{
  if (g_ptr_array_find (span->meetings, meeting, NULL))
    return;

  g_ptr_array_add (span->meetings, g_object_ref (meeting));
  span->joint |= zb_meeting_get_joint (meeting);
  span->moved |= zb_calendar_get_drift (meeting) == ZB_DRIFT_MOVED;
}

static void
add_verdict (ZbYearLine      *line,
             const ZbVerdict *verdict,
             ZbMeetings      *meetings)
{
  ZbYearSpan *span = need_span (line, verdict);

  span->owed += verdict->owed;
  span->held += MIN (verdict->held, verdict->owed);
  span->n_subjects++;
  span->short_of |= verdict->over && verdict->held < verdict->owed;
  span->open |= !verdict->over && verdict->held + verdict->planned < verdict->owed;
  for (guint i = 0; i < verdict->meetings->len; i++)
    {
      ZbMeeting *meeting = zb_meetings_find (meetings, g_array_index (verdict->meetings, gint64, i));

      if (meeting != NULL)
        add_meeting (span, meeting);
    }
  if (verdict->name != NULL)
    g_ptr_array_add (verdict->held >= verdict->owed ? span->done : span->missing, verdict->name);
}

static int
compare_meetings (gconstpointer a,
                  gconstpointer b)
{
  return zb_wall_compare (zb_meeting_get_start (*(ZbMeeting **) a), zb_meeting_get_start (*(ZbMeeting **) b));
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  return zb_day_compare ((*(ZbYearSpan **) a)->first, (*(ZbYearSpan **) b)->first);
}

/* The held ones when there are, else those that are planned. */
static void
choose_state (ZbYearSpan *span)
{
  int best = ZB_N_STATES;

  for (guint i = 0; i < span->meetings->len; i++)
    if (zb_meeting_is_held (span->meetings->pdata[i]))
      best = MIN (best, get_rank (span->meetings->pdata[i]));
  for (guint i = 0; best == ZB_N_STATES && i < span->meetings->len; i++)
    best = MIN (best, get_rank (span->meetings->pdata[i]));
  span->state = best >= 0 && best < ZB_N_STATES ? best : ZB_STATE_PLANNED;
}

static void
finish_line (ZbYearLine *line)
{
  g_ptr_array_sort (line->spans, compare_spans);
  for (guint i = 0; i < line->spans->len; i++)
    {
      ZbYearSpan *span = line->spans->pdata[i];

      g_ptr_array_sort (span->meetings, compare_meetings);
      choose_state (span);
      line->owed += span->owed;
      line->held += span->held;
    }
}

static gboolean
is_asked_of_all (GPtrArray *verdicts,
                 ZbKinds    kinds)
{
  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];

      if (verdict->rule->scope != ZB_SCOPE_PERSON && (verdict->rule->kinds & kinds) != 0)
        return TRUE;
    }

  return FALSE;
}

static ZbYearLine *
need_line (GPtrArray       *lines,
           GPtrArray       *verdicts,
           const ZbVerdict *verdict)
{
  ZbYearLine *line = find_line (lines, verdict->rule);

  if (line != NULL)
    return line;
  if (verdict->rule->scope == ZB_SCOPE_PERSON && is_asked_of_all (verdicts, verdict->rule->kinds))
    return NULL;

  line = g_new0 (ZbYearLine, 1);
  line->rule = verdict->rule;
  line->verdicts = g_ptr_array_ref (verdicts);
  line->spans = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  g_ptr_array_add (lines, line);
  return line;
}

GPtrArray *
zb_year_list_lines (ZbCalendar *calendar,
                    int         year,
                    ZbKinds     kinds)
{
  g_autoptr (GPtrArray) verdicts = zb_calendar_check (calendar, (ZbDay){ year, 1, 1 }, (ZbDay){ year, 12, 31 });
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_year_line_free);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const ZbVerdict *verdict = verdicts->pdata[i];
      ZbYearLine      *line = (verdict->rule->kinds & kinds) != 0 ? need_line (lines, verdicts, verdict) : NULL;

      if (line != NULL)
        add_verdict (line, verdict, zb_calendar_get_meetings (calendar));
    }
  for (guint i = 0; i < lines->len; i++)
    finish_line (lines->pdata[i]);

  return lines;
}

/* --- words --- */

/* 第一组 of 第一党小组: a month's cell is narrow. */
static char *
dup_short_name (const char *name)
{
  const char *rest = strstr (name, "党小组");

  return rest != NULL && rest != name && g_str_equal (rest, "党小组") ? g_strdup_printf ("%.*s组", (int) (rest - name), name) : g_strdup (name);
}

static char *
join (GPtrArray *names,
      guint      most)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < most; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", (char *) names->pdata[i]);
  if (names->len > most)
    g_string_append_printf (text, _ ("等 %u"), names->len);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_names (GPtrArray *names,
           gboolean   wide)
{
  if (wide)
    return join (names, 4);

  return names->len == 1 ? dup_short_name (names->pdata[0]) : g_strdup_printf (_ ("%u 个组"), names->len);
}

static char *
dup_date (ZbMeeting *meeting,
          gboolean   wide,
          gboolean   folded)
{
  const ZbDay day = zb_meeting_get_day (meeting);

  if (!wide)
    return g_strdup_printf ("%d-%02d", day.month, day.day);

  return folded ? g_strdup_printf (_ ("%d 月 %d 日"), day.month, day.day) : zb_overview_dup_day (day);
}

/* A lecture inside a theme day. */
static char *
dup_folded (const ZbYearLine *line,
            const ZbYearSpan *span)
{
  const ZbKinds others = zb_meeting_get_kinds (span->meetings->pdata[0]) & ~line->rule->kinds;

  if (others == 0 || (others & line->rule->fold) == 0)
    return g_strdup ("");

  return g_strdup_printf (_ (" 并入%s"), zb_kind_get_name (zb_kinds_first (others & line->rule->fold)));
}

static char *
dup_subjects (const ZbYearLine *line,
              const ZbYearSpan *span,
              gboolean          wide)
{
  if (line->rule->scope == ZB_SCOPE_PERSON)
    return span->missing->len > 0 ? g_strdup_printf (_ ("每人至少 %u 次，还差 %u 人"), line->rule->count, span->missing->len)
                                  : g_strdup (_ ("每人都有了"));
  if (span->held >= span->owed || span->held == 0)
    return g_strdup_printf (_ ("%u 个组"), span->n_subjects);

  return dup_names (span->done, wide);
}

char *
zb_year_span_dup_words (const ZbYearLine *line,
                        const ZbYearSpan *span,
                        gboolean          wide)
{
  g_autofree char *date = NULL;
  g_autofree char *folded = NULL;

  if (line->rule->scope == ZB_SCOPE_PERSON)
    return dup_subjects (line, span, wide);
  if (span->short_of && span->missing->len > 0)
    return dup_names (span->missing, wide);
  if (span->meetings->len == 0)
    return g_strdup (span->over ? _ ("欠开") : _ ("未安排"));
  if (span->n_subjects > 1)
    return dup_subjects (line, span, wide);

  folded = wide ? dup_folded (line, span) : g_strdup ("");
  date = dup_date (span->meetings->pdata[0], wide, *folded != '\0');
  return g_strconcat (date, folded, NULL);
}

char *
zb_year_span_dup_said (const ZbYearLine *line,
                       const ZbYearSpan *span)
{
  g_autofree char *period = zb_calendar_dup_period (line->rule->period, span->first);
  g_autofree char *words = zb_year_span_dup_words (line, span, TRUE);

  return g_strdup_printf (_ ("%s %s：已开展 %u，应开展 %u，%s%s%s"), period, line->rule->name, span->held, span->owed, words,
                          span->joint ? _ ("，机关党委联合") : "", span->moved ? _ ("，改过期") : "");
}

ZbDay
zb_year_span_get_day (const ZbYearLine *line,
                      const ZbYearSpan *span,
                      ZbDay             today)
{
  ZbDay day = span->first;

  if (line->rule->fixed_day != 0 && line->rule->period == ZB_PERIOD_MONTH)
    return zb_day_plus_days (span->first, MIN (line->rule->fixed_day, span->last.day) - 1);
  if (line->rule->month > 1)
    day = zb_day_plus_months (day, line->rule->month - 1);
  if (zb_day_compare (day, today) < 0 && zb_day_compare (today, span->last) <= 0)
    return today;

  return day;
}
