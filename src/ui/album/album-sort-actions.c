/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting out, as actions of the album's page: dates, clocks, marks, and the pages that stand over it. */
#include "ui/album/album-page-private.h"

#include <glib/gi18n.h>

#include "ui/album/clock-dialog.h"
#include "ui/album/photo-edit.h"

static void
shift_cb (ZbAlbumPage *self,
          gint64       seconds,
          const char  *reason)
{
  const ZbClockFinding *finding;

  if (self->clocks == NULL || self->clocks->len == 0)
    return;

  finding = self->clocks->pdata[0];
  zb_album_shift_async (self->album, finding->camera, finding->batch, finding->photos, seconds,
                        reason, NULL, zb_photo_edit_shifted_cb, zb_photo_edit_new (GTK_WIDGET (self), NULL));
}

static void
clock_fix_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ZbAlbumPage   *self = ZB_ALBUM_PAGE (widget);
  ZbClockDialog *dialog;

  if (self->clocks == NULL || self->clocks->len == 0)
    return;

  dialog = zb_clock_dialog_new (zb_album_actions_get_window (self), self->clocks->pdata[0]);
  g_signal_connect_object (dialog, "shift", G_CALLBACK (shift_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
clock_dismiss_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  ZbAlbumPage *self = ZB_ALBUM_PAGE (widget);

  if (self->clocks == NULL || self->clocks->len == 0)
    return;

  g_hash_table_add (self->dismissed, g_strdup (((ZbClockFinding *) self->clocks->pdata[0])->reason));
  zb_album_page_show_clock (self);
}

void
zb_album_sort_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "album.clock-fix", NULL, clock_fix_cb);
  gtk_widget_class_install_action (klass, "album.clock-dismiss", NULL, clock_dismiss_cb);
}
