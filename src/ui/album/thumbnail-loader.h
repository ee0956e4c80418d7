/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "service/album.h"

G_BEGIN_DECLS

/* Thumbnails as textures: read, decoded and scaled on two threads of its own, kept in a cache
 * bounded by bytes, turned as the album says. Main thread only.
 */
#define ZB_TYPE_THUMBNAIL_LOADER (zb_thumbnail_loader_get_type ())
G_DECLARE_FINAL_TYPE (ZbThumbnailLoader, zb_thumbnail_loader, ZB, THUMBNAIL_LOADER, GObject)

#define ZB_THUMBNAIL_CACHE_BYTES (48 * 1024 * 1024)

ZbThumbnailLoader *zb_thumbnail_loader_new (ZbAlbum *album);

typedef struct _ZbThumbnailRequest ZbThumbnailRequest;
/* NULL texture: there is no picture to show. The request is over when this is called. */
typedef void (*ZbThumbnailFunc) (GdkTexture *texture, gpointer data);

/* In device pixels: cut to fill width × height, with round corners of `radius`; height 0: whole, as
 * it is. */
typedef struct
{
  gint64 photo;
  int    width;
  int    height;
  int    radius;
} ZbThumbnailSpec;

/* From the cache: returns it (borrowed). */
GdkTexture *zb_thumbnail_loader_peek (ZbThumbnailLoader *self, const ZbThumbnailSpec *spec);

/* In order of asking; a dropped request that has not begun is never begun. */
ZbThumbnailRequest *zb_thumbnail_loader_request (ZbThumbnailLoader     *self,
                                                 const ZbThumbnailSpec *spec,
                                                 ZbThumbnailFunc        func,
                                                 gpointer               data);
void                zb_thumbnail_request_drop (ZbThumbnailRequest *request);

gsize zb_thumbnail_loader_get_bytes (ZbThumbnailLoader *self); /* in the cache now */

G_END_DECLS
