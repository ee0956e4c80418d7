/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/meeting.h"

G_BEGIN_DECLS

/* The state of a meeting as a shape; the word is what it is called. Property: state (int, a ZbMeetingState). */
#define ZB_TYPE_STATE_ICON (zb_state_icon_get_type ())
G_DECLARE_FINAL_TYPE (ZbStateIcon, zb_state_icon, ZB, STATE_ICON, AdwBin)

GtkWidget  *zb_state_icon_new (ZbMeetingState state);
void        zb_state_icon_set_state (ZbStateIcon *self, ZbMeetingState state);
const char *zb_state_icon_get_name (ZbMeetingState state); /* of the icon */

G_END_DECLS
