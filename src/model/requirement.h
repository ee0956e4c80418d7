/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/day.h"
#include "model/kind.h"

G_BEGIN_DECLS

/* What a branch owes: one requirement of a rule profile (rules/profile.h), with its article. */
typedef enum
{
  ZB_SCOPE_BRANCH, /* the branch holds it */
  ZB_SCOPE_GROUP,  /* each group (党小组) */
  ZB_SCOPE_PERSON, /* each person of `who` */
} ZbScope;

typedef enum
{
  ZB_PERIOD_MONTH,
  ZB_PERIOD_QUARTER,
  ZB_PERIOD_HALF,
  ZB_PERIOD_YEAR,
  ZB_N_PERIODS
} ZbPeriod;

/* Of a person's requirement: who owes it, and what they do to have it held. */
typedef enum
{
  ZB_WHO_ALL,       /* every member */
  ZB_WHO_COMMITTEE, /* 支委 */
  ZB_WHO_SECRETARY, /* 书记 */
  ZB_WHO_LEADERS,   /* 书记 and 党员领导干部 */
} ZbWho;

/* The three formulas (domain.md 1.3), and none. */
typedef enum
{
  ZB_FORMULA_NONE,
  ZB_FORMULA_ORDINARY,  /* A: an ordinary resolution of the assembly */
  ZB_FORMULA_ADMISSION, /* B: 接收预备党员、预备党员转正 */
  ZB_FORMULA_ELECTION,  /* C */
  ZB_FORMULA_COMMITTEE, /* 支部委员会 */
  ZB_N_FORMULAS
} ZbFormula;

typedef struct
{
  char     *code;  /* theme-day; one of its kind */
  char     *name;  /* 主题党日 */
  ZbKinds   kinds; /* a meeting of any of these counts; 0: a paper (task) */
  char     *task;  /* no meeting, but something to hand in or do: plan-filing | brief | self-check …; NULL */
  ZbScope   scope;
  ZbPeriod  period;
  guint     count;      /* owed in a period, 1–31 */
  guint     fixed_day;  /* the day of the month (主题党日: 10), 0: none; of a task: not later than this day of … */
  guint     month;      /* … this month of the period, from 1: 组织生活会 of a year in June is 6; 0: any */
  guint     joint;      /* of a year's, so many joint ones, spread over the quarters */
  gboolean  only_joint; /* only joint ones count; the planner makes none for it: `joint` of the other one does */
  ZbKinds   fold;       /* may be held inside a meeting of these kinds and then counts for both (domain.md 4, trap 4) */
  ZbWho     who;        /* of a person's */
  gboolean  lecturing;  /* a person has it by being the lecturer, not by being present */
  ZbFormula quorum;
  guint     record_days; /* working days allowed for the record, 0: no limit */
  guint     evidence;    /* bits of ZbGap (rules/gap.h) that a held one must not show; ~0: all */
  char     *article;     /* 《中国共产党支部工作条例（试行）》第十四条 */
  char     *text;        /* what it says; may be NULL */
  gboolean  verified;
  ZbDay     from;  /* empty: always so far */
  ZbDay     until; /* the first day on which it no longer holds; empty: still so. Set by a later one of its code too */
  guint     line;  /* of its group in the file, from 1 */
} ZbRequirement;

G_END_DECLS
