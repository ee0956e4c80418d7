/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/day.h"

G_BEGIN_DECLS

/* A field for a day in any shape people write; says at its end how it was understood. Property:
 * whole (gboolean: a month or a year is not enough).
 */
#define ZB_TYPE_DAY_ROW (zb_day_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbDayRow, zb_day_row, ZB, DAY_ROW, AdwEntryRow)

GtkWidget *zb_day_row_new (void);
/* FALSE when something stands there that is no day, or none that is precise enough. Nothing is TRUE and empty. */
gboolean zb_day_row_read (ZbDayRow *self, ZbDay *day);
void     zb_day_row_fill (ZbDayRow *self, ZbDay day);

G_END_DECLS
