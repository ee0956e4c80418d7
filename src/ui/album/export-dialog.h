/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/export.h"

G_BEGIN_DECLS

/* 导出: what (which photos), as what (folder, PDF, pack, copies), with what left in; then progress that can be cancelled, then what came of it
 * with 打开. One window for all three, modal to `parent`.
 */
#define ZB_TYPE_EXPORT_DIALOG (zb_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZbExportDialog, zb_export_dialog, ZB, EXPORT_DIALOG, AdwWindow)

/* `which`: the choice at first: a selection (photos), a meeting (named by `theme`), a span; none of them is the whole album. */
void zb_export_dialog_present (GtkWindow *parent, ZbAlbum *album, const ZbExportWhich *which, const char *theme);

G_END_DECLS
