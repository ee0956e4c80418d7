/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/ifd.h"
#include "photo/tags-private.h"

#include <string.h>

/* TIFF files, and the RAWs that are TIFFs inside. */
#define SUB_IFDS_MAX 8
#define REDUCED 1 /* NewSubfileType: a small version of another picture in the file */

typedef struct
{
  ZbTiff     tiff;
  gint64     width, height, reduced;
  gint64     exif;
  ZbIfdEntry subs; /* count 0: none */
  gboolean   dng, preview;
} Raw;

static void
look_at (Raw              *raw,
         ZbTags           *tags,
         const ZbIfdEntry *entry)
{
  ZbSpan value = zb_span_cut (&raw->tiff.bytes, entry->at, entry->size);

  switch (entry->tag)
    {
    case 0x00fe:
      raw->reduced = zb_tiff_get_number (&raw->tiff, entry, 0);
      break;
    case 0x0100:
      raw->width = zb_tiff_get_number (&raw->tiff, entry, 0);
      break;
    case 0x0101:
      raw->height = zb_tiff_get_number (&raw->tiff, entry, 0);
      break;
    case 0x014a:
      raw->subs = *entry;
      break;
    case 0x0201:
      raw->preview = TRUE;
      break;
    case 0x02bc:
      zb_xmp_read (tags, &value);
      break;
    case 0x83bb:
      zb_iptc_read (tags, &value);
      break;
    case 0x8649:
      zb_iptc_read_photoshop (tags, &value);
      break;
    case 0x8769:
      raw->exif = zb_tiff_get_number (&raw->tiff, entry, 0);
      break;
    case 0xc612:
      raw->dng = TRUE;
      break;
    default:
      break;
    }
}

static void
read_first (Raw    *raw,
            ZbTags *tags)
{
  g_auto (ZbIfd) ifd = { 0 };
  ZbIfdEntry entry;

  if (!zb_ifd_load (&ifd, &raw->tiff, raw->tiff.first))
    return;

  for (guint i = 0; i < ifd.n; i++)
    if (zb_ifd_get (&ifd, &raw->tiff, i, &entry))
      look_at (raw, tags, &entry);
}

/* The size in another directory, if it is larger: that of the sensor's picture. */
static void
widen (Raw    *raw,
       gint64  at,
       guint16 width_tag)
{
  g_auto (ZbIfd) ifd = { 0 };
  ZbIfdEntry entry;
  gint64     width = 0, height = 0;

  if (!zb_ifd_load (&ifd, &raw->tiff, at))
    return;

  for (guint i = 0; i < ifd.n; i++)
    {
      if (!zb_ifd_get (&ifd, &raw->tiff, i, &entry))
        continue;
      if (entry.tag == width_tag)
        width = zb_tiff_get_number (&raw->tiff, &entry, 0);
      else if (entry.tag == width_tag + 1)
        height = zb_tiff_get_number (&raw->tiff, &entry, 0);
    }

  width = MIN (width, G_MAXINT);
  height = MIN (height, G_MAXINT);
  if (width * height > MIN (raw->width, G_MAXINT) * MIN (raw->height, G_MAXINT))
    {
      raw->width = width;
      raw->height = height;
    }
}

static gboolean
made_by (const ZbTags *tags,
         const char   *maker)
{
  const char *make = tags->text[ZB_TEXT_MAKE];

  return make != NULL && g_ascii_strncasecmp (make, maker, strlen (maker)) == 0;
}

static ZbFormat
tell (const Raw    *raw,
      const ZbTags *tags)
{
  char           cr[2];
  const gboolean nested = raw->reduced == REDUCED && (raw->subs.count > 0 || raw->preview);

  if (zb_span_get (&raw->tiff.bytes, 8, cr, sizeof cr) && memcmp (cr, "CR", sizeof cr) == 0)
    return ZB_FORMAT_CR2;
  if (raw->dng)
    return ZB_FORMAT_DNG;
  if (nested && made_by (tags, "NIKON"))
    return ZB_FORMAT_NEF;
  if (nested && made_by (tags, "SONY"))
    return ZB_FORMAT_ARW;

  return ZB_FORMAT_TIFF;
}

void
zb_tiff_read (ZbTags       *tags,
              const ZbSpan *file)
{
  Raw raw = { 0 };

  zb_exif_read (tags, file);
  if (!zb_tiff_open (&raw.tiff, file))
    return;

  read_first (&raw, tags);
  tags->format = tell (&raw, tags);
  if (tags->format != ZB_FORMAT_TIFF)
    {
      widen (&raw, raw.exif, 0xa002);
      for (guint i = 0; i < MIN (raw.subs.count, SUB_IFDS_MAX); i++)
        widen (&raw, zb_tiff_get_number (&raw.tiff, &raw.subs, i), 0x0100);
    }
  zb_tags_set_size (tags, raw.width, raw.height);
}
