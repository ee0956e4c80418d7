/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/decode.h"

#include "photo/thumbnail.h"

#include <string.h>
#include <webp/decode.h>

/* libwebp scales while it decodes, so a lossy picture needs some rows only; a lossless one is held
 * whole. The incremental decoder is used because it shows the rows of a file that is cut off.
 */
#define MAX_FILE (96 * 1024 * 1024)
#define MAX_PIXELS (500 * 1000 * 1000LL)

typedef struct
{
  const guint8 *bytes;
  gsize         size;
} Span;

static guint32
get_le32 (const guint8 *at)
{
  return at[0] | at[1] << 8 | at[2] << 16 | (guint32) at[3] << 24;
}

/* The bitstream of an animation's first frame, which libwebp alone does not find. */
static Span
first_frame (Span file)
{
  gsize at = 12;

  while (at + 8 <= file.size)
    {
      const guint8 *chunk = file.bytes + at;
      gsize         size = get_le32 (chunk + 4);

      if (memcmp (chunk, "VP8 ", 4) == 0 || memcmp (chunk, "VP8L", 4) == 0)
        return (Span){ chunk, file.size - at };
      at += memcmp (chunk, "ANMF", 4) == 0 ? 8 + 16 : 8 + size + (size & 1);
    }

  return file;
}

static ZbProblem
judge (VP8StatusCode status)
{
  switch (status)
    {
    case VP8_STATUS_OK:
      return ZB_PROBLEM_NONE;
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_NOT_ENOUGH_DATA:
      return ZB_PROBLEM_TRUNCATED;
    case VP8_STATUS_OUT_OF_MEMORY:
      return ZB_PROBLEM_TOO_LARGE;
    case VP8_STATUS_INVALID_PARAM:
    case VP8_STATUS_BITSTREAM_ERROR:
    case VP8_STATUS_UNSUPPORTED_FEATURE:
    case VP8_STATUS_USER_ABORT:
    default:
      return ZB_PROBLEM_UNDECODABLE;
    }
}

static void
decode_rows (ZbDecoded         *decoded,
             WebPDecoderConfig *config,
             Span               span)
{
  WebPIDecoder *incremental = WebPIDecode (NULL, 0, config);
  int           n_rows = 0, width = 0, height = 0, stride = 0;
  const guint8 *rgba;

  if (incremental == NULL)
    {
      decoded->problem = ZB_PROBLEM_TOO_LARGE;
      return;
    }

  decoded->problem = judge (WebPIUpdate (incremental, span.bytes, span.size));
  rgba = WebPIDecGetRGB (incremental, &n_rows, &width, &height, &stride);
  if (rgba != NULL && n_rows > 0)
    {
      decoded->shrink = zb_shrink_new (width, height, ZB_THUMBNAIL_SIZE);
      for (int y = 0; y < n_rows; y++)
        zb_shrink_add_rgba (decoded->shrink, rgba + (gsize) y * stride);
    }
  WebPIDelete (incremental);
}

static void
decode_span (ZbDecoded *decoded,
             Span       span)
{
  WebPDecoderConfig config;
  gint64            pixels;
  int               longer;

  WebPInitDecoderConfig (&config);
  decoded->problem = judge (WebPGetFeatures (span.bytes, span.size, &config.input));
  if (decoded->problem != ZB_PROBLEM_NONE)
    return;

  if (config.input.has_animation)
    {
      span = first_frame (span);
      decoded->problem = judge (WebPGetFeatures (span.bytes, span.size, &config.input));
      if (decoded->problem != ZB_PROBLEM_NONE || config.input.has_animation)
        return;
    }

  decoded->width = config.input.width;
  decoded->height = config.input.height;
  pixels = (gint64) decoded->width * decoded->height;
  if (pixels > MAX_PIXELS || (config.input.format != 1 && pixels * 4 > ZB_DECODE_MEMORY))
    {
      decoded->problem = ZB_PROBLEM_TOO_LARGE;
      return;
    }

  longer = MAX (decoded->width, decoded->height);
  if (longer > ZB_THUMBNAIL_SIZE)
    {
      config.options.use_scaling = 1;
      config.options.scaled_width = MAX (1, decoded->width * ZB_THUMBNAIL_SIZE / longer);
      config.options.scaled_height = MAX (1, decoded->height * ZB_THUMBNAIL_SIZE / longer);
    }
  config.output.colorspace = MODE_RGBA;
  decode_rows (decoded, &config, span);
  WebPFreeDecBuffer (&config.output);
}

ZbDecoded
zb_decode_webp (const ZbPart *part)
{
  ZbDecoded          decoded = { 0 };
  gsize              size = 0;
  g_autofree guint8 *bytes = zb_part_read_all (part, MAX_FILE, &size);

  if (bytes == NULL)
    decoded.problem = part->size > MAX_FILE ? ZB_PROBLEM_TOO_LARGE : ZB_PROBLEM_UNDECODABLE;
  else
    decode_span (&decoded, (Span){ bytes, size });

  return decoded;
}
