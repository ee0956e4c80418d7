/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What meetings lack, what is owed and held, what speaks against a meeting. Answers are kept until the next load. */
#include "service/calendar-private.h"

#include "rules/gap.h"
#include "rules/planner.h"

#define MOST_CHECKS 64 /* spans that are kept */

/* A span that was asked about. */
typedef struct
{
  ZbDay from, to;
} Asked;

static guint
hash_asked (gconstpointer data)
{
  const Asked *asked = data;
  guint        from = (asked->from.year << 9) + (asked->from.month << 5) + asked->from.day;
  guint        to = (asked->to.year << 9) + (asked->to.month << 5) + asked->to.day;

  return from * 31 + to;
}

static gboolean
equal_asked (gconstpointer a,
             gconstpointer b)
{
  const Asked *first = a, *second = b;

  return zb_day_compare (first->from, second->from) == 0 && zb_day_compare (first->to, second->to) == 0;
}

GHashTable *
zb_calendar_checks_new (void)
{
  return g_hash_table_new_full (hash_asked, equal_asked, g_free, (GDestroyNotify) g_ptr_array_unref);
}

guint
zb_calendar_get_gaps (ZbCalendar *self,
                      ZbMeeting  *meeting)
{
  const ZbCalendarLook *look = self->look;
  gpointer              known;
  guint                 gaps;

  if (g_hash_table_lookup_extended (self->gaps, meeting, NULL, &known))
    return GPOINTER_TO_UINT (known);

  gaps = zb_meeting_list_gaps (meeting, look->profile, look->holidays, self->today);
  g_hash_table_insert (self->gaps, g_object_ref (meeting), GUINT_TO_POINTER (gaps));
  return gaps;
}

const char *
zb_calendar_get_gap_code (ZbGap gap)
{
  return zb_gap_to_code (gap);
}

const char *
zb_calendar_get_gap_name (ZbGap gap)
{
  return zb_gap_get_name (gap);
}

ZbDay
zb_calendar_get_record_due (ZbCalendar *self,
                            ZbMeeting  *meeting)
{
  return zb_meeting_get_record_due (meeting, self->look->profile, self->look->holidays);
}

ZbDrift
zb_calendar_get_drift (ZbMeeting *meeting)
{
  return zb_meeting_get_drift (meeting);
}

GArray *
zb_calendar_list_overlaps (ZbCalendar           *self,
                           const ZbMeetingDraft *draft,
                           gint64                except)
{
  return zb_check_overlaps (self->days, draft, except);
}

static ZbDay
get_day (const ZbWall *wall)
{
  int   year, month, number;
  ZbDay day = ZB_DAY_NONE;

  if (!zb_wall_is_set (wall))
    return day;

  zb_wall_split (wall, &year, &month, &number, NULL, NULL, NULL);
  zb_day_set (&day, year, month, number);
  return day;
}

/* 6 月 7 日是端午假期 */
static void
doubt_day (ZbCalendar *self,
           ZbDay       day,
           GPtrArray  *doubts)
{
  g_autofree char *doubt = zb_plan_dup_doubt (self->look->holidays, day);
  g_autofree char *shown = zb_calendar_dup_short_day (day);

  if (doubt != NULL && !zb_calendar_knows_holidays (self, day.year))
    g_ptr_array_add (doubts, g_strdup_printf ("%s：%s", shown, doubt));
  else if (doubt != NULL)
    g_ptr_array_add (doubts, g_strdup_printf ("%s是%s", shown, doubt));
}

static void
doubt_founded (ZbCalendar *self,
               ZbDay       day,
               GPtrArray  *doubts)
{
  g_autofree char *founded = zb_day_dup_words (self->look->founded);

  if (zb_day_is_set (self->look->founded) && zb_day_compare (day, self->look->founded) < 0)
    g_ptr_array_add (doubts, g_strdup_printf ("支部成立于 %s，这时还没有支部", founded));
}

static void
doubt_overlaps (ZbCalendar           *self,
                const ZbMeetingDraft *draft,
                gint64                except,
                GPtrArray            *doubts)
{
  g_autoptr (GArray) overlaps = zb_calendar_list_overlaps (self, draft, except);
  GPtrArray *meetings = self->days;

  for (guint i = 0; i < meetings->len && overlaps->len > 0; i++)
    for (guint j = 0; j < overlaps->len; j++)
      if (zb_meeting_get_id (meetings->pdata[i]) == g_array_index (overlaps, gint64, j))
        {
          g_autofree char *when = zb_meeting_dup_when (meetings->pdata[i]);

          g_ptr_array_add (doubts, g_strdup_printf ("与 %s 的“%s”时间重叠，参加的是同一些人", when,
                                                    zb_meeting_get_theme (meetings->pdata[i])));
        }
}

GPtrArray *
zb_calendar_list_doubts (ZbCalendar           *self,
                         const ZbMeetingDraft *draft,
                         gint64                except)
{
  GPtrArray *doubts = g_ptr_array_new_with_free_func (g_free);
  ZbDay      day = get_day (&draft->start);

  if (!zb_day_is_whole (day))
    return doubts;

  doubt_day (self, day, doubts);
  doubt_founded (self, day, doubts);
  doubt_overlaps (self, draft, except, doubts);
  return doubts;
}

char *
zb_calendar_dup_day_doubt (ZbCalendar *self,
                           ZbDay       day)
{
  return zb_plan_dup_doubt (self->look->holidays, day);
}

GPtrArray *
zb_calendar_check (ZbCalendar *self,
                   ZbDay       from,
                   ZbDay       to)
{
  Asked        asked = { from, to };
  ZbCheckInput input = zb_calendar_get_input (self);
  GPtrArray   *verdicts = g_hash_table_lookup (self->checks, &asked);

  if (verdicts == NULL)
    {
      if (g_hash_table_size (self->checks) >= MOST_CHECKS)
        g_hash_table_remove_all (self->checks);
      verdicts = zb_check_run (&input, from, to);
      g_hash_table_insert (self->checks, g_memdup2 (&asked, sizeof asked), verdicts);
    }

  return g_ptr_array_ref (verdicts);
}

char *
zb_calendar_dup_period (ZbPeriod period,
                        ZbDay    day)
{
  return zb_period_dup_words (period, day);
}

void
zb_calendar_get_period (ZbPeriod period,
                        ZbDay    day,
                        ZbDay   *first,
                        ZbDay   *last)
{
  zb_period_bounds (period, day, first, last);
}

ZbAttendanceSum
zb_calendar_sum_attendance (ZbCalendar *self,
                            gint64      member,
                            ZbDay       from,
                            ZbDay       to)
{
  ZbCheckInput input = zb_calendar_get_input (self);

  return zb_attendance_sum (&input, member, from, to);
}
