/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/album-index.h"

G_BEGIN_DECLS

/* Where a typed date or words of a theme lead in an album: 2019, 2019年, 2019-06, 2019.6.10, 2019年6月10日, 6月10日, 重温 誓词. */
typedef struct
{
  gint64 photo; /* the first of its group, in the order of the album */
  char  *label; /* 2019-06-10 重温入党誓词 */
  guint  n;
} ZbAlbumPlace;

void zb_album_place_free (ZbAlbumPlace *place);

#define ZB_ALBUM_PLACES_MOST 8

/* Of ZbAlbumPlace, in the order of the album, at most so many; empty: nothing matches. */
GPtrArray *zb_album_jump_find (ZbAlbumIndex *all, const char *text);

G_END_DECLS
