/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/worker.h"

/* One thread and a queue.
 *
 * Jobs run one at a time, in the order they were pushed, so what only
 * jobs touch (the database handle) needs no lock. A job travels to the
 * thread and back; at any moment one side owns it, and only the asking
 * side ever releases the task.
 */

struct _ZbWorker
{
  GThread     *thread;
  GAsyncQueue *jobs;
};

typedef struct
{
  GTask         *task; /* NULL asks the thread to stop */
  ZbWorkerFunc   func;
  GDestroyNotify free_result;
  gpointer       result;
  GError        *error;
} Job;

static gboolean
job_reply (gpointer data)
{
  g_autofree Job *job = data;
  g_autoptr (GTask) task = job->task;

  if (job->error != NULL)
    g_task_return_error (task, job->error);
  else
    g_task_return_pointer (task, job->result, job->free_result);

  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke(): that calls @job right here, on the wrong
 * thread, whenever nobody happens to be iterating the context.
 */
static void
job_send_back (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, job_reply, job, NULL);
  g_source_attach (source, g_task_get_context (job->task));
}

static gpointer
zb_worker_thread (gpointer data)
{
  g_autoptr (GAsyncQueue) jobs = data;
  Job *job;

  while ((job = g_async_queue_pop (jobs))->task != NULL)
    {
      GCancellable *cancellable = g_task_get_cancellable (job->task);

      if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
        job->result = job->func (g_task_get_source_object (job->task),
                                 g_task_get_task_data (job->task),
                                 cancellable,
                                 &job->error);

      job_send_back (job);
    }

  g_free (job);
  return NULL;
}

ZbWorker *
zb_worker_new (const char *name)
{
  ZbWorker *self = g_new0 (ZbWorker, 1);

  self->jobs = g_async_queue_new ();
  self->thread = g_thread_new (name, zb_worker_thread, g_async_queue_ref (self->jobs));

  return self;
}

/* Finishes the jobs already queued, then stops the thread. */
void
zb_worker_free (ZbWorker *self)
{
  g_async_queue_push (self->jobs, g_new0 (Job, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_free (self);
}

void
zb_worker_run (ZbWorker      *self,
               GTask         *task,
               ZbWorkerFunc   func,
               GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  job->task = g_object_ref (task);
  job->func = func;
  job->free_result = free_result;
  g_async_queue_push (self->jobs, job);
}

gboolean
zb_worker_is_self (ZbWorker *self)
{
  return g_thread_self () == self->thread;
}
