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

void zb_verdict_free (ZbVerdict *verdict);

/* Of ZbVerdict: by the profile's order, subject, period. Periods that begin in from … to (whole days). */
GPtrArray *zb_check_run (const ZbCheckInput *input, ZbDay from, ZbDay to);

ZbAttendanceSum zb_attendance_sum (const ZbCheckInput *input, gint64 member, ZbDay from, ZbDay to);

/* Meetings that share people and overlap in time with a draft: ids. Whole-branch meetings share people with all. `except`: an id, 0 none. */
GArray *zb_check_overlaps (GPtrArray *meetings, const ZbMeetingDraft *draft, gint64 except);

G_END_DECLS
