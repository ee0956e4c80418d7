/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/album.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* One set of photos that are nearly the same, and which of them is kept: the proposed one at first, a click takes another, Ctrl one more.
 *
 * Signals: "keep": the others may go; "keep-all".
 */
#define ZB_TYPE_SIMILAR_ROW (zb_similar_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbSimilarRow, zb_similar_row, ZB, SIMILAR_ROW, GtkListBoxRow)

GtkWidget *zb_similar_row_new (const ZbSimilarSet *set, ZbThumbnailLoader *loader);

/* Appends what is kept and what is not. */
void zb_similar_row_collect (ZbSimilarRow *self, GArray *keep, GArray *drop);
/* The set's name for as long as it is the same photos. */
const char *zb_similar_row_get_key (ZbSimilarRow *self);
char       *zb_similar_row_dup_key (const ZbSimilarSet *set);

G_END_DECLS
