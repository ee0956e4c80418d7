/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"
#include "service/calendar.h"
#include "service/devices.h"
#include "service/meetings.h"
#include "service/roster-compare.h"
#include "ui/album/album-page.h"
#include "ui/album/album-sidebar.h"
#include "ui/calendar/calendar-page.h"
#include "ui/calendar/calendar-sidebar.h"
#include "ui/fault-page.h"
#include "ui/overview/overview-page.h"
#include "ui/roster/roster-page.h"
#include "ui/welcome-page.h"
#include "ui/window.h"

G_BEGIN_DECLS

/* The pages of the window, in the order of the sidebar. */
typedef enum
{
  ZB_PAGE_OVERVIEW,
  ZB_PAGE_CALENDAR,
  ZB_PAGE_ALBUM,
  ZB_PAGE_ROSTER,
  ZB_N_PAGES
} ZbPage;

/* Shared by window.c (states, library), window-pages.c (which page is shown), window-import.c (ways in: files, folders, drops,
 * cards), window-overview.c (概览), window-calendar.c (日历 and what stands over it),
 * window-report.c (papers) and window-roster.c (the pages of members). */
struct _ZbWindow
{
  AdwApplicationWindow parent_instance;

  GSettings       *settings; /* NULL when the schema is not installed */
  char            *folder;
  char            *sample; /* to be removed at the end */
  gboolean         own;    /* the library is the user's, remembered for the next start */
  ZbLibrary       *library;
  char            *today; /* ISO day in place of the clock's; NULL */
  ZbMeetings      *meetings;
  ZbAlbum         *album;
  ZbRoster        *roster;
  ZbCalendar      *calendar;
  ZbRosterCompare *compare;

  /* Pages are made when they are first shown; NULL until then. */
  ZbOverviewPage    *overview;
  ZbCalendarPage    *calendar_page;
  ZbCalendarSidebar *calendar_sidebar;
  GtkWidget         *calendar_part;  /* the subpage over it: a meeting, a plan; NULL none */
  ZbPage             calendar_from;  /* where its way back leads */
  gboolean           report_to_file; /* while the calendar is asked for its span: it is for a file */
  GtkWidget         *meeting_list;   /* the sidebar's list beside a meeting */
  ZbAlbumPage       *page;
  ZbAlbumSidebar    *sidebar;
  GtkWidget         *viewer;     /* over the whole window; NULL none */
  GtkWidget         *album_part; /* the subpage over it: photos to be sorted out; NULL none */
  ZbPage             album_from; /* where its way back leads */
  ZbRosterPage      *roster_page;
  ZbRosterSidebar   *roster_sidebar;
  GtkWidget         *roster_part; /* the subpage over it: a member, an import…; NULL none */
  ZbPage             roster_from; /* where its way back leads */

  ZbWelcomePage *welcome; /* NULL until it is needed, as the next */
  ZbFaultPage   *fault;
  GtkWidget     *import_page; /* NULL unless an import is under way */
  AdwToast      *undo_toast;  /* the one that is shown */
  ZbDevices     *devices;
  GtkWidget     *notices; /* of the devices; under the header of the page that is shown */
  ZbDevice      *device;  /* from which is being imported; NULL none */
  GPtrArray     *pending; /* of char *: paths to import once there is a library */

  GtkFileChooserNative *chooser;
  gint64                import_meeting; /* to which the chosen photos go; 0 none */

  AdwToastOverlay *toasts;
  GtkStack        *states;
  GtkLabel        *opening;
  GtkSpinner      *spinner;
  AdwLeaflet      *leaflet;
  AdwWindowTitle  *title;
  GtkStack        *content;
  GtkListBox      *pages;
  GtkStack        *lists;
};

void   zb_window_show_page (ZbWindow *self, ZbPage page);
ZbPage zb_window_get_page (ZbWindow *self);
void   zb_window_need_album (ZbWindow *self); /* its page is there afterwards */
void   zb_window_pages_install (GtkWidgetClass *widget_class);

void zb_window_viewer_install (GtkWidgetClass *widget_class);
void zb_window_viewer_close (ZbWindow *self); /* before the library goes */
void zb_window_album_install (GtkWidgetClass *widget_class);
void zb_window_album_watch (ZbWindow *self);      /* its page has been made */
void zb_window_album_close_part (ZbWindow *self); /* shows the album itself again */

void zb_window_overview_install (GtkWidgetClass *widget_class);
void zb_window_calendar_install (GtkWidgetClass *widget_class);
void zb_window_calendar_take (ZbWindow *self);    /* a library was opened */
void zb_window_overview_prepare (ZbWindow *self); /* made while the library is being opened */
void zb_window_overview_show (ZbWindow *self);
void zb_window_calendar_show (ZbWindow *self); /* the page, or the subpage over it */
void zb_window_calendar_search (ZbWindow *self);
/* `start`: ISO, a day or with the time; NULL today. */
void zb_window_calendar_new (ZbWindow *self, const char *start);
void zb_window_open_meeting (ZbWindow *self, gint64 meeting, const char *tab);

void zb_window_report_install (GtkWidgetClass *widget_class);
void zb_window_calendar_print (ZbWindow *self); /* what is shown of 概览 and 日历 */
void zb_window_report_meeting (ZbWindow *self, int kind, gint64 meeting);
/* `what`: 0 the meetings of the span, 1 the year. */
void zb_window_report_span (ZbWindow *self, int what, const char *from, const char *to);

void zb_window_roster_install (GtkWidgetClass *widget_class);
void zb_window_roster_take (ZbWindow *self);         /* a library was opened */
void zb_window_roster_load_compare (ZbWindow *self); /* what can wait */
void zb_window_roster_show (ZbWindow *self);         /* the page, or the subpage over it */
void zb_window_roster_search (ZbWindow *self);
void zb_window_roster_open (ZbWindow *self, gint64 member);
/* Whether the paths are one spreadsheet, which then goes on its way into the ledger. */
gboolean zb_window_roster_import (ZbWindow *self, const char *const *paths);

void zb_window_import_install (GtkWidgetClass *widget_class);
/* Drops. */
void zb_window_import_watch (ZbWindow *self);
/* NULL-terminated paths; meeting 0: none. Takes nothing. */
void zb_window_import_begin (ZbWindow *self, const char *const *paths, gint64 meeting);
/* FALSE: another one is under way. `import`: NULL, or what looking at the paths has made already. */
gboolean zb_window_import_start (ZbWindow *self, const char *const *paths, ZbImport *import, gint64 meeting);
/* Asks for photos that go to that meeting. */
void zb_window_import_choose (ZbWindow *self, gint64 meeting);
void zb_window_import_files (ZbWindow *self, gint64 meeting, GdkFileList *files);

void zb_window_export_install (GtkWidgetClass *widget_class);

void zb_window_devices_watch (ZbWindow *self);
void zb_window_devices_take (ZbWindow *self);    /* a library was opened */
void zb_window_devices_leave (ZbWindow *self);   /* the window goes */
void zb_window_devices_checked (ZbWindow *self); /* the import that is under way was read back whole */
void zb_window_devices_imported (ZbWindow *self, gboolean any);

G_END_DECLS
