/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/decode.h"
#include "photo/thumbnail.h"
#include "support/support.h"
#include "unit/pictures.h"

#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <libheif/heif.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <webp/encode.h>

#include <jpeglib.h>

static GBytes *
thumbnail_of (GBytes  *bytes,
              ZbTags  *tags,
              gboolean quick)
{
  int     fd = pictures_open (bytes);
  GBytes *thumbnail = zb_thumbnail_make (tags, fd, quick);

  close (fd);
  return thumbnail;
}

static GdkPixbuf *
load (GBytes *jpeg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("jpeg", &error);

  g_assert_nonnull (jpeg);
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, jpeg, &error));
  g_assert_true (gdk_pixbuf_loader_close (loader, &error));
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static void
assert_colour (GdkPixbuf *pixbuf,
               double     at_x,
               double     at_y,
               guint32    wanted)
{
  int           x = at_x * gdk_pixbuf_get_width (pixbuf), y = at_y * gdk_pixbuf_get_height (pixbuf);
  const guint8 *p = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3;

  for (int c = 0; c < 3; c++)
    g_assert_cmpint (ABS (p[c] - (int) (wanted >> (16 - 8 * c) & 0xff)), <=, 16);
}

/* Left above, right above, left below, right below. */
static void
assert_quarters (GBytes *jpeg,
                 int     width,
                 int     height,
                 guint32 colours[4])
{
  g_autoptr (GdkPixbuf) pixbuf = load (jpeg);

  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
  for (int i = 0; i < 4; i++)
    assert_colour (pixbuf, i % 2 == 0 ? 0.2 : 0.8, i < 2 ? 0.2 : 0.8, colours[i]);
}

static guint32 as_drawn[4] = { RED, GREEN, BLUE, WHITE };

static void
check_format (ZbFormat format,
              GBytes  *bytes)
{
  g_auto (ZbTags) tags = { .format = format, .orientation = 1 };
  g_autoptr (GBytes) thumbnail = thumbnail_of (bytes, &tags, FALSE);
  const guint8 *jpeg;

  g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_NONE);
  g_assert_cmpint (tags.width, ==, 800);
  g_assert_cmpint (tags.height, ==, 600);
  assert_quarters (thumbnail, ZB_THUMBNAIL_SIZE, 240, as_drawn);
  g_assert_cmpuint (g_bytes_get_size (thumbnail), <, 32768);

  jpeg = g_bytes_get_data (thumbnail, NULL);
  g_assert_true (memmem (jpeg, g_bytes_get_size (thumbnail), "Exif", 4) == NULL);
}

static void
test_formats (void)
{
  const struct
  {
    ZbFormat format;
    GBytes  *bytes;
  } table[] = {
    { ZB_FORMAT_JPEG, pictures_jpeg (800, 600, 3, FALSE) },
    { ZB_FORMAT_JPEG, pictures_jpeg (800, 600, 3, TRUE) },
    { ZB_FORMAT_JPEG, pictures_jpeg (800, 600, 4, FALSE) },
    { ZB_FORMAT_PNG, pictures_pixbuf ("png", 800, 600, NULL) },
    { ZB_FORMAT_TIFF, pictures_pixbuf ("tiff", 800, 600, NULL) },
    { ZB_FORMAT_WEBP, pictures_webp (800, 600, FALSE) },
    { ZB_FORMAT_WEBP, pictures_webp (800, 600, TRUE) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      check_format (table[i].format, table[i].bytes);
      g_bytes_unref (table[i].bytes);
    }
}

static void
test_heic (void)
{
  for (int stored = 0; stored < 2; stored++)
    {
      g_autoptr (GBytes) bytes = pictures_heic (800, 600, stored, NULL);
      g_auto (ZbTags) tags = { .format = ZB_FORMAT_HEIC, .orientation = 6 }; /* does not count */
      g_autoptr (GBytes) thumbnail = NULL;
      g_autoptr (GBytes) quick = NULL;

      if (bytes == NULL)
        {
          g_test_skip ("libheif cannot write HEIC here");
          return;
        }
      thumbnail = thumbnail_of (bytes, &tags, FALSE);
      g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_NONE);
      assert_quarters (thumbnail, stored ? 240 : 320, stored ? 180 : 240, as_drawn);
      quick = thumbnail_of (bytes, &tags, TRUE);
      g_assert_true ((quick != NULL) == stored);
    }
}

static void
test_orientations (void)
{
  static guint32 table[8][4] = {
    { RED, GREEN, BLUE, WHITE },
    { GREEN, RED, WHITE, BLUE },
    { WHITE, BLUE, GREEN, RED },
    { BLUE, WHITE, RED, GREEN },
    { RED, BLUE, GREEN, WHITE },
    { BLUE, RED, WHITE, GREEN },
    { WHITE, GREEN, BLUE, RED },
    { GREEN, WHITE, RED, BLUE },
  };
  g_autoptr (GBytes) bytes = pictures_jpeg (800, 600, 3, FALSE);

  for (int i = 0; i < 8; i++)
    {
      g_auto (ZbTags) tags = { .format = ZB_FORMAT_JPEG, .orientation = i + 1 };
      g_autoptr (GBytes) thumbnail = thumbnail_of (bytes, &tags, FALSE);

      assert_quarters (thumbnail, i < 4 ? 320 : 240, i < 4 ? 240 : 320, table[i]);
      g_assert_cmpint (tags.width, ==, 800);
    }
}

static void
test_small_stay_small (void)
{
  const struct
  {
    int width, height, thumbnail_width, thumbnail_height;
  } table[] = {
    { 100, 60, 100, 60 },
    { 320, 2, 320, 2 },
    { 5000, 10, 320, 1 },
    { 321, 321, 320, 320 },
    { 2600, 1300, 320, 160 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) bytes = pictures_jpeg (table[i].width, table[i].height, 3, FALSE);
      g_auto (ZbTags) tags = { .format = ZB_FORMAT_JPEG, .orientation = 1 };
      g_autoptr (GBytes) thumbnail = thumbnail_of (bytes, &tags, FALSE);
      g_autoptr (GdkPixbuf) pixbuf = load (thumbnail);

      g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, table[i].thumbnail_width);
      g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, table[i].thumbnail_height);
    }
}

/* What is there is shown, and it is said that it is not all. */
static void
test_truncated (void)
{
  const struct
  {
    ZbFormat format;
    GBytes  *bytes;
  } table[] = {
    { ZB_FORMAT_JPEG, pictures_jpeg (800, 600, 3, FALSE) },
    { ZB_FORMAT_JPEG, pictures_jpeg (800, 600, 3, TRUE) },
    { ZB_FORMAT_PNG, pictures_pixbuf ("png", 800, 600, NULL) },
    { ZB_FORMAT_WEBP, pictures_webp (800, 600, FALSE) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gsize size = g_bytes_get_size (table[i].bytes);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (table[i].bytes, 0, size * 3 / 4);
      g_auto (ZbTags) tags = { .format = table[i].format, .orientation = 1 };
      g_autoptr (GBytes) thumbnail = thumbnail_of (cut, &tags, FALSE);
      g_autoptr (GdkPixbuf) pixbuf = NULL;

      g_test_message ("%s", zb_format_to_code (table[i].format));
      pixbuf = load (thumbnail);
      g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_TRUNCATED);
      assert_colour (pixbuf, 0.2, 0.2, RED);
      g_bytes_unref (table[i].bytes);
    }
}

static void
test_only_the_end_missing (void)
{
  g_autoptr (GBytes) bytes = pictures_jpeg (800, 600, 3, FALSE);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) - 2);
  g_auto (ZbTags) tags = { .format = ZB_FORMAT_JPEG, .orientation = 1 };
  g_autoptr (GBytes) thumbnail = thumbnail_of (cut, &tags, FALSE);

  g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_TRUNCATED);
  assert_quarters (thumbnail, 320, 240, as_drawn);
}

/* A motion photo carries its video behind the picture. */
static void
test_bytes_after_the_end (void)
{
  g_autoptr (GBytes) bytes = pictures_jpeg (800, 600, 3, FALSE);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) all = NULL;
  g_auto (ZbTags) tags = { .format = ZB_FORMAT_JPEG, .orientation = 1 };
  g_autoptr (GBytes) thumbnail = NULL;

  g_byte_array_append (longer, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_byte_array_append (longer, (const guint8 *) "\0\0\0\030ftypmp42 and so on", 22);
  all = g_byte_array_free_to_bytes (g_steal_pointer (&longer));
  thumbnail = thumbnail_of (all, &tags, FALSE);
  g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_NONE);
  assert_quarters (thumbnail, 320, 240, as_drawn);
}

static void
test_lying_sides (void)
{
  g_autoptr (GBytes) bytes = pictures_jpeg (800, 600, 3, FALSE);
  gsize              size = g_bytes_get_size (bytes);
  g_autofree guint8 *lie = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
  g_autoptr (GBytes) lying = NULL;
  g_auto (ZbTags) tags = { .format = ZB_FORMAT_JPEG, .orientation = 1 };
  guint8 *sof = memmem (lie, size, "\xff\xc0", 2);

  g_assert_nonnull (sof);
  memset (sof + 5, 0xea, 4);
  lying = g_bytes_new (lie, size);
  g_assert_null (thumbnail_of (lying, &tags, FALSE));
  g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_TOO_LARGE);
}

static GByteArray *
append_exif (GBytes  *preview,
             gboolean big_endian)
{
  static const guint8 little[] = "II*\0\010\0\0\0\0\0\016\0\0\0"
                                 "\2\0\1\2\4\0\1\0\0\0\54\0\0\0\2\2\4\0\1\0\0\0LLLL\0\0\0\0";
  static const guint8 big[] = "MM\0*\0\0\0\010\0\0\0\0\0\016"
                              "\0\2\2\1\0\4\0\0\0\1\0\0\0\54\2\2\0\4\0\0\0\1LLLL\0\0\0\0";
  GByteArray         *tiff = g_byte_array_new ();
  guint32             n = g_bytes_get_size (preview);
  guint32             size = big_endian ? GUINT32_TO_BE (n) : GUINT32_TO_LE (n);

  g_byte_array_append (tiff, big_endian ? big : little, 44);
  memcpy (tiff->data + 36, &size, 4);
  g_byte_array_append (tiff, g_bytes_get_data (preview, NULL), n);
  return tiff;
}

/* IFD0 is empty and IFD1 holds the thumbnail; behind the head is no picture at all. */
static void
test_quick_takes_the_embedded (void)
{
  for (int big_endian = 0; big_endian < 2; big_endian++)
    {
      g_autoptr (GBytes) preview = pictures_jpeg (200, 150, 3, FALSE);
      g_autoptr (GByteArray) tiff = append_exif (preview, big_endian);
      g_autoptr (GByteArray) file = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) thumbnail = NULL;
      g_auto (ZbTags) tags = { .format = ZB_FORMAT_JPEG, .orientation = 3, .width = 4000, .height = 3000 };
      guint  length = tiff->len + 8;
      guint8 head[] = { 0xff, 0xd8, 0xff, 0xe1, length >> 8, length, 'E', 'x', 'i', 'f', 0, 0 };

      g_byte_array_append (file, head, sizeof head);
      g_byte_array_append (file, tiff->data, tiff->len);
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&file));
      thumbnail = thumbnail_of (bytes, &tags, TRUE);
      g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_NONE);
      g_assert_cmpint (tags.width, ==, 4000);
      assert_quarters (thumbnail, 200, 150, (guint32[4]){ WHITE, BLUE, GREEN, RED });
    }
}

static void
test_raw_shows_its_preview (void)
{
  g_autoptr (GBytes) preview = pictures_jpeg (1600, 1200, 3, FALSE);
  g_autoptr (GByteArray) tiff = append_exif (preview, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new (tiff->data, tiff->len);
  g_auto (ZbTags) tags = { .format = ZB_FORMAT_NEF, .orientation = 1 };
  g_autoptr (GBytes) thumbnail = thumbnail_of (bytes, &tags, FALSE);

  g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_NONE);
  g_assert_cmpint (tags.width, ==, 0); /* the preview's sides are not the picture's */
  assert_quarters (thumbnail, 320, 240, as_drawn);
}

static void
test_video_is_a_symbol (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\0\0\030ftypmp42\0\0\0\0mp42isom", 24);
  g_auto (ZbTags) tags = { .format = ZB_FORMAT_MP4, .orientation = 1 };

  g_assert_null (thumbnail_of (bytes, &tags, FALSE));
  g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_NONE);
}

static void
count_white_cb (gpointer      data,
                const guint8 *row)
{
  int *white = data;

  for (int i = 0; i < white[0] * 3; i++)
    g_assert_cmpint (row[i], ==, 255);
  white[1]++;
}

/* The mean of what a small pixel covers, exactly: white stays white, halves become grey. */
static void
test_shrink_is_exact (void)
{
  static const int sides[] = { 1, 319, 320, 321, 500, 639, 640, 1000, 7919 };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      int   n = sides[i], white[2] = { MIN (n, 320), 0 };
      gsize size = (gsize) n * 3;
      g_autoptr (ZbShrink) shrink = zb_shrink_new (n, n, 320, 320, NULL, count_white_cb, white);
      g_autofree guint8 *row = g_malloc (size);

      memset (row, 255, size);
      for (int y = 0; y <= n; y++) /* one too many */
        zb_shrink_add_rgb (shrink, row, 0);
      g_assert_cmpint (white[1], ==, MIN (n, 320));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/thumbnail/every-format-keeps-its-colours", test_formats);
  g_test_add_func ("/thumbnail/heic-takes-the-stored-one-first", test_heic);
  g_test_add_func ("/thumbnail/is-upright-for-every-orientation", test_orientations);
  g_test_add_func ("/thumbnail/small-pictures-stay-small", test_small_stay_small);
  g_test_add_func ("/thumbnail/a-cut-picture-shows-what-there-is", test_truncated);
  g_test_add_func ("/thumbnail/a-missing-end-is-truncated", test_only_the_end_missing);
  g_test_add_func ("/thumbnail/bytes-after-the-end-are-fine", test_bytes_after_the_end);
  g_test_add_func ("/thumbnail/a-header-that-claims-too-much-is-too-large", test_lying_sides);
  g_test_add_func ("/thumbnail/quick-takes-the-embedded-one", test_quick_takes_the_embedded);
  g_test_add_func ("/thumbnail/raw-shows-its-preview", test_raw_shows_its_preview);
  g_test_add_func ("/thumbnail/a-video-has-none", test_video_is_a_symbol);
  g_test_add_func ("/thumbnail/shrinking-is-exact", test_shrink_is_exact);

  return g_test_run ();
}
