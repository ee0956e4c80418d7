/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/shrink.h"

#include <string.h>

/* All weights are whole numbers and all sums are exact in their type: a row is `out_height` units
 * high and a small row takes `height` units of them, and the same across. So white stays white.
 * Across, a small pixel is the difference of two running sums: no branch depends on the scale.
 */
typedef struct
{
  gsize  at;   /* the pixel the edge lies in */
  double part; /* units of that pixel before the edge */
} Edge;

typedef struct
{
  double r, g, b;
} Sum;

struct _ZbShrink
{
  int     width, height;
  int     out_width, out_height;
  int     n_out;   /* small rows that are finished */
  int     filled;  /* units of the small row in work, 0 … height - 1 */
  float  *columns; /* its sum down each column, and a last pixel of nothing */
  Sum    *running; /* sums of all columns before one */
  Edge   *edges;   /* left edges of the small pixels, and the last one's right */
  guint8 *white;   /* a row laid on white */
  guint8 *pixels;
};

static Edge *
make_edges (int width,
            int out_width)
{
  Edge *edges = g_new (Edge, out_width + 1);

  for (gint64 i = 0; i <= out_width; i++)
    {
      edges[i].at = i * width / out_width;
      edges[i].part = i * width % out_width;
    }
  return edges;
}

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
  self->columns = g_new0 (float, ((gsize) width + 1) * 3);
  self->running = g_new0 (Sum, (gsize) width + 1);
  self->edges = make_edges (width, self->out_width);
  self->pixels = g_malloc ((gsize) self->out_width * self->out_height * 3);
  memset (self->pixels, 0x80, (gsize) self->out_width * self->out_height * 3);

  return self;
}

void
zb_shrink_free (ZbShrink *self)
{
  g_free (self->columns);
  g_free (self->running);
  g_free (self->edges);
  g_free (self->white);
  g_free (self->pixels);
  g_free (self);
}

/* Across: the finished column sums become one small row. */
static void
finish_row (ZbShrink *self)
{
  const double area = 1.0 / ((double) self->width * self->height);
  const float *column = self->columns;
  Sum         *running = self->running, sum = { 0, 0, 0 }, before = { 0, 0, 0 };
  guint8      *out = self->pixels + (gsize) self->n_out * self->out_width * 3;

  for (int x = 0; x < self->width; x++, column += 3)
    {
      sum.r += column[0];
      sum.g += column[1];
      sum.b += column[2];
      running[x + 1] = sum;
    }
  for (int x = 1; x <= self->out_width; x++, out += 3)
    {
      const Edge  *edge = &self->edges[x];
      const double whole = self->out_width;

      column = self->columns + edge->at * 3;
      sum.r = running[edge->at].r * whole + column[0] * edge->part;
      sum.g = running[edge->at].g * whole + column[1] * edge->part;
      sum.b = running[edge->at].b * whole + column[2] * edge->part;
      out[0] = (guint8) (int) ((sum.r - before.r) * area + 0.5);
      out[1] = (guint8) (int) ((sum.g - before.g) * area + 0.5);
      out[2] = (guint8) (int) ((sum.b - before.b) * area + 0.5);
      before = sum;
    }
}

/* Down. Written out in vectors: this touches every byte the decoder gives. */
typedef guint8 Bytes __attribute__ ((vector_size (16)));
typedef float  Floats __attribute__ ((vector_size (64)));

static void
add_weighted (float        *columns,
              const guint8 *row,
              gsize         n,
              float         weight)
{
  gsize i = 0;

  for (; i + sizeof (Bytes) <= n; i += sizeof (Bytes))
    {
      Bytes  bytes;
      Floats floats;

      memcpy (&bytes, row + i, sizeof bytes);
      memcpy (&floats, columns + i, sizeof floats);
      floats += __builtin_convertvector(bytes, Floats) * weight;
      memcpy (columns + i, &floats, sizeof floats);
    }
  for (; i < n; i++)
    columns[i] += row[i] * weight;
}

void
zb_shrink_add_rgb (ZbShrink     *self,
                   const guint8 *row)
{
  const gsize n = (gsize) self->width * 3;

  for (int left = self->out_height; left > 0 && self->n_out < self->out_height;)
    {
      int weight = MIN (left, self->height - self->filled);

      add_weighted (self->columns, row, n, weight);
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
  const gssize   along = right ? -3 : 3, down = (gssize) w * (below ? -3 : 3);
  const guint8  *start = self->pixels + (right ? (w - 1) * 3 : 0) + (below ? (h - 1) * (gsize) w * 3 : 0);
  guint8        *out = g_malloc ((gsize) w * h * 3), *to = out;

  *width = turned ? h : w;
  *height = turned ? w : h;
  for (int y = 0; y < *height; y++)
    {
      const guint8 *from = start + y * (turned ? along : down);

      for (int x = 0; x < *width; x++, from += turned ? down : along, to += 3)
        {
          to[0] = from[0];
          to[1] = from[1];
          to[2] = from[2];
        }
    }

  return out;
}
