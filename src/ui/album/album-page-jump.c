/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-page-private.h"

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
