/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/tags-private.h"

#include <string.h>

/* Datasets: 0x1c, record, number, two bytes of length. */
static void
read_datasets (ZbTags       *tags,
               const guint8 *data,
               gsize         size)
{
  for (gsize at = 0; at + 5 <= size && data[at] == 0x1c;)
    {
      gsize length = data[at + 3] << 8 | data[at + 4];

      if (length > 32767 || at + 5 + length > size)
        return;
      if (data[at + 1] == 2 && data[at + 2] == 55)
        zb_tags_take (tags, ZB_TEXT_IPTC_DATE, (const char *) data + at + 5, length);
      else if (data[at + 1] == 2 && data[at + 2] == 60)
        zb_tags_take (tags, ZB_TEXT_IPTC_TIME, (const char *) data + at + 5, length);
      at += 5 + length;
    }
}

void
zb_iptc_read (ZbTags       *tags,
              const ZbSpan *span)
{
  gsize              size = 0;
  g_autofree guint8 *data = zb_span_load (span, 65536, &size);

  if (data != NULL)
    read_datasets (tags, data, size);
}

/* "8BIM", id, a Pascal name padded to even, four bytes of length, data padded to even. */
void
zb_iptc_read_photoshop (ZbTags       *tags,
                        const ZbSpan *blocks)
{
  gsize              size = 0;
  g_autofree guint8 *data = zb_span_load (blocks, 65536, &size);

  for (gsize at = 0; at + 12 <= size && memcmp (data + at, "8BIM", 4) == 0;)
    {
      gsize body = at + 6 + ((1 + data[at + 6] + 1) & ~1) + 4;
      gsize length;

      if (body > size)
        return;
      length = MIN (zb_be32 (data + body - 4), size - body);
      if (zb_be16 (data + at + 4) == 0x0404)
        read_datasets (tags, data + body, length);
      at = body + ((length + 1) & ~(gsize) 1);
    }
}
