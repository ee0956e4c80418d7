/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/month-view-private.h"

#include <glib/gi18n.h>

enum
{
  DAY_CHANGED,
  FILES_DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbMonthView, zb_month_view, GTK_TYPE_WIDGET)

static int
get_weekday (ZbDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day.day, day.month, day.year);
  return g_date_get_weekday (&date) - 1;
}

static gboolean
is_in_month (ZbMonthView *self,
             ZbDay        day)
{
  return day.year == self->month.year && day.month == self->month.month;
}

static int
get_position (ZbMonthView *self,
              ZbDay        day)
{
  int position = zb_day_between (self->first, day);

  return position >= 0 && position < (int) self->n_weeks * 7 ? position : -1;
}

ZbDayCell *
zb_month_view_get_cell (ZbMonthView *self,
                        ZbDay        day)
{
  int position = get_position (self, day);

  return position >= 0 ? ZB_DAY_CELL (self->cells[position]) : NULL;
}

/* --- filling --- */

static void
add_entry (ZbMonthView *self,
           GPtrArray  **days,
           ZbDay        day,
           ZbDayEntry  *entry)
{
  int position = get_position (self, day);

  if (position < 0)
    return;

  g_ptr_array_add (days[position], zb_day_entry_ref (entry));
  if (is_in_month (self, day) && entry->meeting != NULL)
    self->n_entries++;
}

static void
add_meetings (ZbMonthView *self,
              GPtrArray  **days,
              ZbDay        last)
{
  g_autoptr (GPtrArray) meetings = zb_calendar_list_meetings (self->calendar, self->first, last);

  for (guint i = 0; i < meetings->len; i++)
    {
      ZbMeeting *meeting = meetings->pdata[i];
      ZbDay      day = zb_meeting_get_day (meeting), end = zb_meeting_get_last_day (meeting);
      g_autoptr (ZbDayEntry) entry = NULL;

      if ((zb_meeting_get_kinds (meeting) & self->kinds) == 0)
        continue;
      entry = zb_day_entry_new_meeting (self->calendar, meeting);
      if (zb_day_compare (day, self->first) < 0)
        day = self->first;
      for (; zb_day_compare (day, end) <= 0 && zb_day_compare (day, last) <= 0; day = zb_day_plus_days (day, 1))
        add_entry (self, days, day, entry);
    }
}

static void
add_ghosts (ZbMonthView *self,
            GPtrArray  **days,
            ZbDay        last)
{
  g_autoptr (GPtrArray) ghosts = zb_calendar_list_ghosts (self->calendar, self->first, last);

  for (guint i = 0; i < ghosts->len; i++)
    {
      g_autoptr (ZbDayEntry) entry = NULL;
      int   year, month, number;
      ZbDay day;

      if ((zb_meeting_get_kinds (ghosts->pdata[i]) & self->kinds) == 0)
        continue;
      entry = zb_day_entry_new_ghost (ghosts->pdata[i]);
      zb_wall_split (&zb_meeting_get_facts (ghosts->pdata[i])->planned, &year, &month, &number, NULL, NULL, NULL);
      if (zb_day_set (&day, year, month, number))
        add_entry (self, days, day, entry);
    }
}

static void
add_deadlines (ZbMonthView *self,
               GPtrArray  **days,
               ZbDay        last)
{
  g_autoptr (GPtrArray) deadlines = zb_calendar_list_deadlines (self->calendar, self->first, last);

  for (guint i = 0; i < deadlines->len; i++)
    {
      const ZbVerdict *verdict = deadlines->pdata[i];
      g_autoptr (ZbDayEntry) entry = zb_day_entry_new_deadline (self->calendar, verdict);

      add_entry (self, days, verdict->next, entry);
    }
}

static void
fill_cells (ZbMonthView *self,
            GPtrArray  **days)
{
  const ZbDay today = zb_calendar_get_today (self->calendar);
  ZbDay       day = self->first;

  for (guint i = 0; i < N_CELLS; i++, day = zb_day_plus_days (day, 1))
    {
      ZbDayLook look = { .day = day };

      gtk_widget_set_child_visible (self->cells[i], i < self->n_weeks * 7);
      if (i >= self->n_weeks * 7)
        continue;
      look.faint = !is_in_month (self, day);
      look.today = zb_day_compare (day, today) == 0;
      zb_calendar_note_date (self->calendar, day, &look.note);
      zb_day_cell_fill (ZB_DAY_CELL (self->cells[i]), &look, days[i]);
    }
}

static void
take_focus (ZbMonthView *self)
{
  GtkWidget *chip = NULL;

  for (guint i = 0; i < self->n_weeks * 7 && chip == NULL && self->follow != 0; i++)
    chip = zb_day_cell_find_chip (ZB_DAY_CELL (self->cells[i]), self->follow);
  if (chip != NULL)
    {
      self->follow = 0;
      self->day = zb_day_cell_get_look (ZB_DAY_CELL (gtk_widget_get_parent (chip)))->day;
      gtk_widget_grab_focus (chip);
    }
}

void
zb_month_view_refresh (ZbMonthView *self)
{
  GPtrArray *days[N_CELLS];
  ZbDay      last;

  if (self->calendar == NULL || !zb_calendar_is_loaded (self->calendar) || !zb_day_is_set (self->month))
    return;

  self->n_entries = 0;
  last = zb_day_plus_days (self->first, self->n_weeks * 7 - 1);
  for (guint i = 0; i < N_CELLS; i++)
    days[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_day_entry_unref);
  add_ghosts (self, days, last);
  add_meetings (self, days, last);
  add_deadlines (self, days, last);
  fill_cells (self, days);
  for (guint i = 0; i < N_CELLS; i++)
    g_ptr_array_unref (days[i]);
  take_focus (self);
}

static gboolean
set_month (ZbMonthView *self,
           ZbDay        day)
{
  ZbDay month;
  guint n_weeks;

  if (!zb_day_set (&month, day.year, day.month, 1) || (zb_day_is_set (self->month) && zb_day_compare (month, self->month) == 0))
    return FALSE;

  self->month = month;
  self->first = zb_day_plus_days (month, -get_weekday (month));
  n_weeks = zb_day_between (self->first, zb_day_last ((ZbDay){ month.year, month.month, 0 })) / 7 + 1;
  n_weeks = MAX (n_weeks, 5);
  if (n_weeks != self->n_weeks)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  self->n_weeks = n_weeks;
  return TRUE;
}

void
zb_month_view_show (ZbMonthView *self,
                    ZbDay        day)
{
  g_return_if_fail (ZB_IS_MONTH_VIEW (self) && zb_day_is_whole (day));

  if (day.year < 2 || day.year > 9998)
    return;

  self->day = day;
  if (set_month (self, day))
    zb_month_view_refresh (self);
  g_signal_emit (self, signals[DAY_CHANGED], 0);
}

void
zb_month_view_turn (ZbMonthView *self,
                    int          months)
{
  const gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  const ZbDay    from = is_in_month (self, self->day) ? self->day : self->month;

  zb_month_view_show (self, zb_day_plus_months (from, months));
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (zb_month_view_get_cell (self, self->day)));
}

static void
more_cb (ZbDayCell   *cell,
         ZbMonthView *self)
{
  zb_month_view_show_popover (self, cell);
}

/* Keys go on where they were. */
static void
closed_cb (ZbMonthView *self)
{
  ZbDayCell *cell = zb_month_view_get_cell (self, self->day);

  if (cell != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (cell));
}

static gboolean
zb_month_view_focus (GtkWidget       *widget,
                     GtkDirectionType direction)
{
  return zb_month_view_move_focus (ZB_MONTH_VIEW (widget), direction);
}

static void
zb_month_view_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 7 * 44 : HEAD + 6 * 50;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 7 * 120 : HEAD + 5 * 120;
}

static void
zb_month_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  ZbMonthView *self = ZB_MONTH_VIEW (widget);
  const int    weeks = MAX (self->n_weeks, 5);

  for (int i = 0; i < weeks * 7; i++)
    {
      const int           left = i % 7 * width / 7, right = (i % 7 + 1) * width / 7;
      const int           top = HEAD + i / 7 * (height - HEAD) / weeks, bottom = HEAD + (i / 7 + 1) * (height - HEAD) / weeks;
      const GtkAllocation box = { left, top + 1, right - left - (i % 7 < 6), bottom - top - 1 };

      gtk_widget_measure (self->cells[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->cells[i], &box, -1);
    }
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
draw_lines (ZbMonthView *self,
            GtkSnapshot *snapshot,
            int          width,
            int          height)
{
  const GdkRGBA line = zb_calendar_ink_get (self->ink, ZB_INK_PLAIN, 0.15);

  for (guint i = 0; i < self->n_weeks; i++)
    gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, HEAD + i * (height - HEAD) / self->n_weeks, width, 1));
  for (guint i = 1; i < 7; i++)
    gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (i * width / 7 - 1, HEAD, 1, height - HEAD));
}

static void
zb_month_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  static const char *const days[] = { N_ ("周一"), N_ ("周二"), N_ ("周三"), N_ ("周四"), N_ ("周五"), N_ ("周六"), N_ ("周日") };
  ZbMonthView             *self = ZB_MONTH_VIEW (widget);
  const int                width = gtk_widget_get_width (widget);
  const GdkRGBA            dim = zb_calendar_ink_get (self->ink, ZB_INK_PLAIN, 0.65);

  for (guint i = 0; i < 7; i++)
    zb_calendar_ink_draw_text (snapshot, zb_calendar_ink_get_layout (self->ink, ZB_LETTERS_SMALL_BOLD, _ (days[i])), i * width / 7 + 9, HEAD / 2.0f, &dim);
  if (self->n_weeks == 0)
    return;

  for (guint i = 0; i < self->n_weeks * 7; i++)
    gtk_widget_snapshot_child (widget, self->cells[i], snapshot);
  draw_lines (self, snapshot, width, gtk_widget_get_height (widget));
}

static void
zb_month_view_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  ZbMonthView *self = ZB_MONTH_VIEW (widget);

  GTK_WIDGET_CLASS (zb_month_view_parent_class)->css_changed (widget, change);
  zb_calendar_ink_forget (self->ink);
  for (guint i = 0; i < N_CELLS; i++)
    if (self->cells[i] != NULL)
      zb_day_cell_restyle (ZB_DAY_CELL (self->cells[i]));
}

static void
zb_month_view_dispose (GObject *object)
{
  ZbMonthView *self = ZB_MONTH_VIEW (object);

  g_clear_handle_id (&self->popover_id, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  for (guint i = 0; i < N_CELLS; i++)
    g_clear_pointer (&self->cells[i], gtk_widget_unparent);
  g_clear_object (&self->calendar);

  G_OBJECT_CLASS (zb_month_view_parent_class)->dispose (object);
}

static void
zb_month_view_finalize (GObject *object)
{
  g_clear_object (&ZB_MONTH_VIEW (object)->ink);

  G_OBJECT_CLASS (zb_month_view_parent_class)->finalize (object);
}

static void
zb_month_view_class_init (ZbMonthViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_month_view_dispose;
  object_class->finalize = zb_month_view_finalize;
  widget_class->measure = zb_month_view_measure;
  widget_class->size_allocate = zb_month_view_size_allocate;
  widget_class->snapshot = zb_month_view_snapshot;
  widget_class->css_changed = zb_month_view_css_changed;
  widget_class->focus = zb_month_view_focus;
  signals[DAY_CHANGED] = g_signal_new ("day-changed", ZB_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILES_DROPPED] = g_signal_new ("files-dropped", ZB_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, GDK_TYPE_FILE_LIST);
  gtk_widget_class_set_css_name (widget_class, "month-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
zb_month_view_init (ZbMonthView *self)
{
  self->kinds = ~0u;
  self->ink = zb_calendar_ink_new (GTK_WIDGET (self));
  for (guint i = 0; i < N_CELLS; i++)
    {
      self->cells[i] = zb_day_cell_new (self->ink);
      gtk_widget_set_child_visible (self->cells[i], FALSE);
      gtk_widget_set_parent (self->cells[i], GTK_WIDGET (self));
      g_signal_connect (self->cells[i], "more", G_CALLBACK (more_cb), self);
    }
  self->popover = zb_day_popover_new ();
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (closed_cb), self);
  zb_month_view_add_controllers (self);
}

void
zb_month_view_set_calendar (ZbMonthView *self,
                            ZbCalendar  *calendar)
{
  g_return_if_fail (ZB_IS_MONTH_VIEW (self));

  g_set_object (&self->calendar, calendar);
}

void
zb_month_view_set_kinds (ZbMonthView *self,
                         ZbKinds      kinds)
{
  if (self->kinds == kinds)
    return;

  self->kinds = kinds;
  zb_month_view_refresh (self);
}

ZbDay
zb_month_view_get_day (ZbMonthView *self)
{
  return self->day;
}

ZbDay
zb_month_view_get_month (ZbMonthView *self)
{
  return self->month;
}

gboolean
zb_month_view_is_empty (ZbMonthView *self)
{
  return self->n_entries == 0;
}

void
zb_month_view_follow (ZbMonthView *self,
                      gint64       meeting)
{
  self->follow = meeting;
}
