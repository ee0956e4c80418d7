/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/todo-row.h"

#include <glib/gi18n.h>

#include "ui/overview/overview-line.h"

struct _ZbTodoRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *number;
  GtkLabel *day;
  GtkLabel *title;
  GtkLabel *detail;
  GtkImage *arrow;
};

G_DEFINE_FINAL_TYPE (ZbTodoRow, zb_todo_row, GTK_TYPE_LIST_BOX_ROW)

/* The weekday within this month, else the month. */
static void
show_day (ZbTodoRow *self,
          ZbDay      day,
          ZbDay      today)
{
  g_autofree char *number = g_strdup_printf ("%d", day.day);
  g_autofree char *month = day.year == today.year ? g_strdup_printf (_ ("%d 月"), day.month)
                                                  : g_strdup_printf ("%d-%02d", day.year, day.month);
  gboolean         near = day.year == today.year && day.month == today.month;

  if (!zb_day_is_whole (day))
    return;

  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->day, near ? zb_overview_get_weekday (day) : month);
}

static void
set_target (ZbTodoRow  *self,
            const char *action,
            GVariant   *target)
{
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), action);
}

static gboolean
lead (ZbTodoRow    *self,
      const ZbTodo *todo)
{
  g_autofree char *first = zb_day_to_text (todo->first);

  if (todo->meeting != 0)
    set_target (self, "win.meeting", g_variant_new ("(xs)", todo->meeting, todo->gap != 0 ? zb_overview_get_tab (todo->gap) : ""));
  else if (todo->task != NULL)
    set_target (self, "win.file", g_variant_new ("(sss)", todo->task, first != NULL ? first : "", todo->title));
  else if (todo->member != 0)
    set_target (self, "win.member", g_variant_new_int64 (todo->member));
  else if (todo->kinds != 0)
    set_target (self, "win.year", g_variant_new ("(ii)", (int) todo->day.year, (int) zb_kinds_first (todo->kinds)));
  else
    return FALSE;

  return TRUE;
}

static void
zb_todo_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_TODO_ROW);

  G_OBJECT_CLASS (zb_todo_row_parent_class)->dispose (object);
}

static void
zb_todo_row_class_init (ZbTodoRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_todo_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/todo-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbTodoRow, number);
  gtk_widget_class_bind_template_child (widget_class, ZbTodoRow, day);
  gtk_widget_class_bind_template_child (widget_class, ZbTodoRow, title);
  gtk_widget_class_bind_template_child (widget_class, ZbTodoRow, detail);
  gtk_widget_class_bind_template_child (widget_class, ZbTodoRow, arrow);
}

static void
zb_todo_row_init (ZbTodoRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_todo_row_new (const ZbTodo *todo,
                 ZbDay         today)
{
  ZbTodoRow *self = g_object_new (ZB_TYPE_TODO_ROW, NULL);
  gboolean   leads = lead (self, todo);

  show_day (self, todo->day, today);
  if (todo->late)
    gtk_widget_add_css_class (GTK_WIDGET (self), "late");
  gtk_label_set_label (self->title, todo->title);
  gtk_label_set_label (self->detail, todo->detail != NULL ? todo->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), todo->detail != NULL && *todo->detail != '\0');
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), leads);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), leads);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, todo->title, -1);
  return GTK_WIDGET (self);
}
