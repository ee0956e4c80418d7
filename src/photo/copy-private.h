/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/copy.h"
#include "photo/frame.h"
#include "photo/place.h"
#include "photo/span.h"

G_BEGIN_DECLS

/* Where a copy goes: its bytes in order, counted. */
typedef struct
{
  int      fd;
  gint64   at;
  gint64   limit;  /* more is `full` and not written */
  gboolean full;   /* larger than the limit */
  gboolean failed; /* it could not be written */
  gsize    n;
  guint8   buffer[65536];
} ZbSink;

void     zb_sink_init (ZbSink *self, int fd, gint64 limit);
void     zb_sink_put (ZbSink *self, gconstpointer bytes, gsize size);
void     zb_sink_put_segment (ZbSink *self, guint8 marker, gconstpointer bytes, gsize size);
gboolean zb_sink_flush (ZbSink *self); /* TRUE when all of it was written */

/* What a copy says of itself: payloads of APP1 and APP13, NULL nothing. */
typedef struct
{
  GBytes *exif;
  GBytes *iptc;
} ZbCopyWords;

void zb_copy_words_make (ZbCopyWords *words, const ZbCopySpec *spec, const ZbTags *tags, const ZbPlace *place, int orientation, gboolean srgb);
void zb_copy_words_clear (ZbCopyWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbCopyWords, zb_copy_words_clear)

/* The JPEG's own scans behind new words: FALSE when it is not a plain, whole JPEG; what was written then counts for nothing. */
typedef struct
{
  int width, height, n_components;
} ZbPassed;
gboolean zb_copy_pass (const ZbSpan *file, const ZbCopyWords *words, GBytes *icc, ZbSink *sink, ZbPassed *passed);

/* Pixels as a JPEG, scaled to `width` × `height`; FALSE when it could not be written or is larger than the sink allows. */
gboolean zb_copy_encode (const ZbFrame *frame, int width, int height, int quality, const ZbCopyWords *words, ZbSink *sink);

/* The mask in white with a dark rim, at the lower right corner; as large as there is room for. */
void zb_copy_lay_line (ZbFrame *frame, const guint8 *mask, int width, int height);

G_END_DECLS
