/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/album-index.h"
#include "store/album-store.h"

G_BEGIN_DECLS

/* What an album knows beside its rows, kept between two loads: which files are not there, which photos a wrong clock took, and the
 * last load, which a search only narrows.
 * Shared by the main thread, the store thread and the one that looks for files; behind a lock of its own.
 */
typedef struct _ZbAlbumMemo ZbAlbumMemo;

ZbAlbumMemo *zb_album_memo_new (void);
ZbAlbumMemo *zb_album_memo_ref (ZbAlbumMemo *self);
void         zb_album_memo_unref (ZbAlbumMemo *self);

/* Store thread: sets ZB_ROW_MISSING and ZB_ROW_CLOCK. Clocks are judged again only when something they are judged by is different;
 * `meetings` of ZbMeeting; NULL: files only. */
gboolean zb_album_memo_mark (ZbAlbumMemo *self, ZbDb *db, ZbPhotoBriefs *briefs, GPtrArray *meetings, GError **error);

/* Those that are not there, of gint64 in order; takes them. TRUE when it knew others. */
gboolean zb_album_memo_take_missing (ZbAlbumMemo *self, GArray *missing);

/* Store thread: the index that was kept last, if it was made by this filter but for the search, and nothing was written since; or
 * NULL. */
ZbAlbumIndex *zb_album_memo_dup_last (ZbAlbumMemo *self, ZbDb *db, const ZbAlbumFilter *filter);
void          zb_album_memo_keep_last (ZbAlbumMemo *self, ZbDb *db, const ZbAlbumFilter *filter, ZbAlbumIndex *index);

G_END_DECLS
