/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/tags-private.h"

#include <string.h>

/* Walks the markers of a JPEG up to its pixels. libexif's own walk stops at segments it does not
 * know (APP6 of many phones, comments), so it never sees more than one Exif block from here.
 */
#define HEAD_MAX (128 * 1024)

#define EXIF "Exif\0\0"
#define XMP "http://ns.adobe.com/xap/1.0/\0"
#define PHOTOSHOP "Photoshop 3.0\0"

typedef struct
{
  ZbTags  *tags;
  gboolean exif, xmp, size; /* read */
} Walk;

static gboolean
begins_with (const ZbSpan *segment,
             const char   *id,
             gsize         length)
{
  return segment->size >= (gint64) length && memcmp (segment->data, id, length) == 0;
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
  if (marker == 0xe1)
    read_app1 (walk, segment);
  else if (marker == 0xed && begins_with (segment, PHOTOSHOP, sizeof PHOTOSHOP - 1))
    {
      ZbSpan blocks = zb_span_cut (segment, sizeof PHOTOSHOP - 1, segment->size);

      zb_iptc_read_photoshop (walk->tags, &blocks);
    }
  else if (is_frame (marker) && !walk->size && segment->size >= 5)
    {
      walk->size = TRUE;
      zb_tags_set_size (walk->tags, zb_be16 (segment->data + 3), zb_be16 (segment->data + 1));
    }
}

/* Moves to the marker after *at, over fill bytes and over what is no marker, as decoders do. */
static guint8
next_marker (const ZbSpan *head,
             gint64       *at)
{
  while (*at + 1 < head->size)
    {
      const guint8 *bytes = head->data + *at;

      if (bytes[0] == 0xff && bytes[1] != 0xff && bytes[1] != 0)
        {
          *at += 2;
          return bytes[1];
        }
      (*at)++;
    }

  return 0;
}

static gboolean
stands_alone (guint8 marker)
{
  return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

static void
walk_markers (Walk         *walk,
              const ZbSpan *head)
{
  gint64 at = 2;
  guint8 marker;

  while ((marker = next_marker (head, &at)) != 0 && marker != 0xd9 && marker != 0xda)
    {
      guint16 length;
      ZbSpan  segment;

      if (stands_alone (marker))
        continue;
      if (at + 2 > head->size || (length = zb_be16 (head->data + at)) < 2)
        break;

      segment = zb_span_cut (head, at + 2, length - 2);
      read_segment (walk, marker, &segment);
      at += length;
    }
}

void
zb_jpeg_read (ZbTags       *tags,
              const ZbSpan *file)
{
  gsize              size = 0;
  g_autofree guint8 *bytes = zb_span_load (file, HEAD_MAX, &size);
  const ZbSpan       head = zb_span_from_data (bytes, size);
  Walk               walk = { .tags = tags };

  walk_markers (&walk, &head);
}
