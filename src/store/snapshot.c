/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/snapshot.h"

#include "base/atomic.h"
#include "store/statement.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

gboolean
zb_snapshot_check (const char     *path,
                   ZbSnapshotInfo *info,
                   GError        **error)
{
  g_autoptr (ZbDb) db = zb_db_open_read_only (path, error);
  gint64 version, photos;

  if (db == NULL || !zb_db_number (db, "PRAGMA user_version", 0, &version, error))
    return FALSE;

  /* A whole database, but of something else. */
  if (!zb_db_number (db, "SELECT count (*) FROM photo WHERE trashed IS NULL", 0, &photos, NULL))
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED, "%s: not a library's database", path);
      return FALSE;
    }

  if (info != NULL)
    *info = (ZbSnapshotInfo){ .version = version, .photos = photos };
  return TRUE;
}

static gboolean
sync_file (const char *path,
           GError    **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int failed = 0;

  if (fd < 0)
    return zb_atomic_fail (error, errno, "open", path);
  if (fsync (fd) != 0)
    failed = errno;
  close (fd);

  return failed == 0 || zb_atomic_fail (error, failed, "sync", path);
}

gboolean
zb_snapshot_write (ZbDb       *db,
                   const char *path,
                   GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (path, "'", -1);
  g_autofree char *quoted = g_strjoinv ("''", parts);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", quoted);

  if (!zb_db_exec (db, sql, error) || !sync_file (path, error))
    {
      unlink (path);
      return FALSE;
    }

  return TRUE;
}
