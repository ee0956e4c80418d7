/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/plan.h"
#include "model/record.h"
#include "model/verdict.h"
#include "service/meetings.h"
#include "service/roster.h"

G_BEGIN_DECLS

/* The calendar: meetings against the rules. It holds the profile, the holidays and what the checks need, and keeps itself up to
 * date. All but loads and edits are pure and quick enough for the main thread.
 *
 * Signals: "changed" (after any reload: meetings, members, rules).
 */
#define ZB_TYPE_CALENDAR (zb_calendar_get_type ())
G_DECLARE_FINAL_TYPE (ZbCalendar, zb_calendar, ZB, CALENDAR, GObject)

ZbCalendar *zb_calendar_new (ZbMeetings *meetings, ZbRoster *roster);
ZbMeetings *zb_calendar_get_meetings (ZbCalendar *self);
ZbRoster   *zb_calendar_get_roster (ZbCalendar *self);
ZbLibrary  *zb_calendar_get_library (ZbCalendar *self);
ZbDay       zb_calendar_get_today (ZbCalendar *self);

/* Loads the meetings and the roster as well when they are not. */
void     zb_calendar_load_async (ZbCalendar *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zb_calendar_load_finish (ZbCalendar *self, GAsyncResult *result, GError **error);
gboolean zb_calendar_is_loaded (ZbCalendar *self);

/* A day as a calendar shows it. */
typedef enum
{
  ZB_DATE_WORK,
  ZB_DATE_WEEKEND,
  ZB_DATE_OFF,    /* 休 */
  ZB_DATE_MAKE_UP /* 班 */
} ZbDateKind;
typedef struct
{
  ZbDateKind  kind;
  const char *holiday;  /* 端午; NULL */
  char        note[32]; /* the lunar day, or what replaces it: 初八, 芒种, 端午节 */
  gboolean    festival; /* `note` is a festival */
  gboolean    fixed;    /* 固定党日 */
} ZbDateNote;
void     zb_calendar_note_date (ZbCalendar *self, ZbDay day, ZbDateNote *note);
char    *zb_calendar_dup_lunar_span (ZbCalendar *self, ZbDay from, ZbDay to); /* 己亥年 四月廿八–五月廿八 */
gboolean zb_calendar_knows_holidays (ZbCalendar *self, int year);

/* Meetings that touch from … to, by start: of ZbMeeting. Cancelled and moved ones too. */
GPtrArray *zb_calendar_list_meetings (ZbCalendar *self, ZbDay from, ZbDay to);
/* Meetings planned for a day in from … to that were held or are now on another: the ghosts. Of ZbMeeting. */
GPtrArray *zb_calendar_list_ghosts (ZbCalendar *self, ZbDay from, ZbDay to);
/* Days that are owed something that is no meeting (计划报备, 情况简报…), and it is not done. Of ZbVerdict, `next` the day. */
GPtrArray *zb_calendar_list_deadlines (ZbCalendar *self, ZbDay from, ZbDay to);

/* What a meeting lacks: a mask of ZbGap. */
guint       zb_calendar_get_gaps (ZbCalendar *self, ZbMeeting *meeting);
const char *zb_calendar_get_gap_code (ZbGap gap); /* record … */
const char *zb_calendar_get_gap_name (ZbGap gap); /* 缺记录 */
ZbDay       zb_calendar_get_record_due (ZbCalendar *self, ZbMeeting *meeting);
ZbDrift     zb_calendar_get_drift (ZbMeeting *meeting);
/* Ids of meetings of the same people at the same time. */
GArray *zb_calendar_list_overlaps (ZbCalendar *self, const ZbMeetingDraft *draft, gint64 except);
/* What speaks against a draft, in Chinese, of char *: a day off, an overlap, before the branch existed. Nothing is forbidden by it. */
GPtrArray *zb_calendar_list_doubts (ZbCalendar *self, const ZbMeetingDraft *draft, gint64 except);

/* Owed and held: of ZbVerdict, borrowed rules. Periods that begin in the span. */
GPtrArray *zb_calendar_check (ZbCalendar *self, ZbDay from, ZbDay to);
/* 2019 年第二季度 */
char *zb_calendar_dup_period (ZbPeriod period, ZbDay day);
void  zb_calendar_get_period (ZbPeriod period, ZbDay day, ZbDay *first, ZbDay *last);

/* The quorum card: numbers and verdict of an attendance as it stands on the screen. */
typedef struct
{
  ZbAttendanceCount count;
  gboolean          asks; /* whether these kinds (or votes) ask for a quorum at all */
  gboolean          holds;
  guint             least; /* 至少须 */
  const char       *words; /* 须超过应到的一半 */
  const char       *article;
  gboolean          verified;
} ZbQuorumCard;
ZbQuorumCard zb_calendar_judge (ZbCalendar *self, ZbMeeting *meeting, GPtrArray *attendance /* of ZbAttendance */);

/* A vote as counted, in words. */
typedef struct
{
  gboolean passed;
  gboolean differs; /* the two readings of the election rule disagree */
  gboolean bad;     /* void, no quorum */
  char    *words;   /* 通过：赞成 18 票，超过应到 20 人的半数（至少 11 票） */
  char    *other;   /* by the other reading; NULL when it agrees */
  char    *article;
} ZbVoteCard;
ZbVoteCard *zb_calendar_count_vote (ZbCalendar *self, ZbMeeting *meeting, GPtrArray *attendance, const ZbVote *vote);
void        zb_vote_card_free (ZbVoteCard *card);

/* The attendance of one member. */
ZbAttendanceSum zb_calendar_sum_attendance (ZbCalendar *self, gint64 member, ZbDay from, ZbDay to);

/* 接下来: what to do, by date. */
typedef struct
{
  ZbDay    day;
  gboolean late;
  ZbKinds  kinds; /* 0: not a meeting's */
  char    *title; /* 写 6 月 10 日党日的记录 */
  char    *detail;
  gint64   meeting; /* 0: none */
  gint64   member;  /* 0: none */
  char    *task;    /* plan-filing …, with the period's first day in `first`; NULL */
  ZbDay    first;
  ZbGap    gap; /* which tab mends it; 0: the meeting itself */
} ZbTodo;
void       zb_todo_free (ZbTodo *todo);
GPtrArray *zb_calendar_list_todo (ZbCalendar *self); /* of ZbTodo */

/* 计划报备、情况简报、自查 done: `first` the period's. One change. Finish with zb_calendar_edit_finish. */
void zb_calendar_file_async (ZbCalendar *self, const char *task, ZbDay first, ZbDay day, const char *note, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* 计划报备: also makes every planned meeting of the quarter filed. */

/* The plan. */
ZbPlan *zb_calendar_propose (ZbCalendar *self, int year, guint fixed_day, ZbShift shift, ZbKinds kinds);
void    zb_calendar_free_plan (ZbPlan *plan);
/* Why a day chosen by hand is doubtful; NULL. */
char *zb_calendar_dup_day_doubt (ZbCalendar *self, ZbDay day);
/* Makes the meetings of these items (of ZbPlanItem; tasks are passed over): one change "生成 2019 年度计划". */
void zb_calendar_make_plan_async (ZbCalendar *self, int year, GPtrArray *items, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* Of all edits: the number of meetings made or changed, -1 on error. */
int zb_calendar_edit_finish (ZbCalendar *self, GAsyncResult *result, GError **error);

/* Rules and holidays as the library has them: its own copy, else those of the program. Refused texts: the words (Chinese, with
 * the line) say why, NULL when it can be read. An empty text goes back to the program's.
 */
char       *zb_calendar_dup_rules (ZbCalendar *self, gboolean *own);
char       *zb_calendar_dup_holidays (ZbCalendar *self, gboolean *own);
char       *zb_calendar_check_rules (const char *text, guint *line);
char       *zb_calendar_check_holidays (const char *text, guint *line);
void        zb_calendar_set_rules_async (ZbCalendar *self, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void        zb_calendar_set_holidays_async (ZbCalendar *self, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray  *zb_calendar_list_rules (ZbCalendar *self);       /* of ZbRequirement; all borrowed */
const char *zb_calendar_get_profile_name (ZbCalendar *self); /* 法院（2019） */
/* The text of a profile of the program: court | central. */
char *zb_calendar_dup_program_rules (const char *profile);
/* What could not be read at loading, in Chinese, and the program's own is used instead; NULL. */
const char *zb_calendar_get_complaint (ZbCalendar *self);

G_END_DECLS
