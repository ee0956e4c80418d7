/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft becomes the member's row, and spans for what has a history. A category's spans are made from
 * the ledger's days, so that one truth answers "who had a vote on that day".
 */
#include "store/member-store.h"

#include "store/branch-store.h"
#include "store/member-columns.h"
#include "store/statement.h"

static gboolean
refuse (GError    **error,
        const char *why)
{
  g_set_error_literal (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, why);
  return FALSE;
}

static gboolean
check_draft (ZbDb                *db,
             gint64               member,
             const ZbMemberDraft *draft,
             GError             **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (draft->values[ZB_MEMBER_NAME] == NULL)
    return refuse (error, "a member without a name");
  if (draft->values[ZB_MEMBER_ID] == NULL)
    return TRUE;
  if (!zb_statement_init (&query, db, "SELECT 1 FROM member WHERE id_number = ?1 AND id <> ?2", error))
    return FALSE;

  zb_statement_text (&query, 1, draft->values[ZB_MEMBER_ID]);
  zb_statement_int (&query, 2, member);
  if (zb_statement_next (&query, error))
    return refuse (error, "another member has this identity number");

  return !query.failed;
}

static gboolean
run_with_id (ZbDb       *db,
             const char *sql,
             gint64      id,
             GError    **error)
{
  g_auto (ZbStatement) statement = { 0 };

  if (!zb_statement_init (&statement, db, sql, error))
    return FALSE;

  zb_statement_int (&statement, 1, id);
  return zb_statement_run (&statement, error);
}

static gboolean
write_row (ZbDb                *db,
           const char          *sql,
           gint64               member,
           const ZbMemberDraft *draft,
           GError             **error)
{
  g_auto (ZbStatement) statement = { 0 };
  g_autofree char *uid = g_uuid_string_random ();
  int              index = 0;

  if (!zb_statement_init (&statement, db, sql, error))
    return FALSE;

  for (guint i = 0; i < ZB_N_MEMBER_COLUMNS; i++)
    zb_statement_text (&statement, ++index, draft->values[zb_member_columns[i].field]);
  if (member != 0)
    zb_statement_int (&statement, ++index, member);
  else
    zb_statement_text (&statement, ++index, uid);

  return zb_statement_run (&statement, error);
}

/* One span of the member, found or made. */
static ZbSpan *
make_span (gint64      member,
           ZbSpanKind  kind,
           const char *value,
           const char *starts,
           const char *ends)
{
  ZbSpan *span = zb_span_new ();

  span->member = member;
  span->kind = kind;
  span->value = g_strdup (value);
  zb_day_parse (&span->starts, starts);
  zb_day_parse (&span->ends, ends);

  return span;
}

static gboolean
add_span (ZbDb       *db,
          gint64      member,
          ZbSpanKind  kind,
          const char *value,
          const char *starts,
          const char *began,
          GError    **error)
{
  g_autoptr (ZbSpan) span = make_span (member, kind, value, starts, NULL);

  span->began = g_strdup (began);
  return zb_span_store_insert (db, span, error) != 0;
}

static gboolean
is_formal (const char *category)
{
  return g_strcmp0 (category, "full") == 0 || g_strcmp0 (category, "probationary") == 0;
}

/* What category, joined and full_on say: probationary from admission, full from 转正; in the lawful years
 * (one day for both) full from the first. Of ZbSpan.
 */
static GPtrArray *
list_formal (gint64               member,
             const ZbMemberDraft *draft,
             const char          *today)
{
  GPtrArray  *spans = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_span_free);
  const char *category = draft->values[ZB_MEMBER_CATEGORY];
  const char *joined = draft->values[ZB_MEMBER_JOINED];
  const char *full_on = draft->values[ZB_MEMBER_FULL_ON];
  gboolean    is_probationary = g_strcmp0 (category, "probationary") == 0;
  gboolean    is_to_come = is_probationary && g_strcmp0 (full_on, today) > 0; /* full on a day that is still to come */

  if (is_probationary && !is_to_come)
    g_ptr_array_add (spans, make_span (member, ZB_SPAN_CATEGORY, category, joined, NULL));
  if (g_strcmp0 (category, "full") != 0 && !is_to_come)
    return spans;

  if (is_to_come || (joined != NULL && full_on != NULL && g_strcmp0 (joined, full_on) < 0))
    g_ptr_array_add (spans, make_span (member, ZB_SPAN_CATEGORY, "probationary", joined, full_on));
  g_ptr_array_add (spans, make_span (member, ZB_SPAN_CATEGORY, "full", full_on, NULL));
  return spans;
}

static gboolean
is_same_day (ZbDay a,
             ZbDay b)
{
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* A recorded span of this value becomes the wanted one, and keeps what was noted with it. */
static gboolean
put_formal (ZbDb         *db,
            GPtrArray    *recorded,
            const ZbSpan *wanted,
            GError      **error)
{
  for (guint i = 0; i < recorded->len; i++)
    {
      ZbSpan *span = recorded->pdata[i];

      if (span->kind != ZB_SPAN_CATEGORY || !g_str_equal (span->value, wanted->value))
        continue;
      if (is_same_day (span->starts, wanted->starts) && is_same_day (span->ends, wanted->ends))
        return TRUE;
      span->starts = wanted->starts;
      span->ends = wanted->ends;
      return zb_span_store_update (db, span, error);
    }

  return zb_span_store_insert (db, wanted, error) != 0;
}

static gboolean
has_value (GPtrArray  *spans,
           const char *value)
{
  for (guint i = 0; i < spans->len; i++)
    if (g_str_equal (((ZbSpan *) spans->pdata[i])->value, value))
      return TRUE;

  return FALSE;
}

/* Earlier candidate and activist spans end where the formal ones begin; formal ones nobody wants go. */
static gboolean
clear_way (ZbDb       *db,
           GPtrArray  *recorded,
           GPtrArray  *wanted,
           const char *today,
           GError    **error)
{
  ZbDay begins = wanted->len > 0 ? ((ZbSpan *) wanted->pdata[0])->starts : ZB_DAY_NONE;

  if (!zb_day_is_set (begins))
    zb_day_parse (&begins, today);

  for (guint i = 0; i < recorded->len; i++)
    {
      ZbSpan *span = recorded->pdata[i];

      if (span->kind != ZB_SPAN_CATEGORY || (is_formal (span->value) && has_value (wanted, span->value)))
        continue;
      if (is_formal (span->value) || (wanted->len > 0 && zb_day_compare (span->starts, begins) >= 0 && zb_day_is_set (span->starts)))
        {
          if (!zb_span_store_delete (db, span->id, error))
            return FALSE;
        }
      else if (wanted->len > 0 && !zb_day_is_set (span->ends))
        {
          span->ends = begins;
          if (!zb_span_store_update (db, span, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* Shrinking comes before growing, so that no two of them ever overlap: the probationary span, which ends
 * where the full one starts, is written in the order that leaves a gap.
 */
static gboolean
put_all_formal (ZbDb      *db,
                GPtrArray *recorded,
                GPtrArray *wanted,
                GError   **error)
{
  gboolean backwards = FALSE;

  for (guint i = 0; i < recorded->len && wanted->len > 1; i++)
    {
      const ZbSpan *span = recorded->pdata[i];
      const ZbSpan *full = wanted->pdata[1];

      if (span->kind == ZB_SPAN_CATEGORY && g_str_equal (span->value, full->value))
        backwards = zb_day_compare (full->starts, span->starts) > 0 || !zb_day_is_set (span->starts);
    }

  for (guint i = 0; i < wanted->len; i++)
    if (!put_formal (db, recorded, wanted->pdata[backwards ? wanted->len - 1 - i : i], error))
      return FALSE;

  return TRUE;
}

/* Full since an unknown day is "always so far", but not over recorded years as an activist or candidate. */
static void
bound_unknown (GPtrArray  *wanted,
               GPtrArray  *recorded,
               const char *today)
{
  ZbSpan *first = wanted->len > 0 ? wanted->pdata[0] : NULL;

  if (first == NULL || zb_day_is_set (first->starts))
    return;

  for (guint i = 0; i < recorded->len; i++)
    {
      const ZbSpan *span = recorded->pdata[i];

      if (span->kind != ZB_SPAN_CATEGORY || is_formal (span->value))
        continue;
      if (zb_day_is_set (span->ends))
        first->starts = span->ends;
      else
        zb_day_parse (&first->starts, today);
    }
}

static gboolean
sync_category (ZbDb                *db,
               gint64               member,
               const ZbMemberDraft *draft,
               GPtrArray           *recorded,
               const char          *today,
               GError             **error)
{
  g_autoptr (GPtrArray) wanted = list_formal (member, draft, today);
  const char *category = draft->values[ZB_MEMBER_CATEGORY];

  bound_unknown (wanted, recorded, today);
  if (!clear_way (db, recorded, wanted, today, error) || !put_all_formal (db, recorded, wanted, error))
    return FALSE;
  if (category == NULL || is_formal (category))
    return TRUE;

  for (guint i = 0; i < recorded->len; i++)
    {
      ZbSpan *span = recorded->pdata[i];

      if (span->kind != ZB_SPAN_CATEGORY || is_formal (span->value) || zb_day_is_set (span->ends))
        continue;
      if (g_str_equal (span->value, category))
        return TRUE;
      zb_day_parse (&span->ends, today);
      if (!zb_span_store_update (db, span, error))
        return FALSE;
    }

  return add_span (db, member, ZB_SPAN_CATEGORY, category, today, NULL, error);
}

static ZbSpan *
find_open (GPtrArray *recorded,
           ZbSpanKind kind)
{
  for (guint i = recorded->len; i > 0; i--)
    {
      ZbSpan *span = recorded->pdata[i - 1];

      if (span->kind == kind && !zb_day_is_set (span->ends))
        return span;
    }

  return NULL;
}

/* Ends `open` today; one that only began today was a mistake and goes. */
static gboolean
end_span (ZbDb       *db,
          ZbSpan     *open,
          const char *today,
          GError    **error)
{
  ZbDay day;

  zb_day_parse (&day, today);
  if (zb_day_is_set (open->starts) && zb_day_compare (open->starts, day) >= 0)
    return zb_span_store_delete (db, open->id, error);

  open->ends = day;
  return zb_span_store_update (db, open, error);
}

static gboolean
move_span (ZbDb       *db,
           gint64      member,
           ZbSpan     *open,
           ZbSpanKind  kind,
           const char *value,
           const char *today,
           GError    **error)
{
  ZbDay day;

  zb_day_parse (&day, today);
  if (open != NULL && zb_day_is_set (open->starts) && zb_day_compare (open->starts, day) >= 0 && value != NULL)
    {
      g_free (open->value);
      open->value = g_strdup (value);
      return zb_span_store_update (db, open, error);
    }
  if (open != NULL && !end_span (db, open, today, error))
    return FALSE;

  return value == NULL || add_span (db, member, kind, value, today, NULL, error);
}

/* A member who has left stays out; one in a branch moves. The group goes with the branch. */
static gboolean
sync_place (ZbDb                *db,
            gint64               member,
            const ZbMemberDraft *draft,
            GPtrArray           *recorded,
            const char          *today,
            GError             **error)
{
  ZbSpan     *branch = find_open (recorded, ZB_SPAN_BRANCH);
  ZbSpan     *group = find_open (recorded, ZB_SPAN_GROUP);
  const char *to_branch = draft->values[ZB_MEMBER_BRANCH];
  const char *to_group = draft->values[ZB_MEMBER_GROUP];
  gboolean    moves = branch != NULL && to_branch != NULL && !g_str_equal (branch->value, to_branch);

  if (branch == NULL)
    return TRUE;
  if (moves && !move_span (db, member, branch, ZB_SPAN_BRANCH, to_branch, today, error))
    return FALSE;
  if (moves && group != NULL && g_strcmp0 (group->value, to_group) == 0)
    return end_span (db, group, today, error);
  if (g_strcmp0 (group != NULL ? group->value : NULL, to_group) == 0)
    return TRUE;

  return move_span (db, member, group, ZB_SPAN_GROUP, to_group, today, error);
}

#define STOPPED "停止党籍"

/* 停止党籍 has its days too: a vote of last year does not change because it is stopped today. */
static gboolean
sync_status (ZbDb                *db,
             gint64               member,
             const ZbMemberDraft *draft,
             GPtrArray           *recorded,
             const char          *from,
             const char          *today,
             GError             **error)
{
  gboolean stopped = g_strcmp0 (draft->values[ZB_MEMBER_STATUS], "suspended") == 0;
  ZbSpan  *open = NULL;

  for (guint i = 0; i < recorded->len; i++)
    {
      ZbSpan *span = recorded->pdata[i];

      if (span->kind == ZB_SPAN_SUSPENDED && g_str_equal (span->value, STOPPED) && !zb_day_is_set (span->ends))
        open = span;
    }
  if (stopped == (open != NULL))
    return TRUE;

  return stopped ? add_span (db, member, ZB_SPAN_SUSPENDED, STOPPED, from, NULL, error) : end_span (db, open, today, error);
}

static char *
dup_own_branch (ZbDb    *db,
                GError **error)
{
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT name FROM branch ORDER BY id LIMIT 1", error))
    return NULL;
  if (zb_statement_next (&query, error))
    return zb_statement_dup_text (&query, 0);

  if (!query.failed)
    refuse (error, "the library has no branch");
  return NULL;
}

/* NULL: always so far; else the day on which it began here. */
static const char *
get_first_day (const ZbMemberDraft *draft,
               ZbMemberOrigin       origin,
               const char          *today)
{
  const char *joined = draft->values[ZB_MEMBER_JOINED];
  ZbDay       first, day;

  if (origin == ZB_MEMBER_INSERT_KNOWN)
    return NULL;
  if (g_strcmp0 (draft->values[ZB_MEMBER_CATEGORY], "probationary") != 0 || !zb_day_parse (&first, joined) ||
      !zb_day_parse (&day, today))
    return today;

  return zb_day_is_whole (first) && zb_day_between (first, day) >= 0 && zb_day_between (first, day) <= 366 ? joined : today;
}

static gboolean
insert_spans (ZbDb                *db,
              gint64               member,
              const ZbMemberDraft *draft,
              ZbMemberOrigin       origin,
              const char          *today,
              GError             **error)
{
  const char *first = get_first_day (draft, origin, today);
  const char *joined = draft->values[ZB_MEMBER_JOINED];
  const char *group = draft->values[ZB_MEMBER_GROUP];
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *branch = g_strdup (draft->values[ZB_MEMBER_BRANCH]);

  if (branch == NULL && (branch = dup_own_branch (db, error)) == NULL)
    return FALSE;

  return add_span (db, member, ZB_SPAN_BRANCH, branch, first,
                   first != NULL && g_strcmp0 (first, joined) == 0 ? ZB_CAUSE_ADMITTED : NULL, error) &&
         (group == NULL || add_span (db, member, ZB_SPAN_GROUP, group, first, NULL, error)) &&
         sync_category (db, member, draft, none, today, error) &&
         sync_status (db, member, draft, none, first, today, error);
}

gint64
zb_member_store_insert (ZbDb                *db,
                        const ZbMemberDraft *draft,
                        ZbMemberOrigin       origin,
                        const char          *today,
                        GError             **error)
{
  gint64 member;

  if (!check_draft (db, 0, draft, error) || !write_row (db, zb_member_columns_insert (), 0, draft, error))
    return 0;

  member = sqlite3_last_insert_rowid (db->handle);
  return insert_spans (db, member, draft, origin, today, error) ? member : 0;
}

gboolean
zb_member_store_update (ZbDb                *db,
                        gint64               member,
                        const ZbMemberDraft *draft,
                        const char          *today,
                        GError             **error)
{
  g_autoptr (GPtrArray) recorded = NULL;

  if (!check_draft (db, member, draft, error) || !write_row (db, zb_member_columns_update (), member, draft, error))
    return FALSE;
  if (sqlite3_changes (db->handle) != 1)
    {
      g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no member %" G_GINT64_FORMAT, member);
      return FALSE;
    }

  recorded = zb_span_store_list (db, member, error);
  return recorded != NULL && sync_place (db, member, draft, recorded, today, error) &&
         sync_category (db, member, draft, recorded, today, error) &&
         sync_status (db, member, draft, recorded, today, today, error);
}

gboolean
zb_member_store_delete (ZbDb    *db,
                        gint64   member,
                        GError **error)
{
  if (!run_with_id (db, "DELETE FROM difference WHERE member = ?1", member, error) ||
      !run_with_id (db, "DELETE FROM letter WHERE member = ?1", member, error) ||
      !run_with_id (db, "DELETE FROM span WHERE member = ?1", member, error) ||
      !run_with_id (db, "DELETE FROM member WHERE id = ?1", member, error))
    return FALSE;
  if (sqlite3_changes (db->handle) == 1)
    return TRUE;

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no member %" G_GINT64_FORMAT, member);
  return FALSE;
}

/* Ends with the stay in the branch; what would have begun only then, or later, never was. */
static gboolean
end_with_stay (ZbDb       *db,
               ZbSpan     *span,
               const char *day,
               GError    **error)
{
  ZbDay end;

  zb_day_parse (&end, day);
  if (span->kind != ZB_SPAN_GROUP && span->kind != ZB_SPAN_DUTY)
    return TRUE;
  if (zb_day_is_set (span->ends) && zb_day_compare (span->ends, end) <= 0)
    return TRUE;

  return end_span (db, span, day, error);
}

static gboolean
end_stay (ZbDb       *db,
          ZbSpan     *span,
          const char *day,
          const char *cause,
          const char *note,
          GError    **error)
{
  zb_day_parse (&span->ends, day);
  g_free (span->ended);
  span->ended = g_strdup (cause);
  if (note != NULL)
    {
      g_free (span->note);
      span->note = g_strdup (note);
    }

  return zb_span_store_update (db, span, error);
}

gboolean
zb_member_store_leave (ZbDb       *db,
                       gint64      member,
                       const char *day,
                       const char *cause,
                       const char *note,
                       GError    **error)
{
  g_autoptr (GPtrArray) recorded = zb_span_store_list (db, member, error);
  ZbSpan *branch = recorded != NULL ? find_open (recorded, ZB_SPAN_BRANCH) : NULL;

  if (recorded == NULL)
    return FALSE;
  if (branch == NULL)
    return refuse (error, "the member has left already");
  if (!end_stay (db, branch, day, cause, note, error))
    return FALSE;

  for (guint i = 0; i < recorded->len; i++)
    if (!end_with_stay (db, recorded->pdata[i], day, error))
      return FALSE;

  return TRUE;
}
