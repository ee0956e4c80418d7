/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-jump-entry.h"

#include <glib/gi18n.h>

#include "ui/album/album-jump.h"

struct _ZbAlbumJumpEntry
{
  AdwBin parent_instance;

  ZbAlbumIndex *all; /* NULL until it has been read */
  GPtrArray    *places;

  GtkEditable *entry;
  GtkPopover  *popover;
  GtkStack    *stack;
  GtkListBox  *list;
};

enum
{
  JUMPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAlbumJumpEntry, zb_album_jump_entry, ADW_TYPE_BIN)

static void
clear_list (ZbAlbumJumpEntry *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
append_place (ZbAlbumJumpEntry   *self,
              const ZbAlbumPlace *place)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *label = gtk_label_new (place->label);
  g_autofree char *text = g_strdup_printf (_ ("%u 张"), place->n);
  GtkWidget       *count = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_append (self->list, box);
}

static void
show_places (ZbAlbumJumpEntry *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  clear_list (self);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  if (*text == '\0' || self->all == NULL)
    {
      gtk_popover_popdown (self->popover);
      return;
    }

  self->places = zb_album_jump_find (self->all, text);
  for (guint i = 0; i < self->places->len; i++)
    append_place (self, self->places->pdata[i]);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_stack_set_visible_child_name (self->stack, self->places->len > 0 ? "places" : "nothing");
  gtk_popover_popup (self->popover);
}

static void
changed_cb (ZbAlbumJumpEntry *self)
{
  show_places (self);
}

static void
jump (ZbAlbumJumpEntry *self,
      GtkListBoxRow    *row)
{
  const ZbAlbumPlace *place;
  gint64              photo;

  if (row == NULL || self->places == NULL)
    return;

  place = self->places->pdata[gtk_list_box_row_get_index (row)];
  photo = place->photo;
  gtk_editable_set_text (self->entry, "");
  g_signal_emit (self, signals[JUMPED], 0, photo);
}

static void
activate_cb (ZbAlbumJumpEntry *self)
{
  jump (self, gtk_list_box_get_selected_row (self->list));
}

static void
row_activated_cb (ZbAlbumJumpEntry *self,
                  GtkListBoxRow    *row)
{
  jump (self, row);
}

static void
step (ZbAlbumJumpEntry *self,
      int               by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int            index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;
  GtkListBoxRow *next = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;

  if (next != NULL)
    gtk_list_box_select_row (self->list, next);
}

/* The keys stay in the entry while the list follows them. */
static gboolean
key_cb (ZbAlbumJumpEntry *self,
        guint             key)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_editable_set_text (self->entry, "");
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
left_cb (ZbAlbumJumpEntry *self)
{
  gtk_popover_popdown (self->popover);
}

static gboolean
focus_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;

  return gtk_widget_grab_focus (GTK_WIDGET (ZB_ALBUM_JUMP_ENTRY (widget)->entry));
}

static void
add_shortcuts (ZbAlbumJumpEntry *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const guint  keys[] = { GDK_KEY_g, GDK_KEY_j };

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                                                            gtk_callback_action_new (focus_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
zb_album_jump_entry_dispose (GObject *object)
{
  ZbAlbumJumpEntry *self = ZB_ALBUM_JUMP_ENTRY (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popover)));
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_ALBUM_JUMP_ENTRY);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->all, zb_album_index_unref);

  G_OBJECT_CLASS (zb_album_jump_entry_parent_class)->dispose (object);
}

static void
zb_album_jump_entry_class_init (ZbAlbumJumpEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_album_jump_entry_dispose;
  signals[JUMPED] = g_signal_new ("jumped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/album-jump-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumJumpEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumJumpEntry, popover);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumJumpEntry, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbAlbumJumpEntry, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
zb_album_jump_entry_init (ZbAlbumJumpEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  add_shortcuts (self);
}

void
zb_album_jump_entry_set_index (ZbAlbumJumpEntry *self,
                               ZbAlbumIndex     *all)
{
  g_return_if_fail (ZB_IS_ALBUM_JUMP_ENTRY (self));

  zb_album_index_ref (all);
  g_clear_pointer (&self->all, zb_album_index_unref);
  self->all = all;
}
