/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backup-flow.h"

#include "store/db.h"
#include "support/support.h"

#include <string.h>

#define SECONDS 30

void
zb_flow_create (const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZbLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *given = NULL;

  zb_library_create_async (folder, "第一党支部", "court", NULL, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, SECONDS);
  library = zb_library_open_finish (result, &error);
  g_assert_no_error (error);
  zb_library_close (library);
}

ZbLibrary *
zb_flow_open (const char *folder,
              GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *given = NULL;

  zb_library_open_async (folder, NULL, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, SECONDS);

  return zb_library_open_finish (result, error);
}

void
zb_flow_put_file (const char *folder,
                  const char *path,
                  const char *bytes)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (full, bytes, -1, &error);
  g_assert_no_error (error);
}

void
zb_flow_put_photo (const char *folder,
                   const char *path,
                   const char *bytes)
{
  g_autofree char *database = g_build_filename (folder, "zhibu.db", NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, -1);
  g_autofree char *uid = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbDb) db = zb_db_open (database, &error);
  g_autofree char *sql = g_strdup_printf (
      "INSERT OR IGNORE INTO batch (id, uid, branch, source, started, finished) VALUES (1, 'b', 1, 'card', '2019-06-10T09:00:00', '2019-06-10T09:01:00');"
      "INSERT INTO photo (uid, batch, format, precision, source, confidence, imported)"
      " VALUES ('%s', 1, 'jpeg', 'none', 'none', 'none', '2019-06-10T09:00:00');"
      "INSERT INTO photo_file (photo, role, path, original, bytes, mtime, sha256, head)"
      " VALUES ((SELECT max (id) FROM photo), 'main', '%s', 'a.jpg', %u, 0, x'%s', x'%s');",
      uid, path, (guint) strlen (bytes), sum, sum);

  g_assert_no_error (error);
  zb_db_exec (db, sql, &error);
  g_assert_no_error (error);
  zb_flow_put_file (folder, path, bytes);
}

gboolean
zb_flow_backup (const char     *folder,
                const char     *file,
                ZbBackupResult *backup,
                GError        **error)
{
  g_autoptr (ZbLibrary) library = zb_flow_open (folder, error);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *given = NULL;

  g_assert_nonnull (library);
  zb_backup_async (library, file, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, SECONDS);

  return zb_backup_finish (result, backup, error);
}

gboolean
zb_flow_restore (const char     *file,
                 const char     *folder,
                 ZbBackupResult *backup,
                 GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *given = NULL;

  zb_restore_async (file, folder, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, SECONDS);

  return zb_restore_finish (result, backup, error);
}

ZbVerifyResult *
zb_flow_verify (const char *folder,
                gboolean    deep)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = zb_flow_open (folder, &error);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult   *given = NULL;
  ZbVerifyResult *verify;

  g_assert_no_error (error);
  zb_verify_async (library, deep, NULL, NULL, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, SECONDS);
  verify = zb_verify_finish (result, &error);
  g_assert_no_error (error);

  return verify;
}

guint
zb_flow_count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}
