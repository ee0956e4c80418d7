/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The viewer over the whole window: from the album in the order it shows, from anywhere else through the photo's meeting. */
#include "ui/window-private.h"

#include "ui/album/photo-viewer.h"

static gboolean
holds (ZbAlbumIndex *index,
       gint64        photo)
{
  for (guint i = 0; index != NULL && i < zb_album_index_get_n_rows (index); i++)
    if (zb_album_index_get_row (index, i)->photo == photo)
      return TRUE;

  return FALSE;
}

static void
closed_cb (ZbWindow *self,
           gint64    photo)
{
  GtkWidget *viewer = g_steal_pointer (&self->viewer);

  if (viewer == NULL)
    return;

  gtk_stack_set_visible_child_name (self->states, "library");
  if (photo != 0 && zb_window_get_page (self) == ZB_PAGE_ALBUM && self->album_part == NULL)
    zb_album_page_go_to (self->page, photo);
  gtk_stack_remove (self->states, viewer);
}

static void
open_viewer (ZbWindow     *self,
             ZbAlbumIndex *index,
             gint64        photo,
             gboolean      play)
{
  ZbPhotoViewer *viewer;

  if (self->viewer != NULL)
    gtk_stack_remove (self->states, g_steal_pointer (&self->viewer));

  zb_window_need_album (self);
  viewer = zb_photo_viewer_new (self->album, zb_album_page_get_loader (self->page));
  self->viewer = GTK_WIDGET (viewer);
  g_signal_connect_object (viewer, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->states, self->viewer, "viewer");
  gtk_stack_set_visible_child (self->states, self->viewer);
  zb_photo_viewer_show (viewer, index, photo);
  if (play)
    zb_photo_viewer_play (viewer, FALSE);
}

/* --- from elsewhere --- */

typedef struct
{
  ZbWindow *self;
  gint64    photo;
  gboolean  play;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->self);
  g_free (wanted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wanted, wanted_free)

static void
index_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Wanted) wanted = data;
  g_autoptr (ZbAlbumIndex) index = zb_album_load_finish (ZB_ALBUM (source), result, NULL);

  if (index != NULL && wanted->self->album == ZB_ALBUM (source) && zb_album_index_get_n_rows (index) > 0)
    open_viewer (wanted->self, index, wanted->photo, wanted->play);
}

static void
photo_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Wanted *wanted = data;
  g_autoptr (ZbPhoto) photo = zb_album_photo_finish (ZB_ALBUM (source), result, NULL);
  ZbAlbumFilter filter = { .kind = ZB_ALBUM_MEETING };

  if (photo == NULL)
    {
      wanted_free (wanted);
      return;
    }

  filter.id = zb_photo_get (photo)->meeting;
  if (filter.id == 0)
    filter.kind = zb_photo_get (photo)->trash != ZB_TRASH_NOT ? ZB_ALBUM_TRASH : ZB_ALBUM_UNLINKED;
  zb_album_load_async (ZB_ALBUM (source), &filter, NULL, index_cb, wanted);
}

static void
view_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbWindow     *self = ZB_WINDOW (widget);
  gint64        photo = g_variant_get_int64 (parameter);
  gboolean      play = g_str_equal (action, "win.play-photos");
  ZbAlbumIndex *index;
  Wanted       *wanted;

  if (self->library == NULL)
    return;

  index = zb_window_get_page (self) == ZB_PAGE_ALBUM && self->album_part == NULL && self->page != NULL ? zb_album_page_get_index (self->page) : NULL;
  if (holds (index, photo))
    {
      open_viewer (self, index, photo, play);
      return;
    }

  wanted = g_new (Wanted, 1);
  *wanted = (Wanted){ g_object_ref (self), photo, play };
  zb_album_photo_async (self->album, photo, NULL, photo_cb, wanted);
}

void
zb_window_viewer_close (ZbWindow *self)
{
  closed_cb (self, 0);
}

void
zb_window_viewer_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.view-photo", "x", view_cb);
  gtk_widget_class_install_action (widget_class, "win.play-photos", "x", view_cb);
}
