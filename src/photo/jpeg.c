/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/segments.h"
#include "photo/tags-private.h"

#include <string.h>

/* Walks the markers of a JPEG up to its pixels, by position: some phones put a quarter of a
 * megabyte before the Exif block, and none of it is read. libexif's own walk stops at segments it
 * does not know (APP6 of many phones, comments).
 */
#define EXIF "Exif\0\0"
#define XMP "http://ns.adobe.com/xap/1.0/\0"
#define PHOTOSHOP "Photoshop 3.0\0"

typedef struct
{
  ZbTags  *tags;
  gboolean exif, xmp, iptc, size; /* seen */
} Walk;

static void
read_app1 (Walk         *walk,
           const ZbSpan *segment)
{
  ZbSpan block;

  if (!walk->exif && zb_segment_begins_with (segment, EXIF, sizeof EXIF - 1))
    {
      walk->exif = TRUE;
      block = zb_span_cut (segment, sizeof EXIF - 1, segment->size);
      zb_exif_read (walk->tags, &block);
    }
  else if (!walk->xmp && zb_segment_begins_with (segment, XMP, sizeof XMP - 1))
    {
      walk->xmp = TRUE;
      block = zb_span_cut (segment, sizeof XMP - 1, segment->size);
      zb_xmp_read (walk->tags, &block);
    }
}

static void
read_segment (Walk         *walk,
              guint8        marker,
              const ZbSpan *segment)
{
  guint8 frame[5];

  if (marker == 0xe1)
    read_app1 (walk, segment);
  else if (marker == 0xed && !walk->iptc && zb_segment_begins_with (segment, PHOTOSHOP, sizeof PHOTOSHOP - 1))
    {
      ZbSpan blocks = zb_span_cut (segment, sizeof PHOTOSHOP - 1, segment->size);

      walk->iptc = TRUE;
      zb_iptc_read_photoshop (walk->tags, &blocks);
    }
  else if (zb_segment_is_frame (marker) && !walk->size && zb_span_get (segment, 0, frame, sizeof frame))
    {
      walk->size = TRUE;
      zb_tags_set_size (walk->tags, zb_be16 (frame + 3), zb_be16 (frame + 1));
    }
}

void
zb_jpeg_read (ZbTags       *tags,
              const ZbSpan *file)
{
  Walk       walk = { .tags = tags };
  ZbSegments segments = ZB_SEGMENTS_INIT (file);
  ZbSpan     segment;
  guint8     marker;

  while ((marker = zb_segments_next (&segments, &segment)) != 0 && marker != ZB_JPEG_EOI && marker != ZB_JPEG_SOS)
    read_segment (&walk, marker, &segment);
}
