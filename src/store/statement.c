/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/statement.h"

gboolean
zb_statement_init (ZbStatement *self,
                   ZbDb        *db,
                   const char  *sql,
                   GError     **error)
{
  gpointer stmt = NULL;

  *self = (ZbStatement){ .db = db };

  if (g_hash_table_steal_extended (db->idle, sql, NULL, &stmt))
    self->stmt = stmt;
  else if (sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->stmt, NULL) != SQLITE_OK)
    return zb_db_fail (db, error);

  return TRUE;
}

/* The text of a statement is its key, and lives as long as it does. */
void
zb_statement_clear (ZbStatement *self)
{
  if (self->stmt == NULL)
    return;

  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  g_hash_table_replace (self->db->idle, (gpointer) sqlite3_sql (self->stmt), self->stmt);
  self->stmt = NULL;
}

void
zb_statement_int (ZbStatement *self,
                  int          index,
                  gint64       value)
{
  sqlite3_bind_int64 (self->stmt, index, value);
}

void
zb_statement_id (ZbStatement *self,
                 int          index,
                 gint64       id)
{
  if (id == 0)
    sqlite3_bind_null (self->stmt, index);
  else
    sqlite3_bind_int64 (self->stmt, index, id);
}

void
zb_statement_text (ZbStatement *self,
                   int          index,
                   const char  *text)
{
  sqlite3_bind_text (self->stmt, index, text, -1, SQLITE_TRANSIENT);
}

void
zb_statement_blob (ZbStatement  *self,
                   int           index,
                   gconstpointer bytes,
                   gsize         size)
{
  sqlite3_bind_blob64 (self->stmt, index, bytes, size, SQLITE_TRANSIENT);
}

void
zb_statement_wall (ZbStatement  *self,
                   int           index,
                   const ZbWall *wall)
{
  g_autofree char *text = zb_wall_to_text (wall);

  zb_statement_text (self, index, text);
}

gboolean
zb_statement_next (ZbStatement *self,
                   GError     **error)
{
  int rc = sqlite3_step (self->stmt);

  if (rc == SQLITE_ROW)
    return TRUE;

  if (rc != SQLITE_DONE)
    {
      self->failed = TRUE;
      zb_db_fail (self->db, error);
    }
  return FALSE;
}

gboolean
zb_statement_run (ZbStatement *self,
                  GError     **error)
{
  while (zb_statement_next (self, error))
    ;
  sqlite3_reset (self->stmt);

  return !self->failed;
}

const char *
zb_statement_get_text (ZbStatement *self,
                       int          column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

char *
zb_statement_dup_text (ZbStatement *self,
                       int          column)
{
  return g_strdup (zb_statement_get_text (self, column));
}

gint64
zb_statement_get_int (ZbStatement *self,
                      int          column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

GBytes *
zb_statement_dup_bytes (ZbStatement *self,
                        int          column)
{
  if (sqlite3_column_type (self->stmt, column) == SQLITE_NULL)
    return NULL;

  return g_bytes_new (sqlite3_column_blob (self->stmt, column),
                      sqlite3_column_bytes (self->stmt, column));
}

void
zb_statement_copy_hash (ZbStatement *self,
                        int          column,
                        guint8       hash[32])
{
  const void *bytes = sqlite3_column_blob (self->stmt, column);

  memset (hash, 0, 32);
  if (bytes != NULL && sqlite3_column_bytes (self->stmt, column) == 32)
    memcpy (hash, bytes, 32);
}

gboolean
zb_db_number (ZbDb       *db,
              const char *sql,
              gint64      fallback,
              gint64     *number,
              GError    **error)
{
  g_auto (ZbStatement) query = { 0 };

  *number = fallback;
  if (!zb_statement_init (&query, db, sql, error))
    return FALSE;

  if (zb_statement_next (&query, error) &&
      sqlite3_column_type (query.stmt, 0) != SQLITE_NULL)
    *number = zb_statement_get_int (&query, 0);

  return !query.failed;
}
