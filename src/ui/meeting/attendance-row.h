/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/record.h"

G_BEGIN_DECLS

/* One person: who, why, and four buttons. 请假 and 不计 ask for the reason first.
 * Signals: "put" (gpointer, a ZbAttendance as it is to be), "remove" (an observer goes).
 */
#define ZB_TYPE_ATTENDANCE_ROW (zb_attendance_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbAttendanceRow, zb_attendance_row, ZB, ATTENDANCE_ROW, GtkListBoxRow)

GtkWidget          *zb_attendance_row_new (ZbDay day); /* of the meeting */
void                zb_attendance_row_show (ZbAttendanceRow *self, const ZbAttendance *line, const ZbFollowUp *follow_up /* may be NULL */);
void                zb_attendance_row_set_folded (ZbAttendanceRow *self, gboolean folded);
void                zb_attendance_row_mark (ZbAttendanceRow *self, ZbMark mark); /* as if its button were pressed */
const ZbAttendance *zb_attendance_row_get_line (ZbAttendanceRow *self);

G_END_DECLS
