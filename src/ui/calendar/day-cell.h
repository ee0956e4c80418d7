/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/calendar/calendar-ink.h"
#include "ui/calendar/day-entry.h"
#include "ui/calendar/meeting-chip.h"

G_BEGIN_DECLS

/* A day of the month page: its number and what day it is, and as many chips as there is room for; a button for the others. It
 * is filled again for every month; chips are made once and kept. Signal: "more".
 */
#define ZB_TYPE_DAY_CELL (zb_day_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZbDayCell, zb_day_cell, ZB, DAY_CELL, GtkWidget)

typedef struct
{
  ZbDay      day;
  ZbDateNote note;
  gboolean   faint; /* of another month */
  gboolean   today;
} ZbDayLook;

GtkWidget       *zb_day_cell_new (ZbCalendarInk *ink);
void             zb_day_cell_fill (ZbDayCell *self, const ZbDayLook *look, GPtrArray *entries);
const ZbDayLook *zb_day_cell_get_look (ZbDayCell *self);
GPtrArray       *zb_day_cell_get_entries (ZbDayCell *self); /* of ZbDayEntry */
/* What the Tab key stops at, in order: itself, the chips to be seen, the button. NULL past the end. */
GtkWidget *zb_day_cell_get_stop (ZbDayCell *self, guint position);
GtkWidget *zb_day_cell_find_chip (ZbDayCell *self, gint64 meeting);
void       zb_day_cell_restyle (ZbDayCell *self);

G_END_DECLS
