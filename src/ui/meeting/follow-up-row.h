/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* What follows an absence without reason. Leaving it is one change. */
#define ZB_TYPE_FOLLOW_UP_ROW (zb_follow_up_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbFollowUpRow, zb_follow_up_row, ZB, FOLLOW_UP_ROW, AdwExpanderRow)

GtkWidget *zb_follow_up_row_new (ZbMeetingDesk *desk, const ZbFollowUp *follow_up);
void       zb_follow_up_row_show (ZbFollowUpRow *self, const ZbFollowUp *follow_up); /* not while it is being typed into */
gint64     zb_follow_up_row_get_member (ZbFollowUpRow *self);
void       zb_follow_up_row_commit (ZbFollowUpRow *self);

G_END_DECLS
