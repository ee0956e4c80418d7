/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster-compare.h"

G_BEGIN_DECLS

/* One difference between the ledger and the platform, with what can be done about it.
 * Signal: "resolve" (int ZbResolution, string note or NULL).
 */
#define ZB_TYPE_DIFFERENCE_ROW (zb_difference_row_get_type ())
G_DECLARE_FINAL_TYPE (ZbDifferenceRow, zb_difference_row, ZB, DIFFERENCE_ROW, GtkListBoxRow)

GtkWidget    *zb_difference_row_new (ZbDifference *difference);
ZbDifference *zb_difference_row_get_difference (ZbDifferenceRow *self);

G_END_DECLS
