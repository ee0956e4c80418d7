/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/tags.h"

G_BEGIN_DECLS

/* A picture as pixels for the screen, in the worker process: packed RGB, upright, in sRGB (an ICC profile in the picture is
 * converted by lcms2), written row by row into a descriptor. What the worker keeps does not grow with the picture: it is read by
 * rows and shrunk as it is read (photo/shrink.h), or only a part of it is kept.
 */
#define ZB_VIEW_BYTES_MAX (96 * 1024 * 1024) /* of the pixels of one answer */

typedef struct
{
  int size;                /* longer side of the whole picture at the scale that is wanted; 0: its own pixels. Never enlarged. */
  int turn;                /* 0, 90, 180, 270: clockwise after the picture's own orientation */
  int x, y, width, height; /* the part that is wanted, in upright and turned pixels of that scale; width 0: all of it */
} ZbViewSpec;

typedef struct
{
  ZbProblem problem;             /* may stand beside pixels: TRUNCATED shows what there is, TOO_LARGE all of it, smaller than was wanted */
  int       x, y, width, height; /* the part that was written; width 0: nothing can be shown */
  int       whole_width;         /* of the whole picture at that scale, upright and turned */
  int       whole_height;
  int       full_width, full_height; /* of the whole picture at its own pixels, upright and turned */
} ZbViewAnswer;

/* `sink` is written from its beginning, 3 × width × height bytes. A part that is asked for too large is cut to what fits. */
void zb_view_make (int fd, const ZbViewSpec *spec, int sink, ZbViewAnswer *answer);

/* Difference hash (dHash 8 × 8 on the 9 × 8 grey means, bit 63 first) and sharpness (mean square of the Laplacian on the grey
 * picture of 320 pixels) of a small picture. FALSE: no picture. */
gboolean zb_look_make (int fd, guint64 *hash, guint *sharp);

G_END_DECLS
