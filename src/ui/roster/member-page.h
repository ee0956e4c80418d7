/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* One member: basic data and history side by side, one above the other when folded. Property: folded.
 * Signals: "back" (also when the member is gone), "step" (int, -1 or 1: the one before or after).
 */
#define ZB_TYPE_MEMBER_PAGE (zb_member_page_get_type ())
G_DECLARE_FINAL_TYPE (ZbMemberPage, zb_member_page, ZB, MEMBER_PAGE, AdwBin)

GtkWidget *zb_member_page_new (ZbRoster *roster);

void   zb_member_page_show (ZbMemberPage *self, gint64 member); /* 0: nobody */
gint64 zb_member_page_get_member (ZbMemberPage *self);

G_END_DECLS
