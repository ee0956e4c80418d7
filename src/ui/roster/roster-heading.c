/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-heading.h"

struct _ZbRosterHeading
{
  GtkBox parent_instance;

  ZbRosterGroup *group;

  GtkWidget *arrow;
  GtkLabel  *title;
  GtkLabel  *detail;
};

G_DEFINE_FINAL_TYPE (ZbRosterHeading, zb_roster_heading, GTK_TYPE_BOX)

static void
clicked_cb (ZbRosterHeading *self)
{
  zb_roster_group_set_expanded (self->group, !zb_roster_group_get_expanded (self->group));
}

static void
expand_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  zb_roster_group_set_expanded (ZB_ROSTER_HEADING (widget)->group, g_variant_get_boolean (parameter));
}

static void
zb_roster_heading_dispose (GObject *object)
{
  g_clear_object (&ZB_ROSTER_HEADING (object)->group);

  G_OBJECT_CLASS (zb_roster_heading_parent_class)->dispose (object);
}

static void
zb_roster_heading_class_init (ZbRosterHeadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    guint    key;
    gboolean expands;
  } keys[] = { { GDK_KEY_Left, FALSE }, { GDK_KEY_minus, FALSE }, { GDK_KEY_KP_Subtract, FALSE }, { GDK_KEY_Right, TRUE }, { GDK_KEY_plus, TRUE }, { GDK_KEY_KP_Add, TRUE } };

  G_OBJECT_CLASS (klass)->dispose = zb_roster_heading_dispose;
  gtk_widget_class_install_action (widget_class, "heading.expand", "b", expand_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, "heading.expand", "b", keys[i].expands);
}

static GtkLabel *
add_label (ZbRosterHeading   *self,
           const char *const *classes)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_css_classes (label, (const char **) classes);
  gtk_box_append (GTK_BOX (self), label);

  return GTK_LABEL (label);
}

static void
zb_roster_heading_init (ZbRosterHeading *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->arrow = gtk_image_new ();
  gtk_box_append (GTK_BOX (self), self->arrow);
  self->title = add_label (self, (const char *const[]){ "heading", NULL });
  self->detail = add_label (self, (const char *const[]){ "dim-label", "caption", NULL });
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->arrow, GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
zb_roster_heading_new (void)
{
  return g_object_new (ZB_TYPE_ROSTER_HEADING, NULL);
}

void
zb_roster_heading_set_group (ZbRosterHeading *self,
                             ZbRosterGroup   *group)
{
  gboolean         expanded = zb_roster_group_get_expanded (group);
  g_autofree char *detail = zb_roster_group_dup_detail (group);

  g_set_object (&self->group, group);
  gtk_label_set_label (self->title, zb_roster_group_get_title (group));
  gtk_label_set_label (self->detail, detail);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}
