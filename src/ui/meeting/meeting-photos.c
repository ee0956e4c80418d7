/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/meeting-photos.h"

#include "ui/album/album-item.h"

struct _ZbMeetingPhotos
{
  GObject parent_instance;

  ZbAlbum      *album;
  gint64        meeting;
  GListStore   *photos;
  GCancellable *cancellable; /* of the loading under way */
  gboolean      asked;
};

G_DEFINE_FINAL_TYPE (ZbMeetingPhotos, zb_meeting_photos, G_TYPE_OBJECT)

static void
show_photos (ZbMeetingPhotos *self,
             ZbAlbumIndex    *index)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint group = 0; group < zb_album_index_get_n_groups (index); group++)
    {
      const ZbAlbumGroup *photos = zb_album_index_get_group (index, group);

      for (guint i = 0; photos->kind == ZB_GROUP_MEETING && i < photos->n; i++)
        g_ptr_array_add (items, zb_album_item_new (index, group, photos->first + i, 1));
    }
  g_list_store_splice (self->photos, 0, g_list_model_get_n_items (G_LIST_MODEL (self->photos)), items->pdata, items->len);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbMeetingPhotos) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbAlbumIndex) index = zb_album_load_finish (ZB_ALBUM (source), result, &error);

  if (index != NULL && self->album != NULL)
    show_photos (self, index);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("the photos of a meeting cannot be listed: %s", error->message);
}

static void
load (ZbMeetingPhotos *self)
{
  ZbAlbumFilter filter = { .kind = ZB_ALBUM_MEETING, .oldest_first = TRUE, .id = self->meeting };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  zb_album_load_async (self->album, &filter, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
library_changed_cb (ZbMeetingPhotos *self,
                    guint            tables)
{
  if (self->asked && (tables & ZB_TABLE_PHOTO) != 0)
    load (self);
}

static void
zb_meeting_photos_dispose (GObject *object)
{
  ZbMeetingPhotos *self = ZB_MEETING_PHOTOS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->album);

  G_OBJECT_CLASS (zb_meeting_photos_parent_class)->dispose (object);
}

static void
zb_meeting_photos_finalize (GObject *object)
{
  g_clear_object (&ZB_MEETING_PHOTOS (object)->photos);

  G_OBJECT_CLASS (zb_meeting_photos_parent_class)->finalize (object);
}

static void
zb_meeting_photos_class_init (ZbMeetingPhotosClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_meeting_photos_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_meeting_photos_finalize;
}

static void
zb_meeting_photos_init (ZbMeetingPhotos *self)
{
  self->photos = g_list_store_new (ZB_TYPE_ALBUM_ITEM);
}

ZbMeetingPhotos *
zb_meeting_photos_new (ZbAlbum *album,
                       gint64   meeting)
{
  ZbMeetingPhotos *self = g_object_new (ZB_TYPE_MEETING_PHOTOS, NULL);

  g_set_object (&self->album, album);
  self->meeting = meeting;
  g_signal_connect_object (zb_album_get_library (album), "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

GListModel *
zb_meeting_photos_get_model (ZbMeetingPhotos *self)
{
  g_return_val_if_fail (ZB_IS_MEETING_PHOTOS (self), NULL);

  if (!self->asked)
    load (self);
  self->asked = TRUE;

  return G_LIST_MODEL (self->photos);
}
