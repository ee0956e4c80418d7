/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the signs below a month or a year mean. Property: year (of a year's, not of a month's). */
#define ZB_TYPE_CALENDAR_LEGEND (zb_calendar_legend_get_type ())
G_DECLARE_FINAL_TYPE (ZbCalendarLegend, zb_calendar_legend, ZB, CALENDAR_LEGEND, AdwBin)

G_END_DECLS
