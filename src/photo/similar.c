/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/similar.h"

void
zb_similar_group_free (ZbSimilarGroup *group)
{
  g_array_unref (group->photos);
  g_free (group);
}

static gboolean
looks_like (const ZbSimilarPhoto *a,
            const ZbSimilarPhoto *b)
{
  return a->looked && b->looked && __builtin_popcountll (a->hash ^ b->hash) <= ZB_SIMILAR_BITS;
}

static gboolean
go_together (const ZbSimilarPhoto *a,
             const ZbSimilarPhoto *b)
{
  gint64 apart = ABS (a->seconds - b->seconds);

  if (!a->dated || !b->dated)
    return a->dated == b->dated && looks_like (a, b);
  if (apart <= ZB_SIMILAR_BURST && a->camera != NULL && g_strcmp0 (a->camera, b->camera) == 0)
    return TRUE;

  return apart <= ZB_SIMILAR_SPAN && looks_like (a, b);
}

/* The first of the set that a photo is in. */
static guint
find_root (guint *parents,
           guint  i)
{
  while (parents[i] != i)
    i = parents[i] = parents[parents[i]];

  return i;
}

static void
join (guint *parents,
      guint  a,
      guint  b)
{
  guint one = find_root (parents, a), two = find_root (parents, b);

  parents[MAX (one, two)] = MIN (one, two);
}

static gboolean
is_better (const ZbSimilarPhoto *a,
           const ZbSimilarPhoto *b)
{
  if (a->dear != b->dear)
    return a->dear > b->dear;
  if (a->sharp != b->sharp)
    return a->sharp > b->sharp;

  return a->pixels > b->pixels;
}

static void
join_all (const ZbSimilarPhoto *photos,
          guint                 n,
          guint                *parents)
{
  for (guint i = 0; i < n; i++)
    parents[i] = i;

  for (guint i = 0; i < n; i++)
    for (guint j = i; j > 0 && i - j < ZB_SIMILAR_REACH; j--)
      {
        const ZbSimilarPhoto *a = &photos[j - 1], *b = &photos[i];

        if (a->dated && b->dated && b->seconds - a->seconds > ZB_SIMILAR_SPAN)
          break;
        if (go_together (a, b))
          join (parents, j - 1, i);
      }
}

GPtrArray *
zb_similar_find (const ZbSimilarPhoto *photos,
                 guint                 n)
{
  g_autofree guint           *parents = g_new (guint, n + 1);
  g_autofree ZbSimilarGroup **of = g_new0 (ZbSimilarGroup *, n + 1);
  GPtrArray                  *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_similar_group_free);

  join_all (photos, n, parents);
  for (guint i = 0; i < n; i++)
    {
      guint root = find_root (parents, i);

      if (root == i)
        continue;
      if (of[root] == NULL)
        {
          of[root] = g_new0 (ZbSimilarGroup, 1);
          of[root]->photos = g_array_new (FALSE, FALSE, sizeof (guint));
          of[root]->best = root;
          g_array_append_val (of[root]->photos, root);
        }
      g_array_append_val (of[root]->photos, i);
      if (is_better (&photos[i], &photos[of[root]->best]))
        of[root]->best = i;
    }

  for (guint i = 0; i < n; i++)
    if (of[i] != NULL)
      g_ptr_array_add (groups, of[i]);
  return groups;
}
