/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* For the sidebar: the meetings of the quarter of the one that is shown, latest first. Signal: "activated" (gint64 meeting). */
#define ZB_TYPE_MEETING_SIDE_LIST (zb_meeting_side_list_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingSideList, zb_meeting_side_list, ZB, MEETING_SIDE_LIST, AdwBin)

GtkWidget *zb_meeting_side_list_new (ZbCalendar *calendar);
void       zb_meeting_side_list_show (ZbMeetingSideList *self, gint64 meeting); /* 0: none */

G_END_DECLS
