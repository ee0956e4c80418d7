/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/tags.h"

G_BEGIN_DECLS

#define ZB_THUMBNAIL_SIZE 320 /* pixels of the longer side */

/* A small upright JPEG (q80, no metadata) of the picture in `fd`, whose tags were read before.
 * NULL when there is no picture to show; sets tags->problem (TRUNCATED, UNDECODABLE, TOO_LARGE)
 * where decoding showed one, and width/height where the tags did not know them. `quick` takes the
 * thumbnail inside the Exif block (or HEIF, RAW preview) when it is at least 160 pixels wide, else
 * decodes only if the file is a JPEG ≤ 128 KiB; that is for looking at a card without reading it.
 * Only in the worker process and in tests. Memory is bounded by the worker's limit.
 */
GBytes *zb_thumbnail_make (ZbTags *tags, int fd, gboolean quick);

G_END_DECLS
