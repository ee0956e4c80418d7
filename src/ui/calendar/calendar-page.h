/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"
#include "ui/calendar/calendar-sidebar.h"

G_BEGIN_DECLS

/* 日历: a month, a year, or the meetings of a quarter by week.
 *
 * Property: folded. Signals: "back"; "open" (gint64 meeting, const char *tab: "" or record | attendance | vote | photos | remedy |
 * files); "new" (const char *start: a day, or with a time, ISO); "plan" (int year); "files-dropped" (gint64 meeting, GdkFileList *);
 * "print" (int what, const char *from, const char *to: 0 the meetings of the span, 1 the year).
 * Actions: calendar.today, previous, next, month, year, agenda, plan, print, export, new.
 */
#define ZB_TYPE_CALENDAR_PAGE (zb_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbCalendarPage, zb_calendar_page, ZB, CALENDAR_PAGE, AdwBin)

/* Once. It fills itself when the calendar has been loaded, and again when something changes. */
void zb_calendar_page_set_calendar (ZbCalendarPage *self, ZbCalendar *calendar, ZbCalendarSidebar *sidebar);
void zb_calendar_page_show_day (ZbCalendarPage *self, ZbDay day);
/* `kind`: the row that is pointed at; less than 0: none. */
void zb_calendar_page_show_year (ZbCalendarPage *self, int year, int kind);

G_END_DECLS
