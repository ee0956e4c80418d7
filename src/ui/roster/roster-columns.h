/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/member.h"

G_BEGIN_DECLS

/* The ledger's columns in a GtkColumnView over the tree of a ZbRosterList. The first shows headings too. */
void zb_roster_columns_add (GtkColumnView *view);

/* For a menu of columns: all but the name. Their state is the column's "visible". */
guint                zb_roster_columns_count (void);
const char          *zb_roster_columns_get_title (guint column); /* translated */
GtkColumnViewColumn *zb_roster_columns_find (GtkColumnView *view, guint column);

/* Which are visible, as codes with blanks, for the settings; "" when as designed. */
char *zb_roster_columns_dup_state (GtkColumnView *view);
void  zb_roster_columns_set_state (GtkColumnView *view, const char *state);

/* What a cell shows: as on the ledger (birth to the month), masked where it must be. */
char *zb_roster_dup_cell (ZbMember *member, ZbMemberField field);

G_END_DECLS
