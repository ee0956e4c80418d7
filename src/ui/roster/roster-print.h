/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* The unit's ledger of these members (ZbMember, in that order), through the print dialog. */
void zb_roster_print (GtkWindow *parent, ZbRoster *roster, GPtrArray *members);

G_END_DECLS
