/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/album-index.h"
#include "model/photo.h"
#include "service/library.h"

G_BEGIN_DECLS

/* What the album holds and what can be done to it. */
#define ZB_TYPE_ALBUM (zb_album_get_type ())
G_DECLARE_FINAL_TYPE (ZbAlbum, zb_album, ZB, ALBUM, GObject)

ZbAlbum   *zb_album_new (ZbLibrary *library);
ZbLibrary *zb_album_get_library (ZbAlbum *self);

/* The index for a filter: groups with headings, rows. */
void          zb_album_load_async (ZbAlbum             *self,
                                   const ZbAlbumFilter *filter,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             data);
ZbAlbumIndex *zb_album_load_finish (ZbAlbum *self, GAsyncResult *result, GError **error);

/* One photo with all its candidates. */
void     zb_album_photo_async (ZbAlbum            *self,
                               gint64              photo,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            data);
ZbPhoto *zb_album_photo_finish (ZbAlbum *self, GAsyncResult *result, GError **error);

/* Photos as records, for a command line: ALL, UNLINKED, UNDATED, BATCH, MEETING, TRASH. */
void zb_album_list_async (ZbAlbum             *self,
                          const ZbAlbumFilter *filter,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             data);
GPtrArray *
zb_album_list_finish (ZbAlbum *self, GAsyncResult *result, GError **error); /* of ZbPhoto */

/* Path of a photo's thumbnail; pure, any thread. The file may be missing (a symbol is shown). */
char *zb_album_dup_thumbnail (ZbAlbum *self, gint64 photo);

/* Makes missing thumbnails (the cache was deleted) again from the originals, by the picture
 * workers. */
void     zb_album_make_thumbnail_async (ZbAlbum            *self,
                                        gint64              photo,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
gboolean zb_album_make_thumbnail_finish (ZbAlbum *self, GAsyncResult *result, GError **error);

/* Edits, each one change that can be undone. Photos are gint64 ids. Finish: how many changed, -1 on
 * error. */
void zb_album_link_async (ZbAlbum            *self,
                          GArray             *photos,
                          gint64              meeting,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data);
void zb_album_unlink_async (ZbAlbum            *self,
                            GArray             *photos,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            data);
void zb_album_caption_async (ZbAlbum            *self,
                             GArray             *photos,
                             const char         *caption,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data);
void zb_album_trash_async (ZbAlbum            *self,
                           GArray             *photos,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data);
void zb_album_restore_async (ZbAlbum            *self,
                             GArray             *photos,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data);
gint zb_album_edit_finish (ZbAlbum *self, GAsyncResult *result, GError **error);

/* A camera's clock: what looks wrong, and a correction. `batch` 0: everything imported so far.
 * `camera` is matched as a whole or as a part; a part that fits two is refused (CONFLICT, the
 * message lists them after ": ", separated by "; ").
 */
typedef struct
{
  char   *camera;
  gint64  batch;
  gint64  seconds; /* to add; 0: must be asked (the clock was reset) */
  guint   n_photos;
  guint   n_linked;
  gint64  meeting;
  ZbWall  from, to; /* as the camera says */
  char   *reason;   /* Chinese */
  GArray *photos;   /* of gint64: exactly these are corrected */
} ZbClockFinding;
void zb_clock_finding_free (ZbClockFinding *finding);

void       zb_album_clocks_async (ZbAlbum            *self,
                                  gint64              batch,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            data);
GPtrArray *zb_album_clocks_finish (ZbAlbum      *self,
                                   GAsyncResult *result,
                                   GError      **error); /* of ZbClockFinding * */

typedef struct
{
  guint changed;
  guint linked;
} ZbShiftResult;
/* `photos` NULL: all of that camera (and batch). */
void zb_album_shift_async (ZbAlbum            *self,
                           const char         *camera,
                           gint64              batch,
                           GArray             *photos,
                           gint64              seconds,
                           const char         *reason,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data);
gboolean
zb_album_shift_finish (ZbAlbum *self, GAsyncResult *result, ZbShiftResult *shift, GError **error);

G_END_DECLS
