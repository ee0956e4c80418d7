/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/member.h"

G_BEGIN_DECLS

/* What cannot be right in a member's data. Pure. Dates known to the month accuse nobody who may be innocent.
 *
 * Codes (cli.md, `member import --json`): id-check id-length id-date id-old id-missing id-sex id-birth date-future
 * joined-young full-before-joined probation-short category-date name-missing; those of one row in a spreadsheet (id-rounded,
 * id-duplicate, date-unreadable, same-name, formula-text, hidden-row) are here by name, and found by the import.
 */
typedef enum
{
  ZB_PROBLEM_ID_ROUNDED,
  ZB_PROBLEM_ID_CHECK,   /* GB 11643-1999: mod 11-2 */
  ZB_PROBLEM_ID_LENGTH,  /* neither 18 nor 15, or other characters */
  ZB_PROBLEM_ID_DATE,    /* its digits 7–14 are no day, or in the future */
  ZB_PROBLEM_ID_OLD,     /* 15 digits: taken, with a warning */
  ZB_PROBLEM_ID_MISSING, /* only where a column of numbers was there */
  ZB_PROBLEM_ID_DUPLICATE,
  ZB_PROBLEM_ID_SEX, /* the 17th digit: odd is male */
  ZB_PROBLEM_ID_BIRTH,
  ZB_PROBLEM_DATE_UNREADABLE,
  ZB_PROBLEM_DATE_FUTURE,
  ZB_PROBLEM_JOINED_YOUNG, /* certainly under 18 at admission (党章 art. 1) */
  ZB_PROBLEM_FULL_BEFORE_JOINED,
  ZB_PROBLEM_PROBATION_SHORT, /* certainly under a year, and admission not within 1969-04-01 to 1977-08-11 (细则 2014; domain.md 1.6) */
  ZB_PROBLEM_CATEGORY_DATE,   /* see zb_member_check() */
  ZB_PROBLEM_NAME_MISSING,
  ZB_PROBLEM_SAME_NAME,
  ZB_PROBLEM_FORMULA_TEXT,
  ZB_PROBLEM_HIDDEN_ROW,
  ZB_N_MEMBER_PROBLEMS
} ZbMemberProblemKind;

const char *zb_member_problem_to_code (ZbMemberProblemKind kind);
/* Whether the value must not be taken over (the number is wrong), not only looked at again. */
gboolean zb_member_problem_refuses (ZbMemberProblemKind kind);

typedef struct
{
  ZbMemberProblemKind kind;
  ZbMemberField       field; /* which value is in doubt */
} ZbMemberProblem;

/* Appends to `problems` (ZbMemberProblem). `today`: whole.
 *
 * Category and dates contradict each other where, certainly: a probationary member has turned full by today, or was admitted
 * over 30 months ago (a year, extended by a year, approved within half a year: 细则 2014 art. 31–34); an activist or candidate has a
 * day of admission or of 转正; a full member without a day of 转正 was admitted less than a year ago, outside the years without
 * probation. Full without that day long after admission is fine. A wrong number accuses neither sex nor birthday;
 * a right one gives the birthday where the ledger has less of it.
 */
void zb_member_check (const ZbMemberDraft *draft, ZbDay today, GArray *problems);

/* Birthday and sex of a number; FALSE (and empty) where it is none or its day is no day. For 15 digits the century is 19. */
gboolean zb_id_read (const char *id, ZbDay *birth, gboolean *male);
/* Whether the check character is right (18 only). */
gboolean zb_id_check (const char *id);

G_END_DECLS
