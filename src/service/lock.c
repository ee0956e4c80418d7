/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/lock.h"

#include "base/atomic.h"
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static void
write_holder (int fd)
{
  const char      *program = g_get_prgname () != NULL ? g_get_prgname () : "zhibu";
  g_autofree char *holder = g_strdup_printf ("%s (process %d on %s)\n", program, (int) getpid (), g_get_host_name ());

  if (ftruncate (fd, 0) != 0 || pwrite (fd, holder, strlen (holder), 0) < 0)
    g_info ("the lock does not name its holder: %s", g_strerror (errno));
}

static void
name_holder (int         fd,
             const char *folder,
             GError    **error)
{
  char   holder[200];
  gssize n = pread (fd, holder, sizeof holder - 1, 0);

  holder[MAX (n, 0)] = '\0';
  g_strchomp (holder);
  if (*holder == '\0' || !g_utf8_validate (holder, -1, NULL))
    g_strlcpy (holder, "another program", sizeof holder);

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_BUSY, "%s is in use by %s", folder, holder);
}

/* A program that was killed while it started a worker leaves a child that holds the lock until its exec: wait
 * that moment out before saying that somebody has the library.
 */
#define TRIES 20
#define PAUSE (G_USEC_PER_SEC / 20)

static gboolean
try_lock (int fd)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  for (guint i = 0; i < TRIES; i++)
    {
      if (fcntl (fd, F_OFD_SETLK, &whole) == 0)
        return TRUE;
      if (errno != EAGAIN && errno != EACCES)
        return FALSE;
      g_usleep (PAUSE);
    }

  errno = EAGAIN;
  return FALSE;
}

int
zb_lock_take (const char *folder,
              GError    **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  int              fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd >= 0 && try_lock (fd))
    {
      write_holder (fd);
      return fd;
    }

  if (fd >= 0 && (errno == EAGAIN || errno == EACCES))
    name_holder (fd, folder, error);
  else
    zb_atomic_fail (error, errno, "lock", path);
  if (fd >= 0)
    close (fd);

  return -1;
}

void
zb_lock_drop (int fd)
{
  if (fd < 0)
    return;

  if (ftruncate (fd, 0) != 0)
    g_info ("the lock keeps a name: %s", g_strerror (errno));
  close (fd);
}
