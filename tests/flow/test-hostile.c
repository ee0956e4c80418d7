/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/picture-pool.h"
#include "support/support.h"

#include <fcntl.h>
#include <unistd.h>

/* Every hostile file, asked for in every way, ends as an answer in bounded time and memory. What
 * the answer is, is not asserted: such bytes may say anything.
 */
#define WORKER_MEMORY (300 * 1024 * 1024)

typedef struct
{
  ZbPicturePool *pool;
  GPtrArray     *paths;
  gint           next;
  gint           n[ZB_N_PROBLEMS];
  gint           slowest; /* milliseconds */
} Reading;

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  return paths;
}

static void
read_one (Reading    *reading,
          const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  for (ZbWant want = ZB_WANT_TAGS; want <= ZB_WANT_FULL; want++)
    {
      g_auto (ZbPicture) picture = { 0 };
      gint64 began = g_get_monotonic_time ();
      gint   milliseconds;

      zb_picture_pool_read (reading->pool, fd, want, &picture);
      milliseconds = (g_get_monotonic_time () - began) / 1000;
      g_atomic_int_inc (&reading->n[picture.tags.problem]);
      if (milliseconds > 1000)
        g_test_message ("%s: %d ms", path, milliseconds);
      if (milliseconds > g_atomic_int_get (&reading->slowest))
        g_atomic_int_set (&reading->slowest, milliseconds);
    }
  close (fd);
}

static gpointer
read_thread (gpointer data)
{
  Reading *reading = data;
  guint    i;

  while ((i = g_atomic_int_add (&reading->next, 1)) < reading->paths->len)
    read_one (reading, reading->paths->pdata[i]);
  return NULL;
}

static void
read_folder (const char *part)
{
  g_autofree char *folder = zb_test_corpus (part);
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (ZbPicturePool) pool = NULL;
  Reading  reading = { 0 };
  GThread *threads[4];
  guint64  peak;

  if (folder == NULL)
    return;

  reading.paths = paths = list_files (folder);
  reading.pool = pool = zb_picture_pool_new (0);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reading", read_thread, &reading);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  peak = zb_picture_pool_get_peak (pool);
  for (guint i = 0; i < ZB_N_PROBLEMS; i++)
    g_test_message ("%s: %d", i == 0 ? "whole" : zb_problem_to_code (i), reading.n[i]);
  g_test_message ("%u files, slowest %d ms, largest worker %.1f MB",
                  paths->len,
                  reading.slowest,
                  peak / 1048576.0);
  g_assert_cmpuint (paths->len, >, 10);
#if defined(__SANITIZE_ADDRESS__)
  g_assert_cmpint (reading.n[ZB_PROBLEM_CRASH], ==, 0); /* a finding ends the worker */
#else
  g_assert_cmpuint (peak, <=, WORKER_MEMORY);
#endif
}

static void
test_hostile (void)
{
  read_folder ("hostile");
}

static void
test_dev (void)
{
  read_folder ("dev");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("UBSAN_OPTIONS", "halt_on_error=1:print_stacktrace=1", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/every-file-ends-as-an-answer", test_hostile);
  g_test_add_func ("/hostile/ordinary-pictures-too", test_dev);

  return g_test_run ();
}
