/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the pages is shown, and the album's, which stands by itself. */
#include "ui/window-private.h"

static void
back_cb (ZbWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
chosen_cb (ZbWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
files_dropped_cb (ZbWindow    *self,
                  gint64       meeting,
                  GdkFileList *files)
{
  zb_window_import_files (self, meeting, files);
}

void
zb_window_need_album (ZbWindow *self)
{
  if (self->page != NULL)
    return;

  self->page = g_object_new (ZB_TYPE_ALBUM_PAGE, NULL);
  self->sidebar = g_object_new (ZB_TYPE_ALBUM_SIDEBAR, "vexpand", TRUE, NULL);
  gtk_stack_add_named (self->content, GTK_WIDGET (self->page), "album");
  gtk_stack_add_named (self->lists, GTK_WIDGET (self->sidebar), "album");
  g_object_bind_property (self->leaflet, "folded", self->page, "folded", G_BINDING_SYNC_CREATE);
  if (self->settings != NULL)
    g_settings_bind (self->settings, "cell-size", self->page, "cell-size", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "activated", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "files-dropped", G_CALLBACK (files_dropped_cb), self, G_CONNECT_SWAPPED);
  zb_album_sidebar_set_meetings (self->sidebar, self->meetings);
  zb_album_page_set_album (self->page, self->album, self->meetings, self->sidebar);
  zb_window_album_watch (self);
}

static void
show_album (ZbWindow *self)
{
  zb_window_need_album (self);
  gtk_stack_set_visible_child_name (self->content, self->import_page != NULL  ? "import"
                                                   : self->album_part != NULL ? "album-part"
                                                                              : "album");
  gtk_stack_set_visible_child_name (self->lists, "album");
}

void
zb_window_show_page (ZbWindow *self,
                     ZbPage    page)
{
  if (self->library == NULL || page >= ZB_N_PAGES)
    return;

  gtk_list_box_select_row (self->pages, gtk_list_box_get_row_at_index (self->pages, page));
  switch (page)
    {
    case ZB_PAGE_OVERVIEW:
      zb_window_overview_show (self);
      break;
    case ZB_PAGE_CALENDAR:
      zb_window_calendar_show (self);
      break;
    case ZB_PAGE_ALBUM:
      show_album (self);
      break;
    case ZB_PAGE_ROSTER:
    case ZB_N_PAGES:
    default:
      zb_window_roster_show (self);
    }
}

ZbPage
zb_window_get_page (ZbWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->pages);

  return row != NULL ? (ZbPage) gtk_list_box_row_get_index (row) : ZB_PAGE_OVERVIEW;
}

static void
page_activated_cb (ZbWindow      *self,
                   GtkListBoxRow *row)
{
  zb_window_show_page (self, gtk_list_box_row_get_index (row));
}

static void
page_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  zb_window_show_page (ZB_WINDOW (widget), g_variant_get_int32 (parameter));
}

static void
album_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  gint64    meeting = g_variant_get_int64 (parameter);

  if (self->library == NULL)
    return;

  zb_window_album_close_part (self);
  zb_window_show_page (self, ZB_PAGE_ALBUM);
  zb_album_sidebar_choose (self->sidebar, meeting != 0 ? ZB_ALBUM_MEETING : ZB_ALBUM_ALL, meeting);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
search_album (ZbWindow *self)
{
  gboolean on;

  if (self->import_page != NULL)
    return;

  zb_window_album_close_part (self);
  g_object_get (self->page, "search-mode", &on, NULL);
  g_object_set (self->page, "search-mode", !on, NULL);
}

static void
search_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library == NULL)
    return;

  if (zb_window_get_page (self) == ZB_PAGE_ROSTER)
    zb_window_roster_search (self);
  else if (zb_window_get_page (self) == ZB_PAGE_ALBUM)
    search_album (self);
  else
    zb_window_calendar_search (self);
}

void
zb_window_pages_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.page", "i", page_cb);
  gtk_widget_class_install_action (widget_class, "win.album", "x", album_cb);
}
