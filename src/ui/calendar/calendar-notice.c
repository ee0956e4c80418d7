/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/calendar-notice.h"

#include <glib/gi18n.h>

char *
zb_calendar_dup_notice (ZbCalendar *calendar,
                        ZbDay       day,
                        gboolean    empty,
                        gboolean   *plan)
{
  const char *complaint = zb_calendar_get_complaint (calendar);

  *plan = complaint == NULL && empty;
  if (complaint != NULL)
    return g_strdup (complaint);
  if (empty)
    return g_strdup (_ ("这个月还没有活动。可以按规定生成全年的计划，再逐条调整。"));
  if (!zb_calendar_knows_holidays (calendar, day.year))
    return g_strdup_printf (_ ("没有 %d 年的放假安排，只按双休日计算；可在“规则与节假日”中补上。"), day.year);

  return NULL;
}
