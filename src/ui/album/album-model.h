/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui/album/album-item.h"

G_BEGIN_DECLS

/* The album as a list of ZbAlbumItem: each group's heading, then its photos in strips of `columns`.
 * Computed: an item is made when it is asked for.
 */
#define ZB_TYPE_ALBUM_MODEL (zb_album_model_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumModel, zb_album_model, ZB, ALBUM_MODEL, GObject)

ZbAlbumModel *zb_album_model_new (void);

/* Says only what differs: rows that are equal at both ends of the list stay. NULL empties it. */
void          zb_album_model_set_index (ZbAlbumModel *self, ZbAlbumIndex *index);
ZbAlbumIndex *zb_album_model_get_index (ZbAlbumModel *self); /* may be NULL */
void          zb_album_model_set_columns (ZbAlbumModel *self, guint columns);
guint         zb_album_model_get_columns (ZbAlbumModel *self);

/* Position of the strip that holds an index row; of the heading of a group. */
guint zb_album_model_find_row (ZbAlbumModel *self, guint row);
guint zb_album_model_find_heading (ZbAlbumModel *self, guint group);

G_END_DECLS
