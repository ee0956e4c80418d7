/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/roster.h"

G_BEGIN_DECLS

/* The other organisation and the letter of introduction of a transfer. Property: out (gboolean).
 * Signal: "changed".
 */
#define ZB_TYPE_TRANSFER_GROUP (zb_transfer_group_get_type ())
G_DECLARE_FINAL_TYPE (ZbTransferGroup, zb_transfer_group, ZB, TRANSFER_GROUP, AdwPreferencesGroup)

/* NULL when it is good, else what is missing. Free the texts of `transfer` with zb_transfer_clear(). */
const char *zb_transfer_group_read (ZbTransferGroup *self, ZbTransfer *transfer);

void zb_transfer_clear (ZbTransfer *transfer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbTransfer, zb_transfer_clear)

G_END_DECLS
