/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of members. As text, days sort by their first day, so what is so on a day is
 * `starts <= day < ends` whatever is known of them.
 */
#include "store/member-store.h"

#include "store/branch-store.h"
#include "store/statement.h"

static gboolean
refuse (GError    **error,
        const char *why)
{
  g_set_error_literal (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, why);
  return FALSE;
}

static ZbSpan *
read_span (ZbStatement *query)
{
  ZbSpan *span = zb_span_new ();

  span->id = zb_statement_get_int (query, 0);
  span->member = zb_statement_get_int (query, 1);
  zb_span_kind_from_code (zb_statement_get_text (query, 2), &span->kind);
  span->value = zb_statement_dup_text (query, 3);
  zb_day_parse (&span->starts, zb_statement_get_text (query, 4));
  zb_day_parse (&span->ends, zb_statement_get_text (query, 5));
  span->began = zb_statement_dup_text (query, 6);
  span->ended = zb_statement_dup_text (query, 7);
  span->note = zb_statement_dup_text (query, 8);

  return span;
}

#define SELECT                                                                        \
  "SELECT s.id, s.member, s.kind,"                                                    \
  " CASE s.kind WHEN 'branch' THEN b.name WHEN 'group' THEN g.name ELSE s.value END," \
  " s.starts, s.ends, s.began, s.ended, s.note"                                       \
  " FROM span AS s LEFT JOIN branch AS b ON b.id = s.branch"                          \
  " LEFT JOIN party_group AS g ON g.id = s.party_group "
#define ORDER "ORDER BY s.starts IS NOT NULL, s.starts, s.id"

/* One member's spans are found by their index: an import asks for each of thousands. */
GPtrArray *
zb_span_store_list (ZbDb    *db,
                    gint64   member,
                    GError **error)
{
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_span_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, member == 0 ? SELECT ORDER : SELECT "WHERE s.member = ?1 " ORDER, error))
    return NULL;

  if (member != 0)
    zb_statement_int (&query, 1, member);
  while (zb_statement_next (&query, error))
    g_ptr_array_add (spans, read_span (&query));

  return query.failed ? NULL : g_steal_pointer (&spans);
}

/* Two spans of one kind, open at either side, share a day. */
static gboolean
overlaps (const ZbSpan *a,
          const ZbSpan *b)
{
  g_autofree char *a_starts = zb_day_to_text (a->starts);
  g_autofree char *b_starts = zb_day_to_text (b->starts);
  g_autofree char *a_ends = zb_day_to_text (a->ends);
  g_autofree char *b_ends = zb_day_to_text (b->ends);

  return (a_starts == NULL || b_ends == NULL || g_strcmp0 (a_starts, b_ends) < 0) &&
         (b_starts == NULL || a_ends == NULL || g_strcmp0 (b_starts, a_ends) < 0);
}

static gboolean
is_exclusive (ZbSpanKind kind)
{
  return kind == ZB_SPAN_BRANCH || kind == ZB_SPAN_CATEGORY || kind == ZB_SPAN_GROUP;
}

static gboolean
check_overlap (ZbDb         *db,
               const ZbSpan *span,
               GError      **error)
{
  g_autoptr (GPtrArray) others = zb_span_store_list (db, span->member, error);

  if (others == NULL)
    return FALSE;

  for (guint i = 0; i < others->len; i++)
    {
      const ZbSpan *other = others->pdata[i];

      if (other->id != span->id && other->kind == span->kind && overlaps (other, span))
        return refuse (error, "overlaps another span of its kind");
    }

  return TRUE;
}

static gboolean
check (ZbDb         *db,
       const ZbSpan *span,
       GError      **error)
{
  if (span->value == NULL || *span->value == '\0')
    return refuse (error, "a span without a value");
  if (zb_day_is_set (span->starts) && zb_day_is_set (span->ends) && zb_day_compare (span->ends, span->starts) < 0 &&
      !zb_day_agrees (span->ends, span->starts))
    return refuse (error, "a span ends before it starts");

  return !is_exclusive (span->kind) || check_overlap (db, span, error);
}

/* The branch a member is in, or was in last; the library's first for one who never was. */
static gint64
find_branch (ZbDb    *db,
             gint64   member,
             GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT coalesce ((SELECT branch FROM span WHERE member = ?1 AND kind = 'branch'"
                          " ORDER BY ends IS NOT NULL, starts DESC LIMIT 1), (SELECT min (id) FROM branch))",
                          error))
    return 0;

  zb_statement_int (&query, 1, member);
  return zb_statement_next (&query, error) ? zb_statement_get_int (&query, 0) : 0;
}

/* Branch and group go by name on the outside and by id inside. */
static gboolean
bind_place (ZbDb         *db,
            ZbStatement  *statement,
            const ZbSpan *span,
            GError      **error)
{
  gint64 branch = 0, group = 0;

  if (span->kind == ZB_SPAN_BRANCH && (branch = zb_branch_store_ensure (db, span->value, error)) == 0)
    return FALSE;
  if (span->kind == ZB_SPAN_GROUP)
    {
      gint64 home = find_branch (db, span->member, error);

      if (home == 0 || (group = zb_group_store_ensure (db, home, span->value, error)) == 0)
        return FALSE;
    }

  zb_statement_id (statement, 3, branch);
  zb_statement_id (statement, 4, group);
  return TRUE;
}

static gboolean
bind_span (ZbDb         *db,
           ZbStatement  *statement,
           const ZbSpan *span,
           GError      **error)
{
  g_autofree char *starts = zb_day_to_text (span->starts);
  g_autofree char *ends = zb_day_to_text (span->ends);
  gboolean         by_name = span->kind == ZB_SPAN_BRANCH || span->kind == ZB_SPAN_GROUP;

  zb_statement_text (statement, 1, zb_span_kind_to_code (span->kind));
  zb_statement_text (statement, 2, by_name ? NULL : span->value);
  zb_statement_text (statement, 5, starts);
  zb_statement_text (statement, 6, ends);
  zb_statement_text (statement, 7, span->began);
  zb_statement_text (statement, 8, span->ended);
  zb_statement_text (statement, 9, span->note);

  return bind_place (db, statement, span, error);
}

gint64
zb_span_store_insert (ZbDb         *db,
                      const ZbSpan *span,
                      GError      **error)
{
  g_auto (ZbStatement) insert = { 0 };
  g_autofree char *uid = g_uuid_string_random ();

  if (!check (db, span, error) ||
      !zb_statement_init (&insert, db,
                          "INSERT INTO span (kind, value, branch, party_group, starts, ends, began, ended, note, member, uid)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                          error) ||
      !bind_span (db, &insert, span, error))
    return 0;

  zb_statement_int (&insert, 10, span->member);
  zb_statement_text (&insert, 11, uid);
  return zb_statement_run (&insert, error) ? sqlite3_last_insert_rowid (db->handle) : 0;
}

static gboolean
not_found (GError **error)
{
  g_set_error_literal (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no such span");
  return FALSE;
}

gboolean
zb_span_store_update (ZbDb         *db,
                      const ZbSpan *span,
                      GError      **error)
{
  g_auto (ZbStatement) update = { 0 };

  if (!check (db, span, error) ||
      !zb_statement_init (&update, db,
                          "UPDATE span SET kind = ?1, value = ?2, branch = ?3, party_group = ?4, starts = ?5, ends = ?6,"
                          " began = ?7, ended = ?8, note = ?9 WHERE id = ?10",
                          error) ||
      !bind_span (db, &update, span, error))
    return FALSE;

  zb_statement_int (&update, 10, span->id);
  if (!zb_statement_run (&update, error))
    return FALSE;

  return sqlite3_changes (db->handle) == 1 || not_found (error);
}

gboolean
zb_span_store_delete (ZbDb    *db,
                      gint64   span,
                      GError **error)
{
  g_auto (ZbStatement) drop = { 0 };

  if (!zb_statement_init (&drop, db, "DELETE FROM span WHERE id = ?1", error))
    return FALSE;

  zb_statement_int (&drop, 1, span);
  if (!zb_statement_run (&drop, error))
    return FALSE;

  return sqlite3_changes (db->handle) == 1 || not_found (error);
}
