/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>

void
zb_made_free (ZbMade *made)
{
  g_clear_pointer (&made->row, zb_photo_row_free);
  g_clear_pointer (&made->thumbnail, g_bytes_unref);
  g_clear_pointer (&made->files, g_array_unref);
  g_free (made);
}

void
zb_import_shot_free (ZbImportShot *shot)
{
  for (guint i = 0; i < shot->shot->n_files; i++)
    g_free (shot->files[i].reason);
  g_free (shot->files);
  zb_shot_free (shot->shot);
  g_clear_pointer (&shot->made, g_ptr_array_unref);
  g_free (shot);
}

void
zb_file_state_settle (ZbFileState *state,
                      ZbOutcome    outcome,
                      const char  *reason)
{
  state->settled = TRUE;
  state->outcome = outcome;
  g_free (state->reason);
  state->reason = g_strdup (reason);
}

static guint64
get_device (const char *path)
{
  struct stat st;

  return stat (path, &st) == 0 ? st.st_dev : 0;
}

/* A device that is pulled out may still answer from memory, but the kernel forgets it at once. */
static gboolean
is_device_gone (guint64 device)
{
  g_autofree char *path = NULL;

  if (major (device) == 0)
    return FALSE; /* not a block device: a network, an overlay */
  path = g_strdup_printf ("/sys/dev/block/%u:%u", major (device), minor (device));

  return g_file_test ("/sys/dev/block", G_FILE_TEST_IS_DIR) &&
         !g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Whether what was named and holds `path` is no longer there (as opposed to one file of it). */
gboolean
zb_import_source_is_gone (ZbImportJob *job,
                          const char  *path)
{
  for (guint i = 0; job->paths[i] != NULL; i++)
    {
      const char *root = job->paths[i];
      guint64     device = job->devices[i];

      if (device == 0 || !g_str_has_prefix (path, root) || g_str_equal (path, root))
        continue;
      if (get_device (root) != device || is_device_gone (device))
        return TRUE;
    }

  return FALSE;
}

static void
found_cb (guint    n,
          gpointer data)
{
  g_atomic_int_set (&((ZbImportJob *) data)->n_total, n);
}

static void
take_walk (ZbImportJob *job,
           GPtrArray   *shots)
{
  job->shots = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_import_shot_free);
  for (guint i = 0; i < shots->len; i++)
    {
      ZbImportShot *shot = g_new0 (ZbImportShot, 1);

      shot->index = i;
      shot->shot = shots->pdata[i];
      shot->files = g_new0 (ZbFileState, shot->shot->n_files);
      g_ptr_array_add (job->shots, shot);
    }
  g_ptr_array_set_free_func (shots, NULL);
}

static void
walk (ZbImportJob *job)
{
  g_autoptr (GPtrArray) shots = NULL;

  job->devices = g_new0 (guint64, g_strv_length (job->paths) + 1);
  for (guint i = 0; job->paths[i] != NULL; i++)
    job->devices[i] = get_device (job->paths[i]);

  shots = zb_shelf_walk ((const char *const *) job->paths, job->cancellable, found_cb, job);
  take_walk (job, shots);
}

static gboolean
read_known (ZbImportJob *job,
            gpointer     data,
            GError     **error)
{
  *(GPtrArray **) data = zb_photo_store_known (zb_library_get_db (job->library), error);

  return *(GPtrArray **) data != NULL;
}

/* The walk is kept from looking to running; what is known is always asked anew. */
gboolean
zb_import_plan (ZbImportJob *job,
                GError     **error)
{
  GPtrArray *files = NULL;
  gint64     total = 0;
  guint      n = 0;

  if (job->shots == NULL)
    walk (job);
  if (!zb_import_on_store (job, read_known, &files, error))
    return FALSE;

  g_clear_pointer (&job->known, zb_known_free);
  job->known = zb_known_new (job->folder, files);
  for (guint i = 0; i < job->shots->len; i++)
    {
      const ZbShot *shot = ((ZbImportShot *) job->shots->pdata[i])->shot;

      n += shot->n_files;
      for (guint k = 0; k < shot->n_files; k++)
        total += MAX (shot->files[k].size, 0);
    }
  g_atomic_int_set (&job->n_total, (gint) n);
  __atomic_store_n (&job->bytes_total, total, __ATOMIC_RELAXED);

  return TRUE;
}

static gint64
sum_new (ZbImportJob *job)
{
  gint64 sum = 0;

  for (guint i = 0; i < job->shots->len; i++)
    {
      const ZbImportShot *shot = job->shots->pdata[i];

      for (guint k = 0; !shot->leave && k < shot->shot->n_files; k++)
        if (shot->shot->files[k].size > 0 &&
            !zb_known_may_have (job->known, &shot->shot->files[k]))
          sum += shot->shot->files[k].size;
    }

  return sum;
}

gboolean
zb_import_has_room (ZbImportJob *job,
                    GError     **error)
{
  gint64         needed = sum_new (job);
  struct statvfs fs;
  gint64         room;

  needed += needed / 20;
  if (statvfs (job->folder, &fs) != 0)
    return TRUE;
  room = (gint64) fs.f_bavail * (gint64) fs.f_frsize;
  if (room >= needed)
    return TRUE;

  g_set_error (error,
               ZB_PHOTO_ERROR,
               ZB_PHOTO_ERROR_FULL,
               "the library's disk has %" G_GINT64_FORMAT " bytes left, the import needs %" G_GINT64_FORMAT,
               room,
               needed);
  return FALSE;
}
