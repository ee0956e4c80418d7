/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/segments.h"

#include <string.h>

#define MARKER_READ 64          /* bytes in which the next marker mostly is */
#define MARKERS_MAX (64 * 1024) /* bytes read to find markers */

/* Moves behind the next marker, over fill bytes and over what is no marker, as decoders do. */
static guint8
next_marker (ZbSegments *self)
{
  guint8 piece[MARKER_READ];
  gsize  n;

  while (self->n_read < MARKERS_MAX && (n = zb_span_read (self->file, self->at, piece, sizeof piece)) > 1)
    {
      self->n_read += n;
      for (gsize i = 0; i + 1 < n; i++)
        if (piece[i] == 0xff && piece[i + 1] != 0xff && piece[i + 1] != 0)
          {
            self->at += i + 2;
            return piece[i + 1];
          }
      self->at += n - 1;
    }

  return 0;
}

static gboolean
stands_alone (guint8 marker)
{
  return marker == 0x01 || (marker >= 0xd0 && marker <= ZB_JPEG_SOI);
}

guint8
zb_segments_next (ZbSegments *self,
                  ZbSpan     *segment)
{
  guint8 marker, bytes[2];

  do
    marker = next_marker (self);
  while (stands_alone (marker));

  *segment = zb_span_cut (self->file, self->at, 0);
  if (marker == 0 || marker == ZB_JPEG_EOI)
    return marker;
  if (!zb_span_get (self->file, self->at, bytes, sizeof bytes) || zb_be16 (bytes) < 2)
    return 0;

  *segment = zb_span_cut (self->file, self->at + 2, zb_be16 (bytes) - 2);
  self->at += zb_be16 (bytes);
  return marker;
}

gboolean
zb_segment_begins_with (const ZbSpan *segment,
                        const char   *id,
                        gsize         length)
{
  char bytes[32];

  return length <= sizeof bytes && zb_span_get (segment, 0, bytes, length) && memcmp (bytes, id, length) == 0;
}

gboolean
zb_segment_is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}
