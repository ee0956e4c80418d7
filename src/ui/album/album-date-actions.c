/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and clocks, as actions of the album's page. */
#include "ui/album/album-page-private.h"

#include "ui/album/date-dialog.h"
#include "ui/album/same-moment-dialog.h"

static void
date_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  if (photos->len > 0)
    zb_date_dialog_present (zb_album_actions_get_window (self), self->album, self->meetings,
                            zb_album_view_get_loader (self->view), photos);
}

static void
same_moment_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);
  g_autoptr (GArray) photos = zb_album_actions_dup_selected (self);

  if (photos->len == 2)
    gtk_window_present (GTK_WINDOW (zb_same_moment_dialog_new (zb_album_actions_get_window (self), self->album,
                                                               zb_album_view_get_loader (self->view), photos)));
}

static void
clock_fix_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);

  if (self->clocks != NULL && self->clocks->len > 0)
    zb_date_dialog_present_finding (zb_album_actions_get_window (self), self->album, self->meetings,
                                    zb_album_view_get_loader (self->view), self->clocks->pdata[0]);
}

void
zb_album_date_actions_update (ZbAlbumPage *self,
                              guint        n)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "album.date", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "album.same-moment", n == 2);
}

void
zb_album_date_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "album.date", NULL, date_cb);
  gtk_widget_class_install_action (klass, "album.same-moment", NULL, same_moment_cb);
  gtk_widget_class_install_action (klass, "album.clock-fix", NULL, clock_fix_cb);
}
