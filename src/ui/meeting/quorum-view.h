/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/calendar.h"

G_BEGIN_DECLS

/* The four numbers, whether the meeting may decide, and by which article. Property: folded. */
#define ZB_TYPE_QUORUM_VIEW (zb_quorum_view_get_type ())
G_DECLARE_FINAL_TYPE (ZbQuorumView, zb_quorum_view, ZB, QUORUM_VIEW, AdwBin)

void zb_quorum_view_show (ZbQuorumView *self, ZbCalendar *calendar, ZbRecord *record);
void zb_quorum_view_set_folded (ZbQuorumView *self, gboolean folded);

G_END_DECLS
