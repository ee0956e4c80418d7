/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/roster/member-history-row.h"

#include <glib/gi18n.h>

struct _ZbMemberHistoryRow
{
  GtkListBoxRow parent_instance;

  ZbSpan *span;

  GtkWidget *above;
  GtkWidget *dot;
  GtkWidget *below;
  GtkLabel  *title;
  GtkLabel  *detail;
  GtkLabel  *day;
  GtkWidget *menu;
};

enum
{
  EDIT,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbMemberHistoryRow, zb_member_history_row, GTK_TYPE_LIST_BOX_ROW)

static void
action_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[g_str_equal (action, "history.edit") ? EDIT : REMOVE], 0);
}

static void
zb_member_history_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_MEMBER_HISTORY_ROW);

  G_OBJECT_CLASS (zb_member_history_row_parent_class)->dispose (object);
}

static void
zb_member_history_row_finalize (GObject *object)
{
  g_clear_pointer (&ZB_MEMBER_HISTORY_ROW (object)->span, zb_span_free);

  G_OBJECT_CLASS (zb_member_history_row_parent_class)->finalize (object);
}

static void
zb_member_history_row_class_init (ZbMemberHistoryRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_member_history_row_dispose;
  object_class->finalize = zb_member_history_row_finalize;
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "history.edit", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "history.remove", NULL, action_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/member-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHistoryRow, above);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHistoryRow, dot);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHistoryRow, below);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHistoryRow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHistoryRow, detail);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHistoryRow, day);
  gtk_widget_class_bind_template_child (widget_class, ZbMemberHistoryRow, menu);
}

static void
zb_member_history_row_init (ZbMemberHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_dot (ZbMemberHistoryRow  *self,
          const ZbHistoryLine *line)
{
  gtk_widget_set_tooltip_text (self->dot, line->in_force ? _ ("现在仍是") : _ ("已经过去"));
  if (line->in_force)
    gtk_widget_add_css_class (self->dot, "filled");
  if (line->record != NULL)
    gtk_widget_add_css_class (self->dot, zb_span_kind_to_code (line->record->kind));
}

GtkWidget *
zb_member_history_row_new (const ZbHistoryLine *line,
                           gboolean             first,
                           gboolean             last)
{
  ZbMemberHistoryRow *self = g_object_new (ZB_TYPE_MEMBER_HISTORY_ROW, NULL);
  g_autofree char    *label = g_strdup_printf ("%s %s", line->day, line->title);

  self->span = line->record != NULL ? zb_span_copy (line->record) : NULL;
  gtk_label_set_label (self->title, line->title);
  gtk_label_set_label (self->detail, line->detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *line->detail != '\0');
  gtk_label_set_label (self->day, *line->day != '\0' ? line->day : _ ("日期不详"));
  gtk_widget_set_opacity (self->menu, self->span != NULL ? 1 : 0);
  gtk_widget_set_sensitive (self->menu, self->span != NULL);
  gtk_widget_set_opacity (self->above, first ? 0 : 1);
  gtk_widget_set_opacity (self->below, last ? 0 : 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  show_dot (self, line);

  return GTK_WIDGET (self);
}

const ZbSpan *
zb_member_history_row_get_span (ZbMemberHistoryRow *self)
{
  g_return_val_if_fail (ZB_IS_MEMBER_HISTORY_ROW (self), NULL);

  return self->span;
}
