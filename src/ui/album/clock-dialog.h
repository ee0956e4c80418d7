/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/album.h"

G_BEGIN_DECLS

/* Corrects a camera's clock: shows before and after, asks by how much (or when a picture really was
 * taken) and why. Signal: "shift" (gint64 seconds, string reason).
 */
#define ZB_TYPE_CLOCK_DIALOG (zb_clock_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbClockDialog, zb_clock_dialog, ZB, CLOCK_DIALOG, AdwWindow)

ZbClockDialog *zb_clock_dialog_new (GtkWindow *parent, const ZbClockFinding *finding);

/* "2019-06-10 09:30" against what the camera said; FALSE when it is not a time. */
gboolean zb_clock_dialog_parse (const char *text, const ZbWall *said, gint64 *seconds);

G_END_DECLS
