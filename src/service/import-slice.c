/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

#include "base/fault.h"
#include "store/batch-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Slices: what is safe on disk gets its rows, some dozens of photos in one transaction.
 *
 * Files first, then rows: the folders are made durable before, so that no row can be without its
 * file. A batch begins with its first photo; an import that finds nothing new leaves no trace.
 */

#define SLICE 64
#define SLICE_SECONDS 2

typedef struct
{
  GPtrArray *shots; /* of ZbImportShot *, borrowed */
  char      *now;
} Slice;

/* A lane or a director waits for the store thread. */
typedef struct
{
  ZbImportJob *job;
  gboolean (*func) (ZbImportJob *job, gpointer data, GError **error);
  gpointer data;
  GError **error;
  gboolean answer;
  gboolean done;
  GMutex   lock;
  GCond    cond;
} Call;

static gpointer
run_call (gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable,
          GError      **error)
{
  Call *call = task_data;

  call->answer = call->func (call->job, call->data, call->error);
  g_mutex_lock (&call->lock);
  call->done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->lock); /* the call is gone from here on */

  return NULL;
}

/* A look that was cancelled asks the store nothing any more: the library may be closed as soon as zb_import_cancel() is back. */
static gboolean
queue_call (ZbImportJob *job,
            GTask       *task,
            GError     **error)
{
  gboolean over;

  g_mutex_lock (&job->lock);
  over = job->looking && g_cancellable_set_error_if_cancelled (job->cancellable, error);
  if (!over)
    zb_worker_run (zb_library_get_worker (job->library), task, run_call, NULL);
  g_mutex_unlock (&job->lock);

  return !over;
}

gboolean
zb_import_on_store (ZbImportJob *job,
                    gboolean (*func) (ZbImportJob *job, gpointer data, GError **error),
                    gpointer data,
                    GError **error)
{
  Call call = { .job = job, .func = func, .data = data, .error = error };
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  gboolean queued;

  g_mutex_init (&call.lock);
  g_cond_init (&call.cond);
  g_task_set_task_data (task, &call, NULL);
  queued = queue_call (job, task, error);
  g_mutex_lock (&call.lock);
  while (queued && !call.done)
    g_cond_wait (&call.cond, &call.lock);
  g_mutex_unlock (&call.lock);
  g_mutex_clear (&call.lock);
  g_cond_clear (&call.cond);

  return call.answer;
}

static gboolean
settle_folders (ZbImportJob *job,
                GPtrArray   *shots,
                GError     **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < shots->len; i++)
    {
      const ZbImportShot *shot = shots->pdata[i];

      for (guint k = 0; shot->made != NULL && k < shot->made->len; k++)
        {
          const ZbMade *made = shot->made->pdata[k];

          for (guint f = 0; f < made->row->files->len; f++)
            {
              char *folder =
                  g_path_get_dirname (g_array_index (made->row->files, ZbPhotoFileRow, f).path);

              if (!g_hash_table_contains (done, folder) &&
                  !zb_shelf_settle (job->folder, folder, error))
                {
                  g_free (folder);
                  return FALSE;
                }
              g_hash_table_add (done, folder);
            }
        }
    }

  return TRUE;
}

static gboolean
insert_made (ZbImportJob  *job,
             ZbDb         *db,
             ZbImportShot *shot,
             ZbMade       *made,
             const char   *now,
             GError      **error)
{
  gint64 photo;

  made->row->fields.batch = job->batch;
  g_free (made->row->fields.imported_at);
  made->row->fields.imported_at = g_strdup (now);
  photo = zb_photo_store_insert (db, made->row, error);
  made->row->fields.id = photo;
  for (guint i = 0; i < made->files->len; i++)
    shot->files[g_array_index (made->files, guint, i)].photo = photo;

  return photo != 0;
}

static gboolean
insert_shot (ZbImportJob  *job,
             ZbDb         *db,
             ZbImportShot *shot,
             const char   *now,
             GError      **error)
{
  for (guint i = 0; shot->made != NULL && i < shot->made->len; i++)
    if (!insert_made (job, db, shot, shot->made->pdata[i], now, error))
      return FALSE;

  for (guint i = 0; i < shot->shot->n_files; i++)
    {
      const ZbFileState *state = &shot->files[i];
      g_autofree char   *path = g_filename_display_name (shot->shot->files[i].path);
      gint64             photo = state->twin != NULL ? state->twin->photo : state->photo;

      if (state->revive && !zb_photo_store_revive (db, photo, job->batch, error))
        return FALSE;
      if (!zb_batch_store_add_file (
              db, job->batch, path, state->outcome, photo, state->reason, error))
        return FALSE;
    }

  return TRUE;
}

typedef struct
{
  ZbImportJob *job;
  Slice       *slice;
} SliceCall;

static gboolean
insert_slice (ZbDb    *db,
              gpointer data,
              GError **error)
{
  SliceCall *call = data;

  for (guint i = 0; i < call->slice->shots->len; i++)
    if (!insert_shot (call->job, db, call->slice->shots->pdata[i], call->slice->now, error))
      return FALSE;
  zb_fault_point ("rows");

  return TRUE;
}

static gboolean
record_slice (ZbImportJob *job,
              gpointer     data,
              GError     **error)
{
  SliceCall call = { job, data };

  if (job->batch == 0)
    {
      g_autofree char *source = g_filename_display_name (job->paths[0] != NULL ? job->paths[0] : "");

      zb_fault_point ("begin");
      job->batch = zb_library_begin_batch (job->library, source, error);
      if (job->batch == 0)
        return FALSE;
      zb_fault_point ("begun");
    }

  return zb_library_slice (job->library, insert_slice, &call, error);
}

/* Seen whole or not at all; it may be lost in a power cut, for it can be made again. */
static void
write_thumbnail (ZbImportJob *job,
                 gint64       photo,
                 GBytes      *thumbnail)
{
  g_autofree char *path = zb_library_dup_thumbnail (job->library, photo);
  g_autofree char *temp = g_strconcat (path, ".tmp", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  gsize            size = 0;
  const char      *bytes = g_bytes_get_data (thumbnail, &size);

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (
          temp, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL) ||
      g_rename (temp, path) != 0)
    g_unlink (temp);
}

static void
finish_shot (ZbImportJob  *job,
             ZbImportShot *shot)
{
  for (guint i = 0; shot->made != NULL && i < shot->made->len; i++)
    {
      const ZbMade *made = shot->made->pdata[i];

      if (made->thumbnail != NULL)
        write_thumbnail (job, made->row->fields.id, made->thumbnail);
      g_atomic_int_add (&job->n_checked, (gint) made->files->len);
      g_atomic_int_inc (&job->n_photos);
    }
  g_clear_pointer (&shot->made, g_ptr_array_unref);
}

/* Files without rows are no use; the source has them still. */
static void
give_up_shot (ZbImportJob  *job,
              ZbImportShot *shot)
{
  for (guint i = 0; shot->made != NULL && i < shot->made->len; i++)
    {
      const ZbMade *made = shot->made->pdata[i];

      for (guint f = 0; f < made->row->files->len; f++)
        zb_shelf_discard (job->folder, g_array_index (made->row->files, ZbPhotoFileRow, f).path);
      for (guint f = 0; f < made->files->len; f++)
        zb_file_state_settle (&shot->files[g_array_index (made->files, guint, f)],
                              ZB_OUTCOME_SKIPPED,
                              "没有写入相册");
    }
  for (guint i = 0; i < shot->shot->n_files; i++)
    {
      if (shot->files[i].revive)
        zb_file_state_settle (&shot->files[i], ZB_OUTCOME_SKIPPED, "没有写入相册");
      shot->files[i].revive = FALSE;
      if (shot->files[i].outcome == ZB_OUTCOME_SKIPPED)
        shot->files[i].photo = 0;
    }
  g_clear_pointer (&shot->made, g_ptr_array_unref);
}

static gint
compare_index (gconstpointer a,
               gconstpointer b)
{
  guint one = (*(const ZbImportShot *const *) a)->index;
  guint two = (*(const ZbImportShot *const *) b)->index;

  return (one > two) - (one < two);
}

static void
write_slice (ZbImportJob *job,
             GPtrArray   *shots)
{
  GError          *error = NULL;
  g_autofree char *now = zb_library_dup_now (job->library);
  Slice            slice = { shots, now };
  gboolean         good;

  g_ptr_array_sort (shots, compare_index);
  zb_fault_point ("settle");
  good = settle_folders (job, shots, &error);
  zb_fault_point ("slice");
  good = good && zb_import_on_store (job, record_slice, &slice, &error);
  zb_fault_point ("sliced");
  for (guint i = 0; i < shots->len; i++)
    (good ? finish_shot : give_up_shot) (job, shots->pdata[i]);
  zb_fault_point ("shown");

  if (good)
    zb_library_notify_changed (job->library, ZB_TABLE_PHOTO);
  else
    zb_import_stop (job, error);
}

void
zb_import_record (ZbImportJob *job,
                  gboolean     all)
{
  g_autoptr (GPtrArray) shots = NULL;

  g_mutex_lock (&job->lock);
  if (!job->recording && job->pending->len > 0 &&
      (all ? job->n_pending_made > 0 || job->batch != 0
           : job->n_pending_made >= SLICE ||
                 (job->n_pending_made > 0 && g_get_monotonic_time () - job->pending_since >
                                                 SLICE_SECONDS * G_USEC_PER_SEC)))
    {
      shots = g_steal_pointer (&job->pending);
      job->pending = g_ptr_array_new ();
      job->n_pending_made = 0;
      job->recording = TRUE;
    }
  g_mutex_unlock (&job->lock);
  if (shots == NULL)
    return;

  write_slice (job, shots);
  g_mutex_lock (&job->lock);
  job->recording = FALSE;
  g_mutex_unlock (&job->lock);
}

void
zb_import_collect (ZbImportJob  *job,
                   ZbImportShot *shot)
{
  gboolean fresh = shot->made != NULL;

  for (guint i = 0; i < shot->shot->n_files; i++)
    fresh = fresh || shot->files[i].revive;

  g_mutex_lock (&job->lock);
  g_ptr_array_add (job->pending, shot);
  if (fresh && job->n_pending_made++ == 0)
    job->pending_since = g_get_monotonic_time ();
  g_mutex_unlock (&job->lock);
  zb_import_record (job, FALSE);
}
