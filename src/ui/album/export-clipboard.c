/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/export-clipboard.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define MOST 500 /* files of one folder */

static char *
dup_cache (void)
{
  return g_build_filename (g_get_user_cache_dir (), "zhibu", "clipboard", NULL);
}

/* What the last ones left: a folder deep, and only files. */
static void
sweep (const char *cache)
{
  g_autoptr (GDir) dir = g_dir_open (cache, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (cache, name, NULL);
      g_autoptr (GDir) files = g_file_test (folder, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (folder, 0, NULL);
      const char *file;

      while (files != NULL && (file = g_dir_read_name (files)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, file, NULL);

          g_unlink (path);
        }
      g_rmdir (folder);
    }
}

static void
prepare_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autofree char *cache = dup_cache ();
  g_autofree char *folder = g_build_filename (cache, "XXXXXX", NULL);

  if (g_mkdir_with_parents (cache, 0700) == 0)
    {
      sweep (cache);
      if (g_mkdtemp (folder) != NULL)
        {
          g_task_return_pointer (task, g_steal_pointer (&folder), g_free);
          return;
        }
    }
  g_task_return_new_error (task, G_IO_ERROR, (gint) g_io_error_from_errno (errno), "%s: %s", cache, g_strerror (errno));
}

void
zb_export_clipboard_prepare_async (GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_run_in_thread (task, prepare_thread);
}

char *
zb_export_clipboard_prepare_finish (GAsyncResult *result,
                                    GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
list_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const char *folder = task_data;
  GError     *error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  while (paths->len < MOST && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  g_task_return_pointer (task, g_steal_pointer (&paths), (GDestroyNotify) g_ptr_array_unref);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) outer = data;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (GPtrArray) paths = g_task_propagate_pointer (G_TASK (result), &error);
  GdkFileList *list;

  if (paths == NULL)
    {
      g_task_return_error (outer, error);
      return;
    }
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths->pdata[i]));
  list = gdk_file_list_new_from_array ((GFile **) files->pdata, files->len);
  gdk_clipboard_set (gtk_widget_get_clipboard (g_task_get_source_object (outer)), GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  g_task_return_boolean (outer, TRUE);
}

void
zb_export_clipboard_put_async (GtkWidget          *widget,
                               const char         *folder,
                               GAsyncReadyCallback callback,
                               gpointer            data)
{
  g_autoptr (GTask) outer = g_task_new (widget, NULL, callback, data);
  g_autoptr (GTask) inner = g_task_new (NULL, NULL, listed_cb, g_object_ref (outer));

  g_task_set_task_data (inner, g_strdup (folder), g_free);
  g_task_run_in_thread (inner, list_thread);
}

gboolean
zb_export_clipboard_put_finish (GtkWidget    *widget,
                                GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
