/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a card, a camera or a phone keeps its pictures: folders called DCIM, in any case of letters, at its root or, where it has
 * several storages, in each of them. Only names are read.
 */
#include "service/devices-private.h"

#define MOST_NAMES 5000 /* of one folder: a card's root has a few */
#define MOST_FOLDERS 16

typedef struct
{
  ZbDeviceSort  sort;
  GPtrArray    *folders; /* of char * */
  guint         n_names; /* seen at the root */
  guint         n_hidden;
  GCancellable *cancellable;
} Search;

static gboolean
is_dcim (GFileInfo *info)
{
  return g_ascii_strcasecmp (g_file_info_get_name (info), "DCIM") == 0;
}

static void
take_folder (Search *search,
             GFile  *folder)
{
  char *path = g_file_get_path (folder);

  if (path == NULL)
    search->n_hidden++;
  else if (search->folders->len < MOST_FOLDERS)
    g_ptr_array_add (search->folders, path);
  else
    g_free (path);
}

static gboolean search_folder (Search *search, GFile *folder, guint depth, GError **error);

/* A storage that cannot be read does not hide the others. */
static void
visit (Search    *search,
       GFile     *folder,
       GFileInfo *info,
       guint      depth)
{
  g_autoptr (GFile) child = g_file_get_child (folder, g_file_info_get_name (info));

  if (is_dcim (info))
    take_folder (search, child);
  else if (depth > 0)
    search_folder (search, child, depth - 1, NULL);
}

static gboolean
search_folder (Search  *search,
               GFile   *folder,
               guint    depth,
               GError **error)
{
  g_autoptr (GFileEnumerator) children =
      g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                 G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, search->cancellable, error);

  for (guint n = 0; children != NULL && n < MOST_NAMES; n++)
    {
      GFileInfo *info = NULL;

      if (!g_file_enumerator_iterate (children, &info, NULL, search->cancellable, error))
        return FALSE;
      if (info == NULL)
        break;
      search->n_names++;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        visit (search, folder, info, depth);
    }

  return children != NULL;
}

static gboolean
is_remote (const Search *search)
{
  return search->sort == ZB_DEVICE_CAMERA || search->sort == ZB_DEVICE_PHONE;
}

/* A phone shows no storage, or refuses, until it is unlocked. */
static void
explain (const Search *search,
         gboolean      read,
         GError      **error)
{
  if (search->folders->len > 0)
    g_clear_error (error);
  else if (search->n_hidden > 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no path leads to it");
  else if (is_remote (search) && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && (!read || search->n_names == 0))
    {
      g_clear_error (error);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "it shows nothing");
    }
}

static void
search_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GFile   *root = source_object;
  Search   search = { .sort = GPOINTER_TO_INT (task_data), .folders = g_ptr_array_new_with_free_func (g_free), .cancellable = cancellable };
  GError  *error = NULL;
  gboolean read = search_folder (&search, root, is_remote (&search) ? 1 : 0, &error);

  if (search.folders->len == 0 && read && search.sort == ZB_DEVICE_FOLDER)
    take_folder (&search, root);
  explain (&search, read, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    {
      g_ptr_array_add (search.folders, NULL);
      g_task_return_pointer (task, g_ptr_array_free (g_steal_pointer (&search.folders), FALSE), (GDestroyNotify) g_strfreev);
    }
  g_clear_pointer (&search.folders, g_ptr_array_unref);
}

void
zb_device_folders_async (GFile              *root,
                         ZbDeviceSort        sort,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (root, cancellable, callback, data);

  g_task_set_task_data (task, GINT_TO_POINTER (sort), NULL);
  g_task_run_in_thread (task, search_thread);
}

GStrv
zb_device_folders_finish (GFile        *root,
                          GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
