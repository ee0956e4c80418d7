/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/album-private.h"

#include "service/picture-pool.h"
#include "store/meeting-store.h"
#include "store/album-store.h"
#include "store/photo-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _ZbAlbum
{
  GObject parent_instance;

  ZbLibrary *library;
  ZbWorker  *painter; /* main thread; NULL until a thumbnail is missing */

  ZbAlbumMemo *memo;
  GHashTable  *turns; /* gint64 * → degrees: those that are turned */

  ZbPicturePool *pool; /* on the painter's thread, later on the one that frees the album */
};

enum
{
  TURNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbAlbum, zb_album, G_TYPE_OBJECT)

static gboolean
is_other (gpointer key,
          gpointer value,
          gpointer data)
{
  return g_hash_table_lookup (data, key) != value;
}

static void
take_turns (ZbAlbum    *self,
            GHashTable *turns)
{
  gboolean same = g_hash_table_size (turns) == g_hash_table_size (self->turns) &&
                  g_hash_table_find (turns, is_other, self->turns) == NULL;

  g_hash_table_unref (self->turns);
  self->turns = turns;
  if (!same)
    g_signal_emit (self, signals[TURNED], 0);
}

static void
turns_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree GWeakRef *album = data;
  g_autoptr (ZbAlbum) self = g_weak_ref_get (album);
  GHashTable *turns = g_task_propagate_pointer (G_TASK (result), NULL);

  if (turns != NULL && self != NULL)
    take_turns (self, turns);
  else if (turns != NULL)
    g_hash_table_unref (turns);
  g_weak_ref_clear (album);
}

static gpointer
run_turns (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return zb_album_store_list_turns (db, error);
}

/* Read before whatever is asked for after it: who loads the album knows the turns when its rows come. */
static void
read_turns (ZbAlbum *self)
{
  GWeakRef *album = g_new0 (GWeakRef, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, turns_cb, album);

  g_weak_ref_init (album, self);
  zb_library_read (self->library, task, run_turns, (GDestroyNotify) g_hash_table_unref);
}

static void
library_changed_cb (ZbAlbum *self,
                    guint    tables)
{
  if ((tables & ZB_TABLE_PHOTO) != 0)
    read_turns (self);
}

static void
zb_album_finalize (GObject *object)
{
  ZbAlbum *self = ZB_ALBUM (object);

  g_clear_pointer (&self->painter, zb_worker_free);
  g_clear_pointer (&self->pool, zb_picture_pool_free);
  g_clear_pointer (&self->memo, zb_album_memo_unref);
  g_clear_pointer (&self->turns, g_hash_table_unref);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (zb_album_parent_class)->finalize (object);
}

static void
zb_album_class_init (ZbAlbumClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_album_finalize;
  signals[TURNED] =
      g_signal_new ("turned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zb_album_init (ZbAlbum *self)
{
  self->memo = zb_album_memo_new ();
  self->turns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

ZbAlbum *
zb_album_new (ZbLibrary *library)
{
  ZbAlbum *self = g_object_new (ZB_TYPE_ALBUM, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  read_turns (self);
  return self;
}

ZbAlbumMemo *
zb_album_get_memo (ZbAlbum *self)
{
  return self->memo;
}

int
zb_album_get_turn (ZbAlbum *self,
                   gint64   photo)
{
  g_return_val_if_fail (ZB_IS_ALBUM (self), 0);

  return GPOINTER_TO_INT (g_hash_table_lookup (self->turns, &photo));
}

ZbLibrary *
zb_album_get_library (ZbAlbum *self)
{
  return self->library;
}

char *
zb_album_dup_thumbnail (ZbAlbum *self,
                        gint64   photo)
{
  return zb_library_dup_thumbnail (self->library, photo);
}

static void
query_free (ZbAlbumQuery *query)
{
  g_free ((char *) query->filter.search);
  g_clear_pointer (&query->memo, zb_album_memo_unref);
  g_free (query);
}

static ZbAlbumQuery *
make_query (ZbAlbum             *self,
            const ZbAlbumFilter *filter)
{
  ZbAlbumQuery *query = g_new0 (ZbAlbumQuery, 1);
  gboolean      searches = filter->search != NULL && *filter->search != '\0';

  query->filter = *filter;
  query->filter.search = searches ? g_strdup (filter->search) : NULL;
  query->memo = zb_album_memo_ref (self->memo);
  return query;
}

void
zb_album_load_async (ZbAlbum             *self,
                     const ZbAlbumFilter *filter,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, make_query (self, filter), (GDestroyNotify) query_free);
  zb_library_read (self->library, task, zb_album_run_load, (GDestroyNotify) zb_album_index_unref);
}

ZbAlbumIndex *
zb_album_load_finish (ZbAlbum      *self,
                      GAsyncResult *result,
                      GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
run_photo (ZbDb         *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return zb_photo_store_get (db, *(gint64 *) data, error);
}

void
zb_album_photo_async (ZbAlbum            *self,
                      gint64              photo,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, g_memdup2 (&photo, sizeof photo), g_free);
  zb_library_read (self->library, task, run_photo, g_object_unref);
}

ZbPhoto *
zb_album_photo_finish (ZbAlbum      *self,
                       GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zb_album_list_async (ZbAlbum             *self,
                     const ZbAlbumFilter *filter,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, make_query (self, filter), (GDestroyNotify) query_free);
  zb_library_read (self->library, task, zb_album_run_list, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
zb_album_list_finish (ZbAlbum      *self,
                      GAsyncResult *result,
                      GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The pool's answer is what it is: a picture without a thumbnail is no error, a cache that cannot
 * be written is. On the painter's thread. */
static gpointer
run_paint (gpointer      source_object,
           gpointer      task_data,
           GCancellable *cancellable,
           GError      **error)
{
  ZbAlbum             *self = source_object;
  ZbPhoto             *photo = task_data;
  const ZbPhotoFields *fields = zb_photo_get (photo);
  g_autofree char     *from = g_build_filename (zb_library_get_folder (self->library), fields->file, NULL);
  g_autofree char     *to = zb_album_dup_thumbnail (self, fields->id);
  g_autofree char     *folder = g_path_get_dirname (to);
  g_auto (ZbPicture) picture = { 0 };
  int      fd = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  gpointer bytes;
  gsize    size;

  if (fd < 0)
    {
      g_set_error (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_SOURCE, "%s: %s", fields->file, g_strerror (errno));
      return NULL;
    }

  if (self->pool == NULL)
    self->pool = zb_picture_pool_new (1);
  zb_picture_pool_read (self->pool, fd, ZB_WANT_FULL, &picture);
  close (fd);
  if (picture.thumbnail == NULL)
    {
      g_set_error (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_SOURCE, "%s has no picture to show", fields->file);
      return NULL;
    }

  g_mkdir_with_parents (folder, 0700);
  bytes = (gpointer) g_bytes_get_data (picture.thumbnail, &size);
  return GINT_TO_POINTER (g_file_set_contents_full (to, bytes, size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error));
}

static void
painted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError  *error = NULL;
  gpointer done = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, done != NULL);
}

static void
photo_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  ZbAlbum *self = ZB_ALBUM (source);
  g_autoptr (GTask) task = data;
  g_autoptr (GTask) job = NULL;
  g_autoptr (GError) error = NULL;
  ZbPhoto *photo = zb_album_photo_finish (self, result, &error);

  if (photo == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (self->painter == NULL)
    self->painter = zb_worker_new ("zb-painter");

  job = g_task_new (self, g_task_get_cancellable (task), painted_cb, g_object_ref (task));
  g_task_set_task_data (job, photo, g_object_unref);
  zb_worker_run (self->painter, job, run_paint, NULL);
}

void
zb_album_make_thumbnail_async (ZbAlbum            *self,
                               gint64              photo,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  zb_album_photo_async (self, photo, cancellable, photo_found_cb, task);
}

gboolean
zb_album_make_thumbnail_finish (ZbAlbum      *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
