/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

/* 计划 – 报备 – 开展 – 记录 – 审核: what is done, what is next. Says when as its tooltip; nothing here is a button. */
#define ZB_TYPE_MEETING_STEPS (zb_meeting_steps_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingSteps, zb_meeting_steps, ZB, MEETING_STEPS, GtkBox)

void zb_meeting_steps_show (ZbMeetingSteps *self, ZbRecord *record);

G_END_DECLS
