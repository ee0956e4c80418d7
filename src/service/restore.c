/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup.h"

#include "base/atomic.h"
#include "base/worker.h"
#include "photo/shelf.h"
#include "service/backup-file.h"
#include "service/lock.h"
#include "store/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* The library grows in a folder beside the place it is meant for, is made durable, read back from
 * the disk and checked as a library, and gets its name last. What stood there is either nothing,
 * an empty folder, or a library that can no longer be opened, which is moved aside and kept.
 */

typedef struct
{
  char          *file;
  char          *folder;
  ZbWorker      *worker;
  ZbBackupResult result;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *self = data;

  g_clear_pointer (&self->worker, zb_worker_free);
  g_free (self->file);
  g_free (self->folder);
  g_free (self);
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

/* Whether the folder may be replaced. *lock is taken where there is a library. */
static gboolean
check_place (const Restore *self,
             int           *lock,
             GError       **error)
{
  g_autofree char *database = g_build_filename (self->folder, "zhibu.db", NULL);
  g_autoptr (GError) fault = NULL;

  if (!g_file_test (self->folder, G_FILE_TEST_EXISTS) || is_empty (self->folder))
    return TRUE;
  if (!zb_library_exists (self->folder))
    return zb_atomic_fail (error, EEXIST, "restore", self->folder);

  *lock = zb_lock_take (self->folder, error);
  if (*lock < 0)
    return FALSE;
  if (zb_snapshot_check (database, NULL, &fault) || !g_error_matches (fault, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED))
    return zb_atomic_fail (error, EEXIST, "restore", self->folder);

  return TRUE;
}

static gboolean
check_space (const Restore *self,
             const char    *parent,
             GError       **error)
{
  struct statvfs room;
  GStatBuf       info;

  if (g_stat (self->file, &info) != 0)
    return zb_atomic_fail (error, errno, "open", self->file);
  if (statvfs (parent, &room) == 0 && room.f_bavail * (guint64) room.f_frsize < (guint64) info.st_size)
    return zb_atomic_fail (error, ENOSPC, "restore", self->folder);

  return TRUE;
}

static gboolean
sync_all (const char *folder,
          GError    **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int failed = fd < 0 || syncfs (fd) != 0 ? errno : 0;

  if (fd >= 0)
    close (fd);

  return failed == 0 || zb_atomic_fail (error, failed, "sync", folder);
}

/* What the disk has now, not what was written. */
static gboolean
check_file (Restore              *self,
            const char           *path,
            const ZbManifestLine *line,
            GError              **error)
{
  guint8 sha256[ZB_HASH_SIZE];
  gint64 size;
  int    fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd >= 0)
    {
      posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
      close (fd);
    }
  if (!zb_shelf_hash (path, sha256, &size, error))
    return FALSE;
  if (memcmp (sha256, line->sha256, sizeof sha256) != 0)
    return zb_atomic_fail (error, EIO, "what was read back is not what was written", line->path);

  self->result.bytes += size;
  return TRUE;
}

static gboolean
read_back (Restore      *self,
           const char   *folder,
           GPtrArray    *lines,
           GCancellable *cancellable,
           GError      **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const ZbManifestLine *line = lines->pdata[i];
      g_autofree char      *path = g_build_filename (folder, line->path, NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_file (self, path, line, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill (Restore      *self,
      const char   *folder,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GPtrArray) lines = zb_backup_file_read (self->file, folder, cancellable, error);
  g_autofree char *database = g_build_filename (folder, "zhibu.db", NULL);
  ZbSnapshotInfo   info;

  if (lines == NULL ||
      !sync_all (folder, error) ||
      !read_back (self, folder, lines, cancellable, error))
    return FALSE;
  if (!zb_library_exists (folder))
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED, "%s: has no database", self->file);
      return FALSE;
    }
  if (!zb_snapshot_check (database, &info, error))
    return FALSE;

  self->result.photos = info.photos;
  return TRUE;
}

/* A rename onto an empty folder replaces it; onto any other it fails. */
static gboolean
put_in_place (Restore    *self,
              const char *new_folder,
              gboolean    damaged,
              GError    **error)
{
  g_autofree char *aside = damaged ? zb_atomic_dup_aside (self->folder, "damaged") : NULL;
  g_autofree char *parent = g_path_get_dirname (self->folder);

  if (aside != NULL && !zb_atomic_rename (self->folder, aside, error))
    return FALSE;

  if (g_rename (new_folder, self->folder) != 0)
    {
      int failed = errno;

      if (aside != NULL && !zb_atomic_rename (aside, self->folder, NULL))
        g_info ("what was there stays at %s", aside);
      return zb_atomic_fail (error, failed == ENOTEMPTY ? EEXIST : failed, "rename", self->folder);
    }

  return zb_atomic_sync_folder (parent, error);
}

static gboolean
restore_to (Restore      *self,
            gboolean      damaged,
            GCancellable *cancellable,
            GError      **error)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);
  g_autofree char *folder = g_strdup_printf ("%s.%08x.part", self->folder, g_random_int ());

  if (g_mkdir_with_parents (parent, 0700) != 0)
    return zb_atomic_fail (error, errno, "create", parent);
  if (!check_space (self, parent, error))
    return FALSE;
  if (g_mkdir (folder, 0700) != 0)
    return zb_atomic_fail (error, errno, "create", folder);

  if (fill (self, folder, cancellable, error) && put_in_place (self, folder, damaged, error))
    return TRUE;

  zb_atomic_remove_tree (folder);
  return FALSE;
}

/* Restore thread. */
static gpointer
restore (gpointer      source_object,
         gpointer      task_data,
         GCancellable *cancellable,
         GError      **error)
{
  Restore *self = task_data;
  int      lock = -1;
  gboolean done = check_place (self, &lock, error) && restore_to (self, lock >= 0, cancellable, error);

  if (lock >= 0)
    close (lock);

  return GINT_TO_POINTER (done);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  Restore *self = g_task_get_task_data (task);
  GError  *error = NULL;

  g_clear_pointer (&self->worker, zb_worker_free);
  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
zb_restore_async (const char         *file,
                  const char         *folder,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GTask) job = NULL;
  Restore *self = g_new0 (Restore, 1);

  self->file = g_canonicalize_filename (file, NULL);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->worker = zb_worker_new ("zb-restore");
  g_task_set_source_tag (task, zb_restore_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, restore_free);

  job = g_task_new (NULL, cancellable, restored_cb, g_object_ref (task));
  g_task_set_check_cancellable (job, FALSE);
  g_task_set_task_data (job, self, NULL);
  zb_worker_run (self->worker, job, restore, NULL);
}

gboolean
zb_restore_finish (GAsyncResult   *result,
                   ZbBackupResult *backup,
                   GError        **error)
{
  Restore *self = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *backup = self->result;
  return TRUE;
}
