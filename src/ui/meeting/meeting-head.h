/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/record.h"

G_BEGIN_DECLS

/* What a meeting is: kinds, own or joint, place, host, recorder, plan against fact, and its steps. */
#define ZB_TYPE_MEETING_HEAD (zb_meeting_head_get_type ())
G_DECLARE_FINAL_TYPE (ZbMeetingHead, zb_meeting_head, ZB, MEETING_HEAD, AdwBin)

void zb_meeting_head_show (ZbMeetingHead *self, ZbRecord *record, gboolean late); /* late: the record came too late (补记) */
void zb_meeting_head_set_folded (ZbMeetingHead *self, gboolean folded);

G_END_DECLS
