/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* Members who are not on the list yet, to be put there. Signal: "chosen" (ZbMember *, gboolean observer). */
#define ZB_TYPE_PEOPLE_POPOVER (zb_people_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZbPeoplePopover, zb_people_popover, ZB, PEOPLE_POPOVER, GtkPopover)

/* `listed`: ids (gint64 *) as keys of those who are. */
void zb_people_popover_fill (ZbPeoplePopover *self, ZbRoster *roster, GHashTable *listed);

G_END_DECLS
