/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/member-field-row.h"

#include <glib/gi18n.h>

#include "ui/roster/member-words.h"

#define REVEAL_SECONDS 30

struct _ZbMemberFieldRow
{
  GtkListBoxRow parent_instance;

  ZbMember     *member;
  ZbMemberField field;
  guint         reveal_id;

  GtkLabel        *title;
  GtkLabel        *value;
  GtkLabel        *aside;
  GtkWidget       *doubt_box;
  GtkLabel        *doubt;
  GtkToggleButton *reveal;
};

G_DEFINE_FINAL_TYPE (ZbMemberFieldRow, zb_member_field_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_value (ZbMemberFieldRow *self)
{
  gboolean         open = gtk_toggle_button_get_active (self->reveal);
  g_autofree char *value = open ? zb_member_words_value (self->member, self->field)
                                : zb_member_words_masked (self->member, self->field);

  g_autofree char *label = NULL;

  gtk_label_set_label (self->value, *value != '\0' ? value : _ ("未填"));
  gtk_button_set_label (GTK_BUTTON (self->reveal), open ? _ ("隐藏") : _ ("显示"));
  label = g_strjoin (" ", zb_member_field_get_name (self->field), gtk_label_get_label (self->value),
                     gtk_label_get_label (self->aside), gtk_label_get_label (self->doubt), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strchomp (label), -1);
}

static gboolean
reveal_over_cb (gpointer data)
{
  ZbMemberFieldRow *self = data;

  self->reveal_id = 0;
  gtk_toggle_button_set_active (self->reveal, FALSE);

  return G_SOURCE_REMOVE;
}

static void
reveal_toggled_cb (ZbMemberFieldRow *self)
{
  g_clear_handle_id (&self->reveal_id, g_source_remove);
  if (gtk_toggle_button_get_active (self->reveal))
    self->reveal_id = g_timeout_add_seconds (REVEAL_SECONDS, reveal_over_cb, self);
  show_value (self);
}

static void
zb_member_field_row_dispose (GObject *object)
{
  ZbMemberFieldRow *self = ZB_MEMBER_FIELD_ROW (object);

  g_clear_handle_id (&self->reveal_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_MEMBER_FIELD_ROW);
  g_clear_object (&self->member);

  G_OBJECT_CLASS (zb_member_field_row_parent_class)->dispose (object);
}

static void
zb_member_field_row_class_init (ZbMemberFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_member_field_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/member-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMemberFieldRow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberFieldRow, value);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberFieldRow, aside);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberFieldRow, doubt_box);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberFieldRow, doubt);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberFieldRow, reveal);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
}

static void
zb_member_field_row_init (ZbMemberFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_member_field_row_new (ZbMember     *member,
                         ZbMemberField field,
                         const char   *today,
                         const char   *doubt)
{
  ZbMemberFieldRow *self = g_object_new (ZB_TYPE_MEMBER_FIELD_ROW, NULL);
  g_autofree char  *aside = zb_member_words_aside (member, field, today);
  gboolean          known = zb_member_get_value (member, field) != NULL;

  g_set_object (&self->member, member);
  self->field = field;
  gtk_label_set_label (self->title, zb_member_field_get_name (field));
  gtk_label_set_label (self->aside, known && aside != NULL ? aside : "");
  gtk_widget_set_visible (GTK_WIDGET (self->aside), known && aside != NULL);
  gtk_label_set_label (self->doubt, doubt != NULL ? doubt : "");
  gtk_widget_set_visible (self->doubt_box, doubt != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal), known && zb_member_field_get_kind (field) == ZB_FIELD_DIGITS);
  show_value (self);

  return GTK_WIDGET (self);
}

ZbMemberField
zb_member_field_row_get_field (ZbMemberFieldRow *self)
{
  g_return_val_if_fail (ZB_IS_MEMBER_FIELD_ROW (self), ZB_N_MEMBER_FIELDS);

  return self->field;
}
