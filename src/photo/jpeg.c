/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/tags-private.h"

#include <string.h>

/* Walks the markers of a JPEG up to its pixels, by position: some phones put a quarter of a
 * megabyte before the Exif block, and none of it is read. libexif's own walk stops at segments it
 * does not know (APP6 of many phones, comments).
 */
#define MARKER_READ 64          /* bytes in which the next marker mostly is */
#define MARKERS_MAX (64 * 1024) /* bytes read to find markers */

#define EXIF "Exif\0\0"
#define XMP "http://ns.adobe.com/xap/1.0/\0"
#define PHOTOSHOP "Photoshop 3.0\0"

typedef struct
{
  ZbTags       *tags;
  const ZbSpan *file;
  gint64        at;
  gsize         n_read;
  gboolean      exif, xmp, iptc, size; /* seen */
} Walk;

static gboolean
begins_with (const ZbSpan *segment,
             const char   *id,
             gsize         length)
{
  char bytes[32];

  return zb_span_get (segment, 0, bytes, length) && memcmp (bytes, id, length) == 0;
}

static void
read_app1 (Walk         *walk,
           const ZbSpan *segment)
{
  ZbSpan block;

  if (!walk->exif && begins_with (segment, EXIF, sizeof EXIF - 1))
    {
      walk->exif = TRUE;
      block = zb_span_cut (segment, sizeof EXIF - 1, segment->size);
      zb_exif_read (walk->tags, &block);
    }
  else if (!walk->xmp && begins_with (segment, XMP, sizeof XMP - 1))
    {
      walk->xmp = TRUE;
      block = zb_span_cut (segment, sizeof XMP - 1, segment->size);
      zb_xmp_read (walk->tags, &block);
    }
}

static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static void
read_segment (Walk         *walk,
              guint8        marker,
              const ZbSpan *segment)
{
  guint8 frame[5];

  if (marker == 0xe1)
    read_app1 (walk, segment);
  else if (marker == 0xed && !walk->iptc && begins_with (segment, PHOTOSHOP, sizeof PHOTOSHOP - 1))
    {
      ZbSpan blocks = zb_span_cut (segment, sizeof PHOTOSHOP - 1, segment->size);

      walk->iptc = TRUE;
      zb_iptc_read_photoshop (walk->tags, &blocks);
    }
  else if (is_frame (marker) && !walk->size && zb_span_get (segment, 0, frame, sizeof frame))
    {
      walk->size = TRUE;
      zb_tags_set_size (walk->tags, zb_be16 (frame + 3), zb_be16 (frame + 1));
    }
}

/* Moves behind the next marker, over fill bytes and over what is no marker, as decoders do. */
static guint8
next_marker (Walk *walk)
{
  guint8 piece[MARKER_READ];
  gsize  n;

  while (walk->n_read < MARKERS_MAX && (n = zb_span_read (walk->file, walk->at, piece, sizeof piece)) > 1)
    {
      walk->n_read += n;
      for (gsize i = 0; i + 1 < n; i++)
        if (piece[i] == 0xff && piece[i + 1] != 0xff && piece[i + 1] != 0)
          {
            walk->at += i + 2;
            return piece[i + 1];
          }
      walk->at += n - 1;
    }

  return 0;
}

static gboolean
stands_alone (guint8 marker)
{
  return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

void
zb_jpeg_read (ZbTags       *tags,
              const ZbSpan *file)
{
  Walk   walk = { .tags = tags, .file = file, .at = 2 };
  guint8 marker, bytes[2];

  while ((marker = next_marker (&walk)) != 0 && marker != 0xd9 && marker != 0xda)
    {
      guint16 length;
      ZbSpan  segment;

      if (stands_alone (marker))
        continue;
      if (!zb_span_get (file, walk.at, bytes, sizeof bytes) || (length = zb_be16 (bytes)) < 2)
        break;

      segment = zb_span_cut (file, walk.at + 2, length - 2);
      read_segment (&walk, marker, &segment);
      walk.at += length;
    }
}
