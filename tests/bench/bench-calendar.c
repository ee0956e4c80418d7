/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/calendar.h"

#include "service/library-private.h"
#include "store/db.h"
#include "store/meeting-store.h"
#include "support/support.h"

#include <time.h>

/* What turning a month costs the main thread in the service, of ten years of records: its meetings, what they lack, the days'
 * notes, the ghosts and the deadlines; then what a change costs it, and the list of what to do next.
 */
#define YEARS 10
#define MEETINGS 5000
#define MEMBERS "60"
#define TODAY "2025-12-20"
#define CELLS 42
#define WANTED 4.0 /* ms, each month */

static const char *const kinds[] = { "theme-day,lecture", "committee", "group-meeting", "talk", "assembly", "review", "other", "lecture" };

static GAsyncResult *answer;

static double
cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static gboolean
add_meeting (ZbDb    *db,
             guint    number,
             GError **error)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  ZbDay day = zb_day_plus_days ((ZbDay){ 2016, 1, 1 }, number * (YEARS * 365) / MEETINGS);

  draft->theme = g_strdup_printf ("学习 %u", number);
  draft->kinds = zb_kinds_parse (kinds[number % G_N_ELEMENTS (kinds)]);
  draft->group = g_strdup (number % G_N_ELEMENTS (kinds) == 2 ? "一组" : NULL);
  zb_wall_set (&draft->start, day.year, day.month, day.day, 9, 0, 0);
  return zb_meeting_store_insert_as (db, draft, ZB_STATE_HELD, TRUE, error) != 0;
}

/* Store thread. Half of the members at each meeting. */
static gpointer
run_fill (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  if (!zb_db_exec (db,
                   "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " MEMBERS ")"
                   " INSERT INTO member (uid, position, name) SELECT 'm' || i, i, '党员' || i FROM n",
                   error) ||
      !zb_db_exec (db, "INSERT INTO span (uid, member, kind, branch) SELECT 'b' || id, id, 'branch', 1 FROM member", error) ||
      !zb_db_exec (db, "INSERT INTO span (uid, member, kind, value) SELECT 'c' || id, id, 'category', 'full' FROM member", error))
    return NULL;

  for (guint i = 0; i < MEETINGS; i++)
    if (!add_meeting (db, i, error))
      return NULL;

  return GINT_TO_POINTER (zb_db_exec (db,
                                      "INSERT INTO attendance (meeting, member, position, voter, probationary, mark)"
                                      " SELECT m.id, p.id, p.position, 1, 0, iif ((m.id + p.id) % 9 = 0, 'excused', 'present')"
                                      " FROM meeting AS m JOIN member AS p ON (m.id + p.id) % 2 = 0",
                                      error));
}

static ZbLibrary *
create (const char *folder)
{
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  ZbLibrary *library;

  zb_library_create_async (folder, "第一党支部", "court", TODAY, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, 60);
  library = zb_library_open_finish (done, &error);
  g_assert_no_error (error);
  return library;
}

static void
fill (ZbLibrary *library)
{
  g_autoptr (GTask) task = g_task_new (library, NULL, zb_test_result_cb, &answer);
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_library_change (library, task, "填充", run_fill, NULL);
  done = zb_test_wait (&answer, 300);
  g_task_propagate_pointer (task, &error);
  g_assert_no_error (error);
}

static void
load (ZbCalendar *calendar)
{
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_calendar_load_async (calendar, NULL, zb_test_result_cb, &answer);
  done = zb_test_wait (&answer, 300);
  zb_calendar_load_finish (calendar, done, &error);
  g_assert_no_error (error);
}

/* All that a page of a month asks for. */
static double
measure_month (ZbCalendar *calendar,
               ZbDay       first,
               guint      *n)
{
  double began = cpu ();
  ZbDay  last = zb_day_plus_days (first, CELLS - 1);
  g_autoptr (GPtrArray) meetings = zb_calendar_list_meetings (calendar, first, last);
  g_autoptr (GPtrArray) ghosts = zb_calendar_list_ghosts (calendar, first, last);
  g_autoptr (GPtrArray) deadlines = zb_calendar_list_deadlines (calendar, first, last);
  g_autofree char *span = zb_calendar_dup_lunar_span (calendar, first, last);
  ZbDateNote       note;

  for (guint i = 0; i < meetings->len; i++)
    zb_calendar_get_gaps (calendar, meetings->pdata[i]);
  for (int i = 0; i < CELLS; i++)
    zb_calendar_note_date (calendar, zb_day_plus_days (first, i), &note);
  *n += meetings->len + ghosts->len + deadlines->len + (*span != '\0');

  return cpu () - began;
}

static gboolean
measure_months (ZbCalendar *calendar)
{
  double most = 0, sum = 0;
  guint  n = 0;

  for (int i = 0; i < YEARS * 12; i++)
    {
      double one = measure_month (calendar, (ZbDay){ 2016 + i / 12, i % 12 + 1, 1 }, &n);

      sum += one;
      most = MAX (most, one);
    }
  g_print ("a month: %.2f ms, the slowest %.2f ms, %u things in all; ratio to %.0f ms: %.2f%s\n", sum / (YEARS * 12), most, n, WANTED,
           most / WANTED, most > WANTED ? ", above" : "");

  return most <= WANTED;
}

static void
measure_others (ZbCalendar *calendar)
{
  double began = cpu ();
  g_autoptr (GPtrArray) todo = zb_calendar_list_todo (calendar);
  double listed = cpu ();

  load (calendar);
  g_print ("what to do next: %.2f ms, %u lines; a whole load: %.2f ms of the main thread\n", listed - began, todo->len, cpu () - listed);
}

int
main (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbLibrary) library = create (folder);
  g_autoptr (ZbMeetings) meetings = zb_meetings_new (library);
  g_autoptr (ZbRoster) roster = zb_roster_new (library);
  g_autoptr (ZbCalendar) calendar = zb_calendar_new (meetings, roster);
  gboolean quick;

  fill (library);
  load (calendar);
  quick = measure_months (calendar);
  measure_others (calendar);

  return quick ? 0 : 1;
}
