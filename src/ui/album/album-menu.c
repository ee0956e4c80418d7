/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other button of the pointer, and the menu key: on a photo the menu of the selection, on a heading the group's own. */
#include "ui/album/album-page-private.h"

#include "ui/album/album-heading.h"
#include "ui/album/photo-cell.h"

static void
pop_up (ZbAlbumPage *self,
        double       x,
        double       y)
{
  ZbAlbumFilter filter = zb_album_page_make_filter (self);
  GdkRectangle  at = { 0, 0, 1, 1 };

  if (!gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), x, y, &x, &y))
    return;

  at.x = (int) x;
  at.y = (int) y;
  gtk_popover_menu_set_menu_model (self->popover, filter.kind == ZB_ALBUM_TRASH ? self->trash_menu : self->photo_menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static GtkMenuButton *
find_menu (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    return GTK_MENU_BUTTON (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkMenuButton *found = find_menu (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
pressed_cb (ZbAlbumPage     *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  ZbAlbumSelection *selection = zb_album_view_get_selection (self->view);
  GtkWidget        *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkWidget        *cell = picked != NULL ? gtk_widget_get_ancestor (picked, ZB_TYPE_PHOTO_CELL) : NULL;
  GtkWidget        *heading = picked != NULL ? gtk_widget_get_ancestor (picked, ZB_TYPE_ALBUM_HEADING) : NULL;
  GtkMenuButton    *menu = heading != NULL ? find_menu (heading) : NULL;

  if (cell != NULL)
    {
      gint64 photo = zb_photo_cell_get_photo (ZB_PHOTO_CELL (cell));

      if (!zb_album_selection_has (selection, photo))
        zb_album_selection_only (selection, photo);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      pop_up (self, x, y);
    }
  else if (menu != NULL && gtk_widget_get_visible (GTK_WIDGET (menu)))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_menu_button_popup (menu);
    }
}

/* Where the cursor's cell is; the middle when it is not on the screen. */
static void
find_cursor (ZbAlbumPage *self,
             GtkWidget   *widget,
             gint64       cursor,
             double      *x,
             double      *y)
{
  graphene_rect_t bounds;

  if (ZB_IS_PHOTO_CELL (widget) && zb_photo_cell_get_photo (ZB_PHOTO_CELL (widget)) == cursor &&
      gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, GTK_WIDGET (self->view), &bounds))
    {
      *x = bounds.origin.x + bounds.size.width / 2;
      *y = bounds.origin.y + bounds.size.height / 2;
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_cursor (self, child, cursor, x, y);
}

static void
menu_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbAlbumPage      *self = ZB_ALBUM_PAGE (widget);
  ZbAlbumSelection *selection = zb_album_view_get_selection (self->view);
  double            x = gtk_widget_get_width (GTK_WIDGET (self->view)) / 2.0;
  double            y = gtk_widget_get_height (GTK_WIDGET (self->view)) / 2.0;

  if (zb_album_selection_get_n (selection) == 0)
    return;

  find_cursor (self, GTK_WIDGET (self->view), zb_album_selection_get_cursor (selection), &x, &y);
  pop_up (self, x, y);
}

/* The keys go back to the grid. */
static void
closed_cb (ZbAlbumPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

void
zb_album_menu_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "album.menu", NULL, menu_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "album.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "album.menu", NULL);
}

void
zb_album_menu_attach (ZbAlbumPage *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->popover = GTK_POPOVER_MENU (gtk_popover_menu_new_from_model (self->photo_menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->popover), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}
