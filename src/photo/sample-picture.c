/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/sample-picture.h"

#include <gio/gio.h>
#include <libexif/exif-data.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "photo/sample-scene.h"

#define WIDTH_MAX 8192
#define QUALITY 85
#define THUMBNAIL_WIDTH 160
#define THUMBNAIL_HEIGHT 120

static void
add_entry (
    ExifData *exif, ExifIfd ifd, ExifTag tag, ExifFormat format, gconstpointer bytes, guint n)
{
  ExifEntry *entry = exif_entry_new ();

  entry->tag = tag;
  entry->format = format;
  entry->components = n;
  entry->size = n * exif_format_get_size (format);
  entry->data = malloc (entry->size); /* libexif frees it */
  if (entry->data != NULL)
    memcpy (entry->data, bytes, entry->size);
  exif_content_add_entry (exif->ifd[ifd], entry);
  exif_entry_unref (entry);
}

static void
add_text (ExifData *exif, ExifIfd ifd, ExifTag tag, const char *text)
{
  if (text != NULL && *text != '\0')
    add_entry (exif, ifd, tag, EXIF_FORMAT_ASCII, text, strlen (text) + 1);
}

static void
add_short (ExifData *exif, ExifIfd ifd, ExifTag tag, guint16 value)
{
  guint8 bytes[2];

  exif_set_short (bytes, exif_data_get_byte_order (exif), value);
  add_entry (exif, ifd, tag, EXIF_FORMAT_SHORT, bytes, 1);
}

static void
add_dates (ExifData *exif, const ZbWall *taken)
{
  int              year, month, day, hour, minute, second;
  g_autofree char *text = NULL;

  if (!zb_wall_is_set (taken))
    return;

  zb_wall_split (taken, &year, &month, &day, &hour, &minute, &second);
  text = g_strdup_printf ("%04d:%02d:%02d %02d:%02d:%02d", year, month, day, hour, minute, second);
  add_text (exif, EXIF_IFD_0, EXIF_TAG_DATE_TIME, text);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, text);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_DIGITIZED, text);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_SUB_SEC_TIME_ORIGINAL, taken->fraction);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_SUB_SEC_TIME_DIGITIZED, taken->fraction);
}

static void
add_gps (ExifData *exif, gint64 unix_seconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (unix_seconds);
  g_autofree char *day = NULL;
  guint8           time[3 * 8];
  ExifByteOrder    order = exif_data_get_byte_order (exif);

  if (unix_seconds == 0 || moment == NULL)
    return;

  day = g_date_time_format (moment, "%Y:%m:%d");
  exif_set_rational (time, order, (ExifRational){ g_date_time_get_hour (moment), 1 });
  exif_set_rational (time + 8, order, (ExifRational){ g_date_time_get_minute (moment), 1 });
  exif_set_rational (time + 16, order, (ExifRational){ g_date_time_get_second (moment), 1 });
  add_entry (exif, EXIF_IFD_GPS, EXIF_TAG_GPS_TIME_STAMP, EXIF_FORMAT_RATIONAL, time, 3);
  add_text (exif, EXIF_IFD_GPS, EXIF_TAG_GPS_DATE_STAMP, day);
}

/* From coordinates of the upright picture to those of the stored one. */
static void
set_stored (cairo_t *cr, int orientation, double w, double h)
{
  const cairo_matrix_t matrices[] = {
    { 1, 0, 0, 1, 0, 0 },
    { -1, 0, 0, 1, w, 0 },
    { -1, 0, 0, -1, w, h },
    { 1, 0, 0, -1, 0, h },
    { 0, 1, 1, 0, 0, 0 },
    { 0, -1, 1, 0, 0, w },
    { 0, -1, -1, 0, h, w },
    { 0, 1, -1, 0, h, 0 },
  };

  cairo_transform (cr, &matrices[orientation - 1]);
}

/* `width` × `height` is the upright size; the drawing covers it and is cut at the edges. */
static cairo_surface_t *
draw (const ZbSamplePicture *picture, int width, int height, int orientation)
{
  gboolean         turned = orientation >= 5;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, turned ? height : width, turned ? width : height);
  cairo_t *cr = cairo_create (surface);
  double   scale = MAX ((double) width / ZB_SCENE_WIDTH, (double) height / ZB_SCENE_HEIGHT);

  set_stored (cr, orientation, width, height);
  cairo_translate (cr, (width - ZB_SCENE_WIDTH * scale) / 2,
                   (height - ZB_SCENE_HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  zb_scene_draw (cr, picture->scene % ZB_N_SCENES, picture->seed, picture->title);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* Bytes for free(). `exif` may be NULL. */
static guint8 *
encode (cairo_surface_t *surface, ExifData *exif, gsize *size)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr       errors;
  unsigned char              *bytes = NULL, *block = NULL;
  unsigned long               n_bytes = 0;
  unsigned int                n_block = 0;
  guint8                     *pixels = cairo_image_surface_get_data (surface);
  int                         stride = cairo_image_surface_get_stride (surface);

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &bytes, &n_bytes);
  jpeg.image_width = cairo_image_surface_get_width (surface);
  jpeg.image_height = cairo_image_surface_get_height (surface);
  jpeg.input_components = 4;
  jpeg.in_color_space = G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRX : JCS_EXT_XRGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, QUALITY, TRUE);
  jpeg.write_JFIF_header = exif == NULL;
  jpeg_start_compress (&jpeg, TRUE);

  if (exif != NULL)
    {
      exif_data_save_data (exif, &block, &n_block);
      jpeg_write_marker (&jpeg, JPEG_APP0 + 1, block, n_block);
      free (block);
    }

  while (jpeg.next_scanline < jpeg.image_height)
    {
      JSAMPROW row = pixels + (gsize) jpeg.next_scanline * stride;

      jpeg_write_scanlines (&jpeg, &row, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);

  *size = n_bytes;
  return bytes;
}

static cairo_surface_t *
shrink (cairo_surface_t *large)
{
  double           w = cairo_image_surface_get_width (large), h = cairo_image_surface_get_height (large);
  gboolean         upright = h > w;
  int              width = upright ? THUMBNAIL_HEIGHT : THUMBNAIL_WIDTH;
  int              height = upright ? THUMBNAIL_WIDTH : THUMBNAIL_HEIGHT;
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t         *cr = cairo_create (small);
  double           scale = MIN (width / w, height / h);

  cairo_paint (cr); /* black bars, as cameras leave them */
  cairo_translate (cr, (width - w * scale) / 2, (height - h * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, large, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (small);

  return small;
}

static ExifData *
make_exif (const ZbSamplePicture *picture, cairo_surface_t *surface, int orientation)
{
  ExifData        *exif = exif_data_new ();
  cairo_surface_t *small = shrink (surface);
  gsize            size;

  exif_data_unset_option (exif, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
  exif_data_set_byte_order (exif, EXIF_BYTE_ORDER_INTEL);
  add_text (exif, EXIF_IFD_0, EXIF_TAG_MAKE, picture->make);
  add_text (exif, EXIF_IFD_0, EXIF_TAG_MODEL, picture->model);
  add_short (exif, EXIF_IFD_0, EXIF_TAG_ORIENTATION, orientation);
  add_entry (exif, EXIF_IFD_EXIF, EXIF_TAG_EXIF_VERSION, EXIF_FORMAT_UNDEFINED, "0230", 4);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_BODY_SERIAL_NUMBER, picture->serial);
  add_dates (exif, &picture->taken);
  add_gps (exif, picture->gps);
  add_short (exif, EXIF_IFD_1, EXIF_TAG_COMPRESSION, 6);

  exif->data = encode (small, NULL, &size);
  exif->size = size;
  cairo_surface_destroy (small);

  return exif;
}

gboolean
zb_sample_picture_write (const char *path, const ZbSamplePicture *picture, GError **error)
{
  int              width = picture->width > 0 ? MIN (picture->width, WIDTH_MAX) : ZB_SCENE_WIDTH;
  int              height = picture->height > 0 ? MIN (picture->height, WIDTH_MAX) : ZB_SCENE_HEIGHT;
  int              orientation = CLAMP (picture->orientation, 1, 8);
  cairo_surface_t *surface = draw (picture, width, height, picture->bare ? 1 : orientation);
  ExifData        *exif = NULL;
  guint8          *bytes;
  gsize            size;
  gboolean         written;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot draw: %s",
                   cairo_status_to_string (cairo_surface_status (surface)));
      cairo_surface_destroy (surface);
      return FALSE;
    }

  if (!picture->bare)
    exif = make_exif (picture, surface, orientation);
  bytes = encode (surface, exif, &size);
  written = g_file_set_contents_full (path, (const char *) bytes, size, G_FILE_SET_CONTENTS_NONE,
                                      0644, error);

  free (bytes);
  g_clear_pointer (&exif, exif_data_unref);
  cairo_surface_destroy (surface);
  return written;
}
