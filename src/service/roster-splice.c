/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/roster-private.h"

/* The ledger's order is known to the store alone, so two lists are compared by who is in them. The
 * longest row of members that are the same in both, in the same order, stays; between two of those
 * everything is one splice. O(n log n).
 */
#define NOWHERE G_MAXUINT

/* For each old place the new one, if that member is there unchanged; the old object then is the one
 * that stays.
 */
static GArray *
list_targets (GListModel *model,
              GPtrArray  *members)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint   n = g_list_model_get_n_items (model);
  GArray *targets = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  for (guint i = 0; i < members->len; i++)
    {
      gint64 id = zb_member_get_id (members->pdata[i]);

      g_hash_table_insert (places, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (i + 1));
    }

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZbMember) old = g_list_model_get_item (model, i);
      gint64 id = zb_member_get_id (old);
      guint  place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &id));
      guint  target = place > 0 && zb_member_equal (old, members->pdata[place - 1]) ? place - 1 : NOWHERE;

      if (target != NOWHERE)
        g_set_object ((ZbMember **) &members->pdata[target], old);
      g_array_append_val (targets, target);
    }

  return targets;
}

/* The first of the rows whose last target is past `target`. */
static guint
find_row (const guint *targets,
          const guint *lasts,
          guint        n,
          guint        target)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (targets[lasts[middle]] < target)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The old places of the longest row whose targets rise. */
static GArray *
list_kept (GArray *moved)
{
  const guint      *targets = (const guint *) moved->data;
  g_autofree guint *lasts = g_new (guint, moved->len + 1);
  g_autofree guint *before = g_new (guint, moved->len + 1);
  GArray           *kept = g_array_new (FALSE, FALSE, sizeof (guint));
  guint             n = 0;

  for (guint i = 0; i < moved->len; i++)
    {
      guint row;

      if (targets[i] == NOWHERE)
        continue;
      row = find_row (targets, lasts, n, targets[i]);
      before[i] = row > 0 ? lasts[row - 1] : NOWHERE;
      lasts[row] = i;
      n = MAX (n, row + 1);
    }

  g_array_set_size (kept, n);
  for (guint i = n, at = n > 0 ? lasts[n - 1] : NOWHERE; i-- > 0; at = before[at])
    g_array_index (kept, guint, i) = at;

  return kept;
}

static void
splice (GListStore *model,
        GPtrArray  *members,
        GArray     *targets)
{
  g_autoptr (GArray) kept = list_kept (targets);
  guint old = 0, fresh = 0;

  for (guint i = 0; i <= kept->len; i++)
    {
      guint next_old = i < kept->len ? g_array_index (kept, guint, i) : targets->len;
      guint next_fresh = i < kept->len ? g_array_index (targets, guint, next_old) : members->len;

      if (next_old > old || next_fresh > fresh)
        g_list_store_splice (model, fresh, next_old - old, members->pdata + fresh, next_fresh - fresh);
      old = next_old + 1;
      fresh = next_fresh + 1;
    }
}

/* Before the signals: whoever hears one may look somebody up. */
void
zb_roster_take_members (ZbRoster  *self,
                        GPtrArray *members)
{
  g_autoptr (GArray) targets = list_targets (G_LIST_MODEL (self->model), members);

  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < members->len; i++)
    {
      gint64 id = zb_member_get_id (members->pdata[i]);

      g_hash_table_insert (self->by_id, g_memdup2 (&id, sizeof id), g_object_ref (members->pdata[i]));
    }

  splice (self->model, members, targets);
}
