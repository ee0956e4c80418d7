/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/copy-private.h"

#include "photo/icc.h"
#include "photo/segments.h"

#include <string.h>

/* What a decoder needs is copied and nothing else: frame, tables, scans; of the rest an ICC profile and the words of Adobe's mark
 * and of JFIF that say which colours these are, written anew. What is behind the end stays behind: phones put whole pictures and
 * videos there, with their places.
 */
#define ADOBE_SIZE 12
#define JFIF_SIZE 14
#define ICC_PIECE 65000
#define PIECE 65536

typedef struct
{
  const ZbSpan *file;
  ZbSink       *sink;
  ZbPassed     *passed;
  gboolean      frame;
  guint         n_scans;
} Pass;

static void
put_segment (Pass         *pass,
             guint8        marker,
             const ZbSpan *segment)
{
  gsize              size = 0;
  g_autofree guint8 *bytes = zb_span_load (segment, 65533, &size);

  zb_sink_put_segment (pass->sink, marker, bytes, size);
}

/* Baseline, extended or progressive, by Huffman: what every program reads. */
static gboolean
take_frame (Pass         *pass,
            guint8        marker,
            const ZbSpan *segment)
{
  guint8 head[6];

  if (marker > 0xc2 || pass->frame || !zb_span_get (segment, 0, head, sizeof head) || head[0] != 8)
    return FALSE;

  pass->frame = TRUE;
  pass->passed->height = zb_be16 (head + 1);
  pass->passed->width = zb_be16 (head + 3);
  pass->passed->n_components = head[5];
  return pass->passed->width > 0 && pass->passed->height > 0 && (head[5] == 1 || head[5] == 3 || head[5] == 4);
}

/* Where the first byte stands that belongs to a marker; -1: the file ends before. */
static gint64
find_scan_end (const Pass *pass,
               gint64      at)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  gsize              n;

  while ((n = zb_span_read (pass->file, at, piece, PIECE)) > 1)
    {
      for (gsize i = 0; i + 1 < n; i++)
        {
          const guint8 *mark = memchr (piece + i, 0xff, n - 1 - i);

          if (mark == NULL)
            break;
          i = (gsize) (mark - piece);
          if (mark[1] != 0 && mark[1] != 0xff && (mark[1] < 0xd0 || mark[1] > 0xd7))
            return at + (gint64) i;
        }
      at += (gint64) n - 1;
    }

  return -1;
}

static void
put_scan (Pass  *pass,
          gint64 at,
          gint64 end)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  gsize              n;

  while (at < end && (n = zb_span_read (pass->file, at, piece, (gsize) MIN (PIECE, end - at))) > 0 && !pass->sink->full)
    {
      zb_sink_put (pass->sink, piece, n);
      at += (gint64) n;
    }
}

static gboolean
pass_scan (Pass       *pass,
           ZbSegments *segments)
{
  const gint64 end = find_scan_end (pass, segments->at);

  if (end < 0 || !pass->frame || pass->sink->full)
    return FALSE;

  put_scan (pass, segments->at, end);
  segments->at = end;
  pass->n_scans++;
  return TRUE;
}

/* FALSE: this is no JPEG to be passed on. */
static gboolean
pass_segment (Pass         *pass,
              ZbSegments   *segments,
              guint8        marker,
              const ZbSpan *segment)
{
  const gboolean frame = zb_segment_is_frame (marker);

  if (frame && !take_frame (pass, marker, segment))
    return FALSE;
  if (frame || marker == 0xc4 || marker == 0xdb || marker == 0xdd || marker == ZB_JPEG_SOS)
    put_segment (pass, marker, segment);
  return marker != ZB_JPEG_SOS || pass_scan (pass, segments);
}

/* The two heads that say how the components are to be read, without what may follow in them. */
static void
put_colour_marks (Pass       *pass,
                  guint8      marker,
                  gsize       size,
                  const char *id,
                  gsize       id_size)
{
  ZbSegments segments = ZB_SEGMENTS_INIT (pass->file);
  ZbSpan     segment;
  guint8     found, bytes[JFIF_SIZE];

  while ((found = zb_segments_next (&segments, &segment)) != 0 && found != ZB_JPEG_EOI && found != ZB_JPEG_SOS)
    if (found == marker && zb_segment_begins_with (&segment, id, id_size) && zb_span_get (&segment, 0, bytes, size))
      {
        if (marker == ZB_JPEG_APP (0))
          bytes[12] = bytes[13] = 0; /* sides of its thumbnail */
        zb_sink_put_segment (pass->sink, marker, bytes, size);
        return;
      }
}

static void
put_bytes (ZbSink *sink,
           guint8  marker,
           GBytes *bytes)
{
  if (bytes != NULL)
    zb_sink_put_segment (sink, marker, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
put_icc (Pass   *pass,
         GBytes *icc)
{
  gsize              size = 0;
  const guint8      *bytes = icc == NULL ? NULL : g_bytes_get_data (icc, &size);
  g_autofree guint8 *piece = g_malloc (ZB_ICC_HEAD + ICC_PIECE);
  const gsize        count = (size + ICC_PIECE - 1) / ICC_PIECE;

  if (size < 128 || count > 255 || memcmp (bytes + 36, "acsp", 4) != 0)
    return;

  memcpy (piece, ZB_ICC_MARK, sizeof ZB_ICC_MARK);
  piece[13] = (guint8) count;
  for (gsize i = 0; i < count; i++)
    {
      const gsize n = MIN (size - i * ICC_PIECE, ICC_PIECE);

      piece[12] = (guint8) (i + 1);
      memcpy (piece + ZB_ICC_HEAD, bytes + i * ICC_PIECE, n);
      zb_sink_put_segment (pass->sink, ZB_JPEG_APP (2), piece, ZB_ICC_HEAD + n);
    }
}

gboolean
zb_copy_pass (const ZbSpan      *file,
              const ZbCopyWords *words,
              GBytes            *icc,
              ZbSink            *sink,
              ZbPassed          *passed)
{
  Pass       pass = { .file = file, .sink = sink, .passed = passed };
  ZbSegments segments = ZB_SEGMENTS_INIT (file);
  ZbSpan     segment;
  guint8     marker;

  *passed = (ZbPassed){ 0 };
  zb_sink_put (sink, "\xff\xd8", 2);
  put_colour_marks (&pass, ZB_JPEG_APP (0), JFIF_SIZE, "JFIF", 5);
  put_bytes (sink, ZB_JPEG_APP (1), words->exif);
  put_bytes (sink, ZB_JPEG_APP (13), words->iptc);
  put_icc (&pass, icc);
  put_colour_marks (&pass, ZB_JPEG_APP (14), ADOBE_SIZE, "Adobe", 5);
  while ((marker = zb_segments_next (&segments, &segment)) != 0 && marker != ZB_JPEG_EOI)
    if (!pass_segment (&pass, &segments, marker, &segment))
      return FALSE;
  if (marker != ZB_JPEG_EOI || pass.n_scans == 0)
    return FALSE;

  zb_sink_put (sink, "\xff\xd9", 2);
  return zb_sink_flush (sink);
}
