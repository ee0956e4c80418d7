/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/export.h"

G_BEGIN_DECLS

/* How far an export is, and 取消. Signal: "cancel". */
#define ZB_TYPE_EXPORT_RUNNING (zb_export_running_get_type ())
G_DECLARE_FINAL_TYPE (ZbExportRunning, zb_export_running, ZB, EXPORT_RUNNING, AdwBin)

void zb_export_running_show (ZbExportRunning *self, const ZbExportProgress *progress);
void zb_export_running_set_stopping (ZbExportRunning *self, gboolean stopping);

G_END_DECLS
