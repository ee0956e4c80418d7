/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-selection.h"

struct _ZbAlbumSelection
{
  GObject parent_instance;

  ZbAlbumIndex *index;
  GHashTable   *photos; /* set of gint64 * */
  gint64        anchor;
  gint64        cursor;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAlbumSelection, zb_album_selection, G_TYPE_OBJECT)

static void
emit_changed (ZbAlbumSelection *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_photo (ZbAlbumSelection *self,
           gint64            photo)
{
  g_hash_table_add (self->photos, g_memdup2 (&photo, sizeof photo));
}

static void
zb_album_selection_finalize (GObject *object)
{
  ZbAlbumSelection *self = ZB_ALBUM_SELECTION (object);

  g_clear_pointer (&self->index, zb_album_index_unref);
  g_clear_pointer (&self->photos, g_hash_table_unref);

  G_OBJECT_CLASS (zb_album_selection_parent_class)->finalize (object);
}

static void
zb_album_selection_class_init (ZbAlbumSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_album_selection_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_album_selection_init (ZbAlbumSelection *self)
{
  self->photos = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

ZbAlbumSelection *
zb_album_selection_new (void)
{
  return g_object_new (ZB_TYPE_ALBUM_SELECTION, NULL);
}

void
zb_album_selection_set_index (ZbAlbumSelection *self,
                              ZbAlbumIndex     *index)
{
  g_autoptr (GHashTable) old = NULL;
  guint n_rows;

  g_return_if_fail (ZB_IS_ALBUM_SELECTION (self));

  zb_album_index_ref (index);
  g_clear_pointer (&self->index, zb_album_index_unref);
  self->index = index;

  old = g_steal_pointer (&self->photos);
  self->photos = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  n_rows = g_hash_table_size (old) > 0 ? zb_album_index_get_n_rows (index) : 0;
  for (guint i = 0; i < n_rows; i++)
    {
      gint64 photo = zb_album_index_get_row (index, i)->photo;

      if (g_hash_table_contains (old, &photo))
        add_photo (self, photo);
    }

  if (self->cursor != 0 && zb_album_selection_find (self, self->cursor) < 0)
    self->cursor = self->anchor = 0;
  emit_changed (self);
}

gboolean
zb_album_selection_has (ZbAlbumSelection *self,
                        gint64            photo)
{
  g_return_val_if_fail (ZB_IS_ALBUM_SELECTION (self), FALSE);

  return g_hash_table_contains (self->photos, &photo);
}

guint
zb_album_selection_get_n (ZbAlbumSelection *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_SELECTION (self), 0);

  return g_hash_table_size (self->photos);
}

GArray *
zb_album_selection_dup_photos (ZbAlbumSelection *self)
{
  GArray *photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint   n_wanted, n_rows;

  g_return_val_if_fail (ZB_IS_ALBUM_SELECTION (self), photos);

  n_wanted = g_hash_table_size (self->photos);
  n_rows = self->index != NULL ? zb_album_index_get_n_rows (self->index) : 0;
  for (guint i = 0; i < n_rows && photos->len < n_wanted; i++)
    {
      gint64 photo = zb_album_index_get_row (self->index, i)->photo;

      if (g_hash_table_contains (self->photos, &photo))
        g_array_append_val (photos, photo);
    }

  return photos;
}

gint64
zb_album_selection_get_cursor (ZbAlbumSelection *self)
{
  g_return_val_if_fail (ZB_IS_ALBUM_SELECTION (self), 0);

  return self->cursor;
}

gint
zb_album_selection_find (ZbAlbumSelection *self,
                         gint64            photo)
{
  guint n_rows;

  g_return_val_if_fail (ZB_IS_ALBUM_SELECTION (self), -1);

  n_rows = self->index != NULL ? zb_album_index_get_n_rows (self->index) : 0;
  for (guint i = 0; i < n_rows; i++)
    if (zb_album_index_get_row (self->index, i)->photo == photo)
      return i;

  return -1;
}

void
zb_album_selection_only (ZbAlbumSelection *self,
                         gint64            photo)
{
  g_return_if_fail (ZB_IS_ALBUM_SELECTION (self));

  g_hash_table_remove_all (self->photos);
  add_photo (self, photo);
  self->anchor = self->cursor = photo;
  emit_changed (self);
}

void
zb_album_selection_toggle (ZbAlbumSelection *self,
                           gint64            photo)
{
  g_return_if_fail (ZB_IS_ALBUM_SELECTION (self));

  if (!g_hash_table_remove (self->photos, &photo))
    add_photo (self, photo);
  self->anchor = self->cursor = photo;
  emit_changed (self);
}

void
zb_album_selection_extend (ZbAlbumSelection *self,
                           gint64            photo)
{
  gint from, to;

  g_return_if_fail (ZB_IS_ALBUM_SELECTION (self));

  from = zb_album_selection_find (self, self->anchor);
  to = zb_album_selection_find (self, photo);
  if (from < 0 || to < 0)
    {
      zb_album_selection_only (self, photo);
      return;
    }

  self->cursor = photo;
  zb_album_selection_rows (self, MIN (from, to), ABS (to - from) + 1, FALSE);
}

void
zb_album_selection_move_cursor (ZbAlbumSelection *self,
                                gint64            photo)
{
  g_return_if_fail (ZB_IS_ALBUM_SELECTION (self));

  self->cursor = photo;
  emit_changed (self);
}

void
zb_album_selection_rows (ZbAlbumSelection *self,
                         guint             first,
                         guint             n,
                         gboolean          keep)
{
  g_return_if_fail (ZB_IS_ALBUM_SELECTION (self));

  if (!keep)
    g_hash_table_remove_all (self->photos);
  for (guint i = 0; i < n; i++)
    add_photo (self, zb_album_index_get_row (self->index, first + i)->photo);
  emit_changed (self);
}

void
zb_album_selection_set (ZbAlbumSelection *self,
                        GArray           *photos)
{
  g_return_if_fail (ZB_IS_ALBUM_SELECTION (self));

  g_hash_table_remove_all (self->photos);
  for (guint i = 0; i < photos->len; i++)
    add_photo (self, g_array_index (photos, gint64, i));
  emit_changed (self);
}

void
zb_album_selection_clear (ZbAlbumSelection *self)
{
  g_return_if_fail (ZB_IS_ALBUM_SELECTION (self));

  if (g_hash_table_size (self->photos) == 0 && self->cursor == 0)
    return;

  g_hash_table_remove_all (self->photos);
  self->anchor = self->cursor = 0;
  emit_changed (self);
}
