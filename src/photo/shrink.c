/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/shrink.h"

#include <string.h>

/* All weights are whole numbers: a row is `out_height` units high and a small row takes `height`
 * units of them, and the same across. So sums are exact and white stays white.
 */
struct _ZbShrink
{
  int      width, height;
  int      out_width, out_height;
  int      n_out;   /* small rows that are finished */
  int      filled;  /* units of the small row in work, 0 … height - 1 */
  guint32 *columns; /* its sum down each column */
  guint8  *white;   /* a row laid on white */
  guint8  *pixels;
};

ZbShrink *
zb_shrink_new (int width,
               int height,
               int size)
{
  ZbShrink *self = g_new0 (ZbShrink, 1);
  int       longer = MAX (width, height);

  self->width = width;
  self->height = height;
  self->out_width = longer <= size ? width : MAX (1, (width * size + longer / 2) / longer);
  self->out_height = longer <= size ? height : MAX (1, (height * size + longer / 2) / longer);
  self->columns = g_new0 (guint32, (gsize) width * 3);
  self->pixels = g_malloc ((gsize) self->out_width * self->out_height * 3);
  memset (self->pixels, 0x80, (gsize) self->out_width * self->out_height * 3);

  return self;
}

void
zb_shrink_free (ZbShrink *self)
{
  g_free (self->columns);
  g_free (self->white);
  g_free (self->pixels);
  g_free (self);
}

/* Across: the finished column sums become one small row. */
static void
finish_row (ZbShrink *self)
{
  const double   area = 1.0 / ((double) self->width * self->height);
  const guint32 *column = self->columns;
  guint8        *out = self->pixels + (gsize) self->n_out * self->out_width * 3;
  guint64        sum[3] = { 0 };
  int            filled = 0;

  for (int x = 0; x < self->width; x++, column += 3)
    for (int left = self->out_width; left > 0;)
      {
        int weight = MIN (left, self->width - filled);

        for (int c = 0; c < 3; c++)
          sum[c] += (guint64) column[c] * weight;
        left -= weight;
        filled += weight;
        if (filled < self->width)
          continue;
        for (int c = 0; c < 3; c++)
          *out++ = (guint8) (gint64) (sum[c] * area + 0.5);
        memset (sum, 0, sizeof sum);
        filled = 0;
      }
}

void
zb_shrink_add_rgb (ZbShrink     *self,
                   const guint8 *row)
{
  const int n = self->width * 3;

  for (int left = self->out_height; left > 0 && self->n_out < self->out_height;)
    {
      guint32 weight = MIN (left, self->height - self->filled);

      for (int i = 0; i < n; i++)
        self->columns[i] += row[i] * weight;
      left -= weight;
      self->filled += weight;
      if (self->filled < self->height)
        continue;
      finish_row (self);
      self->n_out++;
      self->filled = 0;
      memset (self->columns, 0, n * sizeof *self->columns);
    }
}

void
zb_shrink_add_rgba (ZbShrink     *self,
                    const guint8 *row)
{
  guint8 *out;

  if (self->white == NULL)
    self->white = g_malloc ((gsize) self->width * 3);
  out = self->white;
  for (int x = 0; x < self->width; x++, row += 4)
    for (int c = 0; c < 3; c++)
      *out++ = (row[c] * row[3] + 255 * (255 - row[3]) + 127) / 255;

  zb_shrink_add_rgb (self, self->white);
}

guint8 *
zb_shrink_dup_upright (const ZbShrink *self,
                       int             orientation,
                       int            *width,
                       int            *height)
{
  const int      w = self->out_width, h = self->out_height;
  const gboolean turned = orientation >= 5;
  const gboolean right = orientation == 2 || orientation == 3 || orientation >= 7;
  const gboolean below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  guint8        *out = g_malloc ((gsize) w * h * 3), *p = out;

  *width = turned ? h : w;
  *height = turned ? w : h;
  for (int y = 0; y < *height; y++)
    for (int x = 0; x < *width; x++, p += 3)
      {
        int sx = turned ? y : x, sy = turned ? x : y;

        sx = right ? w - 1 - sx : sx;
        sy = below ? h - 1 - sy : sy;
        memcpy (p, self->pixels + ((gsize) sy * w + sx) * 3, 3);
      }

  return out;
}
