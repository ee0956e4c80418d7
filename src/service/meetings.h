/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "service/library.h"

G_BEGIN_DECLS

/* The library's meetings as a list that keeps itself up to date (ZbMeeting, latest first). */
#define ZB_TYPE_MEETINGS (zb_meetings_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetings, zb_meetings, ZB, MEETINGS, GObject)

ZbMeetings *zb_meetings_new (ZbLibrary *library);
GListModel *zb_meetings_get_model (ZbMeetings *self);
ZbMeeting  *zb_meetings_find (ZbMeetings *self,
                              gint64      id); /* borrowed, NULL when unknown or not loaded */

/* Loads now; afterwards "changed" does. */
void     zb_meetings_load_async (ZbMeetings         *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            data);
gboolean zb_meetings_load_finish (ZbMeetings *self, GAsyncResult *result, GError **error);

/* Edits. A changed time makes the automatic links again, in the same change. Removing one unlinks
 * its photos. `photos` (may be NULL, gint64): are tied to the new meeting by a person's hand, in
 * the same change.
 */
void zb_meetings_add_async (ZbMeetings           *self,
                            const ZbMeetingDraft *draft,
                            GArray               *photos,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              data);
void zb_meetings_edit_async (ZbMeetings           *self,
                             gint64                id,
                             const ZbMeetingDraft *draft,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              data);
void zb_meetings_remove_async (ZbMeetings         *self,
                               gint64              id,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            data);
/* To another start (改期): the end moves along; the planned day stays in the record. */
void   zb_meetings_move_async (ZbMeetings         *self,
                               gint64              id,
                               const ZbWall       *start,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            data);
gint64 zb_meetings_edit_finish (ZbMeetings   *self,
                                GAsyncResult *result,
                                GError      **error); /* the meeting's id, 0 on error */

/* Places, hosts and themes used before, the most used first: to be offered. Of char *. */
GPtrArray  *zb_meetings_list_places (ZbMeetings *self);
ZbLibrary  *zb_meetings_get_library (ZbMeetings *self);
const char *zb_meetings_get_today (ZbMeetings *self); /* ISO day */

G_END_DECLS
