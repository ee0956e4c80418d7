/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/shelf-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

ZbHash
zb_hash_new (void)
{
  static gsize once = 0;
  ZbHash       hash = NULL;

  if (g_once_init_enter (&once))
    {
      gcry_check_version (NULL);
      gcry_control (GCRYCTL_DISABLE_SECMEM, 0);
      gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
      g_once_init_leave (&once, 1);
    }
  if (gcry_md_open (&hash, GCRY_MD_SHA256, 0) != 0)
    g_error ("libgcrypt has no SHA-256");

  return hash;
}

/* FALSE: it was not set. */
static gboolean
clear_direct (int fd)
{
  int flags = fcntl (fd, F_GETFL);

  return flags >= 0 && (flags & O_DIRECT) != 0 && fcntl (fd, F_SETFL, flags & ~O_DIRECT) == 0;
}

#define ALIGNMENT 4096 /* of a buffer that a disk fills by itself */

/* To the end; FALSE and errno. Where the file system cannot read past the page cache, through it. */
static gboolean
hash_fd (int     fd,
         guint8  sha256[ZB_HASH_SIZE],
         gint64 *size,
         gint64 *n_bytes)
{
  g_auto (ZbHash) hash = zb_hash_new ();
  g_autofree guint8 *space = g_malloc (ZB_SHELF_BLOCK + ALIGNMENT);
  guint8            *buffer = (guint8 *) (((guintptr) space + ALIGNMENT - 1) & ~(guintptr) (ALIGNMENT - 1));
  ssize_t            n;

  posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  while ((n = read (fd, buffer, ZB_SHELF_BLOCK)) != 0)
    {
      if (n < 0 && (errno == EINTR || (errno == EINVAL && clear_direct (fd))))
        continue;
      if (n < 0)
        return FALSE;
      gcry_md_write (hash, buffer, (gsize) n);
      *size += n;
      if (n_bytes != NULL)
        __atomic_add_fetch (n_bytes, (gint64) n, __ATOMIC_RELAXED);
    }

  memcpy (sha256, gcry_md_read (hash, GCRY_MD_SHA256), ZB_HASH_SIZE);
  return TRUE;
}

gboolean
zb_shelf_hash (const char *path,
               guint8      sha256[ZB_HASH_SIZE],
               gint64     *size,
               GError    **error)
{
  int         fd = zb_shelf_open_source (path);
  struct stat st;
  gint64      n = 0;
  int         code = 0;

  if (fd < 0 || fstat (fd, &st) != 0)
    code = errno;
  else if (!S_ISREG (st.st_mode))
    code = EINVAL;
  else if (!hash_fd (fd, sha256, &n, NULL))
    code = errno;
  if (fd >= 0)
    close (fd);
  if (size != NULL)
    *size = n;

  return code == 0 || zb_shelf_fail_source (error, code, path);
}

static int
open_placed (const char *library,
             const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *name = g_path_get_basename (file);
  int              above = zb_shelf_open_folder (library, folder, FALSE);
  int              fd = -1, code = errno;

  if (above >= 0)
    {
      fd = openat (above, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
      code = errno;
      close (above);
    }
  errno = code;

  return fd;
}

gboolean
zb_shelf_check (const char  *library,
                const char  *file,
                const guint8 sha256[ZB_HASH_SIZE],
                gint64      *n_bytes,
                GError     **error)
{
  guint8 found[ZB_HASH_SIZE];
  gint64 size = 0;
  int    fd = open_placed (library, file);
  int    code = 0;

  if (fd < 0)
    return zb_shelf_fail_library (error, errno, "cannot open the copy again");

  /* From the medium: the cached pages are dropped, and past the cache where that can be had. */
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  fcntl (fd, F_SETFL, fcntl (fd, F_GETFL) | O_DIRECT);
  if (!hash_fd (fd, found, &size, n_bytes))
    code = errno;
  close (fd);

  if (code == 0 && memcmp (found, sha256, ZB_HASH_SIZE) == 0)
    return TRUE;
  g_set_error (error,
               ZB_PHOTO_ERROR,
               ZB_PHOTO_ERROR_CHANGED,
               "%s: %s",
               file,
               code != 0 ? g_strerror (code) : "what was read back is not what was written");
  return FALSE;
}

char *
zb_shelf_hex (const guint8 sha256[ZB_HASH_SIZE])
{
  char *hex = g_malloc (2 * ZB_HASH_SIZE + 1);

  for (int i = 0; i < ZB_HASH_SIZE; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", sha256[i]);

  return hex;
}

gboolean
zb_shelf_unhex (const char *hex,
                guint8      sha256[ZB_HASH_SIZE])
{
  if (strlen (hex) != 2 * ZB_HASH_SIZE)
    return FALSE;
  for (int i = 0; i < ZB_HASH_SIZE; i++)
    {
      int high = g_ascii_xdigit_value (hex[2 * i]), low = g_ascii_xdigit_value (hex[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      sha256[i] = (guint8) (high << 4 | low);
    }

  return TRUE;
}
