/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/copy-private.h"

/* Words laid on a picture: white, and where only the neighbourhood is white, darker. */
#define RIM_SHARE 24  /* of the line's height: the rim's width */
#define RIM_DARK 160  /* of 255 */
#define GAP_SHARE 2   /* of the line's height: from the picture's edges */
#define ROOM_SHARE 20 /* of the picture's sides: kept free, when the line is too long */

typedef struct
{
  guint8 *grey;
  int     width, height, row;
} Mask;

static void
mask_row_cb (gpointer      data,
             const guint8 *row)
{
  Mask *mask = data;

  for (int x = 0; x < mask->width; x++)
    mask->grey[(gsize) mask->row * mask->width + x] = row[3 * x];
  mask->row++;
}

/* As large as there is room for, never larger than it is. */
static void
fit_mask (Mask          *mask,
          const ZbFrame *frame,
          const guint8  *grey,
          int            width,
          int            height)
{
  const int          room_width = MAX (1, frame->part.width - frame->part.width / ROOM_SHARE - height / GAP_SHARE);
  const int          room_height = MAX (1, frame->part.height - frame->part.height / ROOM_SHARE - height / GAP_SHARE);
  const double       scale = MIN (1.0, MIN ((double) room_width / width, (double) room_height / height));
  g_autofree guint8 *row = g_malloc ((gsize) width * 3);
  g_autoptr (ZbShrink) shrink = NULL;

  mask->width = MAX (1, (int) (width * scale));
  mask->height = MAX (1, (int) (height * scale));
  mask->row = 0;
  mask->grey = g_malloc ((gsize) mask->width * mask->height);
  shrink = zb_shrink_new (width, height, mask->width, mask->height, NULL, mask_row_cb, mask);
  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        row[3 * x] = row[3 * x + 1] = row[3 * x + 2] = grey[(gsize) y * width + x];
      zb_shrink_add_rgb (shrink, row, 0);
    }
}

static int
get_mask (const Mask *mask,
          int         x,
          int         y)
{
  return x < 0 || y < 0 || x >= mask->width || y >= mask->height ? 0 : mask->grey[(gsize) y * mask->width + x];
}

static int
get_rim (const Mask *mask,
         int         x,
         int         y,
         int         reach)
{
  int most = 0;

  for (int v = -reach; v <= reach; v++)
    for (int u = -reach; u <= reach; u++)
      most = MAX (most, get_mask (mask, x + u, y + v));
  return most;
}

static void
blend (guint8 *pixel,
       int     mask,
       int     rim)
{
  for (int c = 0; c < 3; c++)
    {
      const int dark = pixel[c] * (255 - rim * RIM_DARK / 255) / 255;

      pixel[c] = (guint8) ((dark * (255 - mask) + 255 * mask + 127) / 255);
    }
}

void
zb_copy_lay_line (ZbFrame      *frame,
                  const guint8 *grey,
                  int           width,
                  int           height)
{
  Mask mask;
  int  reach, left, top;

  fit_mask (&mask, frame, grey, width, height);
  reach = MAX (1, mask.height / RIM_SHARE);
  left = MAX (0, frame->part.width - mask.width - MIN (mask.height / GAP_SHARE, frame->part.width / ROOM_SHARE));
  top = MAX (0, frame->part.height - mask.height - MIN (mask.height / GAP_SHARE, frame->part.height / ROOM_SHARE));
  for (int y = -reach; y < mask.height + reach; y++)
    for (int x = -reach; x < mask.width + reach; x++)
      if (left + x >= 0 && top + y >= 0 && left + x < frame->part.width && top + y < frame->part.height)
        blend (frame->pixels + ((gsize) (top + y) * frame->part.width + left + x) * 3, get_mask (&mask, x, y), get_rim (&mask, x, y, reach));
  g_free (mask.grey);
}
