/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-pointer.h"

#include "ui/album/album-list-row.h"
#include "ui/album/photo-cell.h"

static ZbPhotoCell *
pick_cell (ZbAlbumView *view,
           GtkWidget   *list,
           double       x,
           double       y)
{
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);

  return picked != NULL
             ? (ZbPhotoCell *) gtk_widget_get_ancestor (picked, ZB_TYPE_PHOTO_CELL)
             : NULL;
}

static gboolean
is_control (GtkWidget *list,
            double     x,
            double     y)
{
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);

  return picked != NULL && (gtk_widget_get_ancestor (picked, GTK_TYPE_BUTTON) != NULL ||
                            gtk_widget_get_ancestor (picked, GTK_TYPE_MENU_BUTTON) != NULL);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            ZbAlbumView     *view)
{
  GtkWidget        *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GdkModifierType   state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  ZbAlbumSelection *selection = zb_album_view_get_selection (view);
  ZbPhotoCell      *cell = pick_cell (view, list, x, y);
  gint64            photo;

  if (is_control (list, x, y))
    return;

  gtk_widget_grab_focus (list);
  if (cell == NULL)
    {
      if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
        zb_album_selection_clear (selection);
      return;
    }

  photo = zb_photo_cell_get_photo (cell);
  if ((state & GDK_SHIFT_MASK) != 0)
    zb_album_selection_extend (selection, photo);
  else if ((state & GDK_CONTROL_MASK) != 0)
    zb_album_selection_toggle (selection, photo);
  else if (!zb_album_selection_has (selection, photo))
    zb_album_selection_only (selection, photo);
  if (n_press == 2)
    zb_album_view_activate (view, photo);
}

/* A press on one of several selected photos may begin a drag: only its release chooses it alone. */
static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             ZbAlbumView     *view)
{
  GtkWidget      *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  ZbPhotoCell    *cell = pick_cell (view, list, x, y);

  if (cell != NULL && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0 &&
      zb_album_selection_get_n (zb_album_view_get_selection (view)) > 1)
    zb_album_selection_only (zb_album_view_get_selection (view), zb_photo_cell_get_photo (cell));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            ZbAlbumView   *view)
{
  GtkWidget        *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  ZbAlbumSelection *selection = zb_album_view_get_selection (view);
  ZbPhotoCell      *cell = pick_cell (view, list, x, y);
  g_autoptr (GArray) photos = NULL;
  g_autoptr (GdkPaintable) icon = NULL;

  if (cell == NULL)
    return NULL;

  if (!zb_album_selection_has (selection, zb_photo_cell_get_photo (cell)))
    zb_album_selection_only (selection, zb_photo_cell_get_photo (cell));
  photos = zb_album_selection_dup_photos (selection);
  icon = gtk_widget_paintable_new (GTK_WIDGET (cell));
  gtk_drag_source_set_icon (source, icon, 24, 24);

  return gdk_content_provider_new_typed (G_TYPE_ARRAY, photos);
}

static void
band_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               ZbAlbumView    *view)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (pick_cell (view, list, x, y) != NULL || is_control (list, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
add_touched (GArray                *photos,
             ZbAlbumListRow        *row,
             GtkWidget             *list,
             const graphene_rect_t *band)
{
  ZbAlbumItem    *item = zb_album_list_row_get_item (row);
  graphene_rect_t bounds;

  if (!zb_album_list_row_get_near (row) || zb_album_item_is_heading (item))
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (row)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_compute_bounds (child, list, &bounds) &&
        graphene_rect_intersection (&bounds, band, NULL))
      {
        gint64 photo = zb_photo_cell_get_photo (ZB_PHOTO_CELL (child));

        g_array_append_val (photos, photo);
      }
}

static void
band_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                ZbAlbumView    *view)
{
  GtkWidget      *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GPtrArray      *rows = zb_album_view_get_rows (view);
  graphene_rect_t band;
  double          x, y;
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (ABS (dx) + ABS (dy) < 8 || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  graphene_rect_init (&band, MIN (x, x + dx), MIN (y, y + dy), ABS (dx), ABS (dy));
  for (guint i = 0; i < rows->len; i++)
    add_touched (photos, rows->pdata[i], list, &band);
  zb_album_selection_set (zb_album_view_get_selection (view), photos);
  zb_album_view_set_band (view, &band);
}

static void
band_end_cb (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             ZbAlbumView    *view)
{
  zb_album_view_set_band (view, NULL);
}

static guint
find_group (ZbAlbumIndex *index,
            guint         row)
{
  guint group = 0;

  while (group + 1 < zb_album_index_get_n_groups (index) &&
         zb_album_index_get_group (index, group + 1)->first <= row)
    group++;

  return group;
}

/* The row above (-1) or below (+1), in the same place of its strip. */
static gint
step_line (ZbAlbumIndex *index,
           guint         row,
           guint         columns,
           int           way)
{
  gint                number = find_group (index, row);
  const ZbAlbumGroup *group = zb_album_index_get_group (index, number);
  guint               at = row - group->first, column = at % columns;
  gint                line = at / columns + way;

  if (line >= 0 && line <= (gint) ((group->n - 1) / columns))
    return group->first + MIN (line * columns + column, group->n - 1);

  do
    {
      number += way;
      if (number < 0 || number >= (gint) zb_album_index_get_n_groups (index))
        return row;
      group = zb_album_index_get_group (index, number);
    }
  while (group->n == 0);

  line = way > 0 ? 0 : (group->n - 1) / columns;
  return group->first + MIN (line * columns + column, group->n - 1);
}

static gint
find_target (ZbAlbumView *view,
             guint        key,
             gint         row)
{
  ZbAlbumIndex *index = zb_album_view_get_index (view);
  gint          last = zb_album_index_get_n_rows (index) - 1;

  if (key == GDK_KEY_End)
    return last;
  if (key == GDK_KEY_Home || row < 0)
    return 0;

  switch (key)
    {
    case GDK_KEY_Left:
      return MAX (0, row - 1);
    case GDK_KEY_Right:
      return MIN (last, row + 1);
    case GDK_KEY_Up:
      return step_line (index, row, zb_album_view_get_columns (view), -1);
    default:
      return step_line (index, row, zb_album_view_get_columns (view), 1);
    }
}

static void
move_cursor (ZbAlbumView    *view,
             guint           key,
             GdkModifierType state)
{
  ZbAlbumIndex     *index = zb_album_view_get_index (view);
  ZbAlbumSelection *selection = zb_album_view_get_selection (view);
  gint64            cursor = zb_album_selection_get_cursor (selection), photo;
  gint              row;

  row = find_target (view, key, cursor != 0 ? zb_album_selection_find (selection, cursor) : -1);
  photo = zb_album_index_get_row (index, row)->photo;
  if ((state & GDK_SHIFT_MASK) != 0)
    zb_album_selection_extend (selection, photo);
  else if ((state & GDK_CONTROL_MASK) != 0)
    zb_album_selection_move_cursor (selection, photo);
  else
    zb_album_selection_only (selection, photo);
  zb_album_view_scroll_to (view, row);
}

/* The cursor's group; when that is selected already, everything. */
static void
select_more (ZbAlbumView *view)
{
  ZbAlbumIndex       *index = zb_album_view_get_index (view);
  ZbAlbumSelection   *selection = zb_album_view_get_selection (view);
  gint64              cursor = zb_album_selection_get_cursor (selection);
  gint                row = cursor != 0 ? zb_album_selection_find (selection, cursor) : -1;
  const ZbAlbumGroup *group;

  if (row >= 0)
    {
      group = zb_album_index_get_group (index, find_group (index, row));
      if (zb_album_selection_get_n (selection) < group->n)
        {
          zb_album_selection_rows (selection, group->first, group->n, FALSE);
          return;
        }
    }

  zb_album_selection_rows (selection, 0, zb_album_index_get_n_rows (index), FALSE);
}

gboolean
zb_album_pointer_key (ZbAlbumView    *view,
                      guint           key,
                      GdkModifierType state)
{
  ZbAlbumIndex     *index = zb_album_view_get_index (view);
  ZbAlbumSelection *selection = zb_album_view_get_selection (view);
  gint64            cursor = zb_album_selection_get_cursor (selection);

  if (index == NULL || zb_album_index_get_n_rows (index) == 0)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Home:
    case GDK_KEY_End:
      move_cursor (view, key, state);
      return TRUE;

    case GDK_KEY_space:
      if (cursor == 0)
        return FALSE;
      zb_album_selection_toggle (selection, cursor);
      return TRUE;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (cursor == 0)
        return FALSE;
      zb_album_view_activate (view, cursor);
      return TRUE;

    case GDK_KEY_a:
      if ((state & GDK_CONTROL_MASK) == 0)
        return FALSE;
      select_more (view);
      return TRUE;

    case GDK_KEY_Escape:
      if (zb_album_selection_get_n (selection) == 0)
        return FALSE;
      zb_album_selection_clear (selection);
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                ZbAlbumView           *view)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));

  /* Buttons of a heading and their menus keep their keys. */
  if (focus != NULL && (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL ||
                        (gtk_widget_get_ancestor (focus, GTK_TYPE_BUTTON) != NULL &&
                         (key == GDK_KEY_space || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter))))
    return GDK_EVENT_PROPAGATE;

  return zb_album_pointer_key (view, key, state);
}

void
zb_album_pointer_attach (ZbAlbumView *view,
                         GtkWidget   *list)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkGesture         *band = gtk_gesture_drag_new ();
  GtkDragSource      *drag = gtk_drag_source_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), view, 0);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), view, 0);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (drag, "prepare", G_CALLBACK (prepare_cb), view, 0);
  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY | GDK_ACTION_LINK);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (drag));

  g_signal_connect_object (band, "drag-begin", G_CALLBACK (band_begin_cb), view, 0);
  g_signal_connect_object (band, "drag-update", G_CALLBACK (band_update_cb), view, 0);
  g_signal_connect_object (band, "drag-end", G_CALLBACK (band_end_cb), view, 0);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (band));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), view, 0);
  gtk_widget_add_controller (list, keys);
}
