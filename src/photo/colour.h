/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From a picture's own colours into sRGB, by lcms2. Only in the worker process and in tests. */
typedef struct _ZbColour ZbColour;

#define ZB_ICC_MAX (4 * 1024 * 1024)

/* Of RGB pixels; a profile of greys counts for them too. NULL: nothing to convert (no profile, one that cannot be used, or sRGB by
 * another name). */
ZbColour *zb_colour_new (GBytes *icc);
/* Of CMYK pixels; `inverted`: 255 is no ink. NULL when there is no profile of CMYK. */
ZbColour *zb_colour_new_cmyk (GBytes *icc, gboolean inverted);
/* Primaries as in ISO/IEC 23091-2 (9: BT.2020, 12: Display P3), NULL for those of sRGB and unknown ones. */
ZbColour *zb_colour_new_primaries (int primaries);
ZbColour *zb_colour_new_adobe (void);
GBytes   *zb_colour_make_adobe_icc (void);
void      zb_colour_free (ZbColour *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbColour, zb_colour_free)

/* RGB or CMYK in, RGB out; not in place. */
void zb_colour_convert (ZbColour *self, const guint8 *from, guint8 *to, gsize n_pixels);

G_END_DECLS
