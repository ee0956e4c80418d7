/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/reports.h"

G_BEGIN_DECLS

/* A report on its way out: to the desktop's print dialog, or to a file that is asked for. What became of it is said in a
 * toast of `parent`, with the family of letters that was really used.
 */
void zb_report_print (GtkWindow *parent, ZbCalendar *calendar, const ZbReport *report);
void zb_report_save (GtkWindow *parent, ZbCalendar *calendar, const ZbReport *report);
/* The meetings of a span as a calendar file. */
void zb_report_save_ics (GtkWindow *parent, ZbCalendar *calendar, ZbDay from, ZbDay to);

G_END_DECLS
