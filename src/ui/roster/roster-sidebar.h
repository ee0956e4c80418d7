/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster-compare.h"
#include "ui/roster/roster-list.h"

G_BEGIN_DECLS

/* The page of members' own list: views with counts, groups, and what wants work.
 *
 * Signals: "chosen" (a view of members), "timers", "differences": one of those rows.
 */
#define ZB_TYPE_ROSTER_SIDEBAR (zb_roster_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterSidebar, zb_roster_sidebar, ZB, ROSTER_SIDEBAR, AdwBin)

void         zb_roster_sidebar_set_roster (ZbRosterSidebar *self, ZbRoster *roster, ZbRosterCompare *compare);
ZbRosterView zb_roster_sidebar_get_view (ZbRosterSidebar *self, const char **group, const char **title);
/* As a person would. */
void zb_roster_sidebar_choose (ZbRosterSidebar *self, ZbRosterView view);

G_END_DECLS
