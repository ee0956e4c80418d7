/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* 提醒: what runs out, and with whom a talk is due (七必谈); the members counted at the foot. Rows lead to the member by
 * actions of the window.
 */
#define ZB_TYPE_OVERVIEW_SIDEBAR (zb_overview_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ZbOverviewSidebar, zb_overview_sidebar, ZB, OVERVIEW_SIDEBAR, AdwBin)

GtkWidget *zb_overview_sidebar_new (ZbCalendar *calendar);

G_END_DECLS
