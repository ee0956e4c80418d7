/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* A meeting to another day at the same time of day (改期); the window of `widget` says so, with 撤销, or why not. `target`: (xs), the
 * meeting and the day. */
void zb_calendar_move (GtkWidget *widget, ZbCalendar *calendar, GVariant *target, GCancellable *cancellable);

G_END_DECLS
