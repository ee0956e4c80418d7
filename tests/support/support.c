/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/support.h"

#include <glib/gstdio.h>

static gboolean
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }

  return g_remove (path) == 0;
}

ZbTestFolder *
zb_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("zhibu-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
zb_test_folder_free (ZbTestFolder *folder)
{
  remove_tree (folder);
  g_free (folder);
}

void
zb_test_result_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
late_cb (gpointer data)
{
  g_error ("the test waited too long");
  return G_SOURCE_REMOVE;
}

GAsyncResult *
zb_test_wait (GAsyncResult **result,
              guint          seconds)
{
  guint timer = g_timeout_add_seconds (seconds, late_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);

  return g_steal_pointer (result);
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
zb_test_until (gboolean (*check) (gpointer data),
               gpointer data,
               guint    seconds)
{
  guint timer = g_timeout_add_seconds (seconds, late_cb, NULL);
  guint tick = g_timeout_add (10, tick_cb, NULL);

  while (!check (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_source_remove (timer);
}

char *
zb_test_corpus (const char *part)
{
  const char *corpus = g_getenv ("ZHIBU_CORPUS");

  if (corpus == NULL || *corpus == '\0')
    {
      g_test_skip ("no corpus: configure with -Dcorpus=FOLDER to run this test");
      return NULL;
    }

  return g_build_filename (corpus, part, NULL);
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
hash_tree (GChecksum  *sum,
           const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, names->pdata[i], NULL);
      g_autofree char *bytes = NULL;
      gsize            size = 0;

      g_checksum_update (sum, (const guchar *) names->pdata[i], -1);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        hash_tree (sum, child);
      else if (g_file_get_contents (child, &bytes, &size, NULL))
        g_checksum_update (sum, (const guchar *) bytes, size);
    }
}

char *
zb_test_tree_hash (const char *folder)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  hash_tree (sum, folder);
  return g_strdup (g_checksum_get_string (sum));
}
