/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members as of a day: two queries, whatever their number — the rows, and all spans, which are laid
 * over the rows by id.
 */
#include "base/pinyin.h"
#include "store/member-columns.h"
#include "store/member-store.h"
#include "store/statement.h"

#include <string.h>

/* What the spans say of one member on the day. The texts of a member who is not there are his last. */
typedef struct
{
  char    *now[ZB_N_SPANS];
  char    *last[ZB_N_SPANS];
  gint64   branch, last_branch;
  guint    duties;
  gboolean present;
} Facts;

static void
free_facts (gpointer data)
{
  Facts *facts = data;

  for (guint i = 0; i < ZB_N_SPANS; i++)
    {
      g_free (facts->now[i]);
      g_free (facts->last[i]);
    }
  g_free (facts);
}

static Facts *
ensure_facts (GHashTable *all,
              gint64      member)
{
  Facts *facts = g_hash_table_lookup (all, &member);

  if (facts == NULL)
    {
      facts = g_new0 (Facts, 1);
      g_hash_table_insert (all, g_memdup2 (&member, sizeof member), facts);
    }

  return facts;
}

static void
replace (char      **text,
         const char *by)
{
  g_free (*text);
  *text = g_strdup (by);
}

static void
note_span (Facts      *facts,
           ZbSpanKind  kind,
           const char *value,
           gint64      branch,
           gboolean    in_force)
{
  ZbDuty duty;

  replace (in_force ? &facts->now[kind] : &facts->last[kind], value);
  if (in_force && kind == ZB_SPAN_DUTY && zb_duty_parse (value, &duty))
    facts->duties |= 1u << duty;
  if (kind != ZB_SPAN_BRANCH)
    return;

  facts->present |= in_force;
  if (in_force)
    facts->branch = branch;
  else
    facts->last_branch = branch;
}

/* Spans that begin later than the day are not yet known on it. */
static GHashTable *
load_facts (ZbDb       *db,
            gint64      member,
            const char *day,
            GError    **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_facts);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT s.member, s.kind,"
                          " CASE s.kind WHEN 'branch' THEN b.name WHEN 'group' THEN g.name ELSE s.value END,"
                          " s.branch, s.ends IS NULL OR s.ends > ?2"
                          " FROM span AS s LEFT JOIN branch AS b ON b.id = s.branch"
                          " LEFT JOIN party_group AS g ON g.id = s.party_group"
                          " WHERE (?1 = 0 OR s.member = ?1) AND (s.starts IS NULL OR s.starts <= ?2)"
                          " ORDER BY s.member, s.starts IS NOT NULL, s.starts, s.id",
                          error))
    return NULL;

  zb_statement_int (&query, 1, member);
  zb_statement_text (&query, 2, day);
  while (zb_statement_next (&query, error))
    {
      ZbSpanKind kind;

      if (zb_span_kind_from_code (zb_statement_get_text (&query, 1), &kind))
        note_span (ensure_facts (all, zb_statement_get_int (&query, 0)), kind, zb_statement_get_text (&query, 2),
                   zb_statement_get_int (&query, 3), zb_statement_get_int (&query, 4) != 0);
    }

  return query.failed ? NULL : g_steal_pointer (&all);
}

static const char *
choose (const Facts *facts,
        ZbSpanKind   kind)
{
  if (facts == NULL)
    return NULL;

  return facts->now[kind] != NULL || facts->present ? facts->now[kind] : facts->last[kind];
}

static ZbMember *
read_member (ZbStatement *query,
             const Facts *facts)
{
  ZbMemberDraft    draft = { { NULL } };
  g_autofree char *pinyin = NULL;

  for (guint i = 0; i < ZB_N_MEMBER_COLUMNS; i++)
    draft.values[zb_member_columns[i].field] = (char *) zb_statement_get_text (query, i + 1);
  draft.values[ZB_MEMBER_CATEGORY] = (char *) choose (facts, ZB_SPAN_CATEGORY);
  draft.values[ZB_MEMBER_BRANCH] = (char *) choose (facts, ZB_SPAN_BRANCH);
  draft.values[ZB_MEMBER_GROUP] = (char *) choose (facts, ZB_SPAN_GROUP);
  pinyin = zb_pinyin_dup (draft.values[ZB_MEMBER_NAME]);

  return zb_member_new (zb_statement_get_int (query, 0), &draft, facts != NULL ? facts->duties : 0,
                        facts != NULL && facts->present, pinyin, 0);
}

ZbMember *
zb_member_store_get (ZbDb       *db,
                     gint64      member,
                     const char *day,
                     GError    **error)
{
  g_autoptr (GHashTable) all = load_facts (db, member, day, error);
  g_autofree char *sql = g_strconcat (zb_member_columns_select (), "WHERE m.id = ?1", NULL);
  g_auto (ZbStatement) query = { 0 };

  if (all == NULL || !zb_statement_init (&query, db, sql, error))
    return NULL;

  zb_statement_int (&query, 1, member);
  if (zb_statement_next (&query, error))
    return read_member (&query, g_hash_table_lookup (all, &member));

  if (!query.failed)
    g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND, "no member %" G_GINT64_FORMAT, member);
  return NULL;
}

typedef struct
{
  ZbMember *member;
  gint64    branch;
  guint     position; /* in the ledger */
} Placed;

static gint
compare_placed (gconstpointer a,
                gconstpointer b)
{
  const Placed *left = a, *right = b;

  if (left->branch != right->branch)
    return left->branch < right->branch ? -1 : 1;

  return left->position < right->position ? -1 : 1;
}

static GPtrArray *
take_placed (GArray *placed)
{
  GPtrArray *members = g_ptr_array_new_full (placed->len, g_object_unref);

  g_array_sort (placed, compare_placed);
  for (guint i = 0; i < placed->len; i++)
    g_ptr_array_add (members, g_array_index (placed, Placed, i).member);

  return members;
}

static void
clear_placed (gpointer data)
{
  g_clear_object (&((Placed *) data)->member);
}

GPtrArray *
zb_member_store_list (ZbDb       *db,
                      const char *day,
                      GError    **error)
{
  g_autoptr (GHashTable) all = load_facts (db, 0, day, error);
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  g_autofree char *sql = g_strconcat (zb_member_columns_select (), "ORDER BY m.position, m.id", NULL);
  g_auto (ZbStatement) query = { 0 };

  if (all == NULL || !zb_statement_init (&query, db, sql, error))
    return NULL;

  while (zb_statement_next (&query, error))
    {
      gint64       id = zb_statement_get_int (&query, 0);
      const Facts *facts = g_hash_table_lookup (all, &id);
      gint64       branch = facts == NULL ? 0 : facts->present ? facts->branch
                                                               : facts->last_branch;
      Placed       one = { read_member (&query, facts), branch, placed->len };

      g_array_append_val (placed, one);
    }
  if (!query.failed)
    return take_placed (placed);

  g_array_set_clear_func (placed, clear_placed);
  return NULL;
}

#define IN_FORCE "(starts IS NULL OR starts <= ?2) AND (ends IS NULL OR ends > ?2)"

GArray *
zb_member_store_list_voters (ZbDb       *db,
                             gint64      branch,
                             const char *day,
                             GError    **error)
{
  g_autoptr (GArray) voters = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (
          &query, db,
          "SELECT id FROM member AS m"
          " WHERE EXISTS (SELECT 1 FROM span WHERE member = m.id AND kind = 'branch' AND (?1 = 0 OR branch = ?1) AND " IN_FORCE ")"
          " AND EXISTS (SELECT 1 FROM span WHERE member = m.id AND kind = 'category' AND value = 'full' AND " IN_FORCE ")"
          " AND NOT EXISTS (SELECT 1 FROM span WHERE member = m.id AND kind = 'suspended' AND " IN_FORCE ")"
          " ORDER BY position, id",
          error))
    return NULL;

  zb_statement_int (&query, 1, branch);
  zb_statement_text (&query, 2, day);
  while (zb_statement_next (&query, error))
    {
      gint64 id = zb_statement_get_int (&query, 0);

      g_array_append_val (voters, id);
    }

  return query.failed ? NULL : g_steal_pointer (&voters);
}
