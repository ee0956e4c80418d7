/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-tree.h"

struct _ZbAlbumTree
{
  GListStore *years;
  GHashTable *nodes; /* key → ZbAlbumNode */
};

/* A key is year × 5 + quarter (0: the year itself) for a span, −id for a meeting. */
static ZbAlbumNode *
get_node (ZbAlbumTree *self,
          GHashTable  *kept,
          gint64       key)
{
  ZbAlbumNode *node = g_hash_table_lookup (self->nodes, &key);

  if (node != NULL)
    g_object_ref (node);
  else if (key < 0)
    node = zb_album_node_new_meeting (-key);
  else
    node = zb_album_node_new_span (key / 5, key % 5);
  g_hash_table_replace (kept, g_memdup2 (&key, sizeof key), node);

  return node;
}

static gint64
get_quarter_key (const ZbWall *wall)
{
  int year = 0, month = 1;

  zb_wall_split (wall, &year, &month, NULL, NULL, NULL, NULL);
  return (gint64) year * 5 + (month + 2) / 3;
}

static void
count_photo (GHashTable *counts,
             gint64      key)
{
  guint *count = g_hash_table_lookup (counts, &key);

  if (count == NULL)
    {
      count = g_new0 (guint, 1);
      g_hash_table_insert (counts, g_memdup2 (&key, sizeof key), count);
    }
  (*count)++;
}

/* Photos by quarter and by year. */
static GHashTable *
count_photos (ZbAlbumIndex *all)
{
  GHashTable *counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < zb_album_index_get_n_rows (all); i++)
    {
      const ZbAlbumRow *row = zb_album_index_get_row (all, i);
      ZbWall            wall = { .seconds = row->seconds, .precision = ZB_PRECISION_SECOND };
      gint64            key;

      if ((row->flags & ZB_ROW_UNDATED) != 0)
        continue;
      key = get_quarter_key (&wall);
      count_photo (counts, key);
      count_photo (counts, key - key % 5);
    }

  return counts;
}

static gint
compare_keys_down (gconstpointer a,
                   gconstpointer b)
{
  gint64 one = *(const gint64 *) a, two = *(const gint64 *) b;

  return one < two ? 1 : one > two ? -1
                                   : 0;
}

static gboolean
belongs (ZbMeeting  *meeting,
         const char *today)
{
  g_autofree char *day = zb_meeting_dup_date (meeting);

  return zb_meeting_get_n_photos (meeting) > 0 || zb_meeting_is_held (meeting) || g_strcmp0 (day, today) <= 0;
}

/* Those that belong, in their order: of ZbMeeting. */
static GPtrArray *
list_meetings (GListModel *model,
               const char *today)
{
  GPtrArray *meetings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMeeting) meeting = g_list_model_get_item (model, i);

      if (belongs (meeting, today))
        g_ptr_array_add (meetings, g_steal_pointer (&meeting));
    }

  return meetings;
}

/* Every quarter that has photos or meetings, latest first. */
static GArray *
list_quarters (GHashTable *counts,
               GPtrArray  *meetings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GArray        *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (*(gint64 *) key % 5 != 0)
      g_hash_table_add (seen, g_memdup2 (key, sizeof (gint64)));
  for (guint i = 0; i < meetings->len; i++)
    {
      gint64 quarter = get_quarter_key (zb_meeting_get_start (meetings->pdata[i]));

      g_hash_table_add (seen, g_memdup2 (&quarter, sizeof quarter));
    }

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (keys, *(gint64 *) key);
  g_array_sort (keys, compare_keys_down);

  return keys;
}

/* Takes `wanted`. Announces only what differs between the ends. */
static void
sync_store (GListStore *store,
            GPtrArray  *wanted)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store)), head = 0, tail = 0;

  while (head < MIN (n_old, wanted->len))
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), head);

      if (item != wanted->pdata[head])
        break;
      head++;
    }
  while (tail < MIN (n_old, wanted->len) - head)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), n_old - 1 - tail);

      if (item != wanted->pdata[wanted->len - 1 - tail])
        break;
      tail++;
    }

  if (n_old - head - tail > 0 || wanted->len - head - tail > 0)
    g_list_store_splice (store, head, n_old - head - tail, wanted->pdata + head,
                         wanted->len - head - tail);
  g_ptr_array_unref (wanted);
}

static void
set_count (ZbAlbumNode *node,
           GHashTable  *counts,
           gint64       key)
{
  guint *count = g_hash_table_lookup (counts, &key);

  zb_album_node_set_count (node, count != NULL ? *count : 0);
}

static void
update_quarter (ZbAlbumTree *self,
                GHashTable  *kept,
                ZbAlbumNode *quarter,
                gint64       key,
                GPtrArray   *meetings)
{
  GPtrArray *wanted = g_ptr_array_new ();

  for (guint i = 0; i < meetings->len; i++)
    {
      ZbMeeting   *meeting = meetings->pdata[i];
      ZbAlbumNode *node;

      if (get_quarter_key (zb_meeting_get_start (meeting)) != key)
        continue;
      node = get_node (self, kept, -zb_meeting_get_id (meeting));
      zb_album_node_set_meeting (node, meeting);
      g_ptr_array_add (wanted, node);
    }
  sync_store (zb_album_node_get_children (quarter), wanted);
}

ZbAlbumTree *
zb_album_tree_new (void)
{
  ZbAlbumTree *self = g_new0 (ZbAlbumTree, 1);

  self->years = g_list_store_new (ZB_TYPE_ALBUM_NODE);
  self->nodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  return self;
}

void
zb_album_tree_free (ZbAlbumTree *self)
{
  g_clear_object (&self->years);
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  g_free (self);
}

GListModel *
zb_album_tree_get_years (ZbAlbumTree *self)
{
  return G_LIST_MODEL (self->years);
}

void
zb_album_tree_update (ZbAlbumTree  *self,
                      ZbAlbumIndex *all,
                      GListModel   *model,
                      const char   *today)
{
  g_autoptr (GHashTable) kept =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_autoptr (GHashTable) counts = count_photos (all);
  g_autoptr (GPtrArray) meetings = list_meetings (model, today);
  g_autoptr (GArray) quarters = list_quarters (counts, meetings);
  GPtrArray *years = g_ptr_array_new ();

  for (guint i = 0; i < quarters->len;)
    {
      gint64       year_key = g_array_index (quarters, gint64, i) / 5 * 5;
      ZbAlbumNode *year = get_node (self, kept, year_key);
      GPtrArray   *wanted = g_ptr_array_new ();

      set_count (year, counts, year_key);
      for (; i < quarters->len && g_array_index (quarters, gint64, i) / 5 * 5 == year_key; i++)
        {
          gint64       key = g_array_index (quarters, gint64, i);
          ZbAlbumNode *quarter = get_node (self, kept, key);

          set_count (quarter, counts, key);
          update_quarter (self, kept, quarter, key, meetings);
          g_ptr_array_add (wanted, quarter);
        }
      sync_store (zb_album_node_get_children (year), wanted);
      g_ptr_array_add (years, year);
    }
  sync_store (self->years, years);

  g_hash_table_unref (self->nodes);
  self->nodes = g_steal_pointer (&kept);
}

ZbAlbumNode *
zb_album_tree_find_meeting (ZbAlbumTree *self,
                            gint64       id)
{
  gint64 key = -id;

  return g_hash_table_lookup (self->nodes, &key);
}
