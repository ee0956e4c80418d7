/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/meeting-run.h"

#include "cli/out.h"
#include "cli/say.h"
#include "cli/typed.h"

#include <glib/gi18n.h>

ZbCalendar *
zb_meeting_load (ZbRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbMeetings) meetings = NULL;
  g_autoptr (ZbRoster) roster = NULL;
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (GError) error = NULL;

  if (!zb_run_open (run))
    return NULL;

  meetings = zb_meetings_new (run->library);
  roster = zb_roster_new (run->library);
  calendar = zb_calendar_new (meetings, roster);
  zb_calendar_load_async (calendar, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_calendar_load_finish (calendar, result, &error))
    {
      zb_say_error (run, error);
      return NULL;
    }

  if (zb_calendar_get_complaint (calendar) != NULL)
    g_printerr (_ ("请注意：%s\n"), zb_calendar_get_complaint (calendar));
  return g_steal_pointer (&calendar);
}

static ZbMeeting *
find (ZbCalendar *calendar,
      gint64      id)
{
  ZbMeeting *meeting = zb_meetings_find (zb_calendar_get_meetings (calendar), id);

  if (meeting == NULL)
    {
      g_autofree char *shown = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_printerr (_ ("没有编号为 %s 的活动，什么也没有改动；用 zhibuctl meeting list 查看编号。\n"), shown);
    }

  return meeting;
}

ZbExit
zb_meeting_of_args (ZbRun       *run,
                    ZbCalendar **calendar,
                    ZbMeeting  **meeting)
{
  ZbMeeting *found;
  gint64     id;

  if (!zb_read_id (run->args[0], &id))
    return zb_say_usage (run, _ ("活动编号要是数字"));
  if (!(*calendar = zb_meeting_load (run)) || !(found = find (*calendar, id)))
    return ZB_EXIT_FAILED;

  *meeting = g_object_ref (found);
  return ZB_EXIT_DONE;
}

GPtrArray *
zb_gaps_list_codes (guint gaps)
{
  GPtrArray *codes = g_ptr_array_new ();

  for (guint i = 0; i < ZB_N_GAPS; i++)
    if (gaps & (1u << i))
      g_ptr_array_add (codes, (gpointer) zb_calendar_get_gap_code (1u << i));

  return codes;
}

char *
zb_gaps_dup_names (guint gaps)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < ZB_N_GAPS; i++)
    if (gaps & (1u << i))
      g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "", zb_calendar_get_gap_name (1u << i));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

void
zb_meeting_print (ZbCalendar *calendar,
                  ZbMeeting  *meeting)
{
  g_autofree char *start = zb_show_wall (zb_meeting_get_start (meeting));
  g_autofree char *end = zb_show_wall (zb_meeting_get_end (meeting));
  g_autofree char *kinds = zb_kinds_to_names (zb_meeting_get_kinds (meeting));
  g_autofree char *missing = zb_gaps_dup_names (zb_calendar_get_gaps (calendar, meeting));
  guint            expected, present;

  g_print ("%5" G_GINT64_FORMAT "  %s", zb_meeting_get_id (meeting), start);
  if (zb_wall_is_set (zb_meeting_get_end (meeting)))
    g_print (_ (" 至 %s"), end);
  g_print (_ ("  %s（%s）"), zb_meeting_get_theme (meeting), kinds);
  if (zb_meeting_get_place (meeting) != NULL)
    g_print ("  %s", zb_meeting_get_place (meeting));
  if (zb_meeting_get_joint (meeting))
    g_print ("  %s", _ ("联合"));
  g_print ("  %s", zb_state_get_name (zb_meeting_get_state (meeting)));
  zb_meeting_get_attendance (meeting, &expected, &present);
  if (zb_meeting_get_facts (meeting)->n_listed > 0)
    g_print (_ ("  应到 %u 实到 %u"), expected, present);
  g_print (_ ("  照片 %u 张"), zb_meeting_get_n_photos (meeting));
  g_print ("%s%s\n", *missing != '\0' ? "  " : "", missing);
}

void
zb_meeting_out (JsonBuilder *builder,
                ZbCalendar  *calendar,
                ZbMeeting   *meeting)
{
  g_autoptr (GPtrArray) missing = zb_gaps_list_codes (zb_calendar_get_gaps (calendar, meeting));

  json_builder_begin_object (builder);
  zb_out_meeting (builder, meeting, missing);
  json_builder_end_object (builder);
}

void
zb_meeting_put (ZbRun      *run,
                ZbCalendar *calendar,
                ZbMeeting  *meeting)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!run->options->json)
    {
      zb_meeting_print (calendar, meeting);
      return;
    }

  zb_meeting_out (builder, calendar, meeting);
  zb_out_value (builder);
}

/* After an edit the calendar reloads by itself; this one asks for it now. */
ZbExit
zb_meeting_put_edited (ZbRun        *run,
                       ZbCalendar   *calendar,
                       GAsyncResult *edited)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64     id = zb_meetings_edit_finish (zb_calendar_get_meetings (calendar), edited, &error);
  ZbMeeting *meeting;

  if (id == 0)
    return zb_say_error (run, error);

  zb_calendar_load_async (calendar, NULL, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  if (!zb_calendar_load_finish (calendar, result, &error))
    return zb_say_error (run, error);
  if (!(meeting = find (calendar, id)))
    return ZB_EXIT_FAILED;

  zb_meeting_put (run, calendar, meeting);
  return ZB_EXIT_DONE;
}

/* 2019Q2 */
static gboolean
read_quarter (const char *text,
              ZbDay      *day)
{
  gint64 year, quarter;
  g_auto (GStrv) parts = g_strsplit_set (text, "Qq", 2);

  return parts[0] != NULL && parts[1] != NULL &&
         g_ascii_string_to_signed (parts[0], 10, 1, 9999, &year, NULL) &&
         g_ascii_string_to_signed (parts[1], 10, 1, 4, &quarter, NULL) &&
         zb_day_set (day, year, quarter * 3 - 2, 1);
}

gboolean
zb_period_of_options (ZbRun *run,
                      ZbDay  today,
                      ZbDay *first,
                      ZbDay *last)
{
  const ZbOptions *options = run->options;
  gint64           year;
  ZbDay            day = today;

  if (options->quarter != NULL && !read_quarter (options->quarter, &day))
    {
      zb_say_usage (run, _ ("--quarter 要写成 2019Q2"));
      return FALSE;
    }
  if (options->year != NULL &&
      (!g_ascii_string_to_signed (options->year, 10, 1, 9999, &year, NULL) || !zb_day_set (&day, year, 1, 1)))
    {
      zb_say_usage (run, _ ("--year 要写成 2019"));
      return FALSE;
    }

  zb_calendar_get_period (options->year != NULL ? ZB_PERIOD_YEAR : ZB_PERIOD_QUARTER, day, first, last);
  return TRUE;
}
