/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* 照片: those of this meeting, by time. */
#define ZB_TYPE_PHOTO_TAB (zb_photo_tab_get_type ())
G_DECLARE_FINAL_TYPE (ZbPhotoTab, zb_photo_tab, ZB, PHOTO_TAB, AdwBin)

void zb_photo_tab_set_desk (ZbPhotoTab *self, ZbMeetingDesk *desk);

G_END_DECLS
