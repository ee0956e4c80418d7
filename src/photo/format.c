/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/format.h"

#include <string.h>

#define BRANDS_MAX 64

static const char *const codes[ZB_N_FORMATS] = {
  [ZB_FORMAT_NONE] = NULL,
  [ZB_FORMAT_JPEG] = "jpeg",
  [ZB_FORMAT_HEIC] = "heic",
  [ZB_FORMAT_AVIF] = "avif",
  [ZB_FORMAT_PNG] = "png",
  [ZB_FORMAT_WEBP] = "webp",
  [ZB_FORMAT_TIFF] = "tiff",
  [ZB_FORMAT_CR2] = "cr2",
  [ZB_FORMAT_NEF] = "nef",
  [ZB_FORMAT_ARW] = "arw",
  [ZB_FORMAT_DNG] = "dng",
  [ZB_FORMAT_MP4] = "mp4",
  [ZB_FORMAT_MOV] = "mov",
};

/* Of ISO base media files. "mif1" and "msf1" say only that there is a picture. */
static const struct
{
  char     brand[5];
  ZbFormat format;
} brands[] = {
  { "heic", ZB_FORMAT_HEIC },
  { "heix", ZB_FORMAT_HEIC },
  { "heim", ZB_FORMAT_HEIC },
  { "heis", ZB_FORMAT_HEIC },
  { "hevc", ZB_FORMAT_HEIC },
  { "hevx", ZB_FORMAT_HEIC },
  { "hevm", ZB_FORMAT_HEIC },
  { "hevs", ZB_FORMAT_HEIC },
  { "avif", ZB_FORMAT_AVIF },
  { "avis", ZB_FORMAT_AVIF },
  { "qt  ", ZB_FORMAT_MOV },
  { "isom", ZB_FORMAT_MP4 },
  { "iso2", ZB_FORMAT_MP4 },
  { "iso4", ZB_FORMAT_MP4 },
  { "iso5", ZB_FORMAT_MP4 },
  { "iso6", ZB_FORMAT_MP4 },
  { "avc1", ZB_FORMAT_MP4 },
  { "mp41", ZB_FORMAT_MP4 },
  { "mp42", ZB_FORMAT_MP4 },
  { "mmp4", ZB_FORMAT_MP4 },
  { "M4V ", ZB_FORMAT_MP4 },
  { "MSNV", ZB_FORMAT_MP4 },
  { "XAVC", ZB_FORMAT_MP4 },
  { "dash", ZB_FORMAT_MP4 },
  { "3gp4", ZB_FORMAT_MP4 },
  { "3gp5", ZB_FORMAT_MP4 },
  { "3gp6", ZB_FORMAT_MP4 },
  { "3g2a", ZB_FORMAT_MP4 },
};

const char *
zb_format_to_code (ZbFormat format)
{
  return format < ZB_N_FORMATS ? codes[format] : NULL;
}

ZbFormat
zb_format_from_code (const char *code)
{
  for (guint i = ZB_FORMAT_NONE + 1; code != NULL && i < ZB_N_FORMATS; i++)
    if (strcmp (code, codes[i]) == 0)
      return i;

  return ZB_FORMAT_NONE;
}

gboolean
zb_format_is_raw (ZbFormat format)
{
  return format == ZB_FORMAT_CR2 || format == ZB_FORMAT_NEF || format == ZB_FORMAT_ARW ||
         format == ZB_FORMAT_DNG;
}

gboolean
zb_format_is_video (ZbFormat format)
{
  return format == ZB_FORMAT_MP4 || format == ZB_FORMAT_MOV;
}

static gboolean
has_brand (const guint8 *list,
           gsize         n,
           const char   *brand)
{
  for (gsize i = 0; i < n; i++)
    if (memcmp (list + 4 * i, brand, 4) == 0)
      return TRUE;

  return FALSE;
}

static ZbFormat
find_brand (const guint8 *list,
            gsize         n)
{
  for (guint i = 0; i < G_N_ELEMENTS (brands); i++)
    if (has_brand (list, n, brands[i].brand))
      return brands[i].format;

  return has_brand (list, n, "mif1") || has_brand (list, n, "msf1") ? ZB_FORMAT_HEIC
                                                                    : ZB_FORMAT_NONE;
}

/* The major brand decides; where it says nothing, those it is compatible with. */
static ZbFormat
sniff_boxes (const guint8 *head,
             gsize         size)
{
  const guint32 length = zb_be32 (head);
  gsize         n;
  ZbFormat      format;

  if (length < 16 || size < 16)
    return ZB_FORMAT_NONE;

  n = MIN (MIN (length, size) / 4 - 4, BRANDS_MAX);
  format = memcmp (head + 8, "mif1", 4) == 0 || memcmp (head + 8, "msf1", 4) == 0
               ? ZB_FORMAT_NONE
               : find_brand (head + 8, 1);
  if (format == ZB_FORMAT_NONE)
    format = find_brand (head + 16, n);

  return format != ZB_FORMAT_NONE ? format : find_brand (head + 8, 1);
}

/* QuickTime films older than `ftyp`. */
static gboolean
is_old_movie (const guint8 *head)
{
  static const char names[][5] = { "moov", "mdat", "wide", "pnot" };
  const guint32     length = zb_be32 (head);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (memcmp (head + 4, names[i], 4) == 0)
      return length == 0 || length == 1 || length >= 8;

  return FALSE;
}

ZbFormat
zb_format_sniff (const ZbSpan *file)
{
  guint8 head[16 + 4 * BRANDS_MAX];
  gsize  size = zb_span_read (file, 0, head, sizeof head);

  if (size < 12)
    return size >= 3 && memcmp (head, "\xff\xd8\xff", 3) == 0 ? ZB_FORMAT_JPEG : ZB_FORMAT_NONE;
  if (memcmp (head, "\xff\xd8\xff", 3) == 0)
    return ZB_FORMAT_JPEG;
  if (memcmp (head, "\x89PNG\r\n\x1a\n", 8) == 0)
    return ZB_FORMAT_PNG;
  if (memcmp (head, "RIFF", 4) == 0 && memcmp (head + 8, "WEBP", 4) == 0)
    return ZB_FORMAT_WEBP;
  if (memcmp (head, "II*\0", 4) == 0 || memcmp (head, "MM\0*", 4) == 0)
    return ZB_FORMAT_TIFF;
  if (memcmp (head + 4, "ftyp", 4) == 0)
    return sniff_boxes (head, size);

  return is_old_movie (head) ? ZB_FORMAT_MOV : ZB_FORMAT_NONE;
}
