/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window-private.h"

#include "ui/meeting-dialog.h"

static void
back_cb (ZbWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

void
zb_window_open_meeting (ZbWindow   *self,
                        gint64      meeting,
                        const char *tab)
{
  zb_meeting_dialog_edit (GTK_WINDOW (self), self->meetings, meeting, NULL, NULL);
}

static void
open_cb (ZbWindow   *self,
         gint64      meeting,
         const char *tab)
{
  zb_window_open_meeting (self, meeting, tab);
}

static void
new_cb (ZbWindow   *self,
        const char *start)
{
  zb_window_calendar_new (self, start);
}

static void
files_dropped_cb (ZbWindow    *self,
                  gint64       meeting,
                  GdkFileList *files)
{
  zb_window_import_files (self, meeting, files);
}

static void
make_page (ZbWindow *self)
{
  self->calendar_page = g_object_new (ZB_TYPE_CALENDAR_PAGE, NULL);
  self->calendar_sidebar = g_object_new (ZB_TYPE_CALENDAR_SIDEBAR, NULL);
  gtk_stack_add_named (self->content, GTK_WIDGET (self->calendar_page), "calendar");
  gtk_stack_add_named (self->lists, GTK_WIDGET (self->calendar_sidebar), "calendar");
  g_object_bind_property (self->leaflet, "folded", self->calendar_page, "folded", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->calendar_page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar_page, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar_page, "new", G_CALLBACK (new_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar_page, "files-dropped", G_CALLBACK (files_dropped_cb), self, G_CONNECT_SWAPPED);
  zb_calendar_page_set_calendar (self->calendar_page, self->calendar, self->calendar_sidebar);
}

void
zb_window_calendar_show (ZbWindow *self)
{
  if (self->calendar_page == NULL)
    make_page (self);
  gtk_stack_set_visible_child_name (self->lists, "calendar");
  gtk_stack_set_visible_child_name (self->content, "calendar");
}

void
zb_window_calendar_print (ZbWindow *self)
{
  if (zb_window_get_page (self) == ZB_PAGE_CALENDAR)
    gtk_widget_activate_action (GTK_WIDGET (self->calendar_page), "calendar.print", NULL);
}

static void
meeting_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ZbWindow   *self = ZB_WINDOW (widget);
  const char *tab;
  gint64      meeting;

  g_variant_get (parameter, "(x&s)", &meeting, &tab);
  if (self->library != NULL)
    zb_window_open_meeting (self, meeting, tab);
}

/* Year 0: this one; kind -1: all of them. */
static void
year_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  int       year, kind;

  g_variant_get (parameter, "(ii)", &year, &kind);
  if (self->library == NULL)
    return;

  zb_window_show_page (self, ZB_PAGE_CALENDAR);
  zb_calendar_page_show_year (self->calendar_page, year != 0 ? year : zb_calendar_get_today (self->calendar).year, kind);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

void
zb_window_calendar_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.meeting", "(xs)", meeting_cb);
  gtk_widget_class_install_action (widget_class, "win.year", "(ii)", year_cb);
}
