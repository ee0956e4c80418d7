/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/place.h"

/* Bytes of a number of this type; what is made of two (rationals) counts each. */
static gsize
unit_of (guint16 type)
{
  switch (type)
    {
    case EXIF_FORMAT_SHORT:
    case EXIF_FORMAT_SSHORT:
      return 2;
    case EXIF_FORMAT_LONG:
    case EXIF_FORMAT_SLONG:
    case EXIF_FORMAT_RATIONAL:
    case EXIF_FORMAT_SRATIONAL:
    case EXIF_FORMAT_FLOAT:
      return 4;
    case EXIF_FORMAT_DOUBLE:
      return 8;
    default:
      return 1;
    }
}

static void
reverse_numbers (ZbPlaceEntry *entry)
{
  const gsize unit = unit_of (entry->type);

  for (gsize at = 0; at + unit <= entry->size; at += unit)
    for (gsize i = 0; i < unit / 2; i++)
      {
        const guint8 byte = entry->value[at + i];

        entry->value[at + i] = entry->value[at + unit - 1 - i];
        entry->value[at + unit - 1 - i] = byte;
      }
}

static void
take_entry (ZbPlace          *place,
            const ZbTiff     *tiff,
            const ZbIfdEntry *entry)
{
  ZbPlaceEntry *taken = &place->entries[place->n];

  if (place->n == ZB_PLACE_TAGS || entry->tag >= ZB_PLACE_TAGS || entry->size > ZB_PLACE_VALUE)
    return;
  if (place->n > 0 && place->entries[place->n - 1].tag >= entry->tag)
    return;

  *taken = (ZbPlaceEntry){ .tag = entry->tag, .type = entry->type, .count = entry->count, .size = (gsize) entry->size };
  if (!zb_span_get (&tiff->bytes, entry->at, taken->value, taken->size))
    return;
  if (tiff->order == EXIF_BYTE_ORDER_MOTOROLA)
    reverse_numbers (taken);
  place->n++;
}

void
zb_place_read (ZbPlace      *place,
               const ZbTiff *tiff,
               gint64        at)
{
  g_auto (ZbIfd) ifd = { 0 };
  ZbIfdEntry entry;

  place->n = 0;
  if (!zb_ifd_load (&ifd, tiff, at))
    return;

  for (guint i = 0; i < ifd.n; i++)
    if (zb_ifd_get (&ifd, tiff, i, &entry))
      take_entry (place, tiff, &entry);
}
