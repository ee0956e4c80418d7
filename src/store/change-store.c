/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/change-store.h"

#include "store/statement.h"

void
zb_change_free (ZbChange *change)
{
  g_free (change->label);
  g_free (change->made);
  g_clear_pointer (&change->changeset, g_bytes_unref);
  g_free (change->state);
  g_free (change);
}

gint64
zb_change_store_insert (ZbDb       *db,
                        const char *label,
                        const char *made,
                        GBytes     *changeset,
                        gint64      batch,
                        gint64      reverts,
                        GError    **error)
{
  g_auto (ZbStatement) insert = { 0 };
  gsize         size = 0;
  gconstpointer bytes = changeset != NULL ? g_bytes_get_data (changeset, &size) : NULL;

  if (!zb_db_exec (db, "UPDATE change SET state = 'closed' WHERE state = 'undone'", error) ||
      !zb_statement_init (&insert, db,
                          "INSERT INTO change (label, made, changeset, batch, reverts) VALUES (?1, ?2, ?3, ?4, ?5)",
                          error))
    return 0;

  zb_statement_text (&insert, 1, label);
  zb_statement_text (&insert, 2, made);
  zb_statement_blob (&insert, 3, bytes, size);
  zb_statement_id (&insert, 4, batch);
  zb_statement_id (&insert, 5, reverts);
  return zb_statement_run (&insert, error) ? sqlite3_last_insert_rowid (db->handle) : 0;
}

gboolean
zb_change_store_set_state (ZbDb       *db,
                           gint64      change,
                           const char *state,
                           GError    **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db, "UPDATE change SET state = ?2 WHERE id = ?1", error))
    return FALSE;

  zb_statement_int (&update, 1, change);
  zb_statement_text (&update, 2, state);
  return zb_statement_run (&update, error);
}

static gboolean
delete_change (ZbDb    *db,
               gint64   change,
               GError **error)
{
  g_auto (ZbStatement) statement = { 0 };

  if (!zb_statement_init (&statement, db, "DELETE FROM change WHERE id = ?1", error))
    return FALSE;

  zb_statement_int (&statement, 1, change);
  return zb_statement_run (&statement, error);
}

static gboolean
update_change (ZbDb       *db,
               gint64      change,
               const char *label,
               GBytes     *changeset,
               GError    **error)
{
  g_auto (ZbStatement) update = { 0 };
  gsize         size = 0;
  gconstpointer bytes = changeset != NULL ? g_bytes_get_data (changeset, &size) : NULL;

  if (!zb_statement_init (&update, db, "UPDATE change SET label = ?2, changeset = ?3 WHERE id = ?1", error))
    return FALSE;

  zb_statement_int (&update, 1, change);
  zb_statement_text (&update, 2, label);
  zb_statement_blob (&update, 3, bytes, size);
  return zb_statement_run (&update, error);
}

/* What a person did while the import ran has a newer id than its change, but its closing changeset
 * was made after that; undone in the order of ids, it would be undone first. So it moves up.
 */
gboolean
zb_change_store_close_batch (ZbDb       *db,
                             gint64      batch,
                             const char *label,
                             GBytes     *changeset,
                             GError    **error)
{
  g_autoptr (ZbChange) change = zb_change_store_get_batch (db, batch, error);
  gint64 newest = 0;

  if (change == NULL || !zb_db_number (db, "SELECT max (id) FROM change", 0, &newest, error))
    return FALSE;

  if (change->id == newest)
    return update_change (db, change->id, label, changeset, error);

  return delete_change (db, change->id, error) &&
         zb_change_store_insert (db, label, change->made, changeset, batch, 0, error) != 0;
}

static ZbChange *
read_change (ZbStatement *query,
             gboolean     with_changeset)
{
  ZbChange *change = g_new0 (ZbChange, 1);

  change->id = zb_statement_get_int (query, 0);
  change->label = zb_statement_dup_text (query, 1);
  change->made = zb_statement_dup_text (query, 2);
  change->batch = zb_statement_get_int (query, 3);
  change->state = zb_statement_dup_text (query, 4);
  if (with_changeset)
    change->changeset = zb_statement_dup_bytes (query, 5);

  return change;
}

#define COLUMNS "SELECT id, label, made, coalesce (batch, 0), state"

static ZbChange *
get_one (ZbDb       *db,
         const char *sql,
         gint64      id,
         GError    **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, sql, error))
    return NULL;

  if (id != 0)
    zb_statement_int (&query, 1, id);
  return zb_statement_next (&query, error) ? read_change (&query, TRUE) : NULL;
}

gboolean
zb_change_store_drop_batch (ZbDb    *db,
                            gint64   batch,
                            GError **error)
{
  g_autoptr (ZbChange) change = zb_change_store_get_batch (db, batch, error);

  return change != NULL && delete_change (db, change->id, error);
}

ZbChange *
zb_change_store_get (ZbDb    *db,
                     gint64   change,
                     GError **error)
{
  return get_one (db, COLUMNS ", changeset FROM change WHERE id = ?1", change, error);
}

ZbChange *
zb_change_store_get_undo (ZbDb    *db,
                          GError **error)
{
  return get_one (db, COLUMNS ", changeset FROM change WHERE state = 'done' ORDER BY id DESC LIMIT 1", 0, error);
}

ZbChange *
zb_change_store_get_redo (ZbDb    *db,
                          GError **error)
{
  return get_one (db, COLUMNS ", changeset FROM change WHERE state = 'undone' ORDER BY id LIMIT 1", 0, error);
}

ZbChange *
zb_change_store_get_batch (ZbDb    *db,
                           gint64   batch,
                           GError **error)
{
  return get_one (db, COLUMNS ", changeset FROM change WHERE batch = ?1", batch, error);
}

GPtrArray *
zb_change_store_list (ZbDb    *db,
                      guint    most,
                      GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_change_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, COLUMNS " FROM change ORDER BY id DESC LIMIT ?1", error))
    return NULL;

  zb_statement_int (&query, 1, most);
  while (zb_statement_next (&query, error))
    g_ptr_array_add (changes, read_change (&query, FALSE));

  return query.failed ? NULL : g_steal_pointer (&changes);
}
