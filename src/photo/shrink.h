/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows of a picture in, a small picture out: each small pixel is the exact mean of the area it
 * covers. Holds one row and the small picture, however tall the picture is.
 */
typedef struct _ZbShrink ZbShrink;

/* So that the longer side becomes `size`; never larger than it is. Sides are 1 … 65535. */
ZbShrink *zb_shrink_new (int width, int height, int size);
void      zb_shrink_free (ZbShrink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbShrink, zb_shrink_free)

/* One row of `width` RGB pixels; the RGBA one is laid on white. Rows past the last are ignored. */
void zb_shrink_add_rgb (ZbShrink *self, const guint8 *row);
void zb_shrink_add_rgba (ZbShrink *self, const guint8 *row);

/* The small picture, packed RGB, turned upright from Exif orientation 1 … 8. Rows that were never
 * added are grey.
 */
guint8 *zb_shrink_dup_upright (const ZbShrink *self, int orientation, int *width, int *height);

G_END_DECLS
