/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/sample-picture.h"
#include "photo/tags.h"
#include "support/support.h"

#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

static void
write_picture (const char *path, const ZbSamplePicture *picture)
{
  g_autoptr (GError) error = NULL;

  zb_sample_picture_write (path, picture, &error);
  g_assert_no_error (error);
}

static void
read_tags (const char *path, ZbTags *tags)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  zb_tags_read (tags, fd);
  g_close (fd, NULL);
}

static void
test_what_is_written_is_read (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "IMG_0412.JPG", NULL);
  g_auto (ZbTags) tags = { 0 };
  ZbSamplePicture picture = {
    .width = 320,
    .height = 240,
    .make = "Canon",
    .model = "Canon EOS 700D",
    .serial = "0123",
    .gps = 1560130212,
    .orientation = 3,
  };

  g_assert_true (zb_wall_parse (&picture.taken, "2019-06-10T09:30:12.07"));
  write_picture (path, &picture);
  read_tags (path, &tags);

  g_assert_cmpint (tags.format, ==, ZB_FORMAT_JPEG);
  g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_NONE);
  g_assert_cmpint (tags.width, ==, 320);
  g_assert_cmpint (tags.height, ==, 240);
  g_assert_cmpint (tags.orientation, ==, 3);
  g_assert_cmpstr (tags.text[ZB_TEXT_EXIF_ORIGINAL], ==, "2019:06:10 09:30:12");
  g_assert_cmpstr (tags.text[ZB_TEXT_EXIF_ORIGINAL_SUBSEC], ==, "07");
  g_assert_cmpstr (tags.text[ZB_TEXT_EXIF_DIGITIZED], ==, "2019:06:10 09:30:12");
  g_assert_cmpstr (tags.text[ZB_TEXT_MODEL], ==, "Canon EOS 700D");
  g_assert_cmpstr (tags.text[ZB_TEXT_SERIAL], ==, "0123");
  g_assert_cmpstr (tags.text[ZB_TEXT_GPS_DATE], ==, "2019:06:10");
  g_assert_true (g_str_has_prefix (tags.text[ZB_TEXT_GPS_TIME], "01:30:12"));
}

static void
test_bare_says_nothing (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "bare.jpg", NULL);
  g_auto (ZbTags) tags = { 0 };
  ZbSamplePicture picture = { .bare = TRUE, .width = 320, .height = 240, .make = "Canon" };

  g_assert_true (zb_wall_parse (&picture.taken, "2019-06-10T09:30"));
  write_picture (path, &picture);
  read_tags (path, &tags);

  g_assert_cmpint (tags.format, ==, ZB_FORMAT_JPEG);
  for (guint i = 0; i < ZB_N_TEXTS; i++)
    g_assert_null (tags.text[i]);
}

static double
compare_pixels (GdkPixbuf *a, GdkPixbuf *b)
{
  double sum = 0;
  int    w = gdk_pixbuf_get_width (a), h = gdk_pixbuf_get_height (a);

  g_assert_cmpint (gdk_pixbuf_get_width (b), ==, w);
  g_assert_cmpint (gdk_pixbuf_get_height (b), ==, h);
  for (int y = 0; y < h; y++)
    {
      const guint8 *p = gdk_pixbuf_read_pixels (a) + y * gdk_pixbuf_get_rowstride (a);
      const guint8 *q = gdk_pixbuf_read_pixels (b) + y * gdk_pixbuf_get_rowstride (b);

      for (int x = 0; x < w * 3; x++)
        sum += ABS (p[x] - q[x]);
    }

  return sum / (w * h * 3);
}

/* Whatever way the pixels are stored, the tag turns them upright: all eight look alike. */
static void
test_every_orientation_is_upright (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GdkPixbuf) upright = NULL;

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d.jpg", folder, orientation);
      ZbSamplePicture  picture = {
         .scene = ZB_SCENE_LECTURE, .width = 300, .height = 200, .orientation = orientation
      };
      g_autoptr (GdkPixbuf) stored = NULL;
      g_autoptr (GdkPixbuf) turned = NULL;

      write_picture (path, &picture);
      stored = gdk_pixbuf_new_from_file (path, NULL);
      g_assert_cmpint (gdk_pixbuf_get_width (stored), ==, orientation >= 5 ? 200 : 300);
      turned = gdk_pixbuf_apply_embedded_orientation (stored);
      if (orientation == 1)
        upright = g_object_ref (turned);
      else
        g_assert_cmpfloat (compare_pixels (upright, turned), <, 4);
    }
}

static void
test_scenes_and_seeds_differ (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_build_filename (folder, "one.jpg", NULL);

  for (guint i = 0; i < 2 * ZB_N_SCENES; i++)
    {
      ZbSamplePicture  picture = { .scene = i, .seed = i, .width = 240, .height = 160 };
      g_autofree char *bytes = NULL;
      gsize            size;

      write_picture (path, &picture);
      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      g_hash_table_add (seen,
                        g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guint8 *) bytes, size));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 2 * ZB_N_SCENES);
}

static void
test_no_folder_is_an_error (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "missing", "one.jpg", NULL);
  ZbSamplePicture  picture = { .width = 32, .height = 32 };
  g_autoptr (GError) error = NULL;

  g_assert_false (zb_sample_picture_write (path, &picture, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-picture/what-is-written-is-read", test_what_is_written_is_read);
  g_test_add_func ("/sample-picture/bare-says-nothing", test_bare_says_nothing);
  g_test_add_func ("/sample-picture/every-orientation-is-upright",
                   test_every_orientation_is_upright);
  g_test_add_func ("/sample-picture/scenes-and-seeds-differ", test_scenes_and_seeds_differ);
  g_test_add_func ("/sample-picture/no-folder-is-an-error", test_no_folder_is_an_error);

  return g_test_run ();
}
