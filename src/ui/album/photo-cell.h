/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/album-index.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* One picture of a strip with its marks: drawn, without children, so that thousands cost little. */
#define ZB_TYPE_PHOTO_CELL (zb_photo_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZbPhotoCell, zb_photo_cell, ZB, PHOTO_CELL, GtkWidget)

GtkWidget *zb_photo_cell_new (ZbThumbnailLoader *loader, const ZbAlbumRow *row);
gint64     zb_photo_cell_get_photo (ZbPhotoCell *self);

/* Asks for the picture at this size; the one it has is shown until then. */
void zb_photo_cell_load (ZbPhotoCell *self, int width, int height);
void zb_photo_cell_set_marks (ZbPhotoCell *self, gboolean selected, gboolean cursor);

G_END_DECLS
