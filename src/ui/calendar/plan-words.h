/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/calendar/plan-line.h"

G_BEGIN_DECLS

/* What the plan's page says. `n`: meetings. */
char *zb_plan_dup_summary (const ZbPlan *plan, guint n);            /* 55 次活动满足 59 项要求 … */
char *zb_plan_dup_notice (const ZbPlan *plan, int year);            /* NULL: nothing to be said */
char *zb_plan_dup_kind (const ZbPlan *plan, ZbKind kind, guint *n); /* 4 次，并入 */
/* Markup. `lines`: of ZbPlanLine; `month`: year * 12 + month. */
char *zb_plan_dup_month (GPtrArray *lines, int month);

G_END_DECLS
