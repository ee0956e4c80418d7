/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "store/album-store.h"
#include "store/meeting-store.h"
#include "store/photo-store.h"

/* What a corrected clock would do: it is done, looked at, and taken back, so that what is promised is what comes. */

void
zb_shift_preview_free (ZbShiftPreview *preview)
{
  g_free (preview->camera);
  g_ptr_array_unref (preview->shares);
  g_free (preview);
}

static void
share_free (gpointer data)
{
  ZbShiftShare *share = data;

  g_clear_object (&share->meeting);
  g_free (share);
}

typedef struct
{
  char   *camera;
  gint64  batch;
  GArray *photos; /* of gint64, or NULL */
  gint64  seconds;
} Ask;

static void
ask_free (Ask *ask)
{
  g_free (ask->camera);
  g_clear_pointer (&ask->photos, g_array_unref);
  g_free (ask);
}

static ZbShiftShare *
find_share (GPtrArray *shares,
            ZbDb      *db,
            gint64     meeting)
{
  ZbShiftShare *share;

  for (guint i = 0; i < shares->len; i++)
    {
      share = shares->pdata[i];
      if ((share->meeting != NULL ? zb_meeting_get_id (share->meeting) : 0) == meeting)
        return share;
    }

  share = g_new0 (ZbShiftShare, 1);
  if (meeting != 0)
    share->meeting = zb_meeting_store_get (db, meeting, NULL);
  g_ptr_array_add (shares, share);
  return share;
}

static void
widen (ZbShiftPreview *preview,
       const ZbWall   *taken)
{
  if (!zb_wall_is_set (&preview->from) || zb_wall_compare (taken, &preview->from) < 0)
    preview->from = *taken;
  if (!zb_wall_is_set (&preview->to) || zb_wall_compare (taken, &preview->to) > 0)
    preview->to = *taken;
}

/* `before`: by photo, gint64 → its meeting. */
static gboolean
count_photo (ZbDb           *db,
             gint64          id,
             GHashTable     *before,
             ZbShiftPreview *preview,
             GError        **error)
{
  g_autoptr (ZbPhoto) photo = zb_photo_store_get (db, id, error);
  const gint64 *was = g_hash_table_lookup (before, &id);
  ZbShiftShare *share;

  if (photo == NULL)
    return FALSE;

  widen (preview, &zb_photo_get (photo)->taken);
  share = find_share (preview->shares, db, zb_photo_get (photo)->meeting);
  share->n++;
  share->n_new += was != NULL && *was != zb_photo_get (photo)->meeting;
  return TRUE;
}

static GHashTable *
list_meetings (ZbDb    *db,
               GError **error)
{
  g_autoptr (ZbPhotoBriefs) briefs = zb_album_store_list (db, FALSE, error);
  GHashTable *meetings;

  if (briefs == NULL)
    return NULL;

  meetings = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < briefs->rows->len; i++)
    {
      const ZbPhotoBrief *brief = &g_array_index (briefs->rows, ZbPhotoBrief, i);

      g_hash_table_insert (meetings, g_memdup2 (&brief->id, sizeof brief->id), g_memdup2 (&brief->meeting, sizeof brief->meeting));
    }

  return meetings;
}

static gint
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const ZbShiftShare *one = *(const ZbShiftShare *const *) a, *two = *(const ZbShiftShare *const *) b;

  return (two->n > one->n) - (two->n < one->n);
}

static gboolean
try_shift (ZbDb           *db,
           const Ask      *ask,
           ZbShiftPreview *preview,
           GError        **error)
{
  g_autoptr (GHashTable) before = list_meetings (db, error);
  g_autoptr (GArray) moved = NULL;
  guint linked;

  if (before == NULL || !zb_album_apply_shift (db, preview->camera, ask->batch, ask->photos, ask->seconds, &moved, &linked, error))
    return FALSE;

  preview->n_photos = moved->len;
  for (guint i = 0; i < moved->len; i++)
    if (!count_photo (db, g_array_index (moved, gint64, i), before, preview, error))
      return FALSE;

  g_ptr_array_sort (preview->shares, compare_shares);
  return TRUE;
}

static gpointer
run_preview (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  const Ask *ask = data;
  g_autoptr (ZbShiftPreview) preview = g_new0 (ZbShiftPreview, 1);
  gboolean done;

  preview->shares = g_ptr_array_new_with_free_func (share_free);
  if (!(preview->camera = zb_album_find_camera (db, ask->camera, ask->batch, error)) ||
      !zb_db_exec (db, "SAVEPOINT preview", error))
    return NULL;

  done = try_shift (db, ask, preview, error);
  if (!zb_db_exec (db, "ROLLBACK TO preview; RELEASE preview", done ? error : NULL))
    return NULL;

  return done ? g_steal_pointer (&preview) : NULL;
}

void
zb_album_shift_preview_async (ZbAlbum            *self,
                              const char         *camera,
                              gint64              batch,
                              GArray             *photos,
                              gint64              seconds,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Ask *ask = g_new0 (Ask, 1);

  *ask = (Ask){ g_strdup (camera), batch, photos != NULL ? g_array_copy (photos) : NULL, seconds };
  g_task_set_task_data (task, ask, (GDestroyNotify) ask_free);
  zb_library_read (zb_album_get_library (self), task, run_preview, (GDestroyNotify) zb_shift_preview_free);
}

ZbShiftPreview *
zb_album_shift_preview_finish (ZbAlbum      *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
