/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"
#include "service/library.h"

G_BEGIN_DECLS

/* The library's members as of today: a list that keeps itself up to date (ZbMember, the ledger's order; those who
 * have left are in it too, with `present` FALSE), with what runs out. Every edit is one change.
 *
 * Signals: "changed" (after a reload: branches, groups and timers may be different too).
 */
#define ZB_TYPE_ROSTER (zb_roster_get_type ())
G_DECLARE_FINAL_TYPE (ZbRoster, zb_roster, ZB, ROSTER, GObject)

ZbRoster   *zb_roster_new (ZbLibrary *library);
ZbLibrary  *zb_roster_get_library (ZbRoster *self);
GListModel *zb_roster_get_model (ZbRoster *self);
ZbMember   *zb_roster_find (ZbRoster *self, gint64 id); /* borrowed, NULL when unknown or not loaded */

/* Loads now; afterwards "changed" of the library does. */
void     zb_roster_load_async (ZbRoster *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zb_roster_load_finish (ZbRoster *self, GAsyncResult *result, GError **error);

/* A branch of the library. */
typedef struct
{
  gint64 id;
  char  *name;
  char  *founded; /* ISO day, NULL unknown */
  char  *elected; /* ISO day of the committee's election, NULL unknown */
  int    term;    /* years */
} ZbBranch;

/* Borrowed, until the next "changed". */
GPtrArray  *zb_roster_get_branches (ZbRoster *self); /* of ZbBranch; the library's own first */
GPtrArray  *zb_roster_get_groups (ZbRoster *self);   /* of char *: names of 党小组 that members are in or that were made */
const char *zb_roster_get_today (ZbRoster *self);    /* ISO day */

/* What runs out (转正、换届、失联、政治生日、50 年、介绍信), by due day; see rules/timer.h for what each means. */
typedef struct
{
  char    *code;   /* probation | term | lost | birthday | fifty | letter */
  gboolean due;    /* today or past, and nothing done; else coming */
  gint64   member; /* 0: of a branch */
  gint64   branch; /* 0: of a member */
  char    *day;    /* ISO */
  int      days;   /* from today; negative: past */
  char    *title;  /* 周某某 预备期满 */
  char    *detail; /* what to do: 8 月 3 日期满，须召开支部党员大会讨论转正 */
} ZbRosterTimer;
GPtrArray *zb_roster_get_timers (ZbRoster *self); /* of ZbRosterTimer, borrowed */

/* What is in doubt in a member's data, in Chinese: "身份证号的第 17 位与性别不符". Of char *. Takes nothing. */
GPtrArray *zb_roster_list_doubts (const ZbMemberDraft *draft, const char *today);
typedef struct
{
  ZbMemberField field;
  gboolean      refuses; /* the value is certainly wrong */
  char         *code;    /* id-check … (cli.md) */
  char         *words;
} ZbMemberDoubt;
void       zb_member_doubt_free (ZbMemberDoubt *doubt);
GPtrArray *zb_roster_check_draft (const ZbMemberDraft *draft, const char *today); /* of ZbMemberDoubt: for a form while typing */

/* Edits. Finish of all with zb_roster_edit_finish: the member's id, 0 on error. `new_here`: admitted or begins here today, against
 * "was always here so far". Conflicts: ZB_FAULT_CONFLICT (a number that another has, an end before its start).
 */
void zb_roster_add_async (ZbRoster *self, const ZbMemberDraft *draft, gboolean new_here, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_roster_edit_async (ZbRoster *self, gint64 member, const ZbMemberDraft *draft, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_roster_remove_async (ZbRoster *self, gint64 member, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* A letter of introduction that goes with a transfer (介绍信). */
typedef struct
{
  char *other;  /* from or to which organisation */
  char *number; /* may be NULL */
  int   valid;  /* days: 10 in the city, 30 outside, at most 92; 0: no letter */
} ZbTransfer;

/* The steps of a member's life here. `day`: ISO, whole. */
/* 组织关系转入: a new member by `draft` (member 0), or one who had left comes back. */
void zb_roster_transfer_in_async (ZbRoster *self, gint64 member, const ZbMemberDraft *draft, const char *day, const ZbTransfer *transfer, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_roster_transfer_out_async (ZbRoster *self, gint64 member, const char *day, const ZbTransfer *transfer, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* 转正: full from `day`; `note`: which assembly, who approved; may be NULL. */
void zb_roster_turn_full_async (ZbRoster *self, gint64 member, const char *day, const char *note, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* Leaves otherwise. `cause`: ZB_CAUSE_DIED | _EXPELLED | _WITHDRAWN. */
void zb_roster_leave_async (ZbRoster *self, gint64 member, const char *day, const char *cause, const char *note, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* The receipt (回执) of the member's newest open letter came. */
void zb_roster_receipt_async (ZbRoster *self, gint64 member, const char *day, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* History by hand: id 0 adds, else changes; a duty, suspended rights, a group, an event, a corrected day. */
void zb_roster_put_span_async (ZbRoster *self, const ZbSpan *span, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void zb_roster_remove_span_async (ZbRoster *self, gint64 member, gint64 span, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* What a branch is called and when it was founded (ISO day, NULL unknown): every paper and check follows. Finish gives its id. */
void zb_roster_name_branch_async (ZbRoster *self, gint64 branch, const char *name, const char *founded, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* 换届: the committee was elected on `day` for `term` years. Finish gives the branch's id. */
void   zb_roster_set_term_async (ZbRoster *self, gint64 branch, const char *day, int term, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gint64 zb_roster_edit_finish (ZbRoster *self, GAsyncResult *result, GError **error);

/* The history of one member as a time line, newest first. */
typedef struct
{
  gint64   span;     /* 0: not to be edited (made from the ledger's days) */
  ZbSpan  *record;   /* NULL likewise */
  char    *day;      /* 2013-09-05, 2013-09, or "" when unknown */
  char    *title;    /* 组织关系转入 */
  char    *detail;   /* 自 示例区委办公室党支部，介绍信 第 214 号; "" */
  gboolean in_force; /* filled dot: still so */
} ZbHistoryLine;
void       zb_history_line_free (ZbHistoryLine *line);
void       zb_roster_history_async (ZbRoster *self, gint64 member, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *zb_roster_history_finish (ZbRoster *self, GAsyncResult *result, GError **error); /* of ZbHistoryLine */

/* Who had a vote on that day (full, in the branch, rights not suspended): ids (gint64). `branch` 0: of all. */
void    zb_roster_voters_async (ZbRoster *self, gint64 branch, const char *day, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GArray *zb_roster_voters_finish (ZbRoster *self, GAsyncResult *result, GError **error);

/* A member's meetings in a span (whole days, ISO), newest first: of ZbAttendanceEntry (model/record.h). */
void       zb_roster_attendance_async (ZbRoster *self, gint64 member, const char *from, const char *to, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *zb_roster_attendance_finish (ZbRoster *self, GAsyncResult *result, GError **error);

/* With whom a talk is due for a cause since that day (ISO), today in: of ZbTalkDue. Whether one was held since is the calendar's to say. */
void       zb_roster_talks_async (ZbRoster *self, const char *day, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *zb_roster_talks_finish (ZbRoster *self, GAsyncResult *result, GError **error);

/* The ledger as it was on another day: of ZbMember. */
void       zb_roster_list_on_async (ZbRoster *self, const char *day, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *zb_roster_list_on_finish (ZbRoster *self, GAsyncResult *result, GError **error);

G_END_DECLS
