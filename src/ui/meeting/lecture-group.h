/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* 党课: lecturer, material, activists who listen. Shown of a lecture only; a field that is left is one change. */
#define ZB_TYPE_LECTURE_GROUP (zb_lecture_group_get_type ())
G_DECLARE_FINAL_TYPE (ZbLectureGroup, zb_lecture_group, ZB, LECTURE_GROUP, AdwPreferencesGroup)

void zb_lecture_group_set_desk (ZbLectureGroup *self, ZbMeetingDesk *desk);

G_END_DECLS
