/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 日历 and, over it, one subpage at a time: a meeting or a year's plan. All of them are asked for by actions
 * of the window, so that a row, a tag, a menu and a test ask alike.
 */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "ui/calendar/plan-page.h"
#include "ui/meeting/meeting-page.h"
#include "ui/meeting/meeting-side-list.h"

static void
navigate_back_cb (ZbWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
close_part (ZbWindow *self)
{
  GtkWidget *part = g_steal_pointer (&self->calendar_part);

  if (part == NULL)
    return;

  if (zb_window_get_page (self) == ZB_PAGE_CALENDAR)
    zb_window_calendar_show (self);
  gtk_stack_remove (self->content, part);
}

/* To where it was opened. */
static void
part_back_cb (ZbWindow *self)
{
  ZbPage from = self->calendar_from;

  close_part (self);
  self->calendar_from = ZB_PAGE_CALENDAR;
  zb_window_show_page (self, from);
}

static void
show_part (ZbWindow  *self,
           GtkWidget *part)
{
  ZbPage page = zb_window_get_page (self);

  /* From one meeting to the next the way back stays what it was. */
  if (self->calendar_part == NULL || page != ZB_PAGE_CALENDAR)
    self->calendar_from = page;
  close_part (self);
  self->calendar_part = part;
  g_object_bind_property (self->leaflet, "folded", part, "folded", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (part, "back", G_CALLBACK (part_back_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->content, part, "calendar-part");
  zb_window_show_page (self, ZB_PAGE_CALENDAR);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD); /* so that its keys work at once */
}

static void
files_dropped_cb (ZbWindow    *self,
                  gint64       meeting,
                  GdkFileList *files)
{
  zb_window_import_files (self, meeting, files);
}

static void
import_cb (ZbWindow *self,
           gint64    meeting)
{
  zb_window_import_choose (self, meeting);
}

static void
open_album_cb (ZbWindow *self,
               gint64    meeting)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.album", "x", meeting);
}

void
zb_window_open_meeting (ZbWindow   *self,
                        gint64      meeting,
                        const char *tab)
{
  GtkWidget *page;

  if (zb_meetings_find (self->meetings, meeting) == NULL)
    {
      zb_window_toast (GTK_WIDGET (self), _ ("这次活动已经不在了"), FALSE);
      return;
    }

  page = zb_meeting_page_new (self->calendar, self->album, meeting);
  g_signal_connect_object (page, "removed", G_CALLBACK (part_back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "files-dropped", G_CALLBACK (files_dropped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "import", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "open-album", G_CALLBACK (open_album_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "print", G_CALLBACK (zb_window_report_meeting), self, G_CONNECT_SWAPPED);
  if (tab != NULL && *tab != '\0')
    zb_meeting_page_show_tab (ZB_MEETING_PAGE (page), tab);
  show_part (self, page);
}

static void
open_cb (ZbWindow   *self,
         gint64      meeting,
         const char *tab)
{
  zb_window_open_meeting (self, meeting, tab);
}

static void
listed_cb (ZbWindow *self,
           gint64    meeting)
{
  zb_window_open_meeting (self, meeting, NULL);
}

static void
new_cb (ZbWindow   *self,
        const char *start)
{
  zb_window_calendar_new (self, start);
}

static void
made_cb (ZbWindow *self,
         int       n)
{
  g_autofree char *words = g_strdup_printf (_ ("已建立 %d 次活动"), n);

  part_back_cb (self);
  zb_window_toast (GTK_WIDGET (self), words, TRUE);
}

static void
plan_year_cb (ZbWindow *self,
              int       year)
{
  GtkWidget *page = zb_plan_page_new (self->calendar, year);

  g_signal_connect_object (page, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  show_part (self, page);
}

static void
make_page (ZbWindow *self)
{
  self->calendar_page = g_object_new (ZB_TYPE_CALENDAR_PAGE, NULL);
  self->calendar_sidebar = g_object_new (ZB_TYPE_CALENDAR_SIDEBAR, NULL);
  gtk_stack_add_named (self->content, GTK_WIDGET (self->calendar_page), "calendar");
  gtk_stack_add_named (self->lists, GTK_WIDGET (self->calendar_sidebar), "calendar");
  g_object_bind_property (self->leaflet, "folded", self->calendar_page, "folded", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->calendar_page, "back", G_CALLBACK (navigate_back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar_page, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar_page, "new", G_CALLBACK (new_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar_page, "plan", G_CALLBACK (plan_year_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar_page, "files-dropped", G_CALLBACK (files_dropped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar_page, "print", G_CALLBACK (zb_window_report_span), self, G_CONNECT_SWAPPED);
  zb_calendar_page_set_calendar (self->calendar_page, self->calendar, self->calendar_sidebar);
}

static void
show_list (ZbWindow *self)
{
  gboolean meeting = self->calendar_part != NULL && ZB_IS_MEETING_PAGE (self->calendar_part);

  if (meeting && self->meeting_list == NULL)
    {
      self->meeting_list = zb_meeting_side_list_new (self->calendar);
      g_signal_connect_object (self->meeting_list, "activated", G_CALLBACK (listed_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->lists, self->meeting_list, "meetings");
    }
  if (meeting)
    zb_meeting_side_list_show (ZB_MEETING_SIDE_LIST (self->meeting_list), zb_meeting_page_get_meeting (ZB_MEETING_PAGE (self->calendar_part)));
  gtk_stack_set_visible_child_name (self->lists, meeting ? "meetings" : "calendar");
}

void
zb_window_calendar_show (ZbWindow *self)
{
  if (self->calendar_page == NULL)
    make_page (self);
  show_list (self);
  gtk_stack_set_visible_child_name (self->content, self->calendar_part != NULL ? "calendar-part" : "calendar");
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

  close_part (self);
  zb_window_show_page (self, ZB_PAGE_CALENDAR);
  zb_calendar_page_show_year (self->calendar_page, year != 0 ? year : zb_calendar_get_today (self->calendar).year, kind);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
plan_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library != NULL && zb_calendar_is_loaded (self->calendar))
    plan_year_cb (self, g_variant_get_int32 (parameter));
}

void
zb_window_calendar_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.meeting", "(xs)", meeting_cb);
  gtk_widget_class_install_action (widget_class, "win.year", "(ii)", year_cb);
  gtk_widget_class_install_action (widget_class, "win.plan", "i", plan_cb);
}
