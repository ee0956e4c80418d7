/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/roster-view-row.h"

struct _ZbRosterViewRow
{
  GtkListBoxRow parent_instance;

  ZbRosterRowKind kind;
  ZbRosterView    view;
  char           *group;
  char           *section;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (ZbRosterViewRow, zb_roster_view_row, GTK_TYPE_LIST_BOX_ROW)

static void
zb_roster_view_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_ROSTER_VIEW_ROW);

  G_OBJECT_CLASS (zb_roster_view_row_parent_class)->dispose (object);
}

static void
zb_roster_view_row_finalize (GObject *object)
{
  ZbRosterViewRow *self = ZB_ROSTER_VIEW_ROW (object);

  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->section, g_free);

  G_OBJECT_CLASS (zb_roster_view_row_parent_class)->finalize (object);
}

static void
zb_roster_view_row_class_init (ZbRosterViewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_roster_view_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_roster_view_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/roster-view-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRosterViewRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterViewRow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterViewRow, count);
}

static void
zb_roster_view_row_init (ZbRosterViewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_roster_view_row_new (ZbRosterRowKind kind,
                        const char     *icon,
                        const char     *title,
                        guint           count)
{
  ZbRosterViewRow *self = g_object_new (ZB_TYPE_ROSTER_VIEW_ROW, NULL);
  g_autofree char *text = g_strdup_printf ("%u", count);

  self->kind = kind;
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->count, text);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), kind <= ZB_ROSTER_ROW_WORK);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (kind != ZB_ROSTER_ROW_VIEW)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->count), "tag");
      gtk_widget_add_css_class (GTK_WIDGET (self->count), "amber");
      gtk_widget_remove_css_class (GTK_WIDGET (self->count), "dim-label");
    }

  return GTK_WIDGET (self);
}

ZbRosterRowKind
zb_roster_view_row_get_kind (ZbRosterViewRow *self)
{
  return self->kind;
}

const char *
zb_roster_view_row_get_title (ZbRosterViewRow *self)
{
  return gtk_label_get_label (self->title);
}

void
zb_roster_view_row_set_view (ZbRosterViewRow *self,
                             ZbRosterView     view,
                             const char      *group)
{
  self->view = view;
  g_free (self->group);
  self->group = g_strdup (group);
}

ZbRosterView
zb_roster_view_row_get_view (ZbRosterViewRow *self,
                             const char     **group)
{
  *group = self->group;
  return self->view;
}

void
zb_roster_view_row_set_section (ZbRosterViewRow *self,
                                const char      *section)
{
  g_free (self->section);
  self->section = g_strdup (section);
}

const char *
zb_roster_view_row_get_section (ZbRosterViewRow *self)
{
  return self->section;
}
