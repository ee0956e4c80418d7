/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/album.h"
#include "service/meetings.h"
#include "ui/album/album-sidebar.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* 相册: the grid under its toolbar, the selection's bar and the details. Properties: folded (shows
 * the way back to the sidebar), search-mode, cell-size. Signal: "back".
 */
#define ZB_TYPE_ALBUM_PAGE (zb_album_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumPage, zb_album_page, ZB, ALBUM_PAGE, AdwBin)

/* Once. The page shows what is chosen in the sidebar and feeds it with counts. */
void zb_album_page_set_album (ZbAlbumPage    *self,
                              ZbAlbum        *album,
                              ZbMeetings     *meetings,
                              ZbAlbumSidebar *sidebar);

guint zb_album_page_get_n_shown (ZbAlbumPage *self);
/* What is shown now; NULL until it has been read. */
ZbAlbumIndex *zb_album_page_get_index (ZbAlbumPage *self);
/* Chooses a photo alone and shows where it is; nothing when it is not shown. */
void zb_album_page_go_to (ZbAlbumPage *self, gint64 photo);
/* Its thumbnails, for the pages that stand over it. */
ZbThumbnailLoader *zb_album_page_get_loader (ZbAlbumPage *self);

G_END_DECLS
