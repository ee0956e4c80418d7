/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/shelf.h"
#include "support/support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

/* Files of a test: a path below the folder, its bytes. */

static char *
write_file (const char *folder,
            const char *name,
            const char *bytes)
{
  g_autoptr (GError) error = NULL;
  char            *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_file_set_contents (path, bytes, -1, &error);
  g_assert_no_error (error);

  return path;
}

static void
put_file (const char *folder,
          const char *name,
          const char *bytes)
{
  g_autofree char *path = write_file (folder, name, bytes);

  g_assert_nonnull (path);
}

static void
set_time (const char *path,
          gint64      seconds)
{
  struct utimbuf times = { seconds, seconds };

  g_assert_cmpint (utime (path, &times), ==, 0);
}

static GPtrArray *
walk (const char *folder)
{
  const char *const paths[] = { folder, NULL };

  return zb_shelf_walk (paths, NULL, NULL, NULL);
}

/* "a.jpg+a.cr2 b.jpg": the shots by the names of their files. */
static char *
describe (GPtrArray *shots)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < shots->len; i++)
    {
      const ZbShot *shot = shots->pdata[i];

      if (i > 0)
        g_string_append_c (text, ' ');
      for (guint k = 0; k < shot->n_files; k++)
        g_string_append_printf (text, "%s%s", k > 0 ? "+" : "", shot->files[k].name);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_shots (void)
{
  static const struct
  {
    const char *files; /* name=seconds */
    const char *shots;
  } cases[] = {
    { "a.jpg=0 b.jpg=0", "a.jpg b.jpg" },
    { "IMG_1.JPG=100 IMG_1.CR2=130", "IMG_1.JPG+IMG_1.CR2" },
    { "IMG_1.JPG=100 IMG_1.CR2=131", "IMG_1.CR2 IMG_1.JPG" },
    { "img_1.jpg=100 IMG_1.NEF=99", "img_1.jpg+IMG_1.NEF" },
    { "IMG_1.CR2=0 IMG_1.xmp=9999", "IMG_1.CR2+IMG_1.xmp" },
    { "IMG_1.JPG=0 IMG_1.JPG.xmp=0 IMG_1.aae=0", "IMG_1.JPG+IMG_1.JPG.xmp+IMG_1.aae" },
    { "IMG_1.JPG=0 IMG_1.CR2=0 IMG_1.CR2.xmp=0", "IMG_1.JPG+IMG_1.CR2+IMG_1.CR2.xmp" },
    { "MVI_2.MP4=0 MVI_2.THM=0", "MVI_2.MP4+MVI_2.THM" },
    { "a.jpg=0 a.mov=0", "a.jpg a.mov" },
    { "alone.xmp=0", "alone.xmp" },
    { ".hidden.jpg=0 ._a.jpg=0 a.jpg=0", "a.jpg" },
    { "note.txt=0 note=0", "note note.txt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
      g_auto (GStrv) files = g_strsplit (cases[i].files, " ", -1);
      g_autoptr (GPtrArray) shots = NULL;
      g_autofree char *text = NULL;

      for (guint k = 0; files[k] != NULL; k++)
        {
          char            *equals = strchr (files[k], '=');
          g_autofree char *path = NULL;

          *equals = '\0';
          path = write_file (folder, files[k], "x");
          set_time (path, 1000000000 + atoi (equals + 1));
        }
      shots = walk (folder);
      text = describe (shots);
      g_assert_cmpstr (text, ==, cases[i].shots);
    }
}

static void
test_same_stem_elsewhere (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char  *one = write_file (folder, "a/IMG_1.JPG", "x");
  g_autofree char  *two = write_file (folder, "b/IMG_1.CR2", "x");
  const char *const paths[] = { one, two, folder, one, NULL };
  g_autoptr (GPtrArray) shots = zb_shelf_walk (paths, NULL, NULL, NULL);
  g_autofree char *text = describe (shots);

  g_assert_cmpstr (text, ==, "IMG_1.JPG IMG_1.CR2");
}

static void
test_not_followed (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbTestFolder) elsewhere = zb_test_folder_new ();
  g_autofree char *outside = write_file (elsewhere, "secret.jpg", "x");
  g_autofree char *file_link = g_build_filename (folder, "link.jpg", NULL);
  g_autofree char *folder_link = g_build_filename (folder, "folder", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.jpg", NULL);
  g_autoptr (GPtrArray) shots = NULL;
  g_autofree char *text = NULL;

  put_file (folder, "library/photos/2019/a.jpg", "x");
  put_file (folder, "library/zhibu.db", "x");
  g_assert_cmpint (symlink (outside, file_link), ==, 0);
  g_assert_cmpint (symlink (elsewhere, folder_link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  shots = walk (folder);
  text = describe (shots);
  g_assert_cmpstr (text, ==, "folder link.jpg pipe.jpg");
  for (guint i = 0; i < shots->len; i++)
    g_assert_cmpint (((ZbShot *) shots->pdata[i])->files[0].size, ==, ZB_SIZE_NOT_A_FILE);
}

static void
test_unreadable_folder (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autoptr (GPtrArray) shots = walk (missing);
  const ZbShot *shot = shots->pdata[0];

  g_assert_cmpuint (shots->len, ==, 1);
  g_assert_cmpint (shot->files[0].size, ==, ZB_SIZE_UNREADABLE);
}

static void
assert_sum (const guint8 sum[ZB_HASH_SIZE],
            const void  *bytes,
            gsize        size)
{
  g_autofree char *hex = zb_shelf_hex (sum);
  g_autofree char *expected =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);
  guint8 back[ZB_HASH_SIZE];

  g_assert_cmpstr (hex, ==, expected);
  g_assert_true (zb_shelf_unhex (hex, back));
  g_assert_cmpmem (back, ZB_HASH_SIZE, sum, ZB_HASH_SIZE);
}

static void
test_copy_sizes (void)
{
  static const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 262144, 262145, 5000001 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
      g_autoptr (GError) error = NULL;
      g_auto (ZbCopy) copy = ZB_COPY_INIT;
      g_autofree char *bytes = g_malloc (sizes[i] + 1);
      g_autofree char *source = g_build_filename (folder, "source", NULL);
      g_autofree char *written = NULL;
      gsize            n_written = 0;
      gint64           n_bytes = 0, size = 0;
      guint8           head[ZB_HASH_SIZE], sum[ZB_HASH_SIZE];

      for (gsize k = 0; k < sizes[i]; k++)
        bytes[k] = (char) (k * 7 + k / 251);
      g_file_set_contents (source, bytes, (gssize) sizes[i], &error);
      g_assert_no_error (error);

      zb_shelf_copy (&copy, folder, source, &n_bytes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (copy.size, ==, sizes[i]);
      g_assert_cmpint (n_bytes, ==, sizes[i]);
      g_assert_false (copy.changed);
      assert_sum (copy.sha256, bytes, sizes[i]);
      assert_sum (copy.head, bytes, MIN (sizes[i], ZB_HEAD_SIZE));
      g_file_get_contents (copy.temp, &written, &n_written, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (written, n_written, bytes, sizes[i]);

      g_assert_true (zb_shelf_head (source, head, &error));
      g_assert_cmpmem (head, ZB_HASH_SIZE, copy.head, ZB_HASH_SIZE);
      g_assert_true (zb_shelf_hash (source, sum, &size, &error));
      g_assert_cmpmem (sum, ZB_HASH_SIZE, copy.sha256, ZB_HASH_SIZE);
      g_assert_cmpint (write (copy.fd, "x", 1), ==, -1);
    }
}

static void
test_copy_errors (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_auto (ZbCopy) copy = ZB_COPY_INIT;
  g_autofree char *source = write_file (folder, "a.jpg", "abc");
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *photos = g_build_filename (folder, "photos", NULL);
  g_autoptr (GDir) dir = NULL;

  g_assert_false (zb_shelf_copy (&copy, folder, missing, NULL, NULL, &error));
  g_assert_error (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_SOURCE);
  g_clear_error (&error);

  g_assert_false (zb_shelf_copy (&copy, folder, folder, NULL, NULL, &error));
  g_assert_error (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_SOURCE);
  g_clear_error (&error);

  g_assert_false (zb_shelf_copy (&copy, missing, source, NULL, NULL, &error));
  g_assert_error (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_LIBRARY);
  g_clear_error (&error);

  g_cancellable_cancel (cancelled);
  g_assert_false (zb_shelf_copy (&copy, folder, source, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  dir = g_dir_open (photos, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static char *
place (const char *library,
       const char *bytes,
       const char *folder,
       const char *name)
{
  g_autoptr (GError) error = NULL;
  g_auto (ZbCopy) copy = ZB_COPY_INIT;
  g_autofree char *source = write_file (library, "source", bytes);
  char            *placed = NULL;

  g_assert_true (zb_shelf_copy (&copy, library, source, NULL, NULL, &error));
  placed = zb_shelf_place (&copy, library, folder, name, &error);
  g_assert_true ((placed == NULL) == (error != NULL));
  if (placed != NULL)
    {
      g_assert_true (zb_shelf_check (library, placed, copy.sha256, NULL, &error));
      g_assert_true (zb_shelf_settle (library, folder, &error));
    }

  return placed;
}

static void
test_place_never_overwrites (void)
{
  static const struct
  {
    const char *name;
    const char *placed;
  } steps[] = {
    { "IMG_1.JPG", "photos/2019/06/IMG_1.JPG" },
    { "IMG_1.JPG", "photos/2019/06/IMG_1-2.JPG" },
    { "img_1.jpg", "photos/2019/06/img_1-3.jpg" },
    { "IMG_1-2.jpg", "photos/2019/06/IMG_1-2-2.jpg" },
    { "IMG_1.JPG", "photos/2019/06/IMG_1-4.JPG" },
    { "照片", "photos/2019/06/照片" },
    { "照片", "photos/2019/06/照片-2" },
    { "Cafe\xcc\x81.jpg", "photos/2019/06/Caf\xc3\xa9.jpg" },
    { "CAF\xc3\x89.JPG", "photos/2019/06/CAF\xc3\x89-2.JPG" },
  };
  g_autoptr (ZbTestFolder) library = zb_test_folder_new ();

  zb_shelf_sweep (library);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *bytes = g_strdup_printf ("picture %u", i);
      g_autofree char *placed = place (library, bytes, "photos/2019/06", steps[i].name);

      g_assert_cmpstr (placed, ==, steps[i].placed);
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_build_filename (library, steps[i].placed, NULL);
      g_autofree char *expected = g_strdup_printf ("picture %u", i);
      g_autofree char *bytes = NULL;

      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_cmpstr (bytes, ==, expected);
    }
}

static void
test_place_beside_a_stranger (void)
{
  g_autoptr (ZbTestFolder) library = zb_test_folder_new ();
  g_autofree char *first = NULL, *stranger = NULL, *second = NULL, *bytes = NULL;

  zb_shelf_sweep (library);
  first = place (library, "1", "photos/2019", "a.jpg");
  stranger = write_file (library, "photos/2019/b.jpg", "stranger"); /* behind the kept names' back */
  second = place (library, "2", "photos/2019", "b.jpg");
  g_assert_cmpstr (second, ==, "photos/2019/b-2.jpg");
  g_assert_true (g_file_get_contents (stranger, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "stranger");
}

static void
test_names_are_cleaned (void)
{
  static const struct
  {
    const char *name;
    const char *placed;
  } cases[] = {
    { "../../etc/passwd", "photos/_._.._etc_passwd" },
    { "a/b\\c.jpg", "photos/a_b_c.jpg" },
    { "line\nfeed\t.jpg", "photos/line_feed_.jpg" },
    { ".hidden.jpg", "photos/_hidden.jpg" },
    { "..", "photos/_." },
    { ".", "photos/_" },
    { "", "photos/_-2" },
    { "a\xe2\x80\xaegpj.exe", "photos/a_gpj.exe" },
    { "bad\xff\xfe.jpg", "photos/bad\xef\xbf\xbd\xef\xbf\xbd.jpg" },
  };
  g_autoptr (ZbTestFolder) library = zb_test_folder_new ();

  zb_shelf_sweep (library);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *placed = place (library, "x", "photos", cases[i].name);

      g_assert_cmpstr (placed, ==, cases[i].placed);
    }
}

static void
test_long_names (void)
{
  g_autoptr (ZbTestFolder) library = zb_test_folder_new ();
  g_autoptr (GString) long_name = g_string_new (NULL);

  zb_shelf_sweep (library);
  while (long_name->len < 400)
    g_string_append (long_name, "党");
  g_string_append (long_name, ".jpeg");

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *placed = place (library, "x", "photos", long_name->str);
      g_autofree char *name = g_path_get_basename (placed);

      g_assert_cmpuint (strlen (name), <=, 255);
      g_assert_cmpuint (strlen (name), >, 250);
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_true (g_str_has_suffix (name, ".jpeg"));
    }
}

static void
test_never_outside (void)
{
  static const char *const folders[] = { "../x", "photos/../../x", "/tmp", "photos//x", "photos/out" };
  g_autoptr (ZbTestFolder) library = zb_test_folder_new ();
  g_autoptr (ZbTestFolder) outside = zb_test_folder_new ();
  g_autofree char *photos = g_build_filename (library, "photos", NULL);
  g_autofree char *out = g_build_filename (photos, "out", NULL);
  g_autoptr (GDir) dir = NULL;

  g_assert_cmpint (g_mkdir (photos, 0700), ==, 0);
  g_assert_cmpint (symlink (outside, out), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *placed = place (library, "x", folders[i], "a.jpg");

      g_assert_null (placed);
    }
  dir = g_dir_open (outside, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_check_sees_one_bit (void)
{
  g_autoptr (ZbTestFolder) library = zb_test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *placed = place (library, "the bytes", "photos", "a.jpg");
  g_autofree char *path = g_build_filename (library, placed, NULL);
  guint8           sum[ZB_HASH_SIZE];

  g_assert_true (zb_shelf_hash (path, sum, NULL, NULL));
  g_assert_true (zb_shelf_check (library, placed, sum, NULL, NULL));
  g_assert_true (g_file_set_contents (path, "the bytEs", -1, NULL));
  g_assert_false (zb_shelf_check (library, placed, sum, NULL, &error));
  g_assert_error (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_CHANGED);
}

static void
test_sweep (void)
{
  g_autoptr (ZbTestFolder) library = zb_test_folder_new ();
  g_autofree char *placed = place (library, "x", "photos", "a.jpg");
  g_autofree char *temp = write_file (library, "photos/.tmp-1-abc", "x");
  g_autofree char *kept = g_build_filename (library, placed, NULL);

  zb_shelf_sweep (library);
  g_assert_false (g_file_test (temp, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
}

/* Four threads, one name, one folder: nothing lost. */
static gpointer
place_many (gpointer data)
{
  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (ZbCopy) copy = ZB_COPY_INIT;
      g_autofree char *source = g_build_filename (data, "source", NULL);
      g_autofree char *placed = NULL;

      g_assert_true (zb_shelf_copy (&copy, data, source, NULL, NULL, &error));
      placed = zb_shelf_place (&copy, data, "photos/2019/06", "IMG_0001.JPG", &error);
      g_assert_no_error (error);
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (ZbTestFolder) library = zb_test_folder_new ();
  g_autofree char *folder = g_build_filename (library, "photos/2019/06", NULL);
  g_autoptr (GDir) dir = NULL;
  GThread *threads[4];
  guint    n = 0;

  put_file (library, "source", "x");
  zb_shelf_sweep (library);
  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("place", place_many, library);
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);

  dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shelf/walk/what-belongs-together-is-one-shot", test_shots);
  g_test_add_func ("/shelf/walk/same-stem-in-another-folder-is-another-shot",
                   test_same_stem_elsewhere);
  g_test_add_func ("/shelf/walk/links-and-libraries-are-not-followed", test_not_followed);
  g_test_add_func ("/shelf/walk/what-is-missing-is-named", test_unreadable_folder);
  g_test_add_func ("/shelf/copy/every-size-is-copied-and-hashed", test_copy_sizes);
  g_test_add_func ("/shelf/copy/a-failed-copy-says-so-and-leaves-nothing", test_copy_errors);
  g_test_add_func ("/shelf/place/never-overwrites", test_place_never_overwrites);
  g_test_add_func ("/shelf/place/never-overwrites-a-stranger", test_place_beside_a_stranger);
  g_test_add_func ("/shelf/place/names-are-cleaned", test_names_are_cleaned);
  g_test_add_func ("/shelf/place/long-names-keep-their-extension", test_long_names);
  g_test_add_func ("/shelf/place/never-outside-the-library", test_never_outside);
  g_test_add_func ("/shelf/place/one-name-from-four-threads", test_threads);
  g_test_add_func ("/shelf/check/sees-one-changed-byte", test_check_sees_one_bit);
  g_test_add_func ("/shelf/sweep/takes-temp-files-only", test_sweep);

  return g_test_run ();
}
