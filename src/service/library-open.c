/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/library-state.h"

#include "base/atomic.h"
#include "base/wall.h"
#include "service/lock.h"
#include "store/setting-store.h"

#include <errno.h>
#include <glib/gstdio.h>

/* A library is a folder: zhibu.db, photos/, materials/, cache/, backup/ and the file "lock", which
 * is held with an open-file-description lock and names its holder. Creating works on
 * zhibu.db.new and renames it last, so that a library exists only when it is whole.
 */

#define DATABASE "zhibu.db"
#define NEW_DATABASE "zhibu.db.new"
#define LOCK "lock"

static const char *const folders[] = { "photos", "materials", "cache", "cache/thumbnails", "backup" };

static gboolean
make_folders (const char *folder,
              GError    **error)
{
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return zb_atomic_fail (error, errno, "make", folder);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folder, folders[i], NULL);

      if (g_mkdir (path, 0700) != 0 && errno != EEXIST)
        return zb_atomic_fail (error, errno, "make", path);
    }

  return TRUE;
}

void
zb_library_close_store (ZbLibrary *self)
{
  if (self->db != NULL && self->written)
    zb_rolling_keep (self);

  g_clear_pointer (&self->db, zb_db_close);
  zb_lock_drop (self->lock);
  self->lock = -1;
}

/* Where the PC has no zone data, the one offset that China has used since 1992. */
static GTimeZone *
find_zone (const char *name)
{
  GTimeZone *zone = g_time_zone_new_identifier (name != NULL ? name : "Asia/Shanghai");

  return zone != NULL ? zone : g_time_zone_new_offset (8 * 3600);
}

static gboolean
read_settings (ZbLibrary *self,
               GError   **error)
{
  g_autofree char *founded = NULL;
  g_autofree char *zone = zb_setting_store_get (self->db, "zone", NULL);
  ZbWall           day = ZB_WALL_NONE;

  self->zone = find_zone (zone);
  self->profile = zb_setting_store_get (self->db, "profile", NULL);
  self->branch = zb_branch_store_get (self->db, &founded, error);
  if (founded != NULL && zb_wall_parse (&day, founded))
    self->founded = day.seconds;

  return self->branch != NULL;
}

static gboolean
open_locked (ZbLibrary *self,
             GError   **error)
{
  g_autofree char *path = g_build_filename (self->folder, DATABASE, NULL);
  g_autofree char *leftover = g_build_filename (self->folder, NEW_DATABASE, NULL);

  if (!(self->db = zb_db_open (path, error)) ||
      !make_folders (self->folder, error) ||
      !read_settings (self, error))
    return FALSE;

  g_unlink (leftover);
  zb_rolling_keep (self);
  if (!zb_library_close_batches (self, error))
    return FALSE;

  zb_library_send_changed (self, 0);
  return TRUE;
}

gboolean
zb_library_open_store (ZbLibrary *self,
                       GError   **error)
{
  if (!zb_library_exists (self->folder))
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "%s holds no library", self->folder);
      return FALSE;
    }

  if ((self->lock = zb_lock_take (self->folder, error)) >= 0 && open_locked (self, error))
    return TRUE;

  zb_library_close_store (self);
  return FALSE;
}

static gboolean
is_ours (const char *folder,
         const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GDir) dir = NULL;

  if (g_str_equal (name, LOCK) || g_str_has_prefix (name, NEW_DATABASE))
    return TRUE;

  if (g_str_equal (name, "cache"))
    return TRUE;

  return g_strv_contains ((const char *const[]){ "photos", "materials", "backup", NULL }, name) &&
         (dir = g_dir_open (path, 0, NULL)) != NULL &&
         g_dir_read_name (dir) == NULL;
}

/* Nothing there, or what a creation that did not end has left. */
static gboolean
check_free (const char *folder,
            GError    **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!(dir = g_dir_open (folder, 0, error)))
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!is_ours (folder, name))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s is not empty", folder);
        return FALSE;
      }

  return TRUE;
}

static gboolean
write_first_rows (const char *path,
                  const char *branch,
                  const char *profile,
                  GError    **error)
{
  g_autoptr (ZbDb) db = zb_db_open (path, error);
  g_auto (ZbTx) tx = { 0 };

  return db != NULL &&
         zb_tx_begin (&tx, db, error) &&
         zb_branch_store_insert (db, branch, error) &&
         zb_setting_store_set (db, "profile", profile, error) &&
         zb_setting_store_set (db, "zone", "Asia/Shanghai", error) &&
         zb_tx_commit (&tx, error);
}

static void
remove_leftovers (const char *folder)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (NEW_DATABASE, ends[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static gboolean
create_database (ZbLibrary  *self,
                 const char *branch,
                 const char *profile,
                 GError    **error)
{
  g_autofree char *unfinished = g_build_filename (self->folder, NEW_DATABASE, NULL);
  g_autofree char *path = g_build_filename (self->folder, DATABASE, NULL);

  remove_leftovers (self->folder);
  if (write_first_rows (unfinished, branch, profile, error) &&
      zb_atomic_rename (unfinished, path, error))
    return zb_atomic_sync_folder (self->folder, error);

  remove_leftovers (self->folder);
  return FALSE;
}

gboolean
zb_library_create_store (ZbLibrary  *self,
                         const char *branch,
                         const char *profile,
                         GError    **error)
{
  gboolean was_there = g_file_test (self->folder, G_FILE_TEST_EXISTS);

  if (!check_free (self->folder, error))
    return FALSE;

  if (make_folders (self->folder, error) &&
      (self->lock = zb_lock_take (self->folder, error)) >= 0 &&
      create_database (self, branch, profile, error) &&
      open_locked (self, error))
    return TRUE;

  zb_library_close_store (self);
  if (!was_there)
    zb_atomic_remove_tree (self->folder);
  return FALSE;
}
