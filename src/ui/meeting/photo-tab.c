/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/photo-tab.h"

#include <glib/gi18n.h>

#include "ui/album/album-item.h"
#include "ui/album/photo-cell.h"

#define CELL_WIDTH 160
#define CELL_HEIGHT 120

struct _ZbPhotoTab
{
  AdwBin parent_instance;

  ZbMeetingDesk *desk;

  GtkStack    *stack;
  GtkLabel    *count;
  GtkLabel    *captions;
  GtkLabel    *astray;
  GtkGridView *grid;
};

G_DEFINE_FINAL_TYPE (ZbPhotoTab, zb_photo_tab, ADW_TYPE_BIN)

static void
show_numbers (ZbPhotoTab *self)
{
  ZbRecord             *record = zb_meeting_desk_get_record (self->desk);
  const ZbMeetingFacts *facts = zb_meeting_get_facts (record->meeting);
  g_autofree char      *count = g_strdup_printf (_ ("%u 张"), facts->n_photos);
  g_autofree char      *captions = g_strdup_printf (_ ("缺说明 %u"), facts->n_uncaptioned);
  g_autofree char      *astray = g_strdup_printf (_ ("日期不符 %u"), facts->n_astray);

  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->captions, captions);
  gtk_widget_set_visible (GTK_WIDGET (self->captions), facts->n_uncaptioned > 0);
  gtk_label_set_label (self->astray, astray);
  gtk_widget_set_visible (GTK_WIDGET (self->astray), facts->n_astray > 0);
  gtk_stack_set_visible_child_name (self->stack, facts->n_photos > 0 ? "photos" : "empty");
}

static void
refresh (ZbPhotoTab *self)
{
  if (zb_meeting_desk_get_record (self->desk) != NULL)
    show_numbers (self);
}

static void
bind_cb (ZbPhotoTab  *self,
         GtkListItem *item)
{
  ZbAlbumItem *photo = gtk_list_item_get_item (item);
  GtkWidget   *cell = zb_photo_cell_new (zb_meeting_desk_get_loader (self->desk), zb_album_item_get_photo (photo, 0));

  gtk_widget_set_size_request (cell, CELL_WIDTH, CELL_HEIGHT);
  gtk_widget_set_halign (cell, GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (cell, GTK_OVERFLOW_HIDDEN);
  gtk_list_item_set_child (item, cell);
  zb_photo_cell_load (ZB_PHOTO_CELL (cell), CELL_WIDTH, CELL_HEIGHT);
}

static void
unbind_cb (ZbPhotoTab  *self,
           GtkListItem *item)
{
  gtk_list_item_set_child (item, NULL);
}

static void
activated_cb (ZbPhotoTab *self,
              guint       position)
{
  g_autoptr (ZbAlbumItem) item = g_list_model_get_item (G_LIST_MODEL (gtk_grid_view_get_model (self->grid)), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.view-photo", "x", zb_album_item_get_photo (item, 0)->photo);
}

static void
zb_photo_tab_dispose (GObject *object)
{
  ZbPhotoTab *self = ZB_PHOTO_TAB (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_PHOTO_TAB);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (zb_photo_tab_parent_class)->dispose (object);
}

static void
zb_photo_tab_class_init (ZbPhotoTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_photo_tab_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/photo-tab.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbPhotoTab, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbPhotoTab, count);
  gtk_widget_class_bind_template_child (widget_class, ZbPhotoTab, captions);
  gtk_widget_class_bind_template_child (widget_class, ZbPhotoTab, astray);
  gtk_widget_class_bind_template_child (widget_class, ZbPhotoTab, grid);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
zb_photo_tab_init (ZbPhotoTab *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->grid, factory);
}

void
zb_photo_tab_set_desk (ZbPhotoTab    *self,
                       ZbMeetingDesk *desk)
{
  GListModel *photos;
  g_autoptr (GtkNoSelection) model = NULL;

  g_return_if_fail (ZB_IS_PHOTO_TAB (self));

  g_set_object (&self->desk, desk);
  photos = zb_meeting_desk_get_photos (desk);
  model = gtk_no_selection_new (photos != NULL ? g_object_ref (photos) : NULL);
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (model));
  g_signal_connect_object (desk, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
