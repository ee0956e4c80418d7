/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/branch-store.h"

#include "store/statement.h"

void
zb_branch_row_free (ZbBranchRow *row)
{
  g_free (row->name);
  g_free (row->founded);
  g_free (row->elected);
  g_free (row);
}

GPtrArray *
zb_branch_store_list (ZbDb    *db,
                      GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_branch_row_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT id, name, founded, elected, term FROM branch ORDER BY id", error))
    return NULL;

  while (zb_statement_next (&query, error))
    {
      ZbBranchRow *row = g_new0 (ZbBranchRow, 1);

      row->id = zb_statement_get_int (&query, 0);
      row->name = zb_statement_dup_text (&query, 1);
      row->founded = zb_statement_dup_text (&query, 2);
      row->elected = zb_statement_dup_text (&query, 3);
      row->term = zb_statement_get_int (&query, 4);
      g_ptr_array_add (rows, row);
    }

  return query.failed ? NULL : g_steal_pointer (&rows);
}

char *
zb_branch_store_get_uid (ZbDb    *db,
                         GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT uid FROM branch ORDER BY id LIMIT 1", error))
    return NULL;
  if (zb_statement_next (&query, error))
    return zb_statement_dup_text (&query, 0);

  if (!query.failed)
    g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "the library has no branch");
  return NULL;
}

/* The id that `query` finds, 0 for none; -1 on error. */
static gint64
find (ZbStatement *query,
      GError     **error)
{
  if (zb_statement_next (query, error))
    return zb_statement_get_int (query, 0);

  return query->failed ? -1 : 0;
}

/* The library's own branch while nobody was ever in it, when its name and `name` differ only by the organisation before them: a
 * ledger says 清晏区人民法院第一党支部 of what its secretary calls 第一党支部. 0: none, negative on error.
 */
static gint64
find_own (ZbDb       *db,
          const char *name,
          GError    **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT id FROM branch AS b WHERE id = (SELECT min (id) FROM branch)"
                          " AND NOT EXISTS (SELECT 1 FROM span WHERE branch = b.id)"
                          " AND (substr (?1, -length (b.name)) = b.name OR substr (b.name, -length (?1)) = ?1)",
                          error))
    return -1;

  zb_statement_text (&query, 1, name);
  return find (&query, error);
}

/* It takes the ledger's spelling, which is the platform's. */
static gboolean
rename_branch (ZbDb       *db,
               gint64      branch,
               const char *name,
               GError    **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db, "UPDATE branch SET name = ?2 WHERE id = ?1", error))
    return FALSE;

  zb_statement_int (&update, 1, branch);
  zb_statement_text (&update, 2, name);
  return zb_statement_run (&update, error);
}

gint64
zb_branch_store_ensure (ZbDb       *db,
                        const char *name,
                        GError    **error)
{
  g_auto (ZbStatement) query = { 0 };
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();
  gint64           found;

  if (!zb_statement_init (&query, db, "SELECT min (id) FROM branch WHERE name = ?1 HAVING count (*) > 0", error))
    return 0;
  zb_statement_text (&query, 1, name);
  if ((found = find (&query, error)) != 0)
    return MAX (found, 0);
  if ((found = find_own (db, name, error)) < 0)
    return 0;
  if (found != 0)
    return rename_branch (db, found, name, error) ? found : 0;

  if (!zb_statement_init (&insert, db, "INSERT INTO branch (uid, name) VALUES (?1, ?2)", error))
    return 0;
  zb_statement_text (&insert, 1, uid);
  zb_statement_text (&insert, 2, name);
  return zb_statement_run (&insert, error) ? sqlite3_last_insert_rowid (db->handle) : 0;
}

static gboolean
check_name (ZbDb       *db,
            gint64      branch,
            const char *name,
            GError    **error)
{
  g_autoptr (GPtrArray) rows = zb_branch_store_list (db, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const ZbBranchRow *row = rows->pdata[i];

      if (row->id != branch && g_str_equal (row->name, name))
        {
          g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "another branch is called %s", name);
          return FALSE;
        }
    }

  return rows != NULL;
}

static gboolean
changed_one (ZbDb    *db,
             gint64   branch,
             GError **error)
{
  if (sqlite3_changes (db->handle) == 1)
    return TRUE;

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no branch %" G_GINT64_FORMAT, branch);
  return FALSE;
}

gboolean
zb_branch_store_set_name (ZbDb       *db,
                          gint64      branch,
                          const char *name,
                          const char *founded,
                          GError    **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!check_name (db, branch, name, error) ||
      !zb_statement_init (&update, db, "UPDATE branch SET name = ?1, founded = ?2 WHERE id = ?3", error))
    return FALSE;

  zb_statement_text (&update, 1, name);
  zb_statement_text (&update, 2, founded);
  zb_statement_int (&update, 3, branch);
  return zb_statement_run (&update, error) && changed_one (db, branch, error);
}

gboolean
zb_branch_store_set_term (ZbDb       *db,
                          gint64      branch,
                          const char *elected,
                          int         term,
                          GError    **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db, "UPDATE branch SET elected = ?1, term = ?2 WHERE id = ?3", error))
    return FALSE;

  zb_statement_text (&update, 1, elected);
  zb_statement_int (&update, 2, term);
  zb_statement_int (&update, 3, branch);
  return zb_statement_run (&update, error) && changed_one (db, branch, error);
}

gint64
zb_group_store_ensure (ZbDb       *db,
                       gint64      branch,
                       const char *name,
                       GError    **error)
{
  g_auto (ZbStatement) query = { 0 };
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();
  gint64           found;

  if (!zb_statement_init (&query, db, "SELECT id FROM party_group WHERE branch = ?1 AND name = ?2", error))
    return 0;
  zb_statement_int (&query, 1, branch);
  zb_statement_text (&query, 2, name);
  if ((found = find (&query, error)) != 0)
    return MAX (found, 0);

  if (!zb_statement_init (&insert, db, "INSERT INTO party_group (uid, branch, name) VALUES (?1, ?2, ?3)", error))
    return 0;
  zb_statement_text (&insert, 1, uid);
  zb_statement_int (&insert, 2, branch);
  zb_statement_text (&insert, 3, name);
  return zb_statement_run (&insert, error) ? sqlite3_last_insert_rowid (db->handle) : 0;
}

GPtrArray *
zb_group_store_list (ZbDb    *db,
                     gint64   branch,
                     GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT name, min (id) FROM party_group WHERE ?1 = 0 OR branch = ?1"
                          " GROUP BY name ORDER BY min (id)",
                          error))
    return NULL;

  zb_statement_int (&query, 1, branch);
  while (zb_statement_next (&query, error))
    g_ptr_array_add (names, zb_statement_dup_text (&query, 0));

  return query.failed ? NULL : g_steal_pointer (&names);
}
