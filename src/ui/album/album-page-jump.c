/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-page-private.h"

#define MOST_FRAMES 30

/* Once more, when its strip is there to have the focus and bars that came with the selection have their room. */
static gboolean
gone_cb (GtkWidget     *view,
         GdkFrameClock *clock,
         gpointer       data)
{
  ZbAlbumPage      *self = data;
  ZbAlbumSelection *selection = zb_album_view_get_selection (self->view);
  const gint64      photo = zb_album_selection_get_cursor (selection);
  gint              row = zb_album_selection_find (selection, photo);

  if (row >= 0 && !zb_album_view_focus (self->view, photo) && self->go_frames++ < MOST_FRAMES)
    return G_SOURCE_CONTINUE;

  self->go_id = 0;
  if (row >= 0)
    zb_album_view_scroll_to (self->view, (guint) row);
  return G_SOURCE_REMOVE;
}

void
zb_album_page_go_to (ZbAlbumPage *self,
                     gint64       photo)
{
  ZbAlbumSelection *selection;
  gint              row;

  g_return_if_fail (ZB_IS_ALBUM_PAGE (self));

  selection = zb_album_view_get_selection (self->view);
  row = zb_album_selection_find (selection, photo);
  if (row < 0)
    return;

  zb_album_selection_only (selection, photo);
  zb_album_view_scroll_to (self->view, row);
  self->go_frames = 0;
  if (self->go_id == 0)
    self->go_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), gone_cb, self, NULL);
}

void
zb_album_page_begin_jump (ZbAlbumPage *self,
                          gint64       photo)
{
  if (zb_album_selection_find (zb_album_view_get_selection (self->view), photo) >= 0)
    {
      zb_album_page_go_to (self, photo);
      return;
    }

  self->jump = photo;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  zb_album_sidebar_choose (self->sidebar, ZB_ALBUM_ALL, 0);
}

void
zb_album_page_end_jump (ZbAlbumPage *self)
{
  if (self->jump != 0)
    zb_album_page_go_to (self, self->jump);
  self->jump = 0;
}
