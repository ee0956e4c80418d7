/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a day is, and what is on it. A month that is turned to costs a search in a sorted array. */
#include "service/calendar-private.h"

#include "base/lunar.h"
#include "rules/gap.h"

#include <string.h>

static ZbDateKind
get_date_kind (ZbDayKind kind)
{
  switch (kind)
    {
    case ZB_DAY_OFF:
      return ZB_DATE_OFF;

    case ZB_DAY_MAKE_UP:
      return ZB_DATE_MAKE_UP;

    case ZB_DAY_WEEKEND:
      return ZB_DATE_WEEKEND;

    case ZB_DAY_WORKDAY:
    default:
      return ZB_DATE_WORK;
    }
}

/* 固定党日: the day of the month that the theme day of that time has. */
static gboolean
is_fixed (const ZbProfile *profile,
          ZbDay            day)
{
  for (guint i = 0; i < profile->requirements->len; i++)
    {
      const ZbRequirement *rule = profile->requirements->pdata[i];

      if ((rule->kinds & (1u << ZB_KIND_THEME_DAY)) != 0 && rule->fixed_day == day.day &&
          rule->period == ZB_PERIOD_MONTH && zb_profile_find (profile, rule->code, day) == rule)
        return TRUE;
    }

  return FALSE;
}

static ZbDateNote *
make_note (ZbCalendar *self,
           ZbDay       day)
{
  const ZbHolidays *holidays = self->look->holidays;
  ZbDateNote       *note = g_new0 (ZbDateNote, 1);
  const char       *special = zb_lunar_get_note (day, &note->festival);
  g_autofree char  *lunar = special == NULL ? zb_lunar_dup_day (day) : NULL;

  note->kind = get_date_kind (zb_holidays_look (holidays, day));
  note->holiday = g_intern_string (zb_holidays_get_name (holidays, day));
  note->fixed = is_fixed (self->look->profile, day);
  if (special == NULL)
    special = lunar != NULL ? lunar : "";
  if (strlen (special) < sizeof note->note)
    strcpy (note->note, special);
  return note;
}

/* Kept until the next load: a month is turned back and forth. */
void
zb_calendar_note_date (ZbCalendar *self,
                       ZbDay       day,
                       ZbDateNote *note)
{
  gpointer    key = GINT_TO_POINTER ((day.year << 9) + (day.month << 5) + day.day);
  ZbDateNote *known = g_hash_table_lookup (self->notes, key);

  g_return_if_fail (zb_day_is_whole (day));

  if (known == NULL)
    {
      known = make_note (self, day);
      g_hash_table_insert (self->notes, key, known);
    }

  *note = *known;
}

/* The year is said once when both days are of it. */
char *
zb_calendar_dup_lunar_span (ZbCalendar *self,
                            ZbDay       from,
                            ZbDay       to)
{
  g_autofree char *first = zb_lunar_dup_long (from);
  g_autofree char *last = zb_lunar_dup_long (to);
  const char      *blank = strchr (last, ' ');
  gboolean         same = blank != NULL && strncmp (first, last, blank - last + 1) == 0;

  if (*first == '\0' || *last == '\0')
    return g_strdup ("");

  return g_strconcat (first, "–", same ? blank + 1 : last, NULL);
}

gboolean
zb_calendar_knows_holidays (ZbCalendar *self,
                            int         year)
{
  return zb_holidays_has_year (self->look->holidays, year);
}

/* The first meeting that may still be going on that day. */
static guint
find_first (ZbCalendar *self,
            ZbDay       day)
{
  guint from = 0, to = self->days->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (zb_day_compare (self->reach[middle], day) < 0)
        from = middle + 1;
      else
        to = middle;
    }

  return from;
}

GPtrArray *
zb_calendar_list_meetings (ZbCalendar *self,
                           ZbDay       from,
                           ZbDay       to)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = find_first (self, from); i < self->days->len; i++)
    {
      ZbMeeting *meeting = self->days->pdata[i];

      if (zb_day_compare (zb_meeting_get_day (meeting), to) > 0)
        break;
      if (zb_day_compare (zb_meeting_get_last_day (meeting), from) >= 0)
        g_ptr_array_add (found, g_object_ref (meeting));
    }

  return found;
}

static ZbDay
day_of_wall (const ZbWall *wall)
{
  int   year, month, number;
  ZbDay day;

  zb_wall_split (wall, &year, &month, &number, NULL, NULL, NULL);
  zb_day_set (&day, year, month, number);
  return day;
}

GPtrArray *
zb_calendar_list_ghosts (ZbCalendar *self,
                         ZbDay       from,
                         ZbDay       to)
{
  GPtrArray *moved = self->moved;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < moved->len; i++)
    {
      ZbDay planned = day_of_wall (&zb_meeting_get_facts (moved->pdata[i])->planned);

      if (zb_day_compare (planned, to) > 0)
        break;
      if (zb_day_compare (planned, from) >= 0)
        g_ptr_array_add (found, g_object_ref (moved->pdata[i]));
    }

  return found;
}

/* The profile's tasks alone: borrowed. */
static GPtrArray *
list_tasks (const ZbProfile *profile)
{
  GPtrArray *tasks = g_ptr_array_new ();

  for (guint i = 0; i < profile->requirements->len; i++)
    if (((const ZbRequirement *) profile->requirements->pdata[i])->task != NULL)
      g_ptr_array_add (tasks, profile->requirements->pdata[i]);

  return tasks;
}

static gboolean
is_open (const ZbVerdict *verdict,
         ZbDay            from,
         ZbDay            to)
{
  return verdict->held < verdict->owed && zb_day_compare (verdict->next, from) >= 0 &&
         zb_day_compare (verdict->next, to) <= 0;
}

static gint
compare_due (gconstpointer a,
             gconstpointer b)
{
  const ZbVerdict *first = *(const ZbVerdict *const *) a;
  const ZbVerdict *second = *(const ZbVerdict *const *) b;

  return zb_day_compare (first->next, second->next);
}

/* A task falls due inside its period, so that one began in the same year. Meetings are not looked at. */
GPtrArray *
zb_calendar_list_deadlines (ZbCalendar *self,
                            ZbDay       from,
                            ZbDay       to)
{
  g_autoptr (GPtrArray) tasks = list_tasks (self->look->profile);
  ZbProfile    profile = *self->look->profile;
  ZbCheckInput input = zb_calendar_get_input (self);
  GPtrArray   *verdicts;

  profile.requirements = tasks;
  input.profile = &profile;
  input.meetings = NULL;
  input.attended = NULL;
  verdicts = zb_check_run (&input, (ZbDay){ from.year, 1, 1 }, to);
  for (guint i = verdicts->len; i-- > 0;)
    if (!is_open (verdicts->pdata[i], from, to))
      g_ptr_array_remove_index (verdicts, i);

  g_ptr_array_sort (verdicts, compare_due);
  return verdicts;
}
