/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/paper-private.h"

#include <string.h>

/* Up to six photos in rows: of all ways to break them into rows the one that shows most. Pictures of a row have the same height. */

#define MOST 6
#define GAP 12.0
#define CAPTION 34.0
#define WIDEST_ASPECT 3.0

typedef struct
{
  ZbPaperPages *pages;
  ZbPaperPhoto *photos[MOST];
  guint         n;
  double        width, height; /* for all */
} Wall;

static double
get_aspect (const ZbPaperPhoto *photo)
{
  return CLAMP ((double) photo->width / photo->height, 1 / WIDEST_ASPECT, WIDEST_ASPECT);
}

/* A bit of `breaks` ends a row after that photo. */
static guint
find_row_end (Wall *self,
              guint breaks,
              guint first)
{
  guint end = first;

  while (end + 1 < self->n && (breaks & 1u << end) == 0)
    end++;

  return end + 1;
}

static double
get_row_height (Wall *self,
                guint first,
                guint end)
{
  double sum = 0;

  for (guint i = first; i < end; i++)
    sum += get_aspect (self->photos[i]);

  return (self->width - (end - first - 1) * GAP) / sum;
}

/* All rows shrink alike when they are too high together. */
static double
get_scale (Wall *self,
           guint breaks)
{
  double pictures = 0, rest = 0;

  for (guint first = 0; first < self->n;)
    {
      guint end = find_row_end (self, breaks, first);

      pictures += get_row_height (self, first, end);
      rest += CAPTION;
      first = end;
    }

  return MIN (1, (self->height - rest) / pictures);
}

/* What the smallest picture shows counts as much as all together. */
static double
rate (Wall *self,
      guint breaks)
{
  double scale = get_scale (self, breaks);
  double area = 0, least = G_MAXDOUBLE;

  if (scale <= 0)
    return 0;

  for (guint first = 0; first < self->n;)
    {
      guint end = find_row_end (self, breaks, first);

      for (guint i = first; i < end; i++)
        {
          double height = get_row_height (self, first, end) * scale;
          double own = height * height * get_aspect (self->photos[i]);

          area += own;
          least = MIN (least, own);
        }
      first = end;
    }

  return area / self->n + least;
}

static guint
choose_breaks (Wall *self)
{
  guint best = 0;

  for (guint breaks = 1; breaks < 1u << (self->n - 1); breaks++)
    if (rate (self, breaks) > rate (self, best))
      best = breaks;

  return best;
}

/* A row of RGB pixels as cairo has them. */
static void
copy_row (guint32      *to,
          const guint8 *from,
          int           width)
{
  for (int i = 0; i < width; i++)
    to[i] = (guint32) from[3 * i] << 16 | (guint32) from[3 * i + 1] << 8 | from[3 * i + 2];
}

static cairo_surface_t *
make_surface (const ZbPaperPhoto *photo)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, photo->width, photo->height);
  guint8          *pixels = cairo_image_surface_get_data (surface);

  if (pixels == NULL)
    return surface;

  cairo_surface_flush (surface);
  for (int y = 0; y < photo->height; y++)
    copy_row ((guint32 *) (void *) (pixels + (gsize) y * (gsize) cairo_image_surface_get_stride (surface)),
              photo->pixels + (gsize) y * 3 * (gsize) photo->width, photo->width);
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
add_photo (Wall  *self,
           guint  index,
           double x,
           double width,
           double height)
{
  static const ZbType type = { ZB_FACE_BODY, 10.5, 14, 0 };
  ZbPaperPages       *pages = self->pages;
  const ZbPaperPhoto *photo = self->photos[index];
  double              aspect = (double) photo->width / photo->height;
  double              shown = MIN (width, height * aspect);
  ZbStroke            stroke = { .kind = ZB_STROKE_PICTURE, .picture = pages->pictures->len };

  g_ptr_array_add (pages->pictures, make_surface (photo));
  stroke.width = (float) shown;
  stroke.height = (float) (shown / aspect);
  stroke.x = (float) (x + (width - shown) / 2);
  stroke.y = (float) (pages->y + (height - shown / aspect) / 2);
  zb_paper_add (pages, &stroke);
  zb_paper_fill (pages, &type, zb_paper_keep (pages, photo->caption), x, pages->y + height + 2, width, CAPTION - 6, PANGO_ALIGN_CENTER);
}

static void
add_row (Wall  *self,
         guint  first,
         guint  end,
         double scale)
{
  double height = get_row_height (self, first, end) * scale;
  double x = self->pages->left + (self->width - (end - first - 1) * GAP) * (1 - scale) / 2;

  for (guint i = first; i < end; i++)
    {
      double width = height * get_aspect (self->photos[i]);

      add_photo (self, i, x, width, height);
      x += width + GAP;
    }
  self->pages->y += height + CAPTION;
}

void
zb_paper_add_photos (ZbPaperPages *pages,
                     GPtrArray    *photos)
{
  Wall   self = { .pages = pages, .width = zb_paper_get_width (pages), .height = zb_paper_get_room (pages) - 2 * ZB_PAPER_PITCH };
  guint  breaks = 0;
  double scale = 1;

  for (guint i = 0; i < photos->len && self.n < MOST; i++)
    {
      ZbPaperPhoto *photo = g_ptr_array_index (photos, i);

      if (photo->pixels != NULL && photo->width > 0 && photo->height > 0)
        self.photos[self.n++] = photo;
    }
  if (self.n == 0)
    return;

  breaks = choose_breaks (&self);
  scale = get_scale (&self, breaks);
  for (guint first = 0; first < self.n;)
    {
      guint end = find_row_end (&self, breaks, first);

      add_row (&self, first, end, scale);
      first = end;
    }
}
