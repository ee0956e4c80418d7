/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster-name.h"

#include "ui/roster-list.h"

struct _ZbRosterName
{
  AdwBin parent_instance;

  ZbRosterGroup *group; /* of a heading */

  GtkStack        *stack;
  AdwAvatar       *avatar;
  GtkLabel        *name;
  GtkLabel        *duties;
  GtkWidget       *doubt;
  GtkTreeExpander *expander;
  GtkLabel        *title;
  GtkLabel        *detail;
};

G_DEFINE_FINAL_TYPE (ZbRosterName, zb_roster_name, ADW_TYPE_BIN)

static void
show_member (ZbRosterName *self,
             ZbMember     *member)
{
  g_autofree char *duties = zb_member_dup_duties (member);

  adw_avatar_set_text (self->avatar, zb_member_get_name (member));
  gtk_label_set_label (self->name, zb_member_get_name (member));
  gtk_label_set_label (self->duties, duties);
  gtk_widget_set_visible (GTK_WIDGET (self->duties), *duties != '\0');
  gtk_widget_set_visible (self->doubt, zb_member_get_n_problems (member) > 0);
  gtk_stack_set_visible_child_name (self->stack, "member");
}

static void
update_detail (ZbRosterName *self)
{
  g_autofree char *detail = zb_roster_group_dup_detail (self->group);

  gtk_label_set_label (self->detail, detail);
}

static void
show_group (ZbRosterName  *self,
            ZbRosterGroup *group)
{
  self->group = g_object_ref (group);
  gtk_label_set_label (self->title, zb_roster_group_get_title (group));
  update_detail (self);
  gtk_stack_set_visible_child_name (self->stack, "group");
}

static void
zb_roster_name_dispose (GObject *object)
{
  ZbRosterName *self = ZB_ROSTER_NAME (object);

  g_clear_object (&self->group);
  /* The template would unparent a bound child that the bin unparents as well. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_ROSTER_NAME);

  G_OBJECT_CLASS (zb_roster_name_parent_class)->dispose (object);
}

static void
zb_roster_name_class_init (ZbRosterNameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_roster_name_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/roster-name.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, avatar);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, name);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, duties);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, doubt);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, expander);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, title);
  gtk_widget_class_bind_template_child (widget_class, ZbRosterName, detail);
}

static void
zb_roster_name_init (ZbRosterName *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_roster_name_new (void)
{
  return g_object_new (ZB_TYPE_ROSTER_NAME, NULL);
}

void
zb_roster_name_set_row (ZbRosterName   *self,
                        GtkTreeListRow *row)
{
  g_autoptr (GObject) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  g_clear_object (&self->group);
  gtk_tree_expander_set_list_row (self->expander, item != NULL && ZB_IS_ROSTER_GROUP (item) ? row : NULL);
  if (item != NULL && ZB_IS_MEMBER (item))
    show_member (self, ZB_MEMBER (item));
  else if (item != NULL)
    show_group (self, ZB_ROSTER_GROUP (item));
}
