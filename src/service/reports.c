/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/reports-private.h"

#include "service/library-private.h"
#include "service/pages-private.h"
#include "store/meeting-store.h"

/* main → store → main → report thread → main. Tasks of other threads hold no service: were they the last, it would end there. */

void
zb_report_job_free (ZbReportJob *job)
{
  g_clear_pointer (&job->record, zb_record_free);
  g_clear_pointer (&job->chosen, g_ptr_array_unref);
  g_clear_pointer (&job->meetings, g_ptr_array_unref);
  g_clear_pointer (&job->verdicts, g_ptr_array_unref);
  g_clear_pointer (&job->year, g_ptr_array_unref);
  g_clear_pointer (&job->lines, g_ptr_array_unref);
  g_clear_pointer (&job->gaps, g_ptr_array_unref);
  g_clear_pointer (&job->results, g_ptr_array_unref);
  g_clear_pointer (&job->uids, g_ptr_array_unref);
  g_clear_pointer (&job->pages, zb_paper_pages_free);
  g_free (job->branch);
  g_free (job->quorum);
  g_free (job->path);
  g_free (job);
}

static void
run_in_thread (GTask              *outer,
               GTaskThreadFunc     func,
               GAsyncReadyCallback callback)
{
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (outer), callback, g_object_ref (outer));

  g_task_set_check_cancellable (inner, FALSE); /* a file that has its name is never reported as cancelled */
  g_task_set_check_cancellable (outer, FALSE);
  g_task_set_task_data (inner, g_task_get_task_data (outer), NULL);
  g_task_run_in_thread (inner, func);
}

static void
read_from_store (GTask              *outer,
                 ZbDbFunc            func,
                 GAsyncReadyCallback callback)
{
  ZbReportJob *job = g_task_get_task_data (outer);
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (outer), callback, g_object_ref (outer));

  g_task_set_task_data (inner, job, NULL);
  zb_library_read (job->library, inner, func, NULL);
}

static ZbPaperPages *
lay_out (ZbReportJob   *job,
         const ZbPaper *paper)
{
  switch (job->report.kind)
    {
    case ZB_REPORT_SHEET:
    case ZB_REPORT_BLANK:
      return zb_paper_sheet (paper, job->width, job->height);
    case ZB_REPORT_PLAN:
      return zb_paper_plan (paper, job->width, job->height);
    case ZB_REPORT_AGENDA:
      return zb_paper_agenda (paper, job->width, job->height);
    case ZB_REPORT_YEAR:
      return zb_paper_year (paper, job->width, job->height);
    case ZB_REPORT_OVERVIEW:
      return zb_paper_overview (paper, job->width, job->height);
    case ZB_REPORT_REMINDER:
      return zb_paper_reminder (paper, job->width, job->height);
    case ZB_REPORT_RECORD:
    default:
      return zb_paper_record (paper, job->width, job->height);
    }
}

static ZbPaperPages *
make_pages (ZbReportJob  *job,
            GCancellable *cancellable)
{
  g_autoptr (GPtrArray) photos = zb_report_read_photos (job);
  ZbPaper paper = {
    .branch = job->branch,
    .record = job->record,
    .photos = photos,
    .n_unshown = job->n_photos - photos->len,
    .blank = job->report.kind == ZB_REPORT_BLANK,
    .meetings = job->meetings,
    .verdicts = job->verdicts,
    .lines = job->lines,
    .gaps = job->gaps,
    .results = job->results,
    .quorum = job->quorum,
    .late = job->late,
    .from = job->report.from,
    .to = job->report.to,
    .today = zb_calendar_get_today (job->calendar),
    .name_gap = zb_calendar_get_gap_name,
    .cancellable = cancellable,
  };

  return lay_out (job, &paper);
}

static void
paper_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  ZbReportJob *job = task_data;
  GError      *error = NULL;

  job->pages = make_pages (job, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, &error) ||
      (job->path != NULL && !zb_paper_pages_write (job->pages, job->path, cancellable, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) outer = data;
  ZbReportJob *job = g_task_get_task_data (outer);
  GError      *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (outer, error);
  else if (job->path != NULL)
    g_task_return_pointer (outer, g_strdup (zb_paper_pages_get_font (job->pages)), g_free);
  else
    g_task_return_pointer (outer, zb_pages_new_paper (g_steal_pointer (&job->pages)), (GDestroyNotify) zb_pages_free);
}

/* Store thread. */
static gpointer
load_record (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  return zb_report_gather_record (data, db, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
record_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    {
      g_task_return_error (outer, error);
      return;
    }

  zb_report_judge (g_task_get_task_data (outer));
  run_in_thread (outer, paper_thread, made_cb);
}

static void
gather (GTask *outer)
{
  ZbReportJob *job = g_task_get_task_data (outer);

  if (zb_report_is_of_meeting (job->report.kind))
    {
      read_from_store (outer, load_record, record_loaded_cb);
      return;
    }

  zb_report_gather_span (job);
  run_in_thread (outer, paper_thread, made_cb);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;

  if (zb_calendar_load_finish (ZB_CALENDAR (source), result, &error))
    gather (outer);
  else
    g_task_return_error (outer, error);
}

static void
start (GTask *outer)
{
  ZbCalendar *calendar = g_task_get_source_object (outer);

  if (zb_calendar_is_loaded (calendar))
    gather (outer);
  else
    zb_calendar_load_async (calendar, g_task_get_cancellable (outer), loaded_cb, g_object_ref (outer));
}

static ZbReportJob *
job_new (ZbCalendar     *calendar,
         const ZbReport *report)
{
  ZbReportJob *job = g_new0 (ZbReportJob, 1);

  job->calendar = calendar;
  job->library = zb_calendar_get_library (calendar);
  job->branch = g_strdup (zb_library_get_branch (job->library));
  job->report = *report;
  return job;
}

void
zb_report_pages_async (ZbCalendar         *calendar,
                       const ZbReport     *report,
                       double              width,
                       double              height,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (calendar, cancellable, callback, data);
  ZbReportJob *job = job_new (calendar, report);

  job->width = width;
  job->height = height;
  g_task_set_source_tag (task, zb_report_pages_async);
  g_task_set_task_data (task, job, (GDestroyNotify) zb_report_job_free);
  start (task);
}

ZbPages *
zb_report_pages_finish (ZbCalendar   *calendar,
                        GAsyncResult *result,
                        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, calendar), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zb_report_export_async (ZbCalendar         *calendar,
                        const ZbReport     *report,
                        const char         *path,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (calendar, cancellable, callback, data);
  ZbReportJob *job = job_new (calendar, report);

  job->path = g_strdup (path);
  g_task_set_source_tag (task, zb_report_export_async);
  g_task_set_task_data (task, job, (GDestroyNotify) zb_report_job_free);
  start (task);
}

char *
zb_report_export_finish (ZbCalendar   *calendar,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, calendar), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A name that any file system takes. */
static char *
take_name (char *name)
{
  g_autofree char *clean = name;

  g_strdelimit (clean, "/\\:*?\"<>|\n\r\t", ' ');
  return g_strconcat (g_strstrip (clean), ".pdf", NULL);
}

static const char *
name_kind (ZbReportKind kind)
{
  static const char *const names[] = {
    [ZB_REPORT_RECORD] = "会议记录",
    [ZB_REPORT_SHEET] = "签到表",
    [ZB_REPORT_BLANK] = "空白签到表",
    [ZB_REPORT_PLAN] = "计划报备表",
    [ZB_REPORT_AGENDA] = "活动日程",
    [ZB_REPORT_YEAR] = "组织生活一览表",
    [ZB_REPORT_OVERVIEW] = "组织生活概览",
    [ZB_REPORT_REMINDER] = "双重组织生活提醒卡",
  };

  return names[MIN (kind, ZB_REPORT_REMINDER)];
}

static char *
dup_meeting_name (ZbMeeting   *meeting,
                  ZbReportKind kind)
{
  g_autofree char *date = zb_meeting_dup_date (meeting);
  g_autofree char *names = zb_kinds_to_names (zb_meeting_get_kinds (meeting));
  const char      *theme = zb_meeting_get_theme (meeting);
  g_autofree char *short_theme = g_utf8_substring (theme, 0, MIN (g_utf8_strlen (theme, -1), 40));

  return take_name (g_strdup_printf ("%s %s %s", name_kind (kind), date, *short_theme != '\0' ? short_theme : names));
}

/* 2019 年第二季度, or the days. */
static char *
dup_span_name (const ZbReport *report)
{
  ZbPeriod         period = report->kind == ZB_REPORT_YEAR || report->kind == ZB_REPORT_REMINDER ? ZB_PERIOD_YEAR : ZB_PERIOD_QUARTER;
  ZbDay            first = ZB_DAY_NONE, last = ZB_DAY_NONE;
  g_autofree char *from = zb_day_to_text (report->from);
  g_autofree char *to = zb_day_to_text (report->to);

  zb_calendar_get_period (period, report->from, &first, &last);
  if (report->kind == ZB_REPORT_YEAR || report->kind >= ZB_REPORT_OVERVIEW ||
      (zb_day_compare (first, report->from) == 0 && zb_day_compare (last, report->to) == 0))
    return zb_calendar_dup_period (period, report->from);

  return g_strdup_printf ("%s 至 %s", from, to);
}

char *
zb_report_dup_name (ZbCalendar     *calendar,
                    const ZbReport *report)
{
  ZbMeeting       *meeting = NULL;
  g_autofree char *span = NULL;

  if (zb_report_is_of_meeting (report->kind))
    {
      meeting = zb_meetings_find (zb_calendar_get_meetings (calendar), report->meeting);
      return meeting != NULL ? dup_meeting_name (meeting, report->kind) : take_name (g_strdup (name_kind (report->kind)));
    }

  span = dup_span_name (report);
  return take_name (g_strdup_printf ("%s %s", name_kind (report->kind), span));
}

/* Store thread. */
static gpointer
load_uids (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  ZbReportJob *job = data;

  job->uids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < job->meetings->len; i++)
    {
      char *uid = zb_meeting_store_get_uid (db, zb_meeting_get_id (g_ptr_array_index (job->meetings, i)), error);

      if (uid == NULL)
        return NULL;
      g_ptr_array_add (job->uids, uid);
    }

  return GINT_TO_POINTER (TRUE);
}

static void
ics_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  ZbReportJob *job = task_data;
  GError      *error = NULL;
  const char  *zone = g_time_zone_get_identifier (zb_library_get_zone (job->library));

  if (zb_ics_write (job->meetings, job->uids, job->branch, zone, job->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ics_written_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) outer = data;
  ZbReportJob *job = g_task_get_task_data (outer);
  GError      *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_int (outer, job->meetings->len);
  else
    g_task_return_error (outer, error);
}

static void
uids_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) != NULL)
    run_in_thread (outer, ics_thread, ics_written_cb);
  else
    g_task_return_error (outer, error);
}

static void
list_for_ics (GTask *outer)
{
  ZbReportJob *job = g_task_get_task_data (outer);

  job->meetings = zb_calendar_list_meetings (job->calendar, job->report.from, job->report.to);
  read_from_store (outer, load_uids, uids_loaded_cb);
}

static void
loaded_for_ics_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;

  if (zb_calendar_load_finish (ZB_CALENDAR (source), result, &error))
    list_for_ics (outer);
  else
    g_task_return_error (outer, error);
}

void
zb_report_ics_async (ZbCalendar         *calendar,
                     ZbDay               from,
                     ZbDay               to,
                     const char         *path,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (calendar, cancellable, callback, data);
  const ZbReport report = { .kind = ZB_REPORT_AGENDA, .from = from, .to = to };
  ZbReportJob   *job = job_new (calendar, &report);

  job->path = g_strdup (path);
  g_task_set_source_tag (task, zb_report_ics_async);
  g_task_set_task_data (task, job, (GDestroyNotify) zb_report_job_free);
  if (zb_calendar_is_loaded (calendar))
    list_for_ics (task);
  else
    zb_calendar_load_async (calendar, cancellable, loaded_for_ics_cb, g_object_ref (task));
}

int
zb_report_ics_finish (ZbCalendar   *calendar,
                      GAsyncResult *result,
                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, calendar), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}
