/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* Below the minutes: the first photos of the meeting, how many there are, and what to do with them. Not shown without photos. */
#define ZB_TYPE_PHOTO_STRIP (zb_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (ZbPhotoStrip, zb_photo_strip, ZB, PHOTO_STRIP, AdwBin)

void zb_photo_strip_set_desk (ZbPhotoStrip *self, ZbMeetingDesk *desk);

G_END_DECLS
