/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/difference-row.h"

#include <glib/gi18n.h>

struct _ZbDifferenceRow
{
  GtkListBoxRow parent_instance;

  ZbDifference *difference;

  AdwAvatar     *avatar;
  GtkLabel      *name;
  GtkLabel      *what;
  GtkLabel      *source;
  GtkLabel      *done;
  GtkButton     *take;
  GtkMenuButton *keep;
  GtkEditable   *note;
  GtkWidget     *again;
};

G_DEFINE_FINAL_TYPE (ZbDifferenceRow, zb_difference_row, GTK_TYPE_LIST_BOX_ROW)

static guint resolve_signal;

static char *
make_markup (ZbDifference *difference)
{
  g_autofree char *title = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  g_object_get (difference, "title", &title, "ours", &ours, "theirs", &theirs, NULL);
  if (g_str_equal (zb_difference_get_kind (difference), "differs"))
    return g_markup_printf_escaped (_ ("%s　<span alpha='60%%'>台账</span> %s　<span alpha='60%%'>平台</span> <b>%s</b>"), title,
                                    ours != NULL && *ours != '\0' ? ours : _ ("（空）"), theirs != NULL ? theirs : "");

  return g_markup_escape_text (title, -1);
}

static void
show_buttons (ZbDifferenceRow *self)
{
  const char *kind = zb_difference_get_kind (self->difference);
  gboolean    is_open = zb_difference_get_open (self->difference);
  gboolean    is_refused = g_str_equal (kind, "refused");
  const char *take = g_str_equal (kind, "only-there")  ? _ ("加入台账")
                     : g_str_equal (kind, "only-here") ? _ ("登记转出")
                                                       : _ ("以平台为准");

  gtk_button_set_label (self->take, take);
  gtk_widget_set_visible (GTK_WIDGET (self->take), is_open && !is_refused);
  gtk_widget_set_visible (GTK_WIDGET (self->keep), is_open);
  gtk_widget_set_visible (self->again, !is_open);
  gtk_widget_set_visible (GTK_WIDGET (self->done), !is_open);
}

static void
show_difference (ZbDifferenceRow *self)
{
  g_autofree char *markup = make_markup (self->difference);
  const char      *note = zb_difference_get_note (self->difference);
  g_autofree char *source = note != NULL ? g_strdup_printf (_ ("%s；备注：%s"), zb_difference_get_source (self->difference), note)
                                         : g_strdup (zb_difference_get_source (self->difference));

  adw_avatar_set_text (self->avatar, zb_difference_get_name (self->difference));
  gtk_label_set_label (self->name, zb_difference_get_name (self->difference));
  gtk_label_set_markup (self->what, markup);
  gtk_label_set_label (self->source, source);
  show_buttons (self);
}

static void
resolve (ZbDifferenceRow *self,
         ZbResolution     resolution,
         const char      *note)
{
  g_signal_emit (self, resolve_signal, 0, (int) resolution, note);
}

static void
take_cb (ZbDifferenceRow *self)
{
  resolve (self, ZB_RESOLVE_TAKE, NULL);
}

static void
keep_cb (ZbDifferenceRow *self)
{
  const char *note = gtk_editable_get_text (self->note);

  gtk_menu_button_popdown (self->keep);
  resolve (self, ZB_RESOLVE_KEEP, *note != '\0' ? note : NULL);
}

static void
again_cb (ZbDifferenceRow *self)
{
  resolve (self, ZB_RESOLVE_OPEN, NULL);
}

static void
zb_difference_row_dispose (GObject *object)
{
  ZbDifferenceRow *self = ZB_DIFFERENCE_ROW (object);

  g_clear_object (&self->difference);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_DIFFERENCE_ROW);

  G_OBJECT_CLASS (zb_difference_row_parent_class)->dispose (object);
}

static void
zb_difference_row_class_init (ZbDifferenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_difference_row_dispose;
  resolve_signal = g_signal_new ("resolve", ZB_TYPE_DIFFERENCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/difference-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbDifferenceRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, ZbDifferenceRow, name);
  gtk_widget_class_bind_template_child (widget_class, ZbDifferenceRow, what);
  gtk_widget_class_bind_template_child (widget_class, ZbDifferenceRow, source);
  gtk_widget_class_bind_template_child (widget_class, ZbDifferenceRow, done);
  gtk_widget_class_bind_template_child (widget_class, ZbDifferenceRow, take);
  gtk_widget_class_bind_template_child (widget_class, ZbDifferenceRow, keep);
  gtk_widget_class_bind_template_child (widget_class, ZbDifferenceRow, note);
  gtk_widget_class_bind_template_child (widget_class, ZbDifferenceRow, again);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
zb_difference_row_init (ZbDifferenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_difference_row_new (ZbDifference *difference)
{
  ZbDifferenceRow *self = g_object_new (ZB_TYPE_DIFFERENCE_ROW, NULL);

  self->difference = g_object_ref (difference);
  show_difference (self);
  return GTK_WIDGET (self);
}

ZbDifference *
zb_difference_row_get_difference (ZbDifferenceRow *self)
{
  return self->difference;
}
