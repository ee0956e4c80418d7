/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/decode.h"

#define PREVIEW_LENGTH 640 /* of a RAW: the ones below often have black bars */
#define PREVIEW_BYTES (64 * 1024 * 1024)

ZbDecoded
zb_decode_preview (const ZbPart   *part,
                   const ZbWanted *wanted,
                   gboolean        tiff,
                   int             size,
                   gint64          bytes)
{
  ZbPart preview;

  if (!zb_preview_find (&preview, part, tiff, size, bytes))
    return (ZbDecoded){ .problem = ZB_PROBLEM_UNDECODABLE };

  return zb_decode_jpeg (&preview, wanted);
}

/* What cannot be decoded may have a picture of itself inside. */
static ZbDecoded
decode_jpeg (const ZbPart   *part,
             const ZbWanted *wanted)
{
  ZbDecoded decoded = zb_decode_jpeg (part, wanted), preview;

  if (decoded.frame != NULL)
    return decoded;

  preview = zb_decode_preview (part, wanted, FALSE, PREVIEW_LENGTH, PREVIEW_BYTES);
  decoded.frame = preview.frame;
  return decoded;
}

/* The longest one when more is wanted than the usual one has. Its sides are not the picture's. */
static ZbDecoded
decode_raw (const ZbPart   *part,
            const ZbWanted *wanted)
{
  const int size = wanted->size > 0 ? MAX (wanted->size, PREVIEW_LENGTH) : G_MAXINT;
  ZbDecoded decoded = zb_decode_preview (part, wanted, TRUE, size, PREVIEW_BYTES);

  decoded.width = decoded.height = 0;
  return decoded;
}

ZbDecoded
zb_decode (const ZbTags   *tags,
           const ZbPart   *part,
           const ZbWanted *wanted)
{
  switch (tags->format)
    {
    case ZB_FORMAT_JPEG:
      return decode_jpeg (part, wanted);
    case ZB_FORMAT_HEIC:
    case ZB_FORMAT_AVIF:
      return zb_decode_heif (part, wanted, FALSE);
    case ZB_FORMAT_PNG:
      return zb_decode_png (part, wanted);
    case ZB_FORMAT_WEBP:
      return zb_decode_webp (part, wanted);
    case ZB_FORMAT_TIFF:
      return zb_decode_tiff (part, wanted);
    case ZB_FORMAT_CR2:
    case ZB_FORMAT_NEF:
    case ZB_FORMAT_ARW:
    case ZB_FORMAT_DNG:
      return decode_raw (part, wanted);
    case ZB_FORMAT_NONE:
    case ZB_FORMAT_MP4:
    case ZB_FORMAT_MOV:
    case ZB_N_FORMATS:
    default:
      return (ZbDecoded){ 0 };
    }
}
