/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 接下来, of meetings: what a held one lacks, by the day on which it is due, and those to come. */
#include "service/calendar-private.h"

#include "rules/gap.h"

#include <string.h>

#define BACK 184 /* days: older records are the year view's */
#define AHEAD 30 /* days */

/* One meeting as the list speaks of it. */
typedef struct
{
  ZbCalendar           *calendar;
  ZbMeeting            *meeting;
  const ZbMeetingFacts *facts;
  ZbDay                 due;  /* of the record */
  char                 *name; /* 6 月 10 日党日 */
  GPtrArray            *todo;
} Said;

/* Takes the texts. */
static ZbTodo *
add (Said *said,
     ZbGap gap,
     ZbDay day,
     char *title,
     char *detail)
{
  ZbTodo *todo = zb_todo_new (day, said->calendar->today, title, detail);

  todo->kinds = zb_meeting_get_kinds (said->meeting);
  todo->meeting = zb_meeting_get_id (said->meeting);
  todo->gap = gap;
  g_ptr_array_add (said->todo, todo);
  return todo;
}

static char *
dup_theme (const Said *said)
{
  return g_strdup (zb_meeting_get_theme (said->meeting));
}

/* 三个工作日内，过后会标“补记” */
static char *
dup_record_detail (const Said *said)
{
  static const char *const numbers[] = { "", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十" };
  guint                    days = zb_profile_get_record_days (said->calendar->look->profile, zb_meeting_get_kinds (said->meeting),
                                                              zb_meeting_get_day (said->meeting));
  g_autofree char         *number = NULL;

  if (!zb_day_is_set (said->due))
    return dup_theme (said);

  number = days < G_N_ELEMENTS (numbers) ? g_strdup (numbers[days]) : g_strdup_printf (" %u ", days);
  if (zb_day_compare (said->due, said->calendar->today) < 0)
    return g_strdup_printf ("已过%s个工作日，将标“补记”", number);

  return g_strdup_printf ("%s个工作日内，过后会标“补记”", number);
}

static char *
dup_quorum_detail (const Said *said)
{
  guint expected, present;

  zb_meeting_get_attendance (said->meeting, &expected, &present);
  return g_strdup_printf ("应到 %u 人，实到 %u 人，不足规定人数", expected, present);
}

static char *
dup_gap_title (const Said *said,
               ZbGap       gap)
{
  const char *name = said->name;

  switch ((guint) gap)
    {
    case ZB_GAP_RECORD:
      return g_strdup_printf ("写 %s的记录", name);
    case ZB_GAP_ATTENDANCE:
      return g_strdup_printf ("登记 %s的考勤", name);
    case ZB_GAP_QUORUM:
      return g_strdup_printf ("核对 %s的到会人数", name);
    case ZB_GAP_PHOTOS:
      return g_strdup_printf ("导入 %s的照片", name);
    case ZB_GAP_CAPTIONS:
      return g_strdup_printf ("补 %u 张照片的说明", said->facts->n_uncaptioned);
    case ZB_GAP_RESOLUTION:
      return g_strdup_printf ("写 %s的决议", name);
    case ZB_GAP_LECTURER:
      return g_strdup_printf ("填写 %s的主讲人", name);
    case ZB_GAP_FOLLOW_UP:
      return g_strdup_printf ("处理 %s的无故缺席", name);
    case ZB_GAP_ASTRAY:
      return g_strdup_printf ("核对 %u 张照片的日期", said->facts->n_astray);
    case ZB_GAP_REVIEW:
      return g_strdup_printf ("审核 %s的记录", name);
    default:
      return NULL;
    }
}

static char *
dup_gap_detail (const Said *said,
                ZbGap       gap)
{
  switch ((guint) gap)
    {
    case ZB_GAP_RECORD:
      return dup_record_detail (said);
    case ZB_GAP_QUORUM:
      return dup_quorum_detail (said);
    case ZB_GAP_FOLLOW_UP:
      return g_strdup_printf ("%u 人，须批评教育或谈话", said->facts->n_unfollowed);
    default:
      return dup_theme (said);
    }
}

/* All is due with the record; where that has no limit, on the meeting's own day. */
static void
say_gaps (Said *said,
          guint gaps)
{
  ZbDay day = zb_day_is_set (said->due) ? said->due : zb_meeting_get_last_day (said->meeting);

  for (guint i = 0; i < ZB_N_GAPS; i++)
    {
      ZbGap gap = gaps & (1u << i);
      char *title = gap != 0 ? dup_gap_title (said, gap) : NULL;

      if (title != NULL)
        add (said, gap, day, title, dup_gap_detail (said, gap));
    }
}

/* Coming to their day or past it, whatever the meeting's age. */
static void
say_remedies (Said *said)
{
  const ZbMeetingFacts *facts = said->facts;
  ZbDay                 day = facts->remedy_due;
  g_autofree char      *shown = zb_calendar_dup_short_day (day);

  if (facts->n_open_remedies == 0 || !zb_day_is_whole (day) || zb_day_between (said->calendar->today, day) > AHEAD)
    return;

  add (said, ZB_GAP_REMEDY, day, g_strdup_printf ("落实 %s的整改", said->name),
       g_strdup_printf ("%u 项未销号，最早的 %s到期", facts->n_open_remedies, shown));
}

static void
say_unconfirmed (Said *said)
{
  g_autofree char *day = zb_calendar_dup_short_day (zb_meeting_get_day (said->meeting));
  const char      *kind = zb_kind_get_name (zb_kinds_first (zb_meeting_get_kinds (said->meeting)));

  add (said, ZB_GAP_UNCONFIRMED, zb_meeting_get_last_day (said->meeting), g_strdup_printf ("%s的%s开展了吗？", day, kind),
       dup_theme (said));
}

/* 二组 六月小组会; 主题党日：廉政教育; 组织生活会 when the theme says so itself. */
static char *
dup_coming_title (ZbMeeting *meeting)
{
  const char *group = zb_meeting_get_group (meeting);
  const char *theme = zb_meeting_get_theme (meeting);
  const char *kind = zb_kind_get_name (zb_kinds_first (zb_meeting_get_kinds (meeting)));
  gboolean    told = strstr (theme, zb_calendar_get_short_kind (zb_meeting_get_kinds (meeting))) != NULL;

  if (group != NULL)
    return g_strdup_printf ("%s %s", group, theme);

  return told ? g_strdup (theme) : g_strdup_printf ("%s：%s", kind, theme);
}

static void
append (GString    *text,
        const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* 15:30 · 三楼会议室 · 已报备 */
static char *
dup_coming_detail (ZbMeeting *meeting)
{
  const ZbWall    *start = zb_meeting_get_start (meeting);
  gboolean         lecture = (zb_meeting_get_kinds (meeting) & (1u << ZB_KIND_LECTURE)) != 0;
  const char      *lecturer = zb_meeting_get_lecturer (meeting);
  GString         *text = g_string_new (NULL);
  g_autofree char *time = NULL;
  int              hour, minute;

  zb_wall_split (start, NULL, NULL, NULL, &hour, &minute, NULL);
  if (start->precision != ZB_PRECISION_DAY)
    time = g_strdup_printf ("%02d:%02d", hour, minute);
  append (text, time);
  append (text, zb_meeting_get_place (meeting));
  append (text, zb_meeting_get_joint (meeting) ? "联合" : NULL);
  append (text, lecture && (lecturer == NULL || *lecturer == '\0') ? "主讲人待定" : NULL);
  append (text, zb_state_get_name (zb_meeting_get_state (meeting)));
  return g_string_free (text, FALSE);
}

static void
say_coming (Said *said)
{
  add (said, 0, zb_meeting_get_day (said->meeting), dup_coming_title (said->meeting), dup_coming_detail (said->meeting));
}

static char *
dup_name (ZbMeeting *meeting)
{
  g_autofree char *day = zb_calendar_dup_short_day (zb_meeting_get_day (meeting));

  return g_strconcat (day, zb_calendar_get_short_kind (zb_meeting_get_kinds (meeting)), NULL);
}

/* Whoever stayed away without reason is not forgotten with the year. */
static void
say_meeting (Said *said)
{
  int   days = zb_day_between (said->calendar->today, zb_meeting_get_day (said->meeting));
  guint gaps = zb_calendar_get_gaps (said->calendar, said->meeting);

  if (days < -BACK)
    gaps &= ZB_GAP_FOLLOW_UP;

  if (zb_meeting_is_held (said->meeting))
    {
      say_gaps (said, gaps);
      say_remedies (said);
    }
  else if (gaps & ZB_GAP_UNCONFIRMED)
    say_unconfirmed (said);
  else if (days >= 0 || zb_day_compare (zb_meeting_get_last_day (said->meeting), said->calendar->today) >= 0)
    say_coming (said);
}

/* Only those that have something to say are put into words. */
static gboolean
is_worth (ZbCalendar *self,
          ZbMeeting  *meeting)
{
  const ZbMeetingFacts *facts = zb_meeting_get_facts (meeting);
  int                   days = zb_day_between (self->today, zb_meeting_get_day (meeting));

  return zb_meeting_get_state (meeting) != ZB_STATE_CANCELLED && days <= AHEAD &&
         (days >= -BACK || facts->n_open_remedies > 0 || facts->n_unfollowed > 0);
}

void
zb_calendar_todo_meetings (ZbCalendar *self,
                           GPtrArray  *todo)
{
  GPtrArray *meetings = self->days;

  for (guint i = 0; i < meetings->len; i++)
    {
      Said said = { self, meetings->pdata[i], .todo = todo };

      if (!is_worth (self, said.meeting))
        continue;

      said.facts = zb_meeting_get_facts (said.meeting);
      said.due = zb_calendar_get_record_due (self, said.meeting);
      said.name = dup_name (said.meeting);
      say_meeting (&said);
      g_free (said.name);
    }
}
