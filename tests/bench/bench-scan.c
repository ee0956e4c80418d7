/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/scan.h"
#include "support/support.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* What a scan costs a JPEG beyond reading its first 128 KiB, in CPU time of all processes, workers
 * and their start included. Argument: the corpus, whose big/ is scanned COPIES times over.
 */
#define COPIES 100
#define HEAD (128 * 1024)
#define WANTED 0.3 /* ms */

static double
cpu_of (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
cpu (void)
{
  return cpu_of (RUSAGE_SELF) + cpu_of (RUSAGE_CHILDREN);
}

/* Hard links would do, but the corpus may be on another file system: heads are copied. */
static GPtrArray *
make_card (const char *folder,
           const char *source)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (source, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (source, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            size;

      if (!g_file_get_contents (from, &bytes, &size, NULL) || size < 4 || memcmp (bytes, "\xff\xd8", 2) != 0)
        continue;
      for (guint i = 0; i < COPIES; i++)
        {
          g_autofree char *copy = g_strdup_printf ("%s/%03u-%s", folder, i, name);

          g_assert_true (g_file_set_contents (copy, bytes, MIN (size, 4 * HEAD), NULL));
          g_ptr_array_add (paths, g_steal_pointer (&copy));
        }
    }

  return paths;
}

static double
measure_reading (GPtrArray *paths)
{
  g_autofree char *buffer = g_malloc (HEAD);
  double           began = cpu ();

  for (guint i = 0; i < paths->len; i++)
    {
      int fd = open (paths->pdata[i], O_RDONLY);

      g_assert_cmpint (pread (fd, buffer, HEAD, 0), >, 0);
      close (fd);
    }

  return cpu () - began;
}

static void
count_cb (const ZbPhotoFields *fields,
          gpointer             data)
{
  if (fields->taken.precision != ZB_PRECISION_NONE)
    ++*(guint *) data;
}

static double
measure_scan (const char *folder,
              guint      *n_dated)
{
  const char *const paths[] = { folder, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *ready = NULL;
  g_autoptr (GError) error = NULL;
  double began = cpu ();

  zb_scan_async (paths, "2026-01-01", count_cb, n_dated, NULL, zb_test_result_cb, &ready);
  result = zb_test_wait (&ready, 300);
  zb_scan_finish (result, &error);
  g_assert_no_error (error);

  return cpu () - began;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *big = argc == 2 ? g_build_filename (argv[1], "big", NULL) : NULL;
  g_autoptr (GPtrArray) paths = NULL;
  double reading, scan, each;
  guint  n_dated = 0;

  if (big == NULL || !g_file_test (big, G_FILE_TEST_IS_DIR))
    {
      g_print ("no corpus: configure with -Dcorpus=FOLDER\n");
      return 77;
    }

  paths = make_card (folder, big);
  measure_reading (paths);
  reading = measure_reading (paths);
  scan = measure_scan (folder, &n_dated);
  each = (scan - reading) * 1e3 / paths->len;
  g_print ("scan: %u JPEGs, %u dated; CPU each: reading %.3f ms, scan %.3f ms, beyond %.3f ms "
           "(at most %.1f): ratio %.2f\n",
           paths->len,
           n_dated,
           reading * 1e3 / paths->len,
           scan * 1e3 / paths->len,
           each,
           WANTED,
           each / WANTED);

  return each <= WANTED ? 0 : 1;
}
