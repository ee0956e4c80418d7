/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/picture-pool.h"

#include "zb-config.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A worker is in `idle` or in the hands of one caller, who alone talks to it, ends it and starts
 * it again; so the lock is held only to take one and to put it back. Every wait has an end: for an
 * answer the deadline, for a worker to end SIGKILL, for an idle worker the deadlines of others.
 */
#define MAX_ANSWERS 5000 /* then a fresh process, whatever the libraries have leaked */
#define AGAIN_SECONDS 5  /* for the tags alone of a picture that ended a worker */

typedef struct
{
  GPid  pid;    /* 0: not running */
  int   socket; /* -1 likewise */
  guint n_answers;
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
  GStrv      environment;
};

/* In the build tree; below the prefix the program was moved to; where it was to be installed. */
static char *
find_program (void)
{
  static const char *const places[] = { "../worker", "../" ZB_LIBEXEC, NULL };
  const char              *given = g_getenv ("ZHIBU_WORKER");
  g_autofree char         *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char         *folder = self == NULL ? NULL : g_path_get_dirname (self);

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  for (guint i = 0; folder != NULL && places[i] != NULL; i++)
    {
      g_autofree char *program = g_build_filename (folder, places[i], "zhibu-worker", NULL);

      if (g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&program);
    }
  return g_build_filename (ZB_LIBEXECDIR, "zhibu-worker", NULL);
}

/* Most memory a running process has had, 0 unknown. (What wait4() tells includes the moment of
 * fork, when it was a copy of this process.)
 */
static guint64
read_peak (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int) pid);
  g_autofree char *text = NULL;
  const char      *line;

  if (pid == 0 || !g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "VmHWM:")) == NULL)
    return 0;

  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}

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
  struct rusage own, usage = { 0 };
  int           status = 0;

  if (worker->pid == 0)
    return FALSE;

  note_peak (self, read_peak (worker->pid));
  close (worker->socket);
  kill (worker->pid, SIGKILL);
  while (wait4 (worker->pid, &status, 0, &usage) < 0 && errno == EINTR)
    ;
  getrusage (RUSAGE_SELF, &own);
  if (usage.ru_maxrss > own.ru_maxrss)
    note_peak (self, (guint64) usage.ru_maxrss * 1024);
  *worker = (Worker){ .socket = -1 };

  return WIFSIGNALED (status) && WTERMSIG (status) == SIGALRM;
}

static gboolean
worker_start (ZbPicturePool *self,
              Worker        *worker)
{
  const char *const arguments[] = { self->program, NULL };
  g_autoptr (GError) error = NULL;
  const int target = 3;
  int       pair[2];
  gboolean  ok;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
    return FALSE;

  ok = g_spawn_async_with_pipes_and_fds (NULL,
                                         arguments,
                                         (const char *const *) self->environment,
                                         G_SPAWN_DO_NOT_REAP_CHILD,
                                         NULL,
                                         NULL,
                                         -1,
                                         -1,
                                         -1,
                                         &pair[1],
                                         &target,
                                         1,
                                         &worker->pid,
                                         NULL,
                                         NULL,
                                         NULL,
                                         &error);
  close (pair[1]);
  worker->socket = pair[0];
  if (!ok)
    {
      g_message ("cannot start %s: %s", self->program, error->message);
      close (pair[0]);
      *worker = (Worker){ .socket = -1 };
    }

  return ok;
}

static gboolean
ask (Worker *worker,
     int     fd,
     ZbWant  want)
{
  union
  {
    struct cmsghdr header;
    char           bytes[CMSG_SPACE (sizeof (int))];
  } control = { 0 };
  guint8        byte = want;
  struct iovec  iov = { &byte, 1 };
  struct msghdr message = {
    .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
  };
  gssize n;

  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN (sizeof (int));
  memcpy (CMSG_DATA (&control.header), &fd, sizeof fd);
  while ((n = sendmsg (worker->socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT)) < 0 && errno == EINTR)
    ;

  return n == 1;
}

/* FALSE when nothing can be read before the deadline. */
static gboolean
wait_readable (int    fd,
               gint64 deadline)
{
  struct pollfd asked = { .fd = fd, .events = POLLIN };

  for (;;)
    {
      gint64 left = deadline - g_get_monotonic_time ();
      int    n = poll (&asked, 1, left <= 0 ? 0 : (int) MIN (left / 1000 + 1, 60000));

      if (n > 0)
        return TRUE;
      if ((n < 0 && errno != EINTR) || left <= 0)
        return FALSE;
    }
}

static ZbProblem
hear (Worker    *worker,
      ZbPicture *picture,
      gint64     deadline)
{
  g_autofree guint8 *buffer = g_malloc (ZB_PICTURE_MESSAGE_MAX);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) answer = NULL;
  gssize n;

  if (!wait_readable (worker->socket, deadline))
    return ZB_PROBLEM_TIMEOUT;

  n = recv (worker->socket, buffer, ZB_PICTURE_MESSAGE_MAX, MSG_DONTWAIT | MSG_TRUNC);
  if (n <= 0 || n > ZB_PICTURE_MESSAGE_MAX)
    return ZB_PROBLEM_CRASH;

  bytes = g_bytes_new (buffer, n);
  answer = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (ZB_PICTURE_TYPE), bytes, FALSE));
  return zb_picture_from_variant (picture, answer) ? ZB_PROBLEM_NONE : ZB_PROBLEM_CRASH;
}

/* CRASH or TIMEOUT leave the worker stopped and the picture empty. */
static ZbProblem
worker_read (ZbPicturePool *self,
             Worker        *worker,
             int            fd,
             ZbWant         want,
             int            seconds,
             ZbPicture     *picture)
{
  gint64    deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  ZbProblem problem = ZB_PROBLEM_CRASH;

  if (worker->pid != 0 && wait_readable (worker->socket, 0)) /* it ended while idle */
    worker_stop (self, worker);
  if (worker->pid == 0 && !worker_start (self, worker))
    return ZB_PROBLEM_CRASH;

  if (ask (worker, fd, want))
    problem = hear (worker, picture, deadline);
  if (problem != ZB_PROBLEM_NONE)
    return worker_stop (self, worker) ? ZB_PROBLEM_TIMEOUT : problem;

  if (++worker->n_answers >= MAX_ANSWERS)
    worker_stop (self, worker);
  return ZB_PROBLEM_NONE;
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
      self->workers[i].socket = -1;
      g_ptr_array_add (self->idle, &self->workers[i]);
    }
  self->program = find_program ();
  /* A library's warning about a picture must not end the worker. */
  self->environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG");

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
  g_strfreev (self->environment);
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

guint64
zb_picture_pool_get_peak (ZbPicturePool *self)
{
  guint64 peak;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->idle->len; i++)
    self->peak = MAX (self->peak, read_peak (((Worker *) self->idle->pdata[i])->pid));
  peak = self->peak;
  g_mutex_unlock (&self->lock);

  return peak;
}
