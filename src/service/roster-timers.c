/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-private.h"

#include "rules/timer.h"
#include "store/branch-store.h"

void
zb_roster_timer_free (ZbRosterTimer *timer)
{
  g_free (timer->code);
  g_free (timer->day);
  g_free (timer->title);
  g_free (timer->detail);
  g_free (timer);
}

static GPtrArray *
list_branch_facts (ZbDb    *db,
                   GError **error)
{
  g_autoptr (GPtrArray) rows = zb_branch_store_list (db, error);
  GPtrArray *facts;

  if (rows == NULL)
    return NULL;

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_branch_facts_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const ZbBranchRow *row = rows->pdata[i];
      ZbBranchFacts     *branch = g_new0 (ZbBranchFacts, 1);

      branch->id = row->id;
      branch->name = g_strdup (row->name);
      branch->term = row->term;
      zb_day_parse (&branch->elected, row->elected);
      g_ptr_array_add (facts, branch);
    }

  return facts;
}

static GPtrArray *
list_letter_facts (ZbDb    *db,
                   GError **error)
{
  g_autoptr (GPtrArray) rows = zb_letter_store_list (db, 0, error);
  GPtrArray *facts;

  if (rows == NULL)
    return NULL;

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_letter_facts_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const ZbLetterRow *row = rows->pdata[i];
      ZbLetterFacts     *letter = g_new0 (ZbLetterFacts, 1);

      letter->member = row->member;
      letter->member_name = g_strdup (row->member_name);
      letter->out = row->out;
      letter->other = g_strdup (row->other);
      letter->number = g_strdup (row->number);
      letter->valid = row->valid;
      zb_day_parse (&letter->issued, row->issued);
      zb_day_parse (&letter->receipt, row->receipt);
      g_ptr_array_add (facts, letter);
    }

  return facts;
}

static GPtrArray *
list_present (GPtrArray *members)
{
  GPtrArray *present = g_ptr_array_new ();

  for (guint i = 0; i < members->len; i++)
    if (zb_member_get_present (members->pdata[i]))
      g_ptr_array_add (present, members->pdata[i]);

  return present;
}

static ZbMember *
find_member (GPtrArray *members,
             gint64     id)
{
  for (guint i = 0; i < members->len; i++)
    if (zb_member_get_id (members->pdata[i]) == id)
      return members->pdata[i];

  return NULL;
}

/* 8 月 3 日; with its year when that is another one. */
static char *
dup_short_day (ZbDay day,
               ZbDay today)
{
  if (day.year != today.year)
    return zb_day_dup_words (day);
  if (!zb_day_is_whole (day))
    return g_strdup_printf ("%d 月", day.month);

  return g_strdup_printf ("%d 月 %d 日", day.month, day.day);
}

/* A month that is known no better has its last day as the due day: it is told as a month. */
static char *
dup_birthday (const ZbTimer *timer,
              ZbMember      *member,
              ZbDay          today)
{
  ZbDay            joined = member != NULL ? zb_member_get_day (member, ZB_MEMBER_JOINED) : ZB_DAY_NONE;
  ZbDay            day = { timer->due.year, timer->due.month, zb_day_is_whole (joined) ? timer->due.day : 0 };
  g_autofree char *shown = dup_short_day (day, today);

  return g_strdup_printf ("%s，入党 %d 周年", shown, timer->years);
}

static char *
dup_lost (const ZbTimer *timer,
          ZbMember      *member,
          const char    *day)
{
  gboolean suspended = member != NULL && g_strcmp0 (zb_member_get_value (member, ZB_MEMBER_STATUS), "suspended") == 0;

  if (suspended)
    return g_strdup_printf ("%s停止党籍满两年，仍无联系的按自行脱党除名", day);

  return g_strdup_printf ("%s失去联系满 6 个月，须查找并按规定停止党籍", day);
}

/* The letter that a timer is about: its own note names it. */
static const ZbLetterFacts *
find_letter (GPtrArray     *letters,
             const ZbTimer *timer)
{
  for (guint i = 0; i < letters->len; i++)
    {
      const ZbLetterFacts *letter = letters->pdata[i];

      if (letter->member == timer->member && !zb_day_is_set (letter->receipt) && timer->note != NULL &&
          g_str_has_suffix (timer->note, letter->other) &&
          (letter->number == NULL || g_str_has_prefix (timer->note, letter->number)))
        return letter;
    }

  return NULL;
}

/* Given to one who leaves, a letter runs out and then its receipt is awaited; for one who came we owe it. */
static char *
dup_letter (const ZbTimer *timer,
            GPtrArray     *letters,
            const char    *day)
{
  const ZbLetterFacts *letter = find_letter (letters, timer);
  g_autofree char     *number = letter != NULL ? zb_roster_dup_number (letter->number) : NULL;
  g_autofree char     *shown = number != NULL ? g_strdup_printf ("（%s）", number) : g_strdup ("");

  if (letter == NULL)
    return g_strdup_printf ("%s到期，请核对是否已办结", day);
  if (!letter->out)
    return g_strdup_printf ("%s到期，须给%s寄回介绍信%s的回执", day, letter->other, shown);
  if (zb_day_between (zb_day_last (letter->issued), timer->due) == letter->valid)
    return g_strdup_printf ("%s到期，请确认%s已凭介绍信%s接收", day, letter->other, shown);

  return g_strdup_printf ("%s到期，须向%s催要介绍信%s的回执", day, letter->other, shown);
}

static char *
dup_title (const ZbTimer *timer)
{
  static const char *const words[ZB_N_TIMERS] = {
    [ZB_TIMER_PROBATION] = "预备期满",
    [ZB_TIMER_TERM] = "换届",
    [ZB_TIMER_LOST] = "失联",
    [ZB_TIMER_BIRTHDAY] = "政治生日",
    [ZB_TIMER_FIFTY] = "光荣在党 50 年",
    [ZB_TIMER_LETTER] = "介绍信",
  };

  if (timer->kind == ZB_TIMER_LOST && timer->years > 0)
    return g_strdup_printf ("%s 失联 %d 个月", timer->name, timer->years);

  return g_strdup_printf ("%s %s", timer->name, words[timer->kind]);
}

static char *
dup_detail (const ZbTimer *timer,
            ZbMember      *member,
            GPtrArray     *letters,
            ZbDay          today)
{
  const char      *done = timer->days < 0 ? "已于 " : "";
  g_autofree char *shown = dup_short_day (timer->due, today);
  g_autofree char *day = g_strconcat (done, shown, NULL);

  switch (timer->kind)
    {
    case ZB_TIMER_PROBATION:
      return g_strdup_printf ("%s期满，须召开支部党员大会讨论转正", day);
    case ZB_TIMER_TERM:
      return g_strdup_printf ("%s任期届满，须召开党员大会换届选举", day);
    case ZB_TIMER_LOST:
      return dup_lost (timer, member, day);
    case ZB_TIMER_BIRTHDAY:
      return dup_birthday (timer, member, today);
    case ZB_TIMER_FIFTY:
      return g_strdup_printf ("到 %d 年 7 月 1 日党龄 %d 年，可申报“光荣在党50年”纪念章", timer->due.year, timer->years);
    case ZB_TIMER_LETTER:
      return dup_letter (timer, letters, day);
    case ZB_N_TIMERS:
    default:
      return g_strdup ("");
    }
}

static ZbRosterTimer *
say_timer (const ZbTimer *timer,
           GPtrArray     *members,
           GPtrArray     *letters,
           ZbDay          today)
{
  ZbMember      *member = timer->member != 0 ? find_member (members, timer->member) : NULL;
  ZbRosterTimer *said = g_new0 (ZbRosterTimer, 1);

  said->code = g_strdup (zb_timer_to_code (timer->kind));
  said->due = timer->state == ZB_TIMER_DUE;
  said->member = timer->member;
  said->branch = timer->branch;
  said->day = zb_day_to_text (timer->due);
  said->days = timer->days;
  said->title = dup_title (timer);
  said->detail = dup_detail (timer, member, letters, today);
  return said;
}

GPtrArray *
zb_roster_list_timers (ZbDb       *db,
                       GPtrArray  *members,
                       const char *today,
                       GError    **error)
{
  g_autoptr (GPtrArray) branches = list_branch_facts (db, error);
  g_autoptr (GPtrArray) letters = branches != NULL ? list_letter_facts (db, error) : NULL;
  g_autoptr (GPtrArray) present = list_present (members);
  g_autoptr (GPtrArray) timers = NULL;
  GPtrArray *said;
  ZbDay      day;

  if (letters == NULL)
    return NULL;

  zb_day_parse (&day, today);
  timers = zb_timers_compute (present, branches, letters, day);
  said = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_roster_timer_free);
  for (guint i = 0; i < timers->len; i++)
    g_ptr_array_add (said, say_timer (timers->pdata[i], members, letters, day));

  return said;
}
