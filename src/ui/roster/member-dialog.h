/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* The form of a member: every field, checked while typing; saving is one change. Signal: "saved" (gint64 member). */
#define ZB_TYPE_MEMBER_DIALOG (zb_member_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbMemberDialog, zb_member_dialog, ZB, MEMBER_DIALOG, AdwWindow)

/* `member` 0: adds one. */
ZbMemberDialog *zb_member_dialog_new (GtkWindow *parent, ZbRoster *roster, gint64 member);

/* The same, shown. */
void zb_member_dialog_present (GtkWindow *parent, ZbRoster *roster, gint64 member);

G_END_DECLS
