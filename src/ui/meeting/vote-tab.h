/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/meeting/meeting-desk.h"

G_BEGIN_DECLS

/* 表决: what was put to the vote. */
#define ZB_TYPE_VOTE_TAB (zb_vote_tab_get_type ())
G_DECLARE_FINAL_TYPE (ZbVoteTab, zb_vote_tab, ZB, VOTE_TAB, AdwBin)

void zb_vote_tab_set_desk (ZbVoteTab *self, ZbMeetingDesk *desk);

G_END_DECLS
