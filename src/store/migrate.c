/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/migrate.h"

#include "store/statement.h"

#define SCHEMA_FOLDER "/org/zhibu/Zhibu/schema"

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GStrv
list_files (void)
{
  GStrv names = g_resources_enumerate_children (SCHEMA_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

guint
zb_migrate_get_newest (void)
{
  g_auto (GStrv) names = list_files ();

  return g_strv_length (names);
}

static gboolean
run_file (ZbDb       *db,
          const char *name,
          guint       version,
          GError    **error)
{
  g_autofree char *path = g_strconcat (SCHEMA_FOLDER "/", name, NULL);
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %u", version);
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_auto (ZbTx) tx = { 0 };

  return sql != NULL &&
         zb_tx_begin (&tx, db, error) &&
         zb_db_exec (db, g_bytes_get_data (sql, NULL), error) &&
         zb_db_exec (db, pragma, error) &&
         zb_tx_commit (&tx, error);
}

gboolean
zb_migrate (ZbDb       *db,
            const char *keep,
            GError    **error)
{
  g_auto (GStrv) names = list_files ();
  guint  n = g_strv_length (names);
  gint64 version;

  if (!zb_db_number (db, "PRAGMA user_version", 0, &version, error))
    return FALSE;

  if (version < n && keep != NULL && !zb_db_backup (db, keep, error))
    return FALSE;

  for (guint i = version; i < n; i++)
    {
      g_assert (g_ascii_strtoull (names[i], NULL, 10) == i + 1);
      if (!run_file (db, names[i], i + 1, error))
        return FALSE;
    }

  return TRUE;
}
