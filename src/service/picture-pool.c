/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/picture-pool.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "photo/message.h"
#include "service/worker-process.h"

/* A worker is in `idle` or in the hands of one caller, who alone talks to it, ends it and starts
 * it again; so the lock is held only to take one and to put it back. Every wait has an end: for an
 * answer the deadline, for a worker to end SIGKILL, for an idle worker the deadlines of others.
 */
#define MAX_ANSWERS 5000 /* then a fresh process, whatever the libraries have leaked */
#define AGAIN_SECONDS 5  /* for the tags alone of a picture that ended a worker */

typedef struct
{
  ZbWorkerProcess process;
  guint           n_answers;
} Worker;

struct _ZbPicturePool
{
  GMutex     lock;
  GCond      freed;
  GPtrArray *idle; /* of Worker, the last used last */
  Worker    *workers;
  guint      n_workers;
  guint64    peak;
  char      *program;
};

static void
note_peak (ZbPicturePool *self,
           guint64        peak)
{
  g_mutex_lock (&self->lock);
  self->peak = MAX (self->peak, peak);
  g_mutex_unlock (&self->lock);
}

/* Whether it ended by its own clock. */
static gboolean
worker_stop (ZbPicturePool *self,
             Worker        *worker)
{
  guint64        peak;
  const gboolean by_clock = zb_worker_process_stop (&worker->process, &peak);

  note_peak (self, peak);
  worker->n_answers = 0;
  return by_clock;
}

/* What is asked, and what its answer must be to count as one. */
typedef struct
{
  ZbWorkerQuestion question;
  const char      *answer_type;
  gboolean (*take) (gpointer answer, GVariant *variant, int sink);
  gpointer answer;
} Job;

static ZbProblem
hear (Worker    *worker,
      const Job *job,
      gint64     deadline)
{
  g_autofree guint8 *buffer = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) answer = NULL;
  gssize n;

  if (!zb_worker_process_wait (&worker->process, deadline, NULL))
    return ZB_PROBLEM_TIMEOUT;

  buffer = g_malloc (ZB_PICTURE_MESSAGE_MAX);
  n = recv (worker->process.socket, buffer, ZB_PICTURE_MESSAGE_MAX, MSG_DONTWAIT | MSG_TRUNC);
  if (n <= 0 || n > ZB_PICTURE_MESSAGE_MAX)
    return ZB_PROBLEM_CRASH;

  bytes = g_bytes_new (buffer, n);
  answer = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (job->answer_type), bytes, FALSE));
  return job->take (job->answer, answer, job->question.sink) ? ZB_PROBLEM_NONE : ZB_PROBLEM_CRASH;
}

/* CRASH or TIMEOUT leave the worker stopped; the answer then means nothing. */
static ZbProblem
worker_do (ZbPicturePool *self,
           Worker        *worker,
           const Job     *job,
           int            seconds)
{
  gint64    deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  ZbProblem problem = ZB_PROBLEM_CRASH;

  if (worker->process.pid != 0 && zb_worker_process_wait (&worker->process, 0, NULL)) /* it ended while idle */
    worker_stop (self, worker);
  if (worker->process.pid == 0 && !zb_worker_process_start (&worker->process, self->program))
    return ZB_PROBLEM_CRASH;

  if (zb_worker_process_ask_with (&worker->process, &job->question))
    problem = hear (worker, job, deadline);
  if (problem != ZB_PROBLEM_NONE)
    return worker_stop (self, worker) ? ZB_PROBLEM_TIMEOUT : problem;

  if (++worker->n_answers >= MAX_ANSWERS)
    worker_stop (self, worker);
  return ZB_PROBLEM_NONE;
}

static gboolean
take_picture (gpointer  answer,
              GVariant *variant,
              int       sink)
{
  return zb_picture_from_variant (answer, variant);
}

static ZbProblem
worker_read (ZbPicturePool *self,
             Worker        *worker,
             int            fd,
             ZbWant         want,
             int            seconds,
             ZbPicture     *picture)
{
  const Job job = {
    .question = { .want = want, .fd = fd, .sink = -1 },
    .answer_type = ZB_PICTURE_TYPE,
    .take = take_picture,
    .answer = picture,
  };

  return worker_do (self, worker, &job, seconds);
}

static Worker *
take_worker (ZbPicturePool *self)
{
  Worker *worker;

  g_mutex_lock (&self->lock);
  while (self->idle->len == 0)
    g_cond_wait (&self->freed, &self->lock);
  worker = g_ptr_array_steal_index (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->lock);

  return worker;
}

static void
put_back (ZbPicturePool *self,
          Worker        *worker)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->idle, worker);
  g_cond_signal (&self->freed);
  g_mutex_unlock (&self->lock);
}

ZbPicturePool *
zb_picture_pool_new (guint n_workers)
{
  ZbPicturePool *self = g_new0 (ZbPicturePool, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->freed);
  self->n_workers = n_workers != 0 ? n_workers : g_get_num_processors ();
  self->workers = g_new0 (Worker, self->n_workers);
  self->idle = g_ptr_array_new ();
  for (guint i = 0; i < self->n_workers; i++)
    {
      self->workers[i].process = (ZbWorkerProcess) ZB_WORKER_PROCESS_INIT;
      g_ptr_array_add (self->idle, &self->workers[i]);
    }
  self->program = zb_worker_process_dup_program ();

  return self;
}

/* Nobody may be reading. */
void
zb_picture_pool_free (ZbPicturePool *self)
{
  g_return_if_fail (self->idle->len == self->n_workers);

  for (guint i = 0; i < self->n_workers; i++)
    worker_stop (self, &self->workers[i]);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->freed);
  g_ptr_array_unref (self->idle);
  g_free (self->workers);
  g_free (self->program);
  g_free (self);
}

/* A picture whose pixels end a worker may still have a date: its tags are asked for alone. */
void
zb_picture_pool_read (ZbPicturePool *self,
                      int            fd,
                      ZbWant         want,
                      ZbPicture     *picture)
{
  Worker   *worker = take_worker (self);
  ZbProblem problem;

  problem = worker_read (self, worker, fd, want, ZB_PICTURE_DEADLINE, picture);
  if (problem != ZB_PROBLEM_NONE)
    {
      if (want == ZB_WANT_TAGS || worker_read (self, worker, fd, ZB_WANT_TAGS, AGAIN_SECONDS, picture) != ZB_PROBLEM_NONE)
        memset (picture, 0, sizeof *picture);
      picture->tags.problem = problem;
    }
  put_back (self, worker);
}

/* From here on the worker, which still has the sink, cannot make it shorter under a mapping; where it allows no sealing it is a
 * file, and is read. */
static guint64
settle_sink (int sink)
{
  struct stat info = { 0 };

  fcntl (sink, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW);
  return fstat (sink, &info) == 0 && S_ISREG (info.st_mode) ? (guint64) info.st_size : 0;
}

static gboolean
take_view (gpointer  data,
           GVariant *variant,
           int       sink)
{
  ZbViewAnswer *answer = data;

  return zb_view_answer_from_variant (answer, variant) && settle_sink (sink) == (guint64) answer->width * answer->height * 3;
}

/* It must at least begin like a JPEG. */
static gboolean
take_copy (gpointer  data,
           GVariant *variant,
           int       sink)
{
  ZbCopyAnswer *answer = data;
  guint8        head[3];

  if (!zb_copy_answer_from_variant (answer, variant) || settle_sink (sink) != answer->bytes)
    return FALSE;

  return answer->bytes == 0 || (pread (sink, head, sizeof head, 0) == sizeof head && memcmp (head, "\xff\xd8\xff", 3) == 0);
}

typedef struct
{
  gboolean ok;
  guint64  hash;
  guint    sharp;
} Look;

static gboolean
take_look (gpointer  data,
           GVariant *variant,
           int       sink)
{
  Look *look = data;

  return zb_look_answer_from_variant (&look->ok, &look->hash, &look->sharp, variant);
}

/* Takes the parameters, floating or NULL. What a failed job left in the sink is cut off. */
static ZbProblem
do_job (ZbPicturePool *self,
        Job           *job,
        GVariant      *parameters)
{
  g_autoptr (GVariant) owned = parameters == NULL ? NULL : g_variant_ref_sink (parameters);
  Worker   *worker;
  ZbProblem problem;

  if (owned != NULL)
    {
      job->question.bytes = g_variant_get_data (owned);
      job->question.size = g_variant_get_size (owned);
    }
  if (job->question.size > ZB_COPY_MESSAGE_MAX)
    return ZB_PROBLEM_TOO_LARGE;

  worker = take_worker (self);
  problem = worker_do (self, worker, job, ZB_PICTURE_DEADLINE);
  put_back (self, worker);
  if (problem != ZB_PROBLEM_NONE && job->question.sink >= 0 && ftruncate (job->question.sink, 0) != 0)
    g_debug ("a sink keeps what a worker left in it");
  return problem;
}

void
zb_picture_pool_view (ZbPicturePool    *self,
                      int               fd,
                      const ZbViewSpec *spec,
                      int               sink,
                      ZbViewAnswer     *answer)
{
  Job       job = { { .want = ZB_WANT_VIEW, .fd = fd, .sink = sink }, ZB_VIEW_ANSWER_TYPE, take_view, answer };
  ZbProblem problem = do_job (self, &job, zb_view_spec_to_variant (spec));

  if (problem != ZB_PROBLEM_NONE)
    *answer = (ZbViewAnswer){ .problem = problem };
}

void
zb_picture_pool_copy (ZbPicturePool    *self,
                      int               fd,
                      const ZbCopySpec *spec,
                      int               sink,
                      ZbCopyAnswer     *answer)
{
  Job       job = { { .want = ZB_WANT_COPY, .fd = fd, .sink = sink }, ZB_COPY_ANSWER_TYPE, take_copy, answer };
  ZbProblem problem = do_job (self, &job, zb_copy_spec_to_variant (spec));

  if (problem != ZB_PROBLEM_NONE)
    *answer = (ZbCopyAnswer){ .problem = problem };
}

gboolean
zb_picture_pool_look (ZbPicturePool *self,
                      int            fd,
                      guint64       *hash,
                      guint         *sharp)
{
  Look look = { 0 };
  Job  job = { { .want = ZB_WANT_LOOK, .fd = fd, .sink = -1 }, ZB_LOOK_ANSWER_TYPE, take_look, &look };

  if (do_job (self, &job, NULL) != ZB_PROBLEM_NONE || !look.ok)
    return FALSE;

  *hash = look.hash;
  *sharp = look.sharp;
  return TRUE;
}

guint64
zb_picture_pool_get_peak (ZbPicturePool *self)
{
  guint64 peak;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->idle->len; i++)
    self->peak = MAX (self->peak, zb_worker_process_get_peak (&((Worker *) self->idle->pdata[i])->process));
  peak = self->peak;
  g_mutex_unlock (&self->lock);

  return peak;
}
