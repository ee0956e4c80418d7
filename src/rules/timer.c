/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the facts. A day known to the month comes round on the month's last day: nobody is
 * told too early that something has run out.
 */
#include "rules/timer.h"

#include <string.h>

#define PROBATION_MONTHS 12
#define LONGEST_EXTENSION 12
#define LOST_MONTHS 6
#define STRUCK_MONTHS 24 /* from 停止党籍 to 除名 */
#define FIFTY_MONTHS 600
#define RECEIPT_MONTHS 1

#define PROBATION_DAYS 60
#define TERM_DAYS 183
#define BIRTHDAY_DAYS 31
#define FIFTY_AFTER_DAYS 31
#define LETTER_DAYS 10

#define MAX_TERM_YEARS 100
#define MAX_VALID_DAYS 3660
#define MAX_FIX_MONTHS 1200

typedef struct
{
  ZbDay      today;
  GPtrArray *timers;
} Clock;

const char *
zb_timer_to_code (ZbTimerKind kind)
{
  static const char *const codes[ZB_N_TIMERS] = {
    [ZB_TIMER_PROBATION] = "probation",
    [ZB_TIMER_TERM] = "term",
    [ZB_TIMER_LOST] = "lost",
    [ZB_TIMER_BIRTHDAY] = "birthday",
    [ZB_TIMER_FIFTY] = "fifty",
    [ZB_TIMER_LETTER] = "letter",
  };

  g_return_val_if_fail (kind < ZB_N_TIMERS, NULL);

  return codes[kind];
}

/* The last day it can be, so many months later; empty where the calendar ends. */
static ZbDay
shift_months (ZbDay day,
              int   months)
{
  ZbDay moved = zb_day_is_set (day) ? zb_day_plus_months (zb_day_first (day), months) : ZB_DAY_NONE;

  if (!zb_day_is_set (moved) || zb_day_is_whole (day))
    return moved;
  if (day.month == 0)
    return zb_day_plus_months (zb_day_last (day), months);

  return zb_day_last ((ZbDay){ .year = moved.year, .month = moved.month });
}

static gboolean
has_value (ZbMember     *member,
           ZbMemberField field,
           const char   *value)
{
  return g_strcmp0 (zb_member_get_value (member, field), value) == 0;
}

/* Nothing where the day is unknown or more than `span` days ahead. */
static ZbTimer *
add_timer (Clock      *self,
           ZbTimerKind kind,
           const char *name,
           ZbDay       due,
           int         span)
{
  int      days = zb_day_is_set (due) ? zb_day_between (self->today, due) : G_MAXINT;
  ZbTimer *timer;

  if (days > span)
    return NULL;

  timer = g_new0 (ZbTimer, 1);
  timer->kind = kind;
  timer->state = days > 0 ? ZB_TIMER_COMING : ZB_TIMER_DUE;
  timer->name = g_strdup (name);
  timer->due = due;
  timer->days = days;
  g_ptr_array_add (self->timers, timer);
  return timer;
}

static void
add_member_timer (Clock      *self,
                  ZbTimerKind kind,
                  ZbMember   *member,
                  ZbDay       due,
                  int         span,
                  int         years)
{
  ZbTimer *timer = add_timer (self, kind, zb_member_get_name (member), due, span);

  if (timer == NULL)
    return;

  timer->member = zb_member_get_id (member);
  timer->years = years;
}

/* 6, 6 个月, 半年, 一年; 0 for anything else. */
static int
read_months (const char *text)
{
  static const char *const half[] = { "半年", "六个月", NULL };
  static const char *const whole[] = { "一年", "1年", "1 年", "壹年", "十二个月", NULL };
  static const char *const units[] = { "", "月", "个月", NULL };
  g_autofree char         *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  char                    *rest = NULL;
  gint64                   months = 0;

  if (plain == NULL)
    return 0;

  g_strstrip (plain);
  if (g_strv_contains (half, plain))
    return 6;
  if (g_strv_contains (whole, plain))
    return 12;

  months = g_ascii_strtoll (plain, &rest, 10);
  return g_strv_contains (units, g_strchug (rest)) && months > 0 && months <= LONGEST_EXTENSION ? months : 0;
}

/* The end as it was extended, once and by a year at most (细则 2014 art. 32). */
static ZbDay
extend (ZbDay       joined,
        const char *text)
{
  ZbDay end = shift_months (joined, PROBATION_MONTHS);
  ZbDay most = shift_months (joined, PROBATION_MONTHS + LONGEST_EXTENSION);
  ZbDay day;

  if (text == NULL || !zb_day_is_set (most))
    return end;
  if (!zb_day_read (&day, text))
    return shift_months (joined, PROBATION_MONTHS + read_months (text));

  day = zb_day_last (day);
  if (zb_day_compare (day, end) <= 0)
    return end;
  return zb_day_compare (day, most) < 0 ? day : most;
}

static void
add_probation (Clock    *self,
               ZbMember *member)
{
  ZbDay joined = zb_member_get_day (member, ZB_MEMBER_JOINED);
  ZbDay due = extend (joined, zb_member_get_value (member, ZB_MEMBER_EXTENDED));

  if (has_value (member, ZB_MEMBER_CATEGORY, "probationary") && !has_value (member, ZB_MEMBER_STATUS, "suspended"))
    add_member_timer (self, ZB_TIMER_PROBATION, member, due, PROBATION_DAYS, 0);
}

static int
count_months (ZbDay since,
              ZbDay today)
{
  int months = MAX ((today.year - since.year) * 12 + today.month - MAX (since.month, 1) + 1, 0);

  while (months > 0 && zb_day_compare (shift_months (since, months), today) > 0)
    months--;

  return months;
}

/* Once 党籍 is suspended two years run; the ledger does not know from when, so from its first lawful day. */
static void
add_lost (Clock    *self,
          ZbMember *member)
{
  ZbDay    since = zb_member_get_day (member, ZB_MEMBER_LOST_SINCE);
  gboolean suspended = has_value (member, ZB_MEMBER_STATUS, "suspended");
  int      wait = LOST_MONTHS + (suspended ? STRUCK_MONTHS : 0);
  ZbDay    due = shift_months (since, wait);
  ZbDay    remind = shift_months (since, wait - 1);

  if (has_value (member, ZB_MEMBER_LOST, "yes") && zb_day_is_set (remind) && zb_day_compare (remind, self->today) <= 0)
    add_member_timer (self, ZB_TIMER_LOST, member, due, G_MAXINT - 1, count_months (since, self->today));
}

/* A party member with rights, as far as the ledger knows. */
static gboolean
is_celebrated (ZbMember *member)
{
  return !has_value (member, ZB_MEMBER_CATEGORY, "activist") && !has_value (member, ZB_MEMBER_CATEGORY, "candidate") &&
         !has_value (member, ZB_MEMBER_STATUS, "suspended");
}

static void
add_birthday (Clock    *self,
              ZbMember *member)
{
  ZbDay joined = zb_member_get_day (member, ZB_MEMBER_JOINED);
  int   years = self->today.year - joined.year;
  ZbDay due;

  if (joined.month == 0 || !is_celebrated (member) || years < 0)
    return;

  due = shift_months (joined, 12 * years);
  if (zb_day_compare (due, self->today) < 0)
    due = shift_months (joined, 12 * ++years);
  if (years > 0)
    add_member_timer (self, ZB_TIMER_BIRTHDAY, member, due, BIRTHDAY_DAYS, years);
}

static ZbDay
get_full_since (ZbMember *member)
{
  static const ZbDay from = { 1969, 4, 1 }, to = { 1977, 8, 11 };
  ZbDay              full_on = zb_member_get_day (member, ZB_MEMBER_FULL_ON);
  ZbDay              joined = zb_member_get_day (member, ZB_MEMBER_JOINED);
  gboolean           exempt = zb_day_is_set (joined) && zb_day_compare (zb_day_first (joined), from) >= 0 &&
                    zb_day_compare (zb_day_last (joined), to) <= 0;

  return !zb_day_is_set (full_on) && exempt ? joined : full_on;
}

static int
get_fix (ZbMember *member)
{
  const char      *text = zb_member_get_value (member, ZB_MEMBER_SENIORITY_FIX);
  g_autofree char *plain = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;

  return plain != NULL ? CLAMP (g_ascii_strtoll (plain, NULL, 10), -MAX_FIX_MONTHS, MAX_FIX_MONTHS) : 0;
}

/* Whose fiftieth year is full between the last 1 July and this one. A month counts from its first day: nobody is left out. */
static void
add_fifty (Clock    *self,
           ZbMember *member)
{
  ZbDay july = { self->today.year, 7, 1 };
  ZbDay last = { MAX (self->today.year - 1, 1), 7, 1 };
  ZbDay since = get_full_since (member);
  ZbDay reached;

  if (!zb_day_is_set (since) || !is_celebrated (member) || has_value (member, ZB_MEMBER_CATEGORY, "probationary"))
    return;

  reached = zb_day_plus_months (zb_day_first (since), FIFTY_MONTHS - get_fix (member));
  if (zb_day_is_set (reached) && zb_day_compare (reached, last) > 0 && zb_day_compare (reached, july) <= 0 &&
      zb_day_between (july, self->today) <= FIFTY_AFTER_DAYS)
    add_member_timer (self, ZB_TIMER_FIFTY, member, july, 366, FIFTY_MONTHS / 12);
}

static void
add_term (Clock               *self,
          const ZbBranchFacts *branch)
{
  int      years = CLAMP (branch->term, 0, MAX_TERM_YEARS);
  ZbDay    due = years > 0 ? shift_months (branch->elected, 12 * years) : ZB_DAY_NONE;
  ZbTimer *timer = add_timer (self, ZB_TIMER_TERM, branch->name, due, TERM_DAYS);

  if (timer != NULL)
    timer->branch = branch->id;
}

/* A letter that was given runs out first and then owes its receipt; who came with one is here: we owe it. */
static ZbDay
get_letter_due (const ZbLetterFacts *letter,
                ZbDay                today)
{
  ZbDay owed = shift_months (letter->issued, RECEIPT_MONTHS);
  ZbDay runs = ZB_DAY_NONE;

  if (!zb_day_is_set (owed) || !letter->out || letter->valid <= 0)
    return owed;

  runs = zb_day_plus_days (zb_day_last (letter->issued), MIN (letter->valid, MAX_VALID_DAYS));
  return zb_day_compare (today, runs) <= 0 || zb_day_compare (owed, runs) <= 0 ? runs : owed;
}

static char *
dup_note (const ZbLetterFacts *letter)
{
  const char *number = letter->number != NULL ? letter->number : "";
  const char *other = letter->other != NULL ? letter->other : "";

  if (*number == '\0' && *other == '\0')
    return NULL;

  return g_strconcat (number, *number != '\0' && *other != '\0' ? " " : "", other, NULL);
}

static void
add_letter (Clock               *self,
            const ZbLetterFacts *letter)
{
  ZbDay    due = zb_day_is_set (letter->receipt) ? ZB_DAY_NONE : get_letter_due (letter, self->today);
  ZbTimer *timer = add_timer (self, ZB_TIMER_LETTER, letter->member_name, due, LETTER_DAYS);

  if (timer == NULL)
    return;

  timer->member = letter->member;
  timer->note = dup_note (letter);
}

static gint
compare_timers (gconstpointer a,
                gconstpointer b)
{
  const ZbTimer *left = *(const ZbTimer *const *) a, *right = *(const ZbTimer *const *) b;
  gint           order = zb_day_compare (left->due, right->due);

  if (order == 0)
    order = (gint) left->kind - (gint) right->kind;

  return order != 0 ? order : g_strcmp0 (left->name, right->name);
}

static void
add_member (Clock    *self,
            ZbMember *member)
{
  add_probation (self, member);
  add_lost (self, member);
  add_birthday (self, member);
  add_fifty (self, member);
}

GPtrArray *
zb_timers_compute (GPtrArray *members,
                   GPtrArray *branches,
                   GPtrArray *letters,
                   ZbDay      today)
{
  Clock self = { today, g_ptr_array_new_with_free_func ((GDestroyNotify) zb_timer_free) };

  g_return_val_if_fail (zb_day_is_whole (today), self.timers);

  for (guint i = 0; members != NULL && i < members->len; i++)
    add_member (&self, members->pdata[i]);
  for (guint i = 0; branches != NULL && i < branches->len; i++)
    add_term (&self, branches->pdata[i]);
  for (guint i = 0; letters != NULL && i < letters->len; i++)
    add_letter (&self, letters->pdata[i]);

  g_ptr_array_sort (self.timers, compare_timers);
  return self.timers;
}
