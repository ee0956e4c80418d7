/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/ledger.h"

G_BEGIN_DECLS

/* 导出台账: which columns, which file, masked or not; then where to. */
#define ZB_TYPE_LEDGER_DIALOG (zb_ledger_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbLedgerDialog, zb_ledger_dialog, ZB, LEDGER_DIALOG, AdwWindow)

/* `members`: of ZbMember, those shown, in their order. */
void zb_ledger_dialog_present (GtkWindow *parent, ZbRoster *roster, GPtrArray *members);

G_END_DECLS
