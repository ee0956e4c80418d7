/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* The form of a meeting: theme, kinds, when, where, who. Says while typing what is missing and, with a calendar, what is doubtful;
 * saving is one change. Signal: "saved" (gint64 meeting).
 */
#define ZB_TYPE_MEETING_DIALOG (zb_meeting_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingDialog, zb_meeting_dialog, ZB, MEETING_DIALOG, AdwWindow)

/* `id` 0: a new meeting, filled in from `draft` (may be NULL), to which `photos` (gint64, may be NULL) go. */
ZbMeetingDialog *zb_meeting_dialog_new (GtkWindow            *parent,
                                        ZbMeetings           *meetings,
                                        gint64                id,
                                        const ZbMeetingDraft *draft,
                                        GArray               *photos);

/* Days off, overlaps and the like are said while typing; names of groups and members are offered. */
void zb_meeting_dialog_set_calendar (ZbMeetingDialog *self, ZbCalendar *calendar);

/* The same, shown. */
void zb_meeting_dialog_edit (GtkWindow            *parent,
                             ZbMeetings           *meetings,
                             gint64                id,
                             const ZbMeetingDraft *draft,
                             GArray               *photos);

/* Only asks: `done` is called with the draft when the form is accepted; nothing is written. */
void zb_meeting_dialog_ask (GtkWindow            *parent,
                            const ZbMeetingDraft *draft,
                            void (*done) (const ZbMeetingDraft *draft, gpointer data),
                            gpointer       data,
                            GDestroyNotify free_data);

G_END_DECLS
