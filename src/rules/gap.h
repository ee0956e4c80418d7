/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meeting.h"
#include "rules/holidays.h"
#include "rules/profile.h"

G_BEGIN_DECLS

/* What one meeting lacks: written record, images and plan must confirm one another (domain.md 2.2). Bits of a mask. */
typedef enum
{
  ZB_GAP_UNCONFIRMED = 1 << 0, /* 是否开展: its day is past, nobody said whether it was held */
  ZB_GAP_RECORD = 1 << 1,      /* 缺记录 */
  ZB_GAP_ATTENDANCE = 1 << 2,  /* 缺考勤: none, or somebody not marked */
  ZB_GAP_QUORUM = 1 << 3,      /* 人数不足 */
  ZB_GAP_PHOTOS = 1 << 4,      /* 缺照片 */
  ZB_GAP_CAPTIONS = 1 << 5,    /* 缺说明 */
  ZB_GAP_RESOLUTION = 1 << 6,  /* 缺决议: an assembly, or a vote was held, and no resolution is written */
  ZB_GAP_REMEDY = 1 << 7,      /* 整改逾期 */
  ZB_GAP_LECTURER = 1 << 8,    /* 缺主讲人: of a lecture */
  ZB_GAP_FOLLOW_UP = 1 << 9,   /* 缺席未处理: absent without reason, and neither criticism nor talk noted */
  ZB_GAP_ASTRAY = 1 << 10,     /* 照片日期不符 */
  ZB_GAP_REVIEW = 1 << 11,     /* 待审核: recorded, and the secretary has not reviewed it */
  ZB_GAP_LATE = 1 << 12,       /* 补记: the record came after the allowed working days, or they are over */
  ZB_N_GAPS = 13
} ZbGap;

const char *zb_gap_to_code (ZbGap gap);  /* record, attendance, …: the words of `missing` in JSON */
const char *zb_gap_get_name (ZbGap gap); /* 缺记录 */

/* Nothing is missing of a meeting that is still to come or was cancelled. */
guint zb_meeting_list_gaps (ZbMeeting *meeting, const ZbProfile *profile, const ZbHolidays *holidays, ZbDay today);
/* The last day for the record; empty: no limit. */
ZbDay zb_meeting_get_record_due (ZbMeeting *meeting, const ZbProfile *profile, const ZbHolidays *holidays);
/* The formula by which the meeting's own quorum is judged: of its kinds' requirements, or of its votes when stricter. */
ZbFormula zb_meeting_get_quorum (ZbMeeting *meeting, const ZbProfile *profile);

/* Plan against record. */
typedef enum
{
  ZB_DRIFT_NONE,      /* 如期举行, or still planned for its day */
  ZB_DRIFT_MOVED,     /* 改期: another day than planned */
  ZB_DRIFT_CANCELLED, /* 取消 */
  ZB_DRIFT_UNPLANNED  /* 计划外: never in the plan */
} ZbDrift;
ZbDrift zb_meeting_get_drift (ZbMeeting *meeting);

G_END_DECLS
