/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Flat little pictures: a background, things, people. Each is a function of one brush, whose
 * random numbers place and dress the people, so a seed is a picture.
 */
#include "photo/sample-scene.h"

#include <math.h>
#include <pango/pangocairo.h>

typedef struct
{
  cairo_t    *cr;
  GRand      *rand;
  const char *title;
} Brush;

static const guint32 cloths[] = { 0x2c3e5c, 0x3b4a63, 0x45556f, 0x5a6274,
                                  0x6d2f3a, 0x38506b, 0x2f3542, 0x4d5b52 };
static const guint32 skins[] = { 0xf0cba8, 0xe8bd96, 0xf4d5b5, 0xdfb08a };

static void
set_colour (Brush *b, guint32 rgb)
{
  cairo_set_source_rgb (b->cr, (rgb >> 16) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
}

/* A number around zero, to both sides. */
static double
wobble (Brush *b, double size)
{
  return g_rand_double_range (b->rand, -size, size);
}

static void
box (Brush *b, double x, double y, double w, double h, guint32 rgb)
{
  set_colour (b, rgb);
  cairo_rectangle (b->cr, x, y, w, h);
  cairo_fill (b->cr);
}

static void
shade (Brush *b, double y, double h, guint32 top, guint32 bottom)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, y, 0, y + h);

  cairo_pattern_add_color_stop_rgb (pattern, 0, (top >> 16) / 255.0, (top >> 8 & 0xff) / 255.0,
                                    (top & 0xff) / 255.0);
  cairo_pattern_add_color_stop_rgb (pattern, 1, (bottom >> 16) / 255.0,
                                    (bottom >> 8 & 0xff) / 255.0, (bottom & 0xff) / 255.0);
  cairo_set_source (b->cr, pattern);
  cairo_rectangle (b->cr, 0, y, ZB_SCENE_WIDTH, h);
  cairo_fill (b->cr);
  cairo_pattern_destroy (pattern);
}

static void
disc (Brush *b, double x, double y, double rx, double ry, guint32 rgb)
{
  set_colour (b, rgb);
  cairo_save (b->cr);
  cairo_translate (b->cr, x, y);
  cairo_scale (b->cr, rx, ry);
  cairo_arc (b->cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (b->cr);
  cairo_fill (b->cr);
}

static void
rounded (Brush *b, double x, double y, double w, double h, guint32 rgb)
{
  double r = MIN (w, h) / 4;

  set_colour (b, rgb);
  cairo_arc (b->cr, x + w - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (b->cr, x + w - r, y + h - r, r, 0, G_PI / 2);
  cairo_arc (b->cr, x + r, y + h - r, r, G_PI / 2, G_PI);
  cairo_arc (b->cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (b->cr);
  cairo_fill (b->cr);
}

/* Straight lines through n points given as x, y. */
static void
shape (Brush *b, guint32 rgb, const double *xy, guint n)
{
  set_colour (b, rgb);
  for (guint i = 0; i < n; i++)
    cairo_line_to (b->cr, xy[2 * i], xy[2 * i + 1]);
  cairo_close_path (b->cr);
  cairo_fill (b->cr);
}

static void
stroke (Brush *b, double x1, double y1, double x2, double y2, double width, guint32 rgb)
{
  set_colour (b, rgb);
  cairo_set_line_width (b->cr, width);
  cairo_set_line_cap (b->cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (b->cr, x1, y1);
  cairo_line_to (b->cr, x2, y2);
  cairo_stroke (b->cr);
}

/* The title, as large as the place allows; without one, dashes that look like writing. */
static void
words (Brush *b, double x, double y, double w, double h, guint32 rgb)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoFontDescription) font = NULL;
  int    width, height;
  double scale;

  if (b->title == NULL)
    {
      for (int i = 0; i < 8; i++)
        box (b, x + w * (0.1 + 0.1 * i), y + h * 0.36, w * 0.06, h * 0.28, rgb);
      return;
    }

  layout = pango_cairo_create_layout (b->cr);
  font = pango_font_description_from_string ("Sans Bold 40");
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, b->title, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  scale = MIN (w * 0.9 / MAX (width, 1), h * 0.8 / MAX (height, 1));

  cairo_save (b->cr);
  set_colour (b, rgb);
  cairo_translate (b->cr, x + (w - width * scale) / 2, y + (h - height * scale) / 2);
  cairo_scale (b->cr, scale, scale);
  pango_cairo_show_layout (b->cr, layout);
  cairo_restore (b->cr);
}

/* Somebody who looks at us; `y` is the top of the head, 2.6 sizes is the belt. */
static void
person (Brush *b, double x, double y, double size, guint32 cloth)
{
  guint32 skin = skins[g_rand_int_range (b->rand, 0, G_N_ELEMENTS (skins))];

  rounded (b, x - size * 0.8, y + size * 1.1, size * 1.6, size * 1.9, cloth);
  shape (b, 0xf4f4f2,
         (double[]){ x - size * 0.28, y + size * 1.08, x + size * 0.28, y + size * 1.08, x,
                     y + size * 1.75 },
         3);
  box (b, x - size * 0.15, y + size * 0.85, size * 0.3, size * 0.35, skin);
  disc (b, x, y + size * 0.5, size * 0.44, size * 0.52, skin);
  set_colour (b, g_rand_int_range (b->rand, 0, 7) == 0 ? 0x6b6763 : 0x2b2523);
  cairo_arc (b->cr, x, y + size * 0.42, size * 0.47, G_PI * 0.98, G_PI * 2.02);
  cairo_close_path (b->cr);
  cairo_fill (b->cr);
}

/* Somebody who looks where we look. */
static void
back (Brush *b, double x, double y, double size)
{
  rounded (b, x - size * 0.85, y + size * 1.05, size * 1.7, size * 2.4,
           cloths[g_rand_int_range (b->rand, 0, G_N_ELEMENTS (cloths))]);
  box (b, x - size * 0.16, y + size * 0.8, size * 0.32, size * 0.4, 0xdfb08a);
  disc (b, x, y + size * 0.5, size * 0.46, size * 0.54,
        g_rand_int_range (b->rand, 0, 6) == 0 ? 0x5b5754 : 0x2a2422);
}

static void
arm (Brush *b, double x, double y, double size, guint32 cloth)
{
  stroke (b, x + size * 0.75, y + size * 1.5, x + size * 1.05, y + size * 0.3, size * 0.36, cloth);
  disc (b, x + size * 1.08, y, size * 0.26, size * 0.3, 0xf0cba8);
}

/* A row of people from behind. */
static void
audience (Brush *b, double y, double size, gboolean hands)
{
  double step = size * 2.1;

  for (double x = wobble (b, step / 2); x < ZB_SCENE_WIDTH + size; x += step)
    {
      double px = x + wobble (b, size * 0.15), py = y + wobble (b, size * 0.15);

      if (hands && g_rand_int_range (b->rand, 0, 9) > 0)
        arm (b, px, py, size, cloths[g_rand_int_range (b->rand, 0, G_N_ELEMENTS (cloths))]);
      back (b, px, py, size);
    }
}

/* A row of people from the front. */
static void
team (Brush *b, double from, double to, double y, double size, guint32 cloth)
{
  guint  n = MAX (1, (to - from) / (size * 1.9));
  double step = (to - from) / n;

  for (guint i = 0; i < n; i++)
    person (b, from + step * (i + 0.5) + wobble (b, size * 0.1), y + wobble (b, size * 0.12), size,
            cloth != 0 ? cloth : cloths[g_rand_int_range (b->rand, 0, G_N_ELEMENTS (cloths))]);
}

static void
window (Brush *b, double x, double y, double w, double h)
{
  box (b, x, y, w, h, 0xf7f8f8);
  box (b, x + 10, y + 10, w / 2 - 15, h - 20, 0xb9d7ea);
  box (b, x + w / 2 + 5, y + 10, w / 2 - 15, h - 20, 0xc8e0ee);
  disc (b, x + w * 0.3, y + h * 0.8, w * 0.14, h * 0.1, 0x9cc29a);
  disc (b, x + w * 0.75, y + h * 0.82, w * 0.16, h * 0.09, 0x8fb98e);
}

static void
screen (Brush *b, double x, double y, double w, double h)
{
  box (b, x, y, w, h, 0x2d4f8b);
  box (b, x + 12, y + 12, w - 24, h - 24, 0xf5f7fa);
  box (b, x + 36, y + 36, w - 72, h * 0.2, 0xb3262d);
  words (b, x + 36, y + 36, w - 72, h * 0.2, 0xfff3d0);
  for (int i = 0; i < 4; i++)
    box (b, x + 48, y + h * (0.42 + 0.12 * i), (w - 96) * g_rand_double_range (b->rand, 0.45, 1.0),
         h * 0.04, 0x8b93a1);
}

static void
lectern (Brush *b, double x, double y)
{
  person (b, x, y - 150, 78, 0x34435c);
  shape (b, 0x8a5a34,
         (double[]){ x - 110, y + 20, x + 110, y + 20, x + 80, y + 330, x - 80, y + 330 }, 4);
  shape (b, 0xa56f43, (double[]){ x - 130, y, x + 130, y, x + 118, y + 36, x - 118, y + 36 }, 4);
  stroke (b, x + 40, y, x + 12, y - 46, 5, 0x333333);
}

static void
tree (Brush *b, double x, double y, double size)
{
  box (b, x - size * 0.08, y - size, size * 0.16, size, 0x7a5638);
  disc (b, x, y - size * 1.5, size * 0.62, size * 0.72, 0x5b9a58);
  disc (b, x - size * 0.3, y - size * 1.25, size * 0.42, size * 0.44, 0x6bab63);
  disc (b, x + size * 0.32, y - size * 1.3, size * 0.4, size * 0.42, 0x4f8c50);
}

static void
flag (Brush *b, double x, double y, double w)
{
  box (b, x, y, w, w * 2 / 3, 0xd8261c);
  disc (b, x + w * 0.24, y + w * 0.2, w * 0.1, w * 0.1, 0xffd94d);
}

static void
draw_group (Brush *b)
{
  double shift = wobble (b, 30);

  shade (b, 0, 640, 0xaed3ee, 0xe9f2f6);
  box (b, 0, 640, 1200, 160, 0xc9c4ba);
  shape (b, 0xd9d2c5, (double[]){ 120 + shift, 250, 600 + shift, 60, 1080 + shift, 250 }, 3);
  disc (b, 600 + shift, 178, 42, 42, 0xc8322b);
  box (b, 130 + shift, 250, 940, 60, 0xe7e1d6);
  box (b, 150 + shift, 310, 900, 360, 0xb9b2a5);
  for (int i = 0; i < 7; i++)
    box (b, 170 + shift + 135 * i, 310, 56, 360, 0xf1ece3);
  box (b, 90 + shift, 640, 1020, 50, 0xddd6ca);
  team (b, 230, 970, 400, 56, 0);
  team (b, 180, 1020, 510, 62, 0);
  team (b, 220, 980, 620, 66, 0);
  box (b, 230, 700, 740, 84, 0xc5221f);
  words (b, 230, 700, 740, 84, 0xffe27a);
}

static void
draw_oath (Brush *b)
{
  shade (b, 0, 620, 0xb32428, 0x8d171d);
  for (int i = 0; i < 16; i++)
    box (b, 75 * i + wobble (b, 8), 0, 26, 620, i % 2 == 0 ? 0xa61f24 : 0xbb2a2d);
  flag (b, 420 + wobble (b, 90), 110 + wobble (b, 25), 360);
  box (b, 0, 560, 1200, 240, 0xc9a57a);
  box (b, 0, 30, 1200, b->title != NULL ? 70 : 0, 0x7d1217);
  if (b->title != NULL)
    words (b, 100, 30, 1000, 70, 0xffe27a);
  audience (b, 420, 60, TRUE);
  audience (b, 560, 76, TRUE);
}

static void
draw_exhibition (Brush *b)
{
  guint32 colours[] = { 0xbfc8d2, 0xcdbfa8, 0xb4c4b5 };

  shade (b, 0, 600, 0x4a3f3a, 0x6b5a50);
  box (b, 0, 600, 1200, 200, 0x3a312d);
  for (int i = 0; i < 3; i++)
    {
      double x = 90 + 380 * i + wobble (b, 24), y = 150 + wobble (b, 14);

      cairo_push_group (b->cr);
      shape (b, 0xffe9b8, (double[]){ x + 130, 0, x - 30, 430, x + 290, 430 }, 3);
      cairo_pop_group_to_source (b->cr);
      cairo_paint_with_alpha (b->cr, 0.16);
      box (b, x, y, 270, 200, 0xc49a4c);
      box (b, x + 14, y + 14, 242, 172, colours[(i + g_rand_int_range (b->rand, 0, 3)) % 3]);
      shape (b, 0x7b8792,
             (double[]){ x + 14, y + 186, x + 90, y + 90, x + 150, y + 150, x + 190, y + 110,
                         x + 256, y + 186 },
             5);
      box (b, x + 85, y + 225, 100, 22, 0xe8dcc0);
    }
  if (b->title != NULL)
    words (b, 200, 20, 800, 80, 0xf5dfa6);
  box (b, 0, 520, 1200, 16, 0xa08050);
  audience (b, 560, 84, FALSE);
}

static void
draw_lecture (Brush *b)
{
  gboolean left = g_rand_boolean (b->rand);

  shade (b, 0, 520, 0xe6e8ea, 0xd6d4d0);
  box (b, 0, 520, 1200, 280, 0xcdb188);
  screen (b, left ? 470 : 110, 60, 620, 400);
  lectern (b, (left ? 240 : 960) + wobble (b, 20), 330);
  audience (b, 500, 56, FALSE);
  audience (b, 600, 70, FALSE);
}

static void
draw_table (Brush *b)
{
  shade (b, 0, 500, 0xe9eaec, 0xdcdcdc);
  window (b, 20, 40, 190, 380);
  window (b, 1000, 40, 190, 380);
  screen (b, 370, 40, 460, 240);
  box (b, 0, 480, 1200, 320, 0xb9a58d);
  team (b, 200, 1000, 260, 74, 0);
  shape (b, 0x8d5b34, (double[]){ 150, 440, 1050, 440, 1200, 640, 0, 640 }, 4);
  shape (b, 0x6f4626, (double[]){ 0, 640, 1200, 640, 1200, 690, 0, 690 }, 4);
  for (int i = 0; i < 9; i++)
    {
      double x = 190 + 96 * i + wobble (b, 16);

      shape (b, 0xf6f6f2, (double[]){ x, 480, x + 56, 480, x + 64, 520, x - 8, 520 }, 4);
      disc (b, x + 84, 500, 12, 9, 0xfafafa);
    }
  audience (b, 600, 84, FALSE);
}

static void
draw_trees (Brush *b)
{
  shade (b, 0, 420, 0xa9d4f0, 0xe4f1ef);
  disc (b, 260, 470, 520, 170, 0x9cc58b);
  disc (b, 960, 480, 560, 190, 0x8dbb7e);
  shade (b, 440, 360, 0x97c07e, 0x7ca866);
  for (int i = 0; i < 5; i++)
    tree (b, 110 + 250 * i + wobble (b, 40), 480 + wobble (b, 24), 120);
  for (int i = 0; i < 4; i++)
    {
      double x = 170 + 280 * i + wobble (b, 36), y = 430 + wobble (b, 20);

      disc (b, x + 118, y + 300, 70, 20, 0x7a5a3c);
      stroke (b, x + 108, y + 296, x + 118, y + 130, 9, 0x6d4c30);
      disc (b, x + 118, y + 110, 40, 52, 0x69a85f);
      stroke (b, x + 34, y + 120, x - 46, y + 300, 9, 0x8b7a63);
      person (b, x, y, 78, i % 2 == 0 ? 0x2f6db0 : 0xc5352e);
      box (b, x - 40, y + 225, 34, 80, 0x384150);
      box (b, x + 6, y + 225, 34, 80, 0x384150);
    }
  if (b->title != NULL)
    {
      box (b, 200, 40, 800, 84, 0xc5221f);
      words (b, 200, 40, 800, 84, 0xffe27a);
    }
}

static void
draw_street (Brush *b)
{
  guint32 walls[] = { 0xb9bfc6, 0xc8c0b4, 0xaab4bf, 0xc2c8cc };

  shade (b, 0, 500, 0xb5d8f0, 0xe8f0f2);
  for (int i = 0; i < 5; i++)
    {
      double x = 250 * i - 20, top = 90 + g_rand_int_range (b->rand, 0, 120);

      box (b, x, top, 220, 470 - top, walls[i % 4]);
      for (int k = 0; k < 12; k++)
        box (b, x + 26 + 62 * (k % 3), top + 30 + 66 * (k / 3), 36, 40, 0x93a7b8);
    }
  for (int i = 0; i < 4; i++)
    tree (b, 120 + 320 * i + wobble (b, 30), 500, 110);
  box (b, 0, 500, 1200, 300, 0xa6a9ab);
  box (b, 0, 490, 1200, 26, 0xd3d0ca);
  for (int i = 0; i < 5; i++)
    {
      double x = 130 + 235 * i + wobble (b, 40), y = 420 + wobble (b, 36);

      person (b, x, y, 72, 0xd0342c);
      box (b, x - 36, y + 208, 30, 92, 0x39414f);
      box (b, x + 6, y + 208, 30, 92, 0x39414f);
      stroke (b, x + 66, y + 90, x + 100, y + 300, 8, 0x9a7b4f);
      shape (b, 0xd4b25a,
             (double[]){ x + 92, y + 280, x + 112, y + 280, x + 140, y + 320, x + 76, y + 320 }, 4);
    }
}

static void
draw_talk (Brush *b)
{
  shade (b, 0, 520, 0xefe7da, 0xe0d3bf);
  box (b, 120 + wobble (b, 30), 120, 220, 160, 0xc9a86f);
  window (b, 720, 70, 340, 300);
  box (b, 0, 520, 1200, 280, 0xc4a77f);
  person (b, 400 + wobble (b, 20), 250, 130, 0x34435c);
  person (b, 800 + wobble (b, 20), 260, 130, 0x6d2f3a);
  shape (b, 0x8a5a34, (double[]){ 220, 540, 980, 540, 1040, 660, 160, 660 }, 4);
  box (b, 230, 660, 740, 140, 0x6f4626);
  disc (b, 470, 580, 34, 18, 0xfafafa);
  disc (b, 740, 590, 34, 18, 0xfafafa);
  shape (b, 0xf6f6f2, (double[]){ 560, 560, 650, 560, 662, 610, 552, 610 }, 4);
}

static void
draw_reading (Brush *b)
{
  guint32 spines[] = { 0xa33b37, 0x345a86, 0x5d7f55, 0xc79a45, 0x6b4f7d, 0xd9d2c4 };

  shade (b, 0, 500, 0xe5dac8, 0xd8c8ae);
  for (int row = 0; row < 3; row++)
    {
      box (b, 60, 40 + 120 * row, 1080, 116, 0x7d5a3a);
      for (double x = 74; x < 1110;)
        {
          double w = g_rand_double_range (b->rand, 14, 30);

          box (b, x, 52 + 120 * row + g_rand_double_range (b->rand, 0, 22), w, 104 - 22,
               spines[g_rand_int_range (b->rand, 0, 6)]);
          x += w + 3;
        }
      box (b, 60, 146 + 120 * row, 1080, 14, 0x5f422a);
    }
  box (b, 0, 480, 1200, 320, 0xb08f68);
  team (b, 170, 1030, 310, 84, 0);
  shape (b, 0x94623a, (double[]){ 120, 530, 1080, 530, 1180, 680, 20, 680 }, 4);
  box (b, 20, 680, 1160, 120, 0x6f4626);
  for (int i = 0; i < 5; i++)
    {
      double x = 250 + 175 * i + wobble (b, 20);

      shape (b, 0xfbfaf4, (double[]){ x - 56, 560, x, 572, x, 624, x - 66, 610 }, 4);
      shape (b, 0xeceae0, (double[]){ x + 56, 560, x, 572, x, 624, x + 66, 610 }, 4);
    }
}

static void
draw_vote (Brush *b)
{
  shade (b, 0, 480, 0xede3d3, 0xdccbb2);
  box (b, 0, 0, 1200, 100, 0xb3262d);
  words (b, 100, 8, 1000, 84, 0xffe27a);
  flag (b, 470, 130, 260);
  team (b, 280, 920, 240, 58, 0x34435c);
  box (b, 220, 370, 760, 110, 0xc5221f);
  box (b, 220, 360, 760, 18, 0xe0483d);
  box (b, 0, 480, 1200, 320, 0xa98c69);
  audience (b, 440, 54, TRUE);
  audience (b, 560, 66, TRUE);
  audience (b, 690, 78, TRUE);
}

static void
draw_monument (Brush *b)
{
  double x = 600 + wobble (b, 50);

  shade (b, 0, 520, 0x9fc6e6, 0xe2edf1);
  for (int i = 0; i < 8; i++)
    tree (b, 60 + 155 * i, 500 + wobble (b, 12), 110);
  box (b, 0, 500, 1200, 300, 0xc8c6c0);
  shape (b, 0xe4e1da, (double[]){ x - 46, 60, x + 46, 60, x + 74, 400, x - 74, 400 }, 4);
  box (b, x - 150, 400, 300, 60, 0xd5d1c8);
  box (b, x - 220, 460, 440, 60, 0xc3beb4);
  box (b, x - 14, 120, 28, 220, 0xc9a24a);
  for (int i = 0; i < 5; i++)
    {
      double wx = x - 260 + 130 * i;

      disc (b, wx, 520, 50, 50, 0x4f8c50);
      disc (b, wx, 520, 28, 28, i % 2 == 0 ? 0xf3f0e6 : 0xe8c64f);
    }
  audience (b, 560, 64, FALSE);
  audience (b, 670, 76, FALSE);
}

static void
draw_chat (Brush *b)
{
  box (b, 0, 0, 1200, 800, 0xececec);
  box (b, 0, 0, 1200, 70, 0xf8f8f8);
  words (b, 300, 8, 600, 54, 0x222222);
  for (int i = 0; i < 6; i++)
    {
      gboolean mine = g_rand_boolean (b->rand);
      double   w = g_rand_double_range (b->rand, 160, 420), x = mine ? 830 - w : 370;

      rounded (b, mine ? 850 : 290, 96 + 116 * i, 64, 64, mine ? 0x5f86b3 : 0xb07d62);
      rounded (b, x, 96 + 116 * i, w, 84, mine ? 0x95ec69 : 0xffffff);
      box (b, x + 24, 122 + 116 * i, w - 48, 12, 0x6b6b6b);
      box (b, x + 24, 146 + 116 * i, (w - 48) * 0.6, 12, 0x6b6b6b);
    }
}

void
zb_scene_draw (cairo_t *cr, ZbScene scene, guint seed, const char *title)
{
  static void (*const scenes[ZB_N_SCENES]) (Brush * b) = {
    [ZB_SCENE_GROUP] = draw_group,
    [ZB_SCENE_OATH] = draw_oath,
    [ZB_SCENE_EXHIBITION] = draw_exhibition,
    [ZB_SCENE_LECTURE] = draw_lecture,
    [ZB_SCENE_TABLE] = draw_table,
    [ZB_SCENE_TREES] = draw_trees,
    [ZB_SCENE_STREET] = draw_street,
    [ZB_SCENE_TALK] = draw_talk,
    [ZB_SCENE_READING] = draw_reading,
    [ZB_SCENE_VOTE] = draw_vote,
    [ZB_SCENE_MONUMENT] = draw_monument,
    [ZB_SCENE_CHAT] = draw_chat,
  };
  Brush brush = { cr, g_rand_new_with_seed (seed), title };

  scenes[scene % ZB_N_SCENES](&brush);
  g_rand_free (brush.rand);
}
