/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* Store thread, inside a change. Matches the photos taken from `from` to `to` (wall seconds,
 * widened by two days) with the meetings: links what is certain, takes automatic links back that no
 * longer hold, never touches what a person linked or set apart. batch != 0: changes photos of that
 * batch only.
 */
gboolean
zb_links_remake (ZbDb *db, gint64 from, gint64 to, gint64 batch, guint *n_linked, GError **error);

G_END_DECLS
