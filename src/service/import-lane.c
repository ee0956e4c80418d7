/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

#include <fcntl.h>
#include <unistd.h>

/* The lanes: threads that take shots in order until there are none, or it is over. */

#define LANES_A_CORE 4 /* most wait for a disk or a worker; the processors never do */
#define LANES_MOST 16

typedef struct
{
  ZbImportJob *job;
  ZbLaneFunc   work;
} Lanes;

/* Cancelled, or stopped by an error: nothing new is begun. */
gboolean
zb_import_is_over (ZbImportJob *job)
{
  gboolean over;

  if (g_cancellable_is_cancelled (job->cancellable))
    return TRUE;
  g_mutex_lock (&job->lock);
  over = job->stopped != NULL;
  g_mutex_unlock (&job->lock);

  return over;
}

void
zb_import_stop (ZbImportJob *job,
                GError      *error)
{
  g_mutex_lock (&job->lock);
  if (job->stopped == NULL)
    job->stopped = g_steal_pointer (&error);
  job->paused = FALSE;
  g_cond_broadcast (&job->cond);
  g_mutex_unlock (&job->lock);
  g_clear_error (&error);
}

gboolean
zb_import_pause (ZbImportJob  *job,
                 const GError *error)
{
  gboolean over;

  g_mutex_lock (&job->lock);
  job->n_pauses += !job->paused;
  job->paused = TRUE;
  while (job->paused && job->stopped == NULL && !g_cancellable_is_cancelled (job->cancellable))
    g_cond_wait (&job->cond, &job->lock);
  over = job->paused; /* nobody resumed */
  if (over && job->stopped == NULL)
    job->stopped = g_error_copy (error);
  over = job->stopped != NULL;
  g_mutex_unlock (&job->lock);

  return !over;
}

void
zb_import_show (ZbImportJob        *job,
                const ZbSourceFile *file,
                GBytes             *thumbnail)
{
  g_mutex_lock (&job->lock);
  g_free (job->last);
  job->last = g_strdup (file->name);
  if (thumbnail != NULL)
    {
      g_clear_pointer (&job->last_thumbnail, g_bytes_unref);
      job->last_thumbnail = g_bytes_ref (thumbnail);
    }
  g_mutex_unlock (&job->lock);
}

/* Without workers every picture would look like a crash: better not to begin. */
gboolean
zb_import_start_pool (ZbImportJob *job,
                      GError     **error)
{
  g_auto (ZbPicture) picture = { 0 };
  int fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  job->pool = zb_picture_pool_new (0);
  zb_picture_pool_read (job->pool, fd, ZB_WANT_TAGS, &picture);
  close (fd);
  if (picture.tags.problem != ZB_PROBLEM_CRASH && picture.tags.problem != ZB_PROBLEM_TIMEOUT)
    return TRUE;

  g_clear_pointer (&job->pool, zb_picture_pool_free);
  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_FAILED, "the picture worker does not start");
  return FALSE;
}

static ZbImportShot *
take_next (ZbImportJob *job)
{
  ZbImportShot *shot = NULL;

  g_mutex_lock (&job->lock);
  if (job->next < job->shots->len)
    shot = job->shots->pdata[job->next++];
  g_mutex_unlock (&job->lock);

  return shot;
}

static gpointer
run_lane (gpointer data)
{
  Lanes        *lanes = data;
  ZbImportShot *shot = NULL;

  while (!zb_import_is_over (lanes->job) && (shot = take_next (lanes->job)) != NULL)
    {
      lanes->work (lanes->job, shot);
      g_atomic_int_add (&lanes->job->n_done, (gint) shot->shot->n_files);
    }

  return NULL;
}

void
zb_import_run_lanes (ZbImportJob *job,
                     ZbLaneFunc   work)
{
  Lanes    lanes = { job, work };
  guint    n = MIN (LANES_A_CORE * g_get_num_processors (), LANES_MOST);
  GThread *threads[LANES_MOST];

  job->next = 0;
  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("import-lane", run_lane, &lanes);
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
}
