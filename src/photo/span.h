/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Some bytes of an open file or of memory, read by position. Nothing outside can be reached:
 * every position is checked, and what lies beyond the end is not read.
 */
typedef struct
{
  const guint8 *data; /* NULL: of a file */
  int           fd;
  gint64        offset; /* in the file */
  gint64        size;
} ZbSpan;

ZbSpan zb_span_from_data (gconstpointer data, gsize size);
ZbSpan zb_span_from_file (int fd); /* empty when it is not a regular file */

/* The part of it from `at` on, of at most `size` bytes. */
ZbSpan zb_span_cut (const ZbSpan *span, gint64 at, gint64 size);

/* How many bytes there were. */
gsize zb_span_read (const ZbSpan *span, gint64 at, gpointer buffer, gsize size);
/* All of them or FALSE. */
gboolean zb_span_get (const ZbSpan *span, gint64 at, gpointer buffer, gsize size);
/* At most `limit` bytes from the start; NULL when there are none. Free with g_free. */
guint8 *zb_span_load (const ZbSpan *span, gsize limit, gsize *size);

static inline guint16
zb_be16 (const guint8 *bytes)
{
  return bytes[0] << 8 | bytes[1];
}

static inline guint32
zb_be32 (const guint8 *bytes)
{
  return (guint32) zb_be16 (bytes) << 16 | zb_be16 (bytes + 2);
}

static inline guint64
zb_be64 (const guint8 *bytes)
{
  return (guint64) zb_be32 (bytes) << 32 | zb_be32 (bytes + 4);
}

static inline guint16
zb_le16 (const guint8 *bytes)
{
  return bytes[1] << 8 | bytes[0];
}

static inline guint32
zb_le32 (const guint8 *bytes)
{
  return (guint32) zb_le16 (bytes + 2) << 16 | zb_le16 (bytes);
}

G_END_DECLS
