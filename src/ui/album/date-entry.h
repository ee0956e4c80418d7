/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/album.h"

G_BEGIN_DECLS

/* What a person types as a time, and the sentences that answer it. */

/* As people write: "2019-06-10 09:30", "2019.6.10 9:30:05", "2019年6月10日 下午2点半", "20190610 0930", "6-10 9:30" and "9:30" (the rest
 * from `near`, which may be empty), or a day alone. FALSE for what is no time. */
gboolean zb_date_entry_parse (const char *text, const ZbWall *near, ZbWall *wall);

/* What to add to `said` so that it is `actual`. A minute that was typed does not correct seconds, a day alone not the time of day. */
gint64 zb_date_entry_shift (const ZbWall *actual, const ZbWall *said);

char *zb_date_entry_dup_shift (gint64 seconds); /* "拨快 8 小时" */

/* "118 张 → 重温入党誓词（6 月 10 日）90 张；28 张仍不归入" */
char *zb_date_entry_dup_preview (const ZbShiftPreview *preview);

/* The same for photos that get one date, from what the meetings say: "→ 重温入党誓词（6 月 10 日）". */
char *zb_date_entry_dup_meetings (GListModel *meetings, const ZbWall *wall);

G_END_DECLS
