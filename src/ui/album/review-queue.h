/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/album-index.h"
#include "model/photo.h"

G_BEGIN_DECLS

/* What waits for a person in 理照片: an index of what was loaded without the photos that nobody has to sort out (set apart, in the
 * trash) and without `done` (a set of gint64, NULL for none). */
ZbAlbumIndex *zb_review_queue_new (ZbAlbumIndex *loaded, GHashTable *done);

/* How many would wait. */
guint zb_review_queue_count (ZbAlbumIndex *loaded);

/* The group of a row; NULL behind the end. */
const ZbAlbumGroup *zb_review_queue_get_group (ZbAlbumIndex *queue, guint row);

/* Where one goes on when `treated` (gint64, in order) are gone: the first that waits behind them, else the last before them; 0: nothing
 * is left. */
gint64 zb_review_queue_find_next (ZbAlbumIndex *queue, const GArray *treated);

/* Why this meeting is proposed for a photo that no rule suggests: from the distance of their days. */
char *zb_review_queue_dup_reason (const ZbPhotoFields *photo, ZbMeeting *meeting);

G_END_DECLS
