/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Between the readers of HEIC and AVIF. */
#include "photo/boxes.h"
#include "photo/tags.h"

G_BEGIN_DECLS

#define ZB_HEIF_ITEMS_MAX 65536

typedef struct
{
  ZbTags       *tags;
  const ZbSpan *file;
  ZbSpan        meta;   /* its boxes, loaded */
  gint64        offset; /* in the file, of what is loaded */
  guint32       primary, exif, xmp;
} ZbHeif;

/* Loads the box `meta` and finds the primary picture. Free with g_free; NULL when there is none. */
guint8 *zb_heif_open (ZbHeif *heif, const ZbSpan *file);
/* Where an item's first extent is: in the file, or in the box `idat`. */
gboolean zb_heif_locate (ZbHeif *heif, guint32 item, ZbSpan *extent);

/* Reads numbers one after the other; past the end they are 0 and `ok` is FALSE. */
typedef struct
{
  const ZbSpan *data;
  gint64        at;
  gboolean      ok;
} ZbHeifCursor;

guint64 zb_heif_take (ZbHeifCursor *cursor, guint size);
/* Version of a full box; its flags are skipped unless wanted. */
guint zb_heif_take_version (ZbHeifCursor *cursor, guint *flags);

G_END_DECLS
