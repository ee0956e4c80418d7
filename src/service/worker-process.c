/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/worker-process.h"

#include "zb-config.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the build tree; below the prefix the program was moved to; where it was to be installed. */
char *
zb_worker_process_dup_program (void)
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

/* (What wait4() tells includes the moment of fork, when it was a copy of this process.) */
guint64
zb_worker_process_get_peak (const ZbWorkerProcess *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int) self->pid);
  g_autofree char *text = NULL;
  const char      *line;

  if (self->pid == 0 || !g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "VmHWM:")) == NULL)
    return 0;

  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}

gboolean
zb_worker_process_stop (ZbWorkerProcess *self,
                        guint64         *peak)
{
  struct rusage own, usage = { 0 };
  int           status = 0;

  *peak = 0;
  if (self->pid == 0)
    return FALSE;

  *peak = zb_worker_process_get_peak (self);
  close (self->socket);
  kill (self->pid, SIGKILL);
  while (wait4 (self->pid, &status, 0, &usage) < 0 && errno == EINTR)
    ;
  getrusage (RUSAGE_SELF, &own);
  if (usage.ru_maxrss > own.ru_maxrss)
    *peak = MAX (*peak, (guint64) usage.ru_maxrss * 1024);
  *self = (ZbWorkerProcess) ZB_WORKER_PROCESS_INIT;

  return WIFSIGNALED (status) && WTERMSIG (status) == SIGALRM;
}

gboolean
zb_worker_process_start (ZbWorkerProcess *self,
                         const char      *program)
{
  const char *const arguments[] = { program, NULL };
  /* A library's warning about a file must not end the worker. */
  g_auto (GStrv) environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG");
  g_autoptr (GError) error = NULL;
  const int target = 3;
  int       pair[2];
  gboolean  ok;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
    return FALSE;

  ok = g_spawn_async_with_pipes_and_fds (NULL,
                                         arguments,
                                         (const char *const *) environment,
                                         G_SPAWN_DO_NOT_REAP_CHILD,
                                         NULL,
                                         NULL,
                                         -1,
                                         -1,
                                         -1,
                                         &pair[1],
                                         &target,
                                         1,
                                         &self->pid,
                                         NULL,
                                         NULL,
                                         NULL,
                                         &error);
  close (pair[1]);
  self->socket = pair[0];
  if (!ok)
    {
      g_message ("cannot start %s: %s", program, error->message);
      close (pair[0]);
      *self = (ZbWorkerProcess) ZB_WORKER_PROCESS_INIT;
    }

  return ok;
}

gboolean
zb_worker_process_ask_with (ZbWorkerProcess        *self,
                            const ZbWorkerQuestion *question)
{
  union
  {
    struct cmsghdr header;
    char           bytes[CMSG_SPACE (2 * sizeof (int))];
  } control = { 0 };
  const int     fds[2] = { question->fd, question->sink };
  const gsize   fds_size = (question->sink >= 0 ? 2 : 1) * sizeof (int);
  guint8        byte = question->want;
  struct iovec  iov[2] = { { &byte, 1 }, { (void *) question->bytes, question->size } };
  struct msghdr message = {
    .msg_iov = iov, .msg_iovlen = G_N_ELEMENTS (iov), .msg_control = &control, .msg_controllen = CMSG_SPACE (fds_size)
  };
  gssize n;

  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN (fds_size);
  memcpy (CMSG_DATA (&control.header), fds, fds_size);
  while ((n = sendmsg (self->socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT)) < 0 && errno == EINTR)
    ;

  return n == (gssize) question->size + 1;
}

gboolean
zb_worker_process_ask (ZbWorkerProcess *self,
                       int              fd,
                       guint8           want)
{
  const ZbWorkerQuestion question = { .want = want, .fd = fd, .sink = -1 };

  return zb_worker_process_ask_with (self, &question);
}

gboolean
zb_worker_process_wait (const ZbWorkerProcess *self,
                        gint64                 deadline,
                        GCancellable          *cancellable)
{
  GPollFD        cancelled = { .fd = -1 };
  struct pollfd  asked[2] = { { .fd = self->socket, .events = POLLIN }, { .events = POLLIN } };
  const gboolean can_cancel = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &cancelled);
  int            n;

  asked[1].fd = cancelled.fd;
  do
    {
      const gint64 left = deadline - g_get_monotonic_time ();

      n = poll (asked, 2, left <= 0 ? 0 : (int) MIN (left / 1000 + 1, 60000));
      if (n <= 0 && left <= 0)
        break;
    }
  while (n == 0 || (n < 0 && errno == EINTR));
  if (can_cancel)
    g_cancellable_release_fd (cancellable);

  return n > 0 && asked[1].revents == 0;
}
