/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int x, y, width, height;
} ZbRect;

/* Rows of a picture in, rows of a smaller one or of a part of it out: each small pixel is the exact mean of the area it covers,
 * whatever part is asked for. Holds one row, however tall the picture is.
 */
typedef struct _ZbShrink ZbShrink;

typedef void (*ZbShrinkFunc) (gpointer data, const guint8 *row); /* packed RGB, as wide as the part; top to bottom */

/* Sides are 1 … 65535, the small ones not larger. `part` (of the small picture) NULL: all of it. */
ZbShrink *zb_shrink_new (int           width,
                         int           height,
                         int           out_width,
                         int           out_height,
                         const ZbRect *part,
                         ZbShrinkFunc  func,
                         gpointer      data);
void      zb_shrink_free (ZbShrink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbShrink, zb_shrink_free)

/* The pixels of the large picture that the part depends on. */
const ZbRect *zb_shrink_get_needed (const ZbShrink *self);

/* Rows in order; those that are not needed are ignored and may be skipped instead. `first`: the column the row begins with. */
void zb_shrink_skip (ZbShrink *self, int n_rows);
void zb_shrink_add_rgb (ZbShrink *self, const guint8 *row, int first);
void zb_shrink_add_rgba (ZbShrink *self, const guint8 *row); /* laid on white */

/* No more rows are needed. */
gboolean zb_shrink_is_done (const ZbShrink *self);

G_END_DECLS
