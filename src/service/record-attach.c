/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/record-private.h"

#include "photo/shelf.h"

#include <string.h>

/* Attachments: files first, then their rows. A copy thread reads each source once, makes the copy durable and reads it back; only
 * when all are there does the one change begin, and what a failure leaves is taken away again.
 */

typedef struct
{
  char   *name;
  char   *path; /* inside the library */
  goffset bytes;
  guint8  sha256[ZB_HASH_SIZE];
} Placed;

static void
placed_free (Placed *placed)
{
  g_free (placed->name);
  g_free (placed->path);
  g_free (placed);
}

typedef struct
{
  char      *library;
  char      *folder; /* materials/2019 */
  char     **sources;
  GPtrArray *placed;
  gint64     meeting;
} Attach;

static void
attach_free (Attach *attach)
{
  g_free (attach->library);
  g_free (attach->folder);
  g_strfreev (attach->sources);
  g_clear_pointer (&attach->placed, g_ptr_array_unref);
  g_free (attach);
}

static char *
dup_name (const char *source)
{
  g_autofree char *base = g_path_get_basename (source);

  return g_filename_display_name (base);
}

/* One that was cut short while it was read, or was still being written, is none. */
static gboolean
check_whole (const ZbCopy *copy,
             const char   *source,
             GError      **error)
{
  if (copy->changed)
    g_set_error (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_SOURCE, "%s changed while it was read", source);
  return !copy->changed;
}

static Placed *
place (const Attach *attach,
       const char   *source,
       GCancellable *cancellable,
       GError      **error)
{
  g_auto (ZbCopy) copy = ZB_COPY_INIT;
  g_autofree char *name = dup_name (source);
  g_autofree char *path = NULL;
  Placed          *placed;

  if (!zb_shelf_copy (&copy, attach->library, source, NULL, cancellable, error) || !check_whole (&copy, source, error) ||
      !(path = zb_shelf_place (&copy, attach->library, attach->folder, name, error)))
    return NULL;

  if (!zb_shelf_settle (attach->library, attach->folder, error) ||
      !zb_shelf_check (attach->library, path, copy.sha256, NULL, error))
    {
      zb_shelf_discard (attach->library, path);
      return NULL;
    }

  placed = g_new0 (Placed, 1);
  placed->name = g_steal_pointer (&name);
  placed->path = g_steal_pointer (&path);
  placed->bytes = copy.size;
  memcpy (placed->sha256, copy.sha256, sizeof placed->sha256);
  return placed;
}

static void
discard_all (const char *library,
             GPtrArray  *placed)
{
  for (guint i = 0; i < placed->len; i++)
    zb_shelf_discard (library, ((Placed *) placed->pdata[i])->path);
}

/* Copy thread. */
static void
copy_all (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Attach *attach = data;
  GError *error = NULL;

  for (guint i = 0; attach->sources[i] != NULL; i++)
    {
      Placed *placed = place (attach, attach->sources[i], cancellable, &error);

      if (placed == NULL)
        {
          discard_all (attach->library, attach->placed);
          g_task_return_error (task, error);
          return;
        }
      g_ptr_array_add (attach->placed, placed);
    }

  g_task_return_boolean (task, TRUE);
}

static gboolean
add_rows (ZbDb        *db,
          ZbRecordJob *job,
          GError     **error)
{
  GPtrArray *placed = job->item;

  for (guint i = 0; i < placed->len; i++)
    {
      const Placed *file = placed->pdata[i];

      if (zb_record_store_add_attachment (db, job->meeting, file->name, file->path, file->bytes, file->sha256, error) == 0)
        return FALSE;
    }

  return TRUE;
}

/* The rows are there, or the files go again. */
static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  Attach *attach = g_task_get_task_data (task);
  GError *error = NULL;
  gint64  id = zb_meetings_edit_finish (ZB_MEETINGS (source), result, &error);

  if (id != 0)
    {
      g_task_return_pointer (task, g_memdup2 (&id, sizeof id), g_free);
      return;
    }

  discard_all (attach->library, attach->placed);
  g_task_return_error (task, error);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  ZbMeetings  *self = ZB_MEETINGS (source);
  Attach      *attach = g_task_get_task_data (task);
  GError      *error = NULL;
  ZbRecordJob *job;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  job = zb_record_job_new (self, attach->meeting, "加附件", add_rows, g_ptr_array_ref (attach->placed),
                           (GDestroyNotify) g_ptr_array_unref);
  zb_record_job_start (self, job, NULL, recorded_cb, g_steal_pointer (&task));
}

void
zb_record_attach_async (ZbMeetings         *self,
                        gint64              meeting,
                        const char *const  *paths,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  GTask     *task = g_task_new (self, cancellable, callback, data);
  GTask     *copying = g_task_new (self, cancellable, copied_cb, task);
  Attach    *attach = g_new0 (Attach, 1);
  ZbLibrary *library = zb_meetings_get_library (self);

  attach->library = g_strdup (zb_library_get_folder (library));
  attach->folder = g_strdup_printf ("materials/%.4s", zb_library_get_today (library));
  attach->sources = g_strdupv ((char **) paths);
  attach->placed = g_ptr_array_new_with_free_func ((GDestroyNotify) placed_free);
  attach->meeting = meeting;
  g_task_set_task_data (task, attach, (GDestroyNotify) attach_free);
  g_task_set_task_data (copying, attach, NULL);
  g_task_run_in_thread (copying, copy_all);
  g_object_unref (copying);
}

char *
zb_record_dup_attachment_path (ZbMeetings         *self,
                               const ZbAttachment *attachment)
{
  return g_build_filename (zb_library_get_folder (zb_meetings_get_library (self)), attachment->path, NULL);
}
