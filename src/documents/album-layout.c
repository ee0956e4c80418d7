/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/album-private.h"

#include <string.h>

/* Which pictures share a page, and where they stand on it. A page's pictures are broken into rows of one height that are as wide as the
 * page; of all ways to break them the one that shows most is taken. How many a page holds is chosen for the whole section at once, so
 * that no page is left with what the others did not want.
 */

#define MOST 6
#define GAP 10.0
#define CAPTION 30.0
#define WIDEST_ASPECT 3.5
#define WANTED 4.0          /* pictures on a page, where their shapes do not say otherwise */
#define UNWANTED 0.125      /* what each picture more or less costs, in parts of a page left empty */
#define LONGEST_CAPTION 200 /* letters */

static const ZbType caption_type = { ZB_FACE_BODY, 10.5, 14, 0 };

typedef struct
{
  double width, height; /* of the room */
  double aspects[MOST];
  guint  n;
} Wall;

/* A bit of `breaks` ends a row after that picture. */
static guint
find_row_end (const Wall *self,
              guint       breaks,
              guint       first)
{
  guint end = first;

  while (end + 1 < self->n && (breaks & 1u << end) == 0)
    end++;

  return end + 1;
}

static double
get_row_height (const Wall *self,
                guint       first,
                guint       end)
{
  double sum = 0;

  for (guint i = first; i < end; i++)
    sum += self->aspects[i];

  return (self->width - (end - first - 1) * GAP) / sum;
}

/* All rows shrink alike when they are too high together. */
static double
get_scale (const Wall *self,
           guint       breaks)
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

/* The part of the room that shows pictures; the smallest one counts too. */
static double
rate (const Wall *self,
      guint       breaks,
      double     *fill)
{
  const double room = self->width * self->height;
  double       scale = get_scale (self, breaks), area = 0, least = G_MAXDOUBLE;

  *fill = 0;
  if (scale <= 0)
    return 0;

  for (guint first = 0; first < self->n;)
    {
      guint  end = find_row_end (self, breaks, first);
      double height = get_row_height (self, first, end) * scale;

      for (guint i = first; i < end; i++)
        {
          double own = height * height * self->aspects[i];

          area += own;
          least = MIN (least, own);
        }
      first = end;
    }

  *fill = area / room;
  return (area / self->n + least) / room;
}

static guint
choose_breaks (const Wall *self,
               double     *fill)
{
  double best = rate (self, 0, fill);
  guint  chosen = 0;

  for (guint breaks = 1; breaks < 1u << (self->n - 1); breaks++)
    {
      double own, score = rate (self, breaks, &own);

      if (score > best)
        {
          best = score;
          chosen = breaks;
          *fill = own;
        }
    }

  return chosen;
}

static Wall
make_wall (const ZbAlbumSection *section,
           guint                 first,
           guint                 n,
           double                width,
           double                height)
{
  Wall wall = { .width = width, .height = height, .n = n };

  for (guint i = 0; i < n; i++)
    {
      const ZbAlbumPicture *picture = &section->pictures[first + i];
      double                aspect = picture->width > 0 && picture->height > 0 ? (double) picture->width / picture->height : 4.0 / 3;

      wall.aspects[i] = CLAMP (aspect, 1 / WIDEST_ASPECT, WIDEST_ASPECT);
    }

  return wall;
}

/* What is lost when pictures first … first + n - 1 are a page of their own. */
static double
cost_page (ZbAlbumPages         *self,
           const ZbAlbumSection *section,
           guint                 first,
           guint                 n)
{
  double height = self->paper->inner_height - self->paper->bottom - (first == 0 ? self->paper->y : self->paper->top);
  Wall   wall = make_wall (section, first, n, zb_paper_get_width (self->paper), height);
  double fill;

  choose_breaks (&wall, &fill);
  return 1 - fill + UNWANTED * ABS ((double) n - WANTED);
}

/* How many each page takes: of guint. */
static GArray *
share_out (ZbAlbumPages         *self,
           const ZbAlbumSection *section)
{
  g_autofree double *costs = g_new (double, section->n + 1);
  g_autofree guint  *takes = g_new0 (guint, section->n + 1);
  GArray            *pages = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint        forced = MIN (self->book->per_page, MOST);

  costs[section->n] = 0;
  for (guint first = section->n; first-- > 0 && !zb_paper_is_cancelled (self->paper);)
    {
      costs[first] = G_MAXDOUBLE;
      for (guint n = 1; n <= MIN (MOST, section->n - first); n++)
        {
          double cost = forced != 0 ? (n == MIN (forced, section->n - first) ? 0 : 1e6) : cost_page (self, section, first, n);

          if (cost + costs[first + n] < costs[first])
            {
              costs[first] = cost + costs[first + n];
              takes[first] = n;
            }
        }
    }

  for (guint first = 0; first < section->n && takes[first] > 0; first += takes[first])
    g_array_append_val (pages, takes[first]);
  return pages;
}

/* 6 月 10 日 09:30　重温入党誓词 */
static void
add_caption (ZbAlbumPages         *self,
             const ZbAlbumPicture *picture,
             const ZbAlbumSlot    *slot)
{
  const char *words = zb_album_keep_part (self, picture->caption, LONGEST_CAPTION);

  if (*words == '\0' && picture->moment != NULL)
    words = zb_paper_keep (self->paper, picture->moment);
  zb_paper_fill (self->paper, &caption_type, words, slot->x, slot->y + slot->height + 2,
                 slot->width, CAPTION - 4, PANGO_ALIGN_CENTER);
}

static void
add_row (ZbAlbumPages *self,
         const Wall   *wall,
         guint         section,
         guint         picture,
         guint         first,
         guint         end,
         double        y,
         double        height)
{
  double width = (end - first - 1) * GAP, x;

  for (guint i = first; i < end; i++)
    width += height * wall->aspects[i];
  x = self->paper->left + (wall->width - width) / 2;
  for (guint i = first; i < end; i++)
    {
      ZbAlbumSlot slot = { self->paper->pages->len - 1, section, picture + i, x, y, height * wall->aspects[i], height };

      g_array_append_val (self->slots, slot);
      add_caption (self, &self->book->sections[section].pictures[picture + i], &slot);
      x += slot.width + GAP;
    }
}

static void
add_page (ZbAlbumPages *self,
          guint         section,
          guint         picture,
          guint         n)
{
  double fill;
  Wall   wall = make_wall (&self->book->sections[section], picture, n, zb_paper_get_width (self->paper), zb_paper_get_room (self->paper));
  guint  breaks = choose_breaks (&wall, &fill);
  double scale = MAX (get_scale (&wall, breaks), 0.05);

  for (guint first = 0; first < n;)
    {
      guint  end = find_row_end (&wall, breaks, first);
      double height = get_row_height (&wall, first, end) * scale;

      add_row (self, &wall, section, picture, first, end, self->paper->y, height);
      self->paper->y += height + CAPTION;
      first = end;
    }
}

void
zb_album_add_pictures (ZbAlbumPages *self,
                       guint         section)
{
  g_autoptr (GArray) pages = share_out (self, &self->book->sections[section]);
  guint picture = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      guint n = g_array_index (pages, guint, i);

      if (i > 0)
        zb_paper_turn (self->paper);
      add_page (self, section, picture, n);
      picture += n;
    }
}
