/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "photo/shelf-private.h"

#include "base/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* From the card to a temp file, read once.
 *
 * What is hashed is what is written, so a source that grows or shrinks meanwhile gives a copy that
 * agrees with itself; `changed` tells it. Writing to disk starts early, so that making the copy
 * durable later has little left to wait for.
 */

#define ZB_WRITE_BACK (4 * 1024 * 1024) /* started each time so much was written */
#define ZB_GROWTH (16 * 1024 * 1024)    /* a source that grows by more than itself and this is left */

typedef struct
{
  ZbHash whole;
  ZbHash head; /* a branch of `whole` after the first ZB_HEAD_SIZE bytes */
  gint64 done;
} Sums;

static gboolean
is_space_error (int code)
{
  return code == ENOSPC || code == EDQUOT;
}

gboolean
zb_shelf_fail_library (GError    **error,
                       int         code,
                       const char *what)
{
  g_set_error (error,
               ZB_PHOTO_ERROR,
               is_space_error (code) ? ZB_PHOTO_ERROR_FULL : ZB_PHOTO_ERROR_LIBRARY,
               "%s: %s",
               what,
               g_strerror (code));
  return FALSE;
}

gboolean
zb_shelf_fail_source (GError    **error,
                      int         code,
                      const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  gboolean         gone = code == ENODEV || code == ENXIO || code == ENOMEDIUM || code == ESTALE;

  g_set_error (error,
               ZB_PHOTO_ERROR,
               gone ? ZB_PHOTO_ERROR_GONE : ZB_PHOTO_ERROR_SOURCE,
               "%s: %s",
               name,
               g_strerror (code));
  return FALSE;
}

int
zb_shelf_open_source (const char *path)
{
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  int       fd = open (path, flags | O_NOATIME);

  if (fd < 0 && errno == EPERM)
    fd = open (path, flags);

  return fd;
}

static ssize_t
read_some (int     fd,
           guint8 *buffer,
           gsize   size)
{
  ssize_t n;

  do
    n = read (fd, buffer, size);
  while (n < 0 && errno == EINTR);

  return n;
}

static gboolean
write_all (int           fd,
           const guint8 *bytes,
           gsize         size)
{
  while (size > 0)
    {
      ssize_t n = write (fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          errno = n == 0 ? ENOSPC : errno;
          return FALSE;
        }
      bytes += n;
      size -= (gsize) n;
    }

  return TRUE;
}

static void
sums_update (Sums         *sums,
             ZbCopy       *copy,
             const guint8 *bytes,
             gsize         size)
{
  gsize head = sums->done < ZB_HEAD_SIZE ? MIN (size, (gsize) (ZB_HEAD_SIZE - sums->done)) : 0;

  gcry_md_write (sums->whole, bytes, head);
  sums->done += (gint64) size;
  if (head > 0 && sums->done >= ZB_HEAD_SIZE)
    {
      gcry_md_copy (&sums->head, sums->whole);
      memcpy (copy->head, gcry_md_read (sums->head, GCRY_MD_SHA256), ZB_HASH_SIZE);
    }
  gcry_md_write (sums->whole, bytes + head, size - head);
}

static void
sums_finish (Sums   *sums,
             ZbCopy *copy)
{
  memcpy (copy->sha256, gcry_md_read (sums->whole, GCRY_MD_SHA256), ZB_HASH_SIZE);
  if (sums->done < ZB_HEAD_SIZE)
    memcpy (copy->head, copy->sha256, ZB_HASH_SIZE);
  copy->size = sums->done;
}

/* One block. *end is set at the end of the source. */
static gboolean
copy_block (ZbCopy     *copy,
            Sums       *sums,
            int         from,
            const char *source,
            guint8     *buffer,
            gboolean   *end,
            GError    **error)
{
  ssize_t n = read_some (from, buffer, ZB_SHELF_BLOCK);

  if (n < 0)
    return zb_shelf_fail_source (error, errno, source);
  *end = n == 0;
  if (n == 0)
    return TRUE;

  sums_update (sums, copy, buffer, (gsize) n);
  if (!write_all (copy->fd, buffer, (gsize) n))
    return errno == EFBIG ? zb_shelf_fail_source (error, errno, source)
                          : zb_shelf_fail_library (error, errno, "cannot write the copy");
  if (sums->done / ZB_WRITE_BACK != (sums->done - n) / ZB_WRITE_BACK)
    sync_file_range (copy->fd, 0, 0, SYNC_FILE_RANGE_WRITE);

  return TRUE;
}

static gboolean
copy_bytes (ZbCopy       *copy,
            int           from,
            const char   *source,
            gint64       *n_bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_auto (ZbHash) whole = zb_hash_new ();
  g_auto (ZbHash) head = NULL;
  g_autofree guint8 *buffer = g_malloc (ZB_SHELF_BLOCK);
  Sums               sums = { whole, NULL, 0 };
  struct stat        before, after;
  gboolean           end = FALSE, good = TRUE;

  fstat (from, &before);
  while (good && !end)
    {
      gint64 done = sums.done;

      good = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
             copy_block (copy, &sums, from, source, buffer, &end, error);
      if (n_bytes != NULL)
        __atomic_add_fetch (n_bytes, sums.done - done, __ATOMIC_RELAXED);
      end = end || sums.done > 2 * before.st_size + ZB_GROWTH;
    }
  head = sums.head;
  if (!good)
    return FALSE;

  sums_finish (&sums, copy);
  sync_file_range (copy->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  copy->changed = fstat (from, &after) != 0 || after.st_size != copy->size ||
                  after.st_mtim.tv_sec != before.st_mtim.tv_sec ||
                  after.st_mtim.tv_nsec != before.st_mtim.tv_nsec;
  return TRUE;
}

/* A new temp file; the name cannot be another's. */
static gboolean
open_temp (ZbCopy     *copy,
           const char *library,
           GError    **error)
{
  int folder = zb_shelf_open_folder (library, "photos", TRUE);

  if (folder < 0)
    return zb_shelf_fail_library (error, errno, "cannot open the library's photos folder");

  for (int tries = 0; copy->fd < 0 && tries < 100; tries++)
    {
      g_autofree char *name =
          g_strdup_printf (ZB_SHELF_TEMP "%d-%08x", (int) getpid (), g_random_int ());

      copy->fd = openat (folder, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (copy->fd >= 0)
        copy->temp = g_build_filename (library, "photos", name, NULL);
      else if (errno != EEXIST)
        break;
    }
  close (folder);

  return copy->fd >= 0 || zb_shelf_fail_library (error, errno, "cannot make a temp file");
}

/* The worker that looks at the copy must not be able to change it. */
static gboolean
reopen_read_only (ZbCopy  *copy,
                  GError **error)
{
  int fd = open (copy->temp, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  int closed = close (copy->fd) == 0 ? 0 : errno;
  int opened = fd >= 0 ? 0 : errno;

  copy->fd = fd;
  if (closed != 0 || opened != 0)
    return zb_shelf_fail_library (error, closed != 0 ? closed : opened, "cannot close the copy");

  return TRUE;
}

static int
open_regular (const char *source,
              GError    **error)
{
  struct stat st;
  int         fd = zb_shelf_open_source (source);

  if (fd < 0)
    zb_shelf_fail_source (error, errno, source);
  else if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode))
    {
      zb_shelf_fail_source (error, EINVAL, source);
      close (fd);
      fd = -1;
    }

  return fd;
}

gboolean
zb_shelf_copy (ZbCopy       *copy,
               const char   *library,
               const char   *source,
               gint64       *n_bytes,
               GCancellable *cancellable,
               GError      **error)
{
  int      from = open_regular (source, error);
  gboolean good;

  *copy = ZB_COPY_INIT;
  if (from < 0)
    return FALSE;

  posix_fadvise (from, 0, 0, POSIX_FADV_SEQUENTIAL);
  zb_fault_point ("copy");
  good = open_temp (copy, library, error) &&
         copy_bytes (copy, from, source, n_bytes, cancellable, error) &&
         reopen_read_only (copy, error);
  close (from);
  zb_fault_point ("copied");
  if (!good)
    zb_copy_clear (copy);

  return good;
}

void
zb_copy_clear (ZbCopy *copy)
{
  if (copy->temp != NULL)
    unlink (copy->temp);
  g_clear_pointer (&copy->temp, g_free);
  if (copy->fd >= 0)
    close (copy->fd);
  *copy = ZB_COPY_INIT;
}

gboolean
zb_shelf_head (const char *source,
               guint8      head[ZB_HASH_SIZE],
               GError    **error)
{
  g_auto (ZbHash) hash = zb_hash_new ();
  g_autofree guint8 *buffer = g_malloc (ZB_HEAD_SIZE);
  gsize              done = 0;
  ssize_t            n = 1;
  int                fd = open_regular (source, error);

  if (fd < 0)
    return FALSE;
  while (done < ZB_HEAD_SIZE && n > 0)
    {
      n = read_some (fd, buffer + done, ZB_HEAD_SIZE - done);
      if (n > 0)
        done += (gsize) n;
    }
  close (fd);
  if (n < 0)
    return zb_shelf_fail_source (error, errno, source);

  gcry_md_write (hash, buffer, done);
  memcpy (head, gcry_md_read (hash, GCRY_MD_SHA256), ZB_HASH_SIZE);
  return TRUE;
}
