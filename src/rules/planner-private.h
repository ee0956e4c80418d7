/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/planner.h"

G_BEGIN_DECLS

/* An item while the year is being planned. */
typedef struct
{
  ZbPlanItem          *item;
  const ZbRequirement *rule;        /* it was made for this one */
  guint                fixed_day;   /* of the wish or the rule, 0: none */
  ZbDay                first, last; /* it must stay inside */
  ZbDay                least;       /* and not come before: today, or the day its people came together */
  const char          *least_why;
} ZbPlanDraft;

/* The day that a rule wants in a month: its fixed day, or the weekday that is usual for its kind. `group`: index among
 * the groups, whose meetings are staggered; `nth`: from 0, of several in one month.
 */
ZbDay zb_plan_place (const ZbRequirement *rule, guint fixed_day, ZbDay month, guint group, guint nth);
/* 当月第一个周三 */
char *zb_plan_dup_placing (const ZbPlanDraft *draft);

/* Proposes a day for what the rule wants, with the others that would do. `drafts`: those that are settled; of one
 * rule and group no two come to one day while there are others.
 */
void zb_plan_settle (ZbPlanDraft *draft, const ZbPlanWish *wish, GPtrArray *drafts);

/* 一月支委会, 第一党小组 一月党小组会, 下半年组织生活会暨民主评议 */
char *zb_plan_dup_theme (const ZbPlanDraft *draft);
void  zb_plan_set_hour (ZbPlanItem *item);

G_END_DECLS
