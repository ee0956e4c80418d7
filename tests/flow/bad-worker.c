/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/picture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Stands in for zhibu-worker when a test wants one that misbehaves, as $ZB_BAD_WORKER says. Asked
 * for tags alone, "crash" and "hang" answer as they should. "huge", "part" and "whole" are for tables.
 */
#define SOCKET 3

static gboolean
receive (guint8 *want)
{
  union
  {
    struct cmsghdr header;
    char           bytes[CMSG_SPACE (sizeof (int))];
  } control;
  struct iovec  iov = { want, 1 };
  struct msghdr message = {
    .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
  };
  int fd;

  if (recvmsg (SOCKET, &message, 0) != 1)
    return FALSE;
  memcpy (&fd, CMSG_DATA (CMSG_FIRSTHDR (&message)), sizeof fd);
  close (fd);
  return TRUE;
}

static void
reply (const ZbPicture *picture)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (zb_picture_to_variant (picture));

  send (SOCKET, g_variant_get_data (variant), g_variant_get_size (variant), 0);
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

  if (strcmp (how, "exit") == 0)
    return 0;
  while (receive (&want))
    if (want == ZB_WANT_TAGS && (strcmp (how, "crash") == 0 || strcmp (how, "hang") == 0))
      reply (&picture);
    else
      misbehave (how);

  return 0;
}
