/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kind.h"

G_BEGIN_DECLS

/* One character on the colour of a kind of meeting; the character, never the colour alone, tells
 * the kind. Property: kind (int, a ZbKind).
 */
#define ZB_TYPE_KIND_BADGE (zb_kind_badge_get_type ())
G_DECLARE_FINAL_TYPE (ZbKindBadge, zb_kind_badge, ZB, KIND_BADGE, AdwBin)

GtkWidget *zb_kind_badge_new (ZbKind kind);
void       zb_kind_badge_set_kind (ZbKindBadge *self, ZbKind kind);

/* Replaces what is in `box` by one badge for each of the kinds. */
void zb_kind_badge_fill (GtkBox *box, ZbKinds kinds);

G_END_DECLS
