/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/side-month.h"

#include <glib/gi18n.h>

#include "ui/calendar/calendar-ink.h"

#define HEAD 34
#define ROW 27
#define EDGE 8
#define N_ROWS 7 /* with the weekdays' names */
#define DISC 24

struct _ZbSideMonth
{
  GtkWidget parent_instance;

  ZbCalendarInk *ink;
  ZbDay          today;
  ZbDay          day;
  ZbDay          month; /* its first day */
  guint          marks;
  GtkWidget     *previous;
  GtkWidget     *next;
};

enum
{
  CHOSEN,
  TURNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSideMonth, zb_side_month, GTK_TYPE_WIDGET)

static ZbDay
get_monday (ZbSideMonth *self)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, self->month.month, self->month.year);
  return zb_day_plus_days (self->month, 1 - (int) g_date_get_weekday (&date));
}

static void
describe (ZbSideMonth *self)
{
  g_autofree char *words = zb_day_dup_words (self->day);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static gboolean
show (ZbSideMonth *self,
      ZbDay        day)
{
  const gboolean other = day.year != self->month.year || day.month != self->month.month;

  if (day.year < 2 || day.year > 9998)
    return FALSE;

  self->day = day;
  self->month = (ZbDay){ day.year, day.month, 1 };
  if (other)
    self->marks = 0;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return other;
}

static void
choose (ZbSideMonth *self,
        ZbDay        day)
{
  if (show (self, day))
    g_signal_emit (self, signals[TURNED], 0);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* Another month is looked at: the chosen day stays what it was. */
static void
turn (ZbSideMonth *self,
      int          months)
{
  const ZbDay day = self->day;

  if (!show (self, zb_day_plus_months (self->month, months)))
    return;
  self->day = day;
  g_signal_emit (self, signals[TURNED], 0);
}

static void
previous_cb (ZbSideMonth *self)
{
  turn (self, -1);
}

static void
next_cb (ZbSideMonth *self)
{
  turn (self, 1);
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             ZbSideMonth     *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * EDGE;
  const int column = (x - EDGE) * 7 / MAX (width, 7), row = (y - HEAD - ROW) / ROW;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (x < EDGE || y < HEAD + ROW || column > 6 || row > 5)
    return;

  choose (self, zb_day_plus_days (get_monday (self), row * 7 + column));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                ZbSideMonth           *self)
{
  static const struct
  {
    guint keyval;
    int   days, months;
  } keys[] = {
    { GDK_KEY_Left, -1, 0 },
    { GDK_KEY_Right, 1, 0 },
    { GDK_KEY_Up, -7, 0 },
    { GDK_KEY_Down, 7, 0 },
    { GDK_KEY_Page_Up, 0, -1 },
    { GDK_KEY_Page_Down, 0, 1 },
  };

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].keyval == keyval)
      {
        choose (self, zb_day_plus_months (zb_day_plus_days (self->day, keys[i].days), keys[i].months));
        return TRUE;
      }

  return FALSE;
}

/* --- drawing --- */

static void
draw_centred (ZbSideMonth  *self,
              GtkSnapshot  *snapshot,
              const char   *text,
              ZbInkLetters  letters,
              float         x,
              float         y,
              const GdkRGBA color)
{
  PangoLayout *layout = zb_calendar_ink_get_layout (self->ink, letters, text);
  int          width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  zb_calendar_ink_draw_text (snapshot, layout, (int) (x - width / 2.0f), y, &color);
}

static void
draw_disc (ZbSideMonth *self,
           GtkSnapshot *snapshot,
           float        x,
           float        y,
           float        size,
           GdkRGBA      color)
{
  const graphene_rect_t box = GRAPHENE_RECT_INIT (x - size / 2, y - size / 2, size, size);

  zb_calendar_ink_draw_fill (self->ink, snapshot, &box, size / 2, &color);
}

static void
draw_day (ZbSideMonth *self,
          GtkSnapshot *snapshot,
          ZbDay        day,
          float        x,
          float        y)
{
  const gboolean   chosen = zb_day_compare (day, self->day) == 0, today = zb_day_compare (day, self->today) == 0;
  const gboolean   inside = day.month == self->month.month && day.year == self->month.year;
  g_autofree char *number = g_strdup_printf ("%d", day.day);
  GdkRGBA          color = zb_calendar_ink_get (self->ink, chosen ? ZB_INK_ON_ACCENT : today ? ZB_INK_ACCENT
                                                                                             : ZB_INK_PLAIN,
                                       inside || chosen || today ? 1 : 0.4);

  if (chosen)
    draw_disc (self, snapshot, x, y, DISC, zb_calendar_ink_get (self->ink, ZB_INK_ACCENT, 1));
  draw_centred (self, snapshot, number, chosen || today ? ZB_LETTERS_SMALL_BOLD : ZB_LETTERS_SMALL, x, y, color);
  if (inside && (self->marks & (1u << day.day)) != 0)
    draw_disc (self, snapshot, x, y + 10, 4, zb_calendar_ink_get (self->ink, chosen ? ZB_INK_ON_ACCENT : ZB_INK_ACCENT, 1));
}

static void
draw_names (ZbSideMonth *self,
            GtkSnapshot *snapshot,
            float        column)
{
  static const char *const names[] = { N_ ("一"), N_ ("二"), N_ ("三"), N_ ("四"), N_ ("五"), N_ ("六"), N_ ("日") };

  for (guint i = 0; i < 7; i++)
    draw_centred (self, snapshot, _ (names[i]), ZB_LETTERS_SMALL_BOLD, EDGE + (i + 0.5f) * column, HEAD + ROW / 2.0f, zb_calendar_ink_get (self->ink, ZB_INK_PLAIN, 0.6));
}

static void
zb_side_month_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ZbSideMonth     *self = ZB_SIDE_MONTH (widget);
  const float      column = (gtk_widget_get_width (widget) - 2 * EDGE) / 7.0f;
  g_autofree char *title = zb_day_dup_words ((ZbDay){ self->month.year, self->month.month, 0 });
  const GdkRGBA    color = zb_calendar_ink_get (self->ink, ZB_INK_PLAIN, 1);
  ZbDay            day;

  gtk_widget_snapshot_child (widget, self->previous, snapshot);
  gtk_widget_snapshot_child (widget, self->next, snapshot);
  if (!zb_day_is_set (self->month))
    return;

  zb_calendar_ink_draw_text (snapshot, zb_calendar_ink_get_layout (self->ink, ZB_LETTERS_BOLD, title), EDGE + 6, HEAD / 2.0f, &color);
  draw_names (self, snapshot, column);
  day = get_monday (self);
  for (guint i = 0; i < 42; i++, day = zb_day_plus_days (day, 1))
    draw_day (self, snapshot, day, EDGE + (i % 7 + 0.5f) * column, HEAD + ROW + (i / 7 + 0.5f) * ROW);
}

static void
zb_side_month_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : HEAD + N_ROWS * ROW + 4;
}

static void
zb_side_month_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  ZbSideMonth *self = ZB_SIDE_MONTH (widget);
  GtkWidget   *buttons[] = { self->previous, self->next };

  for (int i = 0; i < 2; i++)
    {
      gtk_widget_measure (buttons[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (buttons[i], &(GtkAllocation){ width - EDGE - (2 - i) * 28, 3, 26, HEAD - 6 }, -1);
    }
}

static void
zb_side_month_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (zb_side_month_parent_class)->css_changed (widget, change);
  zb_calendar_ink_forget (ZB_SIDE_MONTH (widget)->ink);
}

static void
zb_side_month_dispose (GObject *object)
{
  ZbSideMonth *self = ZB_SIDE_MONTH (object);

  g_clear_pointer (&self->previous, gtk_widget_unparent);
  g_clear_pointer (&self->next, gtk_widget_unparent);

  G_OBJECT_CLASS (zb_side_month_parent_class)->dispose (object);
}

static void
zb_side_month_finalize (GObject *object)
{
  g_clear_object (&ZB_SIDE_MONTH (object)->ink);

  G_OBJECT_CLASS (zb_side_month_parent_class)->finalize (object);
}

static void
zb_side_month_class_init (ZbSideMonthClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_side_month_dispose;
  object_class->finalize = zb_side_month_finalize;
  widget_class->measure = zb_side_month_measure;
  widget_class->size_allocate = zb_side_month_size_allocate;
  widget_class->snapshot = zb_side_month_snapshot;
  widget_class->css_changed = zb_side_month_css_changed;
  signals[CHOSEN] = g_signal_new ("chosen", ZB_TYPE_SIDE_MONTH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TURNED] = g_signal_new ("turned", ZB_TYPE_SIDE_MONTH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "side-month");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static GtkWidget *
make_button (ZbSideMonth *self,
             const char  *icon,
             const char  *words,
             GCallback    callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "side-turn");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
zb_side_month_init (ZbSideMonth *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->ink = zb_calendar_ink_new (GTK_WIDGET (self));
  self->previous = make_button (self, "pan-start-symbolic", _ ("上个月"), G_CALLBACK (previous_cb));
  self->next = make_button (self, "pan-end-symbolic", _ ("下个月"), G_CALLBACK (next_cb));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
zb_side_month_new (void)
{
  return g_object_new (ZB_TYPE_SIDE_MONTH, NULL);
}

void
zb_side_month_set_today (ZbSideMonth *self,
                         ZbDay        today)
{
  self->today = today;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
zb_side_month_show (ZbSideMonth *self,
                    ZbDay        day)
{
  g_return_if_fail (ZB_IS_SIDE_MONTH (self) && zb_day_is_whole (day));

  show (self, day);
}

ZbDay
zb_side_month_get_day (ZbSideMonth *self)
{
  return self->day;
}

ZbDay
zb_side_month_get_first (ZbSideMonth *self)
{
  return self->month;
}

void
zb_side_month_set_marks (ZbSideMonth *self,
                         guint        marks)
{
  if (self->marks == marks)
    return;

  self->marks = marks;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
