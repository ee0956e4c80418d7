/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/requirement.h"

G_BEGIN_DECLS

/* A rule profile (data/rules/court.ini, central.ini): what a branch owes, as data with the article of each figure.
 *
 * A key file; its format is written down at the head of court.ini for whoever edits it. One group for each requirement
 * and effective date, "[theme-day]" or "[theme-day 2019-01-01]" (from that day on; of two of one code the later one holds
 * from its day), one group [profile] with the figures that are no requirement, and "[end]" as the last line, so that a
 * file cut in half is none. No group or key occurs twice and no key is unknown. A value that nobody has checked against
 * a printed text says verified=no, and whoever shows it says so.
 *
 * Keys of [profile], all of them: code, name, election (present|all), half-counts (yes|no), record-days, photo-days.
 * Of a requirement, always: name, kinds or task, period, count, article, verified (yes|no); else: scope (branch), month and
 * fixed-day (any), joint (0), only-joint (no; of the branch's), fold (none), who (all; with lecturing only of scope=person), lecturing (no), quorum
 * (none), record-days (of [profile]), evidence (codes of rules/gap.h by commas, or none; all when not said), text, until.
 */
const char *zb_scope_to_code (ZbScope scope);       /* branch | group | person */
const char *zb_period_to_code (ZbPeriod period);    /* month | quarter | half | year */
const char *zb_who_to_code (ZbWho who);             /* all | committee | secretary | leaders */
const char *zb_formula_to_code (ZbFormula formula); /* none | ordinary | admission | election | committee */
gboolean    zb_formula_parse (const char *code, ZbFormula *formula);

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
  ZB_PROFILE_MISSING,  /* a key that must be there, or [end]; word: the key */
  ZB_PROFILE_EMPTY,    /* no [profile], or no requirement at all */
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
