/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "photo/span.h"

G_BEGIN_DECLS

/* A picture made of tiles, as telephones make theirs: each an item of its own, hidden from who lists the pictures in the file. */
#define ZB_HEIF_TILES_MAX 4096

typedef struct
{
  guint    rows, columns;
  guint32  width, height; /* of the whole: what tiles have beyond it is cut off */
  guint32 *tiles;         /* rows × columns items, row by row */
  GArray  *hidden;        /* of gint64: where in the file the bytes stand whose lowest bit hides an item */
} ZbHeifGrid;

/* FALSE: the primary picture is none, or not a plain one. */
gboolean zb_heif_grid_read (ZbHeifGrid *grid, const ZbSpan *file);
void     zb_heif_grid_clear (ZbHeifGrid *grid);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbHeifGrid, zb_heif_grid_clear)

G_END_DECLS
