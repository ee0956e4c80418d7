/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"
#include "service/calendar.h"
#include "service/record.h"
#include "ui/album/thumbnail-loader.h"

G_BEGIN_DECLS

/* What the parts of a meeting's page share: the record as last read, and how edits are begun and ended. While edits are under
 * way the record is not read again; afterwards once.
 *
 * Property: locked (gboolean; also while nothing is read yet).
 * Signals: "changed" (the record was read, or a line of it set on the screen), "gone" (there is no such meeting any more),
 * "told" (const char *words, gboolean undo: for a toast).
 */
#define ZB_TYPE_MEETING_DESK (zb_meeting_desk_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingDesk, zb_meeting_desk, ZB, MEETING_DESK, GObject)

/* `album` may be NULL: no pictures then. */
ZbMeetingDesk *zb_meeting_desk_new (ZbCalendar *calendar, ZbAlbum *album, gint64 meeting);
void           zb_meeting_desk_read (ZbMeetingDesk *self);

gint64             zb_meeting_desk_get_id (ZbMeetingDesk *self);
ZbCalendar        *zb_meeting_desk_get_calendar (ZbMeetingDesk *self);
ZbMeetings        *zb_meeting_desk_get_meetings (ZbMeetingDesk *self);
ZbLibrary         *zb_meeting_desk_get_library (ZbMeetingDesk *self);
ZbAlbum           *zb_meeting_desk_get_album (ZbMeetingDesk *self);  /* may be NULL */
ZbThumbnailLoader *zb_meeting_desk_get_loader (ZbMeetingDesk *self); /* may be NULL */
GListModel        *zb_meeting_desk_get_photos (ZbMeetingDesk *self); /* of ZbAlbumItem; NULL without an album */
ZbRecord          *zb_meeting_desk_get_record (ZbMeetingDesk *self); /* borrowed until "changed"; NULL before it is read */
gboolean           zb_meeting_desk_get_locked (ZbMeetingDesk *self);

/* An edit: begin() gives what the service call takes as its data; its callback is edited_cb(), or one of one's own that calls
 * end(), which says `done` (NULL: nothing) or what is wrong, and gives the id, 0 when it failed.
 */
typedef struct _ZbMeetingEdit ZbMeetingEdit;
ZbMeetingEdit                *zb_meeting_desk_begin (ZbMeetingDesk *self, const char *done);
gint64                        zb_meeting_desk_end (ZbMeetingEdit *edit, GObject *source, GAsyncResult *result);
void                          zb_meeting_desk_edited_cb (GObject *source, GAsyncResult *result, gpointer edit);

/* A line of the record was set by hand on the screen, and the edit is on its way. */
void zb_meeting_desk_touch (ZbMeetingDesk *self);
void zb_meeting_desk_tell (ZbMeetingDesk *self, const char *words, gboolean undo);

G_END_DECLS
