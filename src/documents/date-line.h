/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A short text as a grey mask, one byte a pixel, row by row: 0 nothing, 255 full. About `height` pixels high, never more than `most`
 * bytes. Any thread. NULL for an empty text.
 */
GBytes *zb_date_line_draw (const char *text, int height, gsize most, int *width, int *drawn);

G_END_DECLS
