/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every picture here is four quarters: red, green above; blue, white below, with a little noise so
 * that it does not compress to nothing. Where they are in what comes out tells how it was turned,
 * and how true its colours are.
 */
#define RED 0xff0000
#define GREEN 0x00ff00
#define BLUE 0x0000ff
#define WHITE 0xffffff

guint8 *pictures_draw (int width, int height); /* packed RGB */
/* components 1: grey, 3: RGB, 4: CMYK as Adobe writes it. */
GBytes *pictures_jpeg (int width, int height, int components, gboolean progressive);
GBytes *pictures_pixbuf (const char *type, int width, int height, GBytes *icc); /* icc NULL: none */
GBytes *pictures_webp (int width, int height, gboolean lossless);
/* NULL when the library cannot write HEIC here. */
GBytes *pictures_heic (int width, int height, gboolean thumbnail, GBytes *icc);

/* The same square again and again, as tiles of one picture. */
GBytes *pictures_heic_grid (int side, guint columns, guint rows);

/* The JPEG with a segment behind its beginning; with a profile, in so many pieces in the wrong order; a simple WebP with one. */
GBytes *pictures_insert (GBytes *jpeg, guint8 marker, gconstpointer payload, gsize size);
GBytes *pictures_jpeg_icc (GBytes *jpeg, GBytes *icc, guint n_pieces);
GBytes *pictures_png_icc (GBytes *png, GBytes *icc);
GBytes *pictures_webp_icc (GBytes *webp, int width, int height, GBytes *icc);

/* A file that is gone once it is closed. */
int pictures_open (GBytes *bytes);

G_END_DECLS
