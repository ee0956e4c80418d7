/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/record-private.h"

#include "store/meeting-store.h"

#include <string.h>

/* Who came, and the steps of a meeting's life. */

static GPtrArray *
copy_lines (GPtrArray *lines)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_attendance_free);

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (copy, zb_attendance_copy (lines->pdata[i]));

  return copy;
}

/* Marks of a meeting that has begun say that it was held. */
static gboolean
hold_if_begun (ZbDb        *db,
               ZbRecordJob *job,
               GError     **error)
{
  g_autoptr (ZbMeeting) meeting = zb_meeting_store_get (db, job->meeting, error);
  const ZbMeetingFacts *facts;
  g_autofree char      *now = zb_library_dup_now (job->library);
  g_autofree char      *start = NULL;

  if (meeting == NULL)
    return FALSE;

  facts = zb_meeting_get_facts (meeting);
  start = zb_wall_to_text (zb_meeting_get_start (meeting));
  if (facts->state > ZB_STATE_FILED || facts->n_listed == facts->n_unmarked || strcmp (start, now) > 0)
    return TRUE;

  return zb_record_store_step (db, job->meeting, "held", now, NULL, NULL, error);
}

static gboolean
put_attendance (ZbDb        *db,
                ZbRecordJob *job,
                GError     **error)
{
  return zb_attendance_store_put (db, job->meeting, job->item, error) && hold_if_begun (db, job, error);
}

void
zb_record_put_attendance_async (ZbMeetings         *self,
                                gint64              meeting,
                                GPtrArray          *lines,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            data)
{
  ZbRecordJob *job = zb_record_job_new (self, meeting, "登记考勤", put_attendance, copy_lines (lines),
                                        (GDestroyNotify) g_ptr_array_unref);

  zb_record_job_start (self, job, cancellable, callback, data);
}

static gboolean
remove_attendance (ZbDb        *db,
                   ZbRecordJob *job,
                   GError     **error)
{
  return zb_attendance_store_remove (db, job->meeting, job->id, error);
}

void
zb_record_remove_attendance_async (ZbMeetings         *self,
                                   gint64              meeting,
                                   gint64              member,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            data)
{
  ZbRecordJob *job = zb_record_job_new (self, meeting, "移出考勤", remove_attendance, NULL, NULL);

  job->id = member;
  zb_record_job_start (self, job, cancellable, callback, data);
}

static gboolean
refresh_attendance (ZbDb        *db,
                    ZbRecordJob *job,
                    GError     **error)
{
  return zb_attendance_store_refresh (db, job->meeting, error);
}

void
zb_record_refresh_attendance_async (ZbMeetings         *self,
                                    gint64              meeting,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            data)
{
  zb_record_job_start (self, zb_record_job_new (self, meeting, "按名册更新考勤", refresh_attendance, NULL, NULL), cancellable,
                       callback, data);
}

static const struct
{
  const char *code;
  const char *verb;
} steps[] = {
  [ZB_STEP_FILE] = { "filed", "报备" },
  [ZB_STEP_HOLD] = { "held", "已开展" },
  [ZB_STEP_RECORD] = { "recorded", "记录完成" },
  [ZB_STEP_REVIEW] = { "reviewed", "审核" },
  [ZB_STEP_UNLOCK] = { "unlocked", "解锁" },
  [ZB_STEP_CANCEL] = { "cancelled", "取消活动" },
  [ZB_STEP_RESTORE] = { "restored", "恢复活动" },
};

/* Nobody has held or recorded what is on a day still to come. */
static gboolean
check_come (ZbDb        *db,
            ZbRecordJob *job,
            const char  *now,
            GError     **error)
{
  g_autoptr (ZbMeeting) meeting = zb_meeting_store_get (db, job->meeting, error);
  g_autofree char *day = meeting != NULL ? zb_meeting_dup_date (meeting) : NULL;

  if (meeting == NULL)
    return FALSE;
  if (strncmp (day, now, strlen (day)) <= 0)
    return TRUE;

  g_set_error_literal (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "the meeting is still to come");
  return FALSE;
}

static gboolean
take_step (ZbDb        *db,
           ZbRecordJob *job,
           GError     **error)
{
  g_autofree char *now = zb_library_dup_now (job->library);
  gboolean         done = g_str_equal (job->step, "held") || g_str_equal (job->step, "recorded") || g_str_equal (job->step, "reviewed");

  if (done && !check_come (db, job, now, error))
    return FALSE;
  return zb_record_store_step (db, job->meeting, job->step, now, job->who, job->note, error);
}

void
zb_record_step_async (ZbMeetings         *self,
                      gint64              meeting,
                      ZbStep              step,
                      const char         *who,
                      const char         *note,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  ZbRecordJob *job;

  g_return_if_fail (step < G_N_ELEMENTS (steps));

  job = zb_record_job_new (self, meeting, steps[step].verb, take_step, NULL, NULL);
  job->step = steps[step].code;
  job->who = g_strdup (who);
  job->note = g_strdup (note);
  zb_record_job_start (self, job, cancellable, callback, data);
}
