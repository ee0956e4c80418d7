/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sheet for each requirement: a row for each subject, a column for each period. Every meeting, mark and filing is
 * looked at once for each requirement and falls into its cell by arithmetic, so time grows as the records do.
 */
#include "rules/check.h"

#include "rules/check-private.h"
#include "rules/gap.h"

typedef struct
{
  const ZbCheckInput *input;
  ZbDay               from, to;
  GPtrArray          *verdicts;
  ZbCheckRoll        *roll;
} Check;

/* One requirement. */
typedef struct
{
  Check               *check;
  const ZbRequirement *rule;
  int                  first; /* number of the first period */
  int                  n_periods;
  guint                n_subjects;
  ZbVerdict          **cells; /* by subject, period; NULL where nothing is owed */
} Sheet;

void
zb_subject_free (ZbSubject *subject)
{
  g_free (subject->name);
  g_free (subject);
}

void
zb_verdict_free (ZbVerdict *verdict)
{
  g_free (verdict->name);
  g_array_unref (verdict->meetings);
  g_free (verdict);
}

static guint
count (GPtrArray *array)
{
  return array != NULL ? array->len : 0;
}

static int
months_of (ZbPeriod period)
{
  static const int months[ZB_N_PERIODS] = { 1, 3, 6, 12 };

  return months[MIN (period, ZB_PERIOD_YEAR)];
}

static int
number_period (ZbPeriod period,
               ZbDay    day)
{
  return (day.year * 12 + day.month - 1) / months_of (period);
}

static ZbDay
first_of_period (ZbPeriod period,
                 int      number)
{
  int months = number * months_of (period);

  return (ZbDay){ .year = months / 12, .month = months % 12 + 1, .day = 1 };
}

/* Of a task, and of a meeting that has its day or month: the last day on which it is in time. */
static ZbDay
get_due (const ZbRequirement *rule,
         ZbDay                first,
         ZbDay                last)
{
  ZbDay due = last;
  guint month = MIN (rule->month, (guint) months_of (rule->period));

  if (month > 0)
    due = zb_day_last ((ZbDay){ .year = first.year, .month = first.month + month - 1 });
  if (rule->fixed_day > 0)
    due.day = MIN (rule->fixed_day, due.day);

  return due;
}

/* Nothing is asked of who was not there on the day, or where there is none for half of the period. */
static gboolean
is_there (const ZbRequirement *rule,
          ZbDay                first,
          ZbDay                last,
          ZbDay                starts,
          ZbDay                ends)
{
  ZbDay since = zb_day_is_set (starts) ? zb_day_last (starts) : first;
  ZbDay until = zb_day_is_set (ends) ? zb_day_first (ends) : zb_day_plus_days (last, 1);
  ZbDay due = get_due (rule, first, last);
  int   days = zb_day_between (first, last) + 1;

  if (rule->month > 0 || rule->fixed_day > 0)
    return zb_day_compare (since, due) <= 0 && zb_day_compare (until, due) > 0;

  since = zb_day_compare (since, first) < 0 ? first : since;
  until = zb_day_compare (until, last) > 0 ? zb_day_plus_days (last, 1) : until;
  return 2 * zb_day_between (since, until) >= days;
}

static gboolean
holds_on (const ZbRequirement *rule,
          ZbDay                day)
{
  return (!zb_day_is_set (rule->from) || zb_day_compare (rule->from, day) <= 0) &&
         (!zb_day_is_set (rule->until) || zb_day_compare (rule->until, day) > 0);
}

static gboolean
owes (const ZbRequirement *rule,
      const ZbSubject     *person)
{
  const guint secretary = 1u << ZB_DUTY_SECRETARY;
  const guint committee = (1u << ZB_DUTY_GROUP_LEADER) - 1; /* every post before it */

  switch (rule->who)
    {
    case ZB_WHO_COMMITTEE:
      return (person->duties & committee) != 0;

    case ZB_WHO_SECRETARY:
      return (person->duties & secretary) != 0;

    case ZB_WHO_LEADERS:
      return person->leader || (person->duties & secretary) != 0;

    case ZB_WHO_ALL:
    default:
      return TRUE;
    }
}

/* The branch is a subject of its own. NULL: nothing is owed by this one. */
static const ZbSubject *
get_subject (const Sheet *self,
             guint        i)
{
  static const ZbSubject branch = { 0 };
  const ZbCheckInput    *input = self->check->input;

  if (self->rule->scope == ZB_SCOPE_GROUP)
    return input->groups->pdata[i];
  if (self->rule->scope == ZB_SCOPE_PERSON)
    return owes (self->rule, input->persons->pdata[i]) ? input->persons->pdata[i] : NULL;

  return &branch;
}

static guint
count_subjects (const ZbCheckInput  *input,
                const ZbRequirement *rule)
{
  if (rule->scope == ZB_SCOPE_GROUP)
    return count (input->groups);
  if (rule->scope == ZB_SCOPE_PERSON)
    return count (input->persons);

  return 1;
}

static ZbVerdict *
make_verdict (const Sheet     *self,
              const ZbSubject *subject,
              ZbDay            first)
{
  const ZbCheckInput  *input = self->check->input;
  const ZbRequirement *rule = self->rule;
  ZbDay                last;
  ZbVerdict           *verdict;

  zb_period_bounds (rule->period, first, &first, &last);
  if (!holds_on (rule, first) || !is_there (rule, first, last, subject->starts, subject->ends) ||
      !is_there (rule, first, last, input->founded, ZB_DAY_NONE))
    return NULL;

  verdict = g_new0 (ZbVerdict, 1);
  verdict->rule = rule;
  verdict->first = first;
  verdict->last = last;
  verdict->subject = subject->id;
  verdict->name = g_strdup (subject->name);
  verdict->owed = rule->count;
  verdict->meetings = g_array_new (FALSE, FALSE, sizeof (gint64));
  verdict->next = rule->task != NULL ? get_due (rule, first, last) : ZB_DAY_NONE;
  verdict->over = zb_day_compare (last, input->today) < 0;
  return verdict;
}

static ZbVerdict *
get_cell (const Sheet *self,
          guint        subject,
          ZbDay        day)
{
  int number = number_period (self->rule->period, day) - self->first;

  return number >= 0 && number < self->n_periods ? self->cells[subject * self->n_periods + number] : NULL;
}

static guint
get_gaps (const Check *self,
          ZbSlot      *slot)
{
  const ZbCheckInput *input = self->input;

  if (slot->gaps == ZB_NOT_YET)
    slot->gaps = zb_meeting_list_gaps (slot->meeting, input->profile, input->holidays, input->today);

  return slot->gaps;
}

static void
count_slot (const Sheet *self,
            ZbSlot      *slot,
            guint        subject)
{
  ZbVerdict *verdict = get_cell (self, subject, slot->day);

  if (verdict == NULL)
    return;

  g_array_append_val (verdict->meetings, slot->id);
  if (slot->standing == ZB_STANDING_UNCONFIRMED)
    verdict->gaps |= ZB_GAP_UNCONFIRMED;
  if (slot->standing == ZB_STANDING_HELD)
    {
      verdict->held++;
      verdict->gaps |= get_gaps (self->check, slot) & self->rule->evidence;
    }
  if (slot->standing == ZB_STANDING_COMING)
    {
      verdict->planned++;
      if (!zb_day_is_set (verdict->next) || zb_day_compare (slot->day, verdict->next) < 0)
        verdict->next = slot->day;
    }
}

/* A group's meeting that names no group is one of all groups. */
static void
count_for_groups (const Sheet *self,
                  ZbSlot      *slot)
{
  GPtrArray *groups = self->check->input->groups;

  for (guint i = 0; i < groups->len; i++)
    if (slot->group == 0 || slot->group == ((const ZbSubject *) groups->pdata[i])->id)
      count_slot (self, slot, i);
}

static void
count_for_lecturers (const Sheet *self,
                     ZbSlot      *slot)
{
  const char *lecturer = zb_meeting_get_lecturer (slot->meeting);
  g_autoptr (GArray) persons = zb_check_roll_find_lecturers (self->check->roll, lecturer);

  for (guint i = 0; i < persons->len; i++)
    count_slot (self, slot, g_array_index (persons, guint, i));
}

/* Of a meeting to come those count who are expected at it, when that is known already. */
static void
count_for_present (const Sheet *self,
                   ZbSlot      *slot)
{
  for (guint i = slot[0].seats; i < slot[1].seats; i++)
    {
      const ZbSeat *seat = &self->check->roll->seats[i];

      if (seat->mark == ZB_MARK_PRESENT || seat->mark == ZB_MARK_OBSERVER ||
          (seat->mark == ZB_MARK_NONE && slot->standing != ZB_STANDING_HELD))
        count_slot (self, slot, seat->person);
    }
}

static void
count_meetings (const Sheet *self)
{
  const ZbCheckRoll   *roll = self->check->roll;
  const ZbRequirement *rule = self->rule;

  for (ZbSlot *slot = roll->slots; slot < roll->slots + roll->n_slots; slot++)
    {
      if ((slot->kinds & rule->kinds) == 0 || (rule->only_joint && !zb_meeting_get_joint (slot->meeting)))
        continue;

      if (rule->scope == ZB_SCOPE_GROUP)
        count_for_groups (self, slot);
      else if (rule->scope == ZB_SCOPE_BRANCH)
        count_slot (self, slot, 0);
      else if (rule->lecturing)
        count_for_lecturers (self, slot);
      else
        count_for_present (self, slot);
    }
}

static void
count_filings (const Sheet *self)
{
  GPtrArray *filings = self->check->input->filings;

  for (guint i = 0; i < count (filings); i++)
    {
      const ZbFiling *filing = filings->pdata[i];
      ZbVerdict      *verdict = NULL;

      if (g_strcmp0 (filing->task, self->rule->task) == 0 && zb_day_is_set (filing->first))
        verdict = get_cell (self, 0, zb_day_first (filing->first));
      if (verdict != NULL)
        verdict->held++;
    }
}

static void
open_cells (const Sheet *self)
{
  for (guint i = 0; i < self->n_subjects; i++)
    {
      const ZbSubject *subject = get_subject (self, i);

      for (int j = 0; subject != NULL && j < self->n_periods; j++)
        self->cells[i * self->n_periods + j] =
            make_verdict (self, subject, first_of_period (self->rule->period, self->first + j));
    }
}

static void
give_verdicts (const Sheet *self)
{
  for (guint i = 0; i < self->n_subjects * self->n_periods; i++)
    if (self->cells[i] != NULL)
      g_ptr_array_add (self->check->verdicts, self->cells[i]);
}

static void
check_rule (Check               *self,
            const ZbRequirement *rule)
{
  Sheet                  sheet = { self, rule, .n_subjects = count_subjects (self->input, rule) };
  g_autofree ZbVerdict **cells = NULL;
  int                    last = number_period (rule->period, self->to);

  sheet.first = number_period (rule->period, self->from);
  if (zb_day_compare (first_of_period (rule->period, sheet.first), self->from) < 0)
    sheet.first++;
  sheet.n_periods = MAX (last - sheet.first + 1, 0);
  if (sheet.n_subjects == 0 || sheet.n_periods == 0)
    return;

  sheet.cells = cells = g_new0 (ZbVerdict *, (gsize) sheet.n_subjects * sheet.n_periods);

  open_cells (&sheet);
  if (rule->task != NULL)
    count_filings (&sheet);
  else
    count_meetings (&sheet);
  give_verdicts (&sheet);
}

/* A period that begins in the span ends in its last year. */
GPtrArray *
zb_check_run (const ZbCheckInput *input,
              ZbDay               from,
              ZbDay               to)
{
  g_autoptr (GPtrArray) verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_verdict_free);
  g_autoptr (ZbCheckRoll) roll = NULL;
  Check self = { input, from, to, verdicts };

  g_return_val_if_fail (zb_day_is_whole (from) && zb_day_is_whole (to), g_steal_pointer (&verdicts));

  self.roll = roll = zb_check_roll_new (input, from, (ZbDay){ .year = to.year, .month = 12, .day = 31 });
  for (guint i = 0; i < input->profile->requirements->len; i++)
    check_rule (&self, input->profile->requirements->pdata[i]);

  return g_steal_pointer (&verdicts);
}
