/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Between the album's own files. */
#include "service/album-memo.h"
#include "service/album.h"
#include "service/library-private.h"

G_BEGIN_DECLS

/* What a load is asked for. */
typedef struct
{
  ZbAlbumFilter filter;
  ZbAlbumMemo  *memo;
} ZbAlbumQuery;
/* Store thread; data: a ZbAlbumQuery. An index, and an array of ZbPhoto. */
gpointer zb_album_run_load (ZbDb *db, gpointer data, GCancellable *cancellable, GError **error);
gpointer zb_album_run_list (ZbDb *db, gpointer data, GCancellable *cancellable, GError **error);

ZbAlbumMemo *zb_album_get_memo (ZbAlbum *self);

/* One edit of photos on its way to the store thread. */
typedef struct
{
  ZbLibrary *library; /* borrowed: the task's source object holds it */
  GArray    *photos;  /* of gint64 */
  GArray    *others;  /* of gint64, or NULL: of KEEP those to drop */
  gint64     meeting;
  char      *text; /* caption, or reason */
  int        degrees;
  gboolean   on; /* picked, cover */
  ZbWall     wall;
} ZbAlbumEdit;
ZbAlbumEdit  *zb_album_edit_new (ZbAlbum *album, GArray *photos);
const gint64 *zb_album_edit_ids (const ZbAlbumEdit *edit);
gpointer      zb_album_edit_answer (guint n);
/* Takes the edit. */
void zb_album_edit_start (ZbAlbum *album, GTask *task, const char *label, ZbDbFunc func, ZbAlbumEdit *edit);

/* Store thread: the one camera that is meant; then its photos, or `photos`, moved and linked again. *moved: of
 * gint64, those whose date is the clock's. */
char    *zb_album_find_camera (ZbDb *db, const char *camera, gint64 batch, GError **error);
gboolean zb_album_apply_shift (ZbDb *db, const char *camera, gint64 batch, GArray *photos, gint64 seconds, GArray **moved, guint *linked, GError **error);

/* "修正相机时间 +8 小时" */
char *zb_album_dup_shift (gint64 seconds);

G_END_DECLS
