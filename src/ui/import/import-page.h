/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/album.h"
#include "service/import.h"
#include "service/meetings.h"

G_BEGIN_DECLS

/* One import: looking, review, then the run in a window of its own. Signals: "checked": all of it was read back whole; "closed" (gint64
 * batch; 0 when nothing was imported).
 */
#define ZB_TYPE_IMPORT_PAGE (zb_import_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbImportPage, zb_import_page, ZB, IMPORT_PAGE, AdwBin)

GtkWidget *zb_import_page_new (ZbLibrary *library, ZbMeetings *meetings, ZbAlbum *album);

/* Looks at `paths`; all new pictures go to `meeting` unless it is 0. */
void zb_import_page_begin (ZbImportPage *self, const char *const *paths, gint64 meeting);
/* Goes on from a look that is over. */
void zb_import_page_take (ZbImportPage *self, ZbImport *import);

G_END_DECLS
