/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/decode-span.h"

#include "photo/icc.h"

#include <string.h>
#include <webp/decode.h>

/* libwebp scales while it decodes, so a lossy picture that would not fit in memory needs some rows only; a lossless one is held whole.
 * The incremental decoder is used because it shows the rows of a file that is cut off.
 */
#define MAX_FILE (96 * 1024 * 1024)
#define SCALED_LENGTH 640
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
             Span               span,
             const ZbWanted    *wanted,
             GBytes            *icc)
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
      decoded->frame = zb_frame_new (wanted, decoded->width, decoded->height, width, height, wanted->orientation, zb_colour_new (icc));
      if (decoded->frame == NULL)
        decoded->problem = ZB_PROBLEM_TOO_LARGE;
      for (int y = 0; y < n_rows && decoded->frame != NULL; y++)
        zb_shrink_add_rgba (decoded->frame->shrink, rgba + (gsize) y * stride);
      if (decoded->frame != NULL)
        zb_frame_finish (decoded->frame);
    }
  WebPIDelete (incremental);
}

/* Scaled by libwebp when a small picture is wanted of it, or when its own pixels do not fit. */
static gboolean
choose_scale (WebPDecoderConfig *config,
              const ZbDecoded   *decoded,
              const ZbWanted    *wanted,
              gsize              held)
{
  const gint64 room = ZB_DECODE_MEMORY - (gint64) held;
  const int    longer = MAX (decoded->width, decoded->height);
  int          size = wanted->size > 0 ? MIN (wanted->size, longer) : longer;

  if ((gint64) decoded->width * decoded->height * 4 <= room && (size > SCALED_LENGTH || size == longer))
    return TRUE;
  if (config->input.format != 1 && (gint64) decoded->width * decoded->height * 4 > room)
    return FALSE;

  while ((gint64) decoded->width * size / longer * decoded->height * size / longer * 4 > room)
    size = size * 3 / 4;
  config->options.use_scaling = 1;
  config->options.scaled_width = MAX (1, (int) ((gint64) decoded->width * size / longer));
  config->options.scaled_height = MAX (1, (int) ((gint64) decoded->height * size / longer));
  return TRUE;
}

/* Of an animation the first frame. */
static gboolean
find_picture (ZbDecoded         *decoded,
              WebPDecoderConfig *config,
              Span              *span)
{
  decoded->problem = judge (WebPGetFeatures (span->bytes, span->size, &config->input));
  if (decoded->problem == ZB_PROBLEM_NONE && config->input.has_animation)
    {
      *span = first_frame (*span);
      decoded->problem = judge (WebPGetFeatures (span->bytes, span->size, &config->input));
    }

  decoded->width = config->input.width;
  decoded->height = config->input.height;
  return decoded->problem == ZB_PROBLEM_NONE && !config->input.has_animation;
}

static void
decode_span (ZbDecoded      *decoded,
             Span            span,
             const ZbWanted *wanted,
             GBytes         *icc)
{
  WebPDecoderConfig config;

  WebPInitDecoderConfig (&config);
  if (!find_picture (decoded, &config, &span))
    return;
  if ((gint64) decoded->width * decoded->height > MAX_PIXELS || !choose_scale (&config, decoded, wanted, span.size))
    {
      decoded->problem = ZB_PROBLEM_TOO_LARGE;
      return;
    }

  config.output.colorspace = MODE_RGBA;
  decode_rows (decoded, &config, span, wanted, icc);
  WebPFreeDecBuffer (&config.output);
}

ZbDecoded
zb_decode_webp (const ZbPart   *part,
                const ZbWanted *wanted)
{
  const ZbSpan       file = zb_part_to_span (part);
  ZbDecoded          decoded = { 0 };
  gsize              size = 0;
  g_autofree guint8 *bytes = zb_part_read_all (part, MAX_FILE, &size);
  g_autoptr (GBytes) icc = zb_icc_find_webp (&file);

  if (bytes == NULL)
    decoded.problem = part->size > MAX_FILE ? ZB_PROBLEM_TOO_LARGE : ZB_PROBLEM_UNDECODABLE;
  else
    decode_span (&decoded, (Span){ bytes, size }, wanted, icc);

  return decoded;
}
