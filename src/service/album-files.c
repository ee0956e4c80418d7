/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether every photo's file is where the library says: the store lists them, a thread of its own asks the file system. A file
 * that is not there is remembered and shown; nothing is taken out of the library.
 */

typedef struct
{
  gint64      photo;
  const char *path;
} File;

typedef struct
{
  GArray       *files; /* of File */
  GStringChunk *paths;
} Files;

static void
files_free (Files *files)
{
  g_array_unref (files->files);
  g_string_chunk_free (files->paths);
  g_free (files);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Files, files_free)

static void
take_file (gint64      photo,
           const char *path,
           gpointer    data)
{
  Files *files = data;
  File   file = { photo, g_string_chunk_insert (files->paths, path) };

  g_array_append_val (files->files, file);
}

static gpointer
run_files (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (Files) files = g_new0 (Files, 1);

  files->files = g_array_new (FALSE, FALSE, sizeof (File));
  files->paths = g_string_chunk_new (1 << 16);
  if (!zb_album_store_each_file (db, take_file, files, error))
    return NULL;

  return g_steal_pointer (&files);
}

/* Only what is known not to be there: a disk that gives errors says nothing. */
static gboolean
is_missing (int         folder,
            const char *path)
{
  struct stat status;

  if (fstatat (folder, path, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT || errno == ENOTDIR;

  return !S_ISREG (status.st_mode);
}

static void
run_look (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Files      *files = data;
  const char *root = zb_library_get_folder (zb_album_get_library (source));
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  int folder = open (root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (folder < 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", root, g_strerror (errno));
      return;
    }

  for (guint i = 0; i < files->files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const File *file = &g_array_index (files->files, File, i);

      if (is_missing (folder, file->path))
        g_array_append_val (missing, file->photo);
    }
  close (folder);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&missing), (GDestroyNotify) g_array_unref);
}

typedef struct
{
  gboolean changed;
  guint    n;
} Look;

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  ZbAlbum *self = ZB_ALBUM (source);
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GArray *missing = g_task_propagate_pointer (G_TASK (result), &error);
  Look   *look;

  if (missing == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  look = g_new0 (Look, 1);
  look->n = missing->len;
  look->changed = zb_album_memo_take_missing (zb_album_get_memo (self), missing);
  if (look->changed)
    zb_library_notify_changed (zb_album_get_library (self), ZB_TABLE_PHOTO);
  g_task_return_pointer (task, look, g_free);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GTask) job = NULL;
  GError *error = NULL;
  Files  *files = g_task_propagate_pointer (G_TASK (result), &error);

  if (files == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  job = g_task_new (source, g_task_get_cancellable (task), looked_cb, g_object_ref (task));
  g_task_set_task_data (job, files, (GDestroyNotify) files_free);
  g_task_run_in_thread (job, run_look);
}

void
zb_album_look_for_files_async (ZbAlbum            *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GTask) list = g_task_new (self, cancellable, listed_cb, g_object_ref (task));

  zb_library_read (zb_album_get_library (self), list, run_files, (GDestroyNotify) files_free);
}

gboolean
zb_album_look_for_files_finish (ZbAlbum      *self,
                                GAsyncResult *result,
                                guint        *n,
                                GError      **error)
{
  g_autofree Look *look = g_task_propagate_pointer (G_TASK (result), error);

  if (n != NULL)
    *n = look != NULL ? look->n : 0;
  return look != NULL && look->changed;
}
