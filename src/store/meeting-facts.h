/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "store/db.h"

G_BEGIN_DECLS

/* For the store: the numbers of one meeting, or (0) of all: gint64 id → ZbMeetingFacts, those of the meeting's own row left empty.
 * One query a table, whatever the number of meetings.
 */
GHashTable *zb_meeting_facts_load (ZbDb *db, gint64 meeting, GError **error);

G_END_DECLS
