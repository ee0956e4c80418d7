/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/choice-button.h"

struct _ZbChoiceButton
{
  AdwBin parent_instance;

  GtkEditable *field; /* borrowed */

  GtkMenuButton *button;
  GtkListBox    *list;
};

G_DEFINE_FINAL_TYPE (ZbChoiceButton, zb_choice_button, ADW_TYPE_BIN)

static void
row_activated_cb (ZbChoiceButton *self,
                  GtkListBoxRow  *row)
{
  gtk_editable_set_text (self->field, gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));
  gtk_menu_button_popdown (self->button);
}

static void
zb_choice_button_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_CHOICE_BUTTON);

  G_OBJECT_CLASS (zb_choice_button_parent_class)->dispose (object);
}

static void
zb_choice_button_class_init (ZbChoiceButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_choice_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/choice-button.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbChoiceButton, button);
  gtk_widget_class_bind_template_child (widget_class, ZbChoiceButton, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zb_choice_button_init (ZbChoiceButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_choice_button_new (GtkEditable *field)
{
  ZbChoiceButton *self = g_object_new (ZB_TYPE_CHOICE_BUTTON, NULL);

  self->field = field;

  return GTK_WIDGET (self);
}

void
zb_choice_button_fill (ZbChoiceButton *self,
                       GPtrArray      *choices)
{
  GtkWidget *child;

  g_return_if_fail (ZB_IS_CHOICE_BUTTON (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < choices->len; i++)
    {
      GtkWidget *label = gtk_label_new (choices->pdata[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->list, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), choices->len > 0);
}

void
zb_choice_button_offer (AdwEntryRow     *row,
                        ZbChoiceButton **button,
                        GPtrArray       *choices)
{
  if (*button == NULL)
    {
      *button = ZB_CHOICE_BUTTON (zb_choice_button_new (GTK_EDITABLE (row)));
      adw_entry_row_add_suffix (row, GTK_WIDGET (*button));
    }
  zb_choice_button_fill (*button, choices);
}
