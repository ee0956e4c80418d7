/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* A month, Monday first, five or six weeks. 42 cells are made once; another month fills those that differ.
 *
 * Signals: "day-changed" (the day that keys act on, or the month); "files-dropped" (gint64 meeting, GdkFileList *).
 * Actions of its ancestors: calendar.new (s), calendar.open (xs), calendar.move (xs).
 */
#define ZB_TYPE_MONTH_VIEW (zb_month_view_get_type ())
G_DECLARE_FINAL_TYPE (ZbMonthView, zb_month_view, ZB, MONTH_VIEW, GtkWidget)

void  zb_month_view_set_calendar (ZbMonthView *self, ZbCalendar *calendar);
void  zb_month_view_set_kinds (ZbMonthView *self, ZbKinds kinds);
void  zb_month_view_show (ZbMonthView *self, ZbDay day);
void  zb_month_view_turn (ZbMonthView *self, int months);
void  zb_month_view_refresh (ZbMonthView *self);
ZbDay zb_month_view_get_day (ZbMonthView *self);
ZbDay zb_month_view_get_month (ZbMonthView *self); /* its first day */
/* Whether there is nothing in the month itself. */
gboolean zb_month_view_is_empty (ZbMonthView *self);
/* After the next refresh this one has the focus. */
void zb_month_view_follow (ZbMonthView *self, gint64 meeting);

G_END_DECLS
