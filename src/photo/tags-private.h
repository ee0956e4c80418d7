/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/span.h"
#include "photo/tags.h"

G_BEGIN_DECLS

/* The readers, one file a format. Each takes any bytes, reads a bounded number of them and puts
 * what it understands into the tags; the first to say something keeps the word.
 */
void zb_jpeg_read (ZbTags *tags, const ZbSpan *file);
void zb_png_read (ZbTags *tags, const ZbSpan *file);
void zb_riff_read (ZbTags *tags, const ZbSpan *file);
void zb_heif_read (ZbTags *tags, const ZbSpan *file);
void zb_tiff_read (ZbTags *tags, const ZbSpan *file); /* and tells which kind of RAW it is */
void zb_movie_read (ZbTags *tags, const ZbSpan *file);

/* What the formats carry. */
void zb_exif_read (ZbTags *tags, const ZbSpan *block); /* with or without "Exif\0\0" before it */
void zb_xmp_read (ZbTags *tags, const ZbSpan *packet);
void zb_iptc_read (ZbTags *tags, const ZbSpan *data);             /* the records themselves */
void zb_iptc_read_photoshop (ZbTags *tags, const ZbSpan *blocks); /* "8BIM" resources */

/* Makes bytes up to the first NUL presentable: valid UTF-8, control characters blank, at most 80
 * bytes. Nothing happens when it is empty or the tags have that text already.
 */
void zb_tags_take (ZbTags *tags, ZbText text, const void *bytes, gsize size);
void zb_tags_set_size (ZbTags *tags, gint64 width, gint64 height);

G_END_DECLS
