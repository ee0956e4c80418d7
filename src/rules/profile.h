/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/day.h"
#include "model/kind.h"

G_BEGIN_DECLS

/* A rule profile (data/rules/court.ini, central.ini): what a branch owes, as data with the article of each figure.
 *
 * One group for each requirement and effective date, "[theme-day]" or "[theme-day 2019-01-01]" (from that day on; of two
 * of one code the later one holds from its day), and one group [profile] with the figures that are no requirement. A value
 * that nobody has checked against a printed text says verified=no, and whoever shows it says so.
 */
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

const char *zb_scope_to_code (ZbScope scope);       /* branch | group | person */
const char *zb_period_to_code (ZbPeriod period);    /* month | quarter | half | year */
const char *zb_who_to_code (ZbWho who);             /* all | committee | secretary | leaders */
const char *zb_formula_to_code (ZbFormula formula); /* none | ordinary | admission | election | committee */
gboolean    zb_formula_parse (const char *code, ZbFormula *formula);

typedef struct
{
  char     *code;  /* theme-day; one of its kind */
  char     *name;  /* 主题党日 */
  ZbKinds   kinds; /* a meeting of any of these counts; 0: a paper (task) */
  char     *task;  /* no meeting, but something to hand in or do: plan-filing | brief | self-check …; NULL */
  ZbScope   scope;
  ZbPeriod  period;
  guint     count;     /* owed in a period, 1–31 */
  guint     fixed_day; /* the day of the month (主题党日: 10), 0: none; of a task: not later than this day of … */
  guint     month;     /* … this month of the period, from 1: 组织生活会 of a year in June is 6; 0: any */
  guint     joint;     /* of a year's, so many joint ones, spread over the quarters */
  ZbKinds   fold;      /* may be held inside a meeting of these kinds and then counts for both (domain.md 4, trap 4) */
  ZbWho     who;       /* of a person's */
  gboolean  lecturing; /* a person has it by being the lecturer, not by being present */
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

typedef enum
{
  ZB_ELECTION_OF_PRESENT, /* more than half of those present (实到会) */
  ZB_ELECTION_OF_ALL,     /* more than half of those entitled (应到会) */
} ZbElectionReading;

typedef struct
{
  gatomicrefcount   references;
  char             *code;         /* court */
  char             *name;         /* 法院（2019） */
  GPtrArray        *requirements; /* of ZbRequirement, in the order of the file */
  ZbElectionReading election;     /* which reading decides; both are computed */
  gboolean          half_counts;  /* 半数以上 includes the half, of the quorum of an ordinary assembly */
  guint             record_days;  /* for meetings of no requirement */
  guint             photo_days;   /* a photo's day may be so many days off the meeting's before it is told */
} ZbProfile;

/* What is wrong with a file: its line, from 1, and the word there. */
typedef enum
{
  ZB_PROFILE_NOT_TEXT, /* not UTF-8, a NUL, or above 256 KiB */
  ZB_PROFILE_SYNTAX,   /* neither a group, a key nor a remark */
  ZB_PROFILE_TWICE,    /* a group, or a key in it, occurs twice */
  ZB_PROFILE_KEY,      /* unknown key */
  ZB_PROFILE_VALUE,    /* a value that cannot be */
  ZB_PROFILE_MISSING,  /* a key that must be there; word: the key */
  ZB_PROFILE_EMPTY,    /* no [profile], or no requirement at all: cut in half */
  ZB_PROFILE_DATES     /* ends before it begins */
} ZbProfileWrong;

typedef struct
{
  guint          line;
  ZbProfileWrong what;
  char          *group; /* may be NULL */
  char          *word;  /* may be NULL */
} ZbProfileFault;
void zb_profile_fault_clear (ZbProfileFault *fault);

/* NULL and *fault for a file with any error. Frozen: any thread. */
ZbProfile *zb_profile_parse (const char *text, gssize length, ZbProfileFault *fault);
ZbProfile *zb_profile_ref (ZbProfile *self);
void       zb_profile_unref (ZbProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbProfile, zb_profile_unref)

/* The requirement that holds on a day; NULL none. Borrowed. */
const ZbRequirement *zb_profile_find (const ZbProfile *self, const char *code, ZbDay day);
/* Working days allowed for the record of a meeting of these kinds: the least of its requirements. */
guint zb_profile_get_record_days (const ZbProfile *self, ZbKinds kinds, ZbDay day);

/* The period of a day: its first and last day. */
void zb_period_bounds (ZbPeriod period, ZbDay day, ZbDay *first, ZbDay *last);
/* 2019 年 6 月, 2019 年第二季度, 2019 年上半年, 2019 年 */
char *zb_period_dup_words (ZbPeriod period, ZbDay day);

G_END_DECLS
