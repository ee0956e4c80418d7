/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "model/member.h"
#include "model/verdict.h"

G_BEGIN_DECLS

/* The record of one meeting (活动纪实): what stands behind a ZbMeeting's numbers. Plain structs, owned by whoever made them. */

/* 议程: an item and what was said at it. */
typedef struct
{
  gint64   id; /* 0: a new one */
  char    *title;
  char    *speaker; /* may be NULL */
  char    *starts;  /* "09:20", may be NULL */
  char    *body;    /* 内容: plain text, lines that begin with "# " are headings; NULL: not written */
  gboolean written; /* 写好了 */
} ZbAgendaItem;
void zb_agenda_item_free (ZbAgendaItem *item);

/* 考勤 */
typedef enum
{
  ZB_MARK_NONE,     /* not marked yet */
  ZB_MARK_PRESENT,  /* 到会 */
  ZB_MARK_EXCUSED,  /* 请假: reason and who approved */
  ZB_MARK_ABSENT,   /* 缺席, without reason */
  ZB_MARK_EXEMPT,   /* 不计入应到: case, approval, note (domain.md 1.3) */
  ZB_MARK_OBSERVER, /* 列席: present, and never expected (an activist, somebody of another branch) */
  ZB_N_MARKS
} ZbMark;
const char *zb_mark_to_code (ZbMark mark);                  /* none | present | excused | absent | exempt | observer */
gboolean    zb_mark_parse (const char *word, ZbMark *mark); /* codes and Chinese names */
const char *zb_mark_get_name (ZbMark mark);

/* Reasons of leave, and the six cases that may be left out of 应到. Codes are stored, names shown. */
const char *const *zb_leave_list_codes (void); /* private 事假, sick 病假, duty 公务, travel 出差, maternity 产假, other 其他 */
const char        *zb_leave_get_name (const char *code);
const char *const *zb_exemption_list_codes (void);           /* incapable, abroad, serving, bedridden, away, retired */
const char        *zb_exemption_get_name (const char *code); /* 长期患病卧床 … */

typedef struct
{
  gint64   member;
  char    *name;
  char    *group;  /* that day's; may be NULL */
  char    *duties; /* that day's, "书记"; "" */
  gboolean voter;  /* full, with a vote, that day */
  gboolean probationary;
  ZbMark   mark;
  char    *reason;   /* of EXCUSED a leave's code, of EXEMPT a case's; may be NULL */
  char    *note;     /* 外地开庭; may be NULL */
  char    *approver; /* may be NULL */
  char    *approved; /* ISO day, may be NULL */
} ZbAttendance;
void          zb_attendance_free (ZbAttendance *attendance);
ZbAttendance *zb_attendance_copy (const ZbAttendance *attendance);

/* 表决 */
typedef struct
{
  gint64 id;
  char  *matter;  /* 同意周某某按期转正 */
  char  *formula; /* ordinary | admission | election | committee */
  guint  issued, returned, yes, no, abstain, written;
  char  *note; /* may be NULL */
} ZbVote;
void    zb_vote_free (ZbVote *vote);
ZbVote *zb_vote_copy (const ZbVote *vote);

/* 整改任务书 */
typedef struct
{
  gint64 id;
  char  *what;
  char  *measure;   /* may be NULL */
  char  *who;       /* 责任人, may be NULL */
  ZbDay  due;       /* may be empty */
  ZbDay  done;      /* 销号; empty: open */
  ZbDay  published; /* 公示; empty: not */
  char  *result;    /* may be NULL */
} ZbRemedy;
void      zb_remedy_free (ZbRemedy *remedy);
ZbRemedy *zb_remedy_copy (const ZbRemedy *remedy);

/* 附件 */
typedef struct
{
  gint64  id;
  char   *name; /* as it came */
  char   *path; /* inside the library: materials/2019/… */
  goffset bytes;
  char   *sha256; /* hexadecimal */
} ZbAttachment;
void zb_attachment_free (ZbAttachment *attachment);

/* What follows an absence without reason: 批评教育 or a talk. */
typedef struct
{
  gint64   id;
  gint64   member;
  char    *name;
  gboolean talk;    /* 谈话; else 批评教育 */
  ZbDay    day;     /* empty: still open */
  char    *by;      /* may be NULL */
  char    *outcome; /* may be NULL */
} ZbFollowUp;
void        zb_follow_up_free (ZbFollowUp *follow_up);
ZbFollowUp *zb_follow_up_copy (const ZbFollowUp *follow_up);

/* What happened to the record: 报备, 开展, 记录, 审核, 解锁, 改期, 取消. */
typedef struct
{
  char *moment; /* local ISO text */
  char *step;   /* filed | held | recorded | reviewed | unlocked | moved | cancelled | restored */
  char *who;    /* may be NULL */
  char *note;   /* the reason; may be NULL */
} ZbMeetingStep;
void zb_meeting_step_free (ZbMeetingStep *step);

typedef struct
{
  ZbMeeting *meeting;
  GPtrArray *agenda;      /* of ZbAgendaItem, in order */
  GPtrArray *attendance;  /* of ZbAttendance: as frozen, or (frozen FALSE) proposed from the roster of that day, all unmarked */
  gboolean   frozen;      /* attendance was saved once: 应到 no longer follows the roster */
  GPtrArray *votes;       /* of ZbVote */
  GPtrArray *remedies;    /* of ZbRemedy */
  GPtrArray *attachments; /* of ZbAttachment */
  GPtrArray *follow_ups;  /* of ZbFollowUp; one for each member absent without reason */
  GPtrArray *steps;       /* of ZbMeetingStep, oldest first */
} ZbRecord;
void zb_record_free (ZbRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbRecord, zb_record_free)

/* The four numbers of the quorum card. Expected: not exempt, not observers, and voters only where the quorum counts votes. */
typedef struct
{
  guint listed, expected, present, excused, absent, exempt, observers, probationary, unmarked;
} ZbAttendanceCount;
ZbAttendanceCount zb_record_count (GPtrArray *attendance, gboolean voters_only);

/* One meeting in the attendance of one member. */
typedef struct
{
  gint64  meeting;
  ZbWall  start;
  char   *theme;
  ZbKinds kinds;
  ZbMark  mark;
  char   *reason; /* as in ZbAttendance, may be NULL */
  char   *note;   /* may be NULL */
} ZbAttendanceEntry;
void zb_attendance_entry_free (ZbAttendanceEntry *entry);
/* `entries`: newest first. Exempt, observing and unmarked ones are not expected; an excused one ends no run of absences. */
ZbAttendanceSum zb_attendance_entries_sum (GPtrArray *entries);

/* Something handed in or done that is no meeting: 计划报备, 情况简报, 自查. */
typedef struct
{
  gint64 id;
  char  *task;  /* plan-filing | brief | self-check … */
  ZbDay  first; /* of the period it is for */
  ZbDay  day;   /* when */
  char  *note;  /* may be NULL */
} ZbFiling;
void zb_filing_free (ZbFiling *filing);

G_END_DECLS
