/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"
#include "service/meetings.h"
#include "service/roster-compare.h"
#include "ui/album-page.h"
#include "ui/album-sidebar.h"
#include "ui/fault-page.h"
#include "ui/roster-page.h"
#include "ui/welcome-page.h"
#include "ui/window.h"

G_BEGIN_DECLS

/* Shared by window.c (states, library), window-import.c (ways in: files, folders, drops, cards) and
 * window-roster.c (the pages of members). */
struct _ZbWindow
{
  AdwApplicationWindow parent_instance;

  GSettings       *settings; /* NULL when the schema is not installed */
  char            *folder;
  char            *sample; /* to be removed at the end */
  gboolean         own;    /* the library is the user's, remembered for the next start */
  ZbLibrary       *library;
  ZbMeetings      *meetings;
  ZbAlbum         *album;
  ZbAlbumPage     *page;
  ZbRoster        *roster;
  ZbRosterCompare *compare;
  ZbRosterPage    *roster_page; /* NULL until it is first shown, as the next */
  ZbRosterSidebar *roster_sidebar;
  GtkWidget       *roster_part; /* the subpage over it: a member, an import…; NULL none */
  ZbWelcomePage   *welcome;     /* NULL until it is needed, as the next */
  ZbFaultPage     *fault;
  GtkWidget       *import_page; /* NULL unless an import is under way */
  AdwToast        *undo_toast;
  GVolumeMonitor  *monitor;
  GPtrArray       *pending; /* of char *: paths to import once there is a library */

  GtkFileChooserNative *chooser;

  AdwToastOverlay *toasts;
  GtkStack        *states;
  GtkLabel        *opening;
  GtkSpinner      *spinner;
  AdwLeaflet      *leaflet;
  AdwWindowTitle  *title;
  ZbAlbumSidebar  *sidebar;
  GtkStack        *content;
  GtkListBox      *pages;
  GtkStack        *lists;
};

/* The pages of the window, in the order of the sidebar. */
typedef enum
{
  ZB_PAGE_ALBUM,
  ZB_PAGE_ROSTER,
  ZB_N_PAGES
} ZbPage;

void   zb_window_show_page (ZbWindow *self, ZbPage page);
ZbPage zb_window_get_page (ZbWindow *self);

void zb_window_roster_install (GtkWidgetClass *widget_class);
void zb_window_roster_take (ZbWindow *self); /* a library was opened */
void zb_window_roster_show (ZbWindow *self); /* the page, or the subpage over it */
void zb_window_roster_search (ZbWindow *self);
/* Whether the paths are one spreadsheet, which then goes on its way into the ledger. */
gboolean zb_window_roster_import (ZbWindow *self, const char *const *paths);

void zb_window_import_install (GtkWidgetClass *widget_class);
/* Drops, and cards that appear. */
void zb_window_import_watch (ZbWindow *self);
/* NULL-terminated paths; meeting 0: none. Takes nothing. */
void zb_window_import_begin (ZbWindow *self, const char *const *paths, gint64 meeting);
void zb_window_import_files (ZbWindow *self, gint64 meeting, GdkFileList *files);

G_END_DECLS
