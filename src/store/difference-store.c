/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/difference-store.h"

#include "store/statement.h"

#define COLUMNS "SELECT id, kind, member, name, field, ours, theirs, source, found, state, note FROM difference "

void
zb_difference_row_free (ZbDifferenceRow *row)
{
  g_free (row->kind);
  g_free (row->name);
  g_free (row->field);
  g_free (row->ours);
  g_free (row->theirs);
  g_free (row->source);
  g_free (row->found);
  g_free (row->state);
  g_free (row->note);
  g_free (row);
}

static ZbDifferenceRow *
read_row (ZbStatement *query)
{
  ZbDifferenceRow *row = g_new0 (ZbDifferenceRow, 1);

  row->id = zb_statement_get_int (query, 0);
  row->kind = zb_statement_dup_text (query, 1);
  row->member = zb_statement_get_int (query, 2);
  row->name = zb_statement_dup_text (query, 3);
  row->field = zb_statement_dup_text (query, 4);
  row->ours = zb_statement_dup_text (query, 5);
  row->theirs = zb_statement_dup_text (query, 6);
  row->source = zb_statement_dup_text (query, 7);
  row->found = zb_statement_dup_text (query, 8);
  row->state = zb_statement_dup_text (query, 9);
  row->note = zb_statement_dup_text (query, 10);

  return row;
}

static GPtrArray *
list (ZbDb       *db,
      const char *sql,
      GError    **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_difference_row_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, sql, error))
    return NULL;

  while (zb_statement_next (&query, error))
    g_ptr_array_add (rows, read_row (&query));

  return query.failed ? NULL : g_steal_pointer (&rows);
}

#define BY_KIND \
  "ORDER BY CASE kind WHEN 'only-here' THEN 0 WHEN 'only-there' THEN 1 WHEN 'differs' THEN 2 ELSE 3 END, id"

GPtrArray *
zb_difference_store_list (ZbDb    *db,
                          gboolean open_only,
                          GError **error)
{
  return list (db, open_only ? COLUMNS "WHERE state = 'open' " BY_KIND : COLUMNS BY_KIND, error);
}

ZbDifferenceRow *
zb_difference_store_get (ZbDb    *db,
                         gint64   difference,
                         GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, COLUMNS "WHERE id = ?1", error))
    return NULL;

  zb_statement_int (&query, 1, difference);
  if (zb_statement_next (&query, error))
    return read_row (&query);

  if (!query.failed)
    g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no difference %" G_GINT64_FORMAT, difference);
  return NULL;
}

static gboolean
insert (ZbDb                  *db,
        const ZbDifferenceRow *row,
        GError               **error)
{
  g_auto (ZbStatement) statement = { 0 };

  if (!zb_statement_init (&statement, db,
                          "INSERT INTO difference (kind, member, name, field, ours, theirs, source, found)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                          error))
    return FALSE;

  zb_statement_text (&statement, 1, row->kind);
  zb_statement_id (&statement, 2, row->member);
  zb_statement_text (&statement, 3, row->name);
  zb_statement_text (&statement, 4, row->field);
  zb_statement_text (&statement, 5, row->ours);
  zb_statement_text (&statement, 6, row->theirs);
  zb_statement_text (&statement, 7, row->source);
  zb_statement_text (&statement, 8, row->found);
  return zb_statement_run (&statement, error);
}

static gboolean
is_same (const ZbDifferenceRow *a,
         const ZbDifferenceRow *b)
{
  return g_str_equal (a->kind, b->kind) && a->member == b->member && g_str_equal (a->name, b->name) &&
         g_strcmp0 (a->field, b->field) == 0 && g_strcmp0 (a->theirs, b->theirs) == 0;
}

static gboolean
is_kept (GPtrArray             *kept,
         const ZbDifferenceRow *row)
{
  for (guint i = 0; i < kept->len; i++)
    if (is_same (kept->pdata[i], row))
      return TRUE;

  return FALSE;
}

static gboolean
drop_gone (ZbDb      *db,
           GPtrArray *kept,
           GPtrArray *rows,
           GError   **error)
{
  g_auto (ZbStatement) drop = { 0 };

  if (!zb_statement_init (&drop, db, "DELETE FROM difference WHERE id = ?1", error))
    return FALSE;

  for (guint i = 0; i < kept->len; i++)
    {
      if (is_kept (rows, kept->pdata[i]))
        continue;
      zb_statement_int (&drop, 1, ((ZbDifferenceRow *) kept->pdata[i])->id);
      if (!zb_statement_run (&drop, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
zb_difference_store_replace (ZbDb      *db,
                             GPtrArray *rows,
                             GError   **error)
{
  g_autoptr (GPtrArray) kept = list (db, COLUMNS "WHERE state = 'kept'", error);

  if (kept == NULL || !zb_db_exec (db, "DELETE FROM difference WHERE state <> 'kept'", error) ||
      !drop_gone (db, kept, rows, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (!is_kept (kept, rows->pdata[i]) && !insert (db, rows->pdata[i], error))
      return FALSE;

  return TRUE;
}

gboolean
zb_difference_store_resolve (ZbDb       *db,
                             gint64      difference,
                             const char *state,
                             const char *note,
                             GError    **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db, "UPDATE difference SET state = ?1, note = ?2 WHERE id = ?3", error))
    return FALSE;

  zb_statement_text (&update, 1, state);
  zb_statement_text (&update, 2, note);
  zb_statement_int (&update, 3, difference);
  if (!zb_statement_run (&update, error))
    return FALSE;
  if (sqlite3_changes (db->handle) == 1)
    return TRUE;

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no difference %" G_GINT64_FORMAT, difference);
  return FALSE;
}
