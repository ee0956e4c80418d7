/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* The strip on top: whether it was held, how long there is for the record, what waits for the secretary. Nothing: not shown. */
#define ZB_TYPE_MEETING_NOTICE (zb_meeting_notice_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingNotice, zb_meeting_notice, ZB, MEETING_NOTICE, AdwBin)

void zb_meeting_notice_show (ZbMeetingNotice *self, ZbMeetingDesk *desk);

G_END_DECLS
