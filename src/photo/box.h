/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/span.h"

G_BEGIN_DECLS

/* The boxes of HEIC, AVIF, MP4 and MOV: a length, a type, a body. The first of a type among those that
 * follow one another in `span`: its body, and the position behind it; 0 when there is none.
 */
gint64 zb_box_find (const ZbSpan *span, const char *type, ZbSpan *body);

G_END_DECLS
