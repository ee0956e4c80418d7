/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup-file.h"

#include "base/atomic.h"
#include "photo/shelf-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (1024 * 1024)

typedef struct archive       Tar;
typedef struct archive_entry TarEntry;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tar, archive_write_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TarEntry, archive_entry_free)

typedef struct
{
  Tar          *tar;
  char         *block;
  GCancellable *cancellable;
} Writer;

static gboolean
fail (Tar     *tar,
      GError **error)
{
  int number = archive_errno (tar);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "the backup cannot be written: %s",
               archive_error_string (tar));
  return FALSE;
}

static gboolean
begin_entry (Writer            *self,
             const char        *path,
             const struct stat *info,
             GError           **error)
{
  g_autoptr (TarEntry) entry = archive_entry_new ();

  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, info->st_size);
  archive_entry_set_mtime (entry, info->st_mtime, 0);

  return archive_write_header (self->tar, entry) >= ARCHIVE_WARN || fail (self->tar, error);
}

static gboolean
put (Writer     *self,
     const char *bytes,
     gsize       length,
     GError    **error)
{
  while (length > 0)
    {
      la_ssize_t n = archive_write_data (self->tar, bytes, length);

      if (n <= 0)
        return fail (self->tar, error);
      bytes += n;
      length -= n;
    }

  return TRUE;
}

/* Exactly as many bytes as the header says: a file that shrinks or grows is an error. */
static gboolean
copy_bytes (Writer     *self,
            int         fd,
            gint64      size,
            const char *path,
            ZbHash      hash,
            GError    **error)
{
  gint64 done = 0;

  for (;;)
    {
      gssize n = read (fd, self->block, BLOCK);

      if (n < 0)
        return zb_atomic_fail (error, errno, "read", path);
      if (done + n > size || (n == 0 && done < size))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: changed while it was being backed up", path);
          return FALSE;
        }
      if (n == 0)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;

      gcry_md_write (hash, self->block, n);
      if (!put (self, self->block, n, error))
        return FALSE;
      done += n;
    }
}

static gboolean
put_open_file (Writer         *self,
               ZbManifestLine *line,
               int             fd,
               GError        **error)
{
  g_auto (ZbHash) hash = zb_hash_new ();
  struct stat info;

  if (fstat (fd, &info) != 0)
    return zb_atomic_fail (error, errno, "look at", line->path);
  if (!S_ISREG (info.st_mode))
    return zb_atomic_fail (error, EINVAL, "is not a file", line->path);

  if (!begin_entry (self, line->path, &info, error) ||
      !copy_bytes (self, fd, info.st_size, line->path, hash, error))
    return FALSE;

  memcpy (line->sha256, gcry_md_read (hash, GCRY_MD_SHA256), sizeof line->sha256);
  return TRUE;
}

static gboolean
put_file (Writer               *self,
          const ZbBackupSource *source,
          ZbManifestLine       *line,
          GError              **error)
{
  g_autofree char *below = g_build_filename (source->library, line->path, NULL);
  const char      *path = g_str_equal (line->path, "zhibu.db") ? source->database : below;
  int              fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean         done;

  if (fd < 0)
    return zb_atomic_fail (error, errno, "open", path);
  done = put_open_file (self, line, fd, error);
  close (fd);

  return done;
}

static gboolean
fill_in_manifest (int                   fd,
                  off_t                 where,
                  const ZbBackupSource *source,
                  GError              **error)
{
  gsize            length, done = 0;
  g_autofree char *text = zb_manifest_to_text (source->lines, &length);

  while (done < length)
    {
      gssize n = pwrite (fd, text + done, length - done, where + done);

      if (n < 0)
        return zb_atomic_fail (error, errno, "write", ZB_MANIFEST_NAME);
      done += n;
    }

  return TRUE;
}

static gboolean
write_all (Writer               *self,
           int                   fd,
           const ZbBackupSource *source,
           GError              **error)
{
  gsize            length;
  g_autofree char *room = zb_manifest_to_text (source->lines, &length);
  struct stat      info = { .st_size = length, .st_mtime = g_get_real_time () / G_USEC_PER_SEC };
  off_t            where;

  if (length > ZB_MANIFEST_MAX)
    return zb_atomic_fail (error, EFBIG, "too many files", ZB_MANIFEST_NAME);
  if (!begin_entry (self, ZB_MANIFEST_NAME, &info, error))
    return FALSE;

  /* Nothing is held back (no blocking), so the data starts where the file ends now. */
  where = lseek (fd, 0, SEEK_CUR);
  if (!put (self, room, length, error))
    return FALSE;

  for (guint i = 0; i < source->lines->len; i++)
    if (!put_file (self, source, source->lines->pdata[i], error))
      return FALSE;

  if (archive_write_close (self->tar) != ARCHIVE_OK)
    return fail (self->tar, error);

  return fill_in_manifest (fd, where, source, error);
}

gboolean
zb_backup_file_write (int                   fd,
                      const ZbBackupSource *source,
                      GCancellable         *cancellable,
                      GError              **error)
{
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  locale_t before = utf8 != (locale_t) 0 ? uselocale (utf8) : (locale_t) 0;
  g_autoptr (Tar) tar = archive_write_new ();
  g_autofree char *block = g_malloc (BLOCK);
  Writer           self = { .tar = tar, .block = block, .cancellable = cancellable };
  gboolean         done;

  archive_write_set_format_pax_restricted (tar);
  archive_write_set_bytes_per_block (tar, 0);
  if (archive_write_open_fd (tar, fd) == ARCHIVE_OK)
    done = write_all (&self, fd, source, error);
  else
    done = fail (tar, error);

  /* Names are UTF-8 whatever the program's locale is; the archive asks for it at every entry. */
  if (utf8 != (locale_t) 0)
    {
      uselocale (before);
      freelocale (utf8);
    }

  return done;
}
