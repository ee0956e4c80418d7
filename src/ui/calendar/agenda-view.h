/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* The meetings and deadlines of a quarter as a list by week: what is printed and handed round. Actions of its ancestors:
 * calendar.open (xs), calendar.new (s), calendar.plan, win.file.
 */
#define ZB_TYPE_AGENDA_VIEW (zb_agenda_view_get_type ())
G_DECLARE_FINAL_TYPE (ZbAgendaView, zb_agenda_view, ZB, AGENDA_VIEW, AdwBin)

/* Fills it with the quarter of `day`, what comes at that day or next selected. */
void  zb_agenda_view_show (ZbAgendaView *self, ZbCalendar *calendar, ZbDay day, ZbKinds kinds);
char *zb_agenda_view_dup_summary (ZbAgendaView *self); /* 12 次活动 */

G_END_DECLS
