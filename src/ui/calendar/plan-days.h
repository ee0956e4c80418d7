/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/calendar/plan-line.h"

G_BEGIN_DECLS

/* The days that would do for a proposal, each with why; and any other one. */
#define ZB_TYPE_PLAN_DAYS (zb_plan_days_get_type ())
G_DECLARE_FINAL_TYPE (ZbPlanDays, zb_plan_days, ZB, PLAN_DAYS, GtkPopover)

GtkWidget *zb_plan_days_new (ZbPlanLine *line);

G_END_DECLS
