/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/photo-strip.h"

#include <glib/gi18n.h>

#include "ui/album/album-item.h"
#include "ui/album/photo-cell.h"

#define MOST_PHOTOS 8
#define CELL_WIDTH 108
#define CELL_HEIGHT 80

struct _ZbPhotoStrip
{
  AdwBin parent_instance;

  ZbMeetingDesk *desk;
  GListModel    *photos; /* borrowed: the desk's; NULL without an album */

  GtkLabel *count;
  GtkLabel *captions;
  GtkBox   *strip;
};

G_DEFINE_FINAL_TYPE (ZbPhotoStrip, zb_photo_strip, ADW_TYPE_BIN)

static GtkWidget *
make_cell (ZbPhotoStrip *self,
           ZbAlbumItem  *item)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *cell = zb_photo_cell_new (zb_meeting_desk_get_loader (self->desk), zb_album_item_get_photo (item, 0));

  gtk_widget_set_size_request (cell, CELL_WIDTH, CELL_HEIGHT);
  gtk_widget_set_overflow (cell, GTK_OVERFLOW_HIDDEN);
  zb_photo_cell_load (ZB_PHOTO_CELL (cell), CELL_WIDTH, CELL_HEIGHT);
  gtk_button_set_child (GTK_BUTTON (button), cell);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "photo-button");
  gtk_widget_set_tooltip_text (button, _ ("查看这张照片"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", zb_album_item_get_photo (item, 0)->photo);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.view-photo");

  return button;
}

static void
show_photos (ZbPhotoStrip *self)
{
  GtkWidget *child;
  guint      n = g_list_model_get_n_items (self->photos);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->strip))) != NULL)
    gtk_box_remove (self->strip, child);
  for (guint i = 0; i < MIN (n, MOST_PHOTOS); i++)
    {
      g_autoptr (ZbAlbumItem) item = g_list_model_get_item (self->photos, i);

      gtk_box_append (self->strip, make_cell (self, item));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
show_numbers (ZbPhotoStrip *self)
{
  ZbRecord             *record = zb_meeting_desk_get_record (self->desk);
  const ZbMeetingFacts *facts = record != NULL ? zb_meeting_get_facts (record->meeting) : NULL;
  g_autofree char      *count = NULL;
  g_autofree char      *captions = NULL;

  if (facts == NULL)
    return;

  count = g_strdup_printf (_ ("%u 张"), facts->n_photos);
  captions = g_strdup_printf (_ ("缺说明 %u"), facts->n_uncaptioned);
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->captions, captions);
  gtk_widget_set_visible (GTK_WIDGET (self->captions), facts->n_uncaptioned > 0);
}

static void
zb_photo_strip_dispose (GObject *object)
{
  ZbPhotoStrip *self = ZB_PHOTO_STRIP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_PHOTO_STRIP);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_photo_strip_parent_class)->dispose (object);
}

static void
zb_photo_strip_class_init (ZbPhotoStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_photo_strip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/photo-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbPhotoStrip, count);
  gtk_widget_class_bind_template_child (widget_class, ZbPhotoStrip, captions);
  gtk_widget_class_bind_template_child (widget_class, ZbPhotoStrip, strip);
}

static void
zb_photo_strip_init (ZbPhotoStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_photo_strip_set_desk (ZbPhotoStrip  *self,
                         ZbMeetingDesk *desk)
{
  g_return_if_fail (ZB_IS_PHOTO_STRIP (self));

  g_set_object (&self->desk, desk);
  self->photos = zb_meeting_desk_get_photos (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (show_numbers), self, G_CONNECT_SWAPPED);
  show_numbers (self);
  if (self->photos == NULL)
    return;

  g_signal_connect_object (self->photos, "items-changed", G_CALLBACK (show_photos), self, G_CONNECT_SWAPPED);
  show_photos (self);
}
