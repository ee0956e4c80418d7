/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* What is owed in a year: requirements down, months across, one cell for each period owed. A year without a meeting offers the
 * plan. Actions of its ancestors: calendar.new (s), calendar.open (xs), calendar.plan.
 */
#define ZB_TYPE_YEAR_VIEW (zb_year_view_get_type ())
G_DECLARE_FINAL_TYPE (ZbYearView, zb_year_view, ZB, YEAR_VIEW, AdwBin)

void zb_year_view_set_calendar (ZbYearView *self, ZbCalendar *calendar);
/* Fills it. */
void  zb_year_view_show (ZbYearView *self, int year, ZbKinds kinds);
char *zb_year_view_dup_summary (ZbYearView *self); /* 已开展 26 · 全年 59 项 */
/* The line of a kind is pointed at and gets the focus. */
void zb_year_view_point (ZbYearView *self, ZbKind kind);

G_END_DECLS
