/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/ifd.h"

#include <string.h>

#define ENTRIES_MAX 4096
#define TYPE_BYTE 1
#define TYPE_SHORT 3
#define TYPE_LONG 4
#define TYPE_IFD 13

static const guint8 type_sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };

gboolean
zb_tiff_open (ZbTiff       *tiff,
              const ZbSpan *bytes)
{
  guint8 head[8];

  tiff->bytes = *bytes;
  if (!zb_span_get (bytes, 0, head, sizeof head))
    return FALSE;

  if (memcmp (head, "II*\0", 4) == 0)
    tiff->order = EXIF_BYTE_ORDER_INTEL;
  else if (memcmp (head, "MM\0*", 4) == 0)
    tiff->order = EXIF_BYTE_ORDER_MOTOROLA;
  else
    return FALSE;

  tiff->first = exif_get_long (head + 4, tiff->order);
  return TRUE;
}

gboolean
zb_ifd_load (ZbIfd        *ifd,
             const ZbTiff *tiff,
             gint64        at)
{
  guint8 count[2];
  ZbSpan entries;
  gsize  size = 0;

  *ifd = (ZbIfd){ .at = at + 2 };
  if (at < 8 || !zb_span_get (&tiff->bytes, at, count, sizeof count))
    return FALSE;

  ifd->n = MIN (exif_get_short (count, tiff->order), ENTRIES_MAX);
  entries = zb_span_cut (&tiff->bytes, ifd->at, (gint64) ifd->n * ZB_IFD_ENTRY);
  ifd->entries = zb_span_load (&entries, ENTRIES_MAX * ZB_IFD_ENTRY, &size);
  ifd->n = size / ZB_IFD_ENTRY;

  return ifd->n > 0;
}

void
zb_ifd_clear (ZbIfd *ifd)
{
  g_clear_pointer (&ifd->entries, g_free);
}

gboolean
zb_ifd_get (const ZbIfd  *ifd,
            const ZbTiff *tiff,
            guint         index,
            ZbIfdEntry   *entry)
{
  const guint8 *bytes = ifd->entries + index * ZB_IFD_ENTRY;

  entry->tag = exif_get_short (bytes, tiff->order);
  entry->type = exif_get_short (bytes + 2, tiff->order);
  entry->count = exif_get_long (bytes + 4, tiff->order);
  entry->size =
      entry->type < sizeof type_sizes ? (gint64) entry->count * type_sizes[entry->type] : 0;
  entry->at = entry->size <= 4 ? ifd->at + (gint64) index * ZB_IFD_ENTRY + 8
                               : (gint64) exif_get_long (bytes + 8, tiff->order);

  return entry->size > 0 && entry->at <= tiff->bytes.size - entry->size;
}

guint32
zb_tiff_get_number (const ZbTiff     *tiff,
                    const ZbIfdEntry *entry,
                    guint             index)
{
  const guint size = entry->type < sizeof type_sizes ? type_sizes[entry->type] : 0;
  guint8      value[4];

  if (index >= entry->count || size == 0 || size > sizeof value ||
      !zb_span_get (&tiff->bytes, entry->at + (gint64) index * size, value, size))
    return 0;

  switch (entry->type)
    {
    case TYPE_BYTE:
      return value[0];
    case TYPE_SHORT:
      return exif_get_short (value, tiff->order);
    case TYPE_LONG:
    case TYPE_IFD:
      return exif_get_long (value, tiff->order);
    default:
      return 0;
    }
}
