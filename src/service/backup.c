/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup.h"

#include "base/atomic.h"
#include "service/backup-file.h"
#include "service/library-private.h"
#include "service/tree.h"
#include "store/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* First a snapshot of the database, then the files: a file is there before its row, so every row
 * of the snapshot finds its files. Written under a name of its own, made durable, read back from
 * the disk and held against the manifest; only then it gets the name that was asked for.
 */

typedef struct
{
  char          *library;
  char          *file;
  char          *database; /* the snapshot */
  ZbWorker      *worker;
  ZbBackupResult result;
} Backup;

static void
backup_free (gpointer data)
{
  Backup *self = data;

  if (self->database != NULL)
    g_unlink (self->database);
  g_clear_pointer (&self->worker, zb_worker_free);
  g_free (self->database);
  g_free (self->library);
  g_free (self->file);
  g_free (self);
}

/* Store thread. */
static gpointer
take_snapshot (ZbDb         *db,
               gpointer      task_data,
               GCancellable *cancellable,
               GError      **error)
{
  Backup        *self = task_data;
  ZbSnapshotInfo info;

  if (g_file_test (self->file, G_FILE_TEST_EXISTS))
    {
      zb_atomic_fail (error, EEXIST, "back up", self->file);
      return NULL;
    }

  self->database = g_strdup_printf ("%s/cache/backup-%08x.db", self->library, g_random_int ());
  if (!zb_db_backup (db, self->database, error) || !zb_snapshot_check (self->database, &info, error))
    return NULL;

  self->result.photos = info.photos;
  return GINT_TO_POINTER (TRUE);
}

static gboolean
add_folder (GPtrArray  *lines,
            const char *library,
            const char *folder,
            GError    **error)
{
  g_autoptr (GPtrArray) paths = zb_tree_list (library, folder, error);

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    if (!zb_tree_is_temporary (paths->pdata[i]))
      g_ptr_array_add (lines, zb_manifest_line_new (paths->pdata[i]));

  return paths != NULL;
}

static GPtrArray *
list_lines (const char *library,
            GError    **error)
{
  g_autoptr (GPtrArray) lines = zb_manifest_lines_new ();

  g_ptr_array_add (lines, zb_manifest_line_new ("zhibu.db"));
  if (!add_folder (lines, library, "photos", error) || !add_folder (lines, library, "materials", error))
    return NULL;

  return g_steal_pointer (&lines);
}

/* Before anything is written; the end of the archive and its headers are the 1 KiB a file. */
static gboolean
check_space (const Backup    *self,
             const GPtrArray *lines,
             int              fd,
             GError         **error)
{
  struct statvfs room;
  guint64        needed = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const ZbManifestLine *line = lines->pdata[i];
      g_autofree char      *path = g_build_filename (self->library, line->path, NULL);
      GStatBuf              info;

      if (g_stat (path, &info) == 0)
        needed += info.st_size + 1024;
    }

  if (fstatvfs (fd, &room) == 0 && room.f_bavail * (guint64) room.f_frsize < needed)
    return zb_atomic_fail (error, ENOSPC, "back up", self->file);
  return TRUE;
}

static gboolean
write_part (Backup       *self,
            int           fd,
            const char   *part,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GPtrArray) lines = list_lines (self->library, error);
  g_autoptr (GPtrArray) read = NULL;
  ZbBackupSource source = { .library = self->library, .database = self->database, .lines = lines };
  struct stat    info;

  if (lines == NULL || !check_space (self, lines, fd, error) ||
      !zb_backup_file_write (fd, &source, cancellable, error))
    return FALSE;
  if (fsync (fd) != 0 || fstat (fd, &info) != 0)
    return zb_atomic_fail (error, errno, "sync", part);

  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  self->result.bytes = info.st_size;
  read = zb_backup_file_read (part, NULL, cancellable, error);
  return read != NULL;
}

static gboolean
write_file (Backup       *self,
            GCancellable *cancellable,
            GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (self->file);
  g_autofree char *name = g_path_get_basename (self->file);
  g_autofree char *part = g_strdup_printf ("%s/.%.200s.%08x.part", folder, name, g_random_int ());
  int              fd = g_open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean         done;

  if (fd < 0)
    return zb_atomic_fail (error, errno, "create", part);

  done = write_part (self, fd, part, cancellable, error);
  if (close (fd) != 0 && done)
    done = zb_atomic_fail (error, errno, "close", part);
  done = done && zb_atomic_rename (part, self->file, error);
  if (!done)
    g_unlink (part);

  return done && zb_atomic_sync_folder (folder, error);
}

/* Backup thread. */
static gpointer
pack (gpointer      source_object,
      gpointer      task_data,
      GCancellable *cancellable,
      GError      **error)
{
  return GINT_TO_POINTER (write_file (task_data, cancellable, error));
}

static void
packed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  Backup *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->worker, zb_worker_free);
  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
snapshot_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  Backup *self = g_task_get_task_data (task);
  g_autoptr (GTask) job = NULL;
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  job = g_task_new (NULL, g_task_get_cancellable (task), packed_cb, g_object_ref (task));
  g_task_set_check_cancellable (job, FALSE);
  g_task_set_task_data (job, self, NULL);
  self->worker = zb_worker_new ("zb-backup");
  zb_worker_run (self->worker, job, pack, NULL);
}

void
zb_backup_async (ZbLibrary          *library,
                 const char         *file,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, data);
  g_autoptr (GTask) job = NULL;
  Backup *self = g_new0 (Backup, 1);

  self->library = g_strdup (zb_library_get_folder (library));
  self->file = g_canonicalize_filename (file, NULL);
  g_task_set_source_tag (task, zb_backup_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, backup_free);

  job = g_task_new (library, cancellable, snapshot_cb, g_object_ref (task));
  g_task_set_check_cancellable (job, FALSE);
  g_task_set_task_data (job, self, NULL);
  zb_library_read (library, job, take_snapshot, NULL);
}

gboolean
zb_backup_finish (GAsyncResult   *result,
                  ZbBackupResult *backup,
                  GError        **error)
{
  Backup *self = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *backup = self->result;
  return TRUE;
}
