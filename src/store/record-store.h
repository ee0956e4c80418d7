/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"
#include "store/photo-store.h"

G_BEGIN_DECLS

/* What stands behind a meeting: its agenda, attendance, votes, remedies, attachments and what happened to the record. Edits of a
 * reviewed meeting are refused (CONFLICT).
 */
ZbRecord *zb_record_store_load (ZbDb *db, gint64 meeting, GError **error);
/* Of a meeting that may be edited; CONFLICT when it is locked, NOT_FOUND. */
gboolean zb_record_store_check_open (ZbDb *db, gint64 meeting, GError **error);

/* id 0 adds at the end; returns the id, 0 on error. */
gint64   zb_record_store_put_agenda (ZbDb *db, gint64 meeting, const ZbAgendaItem *item, GError **error);
gboolean zb_record_store_order_agenda (ZbDb *db, gint64 meeting, GArray *items, GError **error);
gint64   zb_record_store_put_vote (ZbDb *db, gint64 meeting, const ZbVote *vote, GError **error);
gint64   zb_record_store_put_remedy (ZbDb *db, gint64 meeting, const ZbRemedy *remedy, GError **error);
gint64   zb_record_store_add_attachment (ZbDb *db, gint64 meeting, const char *name, const char *path, goffset bytes, const guint8 sha256[32], GError **error);
gboolean zb_record_store_put_follow_up (ZbDb *db, gint64 meeting, const ZbFollowUp *follow_up, GError **error);

GPtrArray *zb_attachment_store_known (ZbDb *db, GError **error); /* of ZbKnownFile *, of no photo */

/* A row of one of the tables above, of that meeting. */
typedef enum
{
  ZB_RECORD_AGENDA,
  ZB_RECORD_VOTE,
  ZB_RECORD_REMEDY,
  ZB_RECORD_ATTACHMENT
} ZbRecordPart;
gboolean zb_record_store_remove (ZbDb *db, gint64 meeting, ZbRecordPart part, gint64 id, GError **error);

/* Who was expected on the meeting's day by its kinds: the branch's full and probationary members, of a group's meeting the
 * group's, of a committee meeting those with a post, of a talk nobody; suspended membership is left out. All unmarked.
 */
GPtrArray *zb_attendance_store_propose (ZbDb *db, ZbMeeting *meeting, GError **error);
GPtrArray *zb_attendance_store_list (ZbDb *db, gint64 meeting, GError **error); /* of ZbAttendance, as frozen */
/* Freezes the list on the first call, then writes the lines; absences without reason open follow-ups, and close those untouched. */
gboolean zb_attendance_store_put (ZbDb *db, gint64 meeting, GPtrArray *lines, GError **error);
gboolean zb_attendance_store_remove (ZbDb *db, gint64 meeting, gint64 member, GError **error);
gboolean zb_attendance_store_refresh (ZbDb *db, gint64 meeting, GError **error);

/* Of ZbAttendanceEntry: the meetings of a member that begin in from … to (ISO days), newest first. */
GPtrArray *zb_attendance_store_list_of (ZbDb *db, gint64 member, const char *from, const char *to, GError **error);

/* A step in the life of the record, from the states it may come from (CONFLICT): filed | held | recorded | reviewed | unlocked |
 * moved | cancelled | restored. `moment`: local ISO text. unlocked and cancelled want a note.
 */
gboolean zb_record_store_step (ZbDb *db, gint64 meeting, const char *step, const char *moment, const char *who, const char *note, GError **error);

G_END_DECLS
