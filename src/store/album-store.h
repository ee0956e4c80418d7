/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/album-index.h"
#include "model/photo.h"
#include "store/db.h"

G_BEGIN_DECLS

/* Many photos at once, as flat rows: for the album's index, the match and the clocks. 100,000 of
 * them are one array and some text, and small.
 */
typedef struct
{
  gint64       id;
  gint64       meeting;
  gint64       batch;
  gint64       gps;   /* wall seconds or 0 */
  ZbWall       taken; /* without its fraction */
  guint        doubts;
  guint        flags;  /* ZB_ROW_*, of the album index */
  const char  *camera; /* NULL unknown */
  const char  *name;   /* on the card; NULL until zb_album_store_add_names() */
  ZbSource     source : 8;
  ZbConfidence confidence : 8;
  ZbLinked     linked : 8;
  gboolean     links : 8;
} ZbPhotoBrief;

typedef struct
{
  GArray       *rows; /* of ZbPhotoBrief: undated first, then by time, then id */
  GStringChunk *texts;
} ZbPhotoBriefs;

void zb_photo_briefs_free (ZbPhotoBriefs *briefs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbPhotoBriefs, zb_photo_briefs_free)

/* Those in the trash, or those in the album. */
ZbPhotoBriefs *zb_album_store_list (ZbDb *db, gboolean trashed, GError **error);
gboolean       zb_album_store_add_names (ZbDb *db, ZbPhotoBriefs *briefs, GError **error);

/* ZB_N_ALBUM_FILTERS counts (MEETING and SPAN are 0), and the batch that BATCH counts: the latest
 * that has photos, or 0. */
gboolean zb_album_store_count (ZbDb *db, guint *counts, gint64 *latest, GError **error);

/* Photos, the trash included, and that batch. */
gboolean zb_album_store_count_all (ZbDb *db, gint64 *all, gint64 *latest, GError **error);

/* Photos in whose meeting's theme, place, agenda or minutes, caption or original name each of the blank-separated words occurs;
 * ASCII case does not matter. Of gint64, in order. */
GArray *zb_album_store_search (ZbDb *db, const char *words, GError **error);

/* Where each photo's own file should be, from the library's folder. */
typedef void (*ZbPhotoFileFunc) (gint64 photo, const char *path, gpointer data);
gboolean zb_album_store_each_file (ZbDb *db, ZbPhotoFileFunc func, gpointer data, GError **error);

/* gint64 * → 90, 180 or 270: those a person turned. */
GHashTable *zb_album_store_list_turns (ZbDb *db, GError **error);

/* Names of the cameras that `name` may mean: the one of this name, else those it is a part of
 * (ASCII case does not matter). batch 0: any. */
GPtrArray *zb_album_store_find_cameras (ZbDb *db, const char *name, gint64 batch, GError **error);

/* The photos of a camera whose date is its clock's; batch 0: any. Of gint64. */
GArray *zb_album_store_list_camera (ZbDb *db, const char *camera, gint64 batch, GError **error);

/* First and last wall seconds of photos that have a date. */
gboolean zb_album_store_get_span (ZbDb *db, const gint64 *photos, guint n, gint64 *from, gint64 *to, GError **error);

/* Adds `seconds` to the date of a photo if it came from a camera's clock: the reading that was
 * chosen and the date move and are marked as corrected; what only looked wrong because of the
 * clock no longer does. *shifted: whether it did. */
gboolean zb_album_store_shift (ZbDb *db, gint64 photo, gint64 seconds, gboolean *shifted, GError **error);

G_END_DECLS
