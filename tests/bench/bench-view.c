/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/picture-pool.h"
#include "support/support.h"

#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <jpeglib.h>

/* A picture as large as a screen, and a tile of it, from a picture worker; against libjpeg alone at the same scale, and gdk-pixbuf.
 * Argument: the corpus, whose first 12-megapixel JPEG in big/ is taken as it is and laid four times side by side.
 */
#define ROUNDS 7
#define SIZE 1600
#define TILE 512

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

/* The median, in ms. */
static double
measure (void (*func) (gpointer data),
         gpointer data)
{
  gint64 times[ROUNDS];

  func (data);
  for (int i = 0; i < ROUNDS; i++)
    {
      times[i] = g_get_monotonic_time ();
      func (data);
      times[i] = g_get_monotonic_time () - times[i];
    }
  qsort (times, ROUNDS, sizeof *times, compare);
  return times[ROUNDS / 2] / 1e3;
}

typedef struct
{
  ZbPicturePool *pool;
  const char    *path;
  ZbViewSpec     spec;
  ZbViewAnswer   answer;
} Job;

static void
view (gpointer data)
{
  Job *job = data;
  int  fd = open (job->path, O_RDONLY | O_CLOEXEC), sink = memfd_create ("view", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  zb_picture_pool_view (job->pool, fd, &job->spec, sink, &job->answer);
  g_assert_cmpint (job->answer.problem, ==, ZB_PROBLEM_NONE);
  close (fd);
  close (sink);
}

/* What djpeg does. */
static void
decode (gpointer data)
{
  Job                          *job = data;
  struct jpeg_decompress_struct info = { 0 };
  struct jpeg_error_mgr         errors;
  FILE                         *file = fopen (job->path, "rb");
  g_autofree JSAMPLE           *row = NULL;

  info.err = jpeg_std_error (&errors);
  jpeg_create_decompress (&info);
  jpeg_stdio_src (&info, file);
  jpeg_read_header (&info, TRUE);
  info.scale_num = 1;
  info.scale_denom = 8;
  while (info.scale_num < 8 && MAX (info.image_width, info.image_height) * info.scale_num / 8 < SIZE)
    info.scale_num *= 2;
  jpeg_start_decompress (&info);
  row = g_malloc ((gsize) info.output_width * 3);
  while (info.output_scanline < info.output_height)
    jpeg_read_scanlines (&info, &row, 1);
  jpeg_finish_decompress (&info);
  jpeg_destroy_decompress (&info);
  fclose (file);
}

static void
load (gpointer data)
{
  Job *job = data;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file_at_scale (job->path, SIZE, SIZE, TRUE, NULL);

  g_assert_nonnull (pixbuf);
}

/* The picture side by side and below. */
static void
write_fourfold (const char *from,
                const char *to)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (from, NULL);
  const int                   width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  struct jpeg_compress_struct info = { 0 };
  struct jpeg_error_mgr       errors;
  FILE                       *file = fopen (to, "wb");
  g_autofree guint8          *row = g_malloc ((gsize) width * 6);
  JSAMPROW                    rows[] = { row };

  info.err = jpeg_std_error (&errors);
  jpeg_create_compress (&info);
  jpeg_stdio_dest (&info, file);
  info.image_width = (JDIMENSION) width * 2;
  info.image_height = (JDIMENSION) height * 2;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, 95, TRUE);
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < info.image_height)
    {
      const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf) + (gsize) ((int) info.next_scanline % height) * gdk_pixbuf_get_rowstride (pixbuf);

      memcpy (row, pixels, (gsize) width * 3);
      memcpy (row + (gsize) width * 3, pixels, (gsize) width * 3);
      jpeg_write_scanlines (&info, rows, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  fclose (file);
}

static double
report (const char *path)
{
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);
  Job    whole = { .pool = pool, .path = path, .spec = { .size = SIZE } };
  Job    tile = { .pool = pool, .path = path, .spec = { .x = 1000, .y = 1000, .width = TILE, .height = TILE } };
  double shown = measure (view, &whole), part = measure (view, &tile), bare = measure (decode, &whole), pixbuf = measure (load, &whole);

  g_print ("%5.1f megapixels: worker %.0f ms, a tile %.0f ms; libjpeg alone %.0f ms, gdk-pixbuf %.0f ms; worker at most %.0f MB: ratio %.2f\n",
           (double) whole.answer.full_width * whole.answer.full_height / 1e6,
           shown,
           part,
           bare,
           pixbuf,
           (double) zb_picture_pool_get_peak (pool) / 1048576,
           shown / bare);
  return shown / bare;
}

static char *
find_picture (const char *corpus)
{
  g_autofree char *folder = g_build_filename (corpus, "big", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int              width = 0, height = 0;

      if (gdk_pixbuf_get_file_info (path, &width, &height) != NULL && width * height > 12000000 && width * height < 12500000)
        return g_steal_pointer (&path);
    }

  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *small = argc == 2 ? find_picture (argv[1]) : NULL;
  g_autofree char *large = g_build_filename (folder, "large.jpg", NULL);
  double           worst;

  if (small == NULL)
    {
      g_print ("no corpus: configure with -Dcorpus=FOLDER\n");
      return 77;
    }

  write_fourfold (small, large);
  worst = report (small);
  worst = MAX (worst, report (large));
  return worst <= 2 ? 0 : 1;
}
