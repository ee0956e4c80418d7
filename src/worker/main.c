/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/picture.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "photo/message.h"
#include "tables/message.h"
#include "worker/pixels.h"
#include "worker/table.h"

/* zhibu-worker: the process in which pictures and tables, which anybody may have made, are decoded.
 *
 * One question a message on descriptor 3: a byte (ZbWant) with the picture's descriptor, one
 * message back; or one of photo/message.h with parameters and a second descriptor, into which alone
 * it writes; or ZB_WANT_TABLE with a table's, and several messages back. It opens no file, and ends with its asker: at once while it waits, within a tick while it works. It is built to die of
 * a bad file, never to linger.
 */
#define SOCKET 3
#define MEMORY (272 * 1024 * 1024)       /* with the libraries' own pages below 300 MB */
#define TABLE_MEMORY (160 * 1024 * 1024) /* likewise below 200 MB */
#define SECONDS 20

#if defined(__SANITIZE_ADDRESS__)
#define UNLIMITED TRUE
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNLIMITED TRUE
#endif
#endif
#ifndef UNLIMITED
#define UNLIMITED FALSE
#endif

static volatile sig_atomic_t n_ticks;

/* Ends the process by the signal itself, so that the asker sees it was the time. */
static void
tick_cb (int number)
{
  struct pollfd asker = { .fd = SOCKET };

  n_ticks++;
  if (n_ticks < SECONDS && (poll (&asker, 1, 0) <= 0 || (asker.revents & POLLHUP) == 0))
    return;
  signal (SIGALRM, SIG_DFL);
  raise (SIGALRM);
}

static void
set_clock (int seconds)
{
  struct itimerval timer = { { seconds, 0 }, { seconds, 0 } };

  n_ticks = 0;
  setitimer (ITIMER_REAL, &timer, NULL);
}

static void
limit (int    resource,
       rlim_t value)
{
  struct rlimit both = { value, value };

  setrlimit (resource, &both);
}

static void
limit_memory (rlim_t value)
{
  struct rlimit soft = { value, MEMORY };

  if (!UNLIMITED)
    setrlimit (RLIMIT_DATA, &soft);
}

static void
limit_writing (rlim_t value)
{
  struct rlimit soft = { value, ZB_SINK_MAX };

  if (!UNLIMITED)
    setrlimit (RLIMIT_FSIZE, &soft);
}

/* As many as it is given, so that none is left for one it would open. */
static void
limit_files (rlim_t given)
{
  struct rlimit soft = { SOCKET + 1 + given, SOCKET + 3 };

  if (!UNLIMITED)
    setrlimit (RLIMIT_NOFILE, &soft);
}

static void
confine (void)
{
  struct sigaction action = { .sa_handler = tick_cb, .sa_flags = SA_RESTART };

  sigaction (SIGALRM, &action, NULL);
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit (RLIMIT_CORE, 0);
  if (UNLIMITED)
    return;

  limit (RLIMIT_DATA, MEMORY);
  limit_files (2);
  limit_writing (0);
}

typedef struct
{
  guint8    want;
  int       fds[2]; /* of the picture and the sink; -1 none */
  GVariant *parameters;
} Question;

static void
close_descriptors (Question *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->fds); i++)
    if (self->fds[i] >= 0)
      close (g_steal_fd (&self->fds[i]));
}

static void
question_clear (Question *self)
{
  close_descriptors (self);
  g_clear_pointer (&self->parameters, g_variant_unref);
}

static GVariant *
take_parameters (guint8        want,
                 const guint8 *bytes,
                 gsize         size)
{
  g_autoptr (GBytes) copy = g_bytes_new (bytes, size);
  const char *type = want == ZB_WANT_VIEW ? ZB_VIEW_SPEC_TYPE : ZB_COPY_SPEC_TYPE;

  return g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), copy, FALSE));
}

static void
take_descriptors (Question            *self,
                  const struct msghdr *message)
{
  struct cmsghdr *header = CMSG_FIRSTHDR (message);

  if (header == NULL || header->cmsg_type != SCM_RIGHTS || header->cmsg_len < CMSG_LEN (sizeof (int)))
    return;

  memcpy (self->fds, CMSG_DATA (header), MIN (header->cmsg_len - CMSG_LEN (0), sizeof self->fds));
}

/* FALSE when the asker is gone. */
static gboolean
receive (Question *self)
{
  static guint8 bytes[ZB_COPY_MESSAGE_MAX];
  union
  {
    struct cmsghdr header;
    char           bytes[CMSG_SPACE (sizeof self->fds)];
  } control;
  struct iovec  iov[2] = { { &self->want, 1 }, { bytes, sizeof bytes } };
  struct msghdr message = { .msg_iov = iov, .msg_iovlen = 2, .msg_control = &control, .msg_controllen = sizeof control };
  gssize        n;

  *self = (Question){ .fds = { -1, -1 } };
  limit_files (2);
  while ((n = recvmsg (SOCKET, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
    ;
  if (n < 1)
    return FALSE;

  take_descriptors (self, &message);
  limit_files (self->fds[1] < 0 ? 1 : 2);
  self->parameters = take_parameters (self->want, bytes, (gsize) n - 1);
  return self->fds[0] >= 0 && (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0;
}

/* Who hears the answer finds the files closed. */
static gboolean
reply (Question *question,
       GVariant *answer)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (answer);

  close_descriptors (question);

  return send (SOCKET, g_variant_get_data (variant), g_variant_get_size (variant), MSG_NOSIGNAL) > 0;
}

static gboolean
answer_picture (Question *question)
{
  g_auto (ZbPicture) picture = { 0 };
  g_autoptr (GVariant) variant = NULL;

  zb_picture_read (&picture, question->fds[0], MIN (question->want, ZB_WANT_FULL));
  variant = g_variant_ref_sink (zb_picture_to_variant (&picture));
  if (g_variant_get_size (variant) <= ZB_PICTURE_MESSAGE_MAX)
    return reply (question, variant);

  g_clear_pointer (&picture.thumbnail, g_bytes_unref);
  return reply (question, zb_picture_to_variant (&picture));
}

static gboolean
answer_table (Question *question)
{
  gboolean going;

  limit_memory (TABLE_MEMORY);
  going = zb_answer_table (SOCKET, g_steal_fd (&question->fds[0]));
  limit_memory (MEMORY);
  return going;
}

/* A question that is none ends the worker. */
static gboolean
answer_pixels (Question *question)
{
  GVariant *answer;

  if (question->fds[1] < 0)
    return FALSE;

  limit_writing (ZB_SINK_MAX);
  if (question->want == ZB_WANT_VIEW)
    answer = zb_answer_view (question->parameters, question->fds[0], question->fds[1]);
  else
    answer = zb_answer_copy (question->parameters, question->fds[0], question->fds[1]);
  limit_writing (0);
  return answer != NULL && reply (question, answer);
}

static gboolean
answer (Question *question)
{
  switch (question->want)
    {
    case ZB_WANT_TABLE:
      return answer_table (question);
    case ZB_WANT_VIEW:
    case ZB_WANT_COPY:
      return answer_pixels (question);
    case ZB_WANT_LOOK:
      return reply (question, zb_answer_look (question->fds[0]));
    default:
      return answer_picture (question);
    }
}

int
main (void)
{
  gboolean going = TRUE;
  Question question;

  zb_picture_prepare ();
  zb_table_prepare ();
  confine ();
  while (going && receive (&question))
    {
      set_clock (1);
      going = answer (&question);
      set_clock (0);
      question_clear (&question);
    }

  return 0;
}
