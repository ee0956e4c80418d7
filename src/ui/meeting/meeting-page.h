/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/album.h"
#include "service/calendar.h"

G_BEGIN_DECLS

/* One meeting: head, steps, and its record in tabs: record | attendance | vote | photos | remedy | files.
 * It reads itself again when the library changes, and never throws away what is being typed.
 *
 * Property: folded.
 * Signals: "back", "removed" (the meeting is gone), "files-dropped" (gint64 meeting, GdkFileList *), "import" (gint64
 * meeting), "open-album" (gint64 meeting), "print" (int, a ZbReportKind; gint64 meeting).
 */
#define ZB_TYPE_MEETING_PAGE (zb_meeting_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingPage, zb_meeting_page, ZB, MEETING_PAGE, AdwBin)

GtkWidget *zb_meeting_page_new (ZbCalendar *calendar, ZbAlbum *album, gint64 meeting);
void       zb_meeting_page_show_tab (ZbMeetingPage *self, const char *tab);
gint64     zb_meeting_page_get_meeting (ZbMeetingPage *self);

G_END_DECLS
