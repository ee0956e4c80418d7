/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/shelf-private.h"

#include "base/fault.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* From a temp file to its place, and out of the library never: every folder is opened from the
 * one above it, following no link.
 */

static gboolean
is_step (const char *step)
{
  return *step != '\0' && strcmp (step, ".") != 0 && strcmp (step, "..") != 0;
}

int
zb_shelf_open_folder (const char *library,
                      const char *folder,
                      gboolean    make)
{
  g_auto (GStrv) steps = g_strsplit (folder, "/", -1);
  int fd = open (library, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  for (guint i = 0; fd >= 0 && steps[i] != NULL; i++)
    {
      int below = -1, code = EINVAL;

      if (is_step (steps[i]))
        {
          if (make && mkdirat (fd, steps[i], 0700) == 0)
            fsync (fd);
          below = openat (fd, steps[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
          code = errno;
        }
      close (fd);
      fd = below;
      errno = code;
    }

  return fd;
}

/* Renames so that nothing can be overwritten; FALSE and EEXIST when the name is taken. Systems that
 * cannot do that in one step get a hard link, or an empty file of our own to rename onto.
 */
static gboolean
move_to (const char *temp,
         int         folder,
         const char *name)
{
  int fd;

  if (renameat2 (AT_FDCWD, temp, folder, name, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return FALSE;

  if (linkat (AT_FDCWD, temp, folder, name, 0) == 0)
    return unlink (temp) == 0;
  if (errno == EEXIST)
    return FALSE;

  fd = openat (folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return FALSE;
  close (fd);
  return renameat (AT_FDCWD, temp, folder, name) == 0;
}

static char *
place_in (ZbCopy     *copy,
          int         fd,
          const char *folder,
          const char *name,
          GError    **error)
{
  g_autofree char *clean = zb_shelf_clean_name (name);

  for (guint n = 1;; n++)
    {
      g_autofree char *claimed = zb_shelf_claim_name (fd, clean, &n);

      if (move_to (copy->temp, fd, claimed))
        {
          g_clear_pointer (&copy->temp, g_free);
          return g_build_filename (folder, claimed, NULL);
        }
      if (errno != EEXIST)
        {
          zb_shelf_fail_library (error, errno, "cannot move the copy to its place");
          return NULL;
        }
    }
}

char *
zb_shelf_place (ZbCopy     *copy,
                const char *library,
                const char *folder,
                const char *name,
                GError    **error)
{
  char *placed = NULL;
  int   fd = -1;

  zb_fault_point ("durable");
  if (fdatasync (copy->fd) != 0)
    {
      zb_shelf_fail_library (error, errno, "cannot make the copy durable");
      return NULL;
    }
  fd = zb_shelf_open_folder (library, folder, TRUE);
  if (fd < 0)
    {
      zb_shelf_fail_library (error, errno, "cannot open the folder for the copy");
      return NULL;
    }

  zb_fault_point ("place");
  placed = place_in (copy, fd, folder, name, error);
  close (fd);
  zb_fault_point ("placed");

  return placed;
}

static gboolean
settle_one (const char *library,
            const char *folder,
            GError    **error)
{
  int fd = *folder == '\0' ? open (library, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                           : zb_shelf_open_folder (library, folder, FALSE);
  int code = fd >= 0 && fsync (fd) == 0 ? 0 : errno;

  if (fd >= 0)
    close (fd);
  /* Some file systems cannot do this with a folder and need not. */
  return code == 0 || code == EINVAL ||
         zb_shelf_fail_library (error, code, "cannot make the folder durable");
}

gboolean
zb_shelf_settle (const char *library,
                 const char *folder,
                 GError    **error)
{
  g_autofree char *above = g_strdup (folder);

  while (*above != '\0')
    {
      char *slash = strrchr (above, '/');

      if (!settle_one (library, above, error))
        return FALSE;
      *(slash != NULL ? slash : above) = '\0';
    }

  return settle_one (library, "", error);
}

void
zb_shelf_discard (const char *library,
                  const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *name = g_path_get_basename (file);
  int              fd = zb_shelf_open_folder (library, folder, FALSE);

  if (fd < 0)
    return;
  unlinkat (fd, name, 0);
  close (fd);
}

void
zb_shelf_sweep (const char *library)
{
  int            fd = zb_shelf_open_folder (library, "photos", FALSE);
  DIR           *dir = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;

  zb_shelf_forget_names ();
  if (dir == NULL && fd >= 0)
    close (fd);
  if (dir == NULL)
    return;
  while ((entry = readdir (dir)) != NULL)
    if (g_str_has_prefix (entry->d_name, ZB_SHELF_TEMP))
      unlinkat (dirfd (dir), entry->d_name, 0);
  closedir (dir);
}
