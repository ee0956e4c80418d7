/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/import-store.h"

#include "store/statement.h"

static gint64 *
copy_int (ZbStatement *query,
          int          column)
{
  gint64 value = zb_statement_get_int (query, column);

  return g_memdup2 (&value, sizeof value);
}

GHashTable *
zb_import_store_meetings (ZbDb    *db,
                          gint64   batch,
                          GError **error)
{
  g_autoptr (GHashTable) meetings =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query,
                          db,
                          "SELECT id, meeting FROM photo"
                          " WHERE batch = ?1 AND meeting IS NOT NULL AND trashed IS NULL",
                          error))
    return NULL;

  zb_statement_int (&query, 1, batch);
  while (zb_statement_next (&query, error))
    g_hash_table_insert (meetings, copy_int (&query, 0), copy_int (&query, 1));

  return query.failed ? NULL : g_steal_pointer (&meetings);
}
