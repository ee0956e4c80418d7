/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "base/day.h"

G_BEGIN_DECLS

/* A small month, Monday first, to choose a day in; GtkCalendar speaks the language and begins the week of the system, not of the
 * program. Keys: arrows, PgUp, PgDn. Signals: "chosen" (a day was chosen), "turned" (another month is shown).
 */
#define ZB_TYPE_SIDE_MONTH (zb_side_month_get_type ())
G_DECLARE_FINAL_TYPE (ZbSideMonth, zb_side_month, ZB, SIDE_MONTH, GtkWidget)

GtkWidget *zb_side_month_new (void);
void       zb_side_month_set_today (ZbSideMonth *self, ZbDay today);
void       zb_side_month_show (ZbSideMonth *self, ZbDay day); /* without a signal */
ZbDay      zb_side_month_get_day (ZbSideMonth *self);
ZbDay      zb_side_month_get_first (ZbSideMonth *self); /* of the month shown */
/* Bits 1 << day: those with a mark. */
void zb_side_month_set_marks (ZbSideMonth *self, guint marks);

G_END_DECLS
