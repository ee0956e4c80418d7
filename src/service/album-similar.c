/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "photo/similar.h"
#include "service/picture-pool.h"
#include "store/look-store.h"
#include "store/photo-store.h"

#include <fcntl.h>
#include <unistd.h>

/* Bursts and near-duplicates of a meeting: what is known of their looks is read on the store thread, what is not is made from the
 * thumbnails on a thread of its own, kept, and then the photos are put into sets.
 */

void
zb_similar_set_free (ZbSimilarSet *set)
{
  g_array_unref (set->photos);
  g_free (set);
}

typedef struct
{
  ZbLibrary  *library; /* borrowed: the task's source object holds it */
  gint64      meeting;
  GPtrArray  *photos; /* of ZbPhoto, by time */
  GHashTable *looks;  /* gint64 * → ZbLookRow *, keys inside the values */
  GArray     *made;   /* of ZbLookRow */
} Similar;

static void
similar_free (Similar *self)
{
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_clear_pointer (&self->looks, g_hash_table_unref);
  g_array_unref (self->made);
  g_free (self);
}

static gpointer
run_gather (ZbDb         *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Similar *self = data;

  self->photos = zb_photo_store_list (db, ZB_PHOTOS_ALL, self->meeting, 0, error);
  self->looks = self->photos != NULL ? zb_look_store_list (db, self->meeting, error) : NULL;
  return GINT_TO_POINTER (self->looks != NULL);
}

static void
make_look (Similar       *self,
           ZbPicturePool *pool,
           gint64         photo)
{
  g_autofree char *path = zb_library_dup_thumbnail (self->library, photo);
  int              fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  ZbLookRow        row = { .photo = photo };

  if (fd < 0)
    return;
  if (zb_picture_pool_look (pool, fd, &row.hash, &row.sharp))
    g_array_append_val (self->made, row);
  close (fd);
}

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Similar *self = data;
  g_autoptr (ZbPicturePool) pool = zb_picture_pool_new (1);

  for (guint i = 0; i < self->photos->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      gint64 id = zb_photo_get (self->photos->pdata[i])->id;

      if (!g_hash_table_contains (self->looks, &id))
        make_look (self, pool, id);
    }

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static gboolean
put_looks (ZbDb    *db,
           gpointer data,
           GError **error)
{
  Similar *self = data;

  return zb_look_store_put (db, (const ZbLookRow *) self->made->data, self->made->len, error);
}

static guint
count_cares (const ZbPhotoFields *photo)
{
  return (photo->cover ? 4 : 0) + (photo->picked ? 2 : 0) + (photo->caption != NULL ? 1 : 0);
}

static void
add_photo (const Similar *self,
           ZbPhoto       *photo,
           GArray        *given)
{
  const ZbPhotoFields *fields = zb_photo_get (photo);
  const ZbLookRow     *look = g_hash_table_lookup (self->looks, &fields->id);
  ZbSimilarPhoto       row = {
          .id = fields->id,
          .dated = zb_wall_is_set (&fields->taken),
          .seconds = fields->taken.seconds,
          .camera = fields->camera,
          .looked = look != NULL,
          .hash = look != NULL ? look->hash : 0,
          .sharp = look != NULL ? look->sharp : 0,
          .dear = count_cares (fields),
          .pixels = (gint64) fields->width * fields->height,
  };

  if (!g_str_equal (fields->format, "mp4") && !g_str_equal (fields->format, "mov"))
    g_array_append_val (given, row);
}

static ZbSimilarSet *
make_set (const ZbSimilarGroup *group,
          const GArray         *given)
{
  ZbSimilarSet *set = g_new0 (ZbSimilarSet, 1);

  set->photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  set->best = g_array_index (given, ZbSimilarPhoto, group->best).id;
  for (guint i = 0; i < group->photos->len; i++)
    g_array_append_val (set->photos, g_array_index (given, ZbSimilarPhoto, g_array_index (group->photos, guint, i)).id);

  return set;
}

/* Keeps what was made; a library that cannot keep it has found the sets all the same. */
static gpointer
run_group (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Similar *self = data;
  g_autoptr (GArray) given = g_array_new (FALSE, TRUE, sizeof (ZbSimilarPhoto));
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GError) kept = NULL;
  GPtrArray *sets = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_similar_set_free);

  if (self->made->len > 0 && !zb_library_slice (self->library, put_looks, self, &kept))
    g_warning ("looks of photos are not kept: %s", kept->message);
  for (guint i = 0; i < self->made->len; i++)
    {
      ZbLookRow *row = g_memdup2 (&g_array_index (self->made, ZbLookRow, i), sizeof *row);

      g_hash_table_insert (self->looks, &row->photo, row);
    }

  for (guint i = 0; i < self->photos->len; i++)
    add_photo (self, self->photos->pdata[i], given);
  groups = zb_similar_find ((const ZbSimilarPhoto *) given->data, given->len);
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (sets, make_set (groups->pdata[i], given));
  return sets;
}

/* The next step of the same question, on the store thread. */
static void
read_on (GTask              *task,
         ZbDbFunc            func,
         GDestroyNotify      free_result,
         GAsyncReadyCallback callback)
{
  Similar *self = g_task_get_task_data (task);
  g_autoptr (GTask) step = g_task_new (NULL, g_task_get_cancellable (task), callback, g_object_ref (task));

  g_task_set_task_data (step, self, NULL);
  zb_library_read (self->library, step, func, free_result);
}

static void
grouped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError    *error = NULL;
  GPtrArray *sets = g_task_propagate_pointer (G_TASK (result), &error);

  if (sets != NULL)
    g_task_return_pointer (task, sets, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    read_on (task, run_group, (GDestroyNotify) g_ptr_array_unref, grouped_cb);
  else
    g_task_return_error (task, error);
}

static void
gathered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GTask) looking = NULL;
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  looking = g_task_new (NULL, g_task_get_cancellable (task), looked_cb, g_object_ref (task));
  g_task_set_task_data (looking, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (looking, look_thread);
}

void
zb_album_similar_async (ZbAlbum            *self,
                        gint64              meeting,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Similar *similar = g_new0 (Similar, 1);

  similar->library = zb_album_get_library (self);
  similar->meeting = meeting;
  similar->made = g_array_new (FALSE, FALSE, sizeof (ZbLookRow));
  g_task_set_task_data (task, similar, (GDestroyNotify) similar_free);
  read_on (task, run_gather, NULL, gathered_cb);
}

GPtrArray *
zb_album_similar_finish (ZbAlbum      *self,
                         GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
