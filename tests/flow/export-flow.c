/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/export-flow.h"

#include "photo/sample-picture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define LONG 60

static void
write_placed (ExportFlow *self)
{
  g_autofree char *path = g_build_filename (self->card, "IMG_0001.JPG", NULL);
  g_autoptr (GError) error = NULL;
  ZbSamplePicture picture = { .width = 240, .height = 160, .make = "SECRETMAKE", .model = "SECRETMODEL", .serial = "SECRETSERIAL", .gps = 1528594212 };

  zb_wall_parse (&picture.taken, "2019-06-10T09:30:12");
  zb_sample_picture_write (path, &picture, &error);
  g_assert_no_error (error);
}

static void
import_card (ExportFlow *self)
{
  g_autoptr (ZbImportSummary) summary = flow_import (self->library, self->card);

  g_assert_no_error (summary->stopped);
}

void
export_flow_set_up (ExportFlow   *self,
                    gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->card = g_build_filename (self->folder, "card", NULL);
  self->home = g_build_filename (self->folder, "library", NULL);
  self->out = g_build_filename (self->folder, "out", NULL);
  self->library = flow_create (self->home);
  self->meeting = flow_add_meeting (self->library, "重温入党誓词", "2019-06-10 09:00", "2019-06-10 11:00");
  self->album = zb_album_new (self->library);
  for (guint i = 1; i < EXPORT_FLOW_PHOTOS; i++)
    {
      g_autofree char *name = g_strdup_printf ("IMG_%04u.JPG", i + 1);
      g_autofree char *taken = g_strdup_printf ("2019-06-10T09:%02u:12", 30 + i);

      flow_picture (self->card, name, taken, i);
    }
  write_placed (self);
  import_card (self);
}

void
export_flow_tear_down (ExportFlow   *self,
                       gconstpointer data)
{
  g_clear_object (&self->album);
  zb_library_close (self->library);
  g_clear_object (&self->library);
  zb_test_folder_free (self->folder);
  g_free (self->card);
  g_free (self->home);
  g_free (self->out);
}

void
export_flow_import (ExportFlow *self,
                    const char *name,
                    const char *taken,
                    guint       seed)
{
  flow_picture (self->card, name, taken, seed);
  import_card (self);
}

/* Of the first six the one of that name: an import with several threads records them in any order. */
gint64
export_flow_id (ExportFlow *self,
                gint64      number)
{
  const ZbAlbumFilter filter = { .kind = ZB_ALBUM_ALL };
  g_autofree char    *name = g_strdup_printf ("IMG_%04" G_GINT64_FORMAT ".JPG", number);
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  GAsyncResult *result = NULL;

  zb_album_list_async (self->album, &filter, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  photos = zb_album_list_finish (self->album, done, NULL);
  g_assert_nonnull (photos);
  for (guint i = 0; i < photos->len; i++)
    if (g_str_equal (zb_photo_get (photos->pdata[i])->original, name))
      return zb_photo_get (photos->pdata[i])->id;

  return number;
}

static GArray *
one (ExportFlow *self,
     gint64      number)
{
  GArray *photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64  id = export_flow_id (self, number);

  return g_array_append_val (photos, id);
}

static void
finish_edit (ExportFlow    *self,
             GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (zb_album_edit_finish (self->album, done, &error), ==, 1);
  g_assert_no_error (error);
}

void
export_flow_caption (ExportFlow *self,
                     gint64      id,
                     const char *caption)
{
  g_autoptr (GArray) photos = one (self, id);
  GAsyncResult *result = NULL;

  zb_album_caption_async (self->album, photos, caption, NULL, zb_test_result_cb, &result);
  finish_edit (self, &result);
}

void
export_flow_trash (ExportFlow *self,
                   gint64      id)
{
  g_autoptr (GArray) photos = one (self, id);
  GAsyncResult *result = NULL;

  zb_album_trash_async (self->album, photos, NULL, zb_test_result_cb, &result);
  finish_edit (self, &result);
}

void
export_flow_link (ExportFlow *self,
                  gint64      id,
                  gint64      meeting)
{
  g_autoptr (GArray) photos = one (self, id);
  GAsyncResult *result = NULL;

  zb_album_link_async (self->album, photos, meeting, NULL, zb_test_result_cb, &result);
  finish_edit (self, &result);
}

void
export_flow_unlink (ExportFlow *self,
                    gint64      id)
{
  g_autoptr (GArray) photos = one (self, id);
  GAsyncResult *result = NULL;

  zb_album_unlink_async (self->album, photos, NULL, zb_test_result_cb, &result);
  finish_edit (self, &result);
}

ZbExportSpec
export_flow_folder (ExportFlow *self)
{
  return (ZbExportSpec){ .kind = ZB_EXPORT_FOLDER, .target = self->out };
}

ZbExportResult *
export_flow_try (ExportFlow         *self,
                 const ZbExportSpec *spec,
                 GError            **error)
{
  g_autoptr (ZbExport) export = zb_export_new (self->album, spec);
  g_autoptr (GAsyncResult) done = NULL;
  GAsyncResult *result = NULL;

  zb_export_run_async (export, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  return zb_export_run_finish (export, done, error);
}

ZbExportResult *
export_flow_run (ExportFlow         *self,
                 const ZbExportSpec *spec)
{
  g_autoptr (GError) error = NULL;
  ZbExportResult *result = export_flow_try (self, spec, &error);

  g_assert_no_error (error);
  return result;
}

void
export_flow_assert (const ZbExportResult *result,
                    guint                 written,
                    guint                 unchanged,
                    guint                 removed,
                    guint                 problems)
{
  for (guint i = 0; i < result->problems->len; i++)
    g_test_message ("%s: %s", ((ZbExportProblem *) result->problems->pdata[i])->name, ((ZbExportProblem *) result->problems->pdata[i])->reason);
  g_assert_cmpuint (result->written, ==, written);
  g_assert_cmpuint (result->unchanged, ==, unchanged);
  g_assert_cmpuint (result->removed, ==, removed);
  g_assert_cmpuint (result->problems->len, ==, problems);
}

static void
list_below (GPtrArray  *names,
            const char *folder,
            const char *below)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = *below != '\0' ? g_strconcat (below, "/", name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (folder, file, NULL);

      if (g_file_test (full, G_FILE_TEST_IS_DIR) && !g_file_test (full, G_FILE_TEST_IS_SYMLINK))
        list_below (names, folder, file);
      else
        g_ptr_array_add (names, g_steal_pointer (&file));
    }
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  list_below (names, folder, "");
  g_ptr_array_sort (names, compare_names);
  return names;
}

char *
export_flow_tree (const char *folder)
{
  g_autoptr (GPtrArray) names = list_names (folder);
  g_autoptr (GString) tree = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      struct stat      info;

      g_assert_cmpint (lstat (path, &info), ==, 0);
      g_string_append_printf (tree, "%s %lu %ld.%09ld %ld\n", (const char *) names->pdata[i], (gulong) info.st_ino, (glong) info.st_mtim.tv_sec,
                              (glong) info.st_mtim.tv_nsec, (glong) info.st_size);
    }

  return g_string_free (g_steal_pointer (&tree), FALSE);
}

char *
export_flow_names (const char *folder)
{
  g_autoptr (GPtrArray) names = list_names (folder);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    if (!g_str_equal (names->pdata[i], ".zhibu-export"))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " | " : "", (const char *) names->pdata[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
export_flow_holds (const char *file,
                   const char *bytes)
{
  g_autofree char *text = NULL;
  gsize            length = 0;

  g_assert_true (g_file_get_contents (file, &text, &length, NULL));
  return memmem (text, length, bytes, strlen (bytes)) != NULL;
}

char *
export_flow_original (ExportFlow *self,
                      gint64      id)
{
  g_autofree char *file = flow_photo_path (self->library, export_flow_id (self, id));

  return g_path_is_absolute (file) ? g_steal_pointer (&file) : g_build_filename (self->home, file, NULL);
}
