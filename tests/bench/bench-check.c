/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/check.h"

#include <time.h>

/* What a check of one branch costs in CPU time, beside a plain walk over the same records that reads every field once.
 * Argument: the program's data folder.
 */
#define FIRST_YEAR 2019
#define MEETINGS 500 /* a year */
#define MEMBERS 60
#define SEATS 30 /* a meeting */
#define ROUNDS 25
#define WANTED 50.0 /* ms, ten years */

static const guint kinds[] = {
  1u << ZB_KIND_THEME_DAY | 1u << ZB_KIND_LECTURE,
  1u << ZB_KIND_COMMITTEE,
  1u << ZB_KIND_GROUP_MEETING,
  1u << ZB_KIND_GROUP_MEETING,
  1u << ZB_KIND_TALK,
  1u << ZB_KIND_ASSEMBLY,
  1u << ZB_KIND_REVIEW,
  1u << ZB_KIND_OTHER,
};

static double
cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static ZbProfile *
load_profile (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "rules", "court.ini", NULL);
  g_autofree char *text = NULL;
  gsize            length;
  ZbProfileFault   fault = { 0 };
  ZbProfile       *profile;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  profile = zb_profile_parse (text, length, &fault);
  g_assert_nonnull (profile);
  return profile;
}

static ZbHolidays *
load_holidays (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "holidays.tsv", NULL);
  g_autofree char *text = NULL;
  gsize            length;
  ZbHolidaysFault  fault = { 0 };
  ZbHolidays      *holidays;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  holidays = zb_holidays_parse (text, length, &fault);
  g_assert_nonnull (holidays);
  return holidays;
}

static void
add_meeting (ZbCheckInput *input,
             guint         number,
             ZbDay         day)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  ZbMeetingFacts facts = { .state = ZB_STATE_RECORDED, .n_photos = number % 3, .n_listed = SEATS, .expected = SEATS, .present = SEATS - number % 5, .voters = SEATS, .voters_present = SEATS - number % 5, .n_agenda = 3, .n_written = 2 + number % 2, .recorded = day };

  draft->theme = g_strdup ("学习");
  draft->kinds = kinds[number % G_N_ELEMENTS (kinds)];
  facts.group = (draft->kinds & 1u << ZB_KIND_GROUP_MEETING) != 0 ? 1 + number % 3 : 0;
  draft->lecturer = (draft->kinds & 1u << ZB_KIND_LECTURE) != 0 ? g_strdup_printf ("党员%u", number % MEMBERS) : NULL;
  zb_wall_set (&draft->start, day.year, day.month, day.day, 9, 0, 0);
  g_ptr_array_add (input->meetings, zb_meeting_new_with_facts (number + 1, draft, &facts));

  for (guint i = 0; i < SEATS; i++)
    {
      ZbAttended seat = { number + 1, 1 + (number + i * 7) % MEMBERS, i % 9 == 0 ? ZB_MARK_EXCUSED : ZB_MARK_PRESENT };

      g_array_append_val (input->attended, seat);
    }
}

static void
add_subjects (GPtrArray  *subjects,
              guint       n,
              const char *format)
{
  for (guint i = 0; i < n; i++)
    {
      ZbSubject *subject = g_new0 (ZbSubject, 1);

      subject->id = i + 1;
      subject->name = g_strdup_printf ("%s%u", format, i);
      subject->duties = i < 5 ? 1u << i : 0;
      subject->leader = i < 10;
      g_ptr_array_add (subjects, subject);
    }
}

static void
fill (ZbCheckInput *input,
      ZbProfile    *profile,
      ZbHolidays   *holidays,
      int           years)
{
  ZbDay first = { FIRST_YEAR, 1, 1 };

  *input = (ZbCheckInput){ .profile = profile, .holidays = holidays, .today = { FIRST_YEAR + years - 1, 12, 31 } };
  input->meetings = g_ptr_array_new_with_free_func (g_object_unref);
  input->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_subject_free);
  input->persons = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_subject_free);
  input->attended = g_array_new (FALSE, FALSE, sizeof (ZbAttended));
  add_subjects (input->groups, 3, "第");
  add_subjects (input->persons, MEMBERS, "党员");
  for (int i = 0; i < years * MEETINGS; i++)
    add_meeting (input, i, zb_day_plus_days (first, i * 365 / MEETINGS));
}

static void
empty (ZbCheckInput *input)
{
  g_ptr_array_unref (input->meetings);
  g_ptr_array_unref (input->groups);
  g_ptr_array_unref (input->persons);
  g_array_unref (input->attended);
}

static gint
compare_times (gconstpointer a,
               gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
measure_check (const ZbCheckInput *input,
               ZbDay               from,
               guint              *n_verdicts)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double began = cpu ();
      g_autoptr (GPtrArray) verdicts = zb_check_run (input, from, input->today);

      times[i] = cpu () - began;
      *n_verdicts = verdicts->len;
    }

  qsort (times, ROUNDS, sizeof (double), compare_times);
  return times[ROUNDS / 4];
}

static guint64
walk (const ZbCheckInput *input)
{
  guint64 sum = 0;

  for (guint i = 0; i < input->meetings->len; i++)
    {
      ZbMeeting            *meeting = input->meetings->pdata[i];
      const ZbMeetingFacts *facts = zb_meeting_get_facts (meeting);

      sum += zb_meeting_get_id (meeting) + zb_meeting_get_kinds (meeting) + zb_meeting_get_day (meeting).month;
      sum += zb_meeting_get_state (meeting) + facts->group + facts->n_photos + facts->present;
    }
  for (guint i = 0; i < input->attended->len; i++)
    {
      const ZbAttended *seat = &g_array_index (input->attended, ZbAttended, i);

      sum += seat->meeting + seat->member + seat->mark;
    }

  return sum;
}

static double
measure_walk (const ZbCheckInput *input,
              guint64            *sum)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double began = cpu ();

      *sum += walk (input);
      times[i] = cpu () - began;
    }

  qsort (times, ROUNDS, sizeof (double), compare_times);
  return times[ROUNDS / 4];
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (ZbProfile) profile = load_profile (argv[1]);
  g_autoptr (ZbHolidays) holidays = load_holidays (argv[1]);
  ZbCheckInput ten, five;
  double       whole, half, quarter, plain;
  guint        n_whole, n_half, n_quarter;
  guint64      sum = 0;

  fill (&ten, profile, holidays, 10);
  fill (&five, profile, holidays, 5);
  half = measure_check (&five, (ZbDay){ FIRST_YEAR, 1, 1 }, &n_half);
  whole = measure_check (&ten, (ZbDay){ FIRST_YEAR, 1, 1 }, &n_whole);
  quarter = measure_check (&ten, (ZbDay){ FIRST_YEAR + 9, 10, 1 }, &n_quarter);
  plain = measure_walk (&ten, &sum);
  g_print ("check: %u meetings, %u members, %u marks, %u verdicts: %.1f ms (at most %.0f), half of it (%u verdicts) %.1f ms: ratio %.2f; "
           "a plain walk %.2f ms (sum %" G_GUINT64_FORMAT "): ratio %.1f\n",
           ten.meetings->len, ten.persons->len, ten.attended->len, n_whole, whole, WANTED, n_half, half, whole / half, plain, sum,
           whole / plain);
  g_print ("check: the last quarter of it (%u verdicts) %.1f ms\n", n_quarter, quarter);
  empty (&ten);
  empty (&five);

  return whole <= WANTED && whole <= 2.6 * half ? 0 : 1;
}
