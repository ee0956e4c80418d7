/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/member-check.h"

#include <string.h>

#define ADULT_MONTHS (18 * 12)      /* 党章 art. 1 */
#define PROBATION_MONTHS 12         /* 细则 2014 art. 31 */
#define LONGEST_PROBATION_MONTHS 30 /* a year, extended by a year, approved within half a year */

/* Admissions of these days had no probation (domain.md 1.6). */
static const ZbDay exempt_from = { 1969, 4, 1 };
static const ZbDay exempt_to = { 1977, 8, 11 };

static const struct
{
  const char *code;
  gboolean    refuses;
} kinds[ZB_N_MEMBER_PROBLEMS] = {
  [ZB_PROBLEM_ID_ROUNDED] = { "id-rounded", TRUE },
  [ZB_PROBLEM_ID_CHECK] = { "id-check", TRUE },
  [ZB_PROBLEM_ID_LENGTH] = { "id-length", TRUE },
  [ZB_PROBLEM_ID_DATE] = { "id-date", TRUE },
  [ZB_PROBLEM_ID_OLD] = { "id-old", FALSE },
  [ZB_PROBLEM_ID_MISSING] = { "id-missing", FALSE },
  [ZB_PROBLEM_ID_DUPLICATE] = { "id-duplicate", TRUE },
  [ZB_PROBLEM_ID_SEX] = { "id-sex", FALSE },
  [ZB_PROBLEM_ID_BIRTH] = { "id-birth", FALSE },
  [ZB_PROBLEM_DATE_UNREADABLE] = { "date-unreadable", TRUE },
  [ZB_PROBLEM_DATE_FUTURE] = { "date-future", FALSE },
  [ZB_PROBLEM_JOINED_YOUNG] = { "joined-young", FALSE },
  [ZB_PROBLEM_FULL_BEFORE_JOINED] = { "full-before-joined", FALSE },
  [ZB_PROBLEM_PROBATION_SHORT] = { "probation-short", FALSE },
  [ZB_PROBLEM_CATEGORY_DATE] = { "category-date", FALSE },
  [ZB_PROBLEM_NAME_MISSING] = { "name-missing", TRUE },
  [ZB_PROBLEM_SAME_NAME] = { "same-name", FALSE },
  [ZB_PROBLEM_FORMULA_TEXT] = { "formula-text", FALSE },
  [ZB_PROBLEM_HIDDEN_ROW] = { "hidden-row", FALSE },
};

/* One member under examination. */
typedef struct
{
  const ZbMemberDraft *draft;
  ZbDay                today;
  ZbDay                birth;
  ZbDay                joined;
  ZbDay                full_on;
  ZbDay                id_birth; /* empty unless the number is right */
  GArray              *problems;
} Check;

const char *
zb_member_problem_to_code (ZbMemberProblemKind kind)
{
  g_return_val_if_fail (kind < ZB_N_MEMBER_PROBLEMS, NULL);

  return kinds[kind].code;
}

gboolean
zb_member_problem_refuses (ZbMemberProblemKind kind)
{
  g_return_val_if_fail (kind < ZB_N_MEMBER_PROBLEMS, FALSE);

  return kinds[kind].refuses;
}

static void
complain (Check              *self,
          ZbMemberProblemKind kind,
          ZbMemberField       field)
{
  ZbMemberProblem problem = { kind, field };

  g_array_append_val (self->problems, problem);
}

static ZbDay
get_day (Check        *self,
         ZbMemberField field)
{
  ZbDay day;

  zb_day_parse (&day, self->draft->values[field]);
  return day;
}

static gboolean
has_value (Check        *self,
           ZbMemberField field,
           const char   *value)
{
  return g_strcmp0 (self->draft->values[field], value) == 0;
}

/* Every day that `a` can be is before every day that `b` can be. */
static gboolean
is_certainly_before (ZbDay a,
                     ZbDay b)
{
  return zb_day_is_set (a) && zb_day_is_set (b) && zb_day_compare (zb_day_last (a), zb_day_first (b)) < 0;
}

/* The earliest day on which so many months have passed. */
static ZbDay
get_earliest (ZbDay day,
              int   months)
{
  return zb_day_is_set (day) ? zb_day_plus_months (zb_day_first (day), months) : ZB_DAY_NONE;
}

static void
check_id_sex (Check   *self,
              gboolean male)
{
  if (self->draft->values[ZB_MEMBER_SEX] != NULL && !has_value (self, ZB_MEMBER_SEX, male ? "male" : "female"))
    complain (self, ZB_PROBLEM_ID_SEX, ZB_MEMBER_SEX);
}

/* A number that is wrong in itself accuses nothing else. */
static void
check_id (Check *self)
{
  const char *id = self->draft->values[ZB_MEMBER_ID];
  gboolean    male = FALSE, old = id != NULL && strlen (id) == 15, read = FALSE, checks = FALSE;
  ZbDay       birth;

  if (id == NULL)
    return;
  if (strspn (id, "0123456789") < (old ? 15 : 17) || (!old && (strlen (id) != 18 || strchr ("0123456789Xx", id[17]) == NULL)))
    {
      complain (self, ZB_PROBLEM_ID_LENGTH, ZB_MEMBER_ID);
      return;
    }

  read = zb_id_read (id, &birth, &male) && !is_certainly_before (self->today, birth);
  checks = old || zb_id_check (id);
  if (!read)
    complain (self, ZB_PROBLEM_ID_DATE, ZB_MEMBER_ID);
  if (!checks)
    complain (self, ZB_PROBLEM_ID_CHECK, ZB_MEMBER_ID);
  if (!read || !checks)
    return;

  self->id_birth = birth;
  if (old)
    complain (self, ZB_PROBLEM_ID_OLD, ZB_MEMBER_ID);
  check_id_sex (self, male);
  if (zb_day_is_set (self->birth) && !zb_day_agrees (self->birth, birth))
    complain (self, ZB_PROBLEM_ID_BIRTH, ZB_MEMBER_BIRTH);
}

static void
check_future (Check *self)
{
  static const ZbMemberField fields[] = { ZB_MEMBER_BIRTH, ZB_MEMBER_JOINED, ZB_MEMBER_FULL_ON, ZB_MEMBER_LOST_SINCE };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_certainly_before (self->today, get_day (self, fields[i])))
      complain (self, ZB_PROBLEM_DATE_FUTURE, fields[i]);
}

/* The number knows the day where the ledger has no more than the month. */
static void
check_age (Check *self)
{
  gboolean trusted = !zb_day_is_set (self->birth) || zb_day_agrees (self->birth, self->id_birth);
  ZbDay    birth = trusted && zb_day_is_set (self->id_birth) ? self->id_birth : self->birth;

  if (is_certainly_before (self->joined, get_earliest (birth, ADULT_MONTHS)))
    complain (self, ZB_PROBLEM_JOINED_YOUNG, ZB_MEMBER_JOINED);
}

static gboolean
may_be_exempt (ZbDay joined)
{
  return !is_certainly_before (joined, exempt_from) && !is_certainly_before (exempt_to, joined);
}

static void
check_probation (Check *self)
{
  if (is_certainly_before (self->full_on, self->joined))
    complain (self, ZB_PROBLEM_FULL_BEFORE_JOINED, ZB_MEMBER_FULL_ON);
  else if (!may_be_exempt (self->joined) && is_certainly_before (self->full_on, get_earliest (self->joined, PROBATION_MONTHS)))
    complain (self, ZB_PROBLEM_PROBATION_SHORT, ZB_MEMBER_FULL_ON);
}

static gboolean
is_certainly_past (Check *self,
                   ZbDay  day)
{
  return zb_day_is_set (day) && zb_day_compare (zb_day_last (day), self->today) <= 0;
}

static void
check_probationary (Check *self)
{
  ZbDay joined = zb_day_last (self->joined);

  if (is_certainly_past (self, self->full_on))
    complain (self, ZB_PROBLEM_CATEGORY_DATE, ZB_MEMBER_FULL_ON);
  else if (zb_day_is_set (joined) &&
           is_certainly_before (zb_day_plus_months (joined, LONGEST_PROBATION_MONTHS), self->today))
    complain (self, ZB_PROBLEM_CATEGORY_DATE, ZB_MEMBER_JOINED);
}

/* A full member of less than a year, and nobody says since when. */
static void
check_full (Check *self)
{
  if (zb_day_is_set (self->full_on) || !zb_day_is_set (self->joined) || may_be_exempt (self->joined))
    return;
  if (is_certainly_before (self->joined, self->today) &&
      is_certainly_before (self->today, get_earliest (self->joined, PROBATION_MONTHS)))
    complain (self, ZB_PROBLEM_CATEGORY_DATE, ZB_MEMBER_JOINED);
}

static void
check_category (Check *self)
{
  gboolean outside = has_value (self, ZB_MEMBER_CATEGORY, "activist") || has_value (self, ZB_MEMBER_CATEGORY, "candidate");

  if (has_value (self, ZB_MEMBER_CATEGORY, "probationary"))
    check_probationary (self);
  else if (has_value (self, ZB_MEMBER_CATEGORY, "full"))
    check_full (self);
  else if (outside && zb_day_is_set (self->joined))
    complain (self, ZB_PROBLEM_CATEGORY_DATE, ZB_MEMBER_JOINED);
  else if (outside && zb_day_is_set (self->full_on))
    complain (self, ZB_PROBLEM_CATEGORY_DATE, ZB_MEMBER_FULL_ON);
}

void
zb_member_check (const ZbMemberDraft *draft,
                 ZbDay                today,
                 GArray              *problems)
{
  Check self = { .draft = draft, .today = today, .problems = problems };

  g_return_if_fail (zb_day_is_whole (today));

  self.birth = get_day (&self, ZB_MEMBER_BIRTH);
  self.joined = get_day (&self, ZB_MEMBER_JOINED);
  self.full_on = get_day (&self, ZB_MEMBER_FULL_ON);
  if (draft->values[ZB_MEMBER_NAME] == NULL)
    complain (&self, ZB_PROBLEM_NAME_MISSING, ZB_MEMBER_NAME);
  check_id (&self);
  check_future (&self);
  check_age (&self);
  check_probation (&self);
  check_category (&self);
}
