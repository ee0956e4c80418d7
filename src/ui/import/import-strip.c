/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/import-strip.h"

#include <glib/gi18n.h>

#define MOST_PICTURES 12
#define PICTURE_WIDTH 88
#define PICTURE_HEIGHT 58 /* 3 : 2: cuts the bars of a 4 : 3 thumbnail */

struct _ZbImportStrip
{
  GtkBox parent_instance;

  GtkWidget *out[MOST_PICTURES]; /* the × of each picture */
};

enum
{
  LEFT_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbImportStrip, zb_import_strip, GTK_TYPE_BOX)

static void
zb_import_strip_class_init (ZbImportStripClass *klass)
{
  signals[LEFT_OUT] = g_signal_new ("left-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);
}

static void
zb_import_strip_init (ZbImportStrip *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static void
out_toggled_cb (ZbImportStrip   *self,
                GtkToggleButton *button)
{
  gboolean   out = gtk_toggle_button_get_active (button);
  GtkWidget *picture = gtk_overlay_get_child (GTK_OVERLAY (gtk_widget_get_parent (GTK_WIDGET (button))));

  gtk_widget_set_opacity (picture, out ? 0.3 : 1);
  for (guint i = 0; i < MOST_PICTURES; i++)
    if (self->out[i] == GTK_WIDGET (button))
      g_signal_emit (self, signals[LEFT_OUT], 0, i, out);
}

static GtkWidget *
make_picture (const ZbCardItem *item)
{
  GtkWidget *picture = NULL;
  g_autoptr (GdkTexture) texture =
      item->thumbnail != NULL ? gdk_texture_new_from_bytes (item->thumbnail, NULL) : NULL;

  if (texture != NULL)
    {
      picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
      gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
    }
  else
    {
      picture = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
      gtk_image_set_pixel_size (GTK_IMAGE (picture), 32);
    }
  gtk_widget_set_size_request (picture, PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "import-picture");
  gtk_widget_set_tooltip_text (picture, item->reason != NULL ? item->reason : item->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, item->name, -1);

  return picture;
}

static void
add_picture (ZbImportStrip    *self,
             guint             number,
             const ZbCardItem *item,
             gboolean          may_leave_out)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *out = gtk_toggle_button_new ();

  gtk_widget_add_css_class (overlay, "import-item");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), make_picture (item));
  gtk_button_set_icon_name (GTK_BUTTON (out), "window-close-symbolic");
  gtk_widget_set_tooltip_text (out, _ ("不导入这一张"));
  gtk_widget_set_halign (out, GTK_ALIGN_END);
  gtk_widget_set_valign (out, GTK_ALIGN_START);
  gtk_widget_add_css_class (out, "import-out");
  gtk_widget_add_css_class (out, "osd");
  gtk_widget_add_css_class (out, "circular");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (out), item->left_out);
  g_signal_connect_object (out, "toggled", G_CALLBACK (out_toggled_cb), self, G_CONNECT_SWAPPED);
  if (may_leave_out)
    gtk_overlay_add_overlay (GTK_OVERLAY (overlay), out);
  else
    g_object_unref (g_object_ref_sink (out));
  self->out[number] = may_leave_out ? out : NULL;
  gtk_box_append (GTK_BOX (self), overlay);
}

GtkWidget *
zb_import_strip_new (GPtrArray *items,
                     gboolean   may_leave_out)
{
  ZbImportStrip *self = g_object_new (ZB_TYPE_IMPORT_STRIP, NULL);

  for (guint i = 0; i < MIN (items->len, MOST_PICTURES); i++)
    add_picture (self, i, g_ptr_array_index (items, i), may_leave_out);
  if (items->len > MOST_PICTURES)
    {
      g_autofree char *more = g_strdup_printf ("+%u", items->len - MOST_PICTURES);
      GtkWidget       *label = gtk_label_new (more);

      gtk_widget_set_size_request (label, PICTURE_WIDTH, PICTURE_HEIGHT);
      gtk_widget_add_css_class (label, "import-more");
      gtk_widget_add_css_class (label, "heading");
      gtk_box_append (GTK_BOX (self), label);
    }

  return GTK_WIDGET (self);
}
