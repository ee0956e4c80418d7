/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the store lists, as the match takes it. */
#include "photo/clock.h"
#include "service/links.h"
#include "store/album-store.h"

G_BEGIN_DECLS

GArray      *zb_links_list_meetings (GPtrArray *meetings);        /* of ZbMeeting → of ZbMatchMeeting */
ZbMatchPhoto zb_links_brief_to_match (const ZbPhotoBrief *brief); /* camera is borrowed */

/* Of ZbClockPhoto: those that nobody has settled yet, of a batch or (0) of all. Names are borrowed. */
GArray *zb_links_list_clock_photos (const ZbPhotoBriefs *briefs, gint64 batch);

G_END_DECLS
