/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/year-cell.h"

#include <glib/gi18n.h>

#include "ui/calendar/state-icon.h"

#define SIGN 14
#define RADIUS 6
#define LINE 17

struct _ZbYearCell
{
  GtkWidget parent_instance;

  ZbCalendarInk    *ink;
  const ZbYearLine *line;
  const ZbYearSpan *span;
  guint             n_months;
  char             *words;
};

enum
{
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbYearCell, zb_year_cell, GTK_TYPE_WIDGET)

static gboolean
is_grey (ZbYearCell *self)
{
  return self->span->meetings->len == 0 && !self->span->short_of;
}

static GdkRGBA
get_color (ZbYearCell *self,
           double      strength)
{
  if (self->span->short_of)
    return zb_calendar_ink_get (self->ink, ZB_INK_AMBER, strength);
  if (is_grey (self))
    return zb_calendar_ink_get (self->ink, ZB_INK_PLAIN, strength * 0.55);

  return zb_calendar_ink_get_kind (self->ink, self->line->rule->kinds, strength);
}

static void
draw_ground (ZbYearCell  *self,
             GtkSnapshot *snapshot)
{
  const graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
  const gboolean        held = self->span->held > 0, lit = (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT) != 0;
  GdkRGBA               color = self->span->short_of ? zb_calendar_ink_get (self->ink, ZB_INK_AMBER_GROUND, 1) : get_color (self, lit ? 0.2 : 0.13);

  if (held || lit || self->span->short_of)
    {
      zb_calendar_ink_draw_fill (self->ink, snapshot, &box, RADIUS, &color);
    }
  if (!held || self->span->short_of)
    {
      color = get_color (self, 0.75);
      zb_calendar_ink_draw_frame (self->ink, snapshot, &box, RADIUS, !self->span->short_of && self->span->state != ZB_STATE_FILED, &color);
    }
}

static const char *
get_sign (ZbYearCell *self)
{
  if (self->span->short_of)
    return "dialog-warning-symbolic";
  if (self->span->meetings->len == 0)
    return NULL;

  return zb_state_icon_get_name (self->span->state);
}

static void
draw_joint (ZbYearCell  *self,
            GtkSnapshot *snapshot,
            int          width)
{
  PangoLayout  *layout = zb_calendar_ink_get_layout (self->ink, ZB_LETTERS_SMALL_BOLD, _ ("联"));
  const GdkRGBA color = zb_calendar_ink_get (self->ink, ZB_INK_RED, 1);
  int           wide;

  pango_layout_get_pixel_size (layout, &wide, NULL);
  zb_calendar_ink_draw_text (snapshot, layout, width - wide - 4, 10, &color);
}

/* Sign and count, and behind or below them what it is about; all in the middle. */
static void
draw_text (ZbYearCell  *self,
           GtkSnapshot *snapshot,
           int          width,
           int          height)
{
  const char      *sign = get_sign (self);
  g_autofree char *count = g_strdup_printf ("%u/%u", self->span->held, self->span->owed);
  PangoLayout     *number = zb_calendar_ink_get_layout (self->ink, ZB_LETTERS_SMALL_BOLD, count);
  PangoLayout     *words = zb_calendar_ink_get_layout (self->ink, self->n_months > 1 ? ZB_LETTERS_NORMAL : ZB_LETTERS_SMALL, self->words);
  const GdkRGBA    color = get_color (self, 1);
  const GdkRGBA    ink = self->span->short_of ? color : zb_calendar_ink_get (self->ink, ZB_INK_PLAIN, is_grey (self) ? 0.55 : 0.85);
  const gboolean   arrow = self->span->moved;
  int              n_width, w_width;
  gboolean         wide;
  float            top, x, second;

  pango_layout_get_pixel_size (number, &n_width, NULL);
  pango_layout_get_pixel_size (words, &w_width, NULL);
  w_width += arrow ? SIGN : 0;
  wide = self->n_months > 1 && (sign != NULL ? SIGN + 4 : 0) + n_width + 8 + w_width <= width - 8;
  top = wide ? height / 2.0f : height / 2.0f - LINE / 2.0f;
  x = (width - (sign != NULL ? SIGN + 4 : 0) - n_width - (wide ? w_width + 8 : 0)) / 2.0f;
  x = MAX (x, 4);
  if (sign != NULL)
    {
      zb_calendar_ink_draw_icon (self->ink, snapshot, sign, &GRAPHENE_RECT_INIT (x, (int) (top - SIGN / 2.0f), SIGN, SIGN), &color);
      x += SIGN + 4;
    }
  zb_calendar_ink_draw_text (snapshot, number, x, top, &ink);
  second = wide ? x + n_width + 8 : MAX (2, (width - w_width) / 2.0f);
  if (!wide)
    top += LINE;
  if (arrow)
    {
      zb_calendar_ink_draw_icon (self->ink, snapshot, "zb-moved-symbolic", &GRAPHENE_RECT_INIT (second, (int) (top - 6), 12, 12), &ink);
      second += SIGN;
    }
  zb_calendar_ink_draw_text (snapshot, words, second, top, &ink);
}

static void
zb_year_cell_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  ZbYearCell *self = ZB_YEAR_CELL (widget);
  const int   width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  draw_ground (self, snapshot);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->span->joint)
    draw_joint (self, snapshot, width);
  draw_text (self, snapshot, width, height);
  gtk_snapshot_pop (snapshot);
}

static void
zb_year_cell_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? ZB_YEAR_COLUMN : 42;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? ZB_YEAR_COLUMN : 66;
}

static gboolean
zb_year_cell_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  ZbYearCell      *self = ZB_YEAR_CELL (widget);
  g_autofree char *said = zb_year_span_dup_said (self->line, self->span);

  gtk_tooltip_set_text (tooltip, said);
  return TRUE;
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             ZbYearCell      *self)
{
  if (n_press != 1 || !gtk_widget_contains (GTK_WIDGET (self), x, y))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
zb_year_cell_state_flags_changed (GtkWidget    *widget,
                                  GtkStateFlags before)
{
  gtk_widget_queue_draw (widget);
  GTK_WIDGET_CLASS (zb_year_cell_parent_class)->state_flags_changed (widget, before);
}

static void
zb_year_cell_finalize (GObject *object)
{
  ZbYearCell *self = ZB_YEAR_CELL (object);

  g_clear_object (&self->ink);
  g_free (self->words);

  G_OBJECT_CLASS (zb_year_cell_parent_class)->finalize (object);
}

static void
zb_year_cell_class_init (ZbYearCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zb_year_cell_finalize;
  widget_class->measure = zb_year_cell_measure;
  widget_class->snapshot = zb_year_cell_snapshot;
  widget_class->query_tooltip = zb_year_cell_query_tooltip;
  widget_class->state_flags_changed = zb_year_cell_state_flags_changed;
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, signals[ACTIVATE]);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, 0, "activate", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_KP_Enter, 0, "activate", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_space, 0, "activate", NULL);
  gtk_widget_class_set_css_name (widget_class, "year-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
zb_year_cell_init (ZbYearCell *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
zb_year_cell_new (ZbCalendarInk    *ink,
                  const ZbYearLine *line,
                  const ZbYearSpan *span,
                  guint             n_months)
{
  ZbYearCell      *self = g_object_new (ZB_TYPE_YEAR_CELL, NULL);
  g_autofree char *said = zb_year_span_dup_said (line, span);

  self->ink = g_object_ref (ink);
  self->line = line;
  self->span = span;
  self->n_months = n_months;
  self->words = zb_year_span_dup_words (line, span, n_months > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  return GTK_WIDGET (self);
}

const ZbYearLine *
zb_year_cell_get_line (ZbYearCell *self)
{
  return self->line;
}

const ZbYearSpan *
zb_year_cell_get_span (ZbYearCell *self)
{
  return self->span;
}
