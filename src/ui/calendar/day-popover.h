/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/calendar/day-entry.h"

G_BEGIN_DECLS

/* What is on a day, or in a period, and 新建活动. Actions: calendar.open, calendar.new, win.file of its ancestors. */
#define ZB_TYPE_DAY_POPOVER (zb_day_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZbDayPopover, zb_day_popover, ZB, DAY_POPOVER, GtkPopover)

GtkWidget *zb_day_popover_new (void);
/* `entries`: of ZbDayEntry; `day`: where a new one would be, NULL: none may be made. */
void zb_day_popover_fill (ZbDayPopover *self, const char *title, const char *subtitle, GPtrArray *entries, ZbDay day);

G_END_DECLS
