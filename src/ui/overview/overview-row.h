/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/overview/overview-line.h"

G_BEGIN_DECLS

/* One requirement: badge, name, what is missing (each leads to where it is mended), how many are held of those owed. The row
 * leads to the year at its kind, a paper's to noting it as done.
 */
#define ZB_TYPE_OVERVIEW_ROW (zb_overview_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbOverviewRow, zb_overview_row, ZB, OVERVIEW_ROW, GtkListBoxRow)

GtkWidget *zb_overview_row_new (const ZbOverviewLine *line, ZbMeetings *meetings, int year);

G_END_DECLS
