/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/album-index.h"

G_BEGIN_DECLS

/* One row of the album's list: the heading of a group, or a strip of its photos. Frozen; holds the
 * index it was made from.
 */
#define ZB_TYPE_ALBUM_ITEM (zb_album_item_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumItem, zb_album_item, ZB, ALBUM_ITEM, GObject)

/* n == 0: the heading. `first` is an index row. */
ZbAlbumItem *zb_album_item_new (ZbAlbumIndex *index, guint group, guint first, guint n);

gboolean            zb_album_item_is_heading (ZbAlbumItem *self);
const ZbAlbumGroup *zb_album_item_get_group (ZbAlbumItem *self);
guint               zb_album_item_get_n (ZbAlbumItem *self);
const ZbAlbumRow   *zb_album_item_get_photo (ZbAlbumItem *self, guint index);
/* First photo of the group, 0 when it has none: names the group whatever index is shown. */
gint64 zb_album_item_get_group_photo (ZbAlbumItem *self);

G_END_DECLS
