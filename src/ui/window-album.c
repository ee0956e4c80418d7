/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands over 相册, one at a time: photos to be sorted out, sets of nearly the same ones. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "ui/album/review-page.h"
#include "ui/album/similar-page.h"
#include "ui/words.h"

void
zb_window_album_close_part (ZbWindow *self)
{
  GtkWidget *part = g_steal_pointer (&self->album_part);

  if (part == NULL)
    return;

  if (zb_window_get_page (self) == ZB_PAGE_ALBUM)
    {
      zb_window_show_page (self, ZB_PAGE_ALBUM);
      gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
    }
  gtk_stack_remove (self->content, part);
}

/* To where the subpage was opened. */
static void
part_back_cb (ZbWindow *self)
{
  ZbPage from = self->album_from;

  zb_window_album_close_part (self);
  self->album_from = ZB_PAGE_ALBUM;
  if (from != ZB_PAGE_ALBUM)
    zb_window_show_page (self, from);
}

static void
show_part (ZbWindow  *self,
           GtkWidget *part)
{
  self->album_from = zb_window_get_page (self);
  zb_window_album_close_part (self);
  self->album_part = part;
  g_signal_connect_object (part, "closed", G_CALLBACK (part_back_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->content, part, "album-part");
  zb_window_show_page (self, ZB_PAGE_ALBUM);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD); /* so that its keys work at once */
}

static void
review_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbWindow     *self = ZB_WINDOW (widget);
  ZbReviewPage *page;
  int           kind;
  gint64        photo;

  if (self->library == NULL)
    return;

  g_variant_get (parameter, "(ix)", &kind, &photo);
  zb_window_need_album (self);
  page = zb_review_page_new (self->album, self->meetings, zb_album_page_get_loader (self->page));
  show_part (self, GTK_WIDGET (page));
  zb_review_page_show (page, kind == ZB_ALBUM_UNDATED ? ZB_ALBUM_UNDATED : ZB_ALBUM_UNLINKED, photo);
}

static void
similar_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ZbWindow        *self = ZB_WINDOW (widget);
  gint64           id = g_variant_get_int64 (parameter);
  ZbMeeting       *meeting = self->library != NULL ? zb_meetings_find (self->meetings, id) : NULL;
  g_autofree char *title = meeting != NULL ? zb_words_meeting_title (meeting) : NULL;
  ZbSimilarPage   *page;

  if (meeting == NULL)
    return;

  zb_window_need_album (self);
  page = zb_similar_page_new (self->album, zb_album_page_get_loader (self->page));
  show_part (self, GTK_WIDGET (page));
  zb_similar_page_show (page, id, title);
}

/* What is chosen beside it is looked at. */
static void
chosen_cb (ZbWindow *self)
{
  self->album_from = ZB_PAGE_ALBUM;
  zb_window_album_close_part (self);
}

void
zb_window_album_watch (ZbWindow *self)
{
  self->album_from = ZB_PAGE_ALBUM;
  g_signal_connect_object (self->sidebar, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "activated", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

void
zb_window_album_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.review-photos", "(ix)", review_cb);
  gtk_widget_class_install_action (widget_class, "win.similar-photos", "x", similar_cb);
}
