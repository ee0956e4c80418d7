/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/album-index.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* One of the newest photos: the picture, what it is of and its day; leads to its meeting in the album. */
#define ZB_TYPE_RECENT_PHOTO (zb_recent_photo_get_type ())
G_DECLARE_FINAL_TYPE (ZbRecentPhoto, zb_recent_photo, ZB, RECENT_PHOTO, GtkButton)

/* `group`: the one that the row is in; both are read here only. */
GtkWidget *zb_recent_photo_new (ZbThumbnailLoader *loader, const ZbAlbumRow *row, const ZbAlbumGroup *group);

G_END_DECLS
