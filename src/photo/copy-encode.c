/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/copy-private.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

/* Row by row into the sink, through a buffer: nothing of the copy is held. Given up as soon as it is larger than the sink allows. */
#define BUFFER_SIZE 16384

typedef struct
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr       errors;
  struct jpeg_destination_mgr destination;
  jmp_buf                     jump;
  ZbSink                     *sink;
  JOCTET                      buffer[BUFFER_SIZE];
} Encoder;

static G_NORETURN void
error_exit (j_common_ptr info)
{
  Encoder *self = info->client_data;

  longjmp (self->jump, 1);
}

static void
output_message (j_common_ptr info)
{
}

static void
init_destination (j_compress_ptr info)
{
  Encoder *self = info->client_data;

  self->destination.next_output_byte = self->buffer;
  self->destination.free_in_buffer = BUFFER_SIZE;
}

static boolean
empty_output_buffer (j_compress_ptr info)
{
  Encoder *self = info->client_data;

  zb_sink_put (self->sink, self->buffer, BUFFER_SIZE);
  if (self->sink->full || self->sink->failed)
    longjmp (self->jump, 1);
  init_destination (info);
  return TRUE;
}

static void
term_destination (j_compress_ptr info)
{
  Encoder *self = info->client_data;

  zb_sink_put (self->sink, self->buffer, BUFFER_SIZE - self->destination.free_in_buffer);
}

static Encoder *
encoder_new (ZbSink *sink)
{
  Encoder *self = g_new0 (Encoder, 1);

  self->sink = sink;
  self->info.err = jpeg_std_error (&self->errors);
  self->info.client_data = self;
  self->errors.error_exit = error_exit;
  self->errors.output_message = output_message;
  self->destination.init_destination = init_destination;
  self->destination.empty_output_buffer = empty_output_buffer;
  self->destination.term_destination = term_destination;

  return self;
}

static void
put_words (Encoder *self,
           int      marker,
           GBytes  *bytes)
{
  if (bytes != NULL)
    jpeg_write_marker (&self->info, marker, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
}

static void
begin (Encoder           *self,
       int                width,
       int                height,
       int                quality,
       const ZbCopyWords *words)
{
  struct jpeg_compress_struct *info = &self->info;

  jpeg_create_compress (info);
  info->dest = &self->destination;
  info->image_width = (JDIMENSION) width;
  info->image_height = (JDIMENSION) height;
  info->input_components = 3;
  info->in_color_space = JCS_EXT_RGB;
  jpeg_set_defaults (info);
  jpeg_set_quality (info, quality, TRUE);
  jpeg_start_compress (info, TRUE);
  put_words (self, JPEG_APP0 + 1, words->exif);
  put_words (self, JPEG_APP0 + 13, words->iptc);
}

static void
row_cb (gpointer      data,
        const guint8 *row)
{
  Encoder *self = data;
  JSAMPROW rows[] = { (JSAMPROW) row };

  jpeg_write_scanlines (&self->info, rows, 1);
}

static void
write_rows (Encoder       *self,
            const ZbFrame *frame,
            ZbShrink      *shrink)
{
  const gsize stride = (gsize) frame->part.width * 3;

  for (int y = 0; y < frame->part.height; y++)
    zb_shrink_add_rgb (shrink, frame->pixels + (gsize) y * stride, 0);
  jpeg_finish_compress (&self->info);
}

gboolean
zb_copy_encode (const ZbFrame     *frame,
                int                width,
                int                height,
                int                quality,
                const ZbCopyWords *words,
                ZbSink            *sink)
{
  Encoder          *self = encoder_new (sink);
  ZbShrink         *shrink = zb_shrink_new (frame->part.width, frame->part.height, width, height, NULL, row_cb, self);
  volatile gboolean ok = FALSE;

  if (setjmp (self->jump) == 0)
    {
      begin (self, width, height, quality, words);
      write_rows (self, frame, shrink);
      ok = TRUE;
    }
  jpeg_destroy_compress (&self->info);
  zb_shrink_free (shrink);
  g_free (self);

  return ok && zb_sink_flush (sink);
}
