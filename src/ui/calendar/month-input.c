/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a month does with pointer, keys and what is dropped on it. */
#include "ui/calendar/month-view-private.h"

#include "ui/overview/overview-line.h"

/* --- the day's popover --- */

void
zb_month_view_show_popover (ZbMonthView *self,
                            ZbDayCell   *cell)
{
  const ZbDayLook *look = zb_day_cell_get_look (cell);
  g_autofree char *title = zb_overview_dup_day (look->day);
  graphene_rect_t  bounds;
  GdkRectangle     at;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self), &bounds))
    return;

  at = (GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width, MIN (HEAD, bounds.size.height) };
  zb_day_popover_fill (ZB_DAY_POPOVER (self->popover), title, look->note.note, zb_day_cell_get_entries (cell), look->day);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static gboolean
popover_cb (gpointer data)
{
  ZbMonthView *self = data;
  ZbDayCell   *cell = zb_month_view_get_cell (self, self->day);

  self->popover_id = 0;
  if (cell != NULL)
    zb_month_view_show_popover (self, cell);
  return G_SOURCE_REMOVE;
}

static void
ask_for_new (ZbMonthView *self)
{
  g_autofree char *start = zb_day_to_text (self->day);

  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.new", "s", start);
}

/* --- the pointer --- */

static ZbDayCell *
find_cell (ZbMonthView *self,
           double       x,
           double       y)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self)) - HEAD;

  if (x < 0 || y < HEAD || x >= width || y >= HEAD + height || height <= 0 || self->n_weeks == 0)
    return NULL;

  return ZB_DAY_CELL (self->cells[(int) ((y - HEAD) * self->n_weeks / height) * 7 + MIN (6, (int) (x * 7 / width))]);
}

static void
choose_day (ZbMonthView *self,
            ZbDayCell   *cell)
{
  self->day = zb_day_cell_get_look (cell)->day;
  g_signal_emit_by_name (self, "day-changed");
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            ZbMonthView     *self)
{
  ZbDayCell *cell = find_cell (self, x, y);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  g_clear_handle_id (&self->popover_id, g_source_remove);
  if (cell == NULL || !zb_day_is_set (zb_day_cell_get_look (cell)->day))
    return;

  choose_day (self, cell);
  if (picked != GTK_WIDGET (cell))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (cell));
  if (n_press == 2)
    ask_for_new (self);
}

/* A second press would be lost on an open popover: it waits until there can be none. */
static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             ZbMonthView     *self)
{
  ZbDayCell *cell = find_cell (self, x, y);
  int        wait;

  if (n_press != 1 || cell == NULL || gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT) != GTK_WIDGET (cell))
    return;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &wait, NULL);
  g_clear_handle_id (&self->popover_id, g_source_remove);
  self->popover_id = g_timeout_add (MIN (wait, 300), popover_cb, self);
}

static ZbMeetingChip *
find_chip (ZbMonthView *self,
           double       x,
           double       y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (picked != NULL && !ZB_IS_MEETING_CHIP (picked))
    picked = gtk_widget_get_ancestor (picked, ZB_TYPE_MEETING_CHIP);
  if (picked == NULL)
    return NULL;

  return zb_meeting_chip_get_entry (ZB_MEETING_CHIP (picked))->meeting != NULL ? ZB_MEETING_CHIP (picked) : NULL;
}

static void
mark_drop (ZbMonthView *self,
           ZbDayCell   *cell)
{
  for (guint i = 0; i < N_CELLS; i++)
    if (self->cells[i] == (GtkWidget *) cell)
      gtk_widget_add_css_class (self->cells[i], "drop");
    else
      gtk_widget_remove_css_class (self->cells[i], "drop");
}

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           ZbMonthView   *self)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  if (gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), ZB_TYPE_MEETING))
    {
      mark_drop (self, find_cell (self, x, y));
      return GDK_ACTION_MOVE;
    }

  return find_chip (self, x, y) != NULL ? GDK_ACTION_COPY : 0;
}

static void
leave_cb (ZbMonthView *self)
{
  mark_drop (self, NULL);
}

static void
move_meeting (ZbMonthView *self,
              ZbMeeting   *meeting,
              ZbDay        day)
{
  g_autofree char *text = zb_day_to_text (day);

  if (zb_day_compare (zb_meeting_get_day (meeting), day) == 0)
    return;

  self->follow = zb_meeting_get_id (meeting);
  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.move", "(xs)", self->follow, text);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         ZbMonthView   *self)
{
  ZbDayCell     *cell = find_cell (self, x, y);
  ZbMeetingChip *chip = find_chip (self, x, y);

  mark_drop (self, NULL);
  if (G_VALUE_HOLDS (value, ZB_TYPE_MEETING) && cell != NULL)
    move_meeting (self, g_value_get_object (value), zb_day_cell_get_look (cell)->day);
  else if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) && chip != NULL)
    g_signal_emit_by_name (self, "files-dropped", zb_meeting_get_id (zb_meeting_chip_get_entry (chip)->meeting), g_value_get_boxed (value));
  else
    return FALSE;

  return TRUE;
}

/* --- keys --- */

static int
get_step (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -1;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return 1;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return -7;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return 7;
    default:
      return 0;
    }
}

static void
go_to (ZbMonthView *self,
       ZbDay        day)
{
  ZbDayCell *cell;

  zb_month_view_show (self, day);
  cell = zb_month_view_get_cell (self, self->day);
  if (cell != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (cell));
}

static gboolean
move_focused (ZbMonthView *self,
              int          days)
{
  GtkWidget  *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  ZbDayEntry *entry = ZB_IS_MEETING_CHIP (focus) ? zb_meeting_chip_get_entry (ZB_MEETING_CHIP (focus)) : NULL;

  if (entry == NULL || entry->kind != ZB_ENTRY_MEETING)
    return FALSE;

  move_meeting (self, entry->meeting, zb_day_plus_days (zb_meeting_get_day (entry->meeting), days));
  return TRUE;
}

/* Keys without Alt and Ctrl. */
static gboolean
press_plain (ZbMonthView *self,
             guint        keyval)
{
  const int  step = get_step (keyval);
  ZbDayCell *cell = zb_month_view_get_cell (self, self->day);

  if (step != 0)
    go_to (self, zb_day_plus_days (self->day, step));
  else if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up)
    zb_month_view_turn (self, -1);
  else if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down)
    zb_month_view_turn (self, 1);
  else if (keyval == GDK_KEY_Home || keyval == GDK_KEY_KP_Home)
    go_to (self, zb_calendar_get_today (self->calendar));
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    ask_for_new (self);
  else if (keyval == GDK_KEY_space && cell != NULL)
    zb_month_view_show_popover (self, cell);
  else
    return FALSE;

  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                ZbMonthView           *self)
{
  const int step = get_step (keyval);

  if (self->calendar == NULL || !zb_calendar_is_loaded (self->calendar))
    return FALSE;
  if ((state & gtk_accelerator_get_default_mod_mask ()) == GDK_ALT_MASK)
    return step != 0 && move_focused (self, step);

  return (state & gtk_accelerator_get_default_mod_mask ()) == 0 && press_plain (self, keyval);
}

/* Tab stops at the day, at what is on it, and leaves. */
gboolean
zb_month_view_move_focus (ZbMonthView     *self,
                          GtkDirectionType direction)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *focus = gtk_widget_get_root (widget) != NULL ? gtk_root_get_focus (gtk_widget_get_root (widget)) : NULL;
  ZbDayCell *cell = zb_month_view_get_cell (self, self->day);
  GtkWidget *stop;
  guint      i = 0;

  if (cell == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return FALSE;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    return gtk_widget_grab_focus (GTK_WIDGET (cell));

  while ((stop = zb_day_cell_get_stop (cell, i)) != NULL && stop != focus)
    i++;
  if (stop == NULL || (i == 0 && direction == GTK_DIR_TAB_BACKWARD))
    return FALSE;

  stop = zb_day_cell_get_stop (cell, direction == GTK_DIR_TAB_FORWARD ? i + 1 : i - 1);
  return stop != NULL && gtk_widget_grab_focus (stop);
}

void
zb_month_view_add_controllers (ZbMonthView *self)
{
  GType               types[] = { ZB_TYPE_MEETING, GDK_TYPE_FILE_LIST };
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkDropTarget      *drop = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_drop_target_set_gtypes (drop, types, G_N_ELEMENTS (types));
  g_signal_connect (drop, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
