/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/shrink.h"

#include <string.h>

/* All weights are whole numbers and all sums are exact in their type: a row is `out_height` units
 * high and a small row takes `height` units of them, and the same across. So white stays white.
 * Across, a small pixel is the difference of two running sums: no branch depends on the scale.
 */
typedef struct
{
  gsize  at;   /* the pixel the edge lies in, from the first that is needed */
  double part; /* units of that pixel before the edge */
} Edge;

typedef struct
{
  double r, g, b;
} Sum;

struct _ZbShrink
{
  int          width, height;
  int          out_width, out_height;
  ZbRect       part;
  ZbRect       needed;
  ZbShrinkFunc func;
  gpointer     data;
  int          row;     /* of the large picture, the next one */
  int          n_out;   /* small rows of the part that are finished */
  int          filled;  /* units of the small row in work, 0 … height - 1 */
  float       *columns; /* its sum down each column, and a last pixel of nothing */
  Sum         *running; /* sums of all columns before one */
  Edge        *edges;   /* left edges of the small pixels, and the last one's right */
  guint8      *white;   /* a row laid on white */
  guint8      *out;
};

static void
make_edges (ZbShrink *self)
{
  self->edges = g_new (Edge, self->part.width + 1);
  for (gint64 i = 0; i <= self->part.width; i++)
    {
      const gint64 unit = (self->part.x + i) * self->width;

      self->edges[i].at = (gsize) (unit / self->out_width - self->needed.x);
      self->edges[i].part = (double) (unit % self->out_width);
    }
}

/* First pixel and number of pixels that `n` small ones from `at` on are made of. */
static void
find_needed (gint64 at,
             gint64 n,
             gint64 side,
             gint64 out_side,
             int   *first,
             int   *count)
{
  const gint64 begin = at * side / out_side;
  const gint64 end = ((at + n) * side + out_side - 1) / out_side;

  *first = (int) begin;
  *count = (int) (end - begin);
}

ZbShrink *
zb_shrink_new (int           width,
               int           height,
               int           out_width,
               int           out_height,
               const ZbRect *part,
               ZbShrinkFunc  func,
               gpointer      data)
{
  ZbShrink *self = g_new0 (ZbShrink, 1);

  self->width = width;
  self->height = height;
  self->out_width = MIN (out_width, width);
  self->out_height = MIN (out_height, height);
  self->part = part != NULL ? *part : (ZbRect){ 0, 0, self->out_width, self->out_height };
  self->func = func;
  self->data = data;
  find_needed (self->part.x, self->part.width, width, self->out_width, &self->needed.x, &self->needed.width);
  find_needed (self->part.y, self->part.height, height, self->out_height, &self->needed.y, &self->needed.height);
  self->columns = g_new0 (float, ((gsize) self->needed.width + 1) * 3);
  self->running = g_new0 (Sum, (gsize) self->needed.width + 1);
  self->out = g_malloc ((gsize) self->part.width * 3);
  make_edges (self);

  return self;
}

void
zb_shrink_free (ZbShrink *self)
{
  g_free (self->columns);
  g_free (self->running);
  g_free (self->edges);
  g_free (self->white);
  g_free (self->out);
  g_free (self);
}

const ZbRect *
zb_shrink_get_needed (const ZbShrink *self)
{
  return &self->needed;
}

gboolean
zb_shrink_is_done (const ZbShrink *self)
{
  return self->n_out >= self->part.height;
}

/* Across: the finished column sums become one small row. */
static void
finish_row (ZbShrink *self)
{
  const double area = 1.0 / ((double) self->width * self->height), whole = self->out_width;
  const float *column = self->columns;
  const Edge  *edge = self->edges;
  Sum         *running = self->running, sum = { 0, 0, 0 }, before;
  guint8      *out = self->out;

  for (int x = 0; x < self->needed.width; x++, column += 3)
    {
      sum.r += column[0];
      sum.g += column[1];
      sum.b += column[2];
      running[x + 1] = sum;
    }
  column = self->columns;
  before = (Sum){ column[0] * edge->part, column[1] * edge->part, column[2] * edge->part };
  for (int x = 1; x <= self->part.width; x++, out += 3)
    {
      edge = &self->edges[x];
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

/* Units of this row that belong to the part: the first row's beginning may not. */
static int
count_units (const ZbShrink *self)
{
  const gint64 before = (gint64) self->part.y * self->height - (gint64) self->row * self->out_height;

  return self->out_height - (int) MAX (before, 0);
}

/* `row` from the first column that is needed. */
static void
add_needed (ZbShrink     *self,
            const guint8 *row)
{
  const gsize n = (gsize) self->needed.width * 3;

  if (self->out_width == self->width && self->out_height == self->height)
    {
      self->func (self->data, row);
      self->n_out++;
      return;
    }

  for (int left = count_units (self); left > 0 && !zb_shrink_is_done (self);)
    {
      int weight = MIN (left, self->height - self->filled);

      add_weighted (self->columns, row, n, weight);
      left -= weight;
      self->filled += weight;
      if (self->filled < self->height)
        continue;
      finish_row (self);
      self->func (self->data, self->out);
      self->n_out++;
      self->filled = 0;
      memset (self->columns, 0, n * sizeof *self->columns);
    }
}

static gboolean
is_wanted (const ZbShrink *self)
{
  return self->row >= self->needed.y && !zb_shrink_is_done (self);
}

void
zb_shrink_skip (ZbShrink *self,
                int       n_rows)
{
  self->row += n_rows;
}

void
zb_shrink_add_rgb (ZbShrink     *self,
                   const guint8 *row,
                   int           first)
{
  if (is_wanted (self))
    add_needed (self, row + (gsize) (self->needed.x - first) * 3);
  self->row++;
}

static void
lay_on_white (guint8       *out,
              const guint8 *row,
              int           n)
{
  for (int x = 0; x < n; x++, row += 4)
    for (int c = 0; c < 3; c++)
      *out++ = (row[c] * row[3] + 255 * (255 - row[3]) + 127) / 255;
}

void
zb_shrink_add_rgba (ZbShrink     *self,
                    const guint8 *row)
{
  if (self->white == NULL)
    self->white = g_malloc ((gsize) self->needed.width * 3);
  if (is_wanted (self))
    {
      lay_on_white (self->white, row + (gsize) self->needed.x * 4, self->needed.width);
      add_needed (self, self->white);
    }
  self->row++;
}
