/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/meeting/quorum-bar.h"

#define HEIGHT 20
#define THICKNESS 10
#define MARK 2

struct _ZbQuorumBar
{
  GtkWidget parent_instance;

  guint expected, present, least;
};

G_DEFINE_FINAL_TYPE (ZbQuorumBar, zb_quorum_bar, GTK_TYPE_WIDGET)

static float
measure_part (ZbQuorumBar *self,
              guint        part)
{
  float width = gtk_widget_get_width (GTK_WIDGET (self));

  return self->expected > 0 ? width * MIN (part, self->expected) / self->expected : 0;
}

static void
draw_part (GtkSnapshot   *snapshot,
           float          width,
           float          full,
           const GdkRGBA *color)
{
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, (HEIGHT - THICKNESS) / 2.0f, full, THICKNESS);
  graphene_rect_t part = all;
  GskRoundedRect  round;

  part.size.width = width;
  gsk_rounded_rect_init_from_rect (&round, &all, THICKNESS / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, color, &part);
  gtk_snapshot_pop (snapshot);
}

static void
zb_quorum_bar_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  static const GdkRGBA green = { 0.18f, 0.76f, 0.49f, 1 };
  static const GdkRGBA amber = { 0.90f, 0.65f, 0.04f, 1 };
  ZbQuorumBar         *self = ZB_QUORUM_BAR (widget);
  float                width = gtk_widget_get_width (widget), at = measure_part (self, self->least);
  GdkRGBA              ink, trough;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  trough = ink;
  trough.alpha *= 0.15f;
  draw_part (snapshot, width, width, &trough);
  draw_part (snapshot, measure_part (self, self->present), width, self->present >= self->least ? &green : &amber);
  if (self->least > 0 && self->expected > 0)
    gtk_snapshot_append_color (snapshot, &ink, &GRAPHENE_RECT_INIT (CLAMP (at - MARK / 2.0f, 0, width - MARK), 0, MARK, HEIGHT));
}

static void
zb_quorum_bar_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 60;
}

static void
zb_quorum_bar_class_init (ZbQuorumBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = zb_quorum_bar_snapshot;
  widget_class->measure = zb_quorum_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "quorum-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
zb_quorum_bar_init (ZbQuorumBar *self)
{
}

void
zb_quorum_bar_show (ZbQuorumBar *self,
                    guint        expected,
                    guint        present,
                    guint        least)
{
  g_return_if_fail (ZB_IS_QUORUM_BAR (self));

  self->expected = expected;
  self->present = present;
  self->least = least;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) expected,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) present, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
