/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/photo-canvas.h"

#include <math.h>

#define MOST_SCALE 8.0
#define STEP 1.25
#define FADE 400 /* ms */
#define COARSE 1.02

struct _ZbPhotoCanvas
{
  GtkWidget parent_instance;

  GdkTexture *whole;
  GdkTexture *part;
  int         part_x, part_y;
  int         width, height; /* of the picture at its own pixels, 0 nothing */
  double      zoom;          /* widget pixels for each of the picture's own; 0: fitted */
  double      x, y;          /* the picture's point in the middle of the widget */
  double      drag_x, drag_y, pinch;
  double      pointer_x, pointer_y;

  GdkTexture *before; /* while it fades away */
  int         before_width, before_height;
  gint64      faded_from;
  guint       tick_id;
};

G_DEFINE_FINAL_TYPE (ZbPhotoCanvas, zb_photo_canvas, GTK_TYPE_WIDGET)

enum
{
  VIEW_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static double
get_fit (ZbPhotoCanvas *self,
         int            width,
         int            height)
{
  double fit = MIN ((double) gtk_widget_get_width (GTK_WIDGET (self)) / width,
                    (double) gtk_widget_get_height (GTK_WIDGET (self)) / height);

  /* A small picture is shown at its own pixels, not blown up to blocks. */
  return MIN (fit, 1.0 * MAX (1, 640.0 / MAX (width, height)));
}

static double
get_zoom (ZbPhotoCanvas *self)
{
  return self->zoom > 0 ? self->zoom : get_fit (self, self->width, self->height);
}

static void
changed (ZbPhotoCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

/* No edge of the picture comes further in than that of the widget, and what is smaller stands in the middle. */
static void
keep_inside (ZbPhotoCanvas *self)
{
  double zoom = get_zoom (self);
  double half_width = gtk_widget_get_width (GTK_WIDGET (self)) / zoom / 2;
  double half_height = gtk_widget_get_height (GTK_WIDGET (self)) / zoom / 2;

  self->x = 2 * half_width >= self->width ? self->width / 2.0 : CLAMP (self->x, half_width, self->width - half_width);
  self->y = 2 * half_height >= self->height ? self->height / 2.0 : CLAMP (self->y, half_height, self->height - half_height);
}

gboolean
zb_photo_canvas_is_fitted (ZbPhotoCanvas *self)
{
  return self->zoom == 0;
}

double
zb_photo_canvas_get_scale (ZbPhotoCanvas *self)
{
  return self->width > 0 ? get_zoom (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self)) : 0;
}

gboolean
zb_photo_canvas_get_visible (ZbPhotoCanvas   *self,
                             graphene_rect_t *visible)
{
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, self->width, self->height), seen;
  double          zoom, width, height;

  if (self->width == 0 || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return FALSE;

  zoom = get_zoom (self);
  width = gtk_widget_get_width (GTK_WIDGET (self)) / zoom;
  height = gtk_widget_get_height (GTK_WIDGET (self)) / zoom;
  graphene_rect_init (&seen, self->x - width / 2, self->y - height / 2, width, height);
  return graphene_rect_intersection (&seen, &whole, visible);
}

void
zb_photo_canvas_fit (ZbPhotoCanvas *self)
{
  self->zoom = 0;
  if (self->width > 0)
    keep_inside (self);
  changed (self);
}

static void
set_zoom (ZbPhotoCanvas *self,
          double         zoom,
          double         x,
          double         y)
{
  double before, from_x = x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, from_y = y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  if (self->width == 0)
    return;

  before = get_zoom (self);
  zoom = MIN (zoom, MOST_SCALE);
  if (zoom <= get_fit (self, self->width, self->height))
    {
      zb_photo_canvas_fit (self);
      return;
    }

  self->x += from_x / before - from_x / zoom;
  self->y += from_y / before - from_y / zoom;
  self->zoom = zoom;
  keep_inside (self);
  changed (self);
}

void
zb_photo_canvas_zoom_to (ZbPhotoCanvas *self,
                         double         scale,
                         double         x,
                         double         y)
{
  set_zoom (self, scale / gtk_widget_get_scale_factor (GTK_WIDGET (self)), x, y);
}

void
zb_photo_canvas_zoom_by (ZbPhotoCanvas *self,
                         double         factor)
{
  if (self->width > 0)
    set_zoom (self, get_zoom (self) * factor, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
zb_photo_canvas_move (ZbPhotoCanvas *self,
                      double         dx,
                      double         dy)
{
  if (self->width == 0)
    return;

  self->x += dx / get_zoom (self);
  self->y += dy / get_zoom (self);
  keep_inside (self);
  changed (self);
}

static gboolean
fade_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  ZbPhotoCanvas *self = ZB_PHOTO_CANVAS (widget);

  gtk_widget_queue_draw (widget);
  if (gdk_frame_clock_get_frame_time (clock) - self->faded_from < FADE * 1000)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  g_clear_object (&self->before);
  return G_SOURCE_REMOVE;
}

static void
begin_fade (ZbPhotoCanvas *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  g_set_object (&self->before, self->whole);
  self->before_width = self->width;
  self->before_height = self->height;
  self->faded_from = clock != NULL ? gdk_frame_clock_get_frame_time (clock) : 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), fade_cb, NULL, NULL);
}

void
zb_photo_canvas_show (ZbPhotoCanvas *self,
                      GdkTexture    *whole,
                      int            width,
                      int            height,
                      gboolean       fade)
{
  if (fade && self->whole != NULL)
    begin_fade (self);

  g_clear_object (&self->part);
  g_set_object (&self->whole, whole);
  self->width = whole != NULL ? width : 0;
  self->height = whole != NULL ? height : 0;
  self->zoom = 0;
  self->x = self->width / 2.0;
  self->y = self->height / 2.0;
  changed (self);
}

void
zb_photo_canvas_refine (ZbPhotoCanvas *self,
                        GdkTexture    *whole,
                        int            width,
                        int            height)
{
  double ratio = self->width > 0 ? (double) width / self->width : 0;

  g_set_object (&self->whole, whole);
  if (ratio == 0)
    {
      self->x = width / 2.0;
      self->y = height / 2.0;
    }
  else
    {
      self->x *= ratio;
      self->y *= ratio;
      self->zoom /= ratio;
    }
  self->width = width;
  self->height = height;
  keep_inside (self);
  changed (self);
}

void
zb_photo_canvas_set_part (ZbPhotoCanvas *self,
                          GdkTexture    *part,
                          int            x,
                          int            y)
{
  g_set_object (&self->part, part);
  self->part_x = x;
  self->part_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing --- */

static void
append (GtkSnapshot           *snapshot,
        GdkTexture            *texture,
        const graphene_rect_t *box)
{
  gtk_snapshot_append_texture (snapshot, texture, box);
}

static void
draw_picture (ZbPhotoCanvas *self,
              GtkSnapshot   *snapshot)
{
  double          zoom = get_zoom (self);
  double          left = round (gtk_widget_get_width (GTK_WIDGET (self)) / 2.0 - self->x * zoom);
  double          top = round (gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 - self->y * zoom);
  graphene_rect_t box = GRAPHENE_RECT_INIT (left, top, self->width * zoom, self->height * zoom);
  gboolean        coarse = gdk_texture_get_width (self->whole) * COARSE < self->width * zoom;

  append (snapshot, self->whole, &box);
  if (self->part == NULL || !coarse)
    return;

  graphene_rect_init (&box, left + self->part_x * zoom, top + self->part_y * zoom,
                      gdk_texture_get_width (self->part) * zoom, gdk_texture_get_height (self->part) * zoom);
  append (snapshot, self->part, &box);
}

static void
draw_before (ZbPhotoCanvas *self,
             GtkSnapshot   *snapshot)
{
  double          zoom = get_fit (self, self->before_width, self->before_height);
  double          width = self->before_width * zoom, height = self->before_height * zoom;
  graphene_rect_t box = GRAPHENE_RECT_INIT ((gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2,
                                            (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2, width, height);

  append (snapshot, self->before, &box);
}

static double
get_progress (ZbPhotoCanvas *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  gint64         now = clock != NULL ? gdk_frame_clock_get_frame_time (clock) : 0;

  return CLAMP ((now - self->faded_from) / (FADE * 1000.0), 0, 1);
}

static void
zb_photo_canvas_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  ZbPhotoCanvas *self = ZB_PHOTO_CANVAS (widget);
  const gboolean fading = self->before != NULL && self->before_width > 0;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
  if (fading)
    {
      gtk_snapshot_push_cross_fade (snapshot, get_progress (self));
      draw_before (self, snapshot);
      gtk_snapshot_pop (snapshot);
    }
  if (self->whole != NULL && self->width > 0)
    draw_picture (self, snapshot);
  if (fading)
    gtk_snapshot_pop (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
zb_photo_canvas_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  ZbPhotoCanvas *self = ZB_PHOTO_CANVAS (widget);

  if (self->width > 0)
    keep_inside (self);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

static void
zb_photo_canvas_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  *minimum = 80;
  *natural = 400;
}

/* --- hands --- */

static void
drag_begin_cb (ZbPhotoCanvas *self)
{
  self->drag_x = self->drag_y = 0;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->zoom > 0 ? "grabbing" : NULL);
}

static void
drag_update_cb (ZbPhotoCanvas *self,
                double         dx,
                double         dy)
{
  zb_photo_canvas_move (self, self->drag_x - dx, self->drag_y - dy);
  self->drag_x = dx;
  self->drag_y = dy;
}

static void
drag_end_cb (ZbPhotoCanvas *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->zoom > 0 ? "grab" : NULL);
}

static void
pinch_begin_cb (ZbPhotoCanvas *self)
{
  self->pinch = self->width > 0 ? get_zoom (self) : 0;
}

static void
pinch_cb (ZbPhotoCanvas  *self,
          double          scale,
          GtkGestureZoom *gesture)
{
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  if (self->pinch > 0)
    set_zoom (self, self->pinch * scale, x, y);
}

static void
motion_cb (ZbPhotoCanvas *self,
           double         x,
           double         y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (ZbPhotoCanvas            *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  GdkEvent       *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (scroll));
  gboolean        wheel = event != NULL && gdk_scroll_event_get_direction (event) != GDK_SCROLL_SMOOTH;

  if (self->width == 0)
    return GDK_EVENT_PROPAGATE;
  if (wheel || (state & GDK_CONTROL_MASK) != 0)
    set_zoom (self, get_zoom (self) * pow (STEP, -dy), self->pointer_x, self->pointer_y);
  else
    zb_photo_canvas_move (self, dx, dy);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (ZbPhotoCanvas *self,
            int            n_press,
            double         x,
            double         y)
{
  if (n_press != 2)
    return;

  if (self->zoom > 0)
    zb_photo_canvas_fit (self);
  else
    zb_photo_canvas_zoom_to (self, 1, x, y);
}

static void
zb_photo_canvas_dispose (GObject *object)
{
  ZbPhotoCanvas *self = ZB_PHOTO_CANVAS (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_clear_object (&self->whole);
  g_clear_object (&self->part);
  g_clear_object (&self->before);

  G_OBJECT_CLASS (zb_photo_canvas_parent_class)->dispose (object);
}

static void
zb_photo_canvas_class_init (ZbPhotoCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_photo_canvas_dispose;
  widget_class->snapshot = zb_photo_canvas_snapshot;
  widget_class->size_allocate = zb_photo_canvas_size_allocate;
  widget_class->measure = zb_photo_canvas_measure;
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controller (ZbPhotoCanvas *self,
                gpointer       controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
zb_photo_canvas_init (ZbPhotoCanvas *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new (), *pinch = gtk_gesture_zoom_new (), *click = gtk_gesture_click_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, drag);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, pinch);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, click);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, scroll);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, motion);
}

GtkWidget *
zb_photo_canvas_new (void)
{
  return g_object_new (ZB_TYPE_PHOTO_CANVAS, NULL);
}
