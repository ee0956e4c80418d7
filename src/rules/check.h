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

/* Of ZbVerdict: by the profile's order, subject, period. Periods that begin in from … to (whole days).
 *
 * Owed by who is there on the requirement's day (fixed_day or month), or where it has none for half of the period at least;
 * by the requirement that holds on the period's first day. A group's meeting without a group is one of all groups, a group's
 * own counts for the branch by its kinds too. A person has what they were present at (列席 included) or, if it is to be
 * lectured, are named as 主讲人 of. A task is held by the filings made for the period; its `next` is its last day.
 * `meetings` names the past ones that nobody confirmed as well, as `gaps` tells of them.
 */
GPtrArray *zb_check_run (const ZbCheckInput *input, ZbDay from, ZbDay to);

/* Of the meetings held in from … to. Who is not marked yet is expected and nothing else; one leave parts two absences. */
ZbAttendanceSum zb_attendance_sum (const ZbCheckInput *input, gint64 member, ZbDay from, ZbDay to);

/* Meetings that share people and overlap in time with a draft: ids. Whole-branch meetings share people with all, groups
 * only with themselves. A bare day covers no time that is known and overlaps nothing; without an end it takes an hour.
 * Cancelled ones do not count. `except`: an id, 0 none.
 */
GArray *zb_check_overlaps (GPtrArray *meetings, const ZbMeetingDraft *draft, gint64 except);

G_END_DECLS
