/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "store/meeting-store.h"
#include "store/photo-store.h"

/* Edits of photos: each one change, labelled with what it did and to how many. */

static void
edit_free (ZbAlbumEdit *edit)
{
  g_array_unref (edit->photos);
  g_clear_pointer (&edit->others, g_array_unref);
  g_free (edit->text);
  g_free (edit);
}

/* What is named twice is done once. */
static GArray *
copy_once (const GArray *photos)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *once = g_array_sized_new (FALSE, FALSE, sizeof (gint64), photos->len);

  for (guint i = 0; i < photos->len; i++)
    if (g_hash_table_add (seen, &g_array_index (photos, gint64, i)))
      g_array_append_val (once, g_array_index (photos, gint64, i));

  return once;
}

ZbAlbumEdit *
zb_album_edit_new (ZbAlbum *self,
                   GArray  *photos)
{
  ZbAlbumEdit *edit = g_new0 (ZbAlbumEdit, 1);

  edit->library = zb_album_get_library (self);
  edit->photos = copy_once (photos);
  return edit;
}

const gint64 *
zb_album_edit_ids (const ZbAlbumEdit *edit)
{
  return (const gint64 *) edit->photos->data;
}

gpointer
zb_album_edit_answer (guint n)
{
  return g_memdup2 (&n, sizeof n);
}

void
zb_album_edit_start (ZbAlbum     *self,
                     GTask       *task,
                     const char  *label,
                     ZbDbFunc     func,
                     ZbAlbumEdit *edit)
{
  g_task_set_task_data (task, edit, (GDestroyNotify) edit_free);
  zb_library_change (zb_album_get_library (self), task, label, func, g_free);
}

static gpointer
run_link (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbAlbumEdit *edit = data;
  guint        before = zb_db_get_n_changed (db);
  guint        n;
  g_autoptr (ZbMeeting) meeting = zb_meeting_store_get (db, edit->meeting, error);

  if (meeting == NULL ||
      !zb_photo_store_check (db, zb_album_edit_ids (edit), edit->photos->len, error) ||
      !zb_photo_store_link (db, zb_album_edit_ids (edit), edit->photos->len, edit->meeting, ZB_LINKED_PERSON, error))
    return NULL;

  n = zb_db_get_n_changed (db) - before;
  zb_library_take_label (edit->library,
                         g_strdup_printf ("归入活动：%s（%u 张）", zb_meeting_get_theme (meeting), n));
  return zb_album_edit_answer (n);
}

static gpointer
run_unlink (ZbDb         *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  ZbAlbumEdit *edit = data;
  guint        before = zb_db_get_n_changed (db);
  guint        n;

  if (!zb_photo_store_check (db, zb_album_edit_ids (edit), edit->photos->len, error) ||
      !zb_photo_store_link (db, zb_album_edit_ids (edit), edit->photos->len, 0, ZB_LINKED_APART, error))
    return NULL;

  n = zb_db_get_n_changed (db) - before;
  zb_library_take_label (edit->library, g_strdup_printf ("移出活动 %u 张", n));
  return zb_album_edit_answer (n);
}

static gpointer
run_caption (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  ZbAlbumEdit *edit = data;
  guint        before = zb_db_get_n_changed (db);

  if (!zb_photo_store_check (db, zb_album_edit_ids (edit), edit->photos->len, error))
    return NULL;

  for (guint i = 0; i < edit->photos->len; i++)
    if (!zb_photo_store_caption (db, zb_album_edit_ids (edit)[i], edit->text, error))
      return NULL;

  if (edit->photos->len > 1)
    zb_library_take_label (edit->library, g_strdup_printf ("修改说明（%u 张）", edit->photos->len));
  return zb_album_edit_answer (zb_db_get_n_changed (db) - before);
}

static gpointer
move_to (ZbDb        *db,
         ZbAlbumEdit *edit,
         ZbTrash      trash,
         const char  *verb,
         GError     **error)
{
  guint before = zb_db_get_n_changed (db);
  guint n;

  if (!zb_photo_store_check (db, zb_album_edit_ids (edit), edit->photos->len, error) ||
      !zb_photo_store_trash (db, zb_album_edit_ids (edit), edit->photos->len, trash, error))
    return NULL;

  n = zb_db_get_n_changed (db) - before;
  zb_library_take_label (edit->library, g_strdup_printf ("%s %u 张", verb, n));
  return zb_album_edit_answer (n);
}

static gpointer
run_trash (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return move_to (db, data, ZB_TRASH_PERSON, "移到回收站", error);
}

static gpointer
run_pick (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbAlbumEdit *edit = data;
  guint        before = zb_db_get_n_changed (db);
  guint        n;

  if (!zb_photo_store_check (db, zb_album_edit_ids (edit), edit->photos->len, error) ||
      !zb_photo_store_pick (db, zb_album_edit_ids (edit), edit->photos->len, edit->on, error))
    return NULL;

  n = zb_db_get_n_changed (db) - before;
  zb_library_take_label (edit->library, g_strdup_printf ("%s %u 张", edit->on ? "列入精选" : "移出精选", n));
  return zb_album_edit_answer (n);
}

static gpointer
run_cover (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  ZbAlbumEdit  *edit = data;
  const gint64 *photo = zb_album_edit_ids (edit);
  guint         before = zb_db_get_n_changed (db);
  g_autoptr (ZbPhoto) found = zb_photo_store_get (db, *photo, error);
  g_autoptr (ZbMeeting) meeting = NULL;
  gint64 in = found != NULL ? zb_photo_get (found)->meeting : 0;

  if (found == NULL || !zb_photo_store_cover (db, *photo, edit->on, error) ||
      (in != 0 && !(meeting = zb_meeting_store_get (db, in, error))))
    return NULL;

  if (meeting != NULL)
    zb_library_take_label (edit->library, g_strdup_printf ("%s：%s", edit->on ? "设为封面" : "取消封面", zb_meeting_get_theme (meeting)));
  return zb_album_edit_answer (zb_db_get_n_changed (db) > before ? 1 : 0);
}

static gpointer
run_turn (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbAlbumEdit *edit = data;
  guint        before = zb_db_get_n_changed (db);
  guint        n;

  if (!zb_photo_store_check (db, zb_album_edit_ids (edit), edit->photos->len, error) ||
      !zb_photo_store_turn (db, zb_album_edit_ids (edit), edit->photos->len, edit->degrees, error))
    return NULL;

  n = zb_db_get_n_changed (db) - before;
  zb_library_take_label (edit->library, g_strdup_printf ("旋转 %u 张", n));
  return zb_album_edit_answer (n);
}

static char *
say_kept (guint n_kept,
          guint n_dropped)
{
  if (n_dropped == 0)
    return g_strdup_printf ("列入精选 %u 张", n_kept);
  if (n_kept == 0)
    return g_strdup_printf ("移到回收站 %u 张", n_dropped);

  return g_strdup_printf ("挑选相似照片：留 %u 张，移到回收站 %u 张", n_kept, n_dropped);
}

static gpointer
run_keep (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ZbAlbumEdit  *edit = data;
  const gint64 *dropped = (const gint64 *) edit->others->data;
  guint         before = zb_db_get_n_changed (db);

  if (!zb_photo_store_check (db, zb_album_edit_ids (edit), edit->photos->len, error) ||
      !zb_photo_store_check (db, dropped, edit->others->len, error) ||
      !zb_photo_store_pick (db, zb_album_edit_ids (edit), edit->photos->len, TRUE, error) ||
      !zb_photo_store_trash (db, dropped, edit->others->len, ZB_TRASH_PERSON, error))
    return NULL;

  zb_library_take_label (edit->library, say_kept (edit->photos->len, edit->others->len));
  return zb_album_edit_answer (zb_db_get_n_changed (db) - before);
}

static gpointer
run_restore (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  return move_to (db, data, ZB_TRASH_NOT, "从回收站恢复", error);
}

void
zb_album_link_async (ZbAlbum            *self,
                     GArray             *photos,
                     gint64              meeting,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbAlbumEdit *edit = zb_album_edit_new (self, photos);

  edit->meeting = meeting;
  zb_album_edit_start (self, task, "归入活动", run_link, edit);
}

void
zb_album_unlink_async (ZbAlbum            *self,
                       GArray             *photos,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  zb_album_edit_start (self, task, "移出活动", run_unlink, zb_album_edit_new (self, photos));
}

void
zb_album_caption_async (ZbAlbum            *self,
                        GArray             *photos,
                        const char         *caption,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbAlbumEdit *edit = zb_album_edit_new (self, photos);

  edit->text = g_strdup (caption);
  zb_album_edit_start (self, task, "修改说明", run_caption, edit);
}

void
zb_album_trash_async (ZbAlbum            *self,
                      GArray             *photos,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  zb_album_edit_start (self, task, "移到回收站", run_trash, zb_album_edit_new (self, photos));
}

void
zb_album_restore_async (ZbAlbum            *self,
                        GArray             *photos,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  zb_album_edit_start (self, task, "从回收站恢复", run_restore, zb_album_edit_new (self, photos));
}

void
zb_album_pick_async (ZbAlbum            *self,
                     GArray             *photos,
                     gboolean            picked,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbAlbumEdit *edit = zb_album_edit_new (self, photos);

  edit->on = picked;
  zb_album_edit_start (self, task, "精选", run_pick, edit);
}

void
zb_album_cover_async (ZbAlbum            *self,
                      gint64              photo,
                      gboolean            cover,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof photo);
  ZbAlbumEdit *edit;

  g_array_append_val (photos, photo);
  edit = zb_album_edit_new (self, photos);
  edit->on = cover;
  zb_album_edit_start (self, task, "封面", run_cover, edit);
}

void
zb_album_turn_async (ZbAlbum            *self,
                     GArray             *photos,
                     int                 degrees,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  ZbAlbumEdit *edit = zb_album_edit_new (self, photos);

  edit->degrees = degrees;
  zb_album_edit_start (self, task, "旋转", run_turn, edit);
}

void
zb_album_keep_async (ZbAlbum            *self,
                     GArray             *keep,
                     GArray             *drop,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  ZbAlbumEdit *edit = zb_album_edit_new (self, keep != NULL ? keep : none);

  edit->others = copy_once (drop != NULL ? drop : none);
  zb_album_edit_start (self, task, "挑选相似照片", run_keep, edit);
}

gint
zb_album_edit_finish (ZbAlbum      *self,
                      GAsyncResult *result,
                      GError      **error)
{
  g_autofree guint *n = g_task_propagate_pointer (G_TASK (result), error);

  return n != NULL ? (gint) *n : -1;
}
