/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/calendar/calendar-ink.h"
#include "ui/calendar/day-cell.h"
#include "ui/calendar/day-popover.h"
#include "ui/calendar/month-view.h"

G_BEGIN_DECLS

#define N_CELLS 42
#define HEAD 30

struct _ZbMonthView
{
  GtkWidget parent_instance;

  ZbCalendar    *calendar;
  ZbCalendarInk *ink;
  ZbDay          month; /* its first day */
  ZbDay          first; /* the Monday shown first */
  ZbDay          day;   /* that keys act on */
  ZbKinds        kinds;
  guint          n_weeks;
  guint          n_entries; /* meetings in the month itself */
  gint64         follow;
  guint          popover_id;
  GtkWidget     *popover;
  GtkWidget     *cells[N_CELLS];
};

/* The cell of a day; NULL when it is not to be seen. */
ZbDayCell *zb_month_view_get_cell (ZbMonthView *self, ZbDay day);
/* month-input.c: pointer, keys, drops. */
void     zb_month_view_add_controllers (ZbMonthView *self);
gboolean zb_month_view_move_focus (ZbMonthView *self, GtkDirectionType direction);
void     zb_month_view_show_popover (ZbMonthView *self, ZbDayCell *cell);

G_END_DECLS
