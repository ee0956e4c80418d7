/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/fit-box.h"

#define SPACING 6

struct _ZbFitBox
{
  GtkWidget parent_instance;

  GPtrArray *order; /* of GtkWidget *: borrowed, the first is the first to go */
};

G_DEFINE_FINAL_TYPE (ZbFitBox, zb_fit_box, GTK_TYPE_WIDGET)

static int
measure_width (GtkWidget *child,
               gboolean   natural)
{
  int minimum, wanted;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &wanted, NULL, NULL);

  return natural ? wanted : minimum;
}

static gboolean
may_drop (ZbFitBox  *self,
          GtkWidget *child)
{
  return g_ptr_array_find (self->order, child, NULL);
}

/* Of all children that are visible, or only of those that stay. */
static int
sum_widths (ZbFitBox *self,
            gboolean  all)
{
  int sum = -SPACING;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && (all || !may_drop (self, child)))
      sum += measure_width (child, all) + SPACING;

  return MAX (0, sum);
}

static void
measure_height (ZbFitBox *self,
                int      *minimum,
                int      *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

static void
zb_fit_box_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  ZbFitBox *self = ZB_FIT_BOX (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (self, minimum, natural);
      return;
    }

  *minimum = sum_widths (self, FALSE);
  *natural = MAX (*minimum, sum_widths (self, TRUE));
}

/* Returns what is left over. */
static int
drop_children (ZbFitBox *self,
               int       width)
{
  int left = width - sum_widths (self, TRUE);

  for (guint i = 0; i < self->order->len; i++)
    {
      GtkWidget *child = self->order->pdata[i];
      gboolean   drop = left < 0;

      gtk_widget_set_child_visible (child, !drop);
      if (drop && gtk_widget_get_visible (child))
        left += measure_width (child, TRUE) + SPACING;
    }

  return MAX (0, left);
}

static void
zb_fit_box_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  ZbFitBox *self = ZB_FIT_BOX (widget);
  int       left = drop_children (self, width), x = 0;
  gboolean  rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation box = { 0, 0, 0, height };

      if (!gtk_widget_get_visible (child) || !gtk_widget_get_child_visible (child))
        continue;

      box.width = measure_width (child, TRUE);
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        {
          box.width += left;
          left = 0;
        }
      box.x = rtl ? width - x - box.width : x;
      gtk_widget_size_allocate (child, &box, -1);
      x += box.width + SPACING;
    }
}

static void
zb_fit_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (zb_fit_box_parent_class)->dispose (object);
}

static void
zb_fit_box_finalize (GObject *object)
{
  g_clear_pointer (&ZB_FIT_BOX (object)->order, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_fit_box_parent_class)->finalize (object);
}

static void
zb_fit_box_class_init (ZbFitBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_fit_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_fit_box_finalize;
  widget_class->measure = zb_fit_box_measure;
  widget_class->size_allocate = zb_fit_box_size_allocate;
}

static void
zb_fit_box_init (ZbFitBox *self)
{
  self->order = g_ptr_array_new ();
}

void
zb_fit_box_may_drop (ZbFitBox  *self,
                     GtkWidget *child)
{
  g_return_if_fail (ZB_IS_FIT_BOX (self));
  g_return_if_fail (gtk_widget_get_parent (child) == GTK_WIDGET (self));

  g_ptr_array_add (self->order, child);
}
