/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* Beside the calendar: a month with a mark on each day that has a meeting, and the kinds, which are the legend and a filter.
 *
 * Signals: "day" (a day was chosen: zb_calendar_sidebar_get_day), "kinds" (others are shown).
 */
#define ZB_TYPE_CALENDAR_SIDEBAR (zb_calendar_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ZbCalendarSidebar, zb_calendar_sidebar, ZB, CALENDAR_SIDEBAR, AdwBin)

void    zb_calendar_sidebar_set_calendar (ZbCalendarSidebar *self, ZbCalendar *calendar);
void    zb_calendar_sidebar_show_day (ZbCalendarSidebar *self, ZbDay day); /* without a signal */
ZbDay   zb_calendar_sidebar_get_day (ZbCalendarSidebar *self);
ZbKinds zb_calendar_sidebar_get_kinds (ZbCalendarSidebar *self);
/* Ticks it when it is not; less than 0: all of them. */
void zb_calendar_sidebar_show_kind (ZbCalendarSidebar *self, int kind);

G_END_DECLS
