/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* 考勤: the quorum, and who was there of those expected on that day. Keys: 1–4 mark the focused row. Property: folded. */
#define ZB_TYPE_ATTENDANCE_TAB (zb_attendance_tab_get_type ())
G_DECLARE_FINAL_TYPE (ZbAttendanceTab, zb_attendance_tab, ZB, ATTENDANCE_TAB, AdwBin)

void zb_attendance_tab_set_desk (ZbAttendanceTab *self, ZbMeetingDesk *desk);

G_END_DECLS
