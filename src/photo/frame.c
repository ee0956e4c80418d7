/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/frame.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The pixels are a shared mapping, of the sink or of nothing: so they are outside of what RLIMIT_DATA counts, which is the decoder's.
 * Rows of a picture that stands on its side become columns; a band of them at a time, so that a cache line is touched once.
 */
#define BAND 16
#define BYTES_MAX (160 * 1024 * 1024)

int
zb_orientation_turn (int orientation,
                     int turn)
{
  static const int after[] = { 0, 6, 7, 8, 5, 2, 3, 4, 1 };

  for (int i = 0; i < turn; i += 90)
    orientation = after[orientation];
  return orientation;
}

static gboolean
is_turned (const ZbFrame *self)
{
  return self->orientation >= 5;
}

static gboolean
is_from_right (const ZbFrame *self)
{
  return self->orientation == 2 || self->orientation == 3 || self->orientation >= 7;
}

static gboolean
is_from_below (const ZbFrame *self)
{
  return self->orientation == 3 || self->orientation == 4 || self->orientation == 6 || self->orientation == 7;
}

/* The part as the decoder's rows have it. */
static ZbRect
find_stored_part (const ZbFrame *self)
{
  const gboolean turned = is_turned (self);
  const ZbRect  *part = &self->part;
  const int      whole_width = turned ? self->whole_height : self->whole_width;
  const int      whole_height = turned ? self->whole_width : self->whole_height;
  ZbRect         stored = *part;

  if (turned)
    stored = (ZbRect){ part->y, part->x, part->height, part->width };
  if (is_from_right (self))
    stored.x = whole_width - stored.x - stored.width;
  if (is_from_below (self))
    stored.y = whole_height - stored.y - stored.height;
  return stored;
}

static void
put_row (ZbFrame      *self,
         const guint8 *row)
{
  const int    y = is_from_below (self) ? self->part.height - 1 - self->row : self->row;
  const int    width = self->part.width;
  guint8      *to = self->pixels + (gsize) y * width * 3;
  const gssize step = is_from_right (self) ? -3 : 3;

  if (step > 0)
    {
      memcpy (to, row, (gsize) width * 3);
      return;
    }
  to += (gsize) (width - 1) * 3;
  for (int x = 0; x < width; x++, to += step, row += 3)
    {
      to[0] = row[0];
      to[1] = row[1];
      to[2] = row[2];
    }
}

/* The rows of the band become columns. */
static void
put_band (ZbFrame *self)
{
  const gsize    stride = (gsize) self->part.width * 3, band_stride = (gsize) self->part.height * 3;
  const gboolean below = is_from_below (self);
  const int      first = self->row - self->n_banded;

  for (int i = 0; i < self->part.height; i++)
    {
      const int     y = is_from_right (self) ? self->part.height - 1 - i : i;
      const guint8 *from = self->band + (gsize) i * 3;
      guint8       *to = self->pixels + y * stride + (gsize) (below ? self->part.width - 1 - first : first) * 3;

      for (int n = 0; n < self->n_banded; n++, from += band_stride, to += below ? -3 : 3)
        {
          to[0] = from[0];
          to[1] = from[1];
          to[2] = from[2];
        }
    }
  self->n_banded = 0;
}

static void
row_cb (gpointer      data,
        const guint8 *row)
{
  ZbFrame    *self = data;
  const gsize n = is_turned (self) ? self->part.height : self->part.width;
  guint8     *copy = self->band + (is_turned (self) ? (gsize) self->n_banded * n * 3 : 0);

  if (self->colour != NULL)
    zb_colour_convert (self->colour, row, copy, n);
  else if (is_turned (self))
    memcpy (copy, row, n * 3);
  if (!is_turned (self))
    put_row (self, self->colour != NULL ? copy : row);
  self->row++;
  if (is_turned (self) && ++self->n_banded == BAND)
    put_band (self);
}

static void
set_sides (ZbFrame        *self,
           const ZbWanted *wanted,
           gint64          width,
           gint64          height,
           int             row_width,
           int             row_height)
{
  const gint64 longer = MAX (width, height);
  gint64       size = MIN (wanted->size > 0 ? wanted->size : G_MAXINT, MIN (longer, MAX (row_width, row_height)));
  const int    w = (int) MIN (MAX ((width * size + longer / 2) / longer, 1), row_width);
  const int    h = (int) MIN (MAX ((height * size + longer / 2) / longer, 1), row_height);

  self->whole_width = is_turned (self) ? h : w;
  self->whole_height = is_turned (self) ? w : h;
}

/* A part is asked for at a scale. Where that scale cannot be had, all there is is shown. */
static void
set_part (ZbFrame        *self,
          const ZbWanted *wanted,
          int             width,
          int             height)
{
  const int longer = MAX (width, height), size = wanted->size > 0 ? MIN (wanted->size, longer) : longer;
  ZbRect    part = wanted->part;

  if (part.width <= 0 || part.height <= 0 || MAX (self->whole_width, self->whole_height) != size)
    part = (ZbRect){ 0, 0, self->whole_width, self->whole_height };
  part.x = CLAMP (part.x, 0, self->whole_width - 1);
  part.y = CLAMP (part.y, 0, self->whole_height - 1);
  part.width = MIN (part.width, self->whole_width - part.x);
  part.height = MIN (part.height, self->whole_height - part.y);
  if (wanted->bytes > 0)
    part.height = (int) MIN ((gsize) part.height, MAX (wanted->bytes / ((gsize) part.width * 3), 1));
  self->part = part;
}

static gboolean
map_pixels (ZbFrame *self,
            int      sink)
{
  const int flags = MAP_SHARED | (sink < 0 ? MAP_ANONYMOUS : 0);

  self->n_bytes = (gsize) self->part.width * self->part.height * 3;
  if (self->n_bytes > BYTES_MAX || (sink >= 0 && ftruncate (sink, (off_t) self->n_bytes) != 0))
    return FALSE;

  self->pixels = mmap (NULL, self->n_bytes, PROT_READ | PROT_WRITE, flags, sink, 0);
  if (self->pixels == MAP_FAILED)
    self->pixels = NULL;
  return self->pixels != NULL;
}

ZbFrame *
zb_frame_new (const ZbWanted *wanted,
              int             width,
              int             height,
              int             row_width,
              int             row_height,
              int             orientation,
              ZbColour       *colour)
{
  g_autoptr (ZbFrame) self = g_new0 (ZbFrame, 1);
  ZbRect stored;

  self->colour = colour;
  self->orientation = zb_orientation_turn (orientation, wanted->turn);
  set_sides (self, wanted, width, height, row_width, row_height);
  set_part (self, wanted, width, height);
  if (!map_pixels (self, wanted->sink))
    return NULL;

  stored = find_stored_part (self);
  self->band = g_malloc ((gsize) stored.width * 3 * (is_turned (self) ? BAND : 1));
  self->shrink = zb_shrink_new (row_width,
                                row_height,
                                is_turned (self) ? self->whole_height : self->whole_width,
                                is_turned (self) ? self->whole_width : self->whole_height,
                                &stored,
                                row_cb,
                                self);
  return g_steal_pointer (&self);
}

/* What was never written of a mapping is 0; grey is what says that something is missing. */
static void
fill_rest (ZbFrame *self)
{
  const int          n = is_turned (self) ? self->part.width : self->part.height;
  const gsize        size = (gsize) (is_turned (self) ? self->part.height : self->part.width) * 3;
  g_autofree guint8 *row = NULL;

  if (self->row >= n)
    return;

  g_clear_pointer (&self->colour, zb_colour_free);
  row = g_malloc (size);
  memset (row, 0x80, size);
  while (self->row < n)
    row_cb (self, row);
}

void
zb_frame_finish (ZbFrame *self)
{
  fill_rest (self);
  if (self->n_banded > 0)
    put_band (self);
}

void
zb_frame_free (ZbFrame *self)
{
  if (self->pixels != NULL)
    munmap (self->pixels, self->n_bytes);
  g_clear_pointer (&self->shrink, zb_shrink_free);
  g_clear_pointer (&self->colour, zb_colour_free);
  g_free (self->band);
  g_free (self);
}
