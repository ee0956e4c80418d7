/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/view.h"

#include "photo/decode.h"
#include "photo/thumbnail.h"

#include <sys/stat.h>

#define COLUMNS 9
#define ROWS 8

typedef struct
{
  int row;
  int grey[ROWS][COLUMNS];
} Means;

/* Rec. 601, in units of a thousandth of a step. */
static int
grey_of (const guint8 *rgb)
{
  return 299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2];
}

static void
mean_row_cb (gpointer      data,
             const guint8 *row)
{
  Means *means = data;

  for (int x = 0; x < COLUMNS; x++)
    means->grey[means->row][x] = grey_of (row + 3 * x);
  means->row++;
}

static guint64
make_hash (const ZbFrame *frame)
{
  const int width = frame->whole_width, height = frame->whole_height;
  Means     means = { 0 };
  g_autoptr (ZbShrink) shrink = zb_shrink_new (width, height, COLUMNS, ROWS, NULL, mean_row_cb, &means);
  guint64 hash = 0;

  for (int y = 0; y < height; y++)
    zb_shrink_add_rgb (shrink, frame->pixels + (gsize) y * width * 3, 0);
  for (int y = 0; y < ROWS; y++)
    for (int x = 0; x + 1 < COLUMNS; x++)
      hash = hash << 1 | (means.grey[y][x] < means.grey[y][x + 1]);

  return hash;
}

static guint
make_sharp (const ZbFrame *frame)
{
  const gsize  stride = (gsize) frame->whole_width * 3;
  const gint64 n = (gint64) (frame->whole_width - 2) * (frame->whole_height - 2);
  double       sum = 0;

  for (int y = 1; y + 1 < frame->whole_height; y++)
    for (int x = 1; x + 1 < frame->whole_width; x++)
      {
        const guint8 *at = frame->pixels + y * stride + (gsize) x * 3;
        const double  slope = (4 * grey_of (at) - grey_of (at - 3) - grey_of (at + 3) - grey_of (at - stride) - grey_of (at + stride)) / 1000.0;

        sum += slope * slope;
      }

  return (guint) (sum / (double) n + 0.5);
}

gboolean
zb_look_make (int      fd,
              guint64 *hash,
              guint   *sharp)
{
  g_auto (ZbTags) tags = { 0 };
  g_autoptr (ZbFrame) frame = NULL;
  struct stat info = { 0 };
  ZbPart      part = { .fd = fd };
  ZbWanted    wanted = { .size = ZB_THUMBNAIL_SIZE, .sink = -1 };

  *hash = *sharp = 0;
  zb_tags_read (&tags, fd);
  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;

  part.size = info.st_size;
  wanted.orientation = tags.orientation;
  frame = zb_decode (&tags, &part, &wanted).frame;
  if (frame == NULL || frame->whole_width < COLUMNS || frame->whole_height < ROWS)
    return FALSE;

  *hash = make_hash (frame);
  *sharp = make_sharp (frame);
  return TRUE;
}
