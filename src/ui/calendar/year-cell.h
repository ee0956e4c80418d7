/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/calendar/calendar-ink.h"
#include "ui/calendar/year-lines.h"

G_BEGIN_DECLS

/* One period of one requirement: held of owed, when, and its state. Signal: "activate". */
#define ZB_TYPE_YEAR_CELL (zb_year_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZbYearCell, zb_year_cell, ZB, YEAR_CELL, GtkWidget)

#define ZB_YEAR_COLUMN 44

/* `line` and `span` live longer than the cell. `n_months`: how wide it is. */
GtkWidget        *zb_year_cell_new (ZbCalendarInk *ink, const ZbYearLine *line, const ZbYearSpan *span, guint n_months);
const ZbYearLine *zb_year_cell_get_line (ZbYearCell *self);
const ZbYearSpan *zb_year_cell_get_span (ZbYearCell *self);

G_END_DECLS
