/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/copy.h"
#include "photo/place.h"
#include "photo/sample-picture.h"
#include "photo/view.h"
#include "support/support.h"
#include "unit/pictures.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CAPTION "党员重温入党誓词，举起右拳 ①"
#define TAKEN "2019-06-10T09:30:12"

typedef struct
{
  ZbCopyAnswer answer;
  GBytes      *bytes;
} Copy;

static void
copy_clear (Copy *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

static GBytes *
read_sink (int sink)
{
  const gsize size = (gsize) lseek (sink, 0, SEEK_END);
  guint8     *bytes = g_malloc (size + 1);

  g_assert_cmpint (pread (sink, bytes, size, 0), ==, (gssize) size);
  close (sink);
  return g_bytes_new_take (bytes, size);
}

static void
copy_make (Copy             *self,
           GBytes           *bytes,
           const ZbCopySpec *spec)
{
  const int fd = pictures_open (bytes), sink = memfd_create ("copy", MFD_CLOEXEC);

  zb_copy_make (fd, spec, sink, &self->answer);
  self->bytes = read_sink (sink);
  g_assert_cmpuint (g_bytes_get_size (self->bytes), ==, self->answer.bytes);
  close (fd);
}

static gboolean
contains (GBytes     *bytes,
          const char *needle)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), needle, strlen (needle)) != NULL;
}

static guint8 *
view (GBytes *bytes,
      int     size,
      int    *width,
      int    *height)
{
  const int        fd = pictures_open (bytes), sink = memfd_create ("view", MFD_CLOEXEC);
  ZbViewAnswer     answer;
  const ZbViewSpec spec = { .size = size };
  g_autoptr (GBytes) pixels = NULL;

  zb_view_make (fd, &spec, sink, &answer);
  g_assert_cmpint (answer.problem, ==, ZB_PROBLEM_NONE);
  *width = answer.width;
  *height = answer.height;
  pixels = read_sink (sink);
  close (fd);
  return g_memdup2 (g_bytes_get_data (pixels, NULL), g_bytes_get_size (pixels));
}

static void
assert_quarters (GBytes       *bytes,
                 const guint32 colours[4])
{
  int                width, height;
  g_autofree guint8 *pixels = view (bytes, 200, &width, &height);

  for (int i = 0; i < 4; i++)
    {
      const guint8 *pixel = pixels + ((gsize) (height * (i < 2 ? 1 : 3) / 4) * width + width * (i % 2 ? 3 : 1) / 4) * 3;

      for (int c = 0; c < 3; c++)
        g_assert_cmpint (ABS (pixel[c] - (int) (colours[i] >> (16 - 8 * c) & 0xff)), <=, 20);
    }
}

static const guint32 as_drawn[4] = { RED, GREEN, BLUE, WHITE };

/* With all that a phone writes: place, serial number, maker's words, other pictures; each holds SECRET. */
static GBytes *
make_telling (void)
{
  static const char xmp[] = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>";
  static const char extension[] = "http://ns.adobe.com/xmp/extension/\0SECRET";
  static const char photoshop[] = "Photoshop 3.0\0SECRET";
  static const char mpf[] = "MPF\0SECRET";
  static const char jumb[] = "JP\0\1SECRET";
  static const char trailer[] = "\xff\xd8\xff\xe1SECRET second picture\xff\xd9 ftypmp42 SECRET";
  static const char adobe[] = "Adobe\0\144\0\0\0\0\1SECRET";
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "1.jpg", NULL);
  g_autoptr (GError) error = NULL;
  ZbSamplePicture sample = { .width = 640, .height = 480, .make = "SECRET", .model = "SECRET 7", .serial = "SECRET 1", .gps = 1560130212, .orientation = 6 };
  const struct
  {
    guint8      marker;
    const char *bytes;
    gsize       size;
  } segments[] = {
    { 0xfe, "SECRET comment", 14 },
    { 0xee, adobe, sizeof adobe - 1 },
    { 0xed, photoshop, sizeof photoshop - 1 },
    { 0xeb, jumb, sizeof jumb - 1 },
    { 0xe2, mpf, sizeof mpf - 1 },
    { 0xe1, extension, sizeof extension - 1 },
    { 0xe1, xmp, sizeof xmp - 1 },
    { 0xef, "SECRET", 6 },
  };
  char   *bytes;
  gsize   size;
  GBytes *all;

  g_assert_true (zb_wall_parse (&sample.taken, "2001-01-01T01:01:01"));
  g_assert_true (zb_sample_picture_write (path, &sample, &error));
  g_assert_true (g_file_get_contents (path, &bytes, &size, &error));
  bytes = g_realloc (bytes, size + 100);
  memcpy (bytes + size, trailer, sizeof trailer);
  all = g_bytes_new_take (bytes, size + sizeof trailer);
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      g_autoptr (GBytes) before = all;

      all = pictures_insert (before, segments[i].marker, segments[i].bytes, segments[i].size);
    }
  return all;
}

static void
read_tags (GBytes  *bytes,
           ZbTags  *tags,
           ZbPlace *place)
{
  const int fd = pictures_open (bytes);

  zb_tags_read_place (tags, fd, place);
  close (fd);
}

static void
assert_silent (GBytes *bytes)
{
  g_auto (ZbTags) tags = { 0 };
  ZbPlace       place = { 0 };
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  read_tags (bytes, &tags, &place);
  g_assert_false (contains (bytes, "SECRET"));
  g_assert_cmpint (tags.format, ==, ZB_FORMAT_JPEG);
  g_assert_cmpuint (place.n, ==, 0);
  g_assert_null (tags.text[ZB_TEXT_GPS_TIME]);
  g_assert_null (tags.text[ZB_TEXT_MAKE]);
  g_assert_null (tags.text[ZB_TEXT_MODEL]);
  g_assert_null (tags.text[ZB_TEXT_SERIAL]);
  g_assert_null (tags.text[ZB_TEXT_SOFTWARE]);
  g_assert_cmpint (data[size - 2], ==, 0xff);
  g_assert_cmpint (data[size - 1], ==, 0xd9);
  g_assert_null (memmem (data + 2, size - 2, "\xff\xd8\xff", 3)); /* no picture in it */
}

/* From the last scan's marker to its end: one before it may be a thumbnail's. */
static GBytes *
get_scans (GBytes *bytes)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const guint8 *begin = NULL, *end;

  for (const guint8 *next = data; next != NULL; next = memmem (next + 1, (gsize) (data + size - next - 1), "\xff\xda", 2))
    begin = next;
  end = memmem (begin, (gsize) (data + size - begin), "\xff\xd9", 2);
  g_assert_nonnull (end);
  return g_bytes_new (begin, (gsize) (end - begin));
}

static void
test_passed (void)
{
  g_autoptr (GBytes) source = make_telling ();
  g_autoptr (GBytes) scans = get_scans (source);
  g_autoptr (GBytes) copied = NULL;
  g_auto (Copy) copy = { 0 };
  g_auto (ZbTags) tags = { 0 };

  copy_make (&copy, source, &(ZbCopySpec){ .taken = TAKEN, .caption = CAPTION });
  g_assert_cmpint (copy.answer.problem, ==, ZB_PROBLEM_NONE);
  g_assert_true (copy.answer.passed);
  g_assert_cmpint (copy.answer.width, ==, 480); /* as stored */
  g_assert_cmpint (copy.answer.orientation, ==, 6);
  assert_silent (copy.bytes);
  copied = get_scans (copy.bytes);
  g_assert_true (g_bytes_equal (scans, copied));

  read_tags (copy.bytes, &tags, NULL);
  g_assert_cmpstr (tags.text[ZB_TEXT_EXIF_ORIGINAL], ==, "2019:06:10 09:30:12");
  g_assert_cmpstr (tags.text[ZB_TEXT_IPTC_DATE], ==, "20190610");
  g_assert_cmpint (tags.orientation, ==, 6);
  g_assert_true (contains (copy.bytes, CAPTION));
}

static void
test_nothing_known (void)
{
  g_autoptr (GBytes) source = make_telling ();
  g_auto (Copy) copy = { 0 };
  g_auto (Copy) plain = { 0 };
  g_auto (ZbTags) tags = { 0 };

  copy_make (&copy, source, &(ZbCopySpec){ 0 });
  assert_silent (copy.bytes);
  read_tags (copy.bytes, &tags, NULL);
  for (guint i = 0; i < ZB_N_TEXTS; i++)
    g_assert_null (tags.text[i]);
  g_assert_false (contains (copy.bytes, "Photoshop"));

  copy_make (&plain, source, &(ZbCopySpec){ .plain = TRUE, .taken = TAKEN, .caption = CAPTION });
  g_assert_true (plain.answer.passed);
  g_assert_cmpint (plain.answer.orientation, ==, 6);
  g_assert_false (contains (plain.bytes, "Exif"));
  g_assert_false (contains (plain.bytes, CAPTION));
}

static void
test_day_alone (void)
{
  g_autoptr (GBytes) source = pictures_jpeg (100, 80, 3, FALSE);
  g_auto (Copy) copy = { 0 };
  g_auto (ZbTags) tags = { 0 };

  copy_make (&copy, source, &(ZbCopySpec){ .taken = "2019-06-10" });
  read_tags (copy.bytes, &tags, NULL);
  g_assert_cmpstr (tags.text[ZB_TEXT_EXIF_ORIGINAL], ==, "2019:06:10   :  :  ");
  g_assert_cmpstr (tags.text[ZB_TEXT_IPTC_DATE], ==, "20190610");
}

static void
test_kept (void)
{
  g_autoptr (GBytes) source = make_telling ();

  for (int upright = 0; upright < 2; upright++)
    {
      g_auto (Copy) copy = { 0 };
      g_auto (ZbTags) tags = { 0 };
      g_auto (ZbTags) before = { 0 };
      ZbPlace place = { 0 }, place_before = { 0 };

      copy_make (&copy, source, &(ZbCopySpec){ .keep_place = TRUE, .keep_device = TRUE, .upright = upright });
      g_assert_true (copy.answer.passed == !upright);
      g_assert_cmpint (copy.answer.orientation, ==, upright ? 1 : 6);
      read_tags (source, &before, &place_before);
      read_tags (copy.bytes, &tags, &place);
      g_assert_cmpstr (tags.text[ZB_TEXT_MODEL], ==, "SECRET 7");
      g_assert_cmpstr (tags.text[ZB_TEXT_SERIAL], ==, "SECRET 1");
      g_assert_cmpuint (place.n, >, 0);
      g_assert_cmpuint (place.n, ==, place_before.n);
      g_assert_cmpmem (place.entries, place.n * sizeof *place.entries, place_before.entries, place.n * sizeof *place.entries);
      g_assert_false (contains (copy.bytes, "xmpmeta"));
    }
}

/* Segments may stand between the scans of a progressive one. */
static void
test_many_scans (void)
{
  g_autoptr (GBytes) source = pictures_jpeg (320, 240, 3, TRUE);
  g_autoptr (GByteArray) sewn = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_auto (Copy) copy = { 0 };
  gsize         size, at = 0;
  const guint8 *data = g_bytes_get_data (source, &size);

  for (gsize i = 2; i + 1 < size; i++)
    if (data[i] == 0xff && data[i + 1] == 0xc4)
      {
        g_byte_array_append (sewn, data + at, (guint) (i - at));
        g_byte_array_append (sewn, (const guint8 *) "\xff\xff\xe1\0\010SECRET\xff\xfe\0\010SECRET", 21);
        at = i;
      }
  g_byte_array_append (sewn, data + at, (guint) (size - at));
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&sewn));
  g_assert_true (contains (bytes, "SECRET"));
  copy_make (&copy, bytes, &(ZbCopySpec){ .turn = 90 });
  g_assert_true (copy.answer.passed);
  g_assert_cmpint (copy.answer.orientation, ==, 6);
  assert_silent (copy.bytes);
  assert_quarters (copy.bytes, (guint32[]){ BLUE, RED, WHITE, GREEN });
}

static void
test_formats (void)
{
  GBytes *sources[] = {
    pictures_jpeg (800, 600, 3, FALSE),
    pictures_jpeg (800, 600, 4, FALSE),
    pictures_pixbuf ("png", 800, 600, NULL),
    pictures_pixbuf ("tiff", 800, 600, NULL),
    pictures_webp (800, 600, FALSE),
    pictures_heic (800, 600, FALSE, NULL),
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources) && sources[i] != NULL; i++)
    {
      g_auto (Copy) copy = { 0 };
      g_auto (ZbTags) tags = { 0 };

      copy_make (&copy, sources[i], &(ZbCopySpec){ .size = 400, .turn = 90, .caption = CAPTION });
      g_assert_cmpint (copy.answer.problem, ==, ZB_PROBLEM_NONE);
      g_assert_false (copy.answer.passed);
      g_assert_cmpint (copy.answer.width, ==, 300);
      g_assert_cmpint (copy.answer.height, ==, 400);
      g_assert_cmpint (copy.answer.orientation, ==, 1);
      assert_silent (copy.bytes);
      assert_quarters (copy.bytes, (guint32[]){ BLUE, RED, WHITE, GREEN });
      read_tags (copy.bytes, &tags, NULL);
      g_assert_cmpint (tags.width, ==, 300);
      g_bytes_unref (sources[i]);
    }
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) source = pictures_jpeg (1200, 900, 3, FALSE);
  const guint64 limits[] = { 100 * 1024, 40 * 1024, 8 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_auto (Copy) copy = { 0 };

      copy_make (&copy, source, &(ZbCopySpec){ .bytes = limits[i], .caption = CAPTION });
      g_assert_cmpint (copy.answer.problem, ==, ZB_PROBLEM_NONE);
      g_assert_cmpuint (copy.answer.bytes, <=, limits[i]);
      g_assert_cmpuint (copy.answer.bytes, >, limits[i] / 2);
      assert_quarters (copy.bytes, as_drawn);
    }
}

static void
test_bytes_impossible (void)
{
  g_autoptr (GBytes) source = pictures_jpeg (1200, 900, 3, FALSE);
  g_auto (Copy) copy = { 0 };

  copy_make (&copy, source, &(ZbCopySpec){ .bytes = 300 });
  g_assert_cmpint (copy.answer.problem, ==, ZB_PROBLEM_TOO_LARGE);
  g_assert_cmpuint (copy.answer.bytes, ==, 0);
}

static void
test_line (void)
{
  g_autoptr (GBytes) source = pictures_jpeg (800, 600, 1, FALSE);
  g_autofree guint8 *mask = g_malloc0 (200 * 40);
  g_autoptr (GBytes) line = NULL;
  g_auto (Copy) copy = { 0 };
  g_autofree guint8 *pixels = NULL;
  int                width, height;
  guint              n_white = 0, n_elsewhere = 0;

  for (int y = 10; y < 30; y++)
    memset (mask + y * 200 + 20, 255, 160);
  line = g_bytes_new (mask, 200 * 40);
  copy_make (&copy, source, &(ZbCopySpec){ .line = line, .line_width = 200, .line_height = 40 });
  g_assert_false (copy.answer.passed);
  pixels = view (copy.bytes, 0, &width, &height);
  g_assert_cmpint (width, ==, 800);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const gboolean white = pixels[((gsize) y * width + x) * 3] > 245;

        n_white += white && x > 560 && y > 520;
        n_elsewhere += white && (x < 560 || y < 520);
      }
  g_assert_cmpuint (n_white, >, 160 * 20 * 9 / 10);
  g_assert_cmpuint (n_elsewhere, <, 800 * 600 / 2);
}

static void
test_none (void)
{
  static const char video[] = "\0\0\0\030ftypmp42\0\0\0\0mp42isom";
  g_autoptr (GBytes) movie = g_bytes_new_static (video, sizeof video - 1);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) jpeg = pictures_jpeg (100, 100, 3, FALSE);
  g_autoptr (GBytes) head = g_bytes_new_from_bytes (jpeg, 0, 30);
  GBytes *sources[] = { movie, empty, head };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_auto (Copy) copy = { 0 };

      copy_make (&copy, sources[i], &(ZbCopySpec){ .caption = CAPTION });
      g_assert_cmpuint (copy.answer.bytes, ==, 0);
      g_assert_cmpint (copy.answer.problem, !=, ZB_PROBLEM_NONE);
    }
}

/* What has no end is decoded as far as it goes, and said to be damaged. */
static void
test_cut (void)
{
  g_autoptr (GBytes) source = make_telling ();
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (source, 0, g_bytes_get_size (source) * 2 / 3);
  g_auto (Copy) copy = { 0 };

  copy_make (&copy, half, &(ZbCopySpec){ 0 });
  g_assert_cmpint (copy.answer.problem, ==, ZB_PROBLEM_TRUNCATED);
  g_assert_false (copy.answer.passed);
  assert_silent (copy.bytes);
}

static void
check_profile (gboolean plain)
{
  g_autofree guint8 *profile = g_malloc0 (70000);
  g_autoptr (GBytes) icc = NULL;
  g_autoptr (GBytes) jpeg = pictures_jpeg (100, 80, 3, FALSE);
  g_autoptr (GBytes) source = NULL;
  g_auto (Copy) copy = { 0 };

  memcpy (profile + 36, "acsp", 4);
  memcpy (profile + 69990, "LASTWORDS", 9);
  icc = g_bytes_new (profile, 70000);
  source = pictures_jpeg_icc (jpeg, icc, 4);
  copy_make (&copy, source, &(ZbCopySpec){ .plain = plain });
  g_assert_true (copy.answer.passed);
  g_assert_true (contains (copy.bytes, "ICC_PROFILE"));
  g_assert_true (contains (copy.bytes, "LASTWORDS"));
}

static void
test_profile_stays (void)
{
  check_profile (FALSE);
  check_profile (TRUE);
}

/* Another program's eyes. */
static void
test_exiftool (void)
{
  g_autofree char *program = g_find_program_in_path ("exiftool");
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "1.jpg", NULL);
  g_autoptr (GBytes) source = make_telling ();
  g_auto (Copy) copy = { 0 };
  g_autofree char *out = NULL;
  char            *arguments[] = { program, (char *) "-s", (char *) "-s", (char *) "-a", (char *) "-u", path, NULL };

  if (program == NULL)
    {
      g_test_skip ("no exiftool here: our own reader has looked");
      return;
    }

  copy_make (&copy, source, &(ZbCopySpec){ .taken = TAKEN, .caption = CAPTION });
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (copy.bytes, NULL), g_bytes_get_size (copy.bytes), NULL));
  g_assert_true (g_spawn_sync (NULL, arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, NULL, NULL));
  g_assert_nonnull (strstr (out, "ImageDescription: " CAPTION));
  g_assert_nonnull (strstr (out, "XPTitle: " CAPTION));
  g_assert_nonnull (strstr (out, "Caption-Abstract: " CAPTION));
  g_assert_nonnull (strstr (out, "DateTimeOriginal: 2019:06:10 09:30:12"));
  g_assert_null (strstr (out, "GPS"));
  g_assert_null (strstr (out, "Serial"));
  g_assert_null (strstr (out, "Thumbnail"));
  g_assert_null (strstr (out, "Warning"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/copy/a-jpeg-is-passed-on-without-its-words", test_passed);
  g_test_add_func ("/copy/nothing-known-is-nothing-said", test_nothing_known);
  g_test_add_func ("/copy/a-day-alone-has-no-time", test_day_alone);
  g_test_add_func ("/copy/place-and-device-stay-when-asked-for", test_kept);
  g_test_add_func ("/copy/words-between-the-scans-are-left-out", test_many_scans);
  g_test_add_func ("/copy/every-format-becomes-an-upright-jpeg", test_formats);
  g_test_add_func ("/copy/fits-into-so-many-bytes", test_bytes);
  g_test_add_func ("/copy/what-cannot-fit-is-too-large", test_bytes_impossible);
  g_test_add_func ("/copy/a-line-lies-at-the-lower-right", test_line);
  g_test_add_func ("/copy/of-a-video-there-is-none", test_none);
  g_test_add_func ("/copy/a-cut-picture-is-copied-as-far-as-it-goes", test_cut);
  g_test_add_func ("/copy/a-profile-stays", test_profile_stays);
  g_test_add_func ("/copy/exiftool-reads-it-back", test_exiftool);
  return g_test_run ();
}
