/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup.h"

#include "base/atomic.h"
#include "base/worker.h"
#include "service/lock.h"
#include "store/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* For a library that no longer opens: nothing here needs it open. The copies themselves are
 * written when a library is closed.
 */

#define PATTERN "zhibu-*-*.db"

typedef struct
{
  char     *folder;
  char     *backup; /* NULL: the list is wanted */
  ZbWorker *worker;
} Rolling;

static void
rolling_free (gpointer data)
{
  Rolling *self = data;

  g_clear_pointer (&self->worker, zb_worker_free);
  g_free (self->folder);
  g_free (self->backup);
  g_free (self);
}

void
zb_rolling_backup_free (ZbRollingBackup *backup)
{
  g_free (backup->path);
  g_free (backup->when);
  g_free (backup);
}

/* zhibu-20190610-093012.db → 2019-06-10T09:30:12 */
static char *
read_moment (const char *name)
{
  const char *d = name + strlen ("zhibu-");

  return g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s", d, d + 4, d + 6, d + 9, d + 11, d + 13);
}

static ZbRollingBackup *
describe (const char *folder,
          const char *name)
{
  ZbRollingBackup *backup = g_new0 (ZbRollingBackup, 1);
  GStatBuf         info;

  backup->path = g_build_filename (folder, name, NULL);
  backup->when = read_moment (name);
  if (g_stat (backup->path, &info) == 0)
    backup->bytes = info.st_size;
  backup->good = zb_snapshot_check (backup->path, NULL, NULL);

  return backup;
}

static gint
compare_backups (gconstpointer a,
                 gconstpointer b)
{
  return -strcmp ((*(ZbRollingBackup *const *) a)->path, (*(ZbRollingBackup *const *) b)->path);
}

/* Rolling thread. A library without such a folder has no backups. */
static gpointer
list (gpointer      source_object,
      gpointer      task_data,
      GCancellable *cancellable,
      GError      **error)
{
  Rolling         *self = task_data;
  GPtrArray       *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_rolling_backup_free);
  g_autofree char *folder = g_build_filename (self->folder, "backup", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strlen (name) == strlen ("zhibu-YYYYMMDD-HHMMSS.db") && g_pattern_match_simple (PATTERN, name))
      g_ptr_array_add (backups, describe (folder, name));
  g_ptr_array_sort (backups, compare_backups);

  return backups;
}

static gboolean
copy_durably (const char *from,
              const char *to,
              GError    **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  int fd;
  int failed = 0;

  if (!g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error))
    return FALSE;

  fd = open (to, O_RDWR | O_CLOEXEC);
  if (fd < 0 || fchmod (fd, 0600) != 0 || fsync (fd) != 0)
    failed = errno;
  if (fd >= 0)
    close (fd);

  return failed == 0 || zb_atomic_fail (error, failed, "sync", to);
}

/* The log first: without it the database is only older, with another database it would be wrong. */
static gboolean
put_aside (const char *database,
           GError    **error)
{
  static const char *const ends[] = { "-wal", "-shm", "" };
  g_autofree char         *aside = zb_atomic_dup_aside (database, "damaged");

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *from = g_strconcat (database, ends[i], NULL);
      g_autofree char *to = g_strconcat (aside, ends[i], NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && !zb_atomic_rename (from, to, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
replace (Rolling *self,
         GError **error)
{
  g_autofree char *database = g_build_filename (self->folder, "zhibu.db", NULL);
  g_autofree char *part = g_strdup_printf ("%s.%08x.part", database, g_random_int ());
  gboolean         done;

  if (zb_snapshot_check (database, NULL, NULL))
    return zb_atomic_fail (error, EEXIST, "restore", database);

  done = zb_snapshot_check (self->backup, NULL, error) &&
         copy_durably (self->backup, part, error) &&
         zb_snapshot_check (part, NULL, error) &&
         put_aside (database, error) &&
         zb_atomic_rename (part, database, error);
  if (!done)
    g_unlink (part);

  return done && zb_atomic_sync_folder (self->folder, error);
}

/* Rolling thread. */
static gpointer
restore (gpointer      source_object,
         gpointer      task_data,
         GCancellable *cancellable,
         GError      **error)
{
  Rolling *self = task_data;
  int      lock = zb_lock_take (self->folder, error);
  gboolean done = lock >= 0 && replace (self, error);

  if (lock >= 0)
    close (lock);

  return GINT_TO_POINTER (done);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  Rolling *self = g_task_get_task_data (task);
  GError  *error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_pointer (&self->worker, zb_worker_free);
  if (answer == NULL)
    g_task_return_error (task, error);
  else if (self->backup != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_pointer (task, answer, (GDestroyNotify) g_ptr_array_unref);
}

static void
start (GTask       *task,
       const char  *folder,
       const char  *backup,
       ZbWorkerFunc func)
{
  Rolling *self = g_new0 (Rolling, 1);
  g_autoptr (GTask) job = NULL;

  self->folder = g_canonicalize_filename (folder, NULL);
  self->backup = backup != NULL ? g_canonicalize_filename (backup, NULL) : NULL;
  self->worker = zb_worker_new ("zb-rolling");
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, rolling_free);

  job = g_task_new (NULL, g_task_get_cancellable (task), done_cb, g_object_ref (task));
  g_task_set_check_cancellable (job, FALSE);
  g_task_set_task_data (job, self, NULL);
  zb_worker_run (self->worker, job, func, backup == NULL ? (GDestroyNotify) g_ptr_array_unref : NULL);
}

void
zb_rolling_list_async (const char         *folder,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, zb_rolling_list_async);
  start (task, folder, NULL, list);
}

GPtrArray *
zb_rolling_list_finish (GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zb_rolling_restore_async (const char         *folder,
                          const char         *backup,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, zb_rolling_restore_async);
  start (task, folder, backup, restore);
}

gboolean
zb_rolling_restore_finish (GAsyncResult *result,
                           GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
