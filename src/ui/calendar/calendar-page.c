/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One view is to be seen and filled; the others remember that they are out of date. All of them stand at one day. */
#include "ui/calendar/calendar-page.h"

#include <glib/gi18n.h>

#include "ui/calendar/agenda-view.h"
#include "ui/calendar/calendar-legend.h"
#include "ui/calendar/calendar-move.h"
#include "ui/calendar/calendar-notice.h"
#include "ui/calendar/month-view.h"
#include "ui/calendar/year-view.h"
#include "ui/report-out.h"

#define DELAY 40 /* ms: changes that come together are one */

typedef enum
{
  VIEW_MONTH,
  VIEW_AGENDA,
  VIEW_YEAR,
  N_VIEWS
} View;

static const char *const view_names[N_VIEWS] = { "month", "agenda", "year" };

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

  AdwWindowTitle   *title;
  GtkStack         *views;
  GtkRevealer      *notice;
  GtkLabel         *notice_text;
  GtkWidget        *notice_plan;
  GtkWidget        *add;
  AdwButtonContent *add_content;
  GtkWidget        *plan;
  AdwButtonContent *plan_content;
  GtkWidget        *print;
  GtkWidget        *search;
  ZbMonthView      *month;
  ZbAgendaView     *agenda;
  ZbYearView       *year;
  GtkWidget        *toggles[N_VIEWS];
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

/* Takes both. */
static void
say_title (ZbCalendarPage *self,
           char           *title,
           char           *subtitle)
{
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  g_free (title);
  g_free (subtitle);
}

static void
show_title (ZbCalendarPage *self)
{
  const ZbDay month = zb_month_view_get_month (self->month);

  switch (self->view)
    {
    case VIEW_YEAR:
      say_title (self, g_strdup_printf (_ ("%d 年"), self->day.year), zb_year_view_dup_summary (self->year));
      break;
    case VIEW_AGENDA:
      say_title (self, zb_calendar_dup_period (ZB_PERIOD_QUARTER, self->day), zb_agenda_view_dup_summary (self->agenda));
      break;
    case VIEW_MONTH:
    case N_VIEWS:
    default:
      say_title (self, zb_day_dup_words ((ZbDay){ month.year, month.month, 0 }),
                 zb_calendar_dup_lunar_span (self->calendar, month, zb_day_last ((ZbDay){ month.year, month.month, 0 })));
    }
}

static void
show_notice (ZbCalendarPage *self)
{
  gboolean         plan;
  const gboolean   empty = self->view == VIEW_MONTH && zb_month_view_is_empty (self->month);
  g_autofree char *words = zb_calendar_dup_notice (self->calendar, self->day, empty, &plan);

  if (words != NULL)
    gtk_label_set_label (self->notice_text, words);
  gtk_widget_set_visible (self->notice_plan, plan);
  gtk_revealer_set_reveal_child (self->notice, words != NULL);
}

/* --- filling --- */

static void
fill (ZbCalendarPage *self)
{
  const ZbKinds kinds = zb_calendar_sidebar_get_kinds (self->sidebar);

  if (self->view == VIEW_YEAR)
    zb_year_view_show (self->year, self->day.year, kinds);
  else if (self->view == VIEW_AGENDA)
    zb_agenda_view_show (self->agenda, self->calendar, self->day, kinds);
  else
    zb_month_view_refresh (self->month);
}

static void
refresh (ZbCalendarPage *self)
{
  if (!is_ready (self))
    return;

  if (self->stale[self->view])
    fill (self);
  self->stale[self->view] = FALSE;
  gtk_stack_set_visible_child_name (self->views, view_names[self->view]);
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

/* What another day changes in the views that are not a month. */
static void
set_day (ZbCalendarPage *self,
         ZbDay           day)
{
  self->stale[VIEW_YEAR] |= self->day.year != day.year;
  self->stale[VIEW_AGENDA] |= self->day.year != day.year || (self->day.month - 1) / 3 != (day.month - 1) / 3;
  self->day = day;
  zb_calendar_sidebar_show_day (self->sidebar, day);
  refresh (self);
}

/* In a narrow window the bar says less. */
static void
fit_bar (ZbCalendarPage *self)
{
  adw_button_content_set_label (self->add_content, self->folded ? _ ("新建") : _ ("新建活动"));
  adw_button_content_set_label (self->plan_content, self->folded ? _ ("计划…") : _ ("生成年度计划…"));
  gtk_widget_set_visible (self->add, self->view != VIEW_YEAR);
  gtk_widget_set_visible (self->plan, self->view == VIEW_YEAR);
  gtk_widget_set_visible (self->print, self->view != VIEW_MONTH && !self->folded);
  gtk_widget_set_visible (self->search, self->view == VIEW_MONTH && !self->folded);
}

static void
set_view (ZbCalendarPage *self,
          View            view)
{
  self->view = view;
  for (guint i = 0; i < N_VIEWS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[i]), i == view);
  fit_bar (self);
  refresh (self);
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
  self->stale[VIEW_YEAR] = self->stale[VIEW_AGENDA] = TRUE;
  refresh (self);
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
  static const int months[N_VIEWS] = { [VIEW_MONTH] = 1, [VIEW_AGENDA] = 3, [VIEW_YEAR] = 12 };

  if (is_ready (self))
    zb_month_view_turn (self->month, direction * months[self->view]);
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
turn_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  turn (ZB_CALENDAR_PAGE (widget), g_str_has_suffix (action, "next") ? 1 : -1);
}

/* calendar.month, calendar.agenda, calendar.year */
static void
view_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  for (guint i = 0; i < N_VIEWS; i++)
    if (g_str_has_suffix (action, view_names[i]))
      set_view (ZB_CALENDAR_PAGE (widget), i);
}

/* What is to be seen. */
static void
get_span (ZbCalendarPage *self,
          ZbDay          *first,
          ZbDay          *last)
{
  static const ZbPeriod periods[N_VIEWS] = { [VIEW_MONTH] = ZB_PERIOD_MONTH, [VIEW_AGENDA] = ZB_PERIOD_QUARTER, [VIEW_YEAR] = ZB_PERIOD_YEAR };

  zb_calendar_get_period (periods[self->view], self->view == VIEW_MONTH ? zb_month_view_get_month (self->month) : self->day, first, last);
}

static void
print_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbCalendarPage  *self = ZB_CALENDAR_PAGE (widget);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  ZbDay            first, last;

  if (!is_ready (self))
    return;

  get_span (self, &first, &last);
  from = zb_day_to_text (first);
  to = zb_day_to_text (last);
  g_signal_emit (self, signals[PRINT], 0, self->view == VIEW_YEAR ? 1 : 0, from, to);
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbCalendarPage *self = ZB_CALENDAR_PAGE (widget);
  ZbDay           first, last;

  if (!is_ready (self))
    return;

  get_span (self, &first, &last);
  zb_report_save_ics (GTK_WINDOW (gtk_widget_get_root (widget)), self->calendar, first, last);
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

static void
move_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  zb_calendar_move (widget, ZB_CALENDAR_PAGE (widget)->calendar, parameter, ZB_CALENDAR_PAGE (widget)->cancellable);
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
      fit_bar (ZB_CALENDAR_PAGE (object));
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
  gtk_widget_class_install_action (widget_class, "calendar.previous", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "calendar.next", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "calendar.month", NULL, view_cb);
  gtk_widget_class_install_action (widget_class, "calendar.agenda", NULL, view_cb);
  gtk_widget_class_install_action (widget_class, "calendar.year", NULL, view_cb);
  gtk_widget_class_install_action (widget_class, "calendar.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "calendar.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "calendar.plan", NULL, plan_cb);
  gtk_widget_class_install_action (widget_class, "calendar.new", "s", new_cb);
  gtk_widget_class_install_action (widget_class, "calendar.open", "(xs)", open_cb);
  gtk_widget_class_install_action (widget_class, "calendar.move", "(xs)", move_cb);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gssize      offset;
  } children[] = {
#define CHILD(name) { #name, G_STRUCT_OFFSET (ZbCalendarPage, name) }
    CHILD (title),
    CHILD (views),
    CHILD (notice),
    CHILD (notice_text),
    CHILD (notice_plan),
    CHILD (add),
    CHILD (add_content),
    CHILD (plan),
    CHILD (plan_content),
    CHILD (print),
    CHILD (search),
    CHILD (month),
    CHILD (agenda),
    CHILD (year),
    { "month_toggle", G_STRUCT_OFFSET (ZbCalendarPage, toggles[VIEW_MONTH]) },
    { "agenda_toggle", G_STRUCT_OFFSET (ZbCalendarPage, toggles[VIEW_AGENDA]) },
    { "year_toggle", G_STRUCT_OFFSET (ZbCalendarPage, toggles[VIEW_YEAR]) },
#undef CHILD
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE, children[i].offset);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/calendar-page.ui");
  bind_children (widget_class);
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
  g_type_ensure (ZB_TYPE_AGENDA_VIEW);
  g_type_ensure (ZB_TYPE_YEAR_VIEW);
  g_type_ensure (ZB_TYPE_CALENDAR_LEGEND);
  bind_template (widget_class);
}

static void
zb_calendar_page_init (ZbCalendarPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  set_view (self, VIEW_MONTH);
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
  zb_year_view_set_calendar (self->year, calendar);
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
  g_return_if_fail (ZB_IS_CALENDAR_PAGE (self) && self->calendar != NULL);

  if (year != self->day.year)
    zb_month_view_show (self->month, (ZbDay){ year, self->day.month, 1 });
  zb_calendar_sidebar_show_kind (self->sidebar, kind);
  set_view (self, VIEW_YEAR);
  if (kind >= 0 && kind < ZB_N_KINDS && is_ready (self))
    zb_year_view_point (self->year, kind);
}
