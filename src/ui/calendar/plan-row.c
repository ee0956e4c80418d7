/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/plan-row.h"

#include <glib/gi18n.h>

#include "ui/calendar/plan-days.h"
#include "ui/kind-badge.h"
#include "ui/overview/overview-line.h"

struct _ZbPlanRow
{
  GtkListBoxRow parent_instance;

  ZbPlanLine *line;
  gboolean    showing;

  GtkCheckButton   *tick;
  GtkMenuButton    *date;
  GtkLabel         *wanted;
  GtkWidget        *arrow;
  GtkLabel         *day;
  GtkBox           *badges;
  GtkLabel         *kind;
  GtkEditableLabel *theme;
  GtkLabel         *task;
  GtkBox           *tags;
  GtkWidget        *edit;
};

G_DEFINE_FINAL_TYPE (ZbPlanRow, zb_plan_row, GTK_TYPE_LIST_BOX_ROW)

static void
tick_cb (ZbPlanRow *self)
{
  if (!self->showing)
    zb_plan_line_set_ticked (self->line, gtk_check_button_get_active (self->tick));
}

static void
edit_cb (ZbPlanRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->theme));
  gtk_editable_label_start_editing (self->theme);
  gtk_editable_select_region (GTK_EDITABLE (self->theme), 0, -1);
}

static void
edited_cb (ZbPlanRow *self)
{
  const ZbPlanItem *item;

  if (self->line == NULL || gtk_editable_label_get_editing (self->theme))
    return;

  zb_plan_line_set_theme (self->line, gtk_editable_get_text (GTK_EDITABLE (self->theme)));
  item = zb_plan_line_get_item (self->line);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->theme)), item->theme) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->theme), item->theme);
}

/* Made when it is asked for: a year has sixty rows. */
static void
popup_cb (GtkMenuButton *button,
          gpointer       data)
{
  gtk_menu_button_set_popover (button, zb_plan_days_new (ZB_PLAN_ROW (data)->line));
}

static gboolean
tick_key_cb (GtkWidget *widget,
             GVariant  *parameter,
             gpointer   data)
{
  ZbPlanRow *self = ZB_PLAN_ROW (widget);

  zb_plan_line_set_ticked (self->line, !zb_plan_line_get_ticked (self->line));
  return TRUE;
}

static gboolean
edit_key_cb (GtkWidget *widget,
             GVariant  *parameter,
             gpointer   data)
{
  ZbPlanRow *self = ZB_PLAN_ROW (widget);

  if (zb_plan_line_is_task (self->line))
    return FALSE;

  edit_cb (self);
  return TRUE;
}

static void
add_tag (ZbPlanRow  *self,
         const char *words,
         const char *style)
{
  GtkWidget *tag = gtk_label_new (words);

  gtk_widget_add_css_class (tag, "tag");
  if (style != NULL)
    gtk_widget_add_css_class (tag, style);
  gtk_label_set_ellipsize (GTK_LABEL (tag), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (tag, words);
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_box_append (self->tags, tag);
}

static void
show_tags (ZbPlanRow *self)
{
  const ZbPlanItem *item = zb_plan_line_get_item (self->line);
  g_autofree char  *doubt = zb_plan_line_dup_doubt (self->line);
  const ZbKind      first = zb_kinds_first (item->kinds);
  GtkWidget        *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags))) != NULL)
    gtk_box_remove (self->tags, child);
  if (doubt != NULL)
    add_tag (self, doubt, "amber");
  if (item->joint)
    add_tag (self, _ ("联合"), NULL);
  for (ZbKind kind = 0; kind < ZB_N_KINDS; kind++)
    if (kind != first && (item->kinds & (1u << kind)) != 0)
      {
        g_autofree char *words = g_strdup_printf (_ ("含%s"), zb_kind_get_name (kind));

        add_tag (self, words, "grey");
      }
}

static void
show_day (ZbPlanRow *self)
{
  const ZbPlanItem *item = zb_plan_line_get_item (self->line);
  const gboolean    moved = zb_plan_line_is_moved (self->line);
  g_autofree char  *wanted = g_strdup_printf ("%d-%02d", item->wanted.month, item->wanted.day);
  g_autofree char  *day = g_strdup_printf ("%d-%02d %s", item->day.month, item->day.day, zb_overview_get_weekday (item->day));

  gtk_label_set_label (self->wanted, wanted);
  gtk_label_set_label (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->wanted), moved);
  gtk_widget_set_visible (self->arrow, moved);
  if (moved)
    gtk_widget_add_css_class (GTK_WIDGET (self), "moved");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "moved");
}

static void
changed_cb (ZbPlanRow *self)
{
  self->showing = TRUE;
  gtk_check_button_set_active (self->tick, zb_plan_line_get_ticked (self->line));
  self->showing = FALSE;
  show_day (self);
  show_tags (self);
}

static void
zb_plan_row_dispose (GObject *object)
{
  ZbPlanRow *self = ZB_PLAN_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_PLAN_ROW);
  g_clear_object (&self->line);

  G_OBJECT_CLASS (zb_plan_row_parent_class)->dispose (object);
}

static void
zb_plan_row_class_init (ZbPlanRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_plan_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/plan-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, tick);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, date);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, wanted);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, day);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, badges);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, kind);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, theme);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, task);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, tags);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanRow, edit);
  gtk_widget_class_bind_template_callback (widget_class, tick_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, tick_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, edit_key_cb, NULL);
}

static void
zb_plan_row_init (ZbPlanRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->date, popup_cb, self, NULL);
}

/* What stays as it is. */
static void
show_item (ZbPlanRow *self)
{
  const ZbPlanItem *item = zb_plan_line_get_item (self->line);
  const gboolean    task = zb_plan_line_is_task (self->line);
  g_autofree char  *tick = g_strdup_printf (_ ("建立：%s"), item->theme);

  zb_kind_badge_fill (self->badges, item->kinds);
  gtk_label_set_label (self->kind, task ? _ ("到期") : zb_kind_get_name (zb_kinds_first (item->kinds)));
  gtk_editable_set_text (GTK_EDITABLE (self->theme), item->theme);
  gtk_label_set_label (self->task, item->theme);
  gtk_widget_set_visible (GTK_WIDGET (self->theme), !task);
  gtk_widget_set_visible (GTK_WIDGET (self->task), task);
  gtk_widget_set_opacity (GTK_WIDGET (self->tick), task ? 0 : 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tick), !task);
  gtk_widget_set_sensitive (GTK_WIDGET (self->date), !task);
  gtk_widget_set_visible (self->edit, !task);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick), GTK_ACCESSIBLE_PROPERTY_LABEL, tick, -1);
}

GtkWidget *
zb_plan_row_new (ZbPlanLine *line)
{
  ZbPlanRow *self = g_object_new (ZB_TYPE_PLAN_ROW, NULL);

  self->line = g_object_ref (line);
  g_signal_connect_object (line, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_item (self);
  changed_cb (self);
  return GTK_WIDGET (self);
}

ZbPlanLine *
zb_plan_row_get_line (ZbPlanRow *self)
{
  return self->line;
}
