/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/decode.h"
#include "photo/span.h"

G_BEGIN_DECLS

/* For finding things in it. */
ZbSpan zb_part_to_span (const ZbPart *part);

G_END_DECLS
