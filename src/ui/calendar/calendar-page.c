/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One view is to be seen and filled; the others remember that they are out of date. All of them stand at one day. */
#include "ui/calendar/calendar-page.h"

#include <glib/gi18n.h>

#include "ui/calendar/calendar-legend.h"
#include "ui/calendar/month-view.h"
#include "ui/window.h"
#include "ui/words.h"

#define DELAY 40 /* ms: changes that come together are one */

typedef enum
{
  VIEW_MONTH,
  N_VIEWS
} View;

struct _ZbCalendarPage
{
  AdwBin parent_instance;

  ZbCalendar        *calendar;
  ZbCalendarSidebar *sidebar;
  GCancellable      *cancellable;
  gboolean           folded;
  View               view;
  gboolean           stale[N_VIEWS];
  guint              refresh_id;
  ZbDay              day;

  AdwWindowTitle *title;
  GtkStack       *views;
  GtkRevealer    *notice;
  GtkLabel       *notice_text;
  GtkWidget      *notice_plan;
  ZbMonthView    *month;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  BACK,
  OPEN,
  NEW,
  PLAN,
  FILES_DROPPED,
  PRINT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbCalendarPage, zb_calendar_page, ADW_TYPE_BIN)

static gboolean
is_ready (ZbCalendarPage *self)
{
  return self->calendar != NULL && zb_calendar_is_loaded (self->calendar);
}

/* --- what is said above the view --- */

static void
show_title (ZbCalendarPage *self)
{
  const ZbDay      month = zb_month_view_get_month (self->month);
  g_autofree char *title = zb_day_dup_words ((ZbDay){ month.year, month.month, 0 });
  g_autofree char *lunar = zb_calendar_dup_lunar_span (self->calendar, month, zb_day_last ((ZbDay){ month.year, month.month, 0 }));

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, lunar);
}

static char *
dup_notice (ZbCalendarPage *self,
            gboolean       *plan)
{
  const char *complaint = zb_calendar_get_complaint (self->calendar);

  *plan = FALSE;
  if (complaint != NULL)
    return g_strdup (complaint);
  if (self->view == VIEW_MONTH && zb_month_view_is_empty (self->month))
    {
      *plan = TRUE;
      return g_strdup (_ ("这个月还没有活动。可以按规定生成全年的计划，再逐条调整。"));
    }
  if (!zb_calendar_knows_holidays (self->calendar, self->day.year))
    return g_strdup_printf (_ ("没有 %d 年的放假安排，只按双休日计算；可在“规则与节假日”中补上。"), self->day.year);

  return NULL;
}

static void
show_notice (ZbCalendarPage *self)
{
  gboolean         plan;
  g_autofree char *words = dup_notice (self, &plan);

  if (words != NULL)
    gtk_label_set_label (self->notice_text, words);
  gtk_widget_set_visible (self->notice_plan, plan);
  gtk_revealer_set_reveal_child (self->notice, words != NULL);
}

/* --- filling --- */

static void
refresh (ZbCalendarPage *self)
{
  if (!is_ready (self))
    return;

  if (self->stale[self->view])
    zb_month_view_refresh (self->month);
  self->stale[self->view] = FALSE;
  gtk_stack_set_visible_child_name (self->views, "month");
  show_title (self);
  show_notice (self);
}

static gboolean
refresh_cb (gpointer data)
{
  ZbCalendarPage *self = data;

  self->refresh_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (ZbCalendarPage *self)
{
  for (guint i = 0; i < N_VIEWS; i++)
    self->stale[i] = TRUE;
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_timeout_add (DELAY, refresh_cb, self);
}

static void
zb_calendar_page_map (GtkWidget *widget)
{
  ZbCalendarPage *self = ZB_CALENDAR_PAGE (widget);

  GTK_WIDGET_CLASS (zb_calendar_page_parent_class)->map (widget);
  if (self->stale[self->view])
    refresh (self);
}

static void
set_day (ZbCalendarPage *self,
         ZbDay           day)
{
  self->day = day;
  zb_calendar_sidebar_show_day (self->sidebar, day);
  if (is_ready (self))
    {
      show_title (self);
      show_notice (self);
    }
}

static void
month_day_cb (ZbCalendarPage *self)
{
  if (self->sidebar != NULL)
    set_day (self, zb_month_view_get_day (self->month));
}

static void
sidebar_day_cb (ZbCalendarPage *self)
{
  zb_calendar_page_show_day (self, zb_calendar_sidebar_get_day (self->sidebar));
}

static void
sidebar_kinds_cb (ZbCalendarPage *self)
{
  zb_month_view_set_kinds (self->month, zb_calendar_sidebar_get_kinds (self->sidebar));
  if (is_ready (self))
    show_notice (self);
}

static void
files_dropped_cb (ZbCalendarPage *self,
                  gint64          meeting,
                  GdkFileList    *files)
{
  g_signal_emit (self, signals[FILES_DROPPED], 0, meeting, files);
}

static void
back_cb (ZbCalendarPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

/* --- actions --- */

static void
turn (ZbCalendarPage *self,
      int             direction)
{
  if (is_ready (self))
    zb_month_view_turn (self->month, direction);
}

static void
today_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbCalendarPage *self = ZB_CALENDAR_PAGE (widget);

  if (is_ready (self))
    zb_calendar_page_show_day (self, zb_calendar_get_today (self->calendar));
}

static void
previous_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  turn (ZB_CALENDAR_PAGE (widget), -1);
}

static void
next_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  turn (ZB_CALENDAR_PAGE (widget), 1);
}

/* An empty start: the day that keys act on. */
static void
new_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ZbCalendarPage  *self = ZB_CALENDAR_PAGE (widget);
  const char      *asked = g_variant_get_string (parameter, NULL);
  g_autofree char *start = *asked != '\0' ? g_strdup (asked) : zb_day_to_text (self->day);

  g_signal_emit (self, signals[NEW], 0, start);
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  gint64      meeting;
  const char *tab;

  g_variant_get (parameter, "(x&s)", &meeting, &tab);
  g_signal_emit (widget, signals[OPEN], 0, meeting, tab);
}

static void
plan_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbCalendarPage *self = ZB_CALENDAR_PAGE (widget);

  if (is_ready (self))
    g_signal_emit (self, signals[PLAN], 0, (int) self->day.year);
}

/* --- a meeting moved --- */

typedef struct
{
  ZbCalendarPage *page;
  char           *words;
} Move;

static void
move_free (Move *move)
{
  g_object_unref (move->page);
  g_free (move->words);
  g_free (move);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

static char *
dup_move_words (ZbMeeting *meeting,
                ZbDay      day)
{
  const ZbDay      from = zb_meeting_get_day (meeting);
  g_autofree char *title = zb_words_meeting_title (meeting);
  const ZbWall     planned = zb_meeting_get_facts (meeting)->planned;
  int              year, month, number;

  if (!zb_wall_is_set (&planned))
    return g_strdup_printf (_ ("已把“%s”从 %d 月 %d 日改到 %d 月 %d 日"), title, from.month, from.day, day.month, day.day);

  zb_wall_split (&planned, &year, &month, &number, NULL, NULL, NULL);
  if (year == day.year && month == day.month && number == day.day)
    return g_strdup_printf (_ ("已把“%s”改回原计划的 %d 月 %d 日"), title, day.month, day.day);
  if (month == day.month)
    return g_strdup_printf (_ ("已把“%s”改到 %d 月 %d 日，原计划 %d 日保留"), title, day.month, day.day, number);

  return g_strdup_printf (_ ("已把“%s”改到 %d 月 %d 日，原计划 %d 月 %d 日保留"), title, day.month, day.day, month, number);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Move) move = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;

  if (zb_meetings_edit_finish (ZB_MEETINGS (source), result, &error) > 0)
    {
      zb_window_toast (GTK_WIDGET (move->page), move->words, TRUE);
      return;
    }

  fault = zb_words_error (error);
  zb_window_toast (GTK_WIDGET (move->page), fault, FALSE);
}

static void
move_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbCalendarPage *self = ZB_CALENDAR_PAGE (widget);
  ZbMeetings     *meetings = zb_calendar_get_meetings (self->calendar);
  ZbMeeting      *meeting;
  ZbWall          start;
  ZbDay           day;
  gint64          id;
  const char     *text;
  Move           *move;

  g_variant_get (parameter, "(x&s)", &id, &text);
  meeting = zb_meetings_find (meetings, id);
  if (meeting == NULL || !zb_day_parse (&day, text) || !zb_day_is_whole (day))
    return;

  start = zb_wall_plus (*zb_meeting_get_start (meeting), zb_day_between (zb_meeting_get_day (meeting), day) * ZB_DAY_SECONDS);
  move = g_new0 (Move, 1);
  move->page = g_object_ref (self);
  move->words = dup_move_words (meeting, day);
  zb_meetings_move_async (meetings, id, &start, self->cancellable, moved_cb, move);
}

/* --- the widget --- */

static void
zb_calendar_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, ZB_CALENDAR_PAGE (object)->folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_calendar_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_FOLDED:
      ZB_CALENDAR_PAGE (object)->folded = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
zb_calendar_page_dispose (GObject *object)
{
  ZbCalendarPage *self = ZB_CALENDAR_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_CALENDAR_PAGE);
  g_clear_object (&self->calendar);
  g_clear_object (&self->sidebar);

  G_OBJECT_CLASS (zb_calendar_page_parent_class)->dispose (object);
}

static void
zb_calendar_page_finalize (GObject *object)
{
  g_clear_object (&ZB_CALENDAR_PAGE (object)->cancellable);

  G_OBJECT_CLASS (zb_calendar_page_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  signals[BACK] = g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[NEW] = g_signal_new ("new", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PLAN] = g_signal_new ("plan", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[FILES_DROPPED] = g_signal_new ("files-dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, GDK_TYPE_FILE_LIST);
  signals[PRINT] = g_signal_new ("print", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "calendar.today", NULL, today_cb);
  gtk_widget_class_install_action (widget_class, "calendar.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "calendar.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "calendar.plan", NULL, plan_cb);
  gtk_widget_class_install_action (widget_class, "calendar.new", "s", new_cb);
  gtk_widget_class_install_action (widget_class, "calendar.open", "(xs)", open_cb);
  gtk_widget_class_install_action (widget_class, "calendar.move", "(xs)", move_cb);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/calendar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbCalendarPage, title);
  gtk_widget_class_bind_template_child (widget_class, ZbCalendarPage, views);
  gtk_widget_class_bind_template_child (widget_class, ZbCalendarPage, notice);
  gtk_widget_class_bind_template_child (widget_class, ZbCalendarPage, notice_text);
  gtk_widget_class_bind_template_child (widget_class, ZbCalendarPage, notice_plan);
  gtk_widget_class_bind_template_child (widget_class, ZbCalendarPage, month);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, files_dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, month_day_cb);
}

static void
zb_calendar_page_class_init (ZbCalendarPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_calendar_page_dispose;
  object_class->finalize = zb_calendar_page_finalize;
  object_class->get_property = zb_calendar_page_get_property;
  object_class->set_property = zb_calendar_page_set_property;
  widget_class->map = zb_calendar_page_map;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals (G_TYPE_FROM_CLASS (klass));
  install_actions (widget_class);
  g_type_ensure (ZB_TYPE_MONTH_VIEW);
  g_type_ensure (ZB_TYPE_CALENDAR_LEGEND);
  bind_template (widget_class);
}

static void
zb_calendar_page_init (ZbCalendarPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
zb_calendar_page_set_calendar (ZbCalendarPage    *self,
                               ZbCalendar        *calendar,
                               ZbCalendarSidebar *sidebar)
{
  g_return_if_fail (ZB_IS_CALENDAR_PAGE (self) && self->calendar == NULL);

  self->calendar = g_object_ref (calendar);
  self->sidebar = g_object_ref (sidebar);
  zb_calendar_sidebar_set_calendar (sidebar, calendar);
  zb_month_view_set_calendar (self->month, calendar);
  g_signal_connect_object (sidebar, "day", G_CALLBACK (sidebar_day_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sidebar, "kinds", G_CALLBACK (sidebar_kinds_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  zb_calendar_page_show_day (self, zb_calendar_get_today (calendar));
  changed_cb (self);
}

void
zb_calendar_page_show_day (ZbCalendarPage *self,
                           ZbDay           day)
{
  g_return_if_fail (ZB_IS_CALENDAR_PAGE (self) && self->calendar != NULL);

  zb_month_view_show (self->month, day);
}

void
zb_calendar_page_show_year (ZbCalendarPage *self,
                            int             year,
                            int             kind)
{
}
