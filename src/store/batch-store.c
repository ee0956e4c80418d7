/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/batch-store.h"

#include "store/statement.h"

gint64
zb_batch_store_insert (ZbDb       *db,
                       const char *source,
                       const char *started,
                       GError    **error)
{
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO batch (uid, branch, source, started)"
                          " VALUES (?1, (SELECT min (id) FROM branch), ?2, ?3)",
                          error))
    return 0;

  zb_statement_text (&insert, 1, uid);
  zb_statement_text (&insert, 2, source);
  zb_statement_text (&insert, 3, started);
  return zb_statement_run (&insert, error) ? sqlite3_last_insert_rowid (db->handle) : 0;
}

gboolean
zb_batch_store_finish (ZbDb       *db,
                       gint64      batch,
                       const char *finished,
                       GError    **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db, "UPDATE batch SET finished = ?2 WHERE id = ?1", error))
    return FALSE;

  zb_statement_int (&update, 1, batch);
  zb_statement_text (&update, 2, finished);
  return zb_statement_run (&update, error);
}

gboolean
zb_batch_store_is_finished (ZbDb     *db,
                            gint64    batch,
                            gboolean *finished,
                            GError  **error)
{
  g_auto (ZbStatement) query = { 0 };

  *finished = FALSE;
  if (!zb_statement_init (&query, db, "SELECT finished IS NOT NULL FROM batch WHERE id = ?1", error))
    return FALSE;

  zb_statement_int (&query, 1, batch);
  if (zb_statement_next (&query, error))
    *finished = zb_statement_get_int (&query, 0) != 0;
  return !query.failed;
}

GArray *
zb_batch_store_list_unfinished (ZbDb    *db,
                                GError **error)
{
  g_autoptr (GArray) batches = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT id FROM batch WHERE finished IS NULL ORDER BY id", error))
    return NULL;

  while (zb_statement_next (&query, error))
    {
      gint64 batch = zb_statement_get_int (&query, 0);

      g_array_append_val (batches, batch);
    }

  return query.failed ? NULL : g_steal_pointer (&batches);
}

gboolean
zb_batch_store_add_file (ZbDb       *db,
                         gint64      batch,
                         const char *path,
                         ZbOutcome   outcome,
                         gint64      photo,
                         const char *reason,
                         GError    **error)
{
  g_auto (ZbStatement) insert = { 0 };

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO batch_file (batch, path, outcome, photo, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
                          error))
    return FALSE;

  zb_statement_int (&insert, 1, batch);
  zb_statement_text (&insert, 2, path);
  zb_statement_text (&insert, 3, zb_outcome_to_code (outcome));
  zb_statement_id (&insert, 4, photo);
  zb_statement_text (&insert, 5, reason);
  return zb_statement_run (&insert, error);
}

gboolean
zb_batch_store_count_photos (ZbDb    *db,
                             gint64   batch,
                             guint   *n,
                             GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  *n = 0;
  if (!zb_statement_init (&query, db, "SELECT count (*) FROM photo WHERE batch = ?1 AND trashed IS NULL", error))
    return FALSE;

  zb_statement_int (&query, 1, batch);
  if (zb_statement_next (&query, error))
    *n = zb_statement_get_int (&query, 0);
  return !query.failed;
}

gboolean
zb_batch_store_get_span (ZbDb    *db,
                         gint64   batch,
                         gint64  *from,
                         gint64  *to,
                         GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  *from = *to = 0;
  if (!zb_statement_init (&query, db,
                          "SELECT min (taken_s), max (taken_s) FROM photo WHERE batch = ?1 AND taken_s IS NOT NULL"
                          " HAVING count (*) > 0",
                          error))
    return FALSE;

  zb_statement_int (&query, 1, batch);
  if (!zb_statement_next (&query, error))
    return FALSE;

  *from = zb_statement_get_int (&query, 0);
  *to = zb_statement_get_int (&query, 1);
  return TRUE;
}

gboolean
zb_batch_store_add_correction (ZbDb       *db,
                               const char *camera,
                               gint64      batch,
                               gint64      seconds,
                               const char *reason,
                               const char *made,
                               GError    **error)
{
  g_auto (ZbStatement) insert = { 0 };

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO correction (camera, batch, seconds, reason, made) VALUES (?1, ?2, ?3, ?4, ?5)",
                          error))
    return FALSE;

  zb_statement_text (&insert, 1, camera);
  zb_statement_id (&insert, 2, batch);
  zb_statement_int (&insert, 3, seconds);
  zb_statement_text (&insert, 4, reason);
  zb_statement_text (&insert, 5, made);
  return zb_statement_run (&insert, error);
}
