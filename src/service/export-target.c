/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-target.h"

#include "base/fault.h"
#include "documents/output.h"
#include "photo/shelf-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define BLOCK (256 * 1024)
#define MAX_ABOVE 256 /* folders above the target */

static gboolean
is_library (const ZbTarget *self,
            int             fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 && info.st_dev == self->device && info.st_ino == self->inode;
}

/* From the target up to the root, whatever names and links led there. */
static gboolean
is_inside_library (const ZbTarget *self)
{
  int      fd = dup (self->fd);
  gboolean inside = FALSE;

  for (guint i = 0; fd >= 0 && !inside && i < MAX_ABOVE; i++)
    {
      int         above = openat (fd, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
      struct stat here, there;
      gboolean    top = above < 0 || fstat (fd, &here) != 0 || fstat (above, &there) != 0 ||
                     (here.st_dev == there.st_dev && here.st_ino == there.st_ino);

      inside = is_library (self, fd);
      close (fd);
      fd = above;
      if (top)
        break;
    }
  if (fd >= 0)
    close (fd);

  return inside;
}

static gboolean
open_checked (ZbTarget   *self,
              const char *path,
              const char *library,
              GError    **error)
{
  struct stat info;

  if (stat (library, &info) == 0)
    {
      self->device = info.st_dev;
      self->inode = info.st_ino;
    }

  self->fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->fd < 0 && errno == ENOENT && path != self->path)
    return zb_output_fail (error, errno, "has no folder above it", self->path);
  if (self->fd < 0)
    return zb_output_fail (error, errno, errno == ENOTDIR ? "is not a folder" : "open the folder", self->path);
  if (is_inside_library (self))
    return zb_output_fail (error, EINVAL, "lies in the library", self->path);

  return TRUE;
}

gboolean
zb_target_open (ZbTarget   *self,
                const char *path,
                const char *library,
                GError    **error)
{
  g_auto (ZbTarget) above = ZB_TARGET_INIT;
  g_autofree char *folder = NULL;

  self->path = g_canonicalize_filename (path, NULL);
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    return open_checked (self, self->path, library, error);

  folder = g_path_get_dirname (self->path);
  above.path = g_strdup (self->path);
  if (!open_checked (&above, folder, library, error))
    return FALSE;
  if (mkdir (self->path, 0777) != 0 && errno != EEXIST)
    return zb_output_fail (error, errno, "make the folder", self->path);

  return open_checked (self, self->path, library, error);
}

gboolean
zb_target_check_file (const char *file,
                      const char *library,
                      GError    **error)
{
  g_auto (ZbTarget) target = ZB_TARGET_INIT;
  g_autofree char *folder = g_path_get_dirname (file);

  target.path = g_strdup (file);
  return open_checked (&target, folder, library, error);
}

void
zb_target_clear (ZbTarget *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  *self = ZB_TARGET_INIT;
}

static gboolean
is_step (const char *step)
{
  return *step != '\0' && strcmp (step, ".") != 0 && strcmp (step, "..") != 0;
}

/* Closes `fd`. */
static int
open_step (const ZbTarget *self,
           int             fd,
           const char     *step,
           gboolean        make)
{
  int below = -1, code = EINVAL, made = 0;

  if (is_step (step))
    {
      if (make)
        made = mkdirat (fd, step, 0777) == 0 ? fsync (fd) : errno;
      below = openat (fd, step, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
      code = errno == ENOENT && made > 0 ? made : errno;
    }
  if (below >= 0 && is_library (self, below))
    {
      close (below);
      below = -1;
      code = EPERM;
    }
  close (fd);

  errno = code;
  return below;
}

int
zb_target_open_folder (const ZbTarget *self,
                       const char     *folder,
                       gboolean        make)
{
  g_auto (GStrv) steps = g_strsplit (folder, "/", -1);
  int fd = fcntl (self->fd, F_DUPFD_CLOEXEC, 0);

  for (guint i = 0; fd >= 0 && *folder != '\0' && steps[i] != NULL; i++)
    fd = open_step (self, fd, steps[i], make);

  return fd;
}

/* -1 and errno. */
static int
open_plain (int         folder,
            const char *name)
{
  struct stat info;
  int         fd = openat (folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);

  if (fd >= 0 && (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode)))
    {
      close (fd);
      errno = EINVAL;
      return -1;
    }

  return fd;
}

int
zb_target_open_file (const ZbTarget *self,
                     const char     *file)
{
  const char      *slash = strrchr (file, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (file, slash - file) : g_strdup ("");
  int              above = zb_target_open_folder (self, folder, FALSE);
  int              fd = -1, code = errno;

  if (above >= 0)
    {
      fd = open_plain (above, slash != NULL ? slash + 1 : file);
      code = errno;
      close (above);
    }

  errno = code;
  return fd;
}

gboolean
zb_target_fail (const ZbTarget *self,
                int             code,
                const char     *what,
                GError        **error)
{
  struct stat info;
  gboolean    gone = code == ENOENT || code == ENODEV || code == ESTALE || fstat (self->fd, &info) != 0 || info.st_nlink == 0;

  return zb_output_fail (error, code, gone ? "the folder is gone" : what, self->path);
}

gboolean
zb_target_check_room (const ZbTarget *self,
                      guint64         bytes,
                      GError        **error)
{
  struct statvfs room;

  if (fstatvfs (self->fd, &room) != 0 || room.f_blocks == 0 || room.f_bavail * (guint64) room.f_frsize >= bytes + bytes / 20)
    return TRUE;

  return zb_output_fail (error, ENOSPC, "make room", self->path);
}

gboolean
zb_target_hold (int fd)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &whole) == 0;
}

static void
sweep_one (const ZbTarget *self,
           const char     *name)
{
  int fd = openat (self->fd, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    return;
  if (zb_target_hold (fd))
    unlinkat (self->fd, name, 0);
  close (fd);
}

void
zb_target_sweep (const ZbTarget *self)
{
  int            fd = openat (self->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR           *dir = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;

  if (dir == NULL && fd >= 0)
    close (fd);
  if (dir == NULL)
    return;
  while ((entry = readdir (dir)) != NULL)
    if (g_str_has_prefix (entry->d_name, ZB_TARGET_PART))
      sweep_one (self, entry->d_name);
  closedir (dir);
}

static gboolean
write_all (int           fd,
           const guint8 *bytes,
           gsize         size)
{
  while (size > 0)
    {
      gssize n = write (fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
    }

  return TRUE;
}

static void
put_hash (ZbHash hash,
          char   sha256[ZB_SHA256_TEXT])
{
  g_autofree char *hex = zb_shelf_hex (gcry_md_read (hash, GCRY_MD_SHA256));

  g_strlcpy (sha256, hex, ZB_SHA256_TEXT);
}

/* FALSE and errno. `to` -1: only the hash. */
static gboolean
copy_bytes (int     from,
            int     to,
            gint64 *size,
            char    sha256[ZB_SHA256_TEXT])
{
  g_auto (ZbHash) hash = zb_hash_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize             n;

  for (*size = 0; (n = pread (from, block, BLOCK, *size)) != 0; *size += n)
    {
      if (n < 0)
        return FALSE;
      gcry_md_write (hash, block, (gsize) n);
      if (to >= 0 && !write_all (to, block, (gsize) n))
        return FALSE;
    }

  put_hash (hash, sha256);
  return TRUE;
}

static gboolean
open_temp (ZbTargetFile *self)
{
  for (guint i = 0; self->fd < 0 && i < 100; i++)
    {
      g_snprintf (self->name, sizeof self->name, ZB_TARGET_PART "%08x", g_random_int ());
      self->fd = openat (self->target->fd, self->name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
      if (self->fd < 0 && errno != EEXIST)
        break;
    }
  if (self->fd < 0)
    *self->name = '\0';
  else
    zb_target_hold (self->fd);

  return self->fd >= 0;
}

gboolean
zb_target_file_write (ZbTargetFile   *self,
                      const ZbTarget *target,
                      int             fd,
                      GError        **error)
{
  struct stat info;

  self->target = target;
  zb_fault_point ("export-write");
  if (!open_temp (self))
    return zb_target_fail (target, errno, "create", error);
  if (!copy_bytes (fd, self->fd, &self->size, self->sha256) || fdatasync (self->fd) != 0 || fstat (self->fd, &info) != 0)
    return zb_target_fail (target, errno, "write", error);

  zb_fault_point ("export-written");
  self->mtime = info.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info.st_mtim.tv_nsec;
  return TRUE;
}

/* Where nothing refuses to overwrite by itself: an empty file of our own takes the name, and is renamed onto. */
static gboolean
move_otherwise (const ZbTargetFile *self,
                int                 folder,
                const char         *name)
{
  int fd = openat (folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);

  if (fd < 0)
    return FALSE;
  close (fd);
  if (renameat (self->target->fd, self->name, folder, name) == 0)
    return TRUE;

  unlinkat (folder, name, 0);
  return FALSE;
}

gboolean
zb_target_file_place (ZbTargetFile *self,
                      int           folder,
                      const char   *name,
                      gboolean      over)
{
  gboolean placed = over ? renameat (self->target->fd, self->name, folder, name) == 0
                         : renameat2 (self->target->fd, self->name, folder, name, RENAME_NOREPLACE) == 0;

  if (!placed && !over && (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP))
    placed = move_otherwise (self, folder, name);
  if (placed)
    *self->name = '\0';

  zb_fault_point ("export-placed");
  return placed;
}

void
zb_target_file_clear (ZbTargetFile *self)
{
  if (*self->name != '\0')
    unlinkat (self->target->fd, self->name, 0);
  if (self->fd >= 0)
    close (self->fd);
  *self = ZB_TARGET_FILE_INIT;
}

gboolean
zb_target_hash (int         folder,
                const char *name,
                char        sha256[ZB_SHA256_TEXT])
{
  int      fd = open_plain (folder, name);
  gint64   size;
  gboolean hashed = fd >= 0 && copy_bytes (fd, -1, &size, sha256);
  int      code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
  return hashed;
}
