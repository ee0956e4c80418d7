/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-item.h"

struct _ZbAlbumItem
{
  GObject parent_instance;

  ZbAlbumIndex *index;
  guint         group;
  guint         first;
  guint         n;
};

G_DEFINE_FINAL_TYPE (ZbAlbumItem, zb_album_item, G_TYPE_OBJECT)

static void
zb_album_item_finalize (GObject *object)
{
  ZbAlbumItem *self = ZB_ALBUM_ITEM (object);

  g_clear_pointer (&self->index, zb_album_index_unref);

  G_OBJECT_CLASS (zb_album_item_parent_class)->finalize (object);
}

static void
zb_album_item_class_init (ZbAlbumItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_album_item_finalize;
}

static void
zb_album_item_init (ZbAlbumItem *self)
{
}

ZbAlbumItem *
zb_album_item_new (ZbAlbumIndex *index,
                   guint         group,
                   guint         first,
                   guint         n)
{
  ZbAlbumItem *self = g_object_new (ZB_TYPE_ALBUM_ITEM, NULL);

  self->index = zb_album_index_ref (index);
  self->group = group;
  self->first = first;
  self->n = n;

  return self;
}

gboolean
zb_album_item_is_heading (ZbAlbumItem *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_ITEM (self), FALSE);

  return self->n == 0;
}

const ZbAlbumGroup *
zb_album_item_get_group (ZbAlbumItem *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_ITEM (self), NULL);

  return zb_album_index_get_group (self->index, self->group);
}

guint
zb_album_item_get_n (ZbAlbumItem *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_ITEM (self), 0);

  return self->n;
}

const ZbAlbumRow *
zb_album_item_get_photo (ZbAlbumItem *self,
                         guint        index)
{
  g_return_val_if_fail (ZB_IS_ALBUM_ITEM (self), NULL);
  g_return_val_if_fail (index < self->n, NULL);

  return zb_album_index_get_row (self->index, self->first + index);
}

gint64
zb_album_item_get_group_photo (ZbAlbumItem *self)
{
  const ZbAlbumGroup *group = zb_album_item_get_group (self);

  return group->n > 0 ? zb_album_index_get_row (self->index, group->first)->photo : 0;
}
