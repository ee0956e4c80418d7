/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/filing-store.h"

#include "store/statement.h"

static ZbFiling *
read_filing (ZbStatement *query)
{
  ZbFiling *filing = g_new0 (ZbFiling, 1);

  filing->id = zb_statement_get_int (query, 0);
  filing->task = zb_statement_dup_text (query, 1);
  zb_day_parse (&filing->first, zb_statement_get_text (query, 2));
  zb_day_parse (&filing->day, zb_statement_get_text (query, 3));
  filing->note = zb_statement_dup_text (query, 4);
  return filing;
}

GPtrArray *
zb_filing_store_list (ZbDb    *db,
                      GError **error)
{
  g_autoptr (GPtrArray) filings = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_filing_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT id, task, first, day, note FROM filing"
                          " WHERE branch = (SELECT min (id) FROM branch) ORDER BY day, id",
                          error))
    return NULL;

  while (zb_statement_next (&query, error))
    g_ptr_array_add (filings, read_filing (&query));

  return query.failed ? NULL : g_steal_pointer (&filings);
}

static void
bind_filing (ZbStatement    *statement,
             const ZbFiling *filing)
{
  g_autofree char *first = zb_day_to_text (filing->first);
  g_autofree char *day = zb_day_to_text (filing->day);

  zb_statement_text (statement, 1, filing->task);
  zb_statement_text (statement, 2, first);
  zb_statement_text (statement, 3, day);
  zb_statement_text (statement, 4, filing->note != NULL && *filing->note != '\0' ? filing->note : NULL);
}

static gboolean
insert_filing (ZbDb           *db,
               const ZbFiling *filing,
               GError        **error)
{
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();

  if (!zb_statement_init (&insert, db,
                          "INSERT INTO filing (uid, branch, task, first, day, note)"
                          " VALUES (?5, (SELECT min (id) FROM branch), ?1, ?2, ?3, ?4)",
                          error))
    return FALSE;

  bind_filing (&insert, filing);
  zb_statement_text (&insert, 5, uid);
  return zb_statement_run (&insert, error);
}

gboolean
zb_filing_store_put (ZbDb           *db,
                     const ZbFiling *filing,
                     GError        **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!zb_statement_init (&update, db,
                          "UPDATE filing SET day = ?3, note = ?4"
                          " WHERE branch = (SELECT min (id) FROM branch) AND task = ?1 AND first = ?2",
                          error))
    return FALSE;

  bind_filing (&update, filing);
  if (!zb_statement_run (&update, error))
    return FALSE;

  return sqlite3_changes (db->handle) > 0 || insert_filing (db, filing, error);
}
