/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/album/album-selection.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* The film strip of what waits: as many pictures around the cursor as there is room for, so that a hundred thousand cost what twenty do.
 * A click chooses one, with Ctrl or Shift several. */
#define ZB_TYPE_REVIEW_STRIP (zb_review_strip_get_type ())
G_DECLARE_FINAL_TYPE (ZbReviewStrip, zb_review_strip, ZB, REVIEW_STRIP, GtkWidget)

void zb_review_strip_set_source (ZbReviewStrip *self, ZbThumbnailLoader *loader, ZbAlbumSelection *selection);
void zb_review_strip_set_index (ZbReviewStrip *self, ZbAlbumIndex *index);

/* Whole of a key's work: arrows, Home, End, with Shift, and Ctrl+A; TRUE if it is one of them. */
gboolean zb_review_strip_key (ZbReviewStrip *self, guint key, GdkModifierType state);

G_END_DECLS
