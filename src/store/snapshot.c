/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/snapshot.h"

#include "base/atomic.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static gboolean
fail (sqlite3    *db,
      int         code,
      const char *path,
      GError    **error)
{
  gboolean         damaged = (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB || code == SQLITE_ERROR;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, ZB_STORE_ERROR, damaged ? ZB_STORE_ERROR_DAMAGED : ZB_STORE_ERROR_FAILED,
               "%s: %s", shown, db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code));
  return FALSE;
}

/* The first column of the first row: a number, or 1 for the text "ok". */
static int
ask (sqlite3    *db,
     const char *sql,
     int        *answer)
{
  sqlite3_stmt *stmt = NULL;
  int           code = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  *answer = 0;
  if (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      if (sqlite3_column_type (stmt, 0) == SQLITE_TEXT)
        *answer = strcmp ((const char *) sqlite3_column_text (stmt, 0), "ok") == 0;
      else
        *answer = sqlite3_column_int (stmt, 0);
      code = SQLITE_OK;
    }
  sqlite3_finalize (stmt);

  return code;
}

static gboolean
check_open (sqlite3        *db,
            const char     *path,
            ZbSnapshotInfo *info,
            GError        **error)
{
  int whole = 0, version = 0, photos = 0;
  int code = ask (db, "PRAGMA quick_check(1)", &whole);

  if (code == SQLITE_OK && !whole)
    code = SQLITE_CORRUPT;
  if (code == SQLITE_OK)
    code = ask (db, "PRAGMA user_version", &version);
  if (code == SQLITE_OK)
    code = ask (db, "SELECT count(*) FROM photo WHERE trashed IS NULL", &photos);
  if (code != SQLITE_OK)
    return fail (code == SQLITE_CORRUPT ? NULL : db, code, path, error);
  if (info != NULL)
    *info = (ZbSnapshotInfo){ .version = version, .photos = photos };

  return TRUE;
}

/* "immutable" keeps SQLite from making -wal and -shm files beside it. */
gboolean
zb_snapshot_check (const char     *path,
                   ZbSnapshotInfo *info,
                   GError        **error)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", escaped);
  sqlite3         *db = NULL;
  int              code = sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
  gboolean         good;

  if (code == SQLITE_OK)
    good = check_open (db, path, info, error);
  else
    good = fail (db, code, path, error);
  sqlite3_close (db);

  return good;
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
  char    *sql = sqlite3_mprintf ("VACUUM INTO %Q", path);
  gboolean done = zb_db_exec (db, sql, error);

  sqlite3_free (sql);
  if (!done || !sync_file (path, error))
    {
      unlink (path);
      return FALSE;
    }

  return TRUE;
}
