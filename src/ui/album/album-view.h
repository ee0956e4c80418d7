/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/album.h"
#include "ui/album/album-selection.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

typedef struct _ZbAlbumListRow ZbAlbumListRow;

/* The album's grid: one list of headings and strips, its selection, keys and pointer.
 *
 * Signals: "activated" (gint64 photo): Enter or double click. Property: model, NULL until the view
 * has a width: rows made for other columns would all be made again.
 */
#define ZB_TYPE_ALBUM_VIEW (zb_album_view_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumView, zb_album_view, ZB, ALBUM_VIEW, GtkWidget)

#define ZB_CELL_SIZE_LEAST 96
#define ZB_CELL_SIZE_MOST 320

void              zb_album_view_set_album (ZbAlbumView *self, ZbAlbum *album);
void              zb_album_view_set_index (ZbAlbumView *self, ZbAlbumIndex *index);
ZbAlbumIndex     *zb_album_view_get_index (ZbAlbumView *self); /* may be NULL */
ZbAlbumSelection *zb_album_view_get_selection (ZbAlbumView *self);
/* Least width of a cell; they grow to fill the strip. */
void zb_album_view_set_cell_size (ZbAlbumView *self, int size);
void zb_album_view_scroll_to (ZbAlbumView *self, guint row);
/* The keys go to its strip, so that none of a heading's buttons has them. */
gboolean zb_album_view_focus (ZbAlbumView *self, gint64 photo); /* FALSE: it is not laid out, and nothing was done */
void     zb_album_view_scroll_to_start (ZbAlbumView *self);

/* For its rows, pointer and keys. */
void               zb_album_view_activate (ZbAlbumView *self, gint64 photo);
GPtrArray         *zb_album_view_get_rows (ZbAlbumView *self); /* of ZbAlbumListRow *: those mapped */
ZbThumbnailLoader *zb_album_view_get_loader (ZbAlbumView *self);
guint              zb_album_view_get_columns (ZbAlbumView *self);
void               zb_album_view_add_row (ZbAlbumView *self, ZbAlbumListRow *row);
void               zb_album_view_remove_row (ZbAlbumView *self, ZbAlbumListRow *row);
/* A rubber band, in the list's coordinates; NULL for none. */
void zb_album_view_set_band (ZbAlbumView *self, const graphene_rect_t *band);
void zb_album_view_queue_look (ZbAlbumView *self);

G_END_DECLS
