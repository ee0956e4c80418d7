/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/roster/roster-sidebar.h"

G_BEGIN_DECLS

/* The members' ledger as a table: sorted, grouped, filtered, searched as one types.
 *
 * Actions: roster.add, roster.import, roster.export, roster.print, roster.compare.
 * Properties: "folded", "search-mode". Signals: "back"; "open" (gint64 member); "import"; "compare"; "timers".
 */
#define ZB_TYPE_ROSTER_PAGE (zb_roster_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbRosterPage, zb_roster_page, ZB, ROSTER_PAGE, AdwBin)

void zb_roster_page_set_roster (ZbRosterPage *self, ZbRoster *roster, ZbRosterSidebar *sidebar, GSettings *settings);

/* The neighbour of a member in the order shown; 0 at an end. */
gint64 zb_roster_page_step (ZbRosterPage *self, gint64 member, int by);
/* Those shown, in the order shown: of ZbMember. */
GPtrArray *zb_roster_page_list (ZbRosterPage *self);

G_END_DECLS
