/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/calendar/plan-line.h"

G_BEGIN_DECLS

/* One proposal: tick, day with its choices, kinds, theme, why it is on that day. Space ticks, F2 edits the theme. */
#define ZB_TYPE_PLAN_ROW (zb_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbPlanRow, zb_plan_row, ZB, PLAN_ROW, GtkListBoxRow)

GtkWidget  *zb_plan_row_new (ZbPlanLine *line);
ZbPlanLine *zb_plan_row_get_line (ZbPlanRow *self);

G_END_DECLS
