/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/thumbnail.h"

#include "photo/decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <jpeglib.h>

#define QUALITY 80
#define QUICK_BYTES (128 * 1024)
#define QUICK_LENGTH 160 /* pixels of an embedded thumbnail that is worth showing */

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

/* An embedded thumbnail says nothing of the picture: neither its size nor its problems. */
static ZbDecoded
decode_quick (const ZbTags   *tags,
              const ZbPart   *part,
              const ZbWanted *wanted)
{
  const gboolean raw = zb_format_is_raw (tags->format);
  ZbDecoded      decoded = { 0 };

  if (tags->format == ZB_FORMAT_JPEG || raw)
    decoded = zb_decode_preview (part, wanted, raw, QUICK_LENGTH, QUICK_BYTES);
  else if (tags->format == ZB_FORMAT_HEIC || tags->format == ZB_FORMAT_AVIF)
    return zb_decode_heif (part, wanted, TRUE);

  if (MAX (decoded.width, decoded.height) < QUICK_LENGTH)
    g_clear_pointer (&decoded.frame, zb_frame_free);
  if (decoded.frame == NULL && tags->format == ZB_FORMAT_JPEG && part->size <= QUICK_BYTES)
    return zb_decode_jpeg (part, wanted);

  decoded.problem = ZB_PROBLEM_NONE;
  decoded.width = decoded.height = 0;
  return decoded;
}

GBytes *
zb_thumbnail_make (ZbTags  *tags,
                   int      fd,
                   gboolean quick)
{
  const ZbWanted wanted = { .size = ZB_THUMBNAIL_SIZE, .enough = QUICK_LENGTH, .orientation = tags->orientation, .adobe = tags->adobe, .sink = -1 };
  g_autoptr (ZbFrame) frame = NULL;
  struct stat st;
  ZbPart      part = { .fd = fd };
  ZbDecoded   decoded;

  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode) || st.st_size == 0)
    return NULL;

  part.size = st.st_size;
  decoded = quick ? decode_quick (tags, &part, &wanted) : zb_decode (tags, &part, &wanted);
  frame = g_steal_pointer (&decoded.frame);
  if (decoded.problem != ZB_PROBLEM_NONE)
    tags->problem = decoded.problem;
  if (tags->width == 0 || tags->height == 0)
    {
      tags->width = decoded.width;
      tags->height = decoded.height;
    }

  return frame == NULL ? NULL : encode (frame->pixels, frame->whole_width, frame->whole_height);
}
