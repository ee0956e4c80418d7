/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/album-index.h"
#include "model/outcome.h"
#include "model/photo.h"
#include "store/db.h"

G_BEGIN_DECLS

/* A file of a photo that is about to be recorded. */
typedef struct
{
  const char *role; /* main | raw | sidecar */
  char       *path; /* relative to the library */
  char       *original;
  gint64      bytes;
  gint64      mtime;
  guint8      sha256[32];
  guint8      head[32];
} ZbPhotoFileRow;

void zb_photo_file_row_clear (ZbPhotoFileRow *row);

/* A photo to record: `fields` without id, file and sha256. */
typedef struct
{
  ZbPhotoFields fields;
  ZbTaken      *taken;
  gint64        gps;   /* wall seconds or 0 */
  GArray       *files; /* of ZbPhotoFileRow */
} ZbPhotoRow;

void zb_photo_row_free (ZbPhotoRow *row);

/* What the library knows of a file's content. */
typedef struct
{
  guint8  sha256[32];
  guint8  head[32];
  gint64  bytes;
  gint64  mtime;
  gint64  photo;
  ZbTrash trash;
  char   *original;
  char   *path;
} ZbKnownFile;

void zb_known_file_free (ZbKnownFile *file);

gint64     zb_photo_store_insert (ZbDb *db, const ZbPhotoRow *row, GError **error); /* new id, or 0 */
GPtrArray *zb_photo_store_known (ZbDb *db, GError **error);                         /* of ZbKnownFile * */
ZbPhoto *
zb_photo_store_get (ZbDb *db, gint64 photo, GError **error); /* with candidates; NOT_FOUND */

/* For lists: ZbPhoto without candidates, in order of time then id. meeting/batch 0: any. */
typedef enum
{
  ZB_PHOTOS_ALL,
  ZB_PHOTOS_UNLINKED,
  ZB_PHOTOS_UNDATED,
  ZB_PHOTOS_TRASH,
} ZbPhotosWhich;
GPtrArray *
zb_photo_store_list (ZbDb *db, ZbPhotosWhich which, gint64 meeting, gint64 batch, GError **error);

/* NOT_FOUND names the first of them that is not there. */
gboolean
zb_photo_store_check (ZbDb *db, const gint64 *photos, guint n, GError **error);

gboolean zb_photo_store_link (
    ZbDb *db, const gint64 *photos, guint n, gint64 meeting, ZbLinked linked, GError **error);
gboolean zb_photo_store_caption (ZbDb *db, gint64 photo, const char *caption, GError **error);
gboolean
     zb_photo_store_trash (ZbDb *db, const gint64 *photos, guint n, ZbTrash trash, GError **error);
gint zb_photo_store_trash_batch (
    ZbDb *db, gint64 batch, ZbTrash from, ZbTrash to, GError **error); /* how many, -1 */

/* 精选; 封面: the one of its meeting (CONFLICT when it is in none, or in the trash); turned by so many degrees more, clockwise. */
gboolean
         zb_photo_store_pick (ZbDb *db, const gint64 *photos, guint n, gboolean picked, GError **error);
gboolean zb_photo_store_cover (ZbDb *db, gint64 photo, gboolean cover, GError **error);
gboolean zb_photo_store_turn (ZbDb *db, const gint64 *photos, guint n, int degrees, GError **error);
/* A person's date: a candidate of rank 0 before the others, chosen. */
gboolean zb_photo_store_date (ZbDb *db, gint64 photo, const ZbWall *wall, const char *reason, GError **error);

/* A photo whose import was undone comes back with another one: out of the trash, into `batch`, so
 * that undoing this import takes it along. */
gboolean zb_photo_store_revive (ZbDb *db, gint64 photo, gint64 batch, GError **error);

/* Rows changed since the connection was opened: the difference says what an edit did. */
guint zb_db_get_n_changed (ZbDb *db);

G_END_DECLS
