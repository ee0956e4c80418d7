/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/calendar/calendar-sidebar.h"

#include <glib/gi18n.h>

#include "ui/calendar/side-month.h"
#include "ui/kind-badge.h"

#define N_ROWS (ZB_KIND_TALK + 2) /* the last one is all the others */
#define OTHERS ((1u << ZB_KIND_LEADERS_REVIEW) | (1u << ZB_KIND_STUDY) | (1u << ZB_KIND_OTHER))

struct _ZbCalendarSidebar
{
  AdwBin parent_instance;

  ZbCalendar     *calendar;
  gboolean        showing; /* ticked by the page: nobody chose */
  ZbSideMonth    *month;
  GtkBox         *kinds;
  GtkCheckButton *checks[N_ROWS];
};

enum
{
  DAY,
  KINDS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbCalendarSidebar, zb_calendar_sidebar, ADW_TYPE_BIN)

static ZbKinds
get_row_kinds (guint row)
{
  return row <= ZB_KIND_TALK ? 1u << row : OTHERS;
}

static void
mark_days (ZbCalendarSidebar *self)
{
  const ZbDay   first = zb_side_month_get_first (self->month), last = zb_day_last ((ZbDay){ first.year, first.month, 0 });
  const ZbKinds kinds = zb_calendar_sidebar_get_kinds (self);
  guint         marks = 0;
  g_autoptr (GPtrArray) meetings = NULL;

  if (self->calendar == NULL || !zb_calendar_is_loaded (self->calendar))
    return;

  meetings = zb_calendar_list_meetings (self->calendar, first, last);
  for (guint i = 0; i < meetings->len; i++)
    {
      const ZbDay start = zb_meeting_get_day (meetings->pdata[i]);

      if ((zb_meeting_get_kinds (meetings->pdata[i]) & kinds) != 0 && zb_day_compare (start, first) >= 0)
        marks |= 1u << start.day;
    }
  zb_side_month_set_marks (self->month, marks);
}

static void
turned_cb (ZbCalendarSidebar *self)
{
  mark_days (self);
}

static void
chosen_cb (ZbCalendarSidebar *self)
{
  g_signal_emit (self, signals[DAY], 0);
}

static void
toggled_cb (ZbCalendarSidebar *self)
{
  if (self->showing)
    return;

  mark_days (self);
  g_signal_emit (self, signals[KINDS], 0);
}

static GtkWidget *
make_check (ZbCalendarSidebar *self,
            guint              row)
{
  const ZbKind kind = row <= ZB_KIND_TALK ? (ZbKind) row : ZB_KIND_OTHER;
  const char  *name = row <= ZB_KIND_TALK ? zb_kind_get_name (kind) : _ ("其他活动");
  GtkWidget   *check = gtk_check_button_new ();
  GtkWidget   *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget   *label = gtk_label_new (name);

  gtk_box_append (GTK_BOX (box), zb_kind_badge_new (kind));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  return check;
}

static void
zb_calendar_sidebar_dispose (GObject *object)
{
  ZbCalendarSidebar *self = ZB_CALENDAR_SIDEBAR (object);

  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_CALENDAR_SIDEBAR);
  g_clear_object (&self->calendar);

  G_OBJECT_CLASS (zb_calendar_sidebar_parent_class)->dispose (object);
}

static void
zb_calendar_sidebar_class_init (ZbCalendarSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_calendar_sidebar_dispose;
  signals[DAY] = g_signal_new ("day", ZB_TYPE_CALENDAR_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KINDS] = g_signal_new ("kinds", ZB_TYPE_CALENDAR_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (ZB_TYPE_SIDE_MONTH);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/zhibu/Zhibu/ui/calendar-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbCalendarSidebar, month);
  gtk_widget_class_bind_template_child (widget_class, ZbCalendarSidebar, kinds);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);
}

static void
zb_calendar_sidebar_init (ZbCalendarSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_ROWS; i++)
    {
      self->checks[i] = GTK_CHECK_BUTTON (make_check (self, i));
      gtk_box_append (self->kinds, GTK_WIDGET (self->checks[i]));
    }
}

void
zb_calendar_sidebar_set_calendar (ZbCalendarSidebar *self,
                                  ZbCalendar        *calendar)
{
  g_return_if_fail (ZB_IS_CALENDAR_SIDEBAR (self) && self->calendar == NULL);

  self->calendar = g_object_ref (calendar);
  g_signal_connect_object (calendar, "changed", G_CALLBACK (mark_days), self, G_CONNECT_SWAPPED);
  zb_side_month_set_today (self->month, zb_calendar_get_today (calendar));
  zb_calendar_sidebar_show_day (self, zb_calendar_get_today (calendar));
}

void
zb_calendar_sidebar_show_day (ZbCalendarSidebar *self,
                              ZbDay              day)
{
  const ZbDay before = zb_side_month_get_first (self->month);

  zb_side_month_show (self->month, day);
  if (before.year != day.year || before.month != day.month)
    mark_days (self);
}

ZbDay
zb_calendar_sidebar_get_day (ZbCalendarSidebar *self)
{
  return zb_side_month_get_day (self->month);
}

ZbKinds
zb_calendar_sidebar_get_kinds (ZbCalendarSidebar *self)
{
  ZbKinds kinds = 0;

  for (guint i = 0; i < N_ROWS; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      kinds |= get_row_kinds (i);

  return kinds;
}

void
zb_calendar_sidebar_show_kind (ZbCalendarSidebar *self,
                               int                kind)
{
  self->showing = TRUE;
  for (guint i = 0; i < N_ROWS; i++)
    if (kind < 0 || kind >= ZB_N_KINDS || (get_row_kinds (i) & (1u << kind)) != 0)
      gtk_check_button_set_active (self->checks[i], TRUE);
  self->showing = FALSE;
  toggled_cb (self);
}
