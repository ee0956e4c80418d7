/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/roster/roster-import-line.h"

G_BEGIN_DECLS

/* What shows a line of the preview. */
#define ZB_TYPE_ROSTER_IMPORT_ROW (zb_roster_import_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterImportRow, zb_roster_import_row, ZB, ROSTER_IMPORT_ROW, AdwBin)

GtkWidget *zb_roster_import_row_new (void);
void       zb_roster_import_row_set_line (ZbRosterImportRow *self, ZbRosterImportLine *line); /* NULL: none */

G_END_DECLS
