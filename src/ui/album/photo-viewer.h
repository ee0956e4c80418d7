/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/viewing.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* 查看: one photo at full strength over the whole window, always dark. Fit, zoom to the pixel, pan, turn, arrows, film strip, caption in
 * place, full screen, slideshow.
 *
 * Signal: "closed" (gint64 photo): left, at that photo; 0: none was left to show.
 */
#define ZB_TYPE_PHOTO_VIEWER (zb_photo_viewer_get_type ())
G_DECLARE_FINAL_TYPE (ZbPhotoViewer, zb_photo_viewer, ZB, PHOTO_VIEWER, AdwBin)

ZbPhotoViewer *zb_photo_viewer_new (ZbAlbum *album, ZbThumbnailLoader *loader);
/* What is gone through, in its order, beginning at a photo. */
void zb_photo_viewer_show (ZbPhotoViewer *self, ZbAlbumIndex *index, gint64 photo);
/* Full screen, one after the other with captions: what there is of the photo's group, or all of the index (`whole`). */
void   zb_photo_viewer_play (ZbPhotoViewer *self, gboolean whole);
gint64 zb_photo_viewer_get_photo (ZbPhotoViewer *self); /* 0 none */

G_END_DECLS
