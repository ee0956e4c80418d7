/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/roster/roster-line.h"

G_BEGIN_DECLS

/* The first cell of a line of the ledger: a member's picture, name, posts and doubt, or a heading. */
#define ZB_TYPE_ROSTER_NAME (zb_roster_name_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterName, zb_roster_name, ZB, ROSTER_NAME, AdwBin)

GtkWidget *zb_roster_name_new (void);
void       zb_roster_name_set_line (ZbRosterName *self, ZbRosterLine *line); /* NULL: none */

G_END_DECLS
