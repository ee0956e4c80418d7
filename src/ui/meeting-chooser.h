/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/meetings.h"

G_BEGIN_DECLS

/* Asks for one meeting, latest first, found as one types; or makes a new one. `chosen` is called once at
 * the most; `data` is freed when the window goes.
 */
#define ZB_TYPE_MEETING_CHOOSER (zb_meeting_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingChooser, zb_meeting_chooser, ZB, MEETING_CHOOSER, AdwWindow)

void zb_meeting_chooser_run (GtkWindow  *parent,
                             ZbMeetings *meetings,
                             const char *title,
                             void (*chosen) (gint64 meeting, gpointer data),
                             gpointer       data,
                             GDestroyNotify free_data);

G_END_DECLS
