/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/workers.h"
#include "photo/sample-picture.h"
#include "service/picture-pool.h"
#include "support/support.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
open_sample (const char *folder,
             guint       seed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("%u.jpg", seed);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  ZbSamplePicture  picture = { .scene = seed, .seed = seed, .width = 640, .height = 480 + (int) seed, .make = "Nikon", .model = "D3200" };
  int              fd;

  zb_wall_set (&picture.taken, 2019, 6, 10, 9, 30, 12);
  g_assert_true (zb_sample_picture_write (path, &picture, &error));
  g_assert_no_error (error);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static void
test_answers (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
  int fd = open_sample (folder, 3);

  for (ZbWant want = ZB_WANT_TAGS; want <= ZB_WANT_FULL; want++)
    {
      g_auto (ZbPicture) picture = { 0 };

      zb_picture_pool_read (pool, fd, want, &picture);
      g_assert_cmpint (picture.tags.format, ==, ZB_FORMAT_JPEG);
      g_assert_cmpint (picture.tags.problem, ==, ZB_PROBLEM_NONE);
      g_assert_cmpint (picture.tags.height, ==, 483);
      g_assert_cmpstr (picture.tags.text[ZB_TEXT_EXIF_ORIGINAL], ==, "2019:06:10 09:30:12");
      g_assert_cmpstr (picture.tags.text[ZB_TEXT_MODEL], ==, "D3200");
      if (want == ZB_WANT_TAGS)
        g_assert_null (picture.thumbnail);
      if (want == ZB_WANT_FULL)
        g_assert_nonnull (picture.thumbnail);
    }
  close (fd);
}

typedef struct
{
  ZbPicturePool *pool;
  const char    *folder;
  guint          first;
} Reading;

static gpointer
read_many (gpointer data)
{
  Reading *reading = data;

  for (guint i = 0; i < 20; i++)
    {
      g_auto (ZbPicture) picture = { 0 };
      int fd = open_sample (reading->folder, reading->first + i);

      zb_picture_pool_read (reading->pool, fd, ZB_WANT_FULL, &picture);
      g_assert_cmpint (picture.tags.problem, ==, ZB_PROBLEM_NONE);
      g_assert_cmpint (picture.tags.height, ==, (int) (480 + reading->first + i));
      g_assert_nonnull (picture.thumbnail);
      close (fd);
    }

  return NULL;
}

/* More threads than workers: everyone gets the answer to his own question. */
static void
test_threads (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  guint          n_before = workers_count_descriptors (getpid ());
  ZbPicturePool *pool = zb_picture_pool_new (2);
  GThread       *threads[6];
  Reading        readings[G_N_ELEMENTS (threads)];
  GArray        *workers;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      readings[i] = (Reading){ pool, folder, i * 20 };
      threads[i] = g_thread_new ("reading", read_many, &readings[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  workers = workers_list ();
  g_assert_cmpuint (workers->len, ==, 2);
  g_array_unref (workers);
  g_assert_cmpuint (zb_picture_pool_get_peak (pool), >, 1024 * 1024);

  zb_picture_pool_free (pool);
  workers = workers_list ();
  g_assert_cmpuint (workers->len, ==, 0);
  g_array_unref (workers);
  g_assert_cmpuint (workers_count_descriptors (getpid ()), ==, n_before);
}

static void
test_starts_lazily (void)
{
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (4);
  g_autoptr (GArray) workers = workers_list ();

  g_assert_nonnull (pool);
  g_assert_cmpuint (workers->len, ==, 0);
}

static void
assert_limit (const char *limits,
              const char *name,
              guint64     value)
{
  const char *line = strstr (limits, name);

  g_assert_nonnull (line);
  g_assert_cmpuint (g_ascii_strtoull (line + 26, NULL, 10), ==, value);
}

static void
assert_hard_limit (const char *limits,
                   const char *name,
                   guint64     value)
{
  const char *line = strstr (limits, name);

  g_assert_nonnull (line);
  g_assert_cmpuint (g_ascii_strtoull (line + 47, NULL, 10), ==, value);
}

static void
test_confined (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
  g_auto (ZbPicture) picture = { 0 };
  int fd = open_sample (folder, 1), other = open ("/dev/null", O_RDONLY);
  g_autoptr (GArray) workers = NULL;
  g_autofree char *limits = NULL;
  g_autofree char *status = NULL;
  int              pid;

  zb_picture_pool_read (pool, fd, ZB_WANT_TAGS, &picture);
  workers = workers_list ();
  g_assert_cmpuint (workers->len, ==, 1);
  pid = g_array_index (workers, int, 0);
  status = workers_read_proc (pid, "status");
  limits = workers_read_proc (pid, "limits");
  g_assert_nonnull (strstr (status, "NoNewPrivs:\t1"));
  assert_limit (limits, "Max core file size", 0);
  g_assert_cmpuint (workers_count_descriptors (pid), <=, 4); /* nothing inherited but the socket */
  close (other);
  close (fd);

  if (SANITIZED)
    {
      g_test_skip ("the sanitizer needs memory: the worker sets no limits");
      return;
    }
  assert_limit (limits, "Max data size", 272 * 1024 * 1024);
  assert_limit (limits, "Max file size", 0);
  assert_hard_limit (limits, "Max open files", 6); /* a picture and a sink; while it answers, those it was given */
}

/* Somebody else ended it while it had nothing to do: no picture's fault. */
static void
test_killed_while_idle (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
  int fd = open_sample (folder, 1);

  for (int i = 0; i < 3; i++)
    {
      g_auto (ZbPicture) picture = { 0 };
      g_autoptr (GArray) workers = NULL;

      zb_picture_pool_read (pool, fd, ZB_WANT_TAGS, &picture);
      g_assert_cmpint (picture.tags.problem, ==, ZB_PROBLEM_NONE);
      workers = workers_list ();
      g_assert_cmpuint (workers->len, ==, 1);
      kill (g_array_index (workers, int, 0), SIGKILL);
      g_usleep (50000);
    }
  close (fd);
}

static void
test_misbehaving (void)
{
  static const struct
  {
    const char *how;
    ZbProblem   problem;
    ZbFormat    format; /* of the second question, for the tags alone */
  } table[] = {
    { "crash", ZB_PROBLEM_CRASH, ZB_FORMAT_JPEG },
    { "exit", ZB_PROBLEM_CRASH, ZB_FORMAT_NONE },
    { "garbage", ZB_PROBLEM_CRASH, ZB_FORMAT_NONE },
    { "much", ZB_PROBLEM_CRASH, ZB_FORMAT_NONE },
    { "lie", ZB_PROBLEM_CRASH, ZB_FORMAT_NONE },
    { "clock", ZB_PROBLEM_TIMEOUT, ZB_FORMAT_NONE },
    { "hang", ZB_PROBLEM_TIMEOUT, ZB_FORMAT_JPEG },
  };
  g_autofree char *good = g_strdup (g_getenv ("ZHIBU_WORKER"));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ZbPicturePool) pool = NULL;
      g_auto (ZbPicture) picture = { 0 };
      int    fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
      gint64 began = g_get_monotonic_time ();

      g_test_message ("%s", table[i].how);
      workers_use_bad (table[i].how);
      pool = zb_picture_pool_new (1);
      zb_picture_pool_read (pool, fd, ZB_WANT_FULL, &picture);
      g_assert_cmpint (picture.tags.problem, ==, table[i].problem);
      g_assert_cmpint (picture.tags.format, ==, table[i].format);
      g_assert_null (picture.thumbnail);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 30 * G_USEC_PER_SEC);
      close (fd);
    }
  g_setenv ("ZHIBU_WORKER", good, TRUE);
}

static void
test_no_worker_at_all (void)
{
  g_autofree char *good = g_strdup (g_getenv ("ZHIBU_WORKER"));
  g_autoptr (ZbPicturePool) pool = NULL;
  g_auto (ZbPicture) picture = { 0 };
  int fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  g_setenv ("ZHIBU_WORKER", "/nonexistent/zhibu-worker", TRUE);
  pool = zb_picture_pool_new (1);
  zb_picture_pool_read (pool, fd, ZB_WANT_FULL, &picture);
  g_assert_cmpint (picture.tags.problem, ==, ZB_PROBLEM_CRASH);
  g_setenv ("ZHIBU_WORKER", good, TRUE);
  close (fd);
}

/* The other side of test_outlived: says its worker's number and waits to be killed. */
static G_NORETURN void
be_killed (void)
{
  ZbTestFolder  *folder = zb_test_folder_new ();
  ZbPicturePool *pool = zb_picture_pool_new (1);
  ZbPicture      picture;
  int            fd = open_sample (folder, 1);
  GArray        *workers;

  zb_picture_pool_read (pool, fd, ZB_WANT_TAGS, &picture);
  workers = workers_list ();
  g_print ("%d\n", g_array_index (workers, int, 0));
  fflush (stdout);
  zb_test_folder_free (folder);
  for (;;)
    pause ();
}

static void
test_outlived (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) asker = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, own_path, "--be-killed", NULL);
  char  line[32] = "";
  gsize n = 0;
  int   pid;

  g_assert_no_error (error);
  while (n < sizeof line - 1 && strchr (line, '\n') == NULL && g_input_stream_read (g_subprocess_get_stdout_pipe (asker), line + n, 1, NULL, NULL) == 1)
    n++;
  pid = atoi (line);
  g_assert_cmpint (pid, >, 1);
  g_subprocess_force_exit (asker);
  g_subprocess_wait (asker, NULL, NULL);

  for (int i = 0; i < 100; i++, g_usleep (50000))
    {
      g_autofree char *status = workers_read_proc (pid, "status");

      if (status == NULL || strstr (status, "State:\tZ") != NULL)
        return;
    }
  g_assert_not_reached ();
}

/* Whatever the bytes, an answer is taken whole or not at all. */
static void
test_answers_are_checked (void)
{
  ZbPicture picture = { .tags = { .format = ZB_FORMAT_JPEG, .orientation = 6, .width = 40 } };
  g_autoptr (GBytes) thumbnail = g_bytes_new_static ("\xff\xd8\xff\xd9", 4);
  g_autoptr (GVariant) good = NULL;
  g_autoptr (GVariant) other = g_variant_ref_sink (g_variant_new ("(ii)", 1, 2));
  g_auto (ZbPicture) read = { 0 };
  gsize size;

  picture.tags.text[ZB_TEXT_MODEL] = (char *) "数码相机";
  picture.thumbnail = thumbnail;
  good = g_variant_ref_sink (zb_picture_to_variant (&picture));
  g_assert_true (zb_picture_from_variant (&read, good));
  g_assert_cmpstr (read.tags.text[ZB_TEXT_MODEL], ==, "数码相机");
  g_assert_cmpint (read.tags.orientation, ==, 6);
  g_assert_true (g_bytes_equal (read.thumbnail, thumbnail));
  zb_picture_clear (&read);
  g_assert_false (zb_picture_from_variant (&read, other));

  size = g_variant_get_size (good);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree guint8 *bytes = g_memdup2 (g_variant_get_data (good), size);
      gsize              cut = g_test_rand_int_range (0, 8) == 0 ? g_test_rand_int_range (0, size) : size;
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GVariant) variant = NULL;
      g_auto (ZbPicture) taken = { 0 };

      bytes[g_test_rand_int_range (0, size)] = g_test_rand_int ();
      changed = g_bytes_new (bytes, cut);
      variant = g_variant_ref_sink (
          g_variant_new_from_bytes (G_VARIANT_TYPE (ZB_PICTURE_TYPE), changed, FALSE));
      if (!zb_picture_from_variant (&taken, variant))
        continue;
      g_assert_cmpint (taken.tags.format, <, ZB_N_FORMATS);
      g_assert_cmpint (taken.tags.problem, <, ZB_N_PROBLEMS);
      g_assert_cmpint (taken.tags.orientation, >=, 1);
      g_assert_cmpint (taken.tags.orientation, <=, 8);
      g_assert_cmpint (taken.tags.width, >=, 0);
      for (guint t = 0; t < ZB_N_TEXTS; t++)
        g_assert_true (taken.tags.text[t] == NULL || g_utf8_validate (taken.tags.text[t], -1, NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 2 && strcmp (argv[1], "--be-killed") == 0)
    be_killed ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-pool/answers-what-was-asked", test_answers);
  g_test_add_func ("/picture-pool/many-threads-share-few-workers", test_threads);
  g_test_add_func ("/picture-pool/starts-no-worker-before-it-is-needed", test_starts_lazily);
  g_test_add_func ("/picture-pool/a-worker-is-confined", test_confined);
  g_test_add_func ("/picture-pool/a-worker-killed-while-idle-is-replaced", test_killed_while_idle);
  g_test_add_func ("/picture-pool/a-worker-that-misbehaves-is-one-outcome", test_misbehaving);
  g_test_add_func ("/picture-pool/no-worker-at-all-is-an-outcome", test_no_worker_at_all);
  g_test_add_func ("/picture-pool/a-worker-does-not-outlive-its-asker", test_outlived);
  g_test_add_func ("/picture-pool/answers-are-checked", test_answers_are_checked);

  return g_test_run ();
}
