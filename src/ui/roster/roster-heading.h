/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/roster/roster-line.h"

G_BEGIN_DECLS

/* A heading of the ledger: its arrow opens and closes it. */
#define ZB_TYPE_ROSTER_HEADING (zb_roster_heading_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterHeading, zb_roster_heading, ZB, ROSTER_HEADING, GtkBox)

GtkWidget *zb_roster_heading_new (void);
void       zb_roster_heading_set_group (ZbRosterHeading *self, ZbRosterGroup *group);

G_END_DECLS
