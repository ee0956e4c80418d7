/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"

#include "base/atomic.h"
#include "store/migrate.h"
#include "store/snapshot.h"
#include "store/statement.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Nothing is opened for writing before it was looked at: first without SQLite (its header names
 * the schema), then by a connection that cannot write. Where no write-ahead log stands beside
 * the file, that connection is `immutable`, so that a refused library keeps every byte and gains
 * no file; where one does, the check covers the log's pages too.
 */

G_DEFINE_QUARK (zb_store_error, zb_store_error)

static void
set_error (ZbDb    *db,
           GQuark   domain,
           int      code,
           GError **error)
{
  g_set_error (error, domain, code, "%s: %s (SQLite %d)", db->path, sqlite3_errmsg (db->handle),
               sqlite3_extended_errcode (db->handle));
}

gboolean
zb_db_fail (ZbDb    *db,
            GError **error)
{
  int code = sqlite3_errcode (db->handle) & 0xff;

  if (code == SQLITE_IOERR && sqlite3_system_errno (db->handle) == ENOSPC)
    code = SQLITE_FULL;

  switch (code)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      set_error (db, ZB_STORE_ERROR, ZB_STORE_ERROR_BUSY, error);
      break;

    case SQLITE_CONSTRAINT:
      set_error (db, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, error);
      break;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      set_error (db, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED, error);
      break;

    case SQLITE_FULL:
      set_error (db, G_IO_ERROR, G_IO_ERROR_NO_SPACE, error);
      break;

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      set_error (db, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, error);
      break;

    default:
      set_error (db, ZB_STORE_ERROR, ZB_STORE_ERROR_FAILED, error);
      break;
    }

  return FALSE;
}

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static ZbDb *
connect_to (const char *path,
            const char *query,
            int         flags,
            GError    **error)
{
  g_autoptr (ZbDb) db = g_new0 (ZbDb, 1);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *file = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *uri = NULL;

  if (file == NULL)
    return NULL;

  uri = g_strconcat (file, query, NULL);
  db->path = g_strdup (path);
  db->idle = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_statement);

  if (sqlite3_open_v2 (uri, &db->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      zb_db_fail (db, error);
      return NULL;
    }

  sqlite3_extended_result_codes (db->handle, TRUE);
  sqlite3_busy_timeout (db->handle, 5000);
  return g_steal_pointer (&db);
}

static gboolean
refuse_too_new (const char *path,
                gint64      version,
                GError    **error)
{
  if (version <= zb_migrate_get_newest ())
    return TRUE;

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_TOO_NEW,
               "%s: schema %" G_GINT64_FORMAT " is newer than this program's %u", path, version,
               zb_migrate_get_newest ());
  return FALSE;
}

/* The header alone, without SQLite: 100 bytes, user_version at 60, big-endian. */
static gboolean
check_header (const char *path,
              GError    **error)
{
  guint8  header[100] = { 0 };
  guint32 version;
  int     fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize  n;

  if (fd < 0)
    return zb_atomic_fail (error, errno, "open", path);

  n = read (fd, header, sizeof header);
  close (fd);

  if (n != sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED, "%s: not a database", path);
      return FALSE;
    }

  memcpy (&version, header + 60, sizeof version);
  return refuse_too_new (path, (gint32) GUINT32_FROM_BE (version), error);
}

static gboolean
quick_check (ZbDb    *db,
             GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "PRAGMA quick_check (1)", error) ||
      !zb_statement_next (&query, error))
    return FALSE;

  if (g_strcmp0 (zb_statement_get_text (&query, 0), "ok") != 0)
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED, "%s: %s", db->path,
                   zb_statement_get_text (&query, 0));
      return FALSE;
    }

  return TRUE;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf         info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

ZbDb *
zb_db_open_read_only (const char *path,
                      GError    **error)
{
  g_autoptr (ZbDb) db = NULL;
  gint64 version;

  if (!check_header (path, error) ||
      !(db = connect_to (path, has_log (path) ? "?mode=ro" : "?immutable=1", SQLITE_OPEN_READONLY, error)) ||
      !quick_check (db, error) ||
      !zb_db_number (db, "PRAGMA user_version", 0, &version, error) ||
      !refuse_too_new (path, version, error))
    return NULL;

  return g_steal_pointer (&db);
}

/* For the owner only: SQLite would take the umask's. */
static gboolean
create_file (const char *path,
             GError    **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return zb_atomic_fail (error, errno, "create", path);

  close (fd);
  return TRUE;
}

/* backup/zhibu-v1-20190610-093012.db: the library as the older program left it. */
static char *
name_kept_copy (ZbDb *db)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *folder = g_path_get_dirname (db->path);
  g_autofree char *backup = g_build_filename (folder, "backup", NULL);
  g_autofree char *name = NULL;
  gint64           version = 0;

  zb_db_number (db, "PRAGMA user_version", 0, &version, NULL);
  name = g_strdup_printf ("zhibu-v%" G_GINT64_FORMAT "-%s.db", version, stamp);
  g_mkdir_with_parents (backup, 0700);
  return g_build_filename (backup, name, NULL);
}

ZbDb *
zb_db_open (const char *path,
            GError    **error)
{
  g_autoptr (ZbDb) db = NULL;
  g_autofree char *keep = NULL;
  gboolean         is_new = !g_file_test (path, G_FILE_TEST_EXISTS);

  if (is_new && !create_file (path, error))
    return NULL;

  if (!is_new)
    {
      g_autoptr (ZbDb) checked = zb_db_open_read_only (path, error);

      if (checked == NULL)
        return NULL;
    }

  if (!(db = connect_to (path, "", SQLITE_OPEN_READWRITE, error)) ||
      !zb_db_exec (db, "PRAGMA journal_mode = WAL", error) ||
      !zb_db_exec (db, "PRAGMA synchronous = FULL", error) ||
      !zb_db_exec (db, "PRAGMA foreign_keys = ON", error))
    return NULL;

  if (!is_new)
    keep = name_kept_copy (db);
  if (!zb_migrate (db, keep, error))
    return NULL;

  return g_steal_pointer (&db);
}

void
zb_db_close (ZbDb *db)
{
  g_clear_pointer (&db->idle, g_hash_table_unref);
  g_clear_pointer (&db->handle, sqlite3_close_v2);
  g_clear_pointer (&db->path, g_free);
  g_free (db);
}

const char *
zb_db_get_path (ZbDb *db)
{
  return db->path;
}

gboolean
zb_db_exec (ZbDb       *db,
            const char *sql,
            GError    **error)
{
  if (sqlite3_exec (db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    return zb_db_fail (db, error);

  return TRUE;
}

gboolean
zb_db_backup (ZbDb       *db,
              const char *to,
              GError    **error)
{
  g_autofree char *part = g_strconcat (to, ".part", NULL);
  g_autofree char *folder = g_path_get_dirname (to);

  g_unlink (part);
  if (create_file (part, error) &&
      zb_snapshot_write (db, part, error) &&
      zb_atomic_rename (part, to, error))
    return zb_atomic_sync_folder (folder, error);

  g_unlink (part);
  return FALSE;
}

gboolean
zb_tx_begin (ZbTx    *tx,
             ZbDb    *db,
             GError **error)
{
  if (!zb_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  tx->db = db;
  return TRUE;
}

gboolean
zb_tx_commit (ZbTx    *tx,
              GError **error)
{
  if (!zb_db_exec (tx->db, "COMMIT", error))
    return FALSE;

  tx->db = NULL;
  return TRUE;
}

void
zb_tx_clear (ZbTx *tx)
{
  if (tx->db != NULL && !sqlite3_get_autocommit (tx->db->handle))
    sqlite3_exec (tx->db->handle, "ROLLBACK", NULL, NULL, NULL);
}
