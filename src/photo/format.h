/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/span.h"
#include "photo/tags.h"

G_BEGIN_DECLS

/* From the first bytes. Every kind of TIFF, a RAW too, is ZB_FORMAT_TIFF here: see
 * zb_tiff_read().
 */
ZbFormat zb_format_sniff (const ZbSpan *file);

G_END_DECLS
