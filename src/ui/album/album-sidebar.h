/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/meetings.h"
#include "ui/album/album-node.h"

G_BEGIN_DECLS

/* The album's own list: filters with counts, and years, quarters, meetings.
 *
 * Signals: "chosen": another filter is chosen; "activated": or the same once more; "photos-dropped" (gint64 meeting, GArray photos);
 * "files-dropped" (gint64 meeting, GdkFileList files); "jumped" (gint64 photo): to be shown where it is in the album.
 */
#define ZB_TYPE_ALBUM_SIDEBAR (zb_album_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbumSidebar, zb_album_sidebar, ZB, ALBUM_SIDEBAR, AdwBin)

void zb_album_sidebar_set_meetings (ZbAlbumSidebar *self, ZbMeetings *meetings);

/* `all`: the whole album without a search; counts are taken from it. */
void zb_album_sidebar_set_index (ZbAlbumSidebar *self, ZbAlbumIndex *all);

/* kind, id, from and to of what is chosen; and its name. */
void        zb_album_sidebar_fill_filter (ZbAlbumSidebar *self, ZbAlbumFilter *filter);
const char *zb_album_sidebar_get_title (ZbAlbumSidebar *self);

/* Chooses a filter as a person would; BATCH with an id other than 0: that batch. */
void zb_album_sidebar_choose (ZbAlbumSidebar *self, ZbAlbumFilterKind kind, gint64 id);

void zb_album_sidebar_drop (ZbAlbumSidebar *self, gint64 meeting, const GValue *value);

G_END_DECLS
