/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/lock.h"

#include "base/atomic.h"
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int
zb_lock_take (const char *folder,
              GError    **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  struct flock     whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int              fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd >= 0 && fcntl (fd, F_OFD_SETLK, &whole) == 0)
    return fd;

  if (fd >= 0 && (errno == EAGAIN || errno == EACCES))
    g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_BUSY, "%s is in use by another program", folder);
  else
    zb_atomic_fail (error, errno, "lock", path);
  if (fd >= 0)
    close (fd);

  return -1;
}
