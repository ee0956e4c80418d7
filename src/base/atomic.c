/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/atomic.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <unistd.h>

gboolean
zb_atomic_fail (GError    **error,
                int         number,
                const char *what,
                const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s: %s", shown, what, g_strerror (number));
  return FALSE;
}

/* File systems without RENAME_NOREPLACE: a link refuses an existing name just as well, and those
 * without links are left with a look before the rename.
 */
static int
rename_otherwise (const char *from,
                  const char *to)
{
  if (link (from, to) == 0)
    return unlink (from);
  if (errno == EEXIST)
    return -1;
  if (access (to, F_OK) == 0)
    {
      errno = EEXIST;
      return -1;
    }

  return rename (from, to);
}

gboolean
zb_atomic_rename (const char *from,
                  const char *to,
                  GError    **error)
{
  int failed = renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

  if (failed != 0 && (errno == EINVAL || errno == ENOSYS))
    failed = rename_otherwise (from, to);
  if (failed != 0)
    return zb_atomic_fail (error, errno, "rename", to);

  return TRUE;
}

gboolean
zb_atomic_sync_folder (const char *folder,
                       GError    **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int failed = 0;

  if (fd < 0)
    return zb_atomic_fail (error, errno, "open", folder);
  /* EINVAL: a file system that cannot sync a folder has nothing to lose. */
  if (fsync (fd) != 0 && errno != EINVAL)
    failed = errno;
  close (fd);

  return failed == 0 || zb_atomic_fail (error, failed, "sync", folder);
}

char *
zb_atomic_dup_aside (const char *path,
                     const char *word)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *aside = g_strdup_printf ("%s.%s-%u", path, word, i);

      if (access (aside, F_OK) != 0)
        return g_steal_pointer (&aside);
    }
}

static int
remove_cb (const char        *path,
           const struct stat *info,
           int                kind,
           struct FTW        *where)
{
  return remove (path);
}

void
zb_atomic_remove_tree (const char *folder)
{
  nftw (folder, remove_cb, 16, FTW_DEPTH | FTW_PHYS);
}
