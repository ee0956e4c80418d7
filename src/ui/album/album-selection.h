/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/album-index.h"

G_BEGIN_DECLS

/* The photos that are selected, by id, so that a selection outlives a refresh; and the cursor, where
 * the keys stand. Signal: "changed".
 */
#define ZB_TYPE_ALBUM_SELECTION (zb_album_selection_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumSelection, zb_album_selection, ZB, ALBUM_SELECTION, GObject)

ZbAlbumSelection *zb_album_selection_new (void);

/* What may be selected, and its order. Photos that are gone are let go. */
void zb_album_selection_set_index (ZbAlbumSelection *self, ZbAlbumIndex *index);

gboolean zb_album_selection_has (ZbAlbumSelection *self, gint64 photo);
guint    zb_album_selection_get_n (ZbAlbumSelection *self);
GArray  *zb_album_selection_dup_photos (ZbAlbumSelection *self); /* of gint64, in the album's order */

gint64 zb_album_selection_get_cursor (ZbAlbumSelection *self);         /* 0 none */
gint   zb_album_selection_find (ZbAlbumSelection *self, gint64 photo); /* index row, -1 */

void zb_album_selection_only (ZbAlbumSelection *self, gint64 photo);
void zb_album_selection_toggle (ZbAlbumSelection *self, gint64 photo);
/* From where the last single choice was made to `photo`, in place of the rest. */
void zb_album_selection_extend (ZbAlbumSelection *self, gint64 photo);
void zb_album_selection_move_cursor (ZbAlbumSelection *self, gint64 photo);
/* Rows first … first + n - 1; `keep` adds to what is selected. */
void zb_album_selection_rows (ZbAlbumSelection *self, guint first, guint n, gboolean keep);
/* Exactly these. */
void zb_album_selection_set (ZbAlbumSelection *self, GArray *photos);
void zb_album_selection_clear (ZbAlbumSelection *self);

G_END_DECLS
