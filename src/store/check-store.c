/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/check-store.h"

#include "store/statement.h"

/* When something was so: spans that touch are one, and of those apart the last one counts. */
typedef struct
{
  gboolean known;
  ZbDay    starts, ends;
} Stay;

/* The library's own branch; where nobody was ever recorded in it, all of the library are meant. */
#define OWN(branch) \
  "(" branch " = (SELECT min (id) FROM branch) OR NOT EXISTS (SELECT 1 FROM span WHERE branch = (SELECT min (id) FROM branch)))"

/* One person while the spans go by. */
typedef struct
{
  ZbCheckRow *row;
  Stay        branch;
  Stay        membership;
  gboolean    categorised; /* any category is on record; without one a member is taken for a member */
} Person;

void
zb_check_row_free (ZbCheckRow *row)
{
  g_free (row->name);
  g_free (row);
}

/* An empty end is later than any. */
static gboolean
ends_before (ZbDay end,
             ZbDay day)
{
  return zb_day_is_set (end) && zb_day_is_set (day) && zb_day_compare (end, day) < 0;
}

/* Spans come by their start, unknown ones first. */
static void
extend (Stay *stay,
        ZbDay starts,
        ZbDay ends)
{
  if (!stay->known || ends_before (stay->ends, starts))
    *stay = (Stay){ TRUE, starts, ends };
  else if (zb_day_is_set (stay->ends) && (!zb_day_is_set (ends) || zb_day_compare (ends, stay->ends) > 0))
    stay->ends = ends;
}

/* Both at once; FALSE when they never were. */
static gboolean
intersect (const Stay *a,
           const Stay *b,
           ZbCheckRow *row)
{
  row->starts = a->starts;
  if (!zb_day_is_set (a->starts) || (zb_day_is_set (b->starts) && zb_day_compare (b->starts, a->starts) > 0))
    row->starts = b->starts;
  row->ends = zb_day_compare (a->ends, b->ends) < 0 ? a->ends : b->ends;

  return !zb_day_is_set (row->starts) || !zb_day_is_set (row->ends) || zb_day_compare (row->starts, row->ends) < 0;
}

/* Takes the person's row. */
static void
close_person (Person    *person,
              GPtrArray *rows)
{
  Stay always = { .known = TRUE };

  if (person->row == NULL)
    return;

  if (person->branch.known && (person->membership.known || !person->categorised) &&
      intersect (&person->branch, person->categorised ? &person->membership : &always, person->row))
    g_ptr_array_add (rows, g_steal_pointer (&person->row));
  g_clear_pointer (&person->row, zb_check_row_free);
  *person = (Person){ 0 };
}

static void
open_person (Person      *person,
             ZbStatement *query)
{
  person->row = g_new0 (ZbCheckRow, 1);
  person->row->id = zb_statement_get_int (query, 0);
  person->row->name = zb_statement_dup_text (query, 1);
  person->row->leader = zb_statement_get_int (query, 2) != 0;
}

static void
take_span (Person      *person,
           ZbStatement *query)
{
  const char *value = zb_statement_get_text (query, 4);
  ZbSpanKind  kind;
  ZbDay       starts, ends;
  ZbDuty      duty;

  if (!zb_span_kind_from_code (zb_statement_get_text (query, 3), &kind))
    return;

  zb_day_parse (&starts, zb_statement_get_text (query, 5));
  zb_day_parse (&ends, zb_statement_get_text (query, 6));
  if (kind == ZB_SPAN_BRANCH)
    extend (&person->branch, starts, ends);
  else if (kind == ZB_SPAN_DUTY && zb_statement_get_int (query, 7) != 0 && zb_duty_parse (value, &duty))
    person->row->duties |= 1u << duty;
  else if (kind == ZB_SPAN_CATEGORY)
    {
      person->categorised = TRUE;
      if (g_strcmp0 (value, "full") == 0 || g_strcmp0 (value, "probationary") == 0)
        extend (&person->membership, starts, ends);
    }
}

GPtrArray *
zb_check_store_list_persons (ZbDb       *db,
                             const char *day,
                             GError    **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_check_row_free);
  g_auto (ZbStatement) query = { 0 };
  Person person = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT m.id, m.name, m.leader IS 'yes', s.kind, s.value, s.starts, s.ends,"
                          " (s.starts IS NULL OR s.starts <= ?1) AND (s.ends IS NULL OR s.ends > ?1)"
                          " FROM member AS m JOIN span AS s ON s.member = m.id"
                          " WHERE m.status IS NOT 'suspended' AND (s.kind IN ('category', 'duty')"
                          " OR (s.kind = 'branch' AND " OWN ("s.branch") ")) ORDER BY m.position, m.id, s.starts IS NOT NULL, s.starts, s.id",
                          error))
    return NULL;

  zb_statement_text (&query, 1, day);
  while (zb_statement_next (&query, error))
    {
      if (person.row == NULL || person.row->id != zb_statement_get_int (&query, 0))
        {
          close_person (&person, rows);
          open_person (&person, &query);
        }
      take_span (&person, &query);
    }
  close_person (&person, rows);

  return query.failed ? NULL : g_steal_pointer (&rows);
}

static ZbCheckRow *
read_group (ZbStatement *query)
{
  ZbCheckRow *row = g_new0 (ZbCheckRow, 1);

  row->id = zb_statement_get_int (query, 0);
  row->name = zb_statement_dup_text (query, 1);
  zb_day_parse (&row->starts, zb_statement_get_text (query, 2));
  zb_day_parse (&row->ends, zb_statement_get_text (query, 3));
  return row;
}

GPtrArray *
zb_check_store_list_groups (ZbDb    *db,
                            GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_check_row_free);
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db,
                          "SELECT g.id, g.name, CASE WHEN sum (s.starts IS NULL) THEN NULL ELSE min (s.starts) END,"
                          " CASE WHEN sum (s.ends IS NULL) THEN NULL ELSE max (s.ends) END"
                          " FROM party_group AS g JOIN span AS s ON s.party_group = g.id AND s.kind = 'group'"
                          " WHERE " OWN ("g.branch") " GROUP BY g.id ORDER BY g.id",
                          error))
    return NULL;

  while (zb_statement_next (&query, error))
    g_ptr_array_add (rows, read_group (&query));

  return query.failed ? NULL : g_steal_pointer (&rows);
}

GArray *
zb_check_store_list_marks (ZbDb    *db,
                           GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (ZbMarkRow));
  g_auto (ZbStatement) query = { 0 };

  if (!zb_statement_init (&query, db, "SELECT meeting, member, mark FROM attendance ORDER BY meeting, member", error))
    return NULL;

  while (zb_statement_next (&query, error))
    {
      ZbMarkRow row = { zb_statement_get_int (&query, 0), zb_statement_get_int (&query, 1), ZB_MARK_NONE };

      zb_mark_parse (zb_statement_get_text (&query, 2), &row.mark);
      g_array_append_val (rows, row);
    }

  return query.failed ? NULL : g_steal_pointer (&rows);
}
