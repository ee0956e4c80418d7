/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* 整改: the remedy list (整改任务书), and what follows absences without reason. */
#define ZB_TYPE_REMEDY_TAB (zb_remedy_tab_get_type ())
G_DECLARE_FINAL_TYPE (ZbRemedyTab, zb_remedy_tab, ZB, REMEDY_TAB, AdwBin)

void zb_remedy_tab_set_desk (ZbRemedyTab *self, ZbMeetingDesk *desk);

G_END_DECLS
