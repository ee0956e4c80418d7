/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/decode-span.h"

#include "photo/icc.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>

/* libjpeg-turbo, at the smallest DCT scale that is still large enough, row by row: a baseline JPEG
 * of any size needs no more memory than a row, and of a part only its blocks are made into pixels. A progressive one needs all its coefficients, which
 * ZB_DECODE_MEMORY bounds, and the number of its scans is bounded too: each costs a pass over all.
 *
 * The file is read through a buffer that stays in the processor's cache; that costs as much as a
 * mapping (measured: 0.5 % of a decode) and cannot fault.
 */
#define BUFFER_SIZE 65536
#define MAX_SCANS 100
#define CROP_MARGIN 32 /* two blocks of the most widely sampled colours */
#define MAX_PIXELS (500 * 1000 * 1000LL)

typedef struct
{
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr         errors;
  struct jpeg_source_mgr        source;
  struct jpeg_progress_mgr      progress;
  jmp_buf                       jump;
  const ZbPart                 *part;
  const ZbWanted               *wanted;
  gint64                        position; /* in the part, of what comes after the buffer */
  gboolean                      truncated;
  gboolean                      corrupt;
  gboolean                      too_large;
  JSAMPLE                      *row;
  JSAMPLE                      *rgb;   /* of a CMYK row */
  ZbColour                     *cmyk;  /* its own colours; NULL: plain arithmetic */
  JDIMENSION                    first; /* column the rows begin with */
  ZbDecoded                     decoded;
  JOCTET                        buffer[BUFFER_SIZE];
} Decoder;

static G_NORETURN void
error_exit (j_common_ptr info)
{
  Decoder *self = info->client_data;

  if (info->err->msg_code == JERR_OUT_OF_MEMORY || info->err->msg_code == JERR_NO_BACKING_STORE)
    self->too_large = TRUE;
  longjmp (self->jump, 1);
}

static void
emit_message (j_common_ptr info,
              int          level)
{
  Decoder *self = info->client_data;

  if (level >= 0)
    return;

  switch (info->err->msg_code)
    {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
      self->truncated = TRUE;
      break;
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
      self->corrupt = TRUE;
      break;
    default: /* harmless: cameras write extra bytes between segments */
      break;
    }
}

static void
output_message (j_common_ptr info)
{
}

static void
init_source (j_decompress_ptr info)
{
}

static boolean
fill_input_buffer (j_decompress_ptr info)
{
  Decoder *self = info->client_data;
  gsize    n = zb_part_read (self->part, self->position, self->buffer, BUFFER_SIZE);

  if (n == 0)
    {
      self->truncated = TRUE;
      self->buffer[0] = 0xff;
      self->buffer[1] = JPEG_EOI;
      n = 2;
    }
  else
    self->position += n;
  self->source.next_input_byte = self->buffer;
  self->source.bytes_in_buffer = n;

  return TRUE;
}

static void
skip_input_data (j_decompress_ptr info,
                 long             n)
{
  Decoder *self = info->client_data;

  if (n <= 0)
    return;
  if ((gsize) n <= self->source.bytes_in_buffer)
    {
      self->source.next_input_byte += n;
      self->source.bytes_in_buffer -= n;
      return;
    }
  self->position += n - (long) self->source.bytes_in_buffer;
  self->source.bytes_in_buffer = 0;
}

static void
term_source (j_decompress_ptr info)
{
}

static void
progress_monitor (j_common_ptr info)
{
  Decoder *self = info->client_data;

  if (self->info.input_scan_number <= MAX_SCANS)
    return;
  self->too_large = TRUE;
  longjmp (self->jump, 1);
}

static Decoder *
decoder_new (const ZbPart   *part,
             const ZbWanted *wanted)
{
  Decoder *self = g_new0 (Decoder, 1);

  self->part = part;
  self->wanted = wanted;
  self->info.err = jpeg_std_error (&self->errors);
  self->info.client_data = self;
  self->errors.error_exit = error_exit;
  self->errors.emit_message = emit_message;
  self->errors.output_message = output_message;
  self->progress.progress_monitor = progress_monitor;
  self->source.init_source = init_source;
  self->source.fill_input_buffer = fill_input_buffer;
  self->source.skip_input_data = skip_input_data;
  self->source.resync_to_restart = jpeg_resync_to_restart;
  self->source.term_source = term_source;

  return self;
}

static void
decoder_free (Decoder *self)
{
  jpeg_destroy_decompress (&self->info);
  g_free (self->row);
  g_free (self->rgb);
  g_clear_pointer (&self->cmyk, zb_colour_free);
  g_free (self);
}

static void
read_header (Decoder *self)
{
  jpeg_create_decompress (&self->info);
  self->info.mem->max_memory_to_use = ZB_DECODE_MEMORY;
  self->info.src = &self->source;
  self->info.progress = &self->progress;
  jpeg_read_header (&self->info, TRUE);
  self->decoded.width = self->info.image_width;
  self->decoded.height = self->info.image_height;
}

/* 1/8, 2/8, 4/8 and 8/8 are the scales that have vector code. */
static void
choose_scale (struct jpeg_decompress_struct *info,
              int                            size)
{
  const gint64 longer = MAX (info->image_width, info->image_height);

  info->scale_num = size == 0 ? 8 : 1;
  info->scale_denom = 8;
  while (info->scale_num < 8 && longer * info->scale_num / 8 < size)
    info->scale_num *= 2;

  if (info->jpeg_color_space == JCS_CMYK || info->jpeg_color_space == JCS_YCCK)
    info->out_color_space = JCS_CMYK;
  else
    info->out_color_space = JCS_EXT_RGB;
}

static ZbColour *
find_colour (Decoder *self)
{
  const ZbSpan span = zb_part_to_span (self->part);
  g_autoptr (GBytes) icc = zb_icc_find_jpeg (&span);

  if (icc == NULL)
    return self->wanted->adobe && self->info.out_color_space != JCS_CMYK ? zb_colour_new_adobe () : NULL;
  if (self->info.out_color_space != JCS_CMYK)
    return zb_colour_new (icc);

  self->cmyk = zb_colour_new_cmyk (icc, self->info.saw_Adobe_marker);
  return NULL;
}

/* Adobe writes CMYK inverted: 255 is no ink. */
static void
convert_cmyk (Decoder *self)
{
  const guint8 flip = self->info.saw_Adobe_marker ? 0 : 255;
  const guint  n = self->info.output_width;

  if (self->cmyk != NULL)
    {
      zb_colour_convert (self->cmyk, self->row, self->rgb, n);
      return;
    }
  for (guint x = 0; x < n; x++)
    for (int c = 0; c < 3; c++)
      self->rgb[3 * x + c] = (self->row[4 * x + c] ^ flip) * (self->row[4 * x + 3] ^ flip) / 255;
}

/* Of a part only what it needs is decoded, and a little around it: the colours of neighbours are mixed at the edges. */
static void
crop (Decoder *self)
{
  struct jpeg_decompress_struct *info = &self->info;
  const ZbRect                  *needed = zb_shrink_get_needed (self->decoded.frame->shrink);
  const JDIMENSION               above = (JDIMENSION) MAX (needed->y - CROP_MARGIN, 0);
  JDIMENSION                     width;

  self->first = (JDIMENSION) MAX (needed->x - CROP_MARGIN, 0);
  width = MIN ((JDIMENSION) (needed->x + needed->width + CROP_MARGIN), info->output_width) - self->first;
  if (width < info->output_width)
    jpeg_crop_scanline (info, &self->first, &width);
  if (above > 0)
    zb_shrink_skip (self->decoded.frame->shrink, (int) jpeg_skip_scanlines (info, above));
}

static gboolean
begin (Decoder *self)
{
  struct jpeg_decompress_struct *info = &self->info;

  choose_scale (info, self->wanted->size);
  jpeg_start_decompress (info);
  self->decoded.frame = zb_frame_new (self->wanted,
                                      (int) info->image_width,
                                      (int) info->image_height,
                                      (int) info->output_width,
                                      (int) info->output_height,
                                      self->wanted->orientation,
                                      find_colour (self));
  if (self->decoded.frame == NULL)
    return FALSE;

  self->row = g_malloc ((gsize) info->output_width * info->output_components);
  self->rgb = g_malloc ((gsize) info->output_width * 3);
  crop (self);
  return TRUE;
}

static void
read_pixels (Decoder *self)
{
  struct jpeg_decompress_struct *info = &self->info;

  if ((gint64) info->image_width * info->image_height > MAX_PIXELS || !begin (self))
    {
      self->too_large = TRUE;
      return;
    }

  while (info->output_scanline < info->output_height && !zb_shrink_is_done (self->decoded.frame->shrink))
    {
      if (jpeg_read_scanlines (info, &self->row, 1) == 0)
        break;
      if (info->out_color_space == JCS_CMYK)
        convert_cmyk (self);
      zb_shrink_add_rgb (self->decoded.frame->shrink, info->out_color_space == JCS_CMYK ? self->rgb : self->row, (int) self->first);
    }
  if (info->output_scanline == info->output_height)
    jpeg_finish_decompress (info);
}

static ZbProblem
judge (const Decoder *self,
       gboolean       failed)
{
  if (self->too_large)
    return ZB_PROBLEM_TOO_LARGE;
  if (self->truncated)
    return ZB_PROBLEM_TRUNCATED;
  if (failed || self->corrupt)
    return ZB_PROBLEM_UNDECODABLE;
  return ZB_PROBLEM_NONE;
}

ZbDecoded
zb_decode_jpeg (const ZbPart   *part,
                const ZbWanted *wanted)
{
  Decoder          *self = decoder_new (part, wanted);
  ZbDecoded         decoded;
  volatile gboolean failed = TRUE;

  if (setjmp (self->jump) == 0)
    {
      read_header (self);
      read_pixels (self);
      failed = FALSE;
    }
  decoded = self->decoded;
  decoded.problem = judge (self, failed);
  if (decoded.frame != NULL)
    zb_frame_finish (decoded.frame);
  decoder_free (self);

  return decoded;
}

gboolean
zb_decode_jpeg_size (const ZbPart *part,
                     int          *width,
                     int          *height)
{
  Decoder          *self = decoder_new (part, NULL);
  volatile gboolean ok = FALSE;

  if (setjmp (self->jump) == 0)
    {
      read_header (self);
      ok = TRUE;
    }
  *width = self->decoded.width;
  *height = self->decoded.height;
  decoder_free (self);

  return ok;
}
