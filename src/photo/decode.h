/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/frame.h"
#include "photo/tags.h"

G_BEGIN_DECLS

/* The decoders, one file a format: a part of an open file in, a frame out. Positioned
 * reads only, so that a source that shrinks or vanishes is an end of file and not a fault. None
 * keeps more than ZB_DECODE_MEMORY; what would need more is ZB_PROBLEM_TOO_LARGE. Only in the
 * worker process and in tests.
 */
#define ZB_DECODE_MEMORY (200 * 1024 * 1024)

typedef struct
{
  int    fd;
  gint64 offset;
  gint64 size;
} ZbPart;

typedef struct
{
  ZbFrame  *frame;         /* finished; NULL: nothing to show */
  ZbProblem problem;       /* may stand beside a picture: TRUNCATED shows what there is, TOO_LARGE less than was wanted */
  int       width, height; /* of the picture as stored, 0 unknown */
} ZbDecoded;

ZbDecoded zb_decode_jpeg (const ZbPart *part, const ZbWanted *wanted);
ZbDecoded zb_decode_webp (const ZbPart *part, const ZbWanted *wanted);
ZbDecoded zb_decode_png (const ZbPart *part, const ZbWanted *wanted);
ZbDecoded zb_decode_tiff (const ZbPart *part, const ZbWanted *wanted);
/* The thumbnail stored inside first; the picture itself unless `quick`. */
ZbDecoded zb_decode_heif (const ZbPart *part, const ZbWanted *wanted, gboolean quick);
/* Whatever the tags say it is; of a RAW the preview inside it. */
ZbDecoded zb_decode (const ZbTags *tags, const ZbPart *part, const ZbWanted *wanted);
/* The JPEG that zb_preview_find() finds. */
ZbDecoded zb_decode_preview (const ZbPart *part, const ZbWanted *wanted, gboolean tiff, int size, gint64 bytes);

/* Header only. FALSE: not a JPEG that can be decoded. */
gboolean zb_decode_jpeg_size (const ZbPart *part, int *width, int *height);

/* A JPEG inside the picture: the thumbnail in a JPEG's Exif block (within its first 128 KiB), or
 * the preview of a TIFF-like RAW: the smallest one that is at least `size` pixels long, else the
 * largest, of those up to `bytes` long.
 */
gboolean zb_preview_find (ZbPart *preview, const ZbPart *picture, gboolean tiff, int size, gint64 bytes);

/* Sides of a TIFF's first picture. FALSE: no classic TIFF, or it does not say. */
gboolean zb_decode_tiff_size (const ZbPart *part, int *width, int *height);

/* How many bytes there were; fewer only at the end of the part or on a read error. */
gsize zb_part_read (const ZbPart *part, gint64 offset, gpointer buffer, gsize size);
/* All of it, NULL when it is larger than `limit`, has no bytes or cannot be held. Free with g_free. */
guint8 *zb_part_read_all (const ZbPart *part, gsize limit, gsize *size);

/* Opens the pixbuf loaders and libheif's codecs: they are modules, and a confined process can open no file later. */
void zb_decode_prepare (void);
void zb_decode_prepare_heif (void); /* the part of it for libheif */

G_END_DECLS
