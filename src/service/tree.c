/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/tree.h"

#include "photo/shelf-private.h"

#include <sys/stat.h>

static gboolean
is_folder (const char *path)
{
  struct stat info;

  return lstat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

static gboolean
list_below (GPtrArray  *found,
            const char *library,
            const char *folder,
            GError    **error)
{
  g_autofree char *full = g_build_filename (library, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (full, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *child = g_build_filename (full, name, NULL);

      if (!is_folder (child))
        g_ptr_array_add (found, g_steal_pointer (&path));
      else if (!list_below (found, library, path, error))
        return FALSE;
    }

  return TRUE;
}

static gint
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
zb_tree_list (const char *library,
              const char *folder,
              GError    **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *full = g_build_filename (library, folder, NULL);

  if (g_file_test (full, G_FILE_TEST_EXISTS) && !list_below (found, library, folder, error))
    return NULL;

  g_ptr_array_sort (found, compare_paths);
  return g_steal_pointer (&found);
}

gboolean
zb_tree_is_temporary (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_str_has_prefix (name, ZB_SHELF_TEMP);
}
