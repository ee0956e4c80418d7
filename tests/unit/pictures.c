/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/pictures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <libheif/heif.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <webp/encode.h>

#include <jpeglib.h>

/* The encoder behind libheif leaks; the product only decodes. */
const char *__lsan_default_suppressions (void);
const char *
__lsan_default_suppressions (void)
{
  return "leak:libx265";
}

guint8 *
pictures_draw (int width,
               int height)
{
  static const guint32 quarters[2][2] = { { RED, GREEN }, { BLUE, WHITE } };
  guint8              *rgb = g_malloc ((gsize) width * height * 3), *p = rgb;
  guint32              noise = 1;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 colour = quarters[y >= height / 2][x >= width / 2];

        for (int shift = 16; shift >= 0; shift -= 8)
          {
            noise = noise * 1103515245 + 12345;
            *p++ = ((colour >> shift & 0xff) * 15 + (noise >> 24)) / 16;
          }
      }
  return rgb;
}

/* components 1: grey, 3: RGB, 4: CMYK as Adobe writes it. */
GBytes *
pictures_jpeg (int      width,
               int      height,
               int      components,
               gboolean progressive)
{
  struct jpeg_compress_struct info = { 0 };
  struct jpeg_error_mgr       errors;
  unsigned char              *bytes = NULL;
  unsigned long               size = 0;
  g_autofree guint8          *rgb = pictures_draw (width, height);
  g_autofree guint8          *row = g_malloc ((gsize) width * 4);

  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &bytes, &size);
  info.image_width = width;
  info.image_height = height;
  info.input_components = components;
  info.in_color_space = components == 1 ? JCS_GRAYSCALE : components == 3 ? JCS_RGB
                                                                          : JCS_CMYK;
  jpeg_set_defaults (&info);
  if (progressive)
    jpeg_simple_progression (&info);
  jpeg_start_compress (&info, TRUE);
  for (int y = 0; y < height; y++)
    {
      const guint8 *from = rgb + (gsize) y * width * 3;
      JSAMPROW      rows[1] = { row };

      for (int x = 0; x < width; x++, from += 3)
        for (int c = 0; c < components; c++)
          row[x * components + c] = c == 3 ? 255 : from[c];
      jpeg_write_scanlines (&info, rows, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);

  return g_bytes_new_with_free_func (bytes, size, free, bytes);
}

GBytes *
pictures_pixbuf (const char *type,
                 int         width,
                 int         height,
                 GBytes     *icc)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *rgb = pictures_draw (width, height);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_data (
      rgb, GDK_COLORSPACE_RGB, FALSE, 8, width, height, width * 3, NULL, NULL);
  g_autofree char *text = icc == NULL ? NULL : g_base64_encode (g_bytes_get_data (icc, NULL), g_bytes_get_size (icc));
  char            *bytes = NULL;
  gsize            size = 0;

  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &size, type, &error, text == NULL ? NULL : "icc-profile", text, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, size);
}

GBytes *
pictures_webp (int      width,
               int      height,
               gboolean lossless)
{
  g_autofree guint8 *rgb = pictures_draw (width, height);
  uint8_t           *bytes = NULL;
  size_t             size = lossless ? WebPEncodeLosslessRGB (rgb, width, height, width * 3, &bytes)
                                     : WebPEncodeRGB (rgb, width, height, width * 3, 90, &bytes);

  g_assert_cmpuint (size, >, 0);
  return g_bytes_new_with_free_func (bytes, size, WebPFree, bytes);
}

static struct heif_error
heif_write (struct heif_context *context,
            const void          *bytes,
            size_t               size,
            void                *data)
{
  g_byte_array_append (data, bytes, size);
  return (struct heif_error){ heif_error_Ok, heif_suberror_Unspecified, "" };
}

/* NULL when the library cannot write HEIC here. */
GBytes *
pictures_heic (int      width,
               int      height,
               gboolean thumbnail,
               GBytes  *icc)
{
  struct heif_context      *context = heif_context_alloc ();
  struct heif_encoder      *encoder = NULL;
  struct heif_image        *image = NULL;
  struct heif_image_handle *handle = NULL, *small = NULL;
  struct heif_writer        writer = { 1, heif_write };
  g_autofree guint8        *rgb = pictures_draw (width, height);
  GByteArray               *bytes = g_byte_array_new ();
  int                       stride = 0;
  guint8                   *plane;

  if (heif_context_get_encoder_for_format (context, heif_compression_HEVC, &encoder).code != 0)
    {
      heif_context_free (context);
      g_byte_array_unref (bytes);
      return NULL;
    }
  heif_image_create (width, height, heif_colorspace_RGB, heif_chroma_interleaved_RGB, &image);
  heif_image_add_plane (image, heif_channel_interleaved, width, height, 24);
  plane = heif_image_get_plane (image, heif_channel_interleaved, &stride);
  for (int y = 0; y < height; y++)
    memcpy (plane + (gsize) y * stride, rgb + (gsize) y * width * 3, (gsize) width * 3);
  if (icc != NULL)
    heif_image_set_raw_color_profile (image, "prof", g_bytes_get_data (icc, NULL), g_bytes_get_size (icc));
  g_assert_cmpint (heif_context_encode_image (context, image, encoder, NULL, &handle).code, ==, 0);
  if (thumbnail)
    heif_context_encode_thumbnail (context, image, handle, encoder, NULL, 240, &small);
  g_assert_cmpint (heif_context_write (context, &writer, bytes).code, ==, 0);

  if (small != NULL)
    heif_image_handle_release (small);
  heif_image_handle_release (handle);
  heif_image_release (image);
  heif_encoder_release (encoder);
  heif_context_free (context);
  return g_byte_array_free_to_bytes (bytes);
}

int
pictures_open (GBytes *bytes)
{
  g_autofree char *path = NULL;
  gsize            size;
  const char      *data = g_bytes_get_data (bytes, &size);
  int              fd = g_file_open_tmp ("zhibu-XXXXXX", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_unlink (path);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  return fd;
}

GBytes *
pictures_insert (GBytes       *jpeg,
                 guint8        marker,
                 gconstpointer payload,
                 gsize         size)
{
  const guint8  head[] = { 0xff, marker, (guint8) ((size + 2) >> 8), (guint8) (size + 2) };
  GByteArray   *out = g_byte_array_new ();
  gsize         rest;
  const guint8 *bytes = g_bytes_get_data (jpeg, &rest);

  g_assert_cmpuint (size, <=, 65533);
  g_byte_array_append (out, bytes, 2);
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, payload, size);
  g_byte_array_append (out, bytes + 2, rest - 2);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
pictures_jpeg_icc (GBytes *jpeg,
                   GBytes *icc,
                   guint   n_pieces)
{
  const gsize size = g_bytes_get_size (icc), piece = (size + n_pieces - 1) / n_pieces;
  GBytes     *all = g_bytes_ref (jpeg);

  for (guint i = 0; i < n_pieces; i++) /* so that the last comes first */
    {
      g_autoptr (GBytes) before = all;
      g_autoptr (GByteArray) payload = g_byte_array_new ();
      const guint8 head[] = { (guint8) (i + 1), (guint8) n_pieces };

      g_byte_array_append (payload, (const guint8 *) "ICC_PROFILE", 12);
      g_byte_array_append (payload, head, 2);
      g_byte_array_append (payload, (const guint8 *) g_bytes_get_data (icc, NULL) + i * piece, MIN (piece, size - i * piece));
      all = pictures_insert (before, 0xe2, payload->data, payload->len);
    }

  return all;
}

static void
put_chunk (GByteArray   *out,
           const char   *type,
           gconstpointer bytes,
           gsize         size)
{
  const guint32 length = GUINT32_TO_LE (size);

  g_byte_array_append (out, (const guint8 *) type, 4);
  g_byte_array_append (out, (const guint8 *) &length, 4);
  g_byte_array_append (out, bytes, size);
  if (size & 1)
    g_byte_array_append (out, (const guint8 *) "", 1);
}

GBytes *
pictures_webp_icc (GBytes *webp,
                   int     width,
                   int     height,
                   GBytes *icc)
{
  const guint8  canvas[10] = { 0x20, 0, 0, 0, (guint8) (width - 1), (guint8) ((width - 1) >> 8), 0, (guint8) (height - 1), (guint8) ((height - 1) >> 8), 0 };
  GByteArray   *out = g_byte_array_new ();
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (webp, &size);
  guint32       length;

  g_byte_array_append (out, bytes, 12);
  put_chunk (out, "VP8X", canvas, sizeof canvas);
  put_chunk (out, "ICCP", g_bytes_get_data (icc, NULL), g_bytes_get_size (icc));
  g_byte_array_append (out, bytes + 12, size - 12);
  length = GUINT32_TO_LE (out->len - 8);
  memcpy (out->data + 4, &length, 4);
  return g_byte_array_free_to_bytes (out);
}

/* Its checksum is none; decoders then leave the chunk alone, which is what they would do with it. */
GBytes *
pictures_png_icc (GBytes *png,
                  GBytes *icc)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  GByteArray   *out = g_byte_array_new ();
  gsize         size, taken = 0, given = 0;
  const guint8 *bytes = g_bytes_get_data (png, &size);
  guint8        packed[8192] = "icc\0";
  guint32       length;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (zlib), g_bytes_get_data (icc, NULL), g_bytes_get_size (icc), packed + 5, sizeof packed - 5, G_CONVERTER_INPUT_AT_END, &taken, &given, NULL), ==, G_CONVERTER_FINISHED);
  length = GUINT32_TO_BE (given + 5);
  g_byte_array_append (out, bytes, 33);
  g_byte_array_append (out, (const guint8 *) &length, 4);
  g_byte_array_append (out, (const guint8 *) "iCCP", 4);
  g_byte_array_append (out, packed, given + 5);
  g_byte_array_append (out, (const guint8 *) "\0\0\0", 4);
  g_byte_array_append (out, bytes + 33, size - 33);
  return g_byte_array_free_to_bytes (out);
}

static void
put_be (GByteArray *out,
        guint       size,
        guint32     value)
{
  for (guint i = size; i > 0; i--)
    {
      const guint8 byte = (guint8) (value >> 8 * (i - 1));

      g_byte_array_append (out, &byte, 1);
    }
}

/* Takes what it holds. */
static void
put_box (GByteArray *out,
         const char *type,
         GByteArray *held)
{
  put_be (out, 4, held->len + 8);
  g_byte_array_append (out, (const guint8 *) type, 4);
  g_byte_array_append (out, held->data, held->len);
  g_byte_array_unref (held);
}

static GByteArray *
hold (const char *bytes,
      gsize       size)
{
  return g_byte_array_append (g_byte_array_new (), (const guint8 *) bytes, (guint) size);
}

/* What a box of this name holds. */
static GByteArray *
find_box (GBytes     *heic,
          const char *type)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (heic, &size);
  const guint8 *at = memmem (bytes, size, type, 4);

  g_assert_nonnull (at);
  return hold ((const char *) at + 4, (gsize) (at[-4] << 24 | at[-3] << 16 | at[-2] << 8 | at[-1]) - 8);
}

static GByteArray *
make_item (guint       id,
           const char *type,
           guint8      flags)
{
  GByteArray *item = hold ("\2\0\0", 3);

  put_be (item, 1, flags);
  put_be (item, 4, id << 16);
  g_byte_array_append (item, (const guint8 *) type, 5);
  return item;
}

static GByteArray *
make_properties (GByteArray *decoder,
                 int         side,
                 guint       columns,
                 guint       rows)
{
  GByteArray *held = g_byte_array_new (), *list = g_byte_array_new (), *all = g_byte_array_new ();
  GByteArray *small = hold ("\0\0\0\0", 4), *large = hold ("\0\0\0\0", 4);

  put_be (small, 4, (guint) side);
  put_be (small, 4, (guint) side);
  put_be (large, 4, columns * (guint) side);
  put_be (large, 4, rows * (guint) side);
  put_box (list, "hvcC", decoder);
  put_box (list, "ispe", small);
  put_box (list, "ispe", large);
  put_box (all, "ipco", list);
  g_byte_array_append (held, (const guint8 *) "\0\0\0\0\0\0\0\2\0\1\2\201\2\0\2\1\3", 17);
  put_box (all, "ipma", held);
  return all;
}

/* Item 1 is the tile, hidden, and item 2 the grid of it. */
static GByteArray *
make_meta (GBytes *tile,
           int     side,
           guint   columns,
           guint   rows,
           guint   offset,
           guint   size)
{
  GByteArray *meta = hold ("\0\0\0\0", 4), *items = hold ("\0\0\0\0\0\2", 6), *places = hold ("\1\0\0\0\104\0\0\2", 8);
  GByteArray *uses = hold ("\0\2", 2), *references = hold ("\0\0\0\0", 4), *sides = hold ("\0\1", 2);

  put_box (meta, "hdlr", hold ("\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0", 25));
  put_box (meta, "pitm", hold ("\0\0\0\0\0\2", 6));
  put_box (items, "infe", make_item (1, "hvc1", 1));
  put_box (items, "infe", make_item (2, "grid", 0));
  put_box (meta, "iinf", items);
  put_be (uses, 2, columns * rows);
  for (guint i = 0; i < columns * rows; i++)
    put_be (uses, 2, 1);
  put_box (references, "dimg", uses);
  put_box (meta, "iref", references);
  put_box (meta, "iprp", make_properties (find_box (tile, "hvcC"), side, columns, rows));
  put_be (sides, 2, (rows - 1) << 8 | (columns - 1));
  put_be (sides, 4, columns * (guint) side);
  put_be (sides, 4, rows * (guint) side);
  for (guint id = 1; id <= 2; id++)
    {
      put_be (places, 2, id);
      put_be (places, 4, id == 1 ? 0 : 1 << 16); /* in the file; in `idat` */
      put_be (places, 2, 1);
      put_be (places, 4, id == 1 ? offset : 0);
      put_be (places, 4, id == 1 ? size : sides->len);
    }
  put_box (meta, "iloc", places);
  put_box (meta, "idat", sides);
  return meta;
}

GBytes *
pictures_heic_grid (int   side,
                    guint columns,
                    guint rows)
{
  g_autoptr (GBytes) tile = pictures_heic (side, side, FALSE, NULL);
  GByteArray *out = NULL, *pixels;
  guint       offset = 0;

  if (tile == NULL)
    return NULL;

  for (int round = 0; round < 2; round++) /* the first only to know how long it is */
    {
      g_clear_pointer (&out, g_byte_array_unref);
      pixels = find_box (tile, "mdat");
      out = g_byte_array_new ();
      put_box (out, "ftyp", hold ("heic\0\0\0\0mif1heic", 16));
      put_box (out, "meta", make_meta (tile, side, columns, rows, offset, pixels->len));
      offset = out->len + 8;
      put_box (out, "mdat", pixels);
    }
  return g_byte_array_free_to_bytes (out);
}
