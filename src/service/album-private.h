/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Between the album's own files. */
#include "service/album.h"
#include "service/library-private.h"

G_BEGIN_DECLS

/* Store thread; data: a ZbAlbumFilter. */
gpointer zb_album_run_load (ZbDb *db, gpointer data, GCancellable *cancellable, GError **error);

/* "修正相机时间 +8 小时" */
char *zb_album_dup_shift (gint64 seconds);

G_END_DECLS
