/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/date-line.h"

#include <pango/pangocairo.h>
#include <string.h>

static PangoLayout *
lay_out (cairo_t    *cr,
         const char *text,
         int         height)
{
  PangoLayout          *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans Bold");

  pango_font_description_set_absolute_size (font, height * PANGO_SCALE * 0.8);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

static GBytes *
take_mask (cairo_surface_t *surface,
           int              width,
           int              height)
{
  guint8       *mask = g_malloc ((gsize) width * (gsize) height);
  const guint8 *data;
  int           stride;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < height; y++)
    memcpy (mask + (gsize) y * (gsize) width, data + (gsize) y * (gsize) stride, (gsize) width);

  return g_bytes_new_take (mask, (gsize) width * (gsize) height);
}

/* The size that it takes, on a surface of one pixel. */
static void
measure (const char *text,
         int         height,
         int        *width,
         int        *drawn)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = lay_out (cr, text, height);

  pango_layout_get_pixel_size (layout, width, drawn);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

GBytes *
zb_date_line_draw (const char *text,
                   int         height,
                   gsize       most,
                   int        *width,
                   int        *drawn)
{
  cairo_surface_t *surface;
  cairo_t         *cr;
  GBytes          *mask;

  measure (text, height, width, drawn);
  while (height > 8 && (gsize) *width * (gsize) *drawn > most)
    {
      height -= height / 8;
      measure (text, height, width, drawn);
    }
  if (*width <= 0 || *drawn <= 0 || (gsize) *width * (gsize) *drawn > most)
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, *width, *drawn);
  cr = cairo_create (surface);
  {
    g_autoptr (PangoLayout) layout = lay_out (cr, text, height);

    pango_cairo_show_layout (cr, layout);
  }
  cairo_destroy (cr);
  mask = take_mask (surface, *width, *drawn);
  cairo_surface_destroy (surface);
  return mask;
}
