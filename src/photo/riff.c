/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/tags-private.h"

#include <string.h>

/* Walks the chunks of a WebP. */
#define CHUNKS_MAX 10000

static guint32
le24 (const guint8 *bytes)
{
  return bytes[2] << 16 | zb_le16 (bytes);
}

static void
read_size (ZbTags       *tags,
           const char   *type,
           const ZbSpan *data)
{
  guint8 head[10];
  gsize  size = zb_span_read (data, 0, head, sizeof head);

  if (tags->width != 0)
    return;

  if (*(type + 3) == 'X' && size >= 10)
    zb_tags_set_size (tags, (gint64) le24 (head + 4) + 1, (gint64) le24 (head + 7) + 1);
  else if (*(type + 3) == 'L' && size >= 5 && head[0] == 0x2f)
    zb_tags_set_size (tags, (zb_le32 (head + 1) & 0x3fff) + 1, (zb_le32 (head + 1) >> 14 & 0x3fff) + 1);
  else if (*(type + 3) == ' ' && size >= 10 && memcmp (head + 3, "\x9d\x01\x2a", 3) == 0)
    zb_tags_set_size (tags, zb_le16 (head + 6) & 0x3fff, zb_le16 (head + 8) & 0x3fff);
}

void
zb_riff_read (ZbTags       *tags,
              const ZbSpan *file)
{
  guint8   head[8];
  gint64   at = 12;
  gboolean exif = FALSE;

  for (guint n = 0; n < CHUNKS_MAX && zb_span_get (file, at, head, sizeof head); n++)
    {
      const char   *type = (const char *) head;
      const guint32 length = zb_le32 (head + 4);
      const ZbSpan  data = zb_span_cut (file, at + 8, length);

      if (memcmp (type, "VP8", 3) == 0)
        read_size (tags, type, &data);
      else if (memcmp (type, "EXIF", 4) == 0 && !exif)
        {
          exif = TRUE;
          zb_exif_read (tags, &data);
        }
      else if (memcmp (type, "XMP ", 4) == 0)
        zb_xmp_read (tags, &data);
      at += 8 + (gint64) length + (length & 1);
    }
}
