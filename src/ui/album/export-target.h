/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/export.h"

G_BEGIN_DECLS

/* Where to: a folder that is remembered, in it the proposed name until a person chooses another. Signal: "changed". */
#define ZB_TYPE_EXPORT_TARGET (zb_export_target_get_type ())
G_DECLARE_FINAL_TYPE (ZbExportTarget, zb_export_target, ZB, EXPORT_TARGET, AdwBin)

void        zb_export_target_propose (ZbExportTarget *self, ZbExportKind kind, const char *name);
const char *zb_export_target_get_path (ZbExportTarget *self); /* NULL before a name was proposed */
/* A person was asked about the file that is there already. */
gboolean zb_export_target_may_replace (ZbExportTarget *self);
void     zb_export_target_remember (ZbExportTarget *self);

G_END_DECLS
