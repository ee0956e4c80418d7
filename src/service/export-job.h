/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "service/export-private.h"

G_BEGIN_DECLS

/* What one run of an export holds together, from the main thread to the store's to its own. */
ZbExportSpec *zb_export_spec_copy (const ZbExportSpec *spec);
void          zb_export_spec_free (ZbExportSpec *spec);
/* Refers to the spec and the cancellable by copy and reference; no work and no pool yet. */
ZbExportJob *zb_export_job_new (const ZbExportSpec *spec, GCancellable *cancellable);
void         zb_export_job_take_work (ZbExportJob *job, ZbExportWork *work);
void         zb_export_job_start_pool (ZbExportJob *job);

/* PDF, PACK: a file that is there stays unless `replace`; the library is no place for it. Any thread but the main one. */
gboolean zb_export_check_file (const ZbExportJob *job, GError **error);
/* Bytes that are free where the target is to be; 0 unknown. */
guint64 zb_export_find_room (const char *target);

G_END_DECLS
