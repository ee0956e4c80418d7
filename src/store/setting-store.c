/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/setting-store.h"

#include "store/statement.h"

static char *
get_text (ZbDb       *db,
          const char *sql,
          const char *key,
          GError    **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, sql, error))
    return NULL;

  zb_statement_text (&query, 1, key);
  return zb_statement_next (&query, error) ? zb_statement_dup_text (&query, 0) : NULL;
}

static gboolean
run_with_texts (ZbDb       *db,
                const char *sql,
                const char *first,
                const char *second,
                GError    **error)
{
  g_auto (ZbStatement) statement = { 0 };

  if (!zb_statement_init (&statement, db, sql, error))
    return FALSE;

  zb_statement_text (&statement, 1, first);
  if (second != NULL)
    zb_statement_text (&statement, 2, second);
  return zb_statement_run (&statement, error);
}

char *
zb_setting_store_get (ZbDb       *db,
                      const char *key,
                      GError    **error)
{
  return get_text (db, "SELECT value FROM setting WHERE key = ?1", key, error);
}

gboolean
zb_setting_store_set (ZbDb       *db,
                      const char *key,
                      const char *value,
                      GError    **error)
{
  return run_with_texts (db,
                         "INSERT INTO setting (key, value) VALUES (?1, ?2)"
                         " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                         key, value, error);
}

gboolean
zb_branch_store_insert (ZbDb       *db,
                        const char *name,
                        GError    **error)
{
  g_autofree char *uid = g_uuid_string_random ();

  return run_with_texts (db, "INSERT INTO branch (uid, name) VALUES (?1, ?2)", uid, name, error);
}

char *
zb_branch_store_get (ZbDb    *db,
                     char   **founded,
                     GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  *founded = NULL;
  if (!zb_statement_init (&query, db, "SELECT name, founded FROM branch ORDER BY id LIMIT 1", error))
    return NULL;

  if (!zb_statement_next (&query, error))
    {
      if (!query.failed)
        g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "the library has no branch");
      return NULL;
    }

  *founded = zb_statement_dup_text (&query, 1);
  return zb_statement_dup_text (&query, 0);
}

char *
zb_draft_store_get (ZbDb       *db,
                    const char *field,
                    GError    **error)
{
  return get_text (db, "SELECT value FROM draft WHERE field = ?1", field, error);
}

gboolean
zb_draft_store_set (ZbDb       *db,
                    const char *field,
                    const char *value,
                    GError    **error)
{
  if (value == NULL)
    return run_with_texts (db, "DELETE FROM draft WHERE field = ?1", field, NULL, error);

  return run_with_texts (db,
                         "INSERT INTO draft (field, value) VALUES (?1, ?2)"
                         " ON CONFLICT (field) DO UPDATE SET value = excluded.value",
                         field, value, error);
}
