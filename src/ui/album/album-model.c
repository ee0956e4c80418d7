/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Positions are found by halving over the groups' first positions: O(log groups) an item, one
 * number a group in memory. A new index is compared with the old one from both ends and only the
 * part between is announced, so that what is on the screen keeps its place.
 */
#include "ui/album/album-model.h"

typedef struct
{
  ZbAlbumIndex *index; /* may be NULL */
  guint         columns;
  GArray       *starts; /* of guint: a group's first position; one more at the end */
} Layout;

struct _ZbAlbumModel
{
  GObject parent_instance;

  Layout layout;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZbAlbumModel,
                               zb_album_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Where a position lies: `n` photos from index row `first`, or (n 0) the heading. */
typedef struct
{
  guint group;
  guint first;
  guint n;
} Place;

static guint
get_start (const Layout *layout,
           guint         group)
{
  return g_array_index (layout->starts, guint, group);
}

static guint
count_items (const Layout *layout)
{
  return get_start (layout, layout->starts->len - 1);
}

static void
make_layout (Layout       *layout,
             ZbAlbumIndex *index,
             guint         columns)
{
  guint n_groups = index != NULL ? zb_album_index_get_n_groups (index) : 0;
  guint start = 0;

  layout->index = index != NULL ? zb_album_index_ref (index) : NULL;
  layout->columns = columns;
  layout->starts = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_groups + 1);
  for (guint i = 0; i < n_groups; i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (index, i);

      g_array_append_val (layout->starts, start);
      start += 1 + (group->n + columns - 1) / columns;
    }
  g_array_append_val (layout->starts, start);
}

static void
clear_layout (Layout *layout)
{
  g_clear_pointer (&layout->index, zb_album_index_unref);
  g_clear_pointer (&layout->starts, g_array_unref);
}

static guint
find_group (const Layout *layout,
            guint         position)
{
  guint low = 0, high = layout->starts->len - 1;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (get_start (layout, middle) <= position)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static Place
find_place (const Layout *layout,
            guint         position)
{
  guint               number = find_group (layout, position);
  const ZbAlbumGroup *group = zb_album_index_get_group (layout->index, number);
  guint               line = position - get_start (layout, number);
  Place               place = { number, group->first, 0 };

  if (line > 0)
    {
      guint before = (line - 1) * layout->columns;

      place.first = group->first + before;
      place.n = MIN (layout->columns, group->n - before);
    }

  return place;
}

/* A heading's buttons name their group by it. */
static gint64
get_first_photo (const Layout *layout,
                 guint         number)
{
  const ZbAlbumGroup *group = zb_album_index_get_group (layout->index, number);

  return group->n > 0 ? zb_album_index_get_row (layout->index, group->first)->photo : 0;
}

static gboolean
is_same_wall (const ZbWall *a,
              const ZbWall *b)
{
  return a->seconds == b->seconds && a->precision == b->precision;
}

static gboolean
is_same_meeting (ZbMeeting *a,
                 ZbMeeting *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;

  return zb_meeting_get_id (a) == zb_meeting_get_id (b) &&
         zb_meeting_get_kinds (a) == zb_meeting_get_kinds (b) &&
         is_same_wall (zb_meeting_get_start (a), zb_meeting_get_start (b)) &&
         is_same_wall (zb_meeting_get_end (a), zb_meeting_get_end (b)) &&
         g_strcmp0 (zb_meeting_get_theme (a), zb_meeting_get_theme (b)) == 0 &&
         g_strcmp0 (zb_meeting_get_place (a), zb_meeting_get_place (b)) == 0;
}

static gboolean
is_same_heading (const ZbAlbumGroup *a,
                 const ZbAlbumGroup *b)
{
  return a->kind == b->kind && a->n == b->n && a->n_without_caption == b->n_without_caption &&
         is_same_wall (&a->from, &b->from) && is_same_wall (&a->to, &b->to) &&
         g_strcmp0 (a->reason, b->reason) == 0 && is_same_meeting (a->meeting, b->meeting);
}

static gboolean
is_same_item (const Layout *a,
              guint         a_position,
              const Layout *b,
              guint         b_position)
{
  Place one = find_place (a, a_position);
  Place two = find_place (b, b_position);

  if (one.n != two.n)
    return FALSE;

  if (one.n == 0)
    return get_first_photo (a, one.group) == get_first_photo (b, two.group) &&
           is_same_heading (zb_album_index_get_group (a->index, one.group),
                            zb_album_index_get_group (b->index, two.group));

  for (guint i = 0; i < one.n; i++)
    {
      const ZbAlbumRow *left = zb_album_index_get_row (a->index, one.first + i);
      const ZbAlbumRow *right = zb_album_index_get_row (b->index, two.first + i);

      if (left->photo != right->photo || left->flags != right->flags ||
          left->seconds != right->seconds)
        return FALSE;
    }

  return TRUE;
}

static void
set_layout (ZbAlbumModel *self,
            Layout       *layout)
{
  Layout old = self->layout;
  guint  n_old = count_items (&old), n_new = count_items (layout);
  guint  head = 0, tail = 0;

  if (old.columns == layout->columns)
    {
      while (head < MIN (n_old, n_new) && is_same_item (&old, head, layout, head))
        head++;
      while (tail < MIN (n_old, n_new) - head &&
             is_same_item (&old, n_old - 1 - tail, layout, n_new - 1 - tail))
        tail++;
    }

  self->layout = *layout;
  clear_layout (&old);
  if (n_old - head - tail > 0 || n_new - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail,
                                n_new - head - tail);
}

static GType
get_item_type (GListModel *model)
{
  return ZB_TYPE_ALBUM_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return count_items (&ZB_ALBUM_MODEL (model)->layout);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  Layout *layout = &ZB_ALBUM_MODEL (model)->layout;
  Place   place;

  if (position >= count_items (layout))
    return NULL;

  place = find_place (layout, position);
  return zb_album_item_new (layout->index, place.group, place.first, place.n);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
zb_album_model_finalize (GObject *object)
{
  clear_layout (&ZB_ALBUM_MODEL (object)->layout);

  G_OBJECT_CLASS (zb_album_model_parent_class)->finalize (object);
}

static void
zb_album_model_class_init (ZbAlbumModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_album_model_finalize;
}

static void
zb_album_model_init (ZbAlbumModel *self)
{
  make_layout (&self->layout, NULL, 4);
}

ZbAlbumModel *
zb_album_model_new (void)
{
  return g_object_new (ZB_TYPE_ALBUM_MODEL, NULL);
}

void
zb_album_model_set_index (ZbAlbumModel *self,
                          ZbAlbumIndex *index)
{
  Layout layout;

  g_return_if_fail (ZB_IS_ALBUM_MODEL (self));

  make_layout (&layout, index, self->layout.columns);
  set_layout (self, &layout);
}

ZbAlbumIndex *
zb_album_model_get_index (ZbAlbumModel *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_MODEL (self), NULL);

  return self->layout.index;
}

void
zb_album_model_set_columns (ZbAlbumModel *self,
                            guint         columns)
{
  Layout layout;

  g_return_if_fail (ZB_IS_ALBUM_MODEL (self));
  g_return_if_fail (columns > 0);

  if (columns == self->layout.columns)
    return;

  make_layout (&layout, self->layout.index, columns);
  set_layout (self, &layout);
}

guint
zb_album_model_get_columns (ZbAlbumModel *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_MODEL (self), 0);

  return self->layout.columns;
}

guint
zb_album_model_find_heading (ZbAlbumModel *self,
                             guint         group)
{
  g_return_val_if_fail (ZB_IS_ALBUM_MODEL (self), 0);
  g_return_val_if_fail (group + 1 < self->layout.starts->len, 0);

  return get_start (&self->layout, group);
}

guint
zb_album_model_find_row (ZbAlbumModel *self,
                         guint         row)
{
  guint low = 0, high;

  g_return_val_if_fail (ZB_IS_ALBUM_MODEL (self), 0);
  g_return_val_if_fail (self->layout.index != NULL, 0);
  g_return_val_if_fail (row < zb_album_index_get_n_rows (self->layout.index), 0);

  high = self->layout.starts->len - 1;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (zb_album_index_get_group (self->layout.index, middle)->first <= row)
        low = middle;
      else
        high = middle;
    }

  return get_start (&self->layout, low) + 1 +
         (row - zb_album_index_get_group (self->layout.index, low)->first) / self->layout.columns;
}
