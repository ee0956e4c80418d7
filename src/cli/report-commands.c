/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/meeting-run.h"
#include "cli/out.h"
#include "cli/say.h"
#include "service/reports.h"

#include <glib/gi18n.h>

/* Papers and the calendar file. */

/* An existing file stays unless --replace. */
static gboolean
may_write (ZbRun      *run,
           const char *path,
           const char *suffix,
           ZbExit     *status)
{
  if (!g_str_has_suffix (path, suffix))
    {
      g_autofree char *words = g_strdup_printf (_ ("文件名要以 %s 结尾"), suffix);

      *status = zb_say_usage (run, words);
      return FALSE;
    }
  if (run->options->replace || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_printerr ("%s", _ ("同名文件已经存在，没有覆盖它；请换一个文件名，或加上 --replace。\n"));
  *status = ZB_EXIT_FAILED;
  return FALSE;
}

static ZbExit
put_written (ZbRun      *run,
             const char *path,
             const char *font,
             int         n)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!run->options->json)
    {
      g_print (_ ("已写好 %s"), path);
      if (font != NULL)
        g_print (_ ("，正文字体 %s"), font);
      g_print ("\n");
      return ZB_EXIT_DONE;
    }

  json_builder_begin_object (builder);
  zb_out_text (builder, "file", path);
  if (font != NULL)
    zb_out_text (builder, "font", font);
  else
    zb_out_int (builder, "meetings", n);
  json_builder_end_object (builder);
  zb_out_value (builder);
  return ZB_EXIT_DONE;
}

static ZbExit
export_report (ZbRun          *run,
               ZbCalendar     *calendar,
               const ZbReport *report,
               const char     *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *font = NULL;

  zb_report_export_async (calendar, report, path, run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  font = zb_report_export_finish (calendar, result, &error);
  return font != NULL ? put_written (run, path, font, 0) : zb_say_error (run, error);
}

ZbExit
zb_meeting_export (ZbRun *run)
{
  static const char *const papers[] = { "record", "sheet", "blank" };
  const char              *paper = run->options->paper != NULL ? run->options->paper : papers[0];
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (ZbMeeting) meeting = NULL;
  ZbReport report = { 0 };
  ZbExit   status = ZB_EXIT_DONE;
  guint    which = 0;

  while (which < G_N_ELEMENTS (papers) && !g_str_equal (papers[which], paper))
    which++;
  if (which == G_N_ELEMENTS (papers))
    return zb_say_usage (run, _ ("--paper 要是 record、sheet 或 blank"));
  if (!may_write (run, run->args[1], ".pdf", &status) ||
      (status = zb_meeting_of_args (run, &calendar, &meeting)) != ZB_EXIT_DONE)
    return status;

  report.kind = ZB_REPORT_RECORD + which;
  report.meeting = zb_meeting_get_id (meeting);
  return export_report (run, calendar, &report, run->args[1]);
}

/* 计划报备表 by default; the quarter's agenda, the year, the overview. */
ZbExit
zb_plan_export (ZbRun *run)
{
  static const char *const papers[] = { "plan", "agenda", "year", "overview", "reminder" };
  const char              *paper = run->options->paper != NULL ? run->options->paper : papers[0];
  g_autoptr (ZbCalendar) calendar = NULL;
  ZbReport report = { 0 };
  ZbExit   status = ZB_EXIT_DONE;
  guint    which = 0;

  while (which < G_N_ELEMENTS (papers) && !g_str_equal (papers[which], paper))
    which++;
  if (which == G_N_ELEMENTS (papers))
    return zb_say_usage (run, _ ("--paper 要是 plan、agenda、year、overview 或 reminder"));
  if (!may_write (run, run->args[0], ".pdf", &status))
    return status;
  if (!(calendar = zb_meeting_load (run)))
    return ZB_EXIT_FAILED;
  if (!zb_period_of_options (run, zb_calendar_get_today (calendar), &report.from, &report.to))
    return ZB_EXIT_USAGE;

  report.kind = ZB_REPORT_PLAN + which;
  if (report.kind == ZB_REPORT_YEAR || report.kind == ZB_REPORT_REMINDER)
    zb_calendar_get_period (ZB_PERIOD_YEAR, report.from, &report.from, &report.to);
  return export_report (run, calendar, &report, run->args[0]);
}

static gboolean
read_day (ZbRun      *run,
          const char *given,
          ZbDay      *day)
{
  if (given == NULL || (zb_day_parse (day, given) && zb_day_is_whole (*day)))
    return TRUE;

  zb_say_usage (run, _ ("--from 和 --to 要写成 2019-06-10 这样的日期"));
  return FALSE;
}

ZbExit
zb_calendar_export (ZbRun *run)
{
  g_autoptr (ZbCalendar) calendar = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZbDay  from, to;
  ZbExit status = ZB_EXIT_DONE;
  int    n;

  zb_day_set (&from, 1949, 1, 1);
  zb_day_set (&to, 2199, 12, 31);
  if (!read_day (run, run->options->from, &from) || !read_day (run, run->options->to, &to))
    return ZB_EXIT_USAGE;
  if (!may_write (run, run->args[0], ".ics", &status))
    return status;
  if (!(calendar = zb_meeting_load (run)))
    return ZB_EXIT_FAILED;

  zb_report_ics_async (calendar, from, to, run->args[0], run->cancellable, zb_run_ready_cb, run);
  result = zb_run_wait (run);
  n = zb_report_ics_finish (calendar, result, &error);
  return n >= 0 ? put_written (run, run->args[0], NULL, n) : zb_say_error (run, error);
}
