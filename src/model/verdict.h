/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/requirement.h"

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

/* Plan against record. */
typedef enum
{
  ZB_DRIFT_NONE,      /* 如期举行, or still planned for its day */
  ZB_DRIFT_MOVED,     /* 改期: another day than planned */
  ZB_DRIFT_CANCELLED, /* 取消 */
  ZB_DRIFT_UNPLANNED  /* 计划外: never in the plan */
} ZbDrift;
/* One requirement in one period, of one subject. A meeting that starts on a day counts in that day's period, so one moved
 * over a quarter's end counts where it was held. One meeting counts for every kind it is (trap 4), a joint one as an own (trap 5).
 * Held: states from held on. Planned: neither held nor cancelled, today or to come.
 */
typedef struct
{
  const ZbRequirement *rule; /* borrowed from the profile */
  ZbDay                first, last;
  gint64               subject; /* group or member; 0: the branch */
  char                *name;    /* of the subject; NULL of the branch */
  guint                owed, held, planned;
  GArray              *meetings; /* gint64: those that count, held or planned, by start */
  ZbDay                next;     /* the first planned one's day; of a task its last day; empty: none */
  guint                gaps;     /* what its held meetings lack; ZB_GAP_UNCONFIRMED of those whose day is past */
  gboolean             over;     /* the period is past */
} ZbVerdict;
/* The attendance of one person in a span. */
typedef struct
{
  guint expected, present, excused, absent;
  guint running; /* absences without reason one after another, up to the last meeting */
} ZbAttendanceSum;
G_END_DECLS
