/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/check.h"

#define HOUR (60 * 60)

/* From ids to what the member's mark there is. */
static GHashTable *
find_marks (GArray *attended,
            gint64  member)
{
  GHashTable *marks = g_hash_table_new (NULL, NULL);

  for (guint i = 0; attended != NULL && i < attended->len; i++)
    {
      const ZbAttended *mark = &g_array_index (attended, ZbAttended, i);

      if (mark->member == member)
        g_hash_table_insert (marks, GSIZE_TO_POINTER (mark->meeting), GUINT_TO_POINTER (mark->mark));
    }

  return marks;
}

static void
add_mark (ZbAttendanceSum *sum,
          ZbMark           mark)
{
  sum->expected += mark != ZB_MARK_EXEMPT && mark != ZB_MARK_OBSERVER;
  sum->present += mark == ZB_MARK_PRESENT;
  sum->excused += mark == ZB_MARK_EXCUSED;
  sum->absent += mark == ZB_MARK_ABSENT;

  if (mark == ZB_MARK_ABSENT)
    sum->running++;
  else if (mark != ZB_MARK_NONE && mark != ZB_MARK_EXEMPT)
    sum->running = 0;
}

ZbAttendanceSum
zb_attendance_sum (const ZbCheckInput *input,
                   gint64              member,
                   ZbDay               from,
                   ZbDay               to)
{
  g_autoptr (GHashTable) marks = find_marks (input->attended, member);
  ZbAttendanceSum sum = { 0 };

  for (guint i = 0; input->meetings != NULL && i < input->meetings->len; i++)
    {
      ZbMeeting *meeting = input->meetings->pdata[i];
      ZbDay      day = zb_meeting_get_day (meeting);
      gpointer   mark = NULL;

      if (zb_meeting_is_held (meeting) && zb_day_compare (from, day) <= 0 && zb_day_compare (day, to) <= 0 &&
          g_hash_table_lookup_extended (marks, GSIZE_TO_POINTER (zb_meeting_get_id (meeting)), NULL, &mark))
        add_mark (&sum, GPOINTER_TO_UINT (mark));
    }

  return sum;
}

typedef struct
{
  gint64 from, to;
} Stretch;

/* FALSE for a bare day, which covers no time that is known. */
static gboolean
get_stretch (const ZbWall *start,
             const ZbWall *end,
             Stretch      *stretch)
{
  stretch->from = start->seconds;
  stretch->to = end->seconds;
  if (end->precision == ZB_PRECISION_DAY)
    stretch->to += ZB_DAY_SECONDS;
  if (!zb_wall_is_set (end) || stretch->to <= stretch->from)
    stretch->to = stretch->from + HOUR;

  return start->precision >= ZB_PRECISION_MINUTE;
}

static gboolean
shares_people (ZbMeeting            *meeting,
               const ZbMeetingDraft *draft)
{
  const char *group = zb_meeting_get_group (meeting);

  return group == NULL || draft->group == NULL || g_str_equal (group, draft->group);
}

GArray *
zb_check_overlaps (GPtrArray            *meetings,
                   const ZbMeetingDraft *draft,
                   gint64                except)
{
  GArray  *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Stretch  ours, theirs;
  gboolean timed = get_stretch (&draft->start, &draft->end, &ours);

  for (guint i = 0; timed && i < meetings->len; i++)
    {
      ZbMeeting *meeting = meetings->pdata[i];
      gint64     id = zb_meeting_get_id (meeting);

      if (id != except && zb_meeting_get_state (meeting) != ZB_STATE_CANCELLED &&
          shares_people (meeting, draft) &&
          get_stretch (zb_meeting_get_start (meeting), zb_meeting_get_end (meeting), &theirs) &&
          ours.from < theirs.to && theirs.from < ours.to)
        g_array_append_val (ids, id);
    }

  return ids;
}
