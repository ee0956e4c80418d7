/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/thumbnail.h"

#include "photo/decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <jpeglib.h>

#define QUALITY 80
#define QUICK_BYTES (128 * 1024)
#define QUICK_LENGTH 160   /* pixels of an embedded thumbnail that is worth showing */
#define PREVIEW_LENGTH 640 /* of a RAW: the ones below often have black bars */
#define PREVIEW_BYTES (64 * 1024 * 1024)

/* An error cannot happen here but for memory: libjpeg's own handler then ends the worker. */
static GBytes *
encode (const guint8 *rgb,
        int           width,
        int           height)
{
  struct jpeg_compress_struct info = { 0 };
  struct jpeg_error_mgr       errors;
  unsigned char              *bytes = NULL;
  unsigned long               size = 0;

  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &bytes, &size);
  info.image_width = width;
  info.image_height = height;
  info.input_components = 3;
  info.in_color_space = JCS_EXT_RGB;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, QUALITY, TRUE);
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < info.image_height)
    {
      JSAMPROW row = (JSAMPROW) (rgb + (gsize) info.next_scanline * width * 3);

      jpeg_write_scanlines (&info, &row, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);

  return g_bytes_new_with_free_func (bytes, size, free, bytes);
}

static ZbDecoded
decode_preview (const ZbPart *part,
                gboolean      tiff,
                gboolean      quick)
{
  ZbDecoded none = { .problem = ZB_PROBLEM_UNDECODABLE };
  ZbPart    preview;

  if (!zb_preview_find (&preview,
                        part,
                        tiff,
                        quick ? QUICK_LENGTH : PREVIEW_LENGTH,
                        quick ? QUICK_BYTES : PREVIEW_BYTES))
    return none;

  return zb_decode_jpeg (&preview);
}

/* An embedded thumbnail says nothing of the picture: neither its size nor its problems. */
static ZbDecoded
decode_quick (const ZbTags *tags,
              const ZbPart *part)
{
  const gboolean raw = zb_format_is_raw (tags->format);
  ZbDecoded      decoded = { 0 };

  if (tags->format == ZB_FORMAT_JPEG || raw)
    decoded = decode_preview (part, raw, TRUE);
  else if (tags->format == ZB_FORMAT_HEIC || tags->format == ZB_FORMAT_AVIF)
    return zb_decode_heif (part, TRUE);

  if (MAX (decoded.width, decoded.height) < QUICK_LENGTH)
    g_clear_pointer (&decoded.shrink, zb_shrink_free);
  if (decoded.shrink == NULL && tags->format == ZB_FORMAT_JPEG && part->size <= QUICK_BYTES)
    return zb_decode_jpeg (part);

  decoded.problem = ZB_PROBLEM_NONE;
  decoded.width = decoded.height = 0;
  return decoded;
}

static ZbDecoded
decode_jpeg_or_preview (const ZbPart *part)
{
  ZbDecoded decoded = zb_decode_jpeg (part);

  if (decoded.shrink == NULL)
    {
      ZbDecoded preview = decode_preview (part, FALSE, FALSE);

      decoded.shrink = preview.shrink;
    }

  return decoded;
}

static ZbDecoded
decode_full (const ZbTags *tags,
             const ZbPart *part)
{
  ZbDecoded none = { .problem = ZB_PROBLEM_NONE };

  switch (tags->format)
    {
    case ZB_FORMAT_JPEG:
      return decode_jpeg_or_preview (part);
    case ZB_FORMAT_HEIC:
    case ZB_FORMAT_AVIF:
      return zb_decode_heif (part, FALSE);
    case ZB_FORMAT_PNG:
      return zb_decode_png (part);
    case ZB_FORMAT_WEBP:
      return zb_decode_webp (part);
    case ZB_FORMAT_TIFF:
      return zb_decode_tiff (part);
    case ZB_FORMAT_CR2:
    case ZB_FORMAT_NEF:
    case ZB_FORMAT_ARW:
    case ZB_FORMAT_DNG:
      none = decode_preview (part, TRUE, FALSE);
      none.width = none.height = 0; /* the preview's, not the picture's */
      return none;
    case ZB_FORMAT_NONE:
    case ZB_FORMAT_MP4:
    case ZB_FORMAT_MOV:
    case ZB_N_FORMATS:
    default:
      return none;
    }
}

GBytes *
zb_thumbnail_make (ZbTags  *tags,
                   int      fd,
                   gboolean quick)
{
  g_autoptr (ZbShrink) shrink = NULL;
  g_autofree guint8 *rgb = NULL;
  struct stat        st;
  ZbPart             part = { .fd = fd };
  ZbDecoded          decoded;
  int                width, height, orientation;

  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode) || st.st_size == 0)
    return NULL;

  part.size = st.st_size;
  decoded = quick ? decode_quick (tags, &part) : decode_full (tags, &part);
  shrink = g_steal_pointer (&decoded.shrink);
  if (decoded.problem != ZB_PROBLEM_NONE)
    tags->problem = decoded.problem;
  if (tags->width == 0 || tags->height == 0)
    {
      tags->width = decoded.width;
      tags->height = decoded.height;
    }
  if (shrink == NULL)
    return NULL;

  orientation = decoded.orientation != 0 ? decoded.orientation : tags->orientation;
  rgb = zb_shrink_dup_upright (shrink, orientation, &width, &height);
  return encode (rgb, width, height);
}
