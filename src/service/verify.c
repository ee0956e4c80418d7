/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup.h"

#include "photo/shelf.h"
#include "service/library-private.h"
#include "service/tree.h"
#include "store/photo-store.h"
#include "store/record-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Rows on one side, names on the other. A row is looked for by its path; what is left of the photos' names
 * belongs to nobody (an attachment taken out of a record stays in materials/, for undo). Deep: every file is hashed again, by as many threads as there are cores, up to
 * four.
 */

#define MAX_THREADS 4
#define TICK 100 /* ms between two reports of progress */

typedef enum
{
  FILE_SOUND,
  FILE_MISSING,
  FILE_CHANGED,
} FileState;

typedef struct
{
  char           *library;
  gboolean        deep;
  GPtrArray      *known;  /* of ZbKnownFile * */
  guint8         *states; /* of FileState, one a known file */
  ZbVerifyResult *result;
  ZbWorker       *worker;
  GCancellable   *cancellable; /* borrowed from the task */
  gint            n_done;      /* atomic */

  void (*progress) (guint done, guint total, gpointer data);
  gpointer progress_data;
  guint    tick; /* main thread */
} Verify;

static void
verify_free (gpointer data)
{
  Verify *self = data;

  g_clear_pointer (&self->worker, zb_worker_free);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->result, zb_verify_result_free);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_free (self->states);
  g_free (self->library);
  g_free (self);
}

/* Store thread. */
static gpointer
read_known (ZbDb         *db,
            gpointer      task_data,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GPtrArray) files = zb_photo_store_known (db, error);
  g_autoptr (GPtrArray) attachments = files != NULL ? zb_attachment_store_known (db, error) : NULL;

  if (attachments == NULL)
    return NULL;

  g_ptr_array_extend_and_steal (files, g_steal_pointer (&attachments));
  return g_steal_pointer (&files);
}

static FileState
look_at (const Verify      *self,
         const ZbKnownFile *file)
{
  g_autofree char *path = g_build_filename (self->library, file->path, NULL);
  guint8           sha256[ZB_HASH_SIZE];
  GStatBuf         info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FILE_MISSING;
  if (info.st_size != file->bytes)
    return FILE_CHANGED;
  if (self->deep &&
      (!zb_shelf_hash (path, sha256, NULL, NULL) || memcmp (sha256, file->sha256, sizeof sha256) != 0))
    return FILE_CHANGED;

  return FILE_SOUND;
}

/* Verify's threads. */
static void
look_at_one (gpointer item,
             gpointer data)
{
  Verify *self = data;
  guint   index = GPOINTER_TO_UINT (item) - 1;

  if (!g_cancellable_is_cancelled (self->cancellable))
    self->states[index] = look_at (self, self->known->pdata[index]);
  g_atomic_int_inc (&self->n_done);
}

static void
look_at_all (Verify *self)
{
  guint        n_threads = self->deep ? MIN (g_get_num_processors (), MAX_THREADS) : 1;
  GThreadPool *pool = g_thread_pool_new (look_at_one, self, n_threads, FALSE, NULL);

  for (guint i = 0; i < self->known->len; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static gboolean
find_orphans (Verify  *self,
              GError **error)
{
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) found = zb_tree_list (self->library, "photos", error);

  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < self->known->len; i++)
    g_hash_table_add (paths, ((ZbKnownFile *) self->known->pdata[i])->path);

  for (guint i = 0; i < found->len; i++)
    {
      const char *path = found->pdata[i];

      if (zb_tree_is_temporary (path))
        g_ptr_array_add (self->result->temporary, g_strdup (path));
      else if (!g_hash_table_contains (paths, path))
        g_ptr_array_add (self->result->orphans, g_strdup (path));
    }

  return TRUE;
}

static gint
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
sum_up (Verify *self)
{
  ZbVerifyResult *result = self->result;
  g_autoptr (GHashTable) photos = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->known->len; i++)
    {
      ZbKnownFile *file = self->known->pdata[i];

      if (file->trash == ZB_TRASH_NOT && file->photo != 0)
        g_hash_table_add (photos, &file->photo);
      if (self->states[i] == FILE_MISSING)
        g_ptr_array_add (result->missing, g_strdup (file->path));
      else if (self->states[i] == FILE_CHANGED)
        g_ptr_array_add (result->damaged, g_strdup (file->path));
    }

  result->photos = g_hash_table_size (photos);
  g_ptr_array_sort (result->missing, compare_paths);
  g_ptr_array_sort (result->damaged, compare_paths);
  result->ok = result->missing->len + result->orphans->len + result->damaged->len == 0;
}

/* Verify's first thread. */
static gpointer
compare (gpointer      source_object,
         gpointer      task_data,
         GCancellable *cancellable,
         GError      **error)
{
  Verify *self = task_data;

  self->cancellable = cancellable;
  look_at_all (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !find_orphans (self, error))
    return NULL;

  sum_up (self);
  return GINT_TO_POINTER (TRUE);
}

static gboolean
tick_cb (gpointer data)
{
  Verify *self = data;

  self->progress (g_atomic_int_get (&self->n_done), self->known->len, self->progress_data);
  return G_SOURCE_CONTINUE;
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  Verify *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->worker, zb_worker_free);
  g_clear_handle_id (&self->tick, g_source_remove);
  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->progress != NULL)
    self->progress (self->known->len, self->known->len, self->progress_data);
  g_task_return_pointer (task, g_steal_pointer (&self->result), (GDestroyNotify) zb_verify_result_free);
}

static void
known_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GTask) job = NULL;
  Verify *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->known = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->known == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->states = g_new0 (guint8, self->known->len);
  if (self->progress != NULL)
    self->tick = g_timeout_add (TICK, tick_cb, self);

  job = g_task_new (NULL, g_task_get_cancellable (task), compared_cb, g_object_ref (task));
  g_task_set_check_cancellable (job, FALSE);
  g_task_set_task_data (job, self, NULL);
  self->worker = zb_worker_new ("zb-verify");
  zb_worker_run (self->worker, job, compare, NULL);
}

void
zb_verify_async (ZbLibrary *library,
                 gboolean   deep,
                 void (*progress) (guint done, guint total, gpointer data),
                 gpointer            progress_data,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, data);
  g_autoptr (GTask) job = NULL;
  Verify *self = g_new0 (Verify, 1);

  self->library = g_strdup (zb_library_get_folder (library));
  self->deep = deep;
  self->progress = progress;
  self->progress_data = progress_data;
  self->result = g_new0 (ZbVerifyResult, 1);
  self->result->missing = g_ptr_array_new_with_free_func (g_free);
  self->result->orphans = g_ptr_array_new_with_free_func (g_free);
  self->result->damaged = g_ptr_array_new_with_free_func (g_free);
  self->result->temporary = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, zb_verify_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, verify_free);

  job = g_task_new (library, cancellable, known_cb, g_object_ref (task));
  g_task_set_check_cancellable (job, FALSE);
  zb_library_read (library, job, read_known, (GDestroyNotify) g_ptr_array_unref);
}

ZbVerifyResult *
zb_verify_finish (GAsyncResult *result,
                  GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zb_verify_result_free (ZbVerifyResult *result)
{
  g_ptr_array_unref (result->missing);
  g_ptr_array_unref (result->orphans);
  g_ptr_array_unref (result->damaged);
  g_ptr_array_unref (result->temporary);
  g_free (result);
}
