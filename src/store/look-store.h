/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* How photos look (photo/view.h): computed from their thumbnails, outside the log of changes. */
typedef struct
{
  gint64  photo;
  guint64 hash;
  guint   sharp;
} ZbLookRow;

/* Those known of a meeting's photos: a table of gint64 * → ZbLookRow *, keys inside the values. */
GHashTable *zb_look_store_list (ZbDb *db, gint64 meeting, GError **error);
gboolean    zb_look_store_put (ZbDb *db, const ZbLookRow *rows, guint n, GError **error);

G_END_DECLS
