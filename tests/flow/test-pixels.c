/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/workers.h"
#include "photo/message.h"
#include "photo/sample-picture.h"
#include "service/picture-pool.h"
#include "support/support.h"
#include "unit/pictures.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jpeglib.h>

#define MIB (1024 * 1024)
#define WORKER_MEMORY (300 * MIB)

static int
open_sink (void)
{
  const int sink = memfd_create ("sink", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  g_assert_cmpint (sink, >=, 0);
  return sink;
}

static gint64
size_of (int fd)
{
  struct stat info;

  g_assert_cmpint (fstat (fd, &info), ==, 0);
  return info.st_size;
}

static int
open_sample (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "1.jpg", NULL);
  g_autoptr (GError) error = NULL;
  ZbSamplePicture picture = { .width = 640, .height = 480, .make = "Nikon", .model = "D3200" };
  int             fd;

  zb_wall_set (&picture.taken, 2019, 6, 10, 9, 30, 12);
  g_assert_true (zb_sample_picture_write (path, &picture, &error));
  fd = open (path, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  return fd;
}

/* Old and new questions by turns, to one worker. */
static void
test_questions_mix (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
  int fd = open_sample (folder);

  for (int i = 0; i < 5; i++)
    {
      g_auto (ZbPicture) picture = { 0 };
      ZbViewAnswer view;
      ZbCopyAnswer copy;
      guint64      hash;
      guint        sharp;
      int          sinks[] = { open_sink (), open_sink () };

      zb_picture_pool_read (pool, fd, ZB_WANT_TAGS, &picture);
      g_assert_cmpint (picture.tags.width, ==, 640);
      zb_picture_pool_view (pool, fd, &(ZbViewSpec){ .size = 320, .turn = 90 }, sinks[0], &view);
      g_assert_cmpint (view.problem, ==, ZB_PROBLEM_NONE);
      g_assert_cmpint (view.width, ==, 240);
      g_assert_cmpint (size_of (sinks[0]), ==, 240 * 320 * 3);
      g_assert_cmpint (ftruncate (sinks[0], 0), ==, -1); /* sealed */
      zb_picture_pool_copy (pool, fd, &(ZbCopySpec){ .caption = "说明" }, sinks[1], &copy);
      g_assert_true (copy.passed);
      g_assert_cmpint (size_of (sinks[1]), ==, (gint64) copy.bytes);
      g_assert_true (zb_picture_pool_look (pool, fd, &hash, &sharp));
      g_assert_cmpuint (sharp, >, 0);
      close (sinks[0]);
      close (sinks[1]);
    }
  close (fd);
}

static void
test_file_as_sink (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
  g_autofree char *path = g_build_filename (folder, "copy.jpg", NULL);
  int              fd = open_sample (folder), sink = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  ZbCopyAnswer     copy;

  zb_picture_pool_copy (pool, fd, &(ZbCopySpec){ .size = 200 }, sink, &copy);
  g_assert_cmpint (copy.problem, ==, ZB_PROBLEM_NONE);
  g_assert_cmpint (copy.width, ==, 200);
  g_assert_cmpint (size_of (sink), ==, (gint64) copy.bytes);
  close (fd);
  close (sink);
}

static void
test_too_long_a_question (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
  g_autofree char *caption = g_strnfill (ZB_COPY_MESSAGE_MAX, 'x');
  int              fd = open_sample (folder), sink = open_sink ();
  ZbCopyAnswer     copy;

  zb_picture_pool_copy (pool, fd, &(ZbCopySpec){ .caption = caption }, sink, &copy);
  g_assert_cmpint (copy.problem, ==, ZB_PROBLEM_TOO_LARGE);
  g_assert_cmpuint (copy.bytes, ==, 0);
  caption[ZB_COPY_MESSAGE_MAX - 200] = '\0';
  zb_picture_pool_copy (pool, fd, &(ZbCopySpec){ .caption = caption }, sink, &copy);
  g_assert_cmpint (copy.problem, ==, ZB_PROBLEM_NONE);
  close (fd);
  close (sink);
}

static void
ask_bad (ZbPicturePool *pool,
         const char    *how,
         ZbProblem      problem)
{
  int          fd = open ("/dev/null", O_RDONLY | O_CLOEXEC), sinks[] = { open_sink (), open_sink () };
  ZbViewAnswer view;
  ZbCopyAnswer copy;

  zb_picture_pool_view (pool, fd, &(ZbViewSpec){ .size = 320 }, sinks[0], &view);
  g_assert_cmpint (view.problem, ==, problem);
  g_assert_cmpint (view.width, ==, 0);
  g_assert_cmpint (view.whole_width, ==, 0);
  if (problem != ZB_PROBLEM_TIMEOUT)
    {
      zb_picture_pool_copy (pool, fd, &(ZbCopySpec){ .caption = "说明" }, sinks[1], &copy);
      g_assert_cmpint (copy.problem, ==, problem);
      g_assert_cmpuint (copy.bytes, ==, 0);
      g_assert_cmpint (copy.width, ==, 0);
    }
  close (fd);
  close (sinks[0]);
  close (sinks[1]);
}

static void
test_misbehaving (void)
{
  static const struct
  {
    const char *how;
    ZbProblem   problem;
  } table[] = {
    { "crash", ZB_PROBLEM_CRASH },
    { "exit", ZB_PROBLEM_CRASH },
    { "garbage", ZB_PROBLEM_CRASH },
    { "much", ZB_PROBLEM_CRASH },
    { "lie", ZB_PROBLEM_CRASH },
    { "clock", ZB_PROBLEM_TIMEOUT },
    { "hang", ZB_PROBLEM_TIMEOUT },
    { "short", ZB_PROBLEM_CRASH },
    { "long", ZB_PROBLEM_CRASH },
    { "half", ZB_PROBLEM_CRASH },
    { "wide", ZB_PROBLEM_CRASH },
  };
  g_autofree char *good = g_strdup (g_getenv ("ZHIBU_WORKER"));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ZbPicturePool) pool = NULL;

      g_test_message ("%s", table[i].how);
      workers_use_bad (table[i].how);
      pool = zb_picture_pool_new (1);
      ask_bad (pool, table[i].how, table[i].problem);
    }
  g_setenv ("ZHIBU_WORKER", good, TRUE);
}

/* It says it has written a JPEG: what begins like none is none. */
static void
test_fake_copy (void)
{
  g_autofree char *good = g_strdup (g_getenv ("ZHIBU_WORKER"));
  g_autoptr (ZbPicturePool) pool = NULL;
  int          fd = open ("/dev/null", O_RDONLY | O_CLOEXEC), sink = open_sink ();
  ZbCopyAnswer copy;

  workers_use_bad ("fake");
  pool = zb_picture_pool_new (1);
  zb_picture_pool_copy (pool, fd, &(ZbCopySpec){ 0 }, sink, &copy);
  g_assert_cmpint (copy.problem, ==, ZB_PROBLEM_CRASH);
  g_setenv ("ZHIBU_WORKER", good, TRUE);
  close (fd);
  close (sink);
}

/* A worker that makes the sink shorter behind its answer either comes too early, and has lied, or too late. */
static void
test_shrinking (void)
{
  g_autofree char *good = g_strdup (g_getenv ("ZHIBU_WORKER"));

  workers_use_bad ("shrink");
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
      int          fd = open ("/dev/null", O_RDONLY | O_CLOEXEC), sink = open_sink ();
      ZbViewAnswer view;

      zb_picture_pool_view (pool, fd, &(ZbViewSpec){ .size = 320 }, sink, &view);
      g_assert_cmpint (view.width, ==, view.problem == ZB_PROBLEM_NONE ? 40 : 0);
      g_usleep (2000);
      if (view.width > 0)
        g_assert_cmpint (size_of (sink), ==, 40 * 30 * 3);
      close (fd);
      close (sink);
    }
  g_setenv ("ZHIBU_WORKER", good, TRUE);
}

/* Whatever the bytes, an answer is taken whole or not at all. */
static void
test_answers_are_checked (void)
{
  const ZbViewAnswer view = { .x = 10, .y = 20, .width = 300, .height = 200, .whole_width = 310, .whole_height = 220 };
  g_autoptr (GVariant) good = g_variant_ref_sink (zb_view_answer_to_variant (&view));
  const gsize size = g_variant_get_size (good);

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree guint8 *bytes = g_memdup2 (g_variant_get_data (good), size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GVariant) variant = NULL;
      ZbViewAnswer taken;

      for (int n = 0; n < 3; n++)
        bytes[g_test_rand_int_range (0, (gint32) size)] = (guint8) g_test_rand_int ();
      changed = g_bytes_new (bytes, size);
      variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (ZB_VIEW_ANSWER_TYPE), changed, FALSE));
      if (!zb_view_answer_from_variant (&taken, variant))
        continue;
      g_assert_cmpint (taken.problem, <, ZB_N_PROBLEMS);
      g_assert_true (taken.x >= 0 && taken.y >= 0 && taken.width >= 0 && taken.height >= 0);
      g_assert_cmpint ((gint64) taken.width * taken.height * 3, <=, ZB_VIEW_BYTES_MAX);
      g_assert_cmpint ((gint64) taken.x + taken.width, <=, taken.whole_width);
    }
}

/* A grey ramp, row by row: it costs no memory to write. */
static int
open_large (const char *folder,
            int         width,
            int         height,
            int         components,
            gboolean    progressive)
{
  g_autofree char            *path = g_build_filename (folder, "large.jpg", NULL);
  struct jpeg_compress_struct info = { 0 };
  struct jpeg_error_mgr       errors;
  g_autofree guint8          *row = g_malloc0 ((gsize) width * 3);
  JSAMPROW                    rows[] = { row };
  FILE                       *file = fopen (path, "wb");

  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_stdio_dest (&info, file);
  info.image_width = (JDIMENSION) width;
  info.image_height = (JDIMENSION) height;
  info.input_components = components;
  info.in_color_space = components == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults (&info);
  if (progressive)
    jpeg_simple_progression (&info);
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < info.image_height)
    {
      for (int x = 0; x < width * components; x++)
        row[x] = (guint8) (x * 7 + info.next_scanline);
      jpeg_write_scanlines (&info, rows, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  fclose (file);
  return open (path, O_RDONLY | O_CLOEXEC);
}

/* Takes the descriptor. */
static void
check_large (int     fd,
             int     width,
             guint64 memory)
{
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
  const ZbViewSpec specs[] = { { .size = 1600 }, { .size = 1600, .turn = 90 }, { .x = 4000, .y = 3000, .width = 1024, .height = 1024 } };

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      int          sink = open_sink ();
      ZbViewAnswer view;

      zb_picture_pool_view (pool, fd, &specs[i], sink, &view);
      g_assert_cmpint (view.problem, ==, ZB_PROBLEM_NONE);
      g_assert_cmpint (MAX (view.full_width, view.full_height), ==, width);
      g_assert_cmpint (MAX (view.width, view.height), ==, specs[i].size > 0 ? 1600 : 1024);
      close (sink);
    }
  g_test_message ("largest worker %.1f MB", zb_picture_pool_get_peak (pool) / (double) MIB);
  if (!SANITIZED)
    g_assert_cmpuint (zb_picture_pool_get_peak (pool), <, memory);
  close (fd);
}

static void
test_large (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();

  check_large (open_large (folder, 8640, 5760, 3, FALSE), 8640, 48 * MIB);
  check_large (open_large (folder, 8640, 5760, 3, TRUE), 8640, WORKER_MEMORY);
}

static void
test_large_heic (void)
{
  g_autoptr (GBytes) bytes = pictures_heic_grid (512, 16, 12);

  if (bytes == NULL)
    g_test_skip ("libheif cannot write HEIC here");
  else
    check_large (pictures_open (bytes), 8192, 64 * MIB);
}

/* One byte too many for a sink: an answer, not a dead worker. */
static void
test_sink_is_bounded (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
  int          fd = open_large (folder, 12000, 9000, 1, FALSE), sink = open_sink ();
  ZbViewAnswer view;
  ZbCopyAnswer copy;

  zb_picture_pool_view (pool, fd, &(ZbViewSpec){ 0 }, sink, &view);
  g_assert_cmpint (view.whole_height, ==, 9000);
  g_assert_cmpint (view.height, <, 9000);
  close (sink);
  sink = open_sink ();
  zb_picture_pool_copy (pool, fd, &(ZbCopySpec){ .upright = TRUE, .turn = 90 }, sink, &copy);
  g_assert_cmpint (copy.problem, ==, ZB_PROBLEM_TOO_LARGE); /* it is smaller, and says so */
  g_assert_cmpuint (copy.bytes, >, 0);
  g_assert_cmpint (copy.width * 4, ==, copy.height * 3);
  close (fd);
  close (sink);
}

static void
read_file (ZbPicturePool *pool,
           const char    *path,
           guint         *n_crashes)
{
  const ZbViewSpec specs[] = { { .size = 900, .turn = 90 }, { .x = 50, .y = 40, .width = 300, .height = 200 } };
  const ZbCopySpec copies[] = { { .caption = "说明", .keep_place = TRUE, .keep_device = TRUE }, { .size = 300, .turn = 270, .bytes = 30000 } };
  int              fd = open (path, O_RDONLY | O_CLOEXEC);

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      int          sinks[] = { open_sink (), open_sink () };
      ZbViewAnswer view;
      ZbCopyAnswer copy;

      zb_picture_pool_view (pool, fd, &specs[i], sinks[0], &view);
      zb_picture_pool_copy (pool, fd, &copies[i], sinks[1], &copy);
      *n_crashes += (view.problem == ZB_PROBLEM_CRASH) + (copy.problem == ZB_PROBLEM_CRASH);
      if (view.problem == ZB_PROBLEM_CRASH || copy.problem == ZB_PROBLEM_CRASH)
        g_test_message ("%s: a worker died", path);
      close (sinks[0]);
      close (sinks[1]);
    }
  close (fd);
}

static void
test_hostile (void)
{
  static const char *const parts[] = { "hostile", "dev" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folder = zb_test_corpus (parts[i]);
      g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
      g_autoptr (GDir) dir = NULL;
      const char *name;
      guint       n_crashes = 0;

      if (folder == NULL)
        return;
      dir = g_dir_open (folder, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          read_file (pool, path, &n_crashes);
        }
      g_test_message ("largest worker %.1f MB, %u died", zb_picture_pool_get_peak (pool) / (double) MIB, n_crashes);
      g_assert_cmpuint (n_crashes, ==, 0);
      if (!SANITIZED)
        g_assert_cmpuint (zb_picture_pool_get_peak (pool), <=, WORKER_MEMORY);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pixels/questions-of-every-kind-go-to-one-worker", test_questions_mix);
  g_test_add_func ("/pixels/a-copy-goes-into-a-file", test_file_as_sink);
  g_test_add_func ("/pixels/too-long-a-question-is-not-asked", test_too_long_a_question);
  g_test_add_func ("/pixels/a-worker-that-misbehaves-is-one-outcome", test_misbehaving);
  g_test_add_func ("/pixels/a-copy-that-is-no-jpeg-is-none", test_fake_copy);
  g_test_add_func ("/pixels/a-sink-does-not-get-shorter-once-answered", test_shrinking);
  g_test_add_func ("/pixels/answers-are-checked", test_answers_are_checked);
  g_test_add_func ("/pixels/fifty-megapixels-fit-into-the-worker", test_large);
  g_test_add_func ("/pixels/a-heic-of-fifty-megapixels-too", test_large_heic);
  g_test_add_func ("/pixels/a-sink-is-bounded", test_sink_is_bounded);
  g_test_add_func ("/pixels/hostile-pictures-end-no-worker", test_hostile);
  return g_test_run ();
}
