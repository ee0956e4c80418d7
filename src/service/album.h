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

/* How a photo is turned by a person, 0 … 270, as last known: kept up to date by the album itself (signal "turned" when it changes).
 * Thumbnails in the cache are not turned: who shows one turns it. Main thread. */
int zb_album_get_turn (ZbAlbum *self, gint64 photo);

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
void zb_album_pick_async (ZbAlbum            *self,
                          GArray             *photos,
                          gboolean            picked,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data);
/* The one photo that stands for its meeting in place of the one before; FALSE: none. CONFLICT when it is in no meeting. */
void zb_album_cover_async (ZbAlbum            *self,
                           gint64              photo,
                           gboolean            cover,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data);
/* Turns what is shown and what leaves by a multiple of 90 degrees clockwise, on top of how it is turned now. */
void zb_album_turn_async (ZbAlbum            *self,
                          GArray             *photos,
                          int                 degrees,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data);
/* A person says when photos were taken: source manual, rank 0, beside every candidate that was there; then links are made again
 * for them. `wall` of any precision; `reason` not empty. */
void zb_album_date_async (ZbAlbum            *self,
                          GArray             *photos,
                          const ZbWall       *wall,
                          const char         *reason,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data);
/* A person says they show this meeting: linked by a person; a date that was doubtful or missing becomes that person's: the reading
 * it has if that lies in the meeting's window, else the meeting's day without a time. */
void zb_album_settle_async (ZbAlbum            *self,
                            GArray             *photos,
                            gint64              meeting,
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
/* What a shift would do, without doing it: for each meeting (or none: 0) how many of the photos would be there. */
typedef struct
{
  ZbMeeting *meeting; /* NULL: to none */
  guint      n;
  guint      n_new; /* of them, not there now */
} ZbShiftShare;
typedef struct
{
  char      *camera; /* its full name */
  guint      n_photos;
  ZbWall     from, to; /* as they would be */
  GPtrArray *shares;   /* of ZbShiftShare *, most first */
} ZbShiftPreview;
void zb_shift_preview_free (ZbShiftPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbShiftPreview, zb_shift_preview_free)
/* Arguments as those of the shift. */
void            zb_album_shift_preview_async (ZbAlbum            *self,
                                              const char         *camera,
                                              gint64              batch,
                                              GArray             *photos,
                                              gint64              seconds,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            data);
ZbShiftPreview *zb_album_shift_preview_finish (ZbAlbum *self, GAsyncResult *result, GError **error);
/* The photos whose clock is the same camera's and goes wrong together with that of `photo`: its batch, in the unbroken run of file
 * numbers around it. Of gint64. */
void    zb_album_run_of_async (ZbAlbum *self, gint64 photo, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GArray *zb_album_run_of_finish (ZbAlbum *self, GAsyncResult *result, GError **error);

/* Meetings a photo may show, likeliest first: near any of its readings, at most eight. Of ZbMeeting. */
void       zb_album_candidates_async (ZbAlbum *self, gint64 photo, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *zb_album_candidates_finish (ZbAlbum *self, GAsyncResult *result, GError **error);

/* Photos of a meeting that are nearly the same: bursts (within 3 s of one camera) and those whose looks differ in at most 6 of 64
 * bits within 10 min. Looks that are not known yet are made from the thumbnails first, by the picture workers. */
typedef struct
{
  GArray *photos; /* of gint64, in order of time, at least two */
  gint64  best;   /* proposed: picked, cover or captioned before sharper before larger */
} ZbSimilarSet;
void       zb_similar_set_free (ZbSimilarSet *set);
void       zb_album_similar_async (ZbAlbum *self, gint64 meeting, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *zb_album_similar_finish (ZbAlbum *self, GAsyncResult *result, GError **error); /* of ZbSimilarSet * */
/* In one change: picks those of `keep` and moves those of `drop` to the trash; either may be empty. Finish: zb_album_edit_finish(). */
void zb_album_keep_async (ZbAlbum *self, GArray *keep, GArray *drop, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Looks for every photo's file on a thread of its own and remembers those that are not there (ZB_ROW_MISSING from the next load
 * on). Finish: TRUE when the answer differs from the last one; *n how many are missing. */
void     zb_album_look_for_files_async (ZbAlbum *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zb_album_look_for_files_finish (ZbAlbum *self, GAsyncResult *result, guint *n, GError **error);

gboolean
zb_album_shift_finish (ZbAlbum *self, GAsyncResult *result, ZbShiftResult *shift, GError **error);

G_END_DECLS
