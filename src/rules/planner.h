/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/plan.h"
#include "rules/check.h"

G_BEGIN_DECLS

/* 生成年度计划: a year's meetings from the profile, the groups and the holidays. Pure. What is arranged already is taken into
 * account: only what is still owed is proposed, so a plan made twice makes nothing. Nothing before today is proposed:
 * past periods are left out, and what a running one still owes comes on its next working day. A day off is never moved
 * in silence, and never out of the period that owes it. One joint theme day a quarter; lectures go into it and the
 * appraisal into the review where the profile lets them, themes and hours are the usual ones.
 */
typedef struct
{
  const ZbCheckInput *input; /* `attended`, `persons` may be NULL */
  int                 year;
  guint               fixed_day; /* 0: as the profile says */
  ZbShift             shift;
  ZbKinds             kinds; /* only these; 0: all. Papers (plan-filing …) are always among the items: they make no meeting */
} ZbPlanWish;

void zb_plan_item_free (ZbPlanItem *item);

void zb_plan_free (ZbPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbPlan, zb_plan_free)

ZbPlan *zb_plan_make (const ZbPlanWish *wish);
/* The words of a day chosen by hand: "春节假期最后一天", NULL for a working day. */
char *zb_plan_dup_doubt (const ZbHolidays *holidays, ZbDay day);

G_END_DECLS
