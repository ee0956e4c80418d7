/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"
#include "service/meetings.h"
#include "store/rows.h"
#include "support/support.h"

G_BEGIN_DECLS

/* A library with rows and no pictures, and its verbs waited for. Errors fail the test unless
 * `error` is given. Today is 2019-06-11.
 */
ZbLibrary *album_flow_create (const char *folder);
ZbLibrary *album_flow_open (const char *folder, GError **error);

/* Waits for what still runs, then closes with the last reference, which this must be. */
void album_flow_close (ZbLibrary *library);

/* One import of these photos, in one slice, with its closing links; returns the batch. */
gint64 album_flow_import (ZbLibrary *library, const ZbTestPhoto *photos, guint n);
/* The same, left as a crash would leave it. */
gint64 album_flow_import_half (ZbLibrary *library, const ZbTestPhoto *photos, guint n);

char *album_flow_undo (ZbLibrary *library, GError **error); /* label */
char *album_flow_redo (ZbLibrary *library, GError **error);
char *album_flow_revert (ZbLibrary *library, gint64 change, GError **error);
char *album_flow_dump (ZbLibrary *library); /* see zb_test_rows_dump() */
/* "done 修改说明 | undone …", newest first. */
char      *album_flow_log (ZbLibrary *library);
GPtrArray *album_flow_entries (ZbLibrary *library);

gint64 album_flow_add (ZbMeetings *meetings, const char *theme, const char *start, const char *end);
gint64 album_flow_edit (ZbMeetings *meetings, gint64 id, const ZbMeetingDraft *draft);
gint64 album_flow_remove (ZbMeetings *meetings, gint64 id);
void   album_flow_load (ZbMeetings *meetings);

typedef void (*AlbumFlowVerb) (ZbAlbum *, GArray *, GCancellable *, GAsyncReadyCallback, gpointer);
gint          album_flow_verb (ZbAlbum *album, AlbumFlowVerb verb, gint64 photo, GError **error);
gint          album_flow_link (ZbAlbum *album, gint64 photo, gint64 meeting, GError **error);
gint          album_flow_caption (ZbAlbum *album, gint64 photo, const char *caption);
ZbPhoto      *album_flow_photo (ZbAlbum *album, gint64 photo);
ZbAlbumIndex *album_flow_index (ZbAlbum *album, const ZbAlbumFilter *filter);
/* "meeting:重温:2 suggest:党课:1 new:3": groups in order, with theme and count. */
char *album_flow_groups (const ZbAlbumIndex *index);

G_END_DECLS
