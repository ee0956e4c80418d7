/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/output.h"

#include "base/atomic.h"
#include "documents/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (8 * 1024 * 1024)
#define QUEUE (4 * PIECE) /* the disk is never waited for as long as it has no more to do */

static ZbDocumentError
code_of (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ZB_DOCUMENT_ERROR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return ZB_DOCUMENT_ERROR_PERMISSION;
    default:
      return ZB_DOCUMENT_ERROR_FAILED;
    }
}

gboolean
zb_output_fail (GError    **error,
                int         number,
                const char *what,
                const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, ZB_DOCUMENT_ERROR, (int) code_of (number), "%s: %s: %s", shown, number == ENAMETOOLONG ? "the name is too long" : what,
               number != 0 ? g_strerror (number) : "failed");
  return FALSE;
}

/* Where the bytes go when `path` is a link; `path` itself when nothing is there. */
static char *
dup_real_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char            *real = realpath (absolute, NULL); /* of malloc, as GLib's own */

  return real != NULL ? real : g_steal_pointer (&absolute);
}

static gboolean
may_take_name (const char *path,
               GError    **error)
{
  struct stat info;

  if (stat (path, &info) != 0 || S_ISREG (info.st_mode))
    return TRUE;

  return zb_output_fail (error, S_ISDIR (info.st_mode) ? EISDIR : EEXIST, "is not a file", path);
}

ZbOutput *
zb_output_new (const char *path,
               GError    **error)
{
  g_autoptr (ZbOutput) self = g_new0 (ZbOutput, 1);
  g_autofree char *real = dup_real_path (path);
  g_autofree char *folder = g_path_get_dirname (real);
  g_autofree char *temporary = g_build_filename (folder, ".zhibu-XXXXXX", NULL);
  int              fd = -1;

  if (!may_take_name (real, error))
    return NULL;

  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      zb_output_fail (error, errno, "create", path);
      return NULL;
    }

  self->path = g_steal_pointer (&real);
  self->temporary = g_steal_pointer (&temporary);
  self->file = fdopen (fd, "r+b");
  return g_steal_pointer (&self);
}

/* The disk works while more is made, and what it has is let go: a document of gigabytes pushes nothing else out of memory, and
 * there is little left to wait for at the end.
 */
static void
hand_over (ZbOutput *self,
           gsize     length)
{
  const int fd = fileno (self->file);

  self->length += length;
  if (self->length - self->begun < PIECE)
    return;

  sync_file_range (fd, (off_t) self->begun, (off_t) (self->length - self->begun), SYNC_FILE_RANGE_WRITE);
  if (self->begun > QUEUE && sync_file_range (fd, 0, (off_t) (self->begun - QUEUE), SYNC_FILE_RANGE_WAIT_BEFORE) == 0)
    posix_fadvise (fd, 0, (off_t) (self->begun - QUEUE), POSIX_FADV_DONTNEED);
  self->begun = self->length;
}

gboolean
zb_output_write (ZbOutput   *self,
                 const void *bytes,
                 gsize       length)
{
  if (self->failed != 0)
    return FALSE;

  errno = 0;
  if (fwrite (bytes, 1, length, self->file) == length && !ferror (self->file))
    {
      hand_over (self, length);
      return TRUE;
    }

  self->failed = errno != 0 ? errno : EIO;
  return FALSE;
}

static gboolean
close_durably (ZbOutput *self)
{
  FILE *file = g_steal_pointer (&self->file);
  int   failed = self->failed;

  if (failed == 0 && (fflush (file) != 0 || fsync (fileno (file)) != 0))
    failed = errno;

  if (fclose (file) != 0 && failed == 0)
    failed = errno;
  errno = failed;
  return failed == 0;
}

gboolean
zb_output_commit (ZbOutput *self,
                  GError  **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (!close_durably (self))
    return zb_output_fail (error, errno, "write", self->path);
  if (g_rename (self->temporary, self->path) != 0)
    return zb_output_fail (error, errno, "rename", self->path);

  g_clear_pointer (&self->temporary, g_free);
  zb_atomic_sync_folder (folder, NULL); /* the file is there; only a power cut could still take its name */
  return TRUE;
}

void
zb_output_free (ZbOutput *self)
{
  g_clear_pointer (&self->file, fclose);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

gboolean
zb_output_has_room (const char *folder,
                    gsize       size,
                    GError    **error)
{
  g_autofree char *probe = g_build_filename (folder, "zhibu-XXXXXX", NULL);
  int              fd = g_mkstemp_full (probe, O_RDWR | O_CLOEXEC, 0600);
  int              failed = 0;

  if (fd < 0)
    return zb_output_fail (error, errno, "create", probe);

  g_unlink (probe);
  failed = posix_fallocate (fd, 0, size);
  close (fd);

  return failed == 0 || zb_output_fail (error, failed, "make room", folder);
}
