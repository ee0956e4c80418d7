/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster-import.h"

G_BEGIN_DECLS

/* 列的对应: each column of the table with what it was taken for, to be corrected; every choice acts at once. */
#define ZB_TYPE_ROSTER_MAP_DIALOG (zb_roster_map_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterMapDialog, zb_roster_map_dialog, ZB, ROSTER_MAP_DIALOG, AdwWindow)

void zb_roster_map_dialog_present (GtkWindow *parent, ZbRosterImport *import);

G_END_DECLS
