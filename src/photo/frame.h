/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/colour.h"
#include "photo/shrink.h"
#include "photo/tags.h"

G_BEGIN_DECLS

/* What is wanted of a picture's pixels. */
typedef struct
{
  int      size;        /* of the longer side of the whole; 0: its own pixels. Never enlarged */
  int      enough;      /* a smaller picture stored inside will do when it is that long; 0: none will */
  int      orientation; /* 1 … 8, as the tags say; decoders that know better do not ask */
  gboolean adobe;       /* Adobe RGB, where no profile says other */
  int      turn;        /* 0, 90, 180, 270: clockwise after that */
  ZbRect   part;        /* of the whole at that size, upright and turned; width 0: all of it */
  gsize    bytes;       /* of pixels at most: what is below is cut off; 0: any */
  int      sink;        /* where they go, 3 bytes a pixel from its beginning; -1: into memory */
} ZbWanted;

/* Rows of a decoder in, upright pixels in sRGB out. Rows that never come are grey. */
typedef struct
{
  guint8 *pixels; /* packed RGB */
  ZbRect  part;   /* what they show, of … */
  int     whole_width, whole_height;
  /* Not for others: */
  gsize     n_bytes;
  int       orientation;
  int       row, n_banded;
  guint8   *band;
  ZbColour *colour;
  ZbShrink *shrink;
} ZbFrame;

/* `width` × `height` is the picture, `row_width` × `row_height` what the decoder gives of it: the same scaled down, whose rows are
 * turned by `orientation`. Takes the colour. NULL: there is no room for the pixels. */
ZbFrame *zb_frame_new (const ZbWanted *wanted, int width, int height, int row_width, int row_height, int orientation, ZbColour *colour);
void     zb_frame_free (ZbFrame *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbFrame, zb_frame_free)

/* Once after the last row. */
void zb_frame_finish (ZbFrame *self);

/* Orientation 1 … 8 turned clockwise by 0, 90, 180, 270. */
int zb_orientation_turn (int orientation, int turn);

G_END_DECLS
