/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/album.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* 挑选相似照片: bursts and near-duplicates of a meeting in sets, a best one proposed in each; taking it picks it and moves the others to the
 * trash, or only picks it.
 *
 * Signal: "closed".
 */
#define ZB_TYPE_SIMILAR_PAGE (zb_similar_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbSimilarPage, zb_similar_page, ZB, SIMILAR_PAGE, AdwBin)

ZbSimilarPage *zb_similar_page_new (ZbAlbum *album, ZbThumbnailLoader *loader);
void           zb_similar_page_show (ZbSimilarPage *self, gint64 meeting, const char *theme);

G_END_DECLS
