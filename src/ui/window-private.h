/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"
#include "service/meetings.h"
#include "ui/album-page.h"
#include "ui/album-sidebar.h"
#include "ui/fault-page.h"
#include "ui/welcome-page.h"
#include "ui/window.h"

G_BEGIN_DECLS

/* Shared by window.c (states, library) and window-import.c (ways in: files, folders, drops, cards). */
struct _ZbWindow
{
  AdwApplicationWindow parent_instance;

  GSettings      *settings; /* NULL when the schema is not installed */
  char           *folder;
  char           *sample; /* to be removed at the end */
  gboolean        own;    /* the library is the user's, remembered for the next start */
  ZbLibrary      *library;
  ZbMeetings     *meetings;
  ZbAlbum        *album;
  ZbAlbumPage    *page;
  ZbWelcomePage  *welcome; /* NULL until it is needed, as the next */
  ZbFaultPage    *fault;
  GtkWidget      *import_page; /* NULL unless an import is under way */
  AdwToast       *undo_toast;
  GVolumeMonitor *monitor;
  GPtrArray      *pending; /* of char *: paths to import once there is a library */

  GtkFileChooserNative *chooser;

  AdwToastOverlay *toasts;
  GtkStack        *states;
  GtkLabel        *opening;
  GtkSpinner      *spinner;
  AdwLeaflet      *leaflet;
  AdwWindowTitle  *title;
  ZbAlbumSidebar  *sidebar;
  GtkStack        *content;
};

void zb_window_import_install (GtkWidgetClass *widget_class);
/* Drops, and cards that appear. */
void zb_window_import_watch (ZbWindow *self);
/* NULL-terminated paths; meeting 0: none. Takes nothing. */
void zb_window_import_begin (ZbWindow *self, const char *const *paths, gint64 meeting);
void zb_window_import_files (ZbWindow *self, gint64 meeting, GdkFileList *files);

G_END_DECLS
