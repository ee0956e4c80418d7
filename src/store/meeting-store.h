/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "store/db.h"

G_BEGIN_DECLS

gint64 zb_meeting_store_insert (ZbDb *db, const ZbMeetingDraft *draft, GError **error); /* planned, for that time */
/* `planned`: its start is what the plan says; else it is entered without having been planned. */
gint64 zb_meeting_store_insert_as (ZbDb *db, const ZbMeetingDraft *draft, ZbMeetingState state, gboolean planned, GError **error);
gboolean
           zb_meeting_store_update (ZbDb *db, gint64 meeting, const ZbMeetingDraft *draft, GError **error);
gboolean   zb_meeting_store_delete (ZbDb    *db,
                                    gint64   meeting,
                                    GError **error); /* with its record; its photos become unlinked first */
ZbMeeting *zb_meeting_store_get (ZbDb *db, gint64 meeting, GError **error);
GPtrArray *zb_meeting_store_list (ZbDb *db, GError **error); /* by start, then id */
char      *zb_meeting_store_get_uid (ZbDb *db, gint64 meeting, GError **error);

G_END_DECLS
