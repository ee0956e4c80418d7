/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/plan-days.h"

#include <glib/gi18n.h>

#include "ui/calendar/side-month.h"
#include "ui/overview/overview-line.h"

struct _ZbPlanDays
{
  GtkPopover parent_instance;

  ZbPlanLine  *line;
  GtkStack    *stack;
  GtkBox      *choices;
  ZbSideMonth *month;
};

G_DEFINE_FINAL_TYPE (ZbPlanDays, zb_plan_days, GTK_TYPE_POPOVER)

typedef struct
{
  ZbPlanDays *days;
  ZbDay       day;
} Choice;

static void
toggled_cb (GtkCheckButton *button,
            Choice         *choice)
{
  if (!gtk_check_button_get_active (button))
    return;

  gtk_popover_popdown (GTK_POPOVER (choice->days));
  zb_plan_line_set_day (choice->days->line, choice->day);
}

static void
free_choice (gpointer  data,
             GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
make_words (const char *title,
            const char *why)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  if (why != NULL)
    {
      label = gtk_label_new (why);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static GtkCheckButton *
add_choice (ZbPlanDays     *self,
            ZbDay           day,
            const char     *why,
            GtkCheckButton *group)
{
  GtkWidget       *button = gtk_check_button_new ();
  g_autofree char *title = zb_overview_dup_day (day);
  g_autofree char *said = g_strdup_printf ("%s %s", title, why != NULL ? why : "");
  Choice          *choice = g_new0 (Choice, 1);

  choice->days = self;
  choice->day = day;
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), make_words (title, why));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), zb_day_compare (zb_plan_line_get_item (self->line)->day, day) == 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  g_signal_connect_data (button, "toggled", G_CALLBACK (toggled_cb), choice, free_choice, 0);
  gtk_box_append (self->choices, button);
  return GTK_CHECK_BUTTON (button);
}

static void
fill (ZbPlanDays *self)
{
  const ZbPlanItem *item = zb_plan_line_get_item (self->line);
  GtkCheckButton   *group = NULL;
  gboolean          chosen = FALSE;

  for (guint i = 0; item->choices != NULL && i < item->choices->len; i++)
    {
      const ZbPlanChoice *choice = item->choices->pdata[i];

      chosen |= zb_day_compare (choice->day, item->day) == 0;
      group = add_choice (self, choice->day, choice->why, group);
    }
  if (!chosen)
    add_choice (self, item->day, _ ("自己选择的日期"), group);
}

static void
other_cb (ZbPlanDays *self)
{
  zb_side_month_show (self->month, zb_plan_line_get_item (self->line)->day);
  gtk_stack_set_visible_child_name (self->stack, "month");
  gtk_widget_grab_focus (GTK_WIDGET (self->month));
}

static void
month_cb (ZbPlanDays *self)
{
  zb_plan_line_set_day (self->line, zb_side_month_get_day (self->month));
}

static void
done_cb (ZbPlanDays *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
zb_plan_days_dispose (GObject *object)
{
  ZbPlanDays *self = ZB_PLAN_DAYS (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_PLAN_DAYS);
  g_clear_object (&self->line);

  G_OBJECT_CLASS (zb_plan_days_parent_class)->dispose (object);
}

static void
zb_plan_days_class_init (ZbPlanDaysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_plan_days_dispose;
  g_type_ensure (ZB_TYPE_SIDE_MONTH);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/plan-days.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbPlanDays, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanDays, choices);
  gtk_widget_class_bind_template_child (widget_class, ZbPlanDays, month);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
  gtk_widget_class_bind_template_callback (widget_class, month_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
zb_plan_days_init (ZbPlanDays *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zb_plan_days_new (ZbPlanLine *line)
{
  ZbPlanDays *self = g_object_new (ZB_TYPE_PLAN_DAYS, NULL);

  self->line = g_object_ref (line);
  fill (self);
  return GTK_WIDGET (self);
}
