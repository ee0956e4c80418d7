/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"

G_BEGIN_DECLS

/* What runs out or comes round, computed when the library opens. Pure: facts and a day in, verdicts out. */
typedef enum
{
  ZB_TIMER_PROBATION, /* 转正: one year from admission, extended once by half a year to a year (细则 2014 art. 31–33); wants an assembly */
  ZB_TIMER_TERM,      /* 换届: branch's election + term; the superior reminds 6 months before (基层组织任期 2018) */
  ZB_TIMER_LOST,      /* 失联: six months lost → 停止党籍; two years later 除名 (domain.md 1.7) */
  ZB_TIMER_BIRTHDAY,  /* 政治生日: the day of 入党, in the coming 31 days (the whole month of it when only the month is known) */
  ZB_TIMER_FIFTY,     /* 光荣在党50年: 50 years of 党龄 at 1 July of this year, counted from 转正 with 党龄校正值 */
  ZB_TIMER_LETTER,    /* 介绍信 runs out, or its receipt is owed (one month) */
  ZB_N_TIMERS
} ZbTimerKind;

typedef enum
{
  ZB_TIMER_COMING, /* due within its own reminding span */
  ZB_TIMER_DUE,    /* today or past, and nothing done */
} ZbTimerState;

const char *zb_timer_to_code (ZbTimerKind kind); /* probation | term | lost | birthday | fifty | letter */

typedef struct
{
  ZbTimerKind  kind;
  ZbTimerState state;
  gint64       member; /* 0: of a branch */
  gint64       branch; /* 0: of a member */
  char        *name;   /* the member's or the branch's */
  ZbDay        due;    /* whole: the last day it can be, for a month known only the month's last */
  int          days;   /* from today to due; negative: past */
  int          years;  /* BIRTHDAY, FIFTY: which one; LOST: months lost; else 0 */
  char        *note;   /* LETTER: number and organisation; may be NULL */
} ZbTimer;
void zb_timer_free (ZbTimer *timer);

typedef struct
{
  gint64 id;
  char  *name;
  ZbDay  elected; /* empty: never asked about */
  int    term;    /* years */
} ZbBranchFacts;
void zb_branch_facts_free (ZbBranchFacts *branch);

typedef struct
{
  gint64   member;
  char    *member_name;
  gboolean out; /* out: it was given to a member who leaves; else it came with one */
  char    *other;
  char    *number;
  ZbDay    issued;
  int      valid; /* days */
  ZbDay    receipt;
} ZbLetterFacts;
void zb_letter_facts_free (ZbLetterFacts *letter);

/* `members`: of ZbMember, those present; the others of the types above; any may be NULL. Sorted by due day. `today`: whole.
 * Reminding spans: PROBATION 60 days, TERM 183, LOST from the 5th month, LETTER 10 days.
 *
 * LOST with 党籍 suspended: due 30 months after contact was lost, told a month before. FIFTY: whoever reaches it after the last
 * 1 July, from 1 January to 31 days after 1 July; 党龄校正值 adds months, a month only counts from its first day. BIRTHDAY of a month only:
 * when its last day is within 31 days. LETTER given out: until it runs out that day, then the receipt's if that is later; come with one: the receipt's.
 * An extension is a number of months (to 12) or the new last day, a year at most after the first one.
 */
GPtrArray *zb_timers_compute (GPtrArray *members, GPtrArray *branches, GPtrArray *letters, ZbDay today);

G_END_DECLS
