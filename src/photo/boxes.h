/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/span.h"

G_BEGIN_DECLS

/* The boxes of ISO base media files: HEIC, AVIF, MP4, MOV. */
#define ZB_BOXES_MAX 200000

typedef struct
{
  char   type[5];
  ZbSpan data;
} ZbBox;

/* The box at *at, which moves to the next. FALSE at the end or where there is no box. */
gboolean zb_box_next (ZbBox *box, const ZbSpan *in, gint64 *at);
/* The first of a type, from `at` on. */
gboolean zb_box_find (ZbBox *box, const ZbSpan *in, gint64 at, const char *type);

G_END_DECLS
