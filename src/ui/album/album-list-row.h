/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/album/album-item.h"
#include "ui/album/album-view.h"

G_BEGIN_DECLS

/* A row of the album's list: knows its height at once, and has children only while it is near to
 * what is seen. Property: item (ZbAlbumItem).
 */
#define ZB_TYPE_ALBUM_LIST_ROW (zb_album_list_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumListRow, zb_album_list_row, ZB, ALBUM_LIST_ROW, GtkWidget)

ZbAlbumItem *zb_album_list_row_get_item (ZbAlbumListRow *self);
void         zb_album_list_row_set_near (ZbAlbumListRow *self, gboolean near);
gboolean     zb_album_list_row_get_near (ZbAlbumListRow *self);

/* Its pictures at the size they have now; their marks. */
void zb_album_list_row_load (ZbAlbumListRow *self);
void zb_album_list_row_mark (ZbAlbumListRow *self);

G_END_DECLS
