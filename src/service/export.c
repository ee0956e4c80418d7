/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-captions.h"
#include "service/export-job.h"
#include "service/export-list.h"
#include "store/album-store.h"
#include "store/photo-store.h"

#include <string.h>

/* main → a thread that looks at the target → store → export's thread → main. Tasks of other threads hold no service: were they the
 * last, it would end there.
 */

#define TICK 100 /* ms */

struct _ZbExport
{
  GObject parent_instance;

  ZbAlbum         *album;
  ZbExportSpec    *spec;
  ZbExportJob     *job; /* while it runs */
  ZbExportProgress progress;
  gint64           began;
  guint            tick;
};

G_DEFINE_FINAL_TYPE (ZbExport, zb_export, G_TYPE_OBJECT)

static guint progress_signal;

/* One call of run, pages or estimate. */
typedef struct
{
  ZbExportJob     *job;
  ZbLibrary       *library; /* main thread */
  GArray          *extra;
  double           width, height;
  ZbExportEstimate estimate;
  GTaskThreadFunc  last; /* what the export's thread does */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  zb_export_job_unref (call->job);
  g_clear_pointer (&call->extra, g_array_unref);
  g_clear_object (&call->library);
  g_free (call);
}

static void
zb_export_finalize (GObject *object)
{
  ZbExport *self = ZB_EXPORT (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->job, zb_export_job_unref);
  g_clear_pointer (&self->spec, zb_export_spec_free);
  g_clear_object (&self->album);

  G_OBJECT_CLASS (zb_export_parent_class)->finalize (object);
}

static void
zb_export_class_init (ZbExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_export_finalize;
  progress_signal = g_signal_new ("progress", ZB_TYPE_EXPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_export_init (ZbExport *self)
{
  self->progress.seconds_left = -1;
}

ZbExport *
zb_export_new (ZbAlbum            *album,
               const ZbExportSpec *spec)
{
  ZbExport *self = g_object_new (ZB_TYPE_EXPORT, NULL);

  self->album = g_object_ref (album);
  self->spec = zb_export_spec_copy (spec);
  return self;
}

/* Progress. */

static void
read_progress (ZbExport *self)
{
  ZbExportProgress     *progress = &self->progress;
  const ZbExportCounts *counts = self->job->counts;
  guint64               bytes = (guint64) g_atomic_int_get (&counts->kibibytes) * 1024;

  progress->n_done = (guint) g_atomic_int_get (&counts->n_done);
  progress->n_total = (guint) g_atomic_int_get (&counts->n_total);
  progress->bytes_total = (guint64) g_atomic_int_get (&counts->kibibytes_total) * 1024;
  progress->bytes_done = MIN (bytes, progress->bytes_total);
  progress->seconds = (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
  progress->seconds_left = progress->n_done > 0 ? progress->seconds * (progress->n_total - MIN (progress->n_done, progress->n_total)) / progress->n_done : -1;
}

static gboolean
tick_cb (gpointer data)
{
  ZbExport *self = data;

  read_progress (self);
  g_signal_emit (self, progress_signal, 0);
  return G_SOURCE_CONTINUE;
}

static void
begin (ZbExport    *self,
       ZbExportJob *job)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->job, zb_export_job_unref);
  self->job = zb_export_job_ref (job);
  self->began = g_get_monotonic_time ();
  self->progress = (ZbExportProgress){ .seconds_left = -1 };
  self->tick = g_timeout_add (TICK, tick_cb, self);
}

static void
end (ZbExport *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  read_progress (self);
  self->progress.seconds_left = 0;
  g_clear_pointer (&self->job, zb_export_job_unref); /* its workers go as soon as the task does */
  g_signal_emit (self, progress_signal, 0);
}

const ZbExportProgress *
zb_export_get_progress (ZbExport *self)
{
  return &self->progress;
}

char *
zb_export_dup_fault (ZbExport     *self,
                     const GError *error)
{
  return zb_export_say_fault (self->spec->kind, error);
}

/* The steps. */

static void
run_in_thread (GTask              *outer,
               GTaskThreadFunc     func,
               GAsyncReadyCallback callback)
{
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (outer), callback, g_object_ref (outer));

  g_task_set_check_cancellable (inner, FALSE); /* what has its name is never reported as cancelled */
  g_task_set_task_data (inner, g_task_get_task_data (outer), NULL);
  g_task_run_in_thread (inner, func);
}

static void
last_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) outer = data;
  ZbExport      *self = g_task_get_source_object (outer);
  GDestroyNotify free_result = g_task_get_source_tag (outer) == zb_export_pages_async ? (GDestroyNotify) zb_pages_free : (GDestroyNotify) zb_export_result_free;
  GError        *error = NULL;
  gpointer       made = g_task_propagate_pointer (G_TASK (result), &error);

  end (self);
  if (made != NULL)
    g_task_return_pointer (outer, made, free_result);
  else
    g_task_return_error (outer, error);
}

/* Store thread. */
static gpointer
gather (ZbDb         *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Call         *call = data;
  ZbExportWork *work = zb_export_gather (call->library, db, &call->job->spec->which, call->extra, error);

  if (work == NULL)
    return NULL;

  zb_export_job_take_work (call->job, work);
  if (call->job->spec->kind == ZB_EXPORT_PACK && (work->files = zb_photo_store_known (db, error)) == NULL)
    return NULL;
  g_atomic_int_set (&call->job->counts->n_total, (gint) work->items->len);
  g_atomic_int_set (&call->job->counts->kibibytes_total, (gint) (work->bytes / 1024));
  return GINT_TO_POINTER (TRUE);
}

static void
gathered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) outer = data;
  Call   *call = g_task_get_task_data (outer);
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) != NULL)
    {
      run_in_thread (outer, call->last, last_cb);
      return;
    }

  end (g_task_get_source_object (outer));
  g_task_return_error (outer, error);
}

static void
read_store (GTask              *outer,
            ZbDbFunc            func,
            GAsyncReadyCallback callback)
{
  Call *call = g_task_get_task_data (outer);
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (outer), callback, g_object_ref (outer));

  g_task_set_task_data (inner, call, NULL);
  zb_library_read (call->library, inner, func, NULL);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) outer = data;

  read_store (outer, gather, gathered_cb);
}

/* What an earlier export put there goes along: the pages name it too, and it is kept up to date. */
static void
look_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Call *call = task_data;

  if (call->job->spec->kind == ZB_EXPORT_FOLDER && !call->job->spec->replace)
    call->extra = zb_export_list_peek (call->job->spec->target);
  g_task_return_boolean (task, TRUE);
}

static GTask *
start (ZbExport           *self,
       gpointer            tag,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Call  *call = g_new0 (Call, 1);

  call->job = zb_export_job_new (self->spec, cancellable);
  call->library = g_object_ref (zb_album_get_library (self->album));
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, call_free);
  return task;
}

/* Running. */

static ZbExportResult *
write_out (const ZbExportJob *job,
           GError           **error)
{
  switch (job->spec->kind)
    {
    case ZB_EXPORT_PDF:
      return zb_export_check_file (job, error) ? zb_export_write_pdf (job, error) : NULL;
    case ZB_EXPORT_PACK:
      return zb_export_check_file (job, error) ? zb_export_write_pack (job, error) : NULL;
    case ZB_EXPORT_COPIES:
      return zb_export_write_copies (job, error);
    case ZB_EXPORT_FOLDER:
    default:
      return zb_export_write_folder (job, error);
    }
}

static void
write_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Call           *call = task_data;
  ZbExportResult *result = NULL;
  GError         *error = NULL;

  zb_export_job_start_pool (call->job);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    result = write_out (call->job, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) zb_export_result_free);
  else
    g_task_return_error (task, error);
}

void
zb_export_run_async (ZbExport           *self,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            data)
{
  g_autoptr (GTask) task = start (self, zb_export_run_async, cancellable, callback, data);
  Call *call = g_task_get_task_data (task);

  call->last = write_thread;
  begin (self, call->job);
  run_in_thread (task, look_thread, looked_cb);
}

ZbExportResult *
zb_export_run_finish (ZbExport     *self,
                      GAsyncResult *result,
                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pages_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Call    *call = task_data;
  ZbPages *pages = NULL;
  GError  *error = NULL;

  zb_export_job_start_pool (call->job);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    pages = zb_export_make_pages (call->job, call->width, call->height, &error);

  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify) zb_pages_free);
  else
    g_task_return_error (task, error);
}

void
zb_export_pages_async (ZbExport           *self,
                       double              width,
                       double              height,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = start (self, zb_export_pages_async, cancellable, callback, data);
  Call *call = g_task_get_task_data (task);

  call->last = pages_thread;
  call->width = width;
  call->height = height;
  begin (self, call->job);
  read_store (task, gather, gathered_cb);
}

ZbPages *
zb_export_pages_finish (ZbExport     *self,
                        GAsyncResult *result,
                        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The estimate. */

/* Store thread: those whose position was fixed by satellites when they were taken. */
static gboolean
count_places (Call    *call,
              ZbDb    *db,
              GError **error)
{
  g_autoptr (ZbPhotoBriefs) briefs = zb_album_store_list (db, FALSE, error);
  g_autoptr (GHashTable) placed = g_hash_table_new (g_int64_hash, g_int64_equal);
  const ZbExportWork *work = call->job->work;

  if (briefs == NULL)
    return FALSE;

  for (guint i = 0; i < briefs->rows->len; i++)
    if (g_array_index (briefs->rows, ZbPhotoBrief, i).gps != 0)
      g_hash_table_add (placed, &g_array_index (briefs->rows, ZbPhotoBrief, i).id);
  for (guint i = 0; i < work->items->len; i++)
    call->estimate.with_place += g_hash_table_contains (placed, &zb_photo_get (g_array_index (work->items, ZbExportItem, i).photo)->id);

  return TRUE;
}

static void
sum_up (Call *call)
{
  const ZbExportWork *work = call->job->work;

  call->estimate.photos = work->items->len;
  for (guint i = 0; i < work->sections->len; i++)
    call->estimate.meetings += g_array_index (work->sections, ZbExportSection, i).meeting != NULL;
  if (work->files != NULL)
    call->estimate.bytes = zb_export_sum_files (work);
  for (guint i = 0; work->files == NULL && i < work->items->len; i++)
    call->estimate.bytes += zb_export_guess_bytes (call->job->spec, g_array_index (work->items, ZbExportItem, i).photo);
}

static gpointer
estimate (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Call *call = data;
  g_autoptr (GError) failed = NULL;

  if (gather (db, call, cancellable, &failed) == NULL)
    {
      if (g_error_matches (failed, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND))
        return GINT_TO_POINTER (TRUE); /* none is an answer too */
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }

  sum_up (call);
  if (call->job->spec->kind == ZB_EXPORT_PACK && !count_places (call, db, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static void
estimated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) != NULL)
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

static void
room_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Call *call = task_data;

  if (call->job->spec->target != NULL)
    call->estimate.room = zb_export_find_room (call->job->spec->target);
  g_task_return_boolean (task, TRUE);
}

static void
room_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) outer = data;

  read_store (outer, estimate, estimated_cb);
}

void
zb_export_estimate_async (ZbExport           *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_autoptr (GTask) task = start (self, zb_export_estimate_async, cancellable, callback, data);

  run_in_thread (task, room_thread, room_found_cb);
}

gboolean
zb_export_estimate_finish (ZbExport         *self,
                           GAsyncResult     *result,
                           ZbExportEstimate *found,
                           GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *found = ((Call *) g_task_get_task_data (G_TASK (result)))->estimate;
  return TRUE;
}
