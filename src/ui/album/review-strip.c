/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/review-strip.h"

#include <glib/gi18n.h>

#include "ui/album/photo-cell.h"
#include "ui/album/review-queue.h"

#define CELL_WIDTH 84
#define CELL_HEIGHT 63
#define GAP 8
#define MARGIN 8

struct _ZbReviewStrip
{
  GtkWidget parent_instance;

  ZbThumbnailLoader *loader;
  ZbAlbumSelection  *selection;
  ZbAlbumIndex      *index;
  GPtrArray         *cells; /* of ZbPhotoCell *: borrowed, they are children */
  guint              first; /* row of the first cell */
  guint              room;  /* how many cells fit */
  guint              fill_id;
};

G_DEFINE_FINAL_TYPE (ZbReviewStrip, zb_review_strip, GTK_TYPE_WIDGET)

static guint
get_n (ZbReviewStrip *self)
{
  return self->index != NULL ? zb_album_index_get_n_rows (self->index) : 0;
}

static gint
find_cursor (ZbReviewStrip *self)
{
  gint64 cursor = zb_album_selection_get_cursor (self->selection);

  return cursor != 0 ? zb_album_selection_find (self->selection, cursor) : -1;
}

static void
clear_cells (ZbReviewStrip *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_unparent (self->cells->pdata[i]);
  g_ptr_array_set_size (self->cells, 0);
}

static void
mark_cells (ZbReviewStrip *self)
{
  gint64 cursor = zb_album_selection_get_cursor (self->selection);

  for (guint i = 0; i < self->cells->len; i++)
    {
      gint64 photo = zb_photo_cell_get_photo (self->cells->pdata[i]);

      zb_photo_cell_set_marks (self->cells->pdata[i], zb_album_selection_has (self->selection, photo),
                               photo == cursor);
    }
}

static gboolean
shows_already (ZbReviewStrip *self,
               guint          first,
               guint          n)
{
  if (self->cells->len != n)
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (zb_photo_cell_get_photo (self->cells->pdata[i]) != zb_album_index_get_row (self->index, first + i)->photo)
      return FALSE;

  return TRUE;
}

static void
fill (ZbReviewStrip *self)
{
  guint n;

  self->first = MIN (self->first, get_n (self) > self->room ? get_n (self) - self->room : 0);
  n = MIN (self->room, get_n (self) - self->first);
  if (!shows_already (self, self->first, n))
    {
      clear_cells (self);
      for (guint i = 0; i < n; i++)
        {
          GtkWidget *cell = zb_photo_cell_new (self->loader, zb_album_index_get_row (self->index, self->first + i));

          gtk_widget_set_parent (cell, GTK_WIDGET (self));
          zb_photo_cell_load (ZB_PHOTO_CELL (cell), CELL_WIDTH, CELL_HEIGHT);
          g_ptr_array_add (self->cells, cell);
        }
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
  mark_cells (self);
}

static gboolean
fill_cb (gpointer data)
{
  ZbReviewStrip *self = data;

  self->fill_id = 0;
  fill (self);

  return G_SOURCE_REMOVE;
}

static void
show_cursor (ZbReviewStrip *self)
{
  gint row = find_cursor (self);

  if (row >= 0 && ((guint) row < self->first || (guint) row >= self->first + self->room))
    self->first = MAX (0, row - (gint) self->room / 2);
  fill (self);
}

static void
pressed_cb (ZbReviewStrip   *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget      *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  gint64          photo;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!ZB_IS_PHOTO_CELL (picked))
    return;

  photo = zb_photo_cell_get_photo (ZB_PHOTO_CELL (picked));
  if ((state & GDK_SHIFT_MASK) != 0)
    zb_album_selection_extend (self->selection, photo);
  else if ((state & GDK_CONTROL_MASK) != 0)
    zb_album_selection_toggle (self->selection, photo);
  else
    zb_album_selection_only (self->selection, photo);
}

static gboolean
scroll_cb (ZbReviewStrip *self,
           double         dx,
           double         dy)
{
  double by = dx + dy;

  if (by < 0)
    self->first -= MIN (self->first, 3);
  else
    self->first += 3;
  fill (self);

  return GDK_EVENT_STOP;
}

static void
zb_review_strip_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? CELL_HEIGHT + 2 * MARGIN
                                                                : CELL_WIDTH + 2 * MARGIN;
}

static void
zb_review_strip_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  ZbReviewStrip *self = ZB_REVIEW_STRIP (widget);
  guint          room = MAX (1, (width - 2 * MARGIN + GAP) / (CELL_WIDTH + GAP));

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkAllocation box = { MARGIN + (int) i * (CELL_WIDTH + GAP), (height - CELL_HEIGHT) / 2, CELL_WIDTH, CELL_HEIGHT };

      gtk_widget_size_allocate (self->cells->pdata[i], &box, -1);
    }

  if (room == self->room)
    return;

  /* Children are not made while sizes are given out. */
  self->room = room;
  if (self->fill_id == 0)
    self->fill_id = g_idle_add (fill_cb, self);
}

static void
zb_review_strip_dispose (GObject *object)
{
  ZbReviewStrip *self = ZB_REVIEW_STRIP (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  clear_cells (self);
  g_clear_pointer (&self->index, zb_album_index_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (zb_review_strip_parent_class)->dispose (object);
}

static void
zb_review_strip_finalize (GObject *object)
{
  g_clear_pointer (&ZB_REVIEW_STRIP (object)->cells, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_review_strip_parent_class)->finalize (object);
}

static void
zb_review_strip_class_init (ZbReviewStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_review_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_review_strip_finalize;
  widget_class->measure = zb_review_strip_measure;
  widget_class->size_allocate = zb_review_strip_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "review-strip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
zb_review_strip_init (ZbReviewStrip *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES |
                                                                GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  self->cells = g_ptr_array_new ();
  self->room = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("等着整理的照片"), -1);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

void
zb_review_strip_set_source (ZbReviewStrip     *self,
                            ZbThumbnailLoader *loader,
                            ZbAlbumSelection  *selection)
{
  g_return_if_fail (ZB_IS_REVIEW_STRIP (self));
  g_return_if_fail (self->loader == NULL);

  self->loader = g_object_ref (loader);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "changed", G_CALLBACK (show_cursor), self, G_CONNECT_SWAPPED);
}

void
zb_review_strip_set_index (ZbReviewStrip *self,
                           ZbAlbumIndex  *index)
{
  g_return_if_fail (ZB_IS_REVIEW_STRIP (self));

  zb_album_index_ref (index);
  g_clear_pointer (&self->index, zb_album_index_unref);
  self->index = index;
  clear_cells (self); /* marks and turns may be others */
  show_cursor (self);
}

static void
move (ZbReviewStrip  *self,
      gint            row,
      GdkModifierType state)
{
  gint64 photo = zb_album_index_get_row (self->index, CLAMP (row, 0, (gint) get_n (self) - 1))->photo;

  if ((state & GDK_SHIFT_MASK) != 0)
    zb_album_selection_extend (self->selection, photo);
  else if ((state & GDK_CONTROL_MASK) != 0)
    zb_album_selection_move_cursor (self->selection, photo);
  else
    zb_album_selection_only (self->selection, photo);
}

/* The cursor's group; when that is selected already, everything. */
static void
select_more (ZbReviewStrip *self)
{
  const ZbAlbumGroup *group = zb_review_queue_get_group (self->index, MAX (0, find_cursor (self)));

  if (zb_album_selection_get_n (self->selection) < group->n)
    zb_album_selection_rows (self->selection, group->first, group->n, FALSE);
  else
    zb_album_selection_rows (self->selection, 0, get_n (self), FALSE);
}

gboolean
zb_review_strip_key (ZbReviewStrip  *self,
                     guint           key,
                     GdkModifierType state)
{
  g_return_val_if_fail (ZB_IS_REVIEW_STRIP (self), FALSE);

  if (get_n (self) == 0 || (state & GDK_ALT_MASK) != 0)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
      move (self, find_cursor (self) - 1, state);
      return TRUE;

    case GDK_KEY_Right:
      move (self, find_cursor (self) + 1, state);
      return TRUE;

    case GDK_KEY_Home:
      move (self, 0, state);
      return TRUE;

    case GDK_KEY_End:
      move (self, (gint) get_n (self) - 1, state);
      return TRUE;

    case GDK_KEY_a:
      if ((state & GDK_CONTROL_MASK) == 0)
        return FALSE;
      select_more (self);
      return TRUE;

    default:
      return FALSE;
    }
}
