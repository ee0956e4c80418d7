/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* 生成年度计划: what the rules ask for in a year, with a day for each, to be looked through and made in one change.
 *
 * Property: folded. Signals: "back"; "made" (int count).
 */
#define ZB_TYPE_PLAN_PAGE (zb_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbPlanPage, zb_plan_page, ZB, PLAN_PAGE, AdwBin)

GtkWidget *zb_plan_page_new (ZbCalendar *calendar, int year);

G_END_DECLS
