/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "store/meeting-store.h"
#include "store/photo-store.h"

/* Edits of photos: each one change, labelled with what it did and to how many. */

typedef struct
{
  ZbLibrary *library; /* borrowed: the task's source object holds it */
  GArray    *photos;  /* of gint64 */
  gint64     meeting;
  char      *caption;
} Edit;

static void
edit_free (Edit *edit)
{
  g_array_unref (edit->photos);
  g_free (edit->caption);
  g_free (edit);
}

static Edit *
edit_new (ZbAlbum *self,
          GArray  *photos)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->library = zb_album_get_library (self);
  edit->photos = g_array_copy (photos);
  return edit;
}

static const gint64 *
ids (const Edit *edit)
{
  return (const gint64 *) edit->photos->data;
}

static gpointer
answer (guint n)
{
  return g_memdup2 (&n, sizeof n);
}

static gpointer
run_link (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Edit *edit = data;
  guint before = zb_db_get_n_changed (db);
  guint n;
  g_autoptr (ZbMeeting) meeting = zb_meeting_store_get (db, edit->meeting, error);

  if (meeting == NULL ||
      !zb_photo_store_check (db, ids (edit), edit->photos->len, error) ||
      !zb_photo_store_link (db, ids (edit), edit->photos->len, edit->meeting, ZB_LINKED_PERSON, error))
    return NULL;

  n = zb_db_get_n_changed (db) - before;
  zb_library_take_label (edit->library,
                         g_strdup_printf ("归入活动：%s（%u 张）", zb_meeting_get_theme (meeting), n));
  return answer (n);
}

static gpointer
run_unlink (ZbDb         *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Edit *edit = data;
  guint before = zb_db_get_n_changed (db);
  guint n;

  if (!zb_photo_store_check (db, ids (edit), edit->photos->len, error) ||
      !zb_photo_store_link (db, ids (edit), edit->photos->len, 0, ZB_LINKED_APART, error))
    return NULL;

  n = zb_db_get_n_changed (db) - before;
  zb_library_take_label (edit->library, g_strdup_printf ("移出活动 %u 张", n));
  return answer (n);
}

static gpointer
run_caption (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Edit *edit = data;
  guint before = zb_db_get_n_changed (db);

  if (!zb_photo_store_check (db, ids (edit), edit->photos->len, error))
    return NULL;

  for (guint i = 0; i < edit->photos->len; i++)
    if (!zb_photo_store_caption (db, ids (edit)[i], edit->caption, error))
      return NULL;

  if (edit->photos->len > 1)
    zb_library_take_label (edit->library, g_strdup_printf ("修改说明（%u 张）", edit->photos->len));
  return answer (zb_db_get_n_changed (db) - before);
}

static gpointer
move_to (ZbDb       *db,
         Edit       *edit,
         ZbTrash     trash,
         const char *verb,
         GError    **error)
{
  guint before = zb_db_get_n_changed (db);
  guint n;

  if (!zb_photo_store_check (db, ids (edit), edit->photos->len, error) ||
      !zb_photo_store_trash (db, ids (edit), edit->photos->len, trash, error))
    return NULL;

  n = zb_db_get_n_changed (db) - before;
  zb_library_take_label (edit->library, g_strdup_printf ("%s %u 张", verb, n));
  return answer (n);
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
run_restore (ZbDb         *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  return move_to (db, data, ZB_TRASH_NOT, "从回收站恢复", error);
}

static void
start (ZbAlbum    *self,
       GTask      *task,
       const char *label,
       ZbDbFunc    func,
       Edit       *edit)
{
  g_task_set_task_data (task, edit, (GDestroyNotify) edit_free);
  zb_library_change (zb_album_get_library (self), task, label, func, g_free);
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
  Edit *edit = edit_new (self, photos);

  edit->meeting = meeting;
  start (self, task, "归入活动", run_link, edit);
}

void
zb_album_unlink_async (ZbAlbum            *self,
                       GArray             *photos,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  start (self, task, "移出活动", run_unlink, edit_new (self, photos));
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
  Edit *edit = edit_new (self, photos);

  edit->caption = g_strdup (caption);
  start (self, task, "修改说明", run_caption, edit);
}

void
zb_album_trash_async (ZbAlbum            *self,
                      GArray             *photos,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  start (self, task, "移到回收站", run_trash, edit_new (self, photos));
}

void
zb_album_restore_async (ZbAlbum            *self,
                        GArray             *photos,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  start (self, task, "从回收站恢复", run_restore, edit_new (self, photos));
}

gint
zb_album_edit_finish (ZbAlbum      *self,
                      GAsyncResult *result,
                      GError      **error)
{
  g_autofree guint *n = g_task_propagate_pointer (G_TASK (result), error);

  return n != NULL ? (gint) *n : -1;
}
