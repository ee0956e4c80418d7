/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/meetings.h"
#include "service/viewing.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* 理照片: the undated and the doubtful, one after the other (or several at once), each with its proposal and why; one key takes it.
 *
 * Signal: "closed".
 */
#define ZB_TYPE_REVIEW_PAGE (zb_review_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbReviewPage, zb_review_page, ZB, REVIEW_PAGE, AdwBin)

ZbReviewPage *zb_review_page_new (ZbAlbum *album, ZbMeetings *meetings, ZbThumbnailLoader *loader);
/* Of what is waited for: ZB_ALBUM_UNDATED or ZB_ALBUM_UNLINKED; begins at a photo, 0 the first. */
void zb_review_page_show (ZbReviewPage *self, ZbAlbumFilterKind kind, gint64 photo);

G_END_DECLS
