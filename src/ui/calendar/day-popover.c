/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/day-popover.h"

#include <glib/gi18n.h>

#include "ui/calendar/state-icon.h"
#include "ui/kind-badge.h"

struct _ZbDayPopover
{
  GtkPopover parent_instance;

  GPtrArray  *entries;
  ZbDay       day;
  GtkLabel   *title;
  GtkLabel   *subtitle;
  GtkWidget  *scrolled;
  GtkListBox *list;
  GtkWidget  *nothing;
  GtkWidget  *add;
};

G_DEFINE_FINAL_TYPE (ZbDayPopover, zb_day_popover, GTK_TYPE_POPOVER)

static void
activated_cb (ZbDayPopover  *self,
              GtkListBoxRow *row)
{
  g_autoptr (ZbDayEntry) entry = zb_day_entry_ref (self->entries->pdata[gtk_list_box_row_get_index (row)]);

  gtk_popover_popdown (GTK_POPOVER (self));
  zb_day_entry_activate (entry, self);
}

static void
add_cb (ZbDayPopover *self)
{
  g_autofree char *start = zb_day_to_text (self->day);

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.new", "s", start);
}

static void
zb_day_popover_dispose (GObject *object)
{
  ZbDayPopover *self = ZB_DAY_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_DAY_POPOVER);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_day_popover_parent_class)->dispose (object);
}

static void
zb_day_popover_class_init (ZbDayPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_day_popover_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/day-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbDayPopover, title);
  gtk_widget_class_bind_template_child (widget_class, ZbDayPopover, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ZbDayPopover, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ZbDayPopover, list);
  gtk_widget_class_bind_template_child (widget_class, ZbDayPopover, nothing);
  gtk_widget_class_bind_template_child (widget_class, ZbDayPopover, add);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
zb_day_popover_init (ZbDayPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_day_popover_new (void)
{
  return g_object_new (ZB_TYPE_DAY_POPOVER, NULL);
}

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_row (const ZbDayEntry *entry)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  g_autofree char *when = entry->meeting != NULL ? zb_meeting_dup_when (entry->meeting) : NULL;

  if (entry->meeting != NULL)
    zb_kind_badge_fill (GTK_BOX (badges), zb_meeting_get_kinds (entry->meeting));
  else
    gtk_box_append (GTK_BOX (badges), gtk_image_new_from_icon_name ("alarm-symbolic"));
  gtk_box_append (GTK_BOX (row), badges);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (entry->title, NULL));
  if (when != NULL)
    gtk_box_append (GTK_BOX (words), make_label (when, "dim-label"));
  if (entry->line != NULL)
    gtk_box_append (GTK_BOX (words), make_label (entry->line, entry->kind == ZB_ENTRY_MEETING ? "missing-line" : "dim-label"));
  for (GtkWidget *label = gtk_widget_get_next_sibling (gtk_widget_get_first_child (words)); label != NULL; label = gtk_widget_get_next_sibling (label))
    gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (row), words);
  if (entry->meeting != NULL)
    gtk_box_append (GTK_BOX (row), zb_state_icon_new (zb_meeting_get_state (entry->meeting)));

  return row;
}

void
zb_day_popover_fill (ZbDayPopover *self,
                     const char   *title,
                     const char   *subtitle,
                     GPtrArray    *entries,
                     ZbDay         day)
{
  GtkWidget *child;

  g_return_if_fail (ZB_IS_DAY_POPOVER (self));

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_ptr_array_ref (entries);
  self->day = day;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->list, make_row (entries->pdata[i]));
  gtk_widget_set_visible (self->scrolled, entries->len > 0);
  gtk_widget_set_visible (self->nothing, entries->len == 0);
  gtk_widget_set_visible (self->add, zb_day_is_set (day));
}
