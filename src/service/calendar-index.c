/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The meetings' list put in order of days: made again whenever the list is different, in one pass over it. */
#include "service/calendar-private.h"

#include "rules/gap.h"

static gint
compare_planned (gconstpointer a,
                 gconstpointer b)
{
  const ZbMeetingFacts *first = zb_meeting_get_facts (*(ZbMeeting *const *) a);
  const ZbMeetingFacts *second = zb_meeting_get_facts (*(ZbMeeting *const *) b);

  return zb_wall_compare (&first->planned, &second->planned);
}

/* The list has the latest first. */
static void
take_meetings (ZbCalendar *self)
{
  GListModel *model = zb_meetings_get_model (self->meetings);
  guint       n = g_list_model_get_n_items (model);

  g_ptr_array_set_size (self->days, 0);
  for (guint i = n; i-- > 0;)
    g_ptr_array_add (self->days, g_list_model_get_item (model, i));
}

void
zb_calendar_index (ZbCalendar *self)
{
  ZbDay reach = ZB_DAY_NONE;

  take_meetings (self);
  g_ptr_array_set_size (self->moved, 0);
  g_free (self->reach);
  self->reach = g_new0 (ZbDay, self->days->len + 1);
  for (guint i = 0; i < self->days->len; i++)
    {
      ZbMeeting *meeting = self->days->pdata[i];
      ZbDay      last = zb_meeting_get_last_day (meeting);

      if (!zb_day_is_set (reach) || zb_day_compare (last, reach) > 0)
        reach = last;
      self->reach[i] = reach;
      if (zb_meeting_get_drift (meeting) == ZB_DRIFT_MOVED)
        g_ptr_array_add (self->moved, g_object_ref (meeting));
    }
  g_ptr_array_sort (self->moved, compare_planned);
}
