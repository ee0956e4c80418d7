/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster-import.h"

G_BEGIN_DECLS

/* 导入名册: what a spreadsheet would change, to be chosen and applied. Signal: "closed". */
#define ZB_TYPE_ROSTER_IMPORT_PAGE (zb_roster_import_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterImportPage, zb_roster_import_page, ZB, ROSTER_IMPORT_PAGE, AdwBin)

GtkWidget *zb_roster_import_page_new (ZbRoster *roster);
void       zb_roster_import_page_begin (ZbRosterImportPage *self, const char *path);

G_END_DECLS
