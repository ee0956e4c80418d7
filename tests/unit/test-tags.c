/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/tags.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/support.h"

#define SECONDS_EACH 2 /* for the worst of hostile files */
#define MS_EACH 0.3    /* of CPU, for a JPEG */
#define ROUNDS 20

/* The seeds of the fuzz targets are small files of every kind, made for this. */
static void
read_seed (ZbTags     *tags,
           const char *seed)
{
  g_autofree char *path = g_build_filename (g_getenv ("ZHIBU_SOURCE"), "tests/fuzz/corpus", seed, NULL);
  int              fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  zb_tags_read (tags, fd);
  close (fd);
}

static const struct
{
  const char *seed;
  ZbFormat    format;
  int         width, height, orientation;
  const char *original; /* NULL: none */
  const char *gps;
} seeds[] = {
  { "jpeg/exif", ZB_FORMAT_JPEG, 1200, 800, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "jpeg/exif-behind", ZB_FORMAT_JPEG, 1200, 800, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "jpeg/xmp-iptc", ZB_FORMAT_JPEG, 1200, 800, 1, NULL, NULL },
  { "png/exif", ZB_FORMAT_PNG, 120, 80, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "png/profile", ZB_FORMAT_PNG, 120, 80, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "riff/extended", ZB_FORMAT_WEBP, 128, 64, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "riff/lossy", ZB_FORMAT_WEBP, 128, 64, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "riff/lossless", ZB_FORMAT_WEBP, 128, 64, 1, NULL, NULL },
  { "heif/heic", ZB_FORMAT_HEIC, 4032, 3024, 5, "2019:06:10 09:30:12", "01:30:12.340" },
  { "heif/idat", ZB_FORMAT_AVIF, 4032, 3024, 5, "2019:06:10 09:30:12", "01:30:12.340" },
  { "heif/bare", ZB_FORMAT_HEIC, 4032, 3024, 5, "2019:06:10 09:30:12", "01:30:12.340" },
  { "tiff/le", ZB_FORMAT_TIFF, 0, 0, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "tiff/be", ZB_FORMAT_TIFF, 0, 0, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "tiff/cr2", ZB_FORMAT_CR2, 6016, 4000, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "tiff/dng", ZB_FORMAT_DNG, 6016, 4000, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "tiff/nef", ZB_FORMAT_NEF, 6016, 4000, 6, "2019:06:10 09:30:12", "01:30:12.340" },
  { "movie/mp4", ZB_FORMAT_MP4, 1920, 1080, 1, NULL, NULL },
  { "movie/mov", ZB_FORMAT_MOV, 1920, 1080, 1, NULL, NULL },
  { "movie/old", ZB_FORMAT_MOV, 1920, 1080, 1, NULL, NULL },
  { "xmp/elements", ZB_FORMAT_NONE, 0, 0, 1, NULL, NULL },
};

static void
test_formats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_auto (ZbTags) tags = { 0 };

      g_test_message ("%s", seeds[i].seed);
      read_seed (&tags, seeds[i].seed);
      g_assert_cmpint (tags.format, ==, seeds[i].format);
      g_assert_cmpint (tags.width, ==, seeds[i].width);
      g_assert_cmpint (tags.height, ==, seeds[i].height);
      g_assert_cmpint (tags.orientation, ==, seeds[i].orientation);
      g_assert_cmpstr (tags.text[ZB_TEXT_EXIF_ORIGINAL], ==, seeds[i].original);
      g_assert_cmpstr (tags.text[ZB_TEXT_GPS_TIME], ==, seeds[i].gps);
      g_assert_cmpint (tags.problem, ==, ZB_PROBLEM_NONE);
      g_assert_false (tags.scanner);
    }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *seed;
    ZbText      text;
    const char *value;
  } texts[] = {
    { "jpeg/exif", ZB_TEXT_MAKE, "NIKON" },
    { "jpeg/exif", ZB_TEXT_SERIAL, "0123" },
    { "jpeg/exif", ZB_TEXT_EXIF_ORIGINAL_SUBSEC, "07" },
    { "jpeg/exif", ZB_TEXT_EXIF_ORIGINAL_OFFSET, "+08:00" },
    { "jpeg/exif", ZB_TEXT_EXIF_MODIFIED, "2019:06:11 10:00:00" },
    { "jpeg/exif", ZB_TEXT_GPS_DATE, "2019:06:10" },
    { "jpeg/xmp-iptc", ZB_TEXT_XMP_ORIGINAL, "2019-06-10T09:30:12.07+08:00" },
    { "jpeg/xmp-iptc", ZB_TEXT_XMP_PHOTOSHOP, "2019-06-10" },
    { "jpeg/xmp-iptc", ZB_TEXT_IPTC_DATE, "20190610" },
    { "jpeg/xmp-iptc", ZB_TEXT_IPTC_TIME, "093012+0800" },
    { "png/iptc", ZB_TEXT_IPTC_DATE, "20190610" },
    { "png/xmp", ZB_TEXT_XMP_CREATE, "2019-06-10T09:30" },
    { "png/xmp", ZB_TEXT_MODEL, "D3200" },
    { "png/times", ZB_TEXT_CONTAINER, "Mon, 10 Jun 2019 09:30:12 +0800" },
    { "heif/heic", ZB_TEXT_XMP_CREATE, "2019-06-10T09:30" },
    { "riff/extended", ZB_TEXT_XMP_ORIGINAL, "2019-06-10T09:30:12.07+08:00" },
    { "tiff/be", ZB_TEXT_XMP_CREATE, "2019-06-10T09:30" },
    { "movie/mp4", ZB_TEXT_CONTAINER, "2019-06-10T01:30:12Z" },
    { "movie/mov", ZB_TEXT_CONTAINER, "2019-06-10T01:30:12Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (ZbTags) tags = { 0 };

      read_seed (&tags, texts[i].seed);
      g_assert_cmpstr (tags.text[texts[i].text], ==, texts[i].value);
    }
}

static void
test_camera (void)
{
  static const struct
  {
    const char *make, *model, *serial, *camera;
  } cameras[] = {
    { "NIKON CORPORATION", "NIKON D3200", "12", "NIKON D3200 #12" },
    { "Canon", "Canon EOS 700D", NULL, "Canon EOS 700D" },
    { "HUAWEI", "P30", NULL, "HUAWEI P30" },
    { NULL, "P30", NULL, "P30" },
    { "HUAWEI", NULL, NULL, "HUAWEI" },
    { NULL, NULL, "12", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cameras); i++)
    {
      ZbTags           tags = { 0 };
      g_autofree char *camera = NULL;

      tags.text[ZB_TEXT_MAKE] = (char *) cameras[i].make;
      tags.text[ZB_TEXT_MODEL] = (char *) cameras[i].model;
      tags.text[ZB_TEXT_SERIAL] = (char *) cameras[i].serial;
      camera = zb_tags_dup_camera (&tags);
      g_assert_cmpstr (camera, ==, cameras[i].camera);
    }
}

/* In a child that an alarm ends: a file may neither crash nor hold us. */
static gboolean
survives (const char *path)
{
  const pid_t child = fork ();
  int         status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      int fd = open (path, O_RDONLY | O_CLOEXEC);
      g_auto (ZbTags) tags = { 0 };

      alarm (SECONDS_EACH);
      if (fd < 0)
        _exit (2);
      zb_tags_read (&tags, fd);
      for (guint i = 0; i < ZB_N_TEXTS; i++)
        if (tags.text[i] != NULL && (strlen (tags.text[i]) > 80 || !g_utf8_validate (tags.text[i], -1, NULL)))
          _exit (3);
      _exit (tags.orientation < 1 || tags.orientation > 8 ? 4 : 0);
    }

  return waitpid (child, &status, 0) == child && WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static void
test_hostile (void)
{
  g_autofree char *folder = zb_test_corpus ("hostile");
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint       n = 0, wrong = 0;

  if (folder == NULL)
    return;

  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n++;
      if (!survives (path))
        {
          g_test_message ("%s", name);
          wrong++;
        }
    }
  g_assert_cmpuint (n, >, 300);
  g_assert_cmpuint (wrong, ==, 0);
}

static const struct
{
  const char *name;
  ZbText      text;
  const char *value; /* NULL: nothing */
} hostile[] = {
  { "dto-undef.jpg", ZB_TEXT_EXIF_ORIGINAL, NULL },
  { "dto-byte.jpg", ZB_TEXT_EXIF_ORIGINAL, NULL },
  { "dto-count0.jpg", ZB_TEXT_EXIF_ORIGINAL, NULL },
  { "dto-count10.jpg", ZB_TEXT_EXIF_ORIGINAL, "2021:05:06" },
  { "dto-nonul19.jpg", ZB_TEXT_EXIF_ORIGINAL, "2021:05:06 07:08:09" },
  { "count-max-type2.jpg", ZB_TEXT_EXIF_ORIGINAL, NULL },
  { "datetime-in-exififd.jpg", ZB_TEXT_EXIF_MODIFIED, NULL },
  { "gps-date-in-ifd0.jpg", ZB_TEXT_GPS_DATE, NULL },
  { "gps-frac.jpg", ZB_TEXT_GPS_TIME, "05:08:39.123" },
  { "gps-div0.jpg", ZB_TEXT_GPS_TIME, NULL },
  { "gps-count1.jpg", ZB_TEXT_GPS_TIME, NULL },
  { "exif-fill-bytes.jpg", ZB_TEXT_EXIF_ORIGINAL, "2021:05:06 07:08:09" },
  { "exif-after-idat.png", ZB_TEXT_EXIF_ORIGINAL, "2021:05:06 07:08:09" },
  { "exif-prefix.webp", ZB_TEXT_EXIF_ORIGINAL, "2021:05:06 07:08:09" },
  { "exif-hdr-offset-6.heic", ZB_TEXT_EXIF_ORIGINAL, "2021:05:06 07:08:09" },
  { "exif-64k-max.jpg", ZB_TEXT_EXIF_ORIGINAL, "2021:05:06 07:08:09" },
  { "good-then-ptr-self-60.jpg", ZB_TEXT_EXIF_ORIGINAL, "2021:05:06 07:08:09" },
};

static void
test_traps (void)
{
  g_autofree char *folder = zb_test_corpus ("hostile");

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_build_filename (folder, hostile[i].name, NULL);
      g_auto (ZbTags) tags = { 0 };
      int fd = open (path, O_RDONLY | O_CLOEXEC);

      g_test_message ("%s", hostile[i].name);
      g_assert_cmpint (fd, >=, 0);
      zb_tags_read (&tags, fd);
      close (fd);
      g_assert_cmpstr (tags.text[hostile[i].text], ==, hostile[i].value);
    }
}

static double
measure (GPtrArray *paths)
{
  const clock_t start = clock ();

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < paths->len; i++)
      {
        g_auto (ZbTags) tags = { 0 };
        int fd = open (g_ptr_array_index (paths, i), O_RDONLY | O_CLOEXEC);

        zb_tags_read (&tags, fd);
        close (fd);
      }

  return (double) (clock () - start) * 1000 / CLOCKS_PER_SEC / ROUNDS / paths->len;
}

static void
test_cost (void)
{
  g_autofree char *folder = zb_test_corpus ("dev");
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  double      ms;

  if (folder == NULL)
    return;

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".jpg"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));

  g_assert_cmpuint (paths->len, >, 100);
  ms = measure (paths);
  g_test_message ("%.3f ms of CPU a JPEG", ms);
  g_assert_cmpfloat (ms, <, MS_EACH);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/tags/every-format-by-its-content", test_formats);
  g_test_add_func ("/photo/tags/exif-xmp-iptc-and-containers", test_texts);
  g_test_add_func ("/photo/tags/a-camera-is-make-model-and-serial", test_camera);
  g_test_add_func ("/photo/tags/no-hostile-file-crashes-or-holds", test_hostile);
  g_test_add_func ("/photo/tags/what-hostile-files-still-say", test_traps);
  g_test_add_func ("/photo/tags/a-jpeg-costs-little", test_cost);

  return g_test_run ();
}
