/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* A member's attendance of this year: a cell a month, the sum, and when and why somebody was not there. For this member only: no
 * ranking.
 */
#define ZB_TYPE_MEMBER_ATTENDANCE (zb_member_attendance_get_type ())
G_DECLARE_FINAL_TYPE (ZbMemberAttendance, zb_member_attendance, ZB, MEMBER_ATTENDANCE, AdwBin)

/* Reads again; nothing is shown of a year without any. */
void zb_member_attendance_show (ZbMemberAttendance *self, ZbRoster *roster, gint64 member);

G_END_DECLS
