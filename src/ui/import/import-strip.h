/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/import.h"

G_BEGIN_DECLS

/* The first dozen pictures of a card in a row, and how many more there are. Signal: "left-out" (guint item,
 * gboolean) when the × of a picture is pressed, where that may be.
 */
#define ZB_TYPE_IMPORT_STRIP (zb_import_strip_get_type ())
G_DECLARE_FINAL_TYPE (ZbImportStrip, zb_import_strip, ZB, IMPORT_STRIP, GtkBox)

GtkWidget *zb_import_strip_new (GPtrArray *items, gboolean may_leave_out);

G_END_DECLS
