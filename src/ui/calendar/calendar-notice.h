/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/calendar.h"

G_BEGIN_DECLS

/* What has to be said above a view; NULL: nothing. `empty`: a month without a meeting. `plan`: whether the plan is offered. */
char *zb_calendar_dup_notice (ZbCalendar *calendar, ZbDay day, gboolean empty, gboolean *plan);

G_END_DECLS
