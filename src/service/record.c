/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/record.h"

#include "service/record-private.h"
#include "store/meeting-store.h"
#include "store/setting-store.h"

#include <string.h>

/* The verbs of a meeting's record: each is one change, labelled with the meeting it was done to. */

void
zb_record_job_free (ZbRecordJob *job)
{
  if (job->item != NULL && job->free_item != NULL)
    job->free_item (job->item);
  g_free (job->who);
  g_free (job->note);
  g_free (job);
}

ZbRecordJob *
zb_record_job_new (ZbMeetings    *self,
                   gint64         meeting,
                   const char    *verb,
                   ZbRecordFunc   func,
                   gpointer       item,
                   GDestroyNotify free_item)
{
  ZbRecordJob *job = g_new0 (ZbRecordJob, 1);

  job->library = zb_meetings_get_library (self);
  job->meeting = meeting;
  job->verb = verb;
  job->func = func;
  job->item = item;
  job->free_item = free_item;
  return job;
}

/* Store thread. */
static gpointer
run_job (ZbDb         *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  ZbRecordJob *job = data;
  g_autoptr (ZbMeeting) meeting = zb_meeting_store_get (db, job->meeting, error);

  if (meeting == NULL || !job->func (db, job, error))
    return NULL;

  zb_library_take_label (job->library, g_strdup_printf ("%s：%s", job->verb, zb_meeting_get_theme (meeting)));
  return g_memdup2 (&job->meeting, sizeof job->meeting);
}

void
zb_record_job_start (ZbMeetings         *self,
                     ZbRecordJob        *job,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, job, (GDestroyNotify) zb_record_job_free);
  zb_library_change (job->library, task, job->verb, run_job, g_free);
}

static void
start (ZbMeetings         *self,
       gint64              meeting,
       const char         *verb,
       ZbRecordFunc        func,
       gpointer            item,
       GDestroyNotify      free_item,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            data)
{
  zb_record_job_start (self, zb_record_job_new (self, meeting, verb, func, item, free_item), cancellable, callback, data);
}

/* Store thread. */
static gpointer
run_load (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return zb_record_store_load (db, *(const gint64 *) data, error);
}

void
zb_record_load_async (ZbMeetings         *self,
                      gint64              meeting,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, g_memdup2 (&meeting, sizeof meeting), g_free);
  zb_library_read (zb_meetings_get_library (self), task, run_load, (GDestroyNotify) zb_record_free);
}

ZbRecord *
zb_record_load_finish (ZbMeetings   *self,
                       GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
zb_record_dup_draft_field (gint64 agenda_item)
{
  return g_strdup_printf ("agenda:%" G_GINT64_FORMAT, agenda_item);
}

static gboolean
is_bounded (const char *text,
            GError    **error)
{
  if (text == NULL || strlen (text) <= ZB_RECORD_MAX_TEXT)
    return TRUE;

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "a text of more than %d bytes", ZB_RECORD_MAX_TEXT);
  return FALSE;
}

static ZbAgendaItem *
copy_agenda (const ZbAgendaItem *item)
{
  ZbAgendaItem *copy = g_memdup2 (item, sizeof *item);

  copy->title = g_strdup (item->title);
  copy->speaker = g_strdup (item->speaker);
  copy->starts = g_strdup (item->starts);
  copy->body = g_strdup (item->body);
  return copy;
}

/* What was typed is in the record now: its draft goes in the same transaction. */
static gboolean
put_agenda (ZbDb        *db,
            ZbRecordJob *job,
            GError     **error)
{
  const ZbAgendaItem *item = job->item;
  gint64              id = is_bounded (item->body, error) ? zb_record_store_put_agenda (db, job->meeting, item, error) : 0;
  g_autofree char    *field = zb_record_dup_draft_field (id);

  return id != 0 && zb_draft_store_set (db, field, NULL, error);
}

void
zb_record_put_agenda_async (ZbMeetings         *self,
                            gint64              meeting,
                            const ZbAgendaItem *item,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            data)
{
  start (self, meeting, item->id == 0 ? "加议程" : "写记录", put_agenda, copy_agenda (item),
         (GDestroyNotify) zb_agenda_item_free, cancellable, callback, data);
}

static gboolean
order_agenda (ZbDb        *db,
              ZbRecordJob *job,
              GError     **error)
{
  return zb_record_store_order_agenda (db, job->meeting, job->item, error);
}

void
zb_record_order_agenda_async (ZbMeetings         *self,
                              gint64              meeting,
                              GArray             *items,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            data)
{
  start (self, meeting, "调整议程", order_agenda, g_array_copy (items), (GDestroyNotify) g_array_unref, cancellable,
         callback, data);
}

static gboolean
remove_part (ZbDb        *db,
             ZbRecordJob *job,
             GError     **error)
{
  return zb_record_store_remove (db, job->meeting, job->part, job->id, error);
}

static void
start_removal (ZbMeetings         *self,
               gint64              meeting,
               const char         *verb,
               ZbRecordPart        part,
               gint64              id,
               GCancellable       *cancellable,
               GAsyncReadyCallback callback,
               gpointer            data)
{
  ZbRecordJob *job = zb_record_job_new (self, meeting, verb, remove_part, NULL, NULL);

  job->part = part;
  job->id = id;
  zb_record_job_start (self, job, cancellable, callback, data);
}

void
zb_record_remove_agenda_async (ZbMeetings         *self,
                               gint64              meeting,
                               gint64              item,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            data)
{
  start_removal (self, meeting, "删议程", ZB_RECORD_AGENDA, item, cancellable, callback, data);
}

static gboolean
put_vote (ZbDb        *db,
          ZbRecordJob *job,
          GError     **error)
{
  return zb_record_store_put_vote (db, job->meeting, job->item, error) != 0;
}

void
zb_record_put_vote_async (ZbMeetings         *self,
                          gint64              meeting,
                          const ZbVote       *vote,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  start (self, meeting, "记表决", put_vote, zb_vote_copy (vote), (GDestroyNotify) zb_vote_free, cancellable, callback, data);
}

void
zb_record_remove_vote_async (ZbMeetings         *self,
                             gint64              meeting,
                             gint64              vote,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  start_removal (self, meeting, "删表决", ZB_RECORD_VOTE, vote, cancellable, callback, data);
}

static gboolean
put_remedy (ZbDb        *db,
            ZbRecordJob *job,
            GError     **error)
{
  return zb_record_store_put_remedy (db, job->meeting, job->item, error) != 0;
}

void
zb_record_put_remedy_async (ZbMeetings         *self,
                            gint64              meeting,
                            const ZbRemedy     *remedy,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            data)
{
  start (self, meeting, "记整改", put_remedy, zb_remedy_copy (remedy), (GDestroyNotify) zb_remedy_free, cancellable, callback,
         data);
}

void
zb_record_remove_remedy_async (ZbMeetings         *self,
                               gint64              meeting,
                               gint64              remedy,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            data)
{
  start_removal (self, meeting, "删整改", ZB_RECORD_REMEDY, remedy, cancellable, callback, data);
}

static gboolean
put_follow_up (ZbDb        *db,
               ZbRecordJob *job,
               GError     **error)
{
  return zb_record_store_put_follow_up (db, job->meeting, job->item, error);
}

void
zb_record_put_follow_up_async (ZbMeetings         *self,
                               gint64              meeting,
                               const ZbFollowUp   *follow_up,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            data)
{
  start (self, meeting, "缺席处理", put_follow_up, zb_follow_up_copy (follow_up), (GDestroyNotify) zb_follow_up_free, cancellable,
         callback, data);
}

void
zb_record_detach_async (ZbMeetings         *self,
                        gint64              meeting,
                        gint64              attachment,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  start_removal (self, meeting, "删附件", ZB_RECORD_ATTACHMENT, attachment, cancellable, callback, data);
}
