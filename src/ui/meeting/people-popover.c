/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/people-popover.h"

#include <glib/gi18n.h>

#define MOST_SHOWN 30 /* more are found by typing */

struct _ZbPeoplePopover
{
  GtkPopover parent_instance;

  GPtrArray *people; /* of ZbMember */

  GtkEditable    *search;
  GtkCheckButton *expected;
  GtkListBox     *list;
  GtkWidget      *nobody;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbPeoplePopover, zb_people_popover, GTK_TYPE_POPOVER)

static void
add_row (ZbPeoplePopover *self,
         ZbMember        *member)
{
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget  *detail = gtk_label_new (zb_member_get_value (member, ZB_MEMBER_GROUP));
  GtkWidget  *row = gtk_list_box_row_new ();
  const char *name = zb_member_get_name (member);

  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list, row);
}

static void
search_changed_cb (ZbPeoplePopover *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));
  GtkWidget       *child;
  guint            n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->people->len && n < MOST_SHOWN; i++)
    if (zb_member_matches (self->people->pdata[i], words))
      {
        add_row (self, self->people->pdata[i]);
        n++;
      }
  gtk_widget_set_visible (self->nobody, n == 0);
}

/* The member of a row: the so many-eth that is wanted. */
static ZbMember *
find_member (ZbPeoplePopover *self,
             int              place)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  for (guint i = 0; i < self->people->len; i++)
    if (zb_member_matches (self->people->pdata[i], words) && place-- == 0)
      return self->people->pdata[i];

  return NULL;
}

static void
row_activated_cb (ZbPeoplePopover *self,
                  GtkListBoxRow   *row)
{
  ZbMember *member = find_member (self, gtk_list_box_row_get_index (row));
  g_autoptr (ZbMember) kept = member != NULL ? g_object_ref (member) : NULL;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (kept != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, kept, !gtk_check_button_get_active (self->expected));
}

static void
search_activated_cb (ZbPeoplePopover *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first != NULL)
    row_activated_cb (self, first);
}

static void
zb_people_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_PEOPLE_POPOVER);

  G_OBJECT_CLASS (zb_people_popover_parent_class)->dispose (object);
}

static void
zb_people_popover_finalize (GObject *object)
{
  g_clear_pointer (&ZB_PEOPLE_POPOVER (object)->people, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_people_popover_parent_class)->finalize (object);
}

static void
zb_people_popover_class_init (ZbPeoplePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_people_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_people_popover_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  ZB_TYPE_MEMBER, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/people-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbPeoplePopover, search);
  gtk_widget_class_bind_template_child (widget_class, ZbPeoplePopover, expected);
  gtk_widget_class_bind_template_child (widget_class, ZbPeoplePopover, list);
  gtk_widget_class_bind_template_child (widget_class, ZbPeoplePopover, nobody);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zb_people_popover_init (ZbPeoplePopover *self)
{
  self->people = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_people_popover_fill (ZbPeoplePopover *self,
                        ZbRoster        *roster,
                        GHashTable      *listed)
{
  GListModel *model;

  g_return_if_fail (ZB_IS_PEOPLE_POPOVER (self));

  model = zb_roster_get_model (roster);
  g_ptr_array_set_size (self->people, 0);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZbMember) member = g_list_model_get_item (model, i);
      gint64 id = zb_member_get_id (member);

      if (!g_hash_table_contains (listed, &id))
        g_ptr_array_add (self->people, g_steal_pointer (&member));
    }
  gtk_editable_set_text (self->search, "");
  gtk_check_button_set_active (self->expected, FALSE);
  search_changed_cb (self);
}
