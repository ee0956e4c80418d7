/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers of the calendar: what is shown, a quarter's plan, the year for a phone. To the printer or to a file. */
#include "ui/window-private.h"

#include "ui/meeting/meeting-page.h"
#include "ui/report-out.h"

static void
give_out (ZbWindow       *self,
          const ZbReport *report,
          gboolean        to_file)
{
  if (to_file)
    zb_report_save (GTK_WINDOW (self), self->calendar, report);
  else
    zb_report_print (GTK_WINDOW (self), self->calendar, report);
}

void
zb_window_report_meeting (ZbWindow *self,
                          int       kind,
                          gint64    meeting)
{
  const ZbReport report = { .kind = (ZbReportKind) kind, .meeting = meeting };

  give_out (self, &report, FALSE);
}

void
zb_window_report_span (ZbWindow   *self,
                       int         what,
                       const char *from,
                       const char *to)
{
  ZbReport report = { .kind = what == 1 ? ZB_REPORT_YEAR : ZB_REPORT_AGENDA };

  if (zb_day_parse (&report.from, from) && zb_day_parse (&report.to, to))
    give_out (self, &report, self->report_to_file);
}

/* The calendar itself knows its span, and answers with its signal. */
static void
give_out_shown (ZbWindow *self,
                gboolean  to_file)
{
  ZbPage   page = zb_window_get_page (self);
  gboolean meeting = page == ZB_PAGE_CALENDAR && self->calendar_part != NULL && ZB_IS_MEETING_PAGE (self->calendar_part);
  ZbReport report = { .kind = meeting ? ZB_REPORT_RECORD : ZB_REPORT_OVERVIEW };

  if (page == ZB_PAGE_CALENDAR && self->calendar_part == NULL)
    {
      self->report_to_file = to_file;
      gtk_widget_activate_action (GTK_WIDGET (self->calendar_page), "calendar.print", NULL);
      self->report_to_file = FALSE;
      return;
    }
  if (!meeting && page != ZB_PAGE_OVERVIEW)
    return;

  if (meeting)
    report.meeting = zb_meeting_page_get_meeting (ZB_MEETING_PAGE (self->calendar_part));
  zb_calendar_get_period (ZB_PERIOD_QUARTER, zb_calendar_get_today (self->calendar), &report.from, &report.to);
  give_out (self, &report, to_file);
}

void
zb_window_calendar_print (ZbWindow *self)
{
  give_out_shown (self, FALSE);
}

static void
export_page_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library != NULL && zb_calendar_is_loaded (self->calendar))
    give_out_shown (self, TRUE);
}

/* (quarters from now, to a file) */
static void
plan_table_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  ZbReport  report = { .kind = ZB_REPORT_PLAN };
  gboolean  to_file;
  int       quarters;
  ZbDay     day;

  g_variant_get (parameter, "(ib)", &quarters, &to_file);
  if (self->library == NULL || !zb_calendar_is_loaded (self->calendar))
    return;

  day = zb_day_plus_months (zb_calendar_get_today (self->calendar), 3 * quarters);
  zb_calendar_get_period (ZB_PERIOD_QUARTER, day, &report.from, &report.to);
  give_out (self, &report, to_file);
}

/* (to a file) */
static void
reminder_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  ZbReport  report = { .kind = ZB_REPORT_REMINDER };

  if (self->library == NULL || !zb_calendar_is_loaded (self->calendar))
    return;

  zb_calendar_get_period (ZB_PERIOD_YEAR, zb_calendar_get_today (self->calendar), &report.from, &report.to);
  give_out (self, &report, g_variant_get_boolean (parameter));
}

/* This year and the next: a phone that subscribes to the file sees the plan as soon as it is made. */
static void
export_ics_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  ZbDay     from, to, today;

  if (self->library == NULL || !zb_calendar_is_loaded (self->calendar))
    return;

  today = zb_calendar_get_today (self->calendar);
  zb_day_set (&from, today.year, 1, 1);
  zb_day_set (&to, today.year + 1, 12, 31);
  zb_report_save_ics (GTK_WINDOW (self), self->calendar, from, to);
}

void
zb_window_report_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export-page", NULL, export_page_cb);
  gtk_widget_class_install_action (widget_class, "win.plan-table", "(ib)", plan_table_cb);
  gtk_widget_class_install_action (widget_class, "win.reminder-cards", "b", reminder_cb);
  gtk_widget_class_install_action (widget_class, "win.export-ics", NULL, export_ics_cb);
}
