/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster-compare.h"

G_BEGIN_DECLS

/* 与平台核对: the differences between the ledger and the platform's export, worked off one by one.
 * Signals: "closed"; "choose": a file to compare with is wanted.
 */
#define ZB_TYPE_COMPARE_PAGE (zb_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbComparePage, zb_compare_page, ZB, COMPARE_PAGE, AdwBin)

GtkWidget *zb_compare_page_new (ZbRoster *roster, ZbRosterCompare *compare);
void       zb_compare_page_begin (ZbComparePage *self, const char *path);

G_END_DECLS
