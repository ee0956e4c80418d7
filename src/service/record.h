/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"
#include "service/meetings.h"

G_BEGIN_DECLS

/* The record of one meeting: what its page shows and edits. Every edit is one change; finish of all with
 * zb_meetings_edit_finish() (the meeting's id, 0 on error), and "changed" of the library tells ZB_TABLE_MEETING.
 *
 * A reviewed meeting is locked: its edits are ZB_FAULT_CONFLICT until it is unlocked with a reason. Text being typed is
 * kept by zb_library_save_draft() under zb_record_dup_draft_field(), and becomes a change when the field is left.
 */
void      zb_record_load_async (ZbMeetings *self, gint64 meeting, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
ZbRecord *zb_record_load_finish (ZbMeetings *self, GAsyncResult *result, GError **error);

/* "agenda:17" */
char *zb_record_dup_draft_field (gint64 agenda_item);
/* Texts are at most so many bytes; longer ones are ZB_FAULT_CONFLICT and stay in the draft. */
#define ZB_RECORD_MAX_TEXT (8 * 1024 * 1024)

/* 议程与记录. id 0 adds at the end. The item's draft is forgotten in the same go. */
void zb_record_put_agenda_async (ZbMeetings *self, gint64 meeting, const ZbAgendaItem *item, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_record_remove_agenda_async (ZbMeetings *self, gint64 meeting, gint64 item, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_record_order_agenda_async (ZbMeetings *self, gint64 meeting, GArray *items /* of gint64 */, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* 考勤. `lines` (of ZbAttendance): those that are different; the first save freezes the whole list of that day. A member without
 * a line yet is added (an observer, somebody left out). Saving marks of a past planned meeting makes it held.
 */
void zb_record_put_attendance_async (ZbMeetings *self, gint64 meeting, GPtrArray *lines, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_record_remove_attendance_async (ZbMeetings *self, gint64 meeting, gint64 member, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* The roster of that day again: unmarked lines of people who are not in it go, people who are come. Marks stay. */
void zb_record_refresh_attendance_async (ZbMeetings *self, gint64 meeting, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* 表决、整改、缺席处理. id 0 adds. */
void zb_record_put_vote_async (ZbMeetings *self, gint64 meeting, const ZbVote *vote, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_record_remove_vote_async (ZbMeetings *self, gint64 meeting, gint64 vote, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_record_put_remedy_async (ZbMeetings *self, gint64 meeting, const ZbRemedy *remedy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_record_remove_remedy_async (ZbMeetings *self, gint64 meeting, gint64 remedy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_record_put_follow_up_async (ZbMeetings *self, gint64 meeting, const ZbFollowUp *follow_up, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* 附件: copied into the library, hashed, read back. `paths`: NULL-terminated. All or none; ZB_FAULT_SOURCE, ZB_FAULT_FULL. */
void zb_record_attach_async (ZbMeetings *self, gint64 meeting, const char *const *paths, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* The row goes, the file stays in the library (undo). */
void  zb_record_detach_async (ZbMeetings *self, gint64 meeting, gint64 attachment, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char *zb_record_dup_attachment_path (ZbMeetings *self, const ZbAttachment *attachment); /* absolute */

/* A step in the life of the record. `who`, `note` may be NULL, but UNLOCK and CANCEL want a note (CONFLICT). */
typedef enum
{
  ZB_STEP_FILE,    /* 报备: planned → filed */
  ZB_STEP_HOLD,    /* 已开展 */
  ZB_STEP_RECORD,  /* 记录写好了: held → recorded, on today's date */
  ZB_STEP_REVIEW,  /* 审核 by the secretary: recorded → reviewed, locks; refused while nothing is recorded */
  ZB_STEP_UNLOCK,  /* reviewed → recorded, with a reason */
  ZB_STEP_CANCEL,  /* 取消 with a reason; of one not held */
  ZB_STEP_RESTORE, /* cancelled → planned */
} ZbStep;
void zb_record_step_async (ZbMeetings *self, gint64 meeting, ZbStep step, const char *who, const char *note, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
