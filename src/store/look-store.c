/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/look-store.h"

#include "store/statement.h"

GHashTable *
zb_look_store_list (ZbDb    *db,
                    gint64   meeting,
                    GError **error)
{
  g_autoptr (GHashTable) looks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT l.photo, l.hash, l.sharp FROM photo_look AS l JOIN photo AS p ON p.id = l.photo WHERE p.meeting = ?1",
                          error))
    return NULL;

  zb_statement_int (&query, 1, meeting);
  while (zb_statement_next (&query, error))
    {
      ZbLookRow *row = g_new0 (ZbLookRow, 1);

      *row = (ZbLookRow){ zb_statement_get_int (&query, 0), (guint64) zb_statement_get_int (&query, 1), zb_statement_get_int (&query, 2) };
      g_hash_table_insert (looks, &row->photo, row);
    }

  return query.failed ? NULL : g_steal_pointer (&looks);
}

gboolean
zb_look_store_put (ZbDb            *db,
                   const ZbLookRow *rows,
                   guint            n,
                   GError         **error)
{
  g_auto (ZbStatement) insert = { 0 };

  if (!zb_statement_init (&insert, db, "INSERT OR REPLACE INTO photo_look (photo, hash, sharp) VALUES (?1, ?2, ?3)", error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      zb_statement_int (&insert, 1, rows[i].photo);
      zb_statement_int (&insert, 2, (gint64) rows[i].hash);
      zb_statement_int (&insert, 3, rows[i].sharp);
      if (!zb_statement_run (&insert, error))
        return FALSE;
    }

  return TRUE;
}
