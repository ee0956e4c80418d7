/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "service/export.h"

G_BEGIN_DECLS

/* What came of an export: how many, what was left alone and why; or what went wrong. */
#define ZB_TYPE_EXPORT_OUTCOME (zb_export_outcome_get_type ())
G_DECLARE_FINAL_TYPE (ZbExportOutcome, zb_export_outcome, ZB, EXPORT_OUTCOME, AdwBin)

void zb_export_outcome_show (ZbExportOutcome *self, ZbExportKind kind, const ZbExportResult *result);
void zb_export_outcome_head (ZbExportOutcome *self, gboolean good, const char *headline, const char *words); /* over what is shown */
void zb_export_outcome_fail (ZbExportOutcome *self, const char *headline, const char *words);

G_END_DECLS
