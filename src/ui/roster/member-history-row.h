/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* One point of a member's time line: a filled dot for what is still so, a ring for what is over. What was
 * recorded has a menu. Signals: "edit", "remove".
 */
#define ZB_TYPE_MEMBER_HISTORY_ROW (zb_member_history_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbMemberHistoryRow, zb_member_history_row, ZB, MEMBER_HISTORY_ROW, GtkListBoxRow)

/* `first`, `last`: where the line begins and ends. */
GtkWidget *zb_member_history_row_new (const ZbHistoryLine *line, gboolean first, gboolean last);

const ZbSpan *zb_member_history_row_get_span (ZbMemberHistoryRow *self); /* NULL: not to be edited */

G_END_DECLS
