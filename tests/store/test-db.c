/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/migrate.h"
#include "store/rows.h"
#include "store/statement.h"
#include "support/support.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_new (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);
  g_autofree char *backup = g_build_filename (folder, "backup", NULL);
  g_autoptr (ZbDb) db = zb_test_rows_open (folder);
  g_auto (ZbStatement) mode = { 0 };
  gint64   number;
  GStatBuf info;

  g_assert_true (zb_db_number (db, "PRAGMA user_version", 0, &number, NULL));
  g_assert_cmpint (number, ==, zb_migrate_get_newest ());
  g_assert_true (zb_db_number (db, "PRAGMA synchronous", 0, &number, NULL));
  g_assert_cmpint (number, ==, 2);
  g_assert_true (zb_db_number (db, "PRAGMA foreign_keys", 0, &number, NULL));
  g_assert_cmpint (number, ==, 1);
  g_assert_true (zb_db_number (db, "PRAGMA busy_timeout", 0, &number, NULL));
  g_assert_cmpint (number, ==, 5000);
  g_assert_true (zb_statement_init (&mode, db, "PRAGMA journal_mode", NULL));
  g_assert_true (zb_statement_next (&mode, NULL));
  g_assert_cmpstr (zb_statement_get_text (&mode, 0), ==, "wal");

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
}

/* Bytes flipped in the middle of every page but the first. */
static void
damage (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 3 * 4096);
  for (gsize page = 4096; page < size; page += 4096)
    for (gsize i = 0; i < 16; i++)
      bytes[page + i] ^= 0x5a;
  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
}

static void
assert_refused (const char  *folder,
                const char  *path,
                ZbStoreError code)
{
  g_autofree char *before = zb_test_tree_hash (folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbDb) db = zb_db_open (path, &error);

  g_assert_null (db);
  g_assert_error (error, ZB_STORE_ERROR, (int) code);
  after = zb_test_tree_hash (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_damaged (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);

  zb_db_close (zb_test_rows_open (folder));
  damage (path);
  assert_refused (folder, path, ZB_STORE_ERROR_DAMAGED);
}

static void
test_not_a_database (void)
{
  static const char *const contents[] = { "", "text", "SQLite format 3" };
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      assert_refused (folder, path, ZB_STORE_ERROR_DAMAGED);
    }
}

/* A crash leaves a log beside the file; what is damaged in the log's pages counts. */
static void
test_damaged_with_log (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);
  g_autofree char *log = g_build_filename (folder, "zhibu.db-wal", NULL);
  g_autofree char *before = NULL, *after = NULL, *log_before = NULL, *log_after = NULL;
  gsize            size, log_size, size_after, log_size_after;
  g_autoptr (GError) error = NULL;
  pid_t child = fork ();
  int   status;

  if (child == 0)
    {
      ZbDb *db = zb_test_rows_open (folder);

      zb_test_rows_add_photo (db, &(ZbTestPhoto){ .name = "a.jpg", .taken = "2019-06-10T09:30:12" });
      zb_db_exec (db, "PRAGMA wal_checkpoint (PASSIVE)", NULL);
      zb_test_rows_add_photo (db, &(ZbTestPhoto){ .name = "b.jpg", .taken = "2019-06-10T09:30:13" });
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);

  damage (path);
  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  g_assert_true (g_file_get_contents (log, &log_before, &log_size, NULL));
  g_assert_cmpuint (log_size, >, 0);
  g_assert_null (zb_db_open (path, &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_true (g_file_get_contents (log, &log_after, &log_size_after, NULL));
  g_assert_cmpmem (before, size, after, size_after);
  g_assert_cmpmem (log_before, log_size, log_after, log_size_after);
}

static void
test_crash_keeps_what_was_committed (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbDb) db = NULL;
  gint64 n;
  pid_t  child = fork ();
  int    status;

  if (child == 0)
    {
      db = zb_test_rows_open (folder);
      zb_test_rows_add_photo (db, &(ZbTestPhoto){ .name = "a.jpg", .taken = "2019-06-10T09:30:12" });
      zb_db_exec (db, "BEGIN IMMEDIATE; UPDATE photo SET caption = 'x'", NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);

  db = zb_db_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (zb_db_number (db, "SELECT count (*) FROM photo WHERE caption IS NULL", 0, &n, NULL));
  g_assert_cmpint (n, ==, 1);
}

static void
test_too_new (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);
  ZbDb            *db = zb_test_rows_open (folder);

  g_assert_true (zb_db_exec (db, "PRAGMA user_version = 999", NULL));
  zb_db_close (db);
  assert_refused (folder, path, ZB_STORE_ERROR_TOO_NEW);
}

/* A library of before the first schema stands in for an older one. */
static void
test_upgrade (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);
  g_autofree char *backup = g_build_filename (folder, "backup", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (ZbDb) db = NULL;
  g_autoptr (ZbDb) old = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;
  GStatBuf info;
  gint64   n;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE old (x); INSERT INTO old VALUES (42)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);

  db = zb_db_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (zb_db_number (db, "PRAGMA user_version", 0, &n, NULL));
  g_assert_cmpint (n, ==, zb_migrate_get_newest ());

  dir = g_dir_open (backup, 0, &error);
  g_assert_no_error (error);
  kept = g_build_filename (backup, g_dir_read_name (dir), NULL);
  g_assert_null (g_dir_read_name (dir));
  g_assert_cmpint (g_stat (kept, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  old = zb_db_open_read_only (kept, &error);
  g_assert_no_error (error);
  g_assert_true (zb_db_number (old, "PRAGMA user_version", -1, &n, NULL));
  g_assert_cmpint (n, ==, 0);
  g_assert_true (zb_db_number (old, "SELECT x FROM old", 0, &n, NULL));
  g_assert_cmpint (n, ==, 42);
}

static void
test_read_only_leaves_nothing (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  ZbDb  *db = zb_test_rows_open (folder);
  gint64 n;

  zb_db_close (db);
  before = zb_test_tree_hash (folder);
  db = zb_db_open_read_only (path, &error);
  g_assert_no_error (error);
  g_assert_true (zb_db_number (db, "SELECT count (*) FROM branch", 0, &n, NULL));
  g_assert_cmpint (n, ==, 1);
  g_assert_false (zb_db_exec (db, "DELETE FROM batch", &error));
  zb_db_close (db);
  after = zb_test_tree_hash (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_transaction (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbDb) db = zb_test_rows_open (folder);
  g_autofree char *before = zb_test_rows_dump (db);
  g_autofree char *after = NULL;

  {
    g_auto (ZbTx) tx = { 0 };

    g_assert_true (zb_tx_begin (&tx, db, NULL));
    zb_test_rows_add_photo (db, &(ZbTestPhoto){ .name = "a.jpg" });
  }
  after = zb_test_rows_dump (db);
  g_assert_cmpstr (before, ==, after);

  {
    g_auto (ZbTx) tx = { 0 };

    g_assert_true (zb_tx_begin (&tx, db, NULL));
    zb_test_rows_add_photo (db, &(ZbTestPhoto){ .name = "a.jpg" });
    g_assert_true (zb_tx_commit (&tx, NULL));
  }
  g_free (after);
  after = zb_test_rows_dump (db);
  g_assert_cmpstr (before, !=, after);
}

static void
test_errors (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbDb) db = zb_test_rows_open (folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (zb_db_exec (db, "INSERT INTO branch (uid, name) VALUES ('x', '')", &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (zb_db_exec (db, "INSERT INTO batch (uid, branch, source, started) VALUES ('y', 99, 's', 't')", &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (zb_db_exec (db, "not SQL", &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (zb_db_exec (db, "PRAGMA max_page_count = 10", NULL));
  for (guint i = 0; error == NULL && i < 100; i++)
    zb_db_exec (db, "INSERT INTO draft VALUES (hex (randomblob (3000)), 'x')", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_backup (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *to = g_build_filename (folder, "copy.db", NULL);
  g_autoptr (ZbDb) db = zb_test_rows_open (folder);
  g_autoptr (ZbDb) copy = NULL;
  g_autofree char *original = NULL, *copied = NULL;
  g_autoptr (GError) error = NULL;

  zb_test_rows_add_photo (db, &(ZbTestPhoto){ .name = "a.jpg", .taken = "2019-06-10" });
  g_assert_true (zb_db_backup (db, to, &error));
  g_assert_no_error (error);
  copy = zb_db_open_read_only (to, &error);
  g_assert_no_error (error);
  original = zb_test_rows_dump (db);
  copied = zb_test_rows_dump (copy);
  g_assert_cmpstr (original, ==, copied);

  g_assert_false (zb_db_backup (db, to, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

static void
test_statements (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbDb) db = zb_test_rows_open (folder);
  const char *sql = "SELECT value FROM (SELECT 1 AS value UNION ALL SELECT 2) WHERE value > ?1";

  for (int round = 0; round < 3; round++)
    {
      g_auto (ZbStatement) one = { 0 };
      g_auto (ZbStatement) two = { 0 };

      g_assert_true (zb_statement_init (&one, db, sql, NULL));
      g_assert_true (zb_statement_init (&two, db, sql, NULL));
      zb_statement_int (&one, 1, 0);
      g_assert_true (zb_statement_next (&one, NULL));
      g_assert_cmpint (zb_statement_get_int (&one, 0), ==, 1);

      /* What the other bound does not come along. */
      g_assert_false (zb_statement_next (&two, NULL));
      g_assert_false (two.failed);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/db/new-one-has-the-schema-and-the-promised-pragmas", test_new);
  g_test_add_func ("/store/db/damaged-one-is-refused-and-keeps-every-byte", test_damaged);
  g_test_add_func ("/store/db/damaged-one-with-a-log-is-refused-and-keeps-both", test_damaged_with_log);
  g_test_add_func ("/store/db/what-is-no-database-is-damaged", test_not_a_database);
  g_test_add_func ("/store/db/crash-keeps-what-was-committed-and-nothing-else", test_crash_keeps_what_was_committed);
  g_test_add_func ("/store/db/newer-one-is-refused-and-keeps-every-byte", test_too_new);
  g_test_add_func ("/store/db/upgrade-keeps-a-copy-first", test_upgrade);
  g_test_add_func ("/store/db/reading-leaves-nothing-behind", test_read_only_leaves_nothing);
  g_test_add_func ("/store/db/transaction-rolls-back-unless-committed", test_transaction);
  g_test_add_func ("/store/db/errors-say-what-can-be-done", test_errors);
  g_test_add_func ("/store/db/backup-is-equal-and-never-overwrites", test_backup);
  g_test_add_func ("/store/db/statements-come-back-clean", test_statements);

  return g_test_run ();
}
