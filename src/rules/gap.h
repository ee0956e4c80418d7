/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "model/verdict.h"
#include "rules/holidays.h"
#include "rules/profile.h"

G_BEGIN_DECLS

const char *zb_gap_to_code (ZbGap gap);  /* record, attendance, …: the words of `missing` in JSON */
const char *zb_gap_get_name (ZbGap gap); /* 缺记录 */

/* Nothing is missing of a meeting that is still to come or was cancelled. */
guint zb_meeting_list_gaps (ZbMeeting *meeting, const ZbProfile *profile, const ZbHolidays *holidays, ZbDay today);
/* The last day for the record; empty: no limit. */
ZbDay zb_meeting_get_record_due (ZbMeeting *meeting, const ZbProfile *profile, const ZbHolidays *holidays);
/* The formula by which the meeting's own quorum is judged: of its kinds' requirements, or of its votes when stricter. */
ZbFormula zb_meeting_get_quorum (ZbMeeting *meeting, const ZbProfile *profile);

ZbDrift zb_meeting_get_drift (ZbMeeting *meeting);

G_END_DECLS
