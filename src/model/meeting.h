/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/day.h"
#include "base/wall.h"
#include "model/kind.h"

G_BEGIN_DECLS

/* What a form edits and a command line fills in. Owned by whoever made it. */
typedef struct
{
  char    *theme;
  ZbKinds  kinds;      /* at least one */
  ZbWall   start;      /* DAY: the whole day; MINUTE: from then on */
  ZbWall   end;        /* empty, or not before start */
  char    *place;      /* NULL or text */
  gboolean joint;      /* 联合: held by the 机关党委 */
  char    *group;      /* 党小组 by name, of a group's own meeting; NULL: the whole branch */
  char    *host;       /* 主持人, NULL or text, as the next ones */
  char    *recorder;   /* 记录人 */
  char    *lecturer;   /* 主讲人 of a lecture */
  char    *material;   /* 党课教材、学习材料 */
  int      activists;  /* 列席的入党积极分子, a number; -1: not said */
  char    *resolution; /* 决议, plain text, one a line */
} ZbMeetingDraft;

/* 状态, in their order; a cancelled one keeps its plan. */
typedef enum
{
  ZB_STATE_PLANNED,   /* 计划 */
  ZB_STATE_FILED,     /* 已报备 */
  ZB_STATE_HELD,      /* 已开展 */
  ZB_STATE_RECORDED,  /* 已记录 */
  ZB_STATE_REVIEWED,  /* 已审核: locked */
  ZB_STATE_CANCELLED, /* 已取消 */
  ZB_N_STATES
} ZbMeetingState;

const char *zb_state_to_code (ZbMeetingState state); /* "planned" … */
const char *zb_state_get_name (ZbMeetingState state);
gboolean    zb_state_parse (const char *code, ZbMeetingState *state);

/* What is on record of a meeting beside its draft: numbers, for chips, lists and checks. */
typedef struct
{
  ZbMeetingState state;    /* as stored */
  ZbWall         planned;  /* the start that the plan said; empty: never planned beforehand */
  ZbDay          recorded; /* the first day on which the record was said to be written; empty */
  ZbDay          reviewed; /* empty */
  gint64         group;    /* id of draft.group, 0 */
  gint64         branch;
  guint          n_photos;
  guint          n_uncaptioned;
  guint          n_astray;       /* photos whose certain day is not one of the meeting's */
  guint          n_listed;       /* lines of attendance; 0: not taken */
  guint          n_unmarked;     /* of those */
  guint          expected;       /* 应到: not exempt, no observers */
  guint          present;        /* 实到, of those */
  guint          voters;         /* of the expected, those with a vote … */
  guint          voters_present; /* … and of them, those present */
  guint          n_absent;       /* without reason */
  guint          n_unfollowed;   /* of those, with nothing done yet */
  guint          n_agenda;
  guint          n_written; /* items of the agenda that are written */
  guint          n_votes;
  guint          vote_formulas; /* bits 1 << ZbFormula (rules/profile.h) of its votes */
  guint          n_remedies;
  guint          n_open_remedies;
  ZbDay          remedy_due; /* the earliest of those; empty */
  guint          n_attachments;
} ZbMeetingFacts;

/* What is wrong with a draft; checked by the store as well. */
typedef enum
{
  ZB_MEETING_OK,
  ZB_MEETING_NO_THEME,
  ZB_MEETING_NO_KIND,
  ZB_MEETING_NO_START,
  ZB_MEETING_END_BEFORE_START,
} ZbMeetingFault;

ZbMeetingDraft *zb_meeting_draft_new (void);
ZbMeetingDraft *zb_meeting_draft_copy (const ZbMeetingDraft *draft);
void            zb_meeting_draft_free (ZbMeetingDraft *draft);
ZbMeetingFault  zb_meeting_draft_check (const ZbMeetingDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbMeetingDraft, zb_meeting_draft_free)

/* A meeting (活动) as recorded. Frozen: any thread may read it, an edit makes a new one.
 *
 * Properties (read only): id, theme, kinds, place, joint, n-photos, state (guint); plus for display
 * "title" (theme, or the kinds' names) and "when" (6 月 10 日 周一 09:00–11:40).
 */
#define ZB_TYPE_MEETING (zb_meeting_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeeting, zb_meeting, ZB, MEETING, GObject)

ZbMeeting *zb_meeting_new (gint64 id, const ZbMeetingDraft *draft, guint n_photos); /* of no other facts */
ZbMeeting *zb_meeting_new_with_facts (gint64 id, const ZbMeetingDraft *draft, const ZbMeetingFacts *facts);

gint64        zb_meeting_get_id (ZbMeeting *self);
const char   *zb_meeting_get_theme (ZbMeeting *self);
ZbKinds       zb_meeting_get_kinds (ZbMeeting *self);
const ZbWall *zb_meeting_get_start (ZbMeeting *self);
const ZbWall *zb_meeting_get_end (ZbMeeting *self);
const char   *zb_meeting_get_place (ZbMeeting *self); /* may be NULL */
gboolean      zb_meeting_get_joint (ZbMeeting *self);
guint         zb_meeting_get_n_photos (ZbMeeting *self);

const char           *zb_meeting_get_group (ZbMeeting *self); /* may be NULL */
const char           *zb_meeting_get_host (ZbMeeting *self);  /* may be NULL, as the next ones */
const char           *zb_meeting_get_recorder (ZbMeeting *self);
const char           *zb_meeting_get_lecturer (ZbMeeting *self);
const char           *zb_meeting_get_material (ZbMeeting *self);
const char           *zb_meeting_get_resolution (ZbMeeting *self);
int                   zb_meeting_get_activists (ZbMeeting *self); /* -1: not said */
ZbDay                 zb_meeting_get_day (ZbMeeting *self);       /* of its start */
ZbDay                 zb_meeting_get_last_day (ZbMeeting *self);  /* of its end, or its start's */
const ZbMeetingFacts *zb_meeting_get_facts (ZbMeeting *self);
/* As shown and counted: a planned or filed one of which there are photos or attendance was held. */
ZbMeetingState zb_meeting_get_state (ZbMeeting *self);
/* 应到/实到 as counted: of an assembly, a committee meeting and where a vote was taken only those with a vote. 0 and 0: not taken. */
void     zb_meeting_get_attendance (ZbMeeting *self, guint *expected, guint *present);
gboolean zb_meeting_is_held (ZbMeeting *self); /* held, recorded or reviewed */

ZbMeetingDraft *zb_meeting_to_draft (ZbMeeting *self);
char           *zb_meeting_dup_when (ZbMeeting *self); /* see zb_wall_dup_span() */
char           *zb_meeting_dup_date (ZbMeeting *self); /* 2019-06-10 */

G_END_DECLS
