/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/wall.h"

#include <string.h>

static char *
dup_day (const ZbWall *wall)
{
  static const char *const days[] = { "周四", "周五", "周六", "周日", "周一", "周二", "周三" };
  gint64                   day = zb_wall_day_start (wall) / ZB_DAY_SECONDS; /* 1970-01-01 was a Thursday */
  int                      month, month_day;

  zb_wall_split (wall, NULL, &month, &month_day, NULL, NULL, NULL);
  return g_strdup_printf ("%d 月 %d 日 %s", month, month_day, days[((day % 7) + 7) % 7]);
}

static char *
dup_time (const ZbWall *wall)
{
  int hour, minute;

  zb_wall_split (wall, NULL, NULL, NULL, &hour, &minute, NULL);
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

static char *
dup_moment (const ZbWall *wall)
{
  g_autofree char *day = dup_day (wall);
  g_autofree char *time = NULL;

  if (wall->precision <= ZB_PRECISION_DAY)
    return g_steal_pointer (&day);

  time = dup_time (wall);
  return g_strdup_printf ("%s %s", day, time);
}

char *
zb_wall_dup_span (const ZbWall *from,
                  const ZbWall *to)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (!zb_wall_is_set (from))
    return g_strdup ("");

  first = dup_moment (from);
  if (!zb_wall_is_set (to))
    return g_steal_pointer (&first);

  if (zb_wall_day_start (from) != zb_wall_day_start (to))
    {
      last = dup_moment (to);
      return g_strdup_printf ("%s 至 %s", first, last);
    }

  if (to->precision <= ZB_PRECISION_DAY || from->precision <= ZB_PRECISION_DAY)
    return g_steal_pointer (&first);

  last = dup_time (to);
  return g_strcmp0 (last, first + strlen (first) - 5) == 0 ? g_steal_pointer (&first) : g_strdup_printf ("%s–%s", first, last);
}
