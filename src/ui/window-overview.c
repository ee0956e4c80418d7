/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 概览, and what is asked for from it and from the calendar alike: a new meeting, one that is looked for, a paper that is done,
 * the rules.
 */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "ui/meeting-chooser.h"
#include "ui/meeting-dialog.h"
#include "ui/overview/filing-dialog.h"
#include "ui/overview/overview-sidebar.h"
#include "ui/preferences-window.h"
#include "ui/words.h"

static void
back_cb (ZbWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

void
zb_window_overview_prepare (ZbWindow *self)
{
  if (self->overview != NULL)
    return;

  self->overview = g_object_new (ZB_TYPE_OVERVIEW_PAGE, NULL);
  g_object_bind_property (self->leaflet, "folded", self->overview, "folded", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->overview, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->content, GTK_WIDGET (self->overview), "overview");
}

void
zb_window_overview_show (ZbWindow *self)
{
  zb_window_overview_prepare (self);
  if (gtk_stack_get_child_by_name (self->lists, "overview") == NULL)
    {
      gtk_stack_add_named (self->lists, zb_overview_sidebar_new (self->calendar), "overview");
      zb_overview_page_set_calendar (self->overview, self->calendar, self->album);
    }
  gtk_stack_set_visible_child_name (self->lists, "overview");
  gtk_stack_set_visible_child_name (self->content, "overview");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (ZbWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (zb_calendar_load_finish (ZB_CALENDAR (source), result, &error))
    return;

  g_warning ("calendar: %s", error->message);
  words = zb_words_error (error);
  zb_window_toast (GTK_WIDGET (self), words, FALSE);
}

void
zb_window_calendar_take (ZbWindow *self)
{
  self->calendar_from = ZB_PAGE_CALENDAR;
  self->calendar = zb_calendar_new (self->meetings, self->roster);
  zb_calendar_load_async (self->calendar, NULL, loaded_cb, g_object_ref (self));
}

static void
saved_cb (ZbWindow *self,
          gint64    meeting)
{
  zb_window_open_meeting (self, meeting, NULL);
}

void
zb_window_calendar_new (ZbWindow   *self,
                        const char *start)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  g_autofree char *today = zb_day_to_text (zb_calendar_get_today (self->calendar));
  ZbMeetingDialog *dialog;

  if (!zb_wall_parse (&draft->start, start != NULL ? start : today))
    zb_wall_parse (&draft->start, today);
  dialog = zb_meeting_dialog_new (GTK_WINDOW (self), self->meetings, 0, draft, NULL);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
found_cb (gint64   meeting,
          gpointer data)
{
  zb_window_open_meeting (ZB_WINDOW (data), meeting, NULL);
}

void
zb_window_calendar_search (ZbWindow *self)
{
  zb_meeting_chooser_run (GTK_WINDOW (self), self->meetings, _ ("找活动"), found_cb, g_object_ref (self), g_object_unref);
}

static void
file_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbWindow   *self = ZB_WINDOW (widget);
  const char *task, *first, *name;
  ZbDay       day;

  g_variant_get (parameter, "(&s&s&s)", &task, &first, &name);
  if (self->library != NULL && zb_day_parse (&day, first))
    zb_filing_dialog_present (GTK_WINDOW (self), self->calendar, task, day, name);
}

static void
preferences_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library != NULL && zb_calendar_is_loaded (self->calendar))
    zb_preferences_window_present (GTK_WINDOW (self), self->calendar);
}

void
zb_window_overview_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.file", "(sss)", file_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
}
