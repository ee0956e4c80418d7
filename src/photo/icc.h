/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/span.h"

G_BEGIN_DECLS

/* The ICC profile a picture carries; NULL when there is none, or none that is whole and of a bearable size. */
GBytes *zb_icc_find_jpeg (const ZbSpan *file); /* in pieces, in APP2 */
GBytes *zb_icc_find_png (const ZbSpan *file);  /* iCCP, deflated */
GBytes *zb_icc_find_webp (const ZbSpan *file); /* ICCP */
GBytes *zb_icc_find_tiff (const ZbSpan *file); /* tag 34675 */

/* "ICC_PROFILE", NUL, number from 1, count: before each piece. */
#define ZB_ICC_MARK "ICC_PROFILE"
#define ZB_ICC_HEAD 14

G_END_DECLS
