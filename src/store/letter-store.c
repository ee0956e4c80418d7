/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/branch-store.h"

#include "store/statement.h"

void
zb_letter_row_free (ZbLetterRow *row)
{
  g_free (row->member_name);
  g_free (row->other);
  g_free (row->number);
  g_free (row->issued);
  g_free (row->receipt);
  g_free (row);
}

static ZbLetterRow *
read_row (ZbStatement *query)
{
  ZbLetterRow *row = g_new0 (ZbLetterRow, 1);

  row->id = zb_statement_get_int (query, 0);
  row->member = zb_statement_get_int (query, 1);
  row->member_name = zb_statement_dup_text (query, 2);
  row->out = g_strcmp0 (zb_statement_get_text (query, 3), "out") == 0;
  row->other = zb_statement_dup_text (query, 4);
  row->number = zb_statement_dup_text (query, 5);
  row->issued = zb_statement_dup_text (query, 6);
  row->valid = zb_statement_get_int (query, 7);
  row->receipt = zb_statement_dup_text (query, 8);

  return row;
}

GPtrArray *
zb_letter_store_list (ZbDb    *db,
                      gint64   member,
                      GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_letter_row_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT l.id, l.member, m.name, l.direction, l.other, l.number, l.issued, l.valid, l.receipt"
                          " FROM letter AS l JOIN member AS m ON m.id = l.member"
                          " WHERE ?1 = 0 OR l.member = ?1 ORDER BY l.issued DESC, l.id DESC",
                          error))
    return NULL;

  zb_statement_int (&query, 1, member);
  while (zb_statement_next (&query, error))
    g_ptr_array_add (rows, read_row (&query));

  return query.failed ? NULL : g_steal_pointer (&rows);
}

gint64
zb_letter_store_insert (ZbDb              *db,
                        const ZbLetterRow *letter,
                        GError           **error)
{
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO letter (uid, member, direction, other, number, issued, valid, receipt)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                          error))
    return 0;

  zb_statement_text (&insert, 1, uid);
  zb_statement_int (&insert, 2, letter->member);
  zb_statement_text (&insert, 3, letter->out ? "out" : "in");
  zb_statement_text (&insert, 4, letter->other);
  zb_statement_text (&insert, 5, letter->number);
  zb_statement_text (&insert, 6, letter->issued);
  zb_statement_int (&insert, 7, letter->valid);
  zb_statement_text (&insert, 8, letter->receipt);
  return zb_statement_run (&insert, error) ? sqlite3_last_insert_rowid (db->handle) : 0;
}

gboolean
zb_letter_store_set_receipt (ZbDb       *db,
                             gint64      letter,
                             const char *day,
                             GError    **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db, "UPDATE letter SET receipt = ?1 WHERE id = ?2", error))
    return FALSE;

  zb_statement_text (&update, 1, day);
  zb_statement_int (&update, 2, letter);
  if (!zb_statement_run (&update, error))
    return FALSE;
  if (sqlite3_changes (db->handle) == 1)
    return TRUE;

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no letter %" G_GINT64_FORMAT, letter);
  return FALSE;
}
