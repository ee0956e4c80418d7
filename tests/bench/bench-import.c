/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/import-flow.h"

#include <fcntl.h>
#include <gcrypt.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <jpeglib.h>

/* What an import costs against what must be paid in any case.
 *
 * L is the larger of (a) copying, making durable and reading back, and (b) the processor time of
 * decoding every picture at the scale of its thumbnail, two SHA-256 passes and a copy, divided by
 * the processors. The chain is what an administrator would use instead.
 *
 *   bench-import CORPUS [FOLDER]     FOLDER: where to work, on a real disk
 */

#define COPIES 300
#define SMALL 10200
#define THUMBNAIL 320
#define BLOCK (256 * 1024)

static double
now (clockid_t clock)
{
  struct timespec t;

  clock_gettime (clock, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

/* Of all children that ended. A child counts its own children, once it has waited for them. */
static double
read_children (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));

  return paths;
}

/* Distinct copies of the big pictures: a comment after the first marker makes each its own. */
static gint64
make_card (const char *corpus,
           const char *card)
{
  g_autofree char *big = g_build_filename (corpus, "big", NULL);
  g_autoptr (GPtrArray) all = list_files (big);
  g_autoptr (GPtrArray) jpegs = g_ptr_array_new ();
  gint64 sum = 0;

  for (guint i = 0; i < all->len; i++)
    if (!g_str_has_suffix (all->pdata[i], ".tsv"))
      g_ptr_array_add (jpegs, all->pdata[i]);
  if (jpegs->len == 0)
    g_error ("no pictures in %s", big);

  g_mkdir_with_parents (card, 0700);
  for (guint i = 0; i < COPIES; i++)
    {
      g_autofree char *bytes = NULL;
      g_autofree char *path = g_strdup_printf ("%s/IMG_%04u.JPG", card, i + 1);
      g_autoptr (GByteArray) made = g_byte_array_new ();
      char  comment[16];
      gsize size = 0;

      g_assert_true (g_file_get_contents (jpegs->pdata[i % jpegs->len], &bytes, &size, NULL));
      memcpy (comment, "\xff\xfe\x00\x0a", 4);
      g_snprintf (comment + 4, 9, "%08u", i);
      g_byte_array_append (made, (guint8 *) bytes, 2);
      g_byte_array_append (made, (guint8 *) comment, 12);
      g_byte_array_append (made, (guint8 *) bytes + 2, (guint) size - 2);
      g_assert_true (
          g_file_set_contents_full (path, (char *) made->data, made->len, 0, 0600, NULL));
      sum += made->len;
    }
  sync ();

  return sum;
}

static void
copy_one (const char *from,
          const char *to,
          char       *buffer)
{
  FILE *in = g_fopen (from, "rb"), *out = g_fopen (to, "wb");
  int   n;

  while ((n = (int) read (fileno (in), buffer, BLOCK)) > 0)
    g_assert_cmpint (write (fileno (out), buffer, (gsize) n), ==, n);
  fclose (in);
  fclose (out);
}

static void
copy_all (const char *card,
          const char *to,
          gboolean    back)
{
  g_autoptr (GPtrArray) files = list_files (card);
  g_autofree char *buffer = g_malloc (BLOCK);

  g_mkdir_with_parents (to, 0700);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_path_get_basename (files->pdata[i]);
      g_autofree char *path = g_build_filename (to, name, NULL);

      copy_one (files->pdata[i], path, buffer);
    }
  if (!back)
    return;

  sync ();
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_path_get_basename (files->pdata[i]);
      g_autofree char *path = g_build_filename (to, name, NULL);
      FILE            *file = g_fopen (path, "rb");

      posix_fadvise (fileno (file), 0, 0, POSIX_FADV_DONTNEED);
      while (read (fileno (file), buffer, BLOCK) > 0)
        ;
      fclose (file);
    }
}

/* At the smallest scale that is not smaller than the thumbnail. */
static void
decode_one (const char *bytes,
            gsize       size)
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr         errors;
  g_autofree guint8            *row = NULL;
  guint8                       *rows[1];

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&jpeg);
  jpeg_mem_src (&jpeg, (const guint8 *) bytes, size);
  jpeg_read_header (&jpeg, TRUE);
  jpeg.scale_num = 1;
  jpeg.scale_denom = 8;
  while (jpeg.scale_denom > 1 &&
         MAX (jpeg.image_width, jpeg.image_height) / jpeg.scale_denom < THUMBNAIL)
    jpeg.scale_denom /= 2;
  jpeg_start_decompress (&jpeg);
  rows[0] = row = g_malloc ((gsize) jpeg.output_width * 4);
  while (jpeg.output_scanline < jpeg.output_height)
    jpeg_read_scanlines (&jpeg, rows, 1);
  jpeg_finish_decompress (&jpeg);
  jpeg_destroy_decompress (&jpeg);
}

/* CPU seconds. */
static double
reckon_processor (const char *card,
                  const char *to)
{
  g_autoptr (GPtrArray) files = list_files (card);
  double decoding = 0, hashing = 0, copying;
  guint8 sum[32];

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *bytes = NULL;
      gsize            size = 0;
      double           began;

      g_assert_true (g_file_get_contents (files->pdata[i], &bytes, &size, NULL));
      began = now (CLOCK_PROCESS_CPUTIME_ID);
      decode_one (bytes, size);
      decoding += now (CLOCK_PROCESS_CPUTIME_ID) - began;
      began = now (CLOCK_PROCESS_CPUTIME_ID);
      gcry_md_hash_buffer (GCRY_MD_SHA256, sum, bytes, size);
      gcry_md_hash_buffer (GCRY_MD_SHA256, sum, bytes, size);
      hashing += now (CLOCK_PROCESS_CPUTIME_ID) - began;
    }
  copying = now (CLOCK_PROCESS_CPUTIME_ID);
  copy_all (card, to, FALSE);
  copying = now (CLOCK_PROCESS_CPUTIME_ID) - copying;
  g_print ("processor: decode %.2f s, hash %.2f s, copy %.2f s\n", decoding, hashing, copying);

  return decoding + hashing + copying;
}

static void
run_shell (const char *command)
{
  g_autoptr (GError) error = NULL;
  const char *const argv[] = { "sh", "-c", command, NULL };
  int               status = 0;

  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* Seconds, or 0 when a program of it is not installed. */
static double
time_chain (const char *card,
            const char *to)
{
  g_autofree char *command = NULL;
  g_autofree char *exiftool = g_find_program_in_path ("exiftool");
  g_autofree char *vips = g_find_program_in_path ("vipsthumbnail");
  double           began;

  if (exiftool == NULL || vips == NULL)
    return 0;
  command = g_strdup_printf (
      "mkdir -p '%2$s/out' '%2$s/small' && cd '%2$s' && "
      "exiftool -q -o out/undated/ '-Directory<out/$DateTimeOriginal' -d %%Y/%%m '%1$s'; sync && "
      "(cd '%1$s' && sha256sum *) > a && find out -type f -exec sha256sum {} + > b && "
      "find out -type f | xargs vipsthumbnail --size 320x320 -o '%2$s/small/%%s.jpg'",
      card,
      to);
  began = now (CLOCK_MONOTONIC);
  run_shell (command);

  return now (CLOCK_MONOTONIC) - began;
}

/* A child imports, so that its memory is its own. */

static gint
read_peak (void)
{
  g_autofree char *text = NULL;
  const char      *line = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) ||
      (line = strstr (text, "VmHWM:")) == NULL)
    return 0;

  return (gint) (g_ascii_strtoll (line + 6, NULL, 10) / 1024);
}

typedef struct
{
  double began;
  double at[SMALL + 1]; /* when so many files were done */
  guint  last;
} Pace;

static void
pace_cb (ZbImport *import,
         Pace     *pace)
{
  guint  n = MIN (zb_import_get_progress (import)->n_done, SMALL);
  double t = now (CLOCK_MONOTONIC) - pace->began;
  double before = pace->at[pace->last];

  for (guint i = pace->last + 1; i <= n; i++)
    pace->at[i] = before + (t - before) * (i - pace->last) / (n - pace->last);
  pace->last = MAX (pace->last, n);
}

static int
import_in_child (const char *home,
                 const char *card)
{
  g_autofree Pace  *pace = g_new0 (Pace, 1);
  const char *const paths[] = { card, NULL };
  g_autoptr (ZbLibrary) library =
      g_file_test (home, G_FILE_TEST_IS_DIR) ? flow_open (home) : flow_create (home);
  g_autoptr (ZbImport) import = zb_import_new (library, paths);
  g_autoptr (ZbImportSummary) summary = NULL;
  double seconds;

  pace->began = now (CLOCK_MONOTONIC);
  g_signal_connect (import, "progress", G_CALLBACK (pace_cb), pace);
  summary = flow_run (import, FALSE);
  seconds = now (CLOCK_MONOTONIC) - pace->began;
  g_assert_no_error (summary->stopped);
  g_print ("%.4f %u %d %.6f %.6f %.2f\n",
           seconds,
           summary->photos,
           read_peak (),
           (pace->at[1100] - pace->at[100]) / 1000,
           (pace->at[10100] - pace->at[9100]) / 1000,
           now (CLOCK_PROCESS_CPUTIME_ID));
  zb_library_close (library);

  return 0;
}

typedef struct
{
  double seconds;
  guint  photos;
  int    peak;        /* MiB */
  double early, late; /* seconds a picture */
  double processor;
  double whole; /* processor seconds with the workers' */
} Measured;

static Measured
measure_import (const char *home,
                const char *card)
{
  g_autofree char  *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *const argv[] = { self, "child-import", home, card, NULL };
  g_autofree char  *text = NULL;
  g_autoptr (GError) error = NULL;
  Measured measured = { .whole = read_children () };
  int      status = 0;

  g_spawn_sync (
      NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  measured.whole = read_children () - measured.whole;
  g_assert_cmpint (sscanf (text,
                           "%lf %u %d %lf %lf %lf",
                           &measured.seconds,
                           &measured.photos,
                           &measured.peak,
                           &measured.early,
                           &measured.late,
                           &measured.processor),
                   ==,
                   6);

  return measured;
}

static void
bench_big (const char *corpus,
           const char *folder)
{
  g_autofree char *card = g_build_filename (folder, "card", NULL);
  g_autofree char *home = g_build_filename (folder, "library", NULL);
  g_autofree char *a_to = g_build_filename (folder, "a", NULL);
  g_autofree char *b_to = g_build_filename (folder, "b", NULL);
  g_autofree char *chain_to = g_build_filename (folder, "chain", NULL);
  gint64           bytes = make_card (corpus, card);
  double           a, b, reference, chain;
  Measured         first, again;

  a = now (CLOCK_MONOTONIC);
  copy_all (card, a_to, TRUE);
  a = now (CLOCK_MONOTONIC) - a;
  b = reckon_processor (card, b_to) / g_get_num_processors ();
  reference = MAX (a, b);
  first = measure_import (home, card);
  again = measure_import (home, card);
  chain = time_chain (card, chain_to);
  g_assert_cmpuint (first.photos, ==, COPIES);
  g_assert_cmpuint (again.photos, ==, 0);

  g_print ("card: %d pictures, %.0f MB, %u processors\n",
           COPIES,
           (double) bytes / 1e6,
           g_get_num_processors ());
  g_print ("reference: copy, sync, read back %.2f s; processor %.2f s; L %.2f s\n", a, b, reference);
  g_print ("import: %.2f s, ratio to L %.2f (at most 1.25), own processor %.2f s, peak %d MB (at most 150)\n",
           first.seconds,
           first.seconds / reference,
           first.processor,
           first.peak);
  g_print ("import's processor time with its workers: %.2f s, on every processor %.2f s, ratio to L %.2f (what it would take if nothing waited and nothing else ran)\n",
           first.whole,
           first.whole / g_get_num_processors (),
           first.whole / g_get_num_processors () / reference);
  g_print ("same card again: %.3f s, ratio %.1f (at least 20)\n",
           again.seconds,
           first.seconds / again.seconds);
  if (chain > 0)
    g_print ("chain: %.2f s, ratio %.2f (at least 3)\n", chain, chain / first.seconds);
  else
    g_print ("chain: exiftool or vipsthumbnail is not installed\n");
}

static void
bench_small (const char *folder)
{
  g_autofree char *card = g_build_filename (folder, "small", NULL);
  g_autofree char *home = g_build_filename (folder, "many", NULL);
  g_autofree char *one = g_build_filename (card, "one.jpg", NULL);
  g_autofree char *bytes = NULL;
  gsize            size = 0;
  Measured         measured;

  flow_picture (card, "one.jpg", "2019-06-10T09:30:00", 1);
  g_assert_true (g_file_get_contents (one, &bytes, &size, NULL));
  g_unlink (one);
  for (guint i = 0; i < SMALL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/IMG_%05u.JPG", card, i);
      g_autofree char *made = g_malloc (size + 12);

      memcpy (made, bytes, 2);
      memcpy (made + 2, "\xff\xfe\x00\x0a", 4);
      g_snprintf (made + 6, 9, "%08u", i);
      memcpy (made + 14, bytes + 2, size - 2);
      g_assert_true (g_file_set_contents_full (path, made, (gssize) size + 12, 0, 0600, NULL));
    }
  measured = measure_import (home, card);
  g_assert_cmpuint (measured.photos, ==, SMALL);
  g_print ("%d small pictures: %.2f s, peak %d MB; about the 100th %.3f ms each, about the 10,000th %.3f ms, ratio %.2f (at most 1.2)\n",
           SMALL,
           measured.seconds,
           measured.peak,
           measured.early * 1000,
           measured.late * 1000,
           measured.late / measured.early);
}

int
main (int   argc,
      char *argv[])
{
  const char *corpus = argc > 1 ? argv[1] : g_getenv ("ZHIBU_CORPUS");

  if (argc == 4 && strcmp (argv[1], "child-import") == 0)
    return import_in_child (argv[2], argv[3]);
  if (argc > 2)
    g_setenv ("TMPDIR", argv[2], TRUE);
  gcry_check_version (NULL);
  gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);

  if (corpus == NULL || *corpus == '\0')
    g_print ("the corpus is not given: the big pictures are left out\n");
  else
    {
      g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();

      bench_big (corpus, folder);
    }
  {
    g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();

    bench_small (folder);
  }

  return 0;
}
