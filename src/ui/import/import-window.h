/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/import.h"
#include "service/meetings.h"

G_BEGIN_DECLS

/* The run of an import and its summary, in one window. It starts by itself; closing it stops after the files in
 * hand and shows the summary. Signal: "finished" (gint64 batch; 0 when nothing is in, or all was
 * taken back), "checked": all of it was read back whole.
 */
#define ZB_TYPE_IMPORT_WINDOW (zb_import_window_get_type ())
G_DECLARE_FINAL_TYPE (ZbImportWindow, zb_import_window, ZB, IMPORT_WINDOW, AdwWindow)

GtkWindow *zb_import_window_new (GtkWindow *parent, ZbLibrary *library, ZbMeetings *meetings, ZbImport *import);

G_END_DECLS
