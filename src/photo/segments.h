/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/span.h"

G_BEGIN_DECLS

/* The marker segments of a JPEG up to its pixels, or between its scans. */
#define ZB_JPEG_SOI 0xd8
#define ZB_JPEG_EOI 0xd9
#define ZB_JPEG_SOS 0xda
#define ZB_JPEG_APP(n) (0xe0 + (n))

typedef struct
{
  const ZbSpan *file;
  gint64        at; /* behind the last segment */
  gsize         n_read;
} ZbSegments;

#define ZB_SEGMENTS_INIT(span)           \
  {                                      \
    .file = (span), .at = 2, .n_read = 0 \
  }

/* The next marker and what its segment holds (SOS: the scan's header). 0: there is none, or it cannot be a segment; EOI ends. */
guint8   zb_segments_next (ZbSegments *self, ZbSpan *segment);
gboolean zb_segment_begins_with (const ZbSpan *segment, const char *id, gsize length);
/* SOF0 … SOF15 */
gboolean zb_segment_is_frame (guint8 marker);

G_END_DECLS
