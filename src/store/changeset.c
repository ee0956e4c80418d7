/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/change-store.h"

#include "store/statement.h"

/* Recording what an edit did, doing it again or back, and finding which later edits stand on it.
 * Two changes depend when they wrote the same column of the same row, or when one made or removed
 * a row that the other refers to. A foreign key's column is named after the table it points into.
 */

/* The log, drafts and what an import notes for itself are not edits. */
static const char *const recorded_tables[] = {
  "branch", "setting", "meeting", "meeting_kind", "photo", "photo_file", "photo_date", "correction",
  "party_group", "member", "span", "letter", "difference",
  "agenda", "attendance", "vote", "remedy", "attachment", "follow_up", "meeting_step", "filing"
};

struct _ZbRecorder
{
  ZbDb            *db;
  sqlite3_session *session;
};

void
zb_recorder_free (ZbRecorder *self)
{
  g_clear_pointer (&self->session, sqlite3session_delete);
  g_free (self);
}

ZbRecorder *
zb_recorder_new (ZbDb    *db,
                 GError **error)
{
  g_autoptr (ZbRecorder) self = g_new0 (ZbRecorder, 1);

  self->db = db;
  if (sqlite3session_create (db->handle, "main", &self->session) != SQLITE_OK)
    {
      zb_db_fail (db, error);
      return NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (recorded_tables); i++)
    if (sqlite3session_attach (self->session, recorded_tables[i]) != SQLITE_OK)
      {
        zb_db_fail (db, error);
        return NULL;
      }

  return g_steal_pointer (&self);
}

static gboolean
fail (int         rc,
      const char *what,
      GError    **error)
{
  gboolean conflict = rc == SQLITE_ABORT || (rc & 0xff) == SQLITE_CONSTRAINT;

  g_set_error (error, ZB_STORE_ERROR, conflict ? ZB_STORE_ERROR_CONFLICT : ZB_STORE_ERROR_FAILED,
               "%s: %s (SQLite %d)", what, sqlite3_errstr (rc), rc);
  return FALSE;
}

GBytes *
zb_recorder_take (ZbRecorder *self,
                  GError    **error)
{
  int   size = 0;
  void *bytes = NULL;
  int   rc = sqlite3session_changeset (self->session, &size, &bytes);

  if (rc != SQLITE_OK)
    {
      fail (rc, "changeset", error);
      return NULL;
    }

  if (size == 0)
    {
      sqlite3_free (bytes);
      return NULL;
    }

  return g_bytes_new_with_free_func (bytes, size, sqlite3_free, bytes);
}

static int
refuse_conflict_cb (void                   *data,
                    int                     conflict,
                    sqlite3_changeset_iter *iter)
{
  return SQLITE_CHANGESET_ABORT;
}

gboolean
zb_changeset_apply (ZbDb    *db,
                    GBytes  *changeset,
                    gboolean inverse,
                    GError **error)
{
  gsize size;
  void *bytes = (void *) g_bytes_get_data (changeset, &size);
  int   flags = inverse ? SQLITE_CHANGESETAPPLY_INVERT : 0;
  int   rc = sqlite3changeset_apply_v2 (db->handle, size, bytes, NULL, refuse_conflict_cb, NULL, NULL, NULL, flags);

  return rc == SQLITE_OK || fail (rc, "apply", error);
}

GPtrArray *
zb_changeset_list_tables (GBytes *changeset)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_changeset_iter *iter = NULL;
  gsize                   size;
  void                   *bytes = (void *) g_bytes_get_data (changeset, &size);
  const char             *table;
  int                     n_columns, operation;

  if (sqlite3changeset_start (&iter, size, bytes) != SQLITE_OK)
    return g_steal_pointer (&names);

  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      sqlite3changeset_op (iter, &table, &n_columns, &operation, NULL);
      if (!g_ptr_array_find_with_equal_func (names, table, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (table));
    }
  sqlite3changeset_finalize (iter);

  return g_steal_pointer (&names);
}

#define WHOLE_ROW G_MAXUINT

/* What a changeset wrote: "photo 12" → a bit a column, and the rows that it refers to. */
typedef struct
{
  GHashTable *rows;
  GHashTable *references;
} Footprint;

static void
footprint_clear (Footprint *self)
{
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->references, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Footprint, footprint_clear)

static sqlite3_value *
get_value (sqlite3_changeset_iter *iter,
           int                     column)
{
  sqlite3_value *value = NULL;

  sqlite3changeset_new (iter, column, &value);
  if (value == NULL)
    sqlite3changeset_old (iter, column, &value);
  return value;
}

static char *
name_row (sqlite3_changeset_iter *iter,
          const char             *table,
          int                     n_columns)
{
  g_autoptr (GString) name = g_string_new (table);
  unsigned char *in_key = NULL;

  sqlite3changeset_pk (iter, &in_key, NULL);
  for (int i = 0; i < n_columns; i++)
    if (in_key[i])
      {
        sqlite3_value *value = NULL;

        sqlite3changeset_old (iter, i, &value);
        if (value == NULL)
          value = get_value (iter, i);
        g_string_append_printf (name, " %s", value != NULL ? (const char *) sqlite3_value_text (value) : "");
      }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

static guint
list_columns (sqlite3_changeset_iter *iter,
              int                     n_columns,
              int                     operation)
{
  guint columns = 0;

  if (operation != SQLITE_UPDATE)
    return WHOLE_ROW;

  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *value = NULL;

      sqlite3changeset_new (iter, i, &value);
      if (value != NULL)
        columns |= 1u << (i % 32);
    }

  return columns;
}

static gboolean
add_references (ZbDb                   *db,
                Footprint              *self,
                sqlite3_changeset_iter *iter,
                const char             *table,
                GError                **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT cid, name FROM pragma_table_info (?1) WHERE name IN ('meeting', 'photo', 'member', 'branch', 'party_group')", error))
    return FALSE;

  zb_statement_text (&query, 1, table);
  while (zb_statement_next (&query, error))
    {
      sqlite3_value *value = get_value (iter, zb_statement_get_int (&query, 0));

      if (value != NULL && sqlite3_value_type (value) == SQLITE_INTEGER)
        g_hash_table_add (self->references,
                          g_strdup_printf ("%s %s", zb_statement_get_text (&query, 1), sqlite3_value_text (value)));
    }

  return !query.failed;
}

static gboolean
footprint_init (Footprint *self,
                ZbDb      *db,
                GBytes    *changeset,
                GError   **error)
{
  sqlite3_changeset_iter *iter = NULL;
  gboolean                good = TRUE;
  gsize                   size;
  void                   *bytes = (void *) g_bytes_get_data (changeset, &size);
  const char             *table;
  int                     n_columns, operation;

  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (sqlite3changeset_start (&iter, size, bytes) != SQLITE_OK)
    return zb_db_fail (db, error);

  while (good && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      sqlite3changeset_op (iter, &table, &n_columns, &operation, NULL);
      g_hash_table_insert (self->rows, name_row (iter, table, n_columns),
                           GUINT_TO_POINTER (list_columns (iter, n_columns, operation)));
      good = add_references (db, self, iter, table, error);
    }
  sqlite3changeset_finalize (iter);

  return good;
}

/* One made or removed a row that the other refers to. */
static gboolean
refers_to (const Footprint *self,
           const Footprint *other)
{
  GHashTableIter iter;
  gpointer       row, columns;

  g_hash_table_iter_init (&iter, other->rows);
  while (g_hash_table_iter_next (&iter, &row, &columns))
    if (GPOINTER_TO_UINT (columns) == WHOLE_ROW && g_hash_table_contains (self->references, row))
      return TRUE;

  return FALSE;
}

static gboolean
depends_on (const Footprint *self,
            const Footprint *other)
{
  GHashTableIter iter;
  gpointer       row, columns;

  g_hash_table_iter_init (&iter, other->rows);
  while (g_hash_table_iter_next (&iter, &row, &columns))
    if (GPOINTER_TO_UINT (columns) & GPOINTER_TO_UINT (g_hash_table_lookup (self->rows, row)))
      return TRUE;

  return refers_to (self, other) || refers_to (other, self);
}

char *
zb_change_store_dup_dependents (ZbDb           *db,
                                const ZbChange *change,
                                GError        **error)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_auto (Footprint) own = { 0 };
  g_auto (ZbStatement) query = { 0 };

  if (change->changeset == NULL || !footprint_init (&own, db, change->changeset, error) ||
      !zb_statement_init (&query, db,
                          "SELECT label, changeset FROM change"
                          " WHERE id > ?1 AND state = 'done' AND changeset IS NOT NULL ORDER BY id",
                          error))
    return NULL;

  zb_statement_int (&query, 1, change->id);
  while (zb_statement_next (&query, error))
    {
      g_autoptr (GBytes) changeset = zb_statement_dup_bytes (&query, 1);
      g_auto (Footprint) later = { 0 };

      if (!footprint_init (&later, db, changeset, error))
        return NULL;
      if (depends_on (&later, &own))
        g_string_append_printf (labels, "%s%s", labels->len > 0 ? "; " : "", zb_statement_get_text (&query, 0));
    }

  if (query.failed || labels->len == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&labels), FALSE);
}
