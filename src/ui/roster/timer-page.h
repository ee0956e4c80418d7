/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* 到期提醒: what runs out or comes round, by day. Signals: "closed"; "open" (gint64 member); "term" (gint64 branch). */
#define ZB_TYPE_TIMER_PAGE (zb_timer_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbTimerPage, zb_timer_page, ZB, TIMER_PAGE, AdwBin)

GtkWidget *zb_timer_page_new (ZbRoster *roster);

G_END_DECLS
