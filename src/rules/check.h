/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"
#include "rules/gap.h"

G_BEGIN_DECLS

/* What is owed, held and missing in a span: records in, verdicts out. Pure; time grows as the records do. */

/* Who or what a requirement is about: a group, or a person, from when to when (the first day on which no longer). */
typedef struct
{
  gint64   id;
  char    *name;
  ZbDay    starts; /* empty: always so far */
  ZbDay    ends;   /* empty: still so */
  guint    duties; /* of a person, bits 1 << ZbDuty, as of the last day looked at */
  gboolean leader; /* 党员领导干部 */
} ZbSubject;
void zb_subject_free (ZbSubject *subject);

/* One mark of one person at one meeting. */
typedef struct
{
  gint64 meeting;
  gint64 member;
  ZbMark mark;
} ZbAttended;

typedef struct
{
  const ZbProfile  *profile;
  const ZbHolidays *holidays; /* may be NULL */
  GPtrArray        *meetings; /* of ZbMeeting, by start */
  GPtrArray        *groups;   /* of ZbSubject */
  GPtrArray        *persons;  /* of ZbSubject: members, full and probationary */
  GArray           *attended; /* of ZbAttended, by meeting */
  GPtrArray        *filings;  /* of ZbFiling */
  ZbDay             founded;  /* of the branch: nothing is owed before; empty: unknown */
  ZbDay             today;
} ZbCheckInput;

/* One requirement in one period, of one subject. A meeting that starts on a day counts in that day's period, so one moved
 * over a quarter's end counts where it was held. One meeting counts for every kind it is (trap 4), a joint one as an own (trap 5).
 * Held: states from held on. Planned: neither held nor cancelled, today or to come.
 */
typedef struct
{
  const ZbRequirement *rule; /* borrowed from the profile */
  ZbDay                first, last;
  gint64               subject; /* group or member; 0: the branch */
  char                *name;    /* of the subject; NULL of the branch */
  guint                owed, held, planned;
  GArray              *meetings; /* gint64: those that count, held or planned, by start */
  ZbDay                next;     /* the first planned one's day; of a task its last day; empty: none */
  guint                gaps;     /* what its held meetings lack; ZB_GAP_UNCONFIRMED of those whose day is past */
  gboolean             over;     /* the period is past */
} ZbVerdict;
void zb_verdict_free (ZbVerdict *verdict);

/* Of ZbVerdict: by the profile's order, subject, period. Periods that begin in from … to (whole days). */
GPtrArray *zb_check_run (const ZbCheckInput *input, ZbDay from, ZbDay to);

/* The attendance of one person in a span. */
typedef struct
{
  guint expected, present, excused, absent;
  guint running; /* absences without reason one after another, up to the last meeting */
} ZbAttendanceSum;
ZbAttendanceSum zb_attendance_sum (const ZbCheckInput *input, gint64 member, ZbDay from, ZbDay to);

/* Meetings that share people and overlap in time with a draft: ids. Whole-branch meetings share people with all. `except`: an id, 0 none. */
GArray *zb_check_overlaps (GPtrArray *meetings, const ZbMeetingDraft *draft, gint64 except);

G_END_DECLS
