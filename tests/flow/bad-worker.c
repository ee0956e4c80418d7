/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/message.h"
#include "photo/picture.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Stands in for zhibu-worker when a test wants one that misbehaves, as $ZB_BAD_WORKER says. Asked
 * for tags alone, "crash" and "hang" answer as they should. "huge", "part" and "whole" are for tables; "short", "long", "half",
 * "wide", "fake" and "shrink" are about what is in a sink.
 */
#define SOCKET 3

/* `sink` -1: there is none. */
static gboolean
receive (guint8 *want,
         int    *sink)
{
  union
  {
    struct cmsghdr header;
    char           bytes[CMSG_SPACE (2 * sizeof (int))];
  } control;
  guint8        parameters[4096];
  struct iovec  iov[2] = { { want, 1 }, { parameters, sizeof parameters } };
  struct msghdr message = {
    .msg_iov = iov, .msg_iovlen = 2, .msg_control = &control, .msg_controllen = sizeof control
  };
  int fds[2] = { -1, -1 };

  if (recvmsg (SOCKET, &message, 0) < 1)
    return FALSE;
  memcpy (fds, CMSG_DATA (CMSG_FIRSTHDR (&message)), MIN (control.header.cmsg_len - CMSG_LEN (0), sizeof fds));
  close (fds[0]);
  *sink = fds[1];
  return TRUE;
}

static void
reply (const ZbPicture *picture)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (zb_picture_to_variant (picture));

  send (SOCKET, g_variant_get_data (variant), g_variant_get_size (variant), 0);
}

static void
send_variant (GVariant *answer)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (answer);

  send (SOCKET, g_variant_get_data (variant), g_variant_get_size (variant), 0);
}

/* Answers about pixels that are not what is in the sink. */
static void
answer_pixels (guint8      want,
               const char *how,
               int         sink)
{
  const ZbViewAnswer view = { .width = 40, .height = 30, .whole_width = 40, .whole_height = 30, .full_width = 40, .full_height = 30 };
  const ZbViewAnswer huge = { .width = 50000, .height = 50000, .whole_width = 50000, .whole_height = 50000 };
  const ZbCopyAnswer copy = { .bytes = 3600, .width = 40, .height = 30, .orientation = 1 };
  const gsize        size = strcmp (how, "short") == 0 ? 3599 : strcmp (how, "long") == 0 ? 3601
                                                                                          : 3600;

  if (ftruncate (sink, (off_t) size) != 0)
    abort ();
  if (strcmp (how, "half") == 0)
    abort ();
  if (want == ZB_WANT_COPY)
    send_variant (zb_copy_answer_to_variant (&copy)); /* "fake": nothing but zeros */
  else
    send_variant (zb_view_answer_to_variant (strcmp (how, "wide") == 0 ? &huge : &view));
  if (strcmp (how, "shrink") == 0) /* not before the asker has heard */
    while (ftruncate (sink, 0) == 0 && poll (NULL, 0, 1) == 0)
      ;
}

static gboolean
is_about_sinks (const char *how)
{
  static const char *const words[] = { "short", "long", "half", "wide", "fake", "shrink", NULL };

  return g_strv_contains (words, how);
}

static void
misbehave (const char *how)
{
  g_autofree guint8 *much = g_malloc0 (ZB_PICTURE_MESSAGE_MAX + 1);
  ZbPicture          picture = { .tags = { .format = ZB_FORMAT_JPEG, .orientation = 77 } };
  const guint64      much_size = 40;

  if (strcmp (how, "crash") == 0)
    abort ();
  if (strcmp (how, "hang") == 0)
    pause ();
  if (strcmp (how, "clock") == 0)
    raise (SIGALRM);
  if (strcmp (how, "garbage") == 0)
    send (SOCKET, "\377\377\377\377\377\377\377\377\377", 9, 0);
  if (strcmp (how, "much") == 0)
    send (SOCKET, much, ZB_PICTURE_MESSAGE_MAX + 1, 0);
  if (strcmp (how, "lie") == 0)
    reply (&picture);
  if (strcmp (how, "huge") == 0)
    send (SOCKET, "\377\377\377\377\377\377\377\377", 8, 0);
  if (strcmp (how, "part") == 0 || strcmp (how, "whole") == 0)
    send (SOCKET, &much_size, sizeof much_size, 0);
  if (strcmp (how, "part") == 0)
    exit (send (SOCKET, much, 3, 0) != 3);
  if (strcmp (how, "whole") == 0)
    send (SOCKET, memset (much, 0xff, much_size), much_size, 0);
}

int
main (void)
{
  ZbPicture   picture = { .tags = { .format = ZB_FORMAT_JPEG, .width = 7, .orientation = 1 } };
  const char *how = g_getenv ("ZB_BAD_WORKER");
  guint8      want;
  int         sink;

  if (strcmp (how, "exit") == 0)
    return 0;
  while (receive (&want, &sink))
    if (sink >= 0 && is_about_sinks (how))
      answer_pixels (want, how, sink);
    else if (want == ZB_WANT_TAGS && (strcmp (how, "crash") == 0 || strcmp (how, "hang") == 0))
      reply (&picture);
    else
      misbehave (how);

  return 0;
}
