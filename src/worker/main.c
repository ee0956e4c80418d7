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

#include "tables/message.h"
#include "worker/table.h"

/* zhibu-worker: the process in which pictures and tables, which anybody may have made, are decoded.
 *
 * One question a message on descriptor 3: a byte (ZbWant) with the picture's descriptor, one
 * message back; or ZB_WANT_TABLE with a table's, and several. It opens no file, writes none, and
 * ends with its asker: at once while it waits, within a tick while it works. It is built to die of
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
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NOFILE, SOCKET + 2);
}

/* The file's descriptor, or -1 when the asker is gone. */
static int
receive (guint8 *want)
{
  union
  {
    struct cmsghdr header;
    char           bytes[CMSG_SPACE (sizeof (int))];
  } control;
  struct iovec    iov = { want, 1 };
  struct msghdr   message = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
  struct cmsghdr *header;
  gssize          n;
  int             fd;

  while ((n = recvmsg (SOCKET, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
    ;
  header = CMSG_FIRSTHDR (&message);
  if (n != 1 || header == NULL || header->cmsg_type != SCM_RIGHTS || header->cmsg_len != CMSG_LEN (sizeof (int)))
    return -1;

  memcpy (&fd, CMSG_DATA (header), sizeof fd);
  return fd;
}

/* Takes the descriptor. */
static gboolean
answer_picture (int    fd,
                ZbWant want)
{
  g_auto (ZbPicture) picture = { 0 };
  g_autoptr (GVariant) variant = NULL;

  zb_picture_read (&picture, fd, want);
  close (fd);
  variant = g_variant_ref_sink (zb_picture_to_variant (&picture));
  if (g_variant_get_size (variant) > ZB_PICTURE_MESSAGE_MAX)
    {
      g_clear_pointer (&picture.thumbnail, g_bytes_unref);
      g_variant_unref (variant);
      variant = g_variant_ref_sink (zb_picture_to_variant (&picture));
    }

  return send (SOCKET, g_variant_get_data (variant), g_variant_get_size (variant), MSG_NOSIGNAL) > 0;
}

static gboolean
answer (int    fd,
        guint8 want)
{
  gboolean going;

  if (want != ZB_WANT_TABLE)
    return answer_picture (fd, MIN (want, ZB_WANT_FULL));

  limit_memory (TABLE_MEMORY);
  going = zb_answer_table (SOCKET, fd);
  limit_memory (MEMORY);
  return going;
}

int
main (void)
{
  gboolean going = TRUE;
  guint8   want = ZB_WANT_TAGS;
  int      fd;

  zb_picture_prepare ();
  zb_table_prepare ();
  confine ();
  while (going && (fd = receive (&want)) >= 0)
    {
      set_clock (1);
      going = answer (fd, want);
      set_clock (0);
    }

  return 0;
}
