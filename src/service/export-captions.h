/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "documents/captions.h"
#include "service/export-private.h"

G_BEGIN_DECLS

/* The captions that go along with photos: 照片目录. Export's thread. */
ZbCaptions *zb_export_captions_new (const ZbExportWork *work, gboolean with_device);
void        zb_export_captions_add (ZbCaptions *captions, const ZbExportItem *item, const char *file);

/* PACK: bytes of all files of the photos, those that go along with a picture too. */
guint64 zb_export_sum_files (const ZbExportWork *work);

/* About how large a photo's copy will be. */
guint64  zb_export_guess_bytes (const ZbExportSpec *spec, ZbPhoto *photo);
gboolean zb_export_write_bytes (int fd, const char *bytes, gsize length, GError **error);

G_END_DECLS
