/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/viewing.h"

#include "photo/view.h"
#include "service/picture-pool.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A question is the photo's row first, from the store, and then a place in one of two queues. Two threads take from them, each with a
 * picture worker; of those who look ahead only one works at a time, so that a picture that is wanted now never waits for two.
 *
 * The threads belong to the desk and not to the object, which may go at any time, on any of them: the last to leave clears the desk.
 */
#define N_THREADS 2

typedef struct
{
  gatomicrefcount count;
  GMutex          lock;
  GCond           changed;
  GQueue          now, ahead; /* of GTask */
  guint           n_ahead;    /* in work */
  gboolean        closing;
  ZbPicturePool  *pool;
} Desk;

struct _ZbViewing
{
  GObject parent_instance;

  ZbAlbum *album;
  Desk    *desk;
};

G_DEFINE_FINAL_TYPE (ZbViewing, zb_viewing, G_TYPE_OBJECT)

typedef struct
{
  ZbViewWanted wanted;
  char        *path;
  int          turn;
  gboolean     video;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->path);
  g_free (self);
}

void
zb_view_free (ZbView *view)
{
  g_clear_pointer (&view->pixels, g_bytes_unref);
  g_free (view->path);
  g_free (view->reason);
  g_free (view);
}

static void
desk_unref (Desk *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;

  g_clear_pointer (&self->pool, zb_picture_pool_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* Pixels in mapped memory, and how to give them back. */
typedef struct
{
  gpointer start;
  gsize    size;
} Mapping;

static void
mapping_free (gpointer data)
{
  Mapping *self = data;

  munmap (self->start, self->size);
  g_free (self);
}

/* Only what can no longer become shorter: the worker still has the descriptor. NULL: it was left open. */
static GBytes *
map_sink (int   sink,
          gsize size)
{
  const int seals = fcntl (sink, F_GET_SEALS);
  Mapping  *mapping;
  gpointer  start;

  if (seals < 0 || (seals & F_SEAL_SHRINK) == 0)
    return NULL;

  start = mmap (NULL, size, PROT_READ, MAP_SHARED, sink, 0);
  if (start == MAP_FAILED)
    return NULL;

  mapping = g_new (Mapping, 1);
  *mapping = (Mapping){ start, size };
  return g_bytes_new_with_free_func (start, size, mapping_free, mapping);
}

static void
take_answer (ZbView             *view,
             const ZbViewAnswer *answer,
             int                 sink)
{
  view->full_width = answer->full_width;
  view->full_height = answer->full_height;
  view->whole_width = answer->whole_width;
  view->whole_height = answer->whole_height;
  view->x = answer->x;
  view->y = answer->y;
  view->width = answer->width;
  view->height = answer->height;
  if (answer->width > 0)
    view->pixels = map_sink (sink, (gsize) answer->width * answer->height * 3);

  if (view->pixels == NULL)
    view->state = ZB_VIEW_NOTHING;
  else if (answer->problem == ZB_PROBLEM_NONE || answer->problem == ZB_PROBLEM_TAGS || answer->problem == ZB_PROBLEM_TOO_LARGE)
    view->state = ZB_VIEW_SHOWN;
  else
    view->state = ZB_VIEW_DAMAGED;

  if (view->pixels == NULL || view->state == ZB_VIEW_DAMAGED)
    view->reason = g_strdup (zb_problem_get_name (answer->problem != ZB_PROBLEM_NONE ? answer->problem : ZB_PROBLEM_CRASH));
  else if (answer->problem == ZB_PROBLEM_TOO_LARGE)
    view->reason = g_strdup ("图片太大，只能缩小显示");
}

/* The picture is open. */
static void
look (ZbView         *view,
      const Question *question,
      ZbPicturePool  *pool,
      int             fd)
{
  const ZbViewWanted *wanted = &question->wanted;
  const ZbViewSpec    spec = { wanted->size, question->turn, wanted->x, wanted->y, wanted->width, wanted->height };
  ZbViewAnswer        answer;
  const int           sink = memfd_create ("zhibu-view", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (sink < 0)
    {
      view->state = ZB_VIEW_NOTHING;
      view->reason = g_strdup ("内存不足");
      return;
    }

  zb_picture_pool_view (pool, fd, &spec, sink, &answer);
  take_answer (view, &answer, sink);
  close (sink);
}

/* Missing is what can be found again; what is there and cannot be read says why. */
static void
note_unopened (ZbView *view,
               int     error)
{
  view->state = error == ENOENT || error == ENOTDIR ? ZB_VIEW_MISSING : ZB_VIEW_NOTHING;
  if (view->state == ZB_VIEW_NOTHING)
    view->reason = g_strdup (error == EACCES || error == EPERM ? "没有权限读取这个文件" : "这个文件读不出来");
}

static ZbView *
make_view (const Question *question,
           ZbPicturePool  *pool)
{
  ZbView   *view = g_new0 (ZbView, 1);
  const int fd = open (question->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  const int error = errno;

  view->path = g_strdup (question->path);
  if (fd < 0)
    {
      note_unopened (view, error);
      return view;
    }

  if (question->video)
    view->state = ZB_VIEW_VIDEO;
  else
    look (view, question, pool, fd);
  close (fd);
  return view;
}

/* With the lock held; NULL when nothing may be begun. */
static GTask *
take_task (Desk     *self,
           gboolean *ahead)
{
  GTask *task = g_queue_pop_head (&self->now);

  *ahead = task == NULL && self->n_ahead == 0;
  if (*ahead)
    task = g_queue_pop_head (&self->ahead);
  *ahead = *ahead && task != NULL;
  return task;
}

typedef struct
{
  GTask  *task;
  ZbView *view; /* NULL: cancelled before its turn */
} Reply;

static gboolean
reply_cb (gpointer data)
{
  g_autofree Reply *reply = data;
  g_autoptr (GTask) task = reply->task;

  if (reply->view == NULL)
    g_task_return_error_if_cancelled (task);
  else
    g_task_return_pointer (task, reply->view, (GDestroyNotify) zb_view_free);

  return G_SOURCE_REMOVE;
}

/* Takes the task, which is let go of on the asking side alone. */
static void
answer (Desk  *self,
        GTask *task)
{
  const Question *question = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_idle_source_new ();
  Reply *reply = g_new0 (Reply, 1);

  reply->task = task;
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    reply->view = make_view (question, self->pool);
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, reply_cb, reply, NULL);
  g_source_attach (source, g_task_get_context (task));
}

static gpointer
run_desk (gpointer data)
{
  Desk    *self = data;
  GTask   *task;
  gboolean ahead;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      while ((task = take_task (self, &ahead)) == NULL && !self->closing)
        g_cond_wait (&self->changed, &self->lock);
      if (task == NULL)
        break;

      self->n_ahead += ahead;
      g_mutex_unlock (&self->lock);
      answer (self, task);
      g_mutex_lock (&self->lock);
      self->n_ahead -= ahead;
      g_cond_signal (&self->changed);
    }
  g_mutex_unlock (&self->lock);
  desk_unref (self);
  return NULL;
}

static Desk *
desk_new (void)
{
  Desk *self = g_new0 (Desk, 1);

  g_atomic_ref_count_init (&self->count);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->pool = zb_picture_pool_new (N_THREADS);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_atomic_ref_count_inc (&self->count);
      g_thread_unref (g_thread_new ("viewing", run_desk, self));
    }
  return self;
}

/* Nobody waits: a task holds its object. */
static void
desk_close (Desk *self)
{
  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  desk_unref (self);
}

static void
zb_viewing_finalize (GObject *object)
{
  ZbViewing *self = ZB_VIEWING (object);

  g_clear_pointer (&self->desk, desk_close);
  g_clear_object (&self->album);

  G_OBJECT_CLASS (zb_viewing_parent_class)->finalize (object);
}

static void
zb_viewing_class_init (ZbViewingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_viewing_finalize;
}

static void
zb_viewing_init (ZbViewing *self)
{
}

ZbViewing *
zb_viewing_new (ZbAlbum *album)
{
  ZbViewing *self = g_object_new (ZB_TYPE_VIEWING, NULL);

  self->album = g_object_ref (album);
  self->desk = desk_new ();
  return self;
}

/* Takes the task. */
static void
push (Desk  *self,
      GTask *task)
{
  const Question *question = g_task_get_task_data (task);

  g_mutex_lock (&self->lock);
  g_queue_push_tail (question->wanted.ahead ? &self->ahead : &self->now, task);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
photo_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  ZbViewing *self = g_task_get_source_object (task);
  Question  *question = g_task_get_task_data (task);
  GError    *error = NULL;
  g_autoptr (ZbPhoto) photo = zb_album_photo_finish (ZB_ALBUM (source), result, &error);
  const ZbPhotoFields *fields;

  if (photo == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  fields = zb_photo_get (photo);
  question->path = g_build_filename (zb_library_get_folder (zb_album_get_library (self->album)), fields->file, NULL);
  question->turn = fields->turn;
  question->video = zb_format_is_video (zb_format_from_code (fields->format));
  push (self->desk, g_steal_pointer (&task));
}

void
zb_viewing_view_async (ZbViewing          *self,
                       gint64              photo,
                       const ZbViewWanted *wanted,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  GTask    *task = g_task_new (self, cancellable, callback, data);
  Question *question = g_new0 (Question, 1);

  question->wanted = *wanted;
  g_task_set_task_data (task, question, question_free);
  zb_album_photo_async (self->album, photo, cancellable, photo_cb, task);
}

ZbView *
zb_viewing_view_finish (ZbViewing    *self,
                        GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
