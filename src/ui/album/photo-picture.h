/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/viewing.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* One photo as large as there is room for: its thumbnail at once, the good picture after it; says so when its file is missing. */
#define ZB_TYPE_PHOTO_PICTURE (zb_photo_picture_get_type ())
G_DECLARE_FINAL_TYPE (ZbPhotoPicture, zb_photo_picture, ZB, PHOTO_PICTURE, AdwBin)

/* Once. `viewing` may be NULL: the thumbnail is all there is to see. */
void zb_photo_picture_set_source (ZbPhotoPicture *self, ZbThumbnailLoader *loader, ZbViewing *viewing);
void zb_photo_picture_show (ZbPhotoPicture *self, gint64 photo);
/* Makes the next one ready. */
void zb_photo_picture_prepare (ZbPhotoPicture *self, gint64 photo);

G_END_DECLS
