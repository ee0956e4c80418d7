/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/backup-file.h"

#include "base/atomic.h"
#include "photo/shelf-private.h"
#include "store/db.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

/* A backup comes from anywhere: nothing in it is believed. Only plain files are taken, only under
 * names that its own manifest lists and that stay below the folder, only once each, only with the
 * bytes whose hash is written there, and never more of them than the file itself is long.
 */

#define BLOCK (1024 * 1024)

typedef struct archive       Tar;
typedef struct archive_entry TarEntry;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tar, archive_read_free)

typedef struct
{
  Tar          *tar;
  const char   *folder; /* NULL: only read */
  char         *block;
  gint64        size; /* of the backup */
  GPtrArray    *lines;
  GHashTable   *by_path; /* borrowed from lines */
  GCancellable *cancellable;
} Reader;

static gboolean
refuse (GError    **error,
        const char *path,
        const char *why)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED, "%s: %s", shown, why);
  return FALSE;
}

/* What the archive library could not read: the disk's fault or the file's. */
static gboolean
fail (Tar     *tar,
      GError **error)
{
  int number = archive_errno (tar);

  if (number == EIO || number == ENOMEM || number == EACCES)
    return zb_atomic_fail (error, number, "read", "the backup");

  return refuse (error, "the backup", archive_error_string (tar) != NULL ? archive_error_string (tar) : "is not one");
}

static gboolean
check_kind (Reader   *self,
            TarEntry *entry,
            GError  **error)
{
  const char *path = archive_entry_pathname (entry);

  if (path == NULL)
    return refuse (error, "the backup", "has an entry without a name");
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL ||
      archive_entry_symlink (entry) != NULL || archive_entry_sparse_count (entry) > 0)
    return refuse (error, path, "is not a plain file");
  if (!archive_entry_size_is_set (entry) || archive_entry_size (entry) < 0 || archive_entry_size (entry) > self->size)
    return refuse (error, path, "claims more bytes than the backup has");

  return TRUE;
}

static gboolean
next_entry (Reader    *self,
            TarEntry **entry,
            GError   **error)
{
  int code;

  *entry = NULL;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  code = archive_read_next_header (self->tar, entry);
  if (code == ARCHIVE_EOF)
    {
      *entry = NULL;
      return TRUE;
    }
  if (code < ARCHIVE_WARN)
    return fail (self->tar, error);

  return check_kind (self, *entry, error);
}

static gboolean
read_manifest (Reader  *self,
               GError **error)
{
  g_autofree char *text = NULL;
  TarEntry        *entry;
  gint64           size, done = 0;

  if (!next_entry (self, &entry, error))
    return FALSE;
  if (entry == NULL || !g_str_equal (archive_entry_pathname (entry), ZB_MANIFEST_NAME))
    return refuse (error, "the backup", "does not start with its manifest");
  size = archive_entry_size (entry);
  if (size > ZB_MANIFEST_MAX)
    return refuse (error, ZB_MANIFEST_NAME, "is too large");

  text = g_malloc (size + 1);
  while (done < size)
    {
      la_ssize_t n = archive_read_data (self->tar, text + done, size - done);

      if (n <= 0)
        return fail (self->tar, error);
      done += n;
    }

  self->lines = zb_manifest_parse (text, size, error);
  if (self->lines == NULL)
    return FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    {
      ZbManifestLine *line = self->lines->pdata[i];

      g_hash_table_insert (self->by_path, line->path, line);
    }

  return TRUE;
}

/* -1 with an error. The folder is ours and new: there is no link in it to follow. */
static int
create_file (const char *folder,
             const char *path,
             GError    **error)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);
  int              fd = -1;

  if (g_mkdir_with_parents (parent, 0700) == 0)
    fd = open (full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    zb_atomic_fail (error, errno, "create", full);

  return fd;
}

static gboolean
write_block (int         fd,
             const char *bytes,
             gsize       length,
             const char *path,
             GError    **error)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0)
        return zb_atomic_fail (error, errno, "write", path);
      bytes += n;
      length -= n;
    }

  return TRUE;
}

static gboolean
read_bytes (Reader         *self,
            ZbManifestLine *line,
            int             fd,
            GError        **error)
{
  g_auto (ZbHash) hash = zb_hash_new ();
  la_ssize_t n;

  while ((n = archive_read_data (self->tar, self->block, BLOCK)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      gcry_md_write (hash, self->block, n);
      if (fd >= 0 && !write_block (fd, self->block, n, line->path, error))
        return FALSE;
    }
  if (n < 0)
    return fail (self->tar, error);
  if (memcmp (gcry_md_read (hash, GCRY_MD_SHA256), line->sha256, sizeof line->sha256) != 0)
    return refuse (error, line->path, "is not what the manifest says");

  line->seen = TRUE;
  return TRUE;
}

static gboolean
read_file (Reader   *self,
           TarEntry *entry,
           GError  **error)
{
  const char     *path = archive_entry_pathname (entry);
  ZbManifestLine *line = g_hash_table_lookup (self->by_path, path);
  struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = archive_entry_mtime (entry) } };
  int             fd;
  gboolean        done;

  if (line == NULL || line->seen)
    return refuse (error, path, line == NULL ? "is not in the manifest" : "comes twice");
  if (self->folder == NULL)
    return read_bytes (self, line, -1, error);

  fd = create_file (self->folder, line->path, error);
  if (fd < 0)
    return FALSE;
  done = read_bytes (self, line, fd, error);
  if (archive_entry_mtime_is_set (entry) && futimens (fd, times) != 0)
    g_debug ("%s: its time is not kept", line->path);
  if (close (fd) != 0 && done)
    return zb_atomic_fail (error, errno, "close", line->path);

  return done;
}

static gboolean
read_all (Reader  *self,
          GError **error)
{
  TarEntry *entry;

  if (!read_manifest (self, error))
    return FALSE;
  while (next_entry (self, &entry, error))
    {
      if (entry != NULL)
        {
          if (!read_file (self, entry, error))
            return FALSE;
          continue;
        }
      for (guint i = 0; i < self->lines->len; i++)
        if (!((ZbManifestLine *) self->lines->pdata[i])->seen)
          return refuse (error, ((ZbManifestLine *) self->lines->pdata[i])->path, "is missing");
      return TRUE;
    }

  return FALSE;
}

static gboolean
read_open_file (Reader     *self,
                int         fd,
                const char *file,
                GError    **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return zb_atomic_fail (error, errno, "look at", file);
  if (!S_ISREG (info.st_mode))
    return refuse (error, file, "is not a file");

  self->size = info.st_size;
  archive_read_support_format_tar (self->tar);
  if (archive_read_open_fd (self->tar, fd, BLOCK) != ARCHIVE_OK)
    return fail (self->tar, error);

  return read_all (self, error);
}

GPtrArray *
zb_backup_file_read (const char   *file,
                     const char   *folder,
                     GCancellable *cancellable,
                     GError      **error)
{
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  locale_t before = utf8 != (locale_t) 0 ? uselocale (utf8) : (locale_t) 0;
  int      fd = open (file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autoptr (Tar) tar = archive_read_new ();
  g_autofree char *block = g_malloc (BLOCK);
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);
  Reader   self = { .tar = tar, .folder = folder, .block = block, .by_path = by_path, .cancellable = cancellable };
  gboolean done;

  if (fd >= 0)
    done = read_open_file (&self, fd, file, error);
  else
    done = zb_atomic_fail (error, errno, "open", file);

  g_clear_pointer (&tar, archive_read_free);
  if (fd >= 0)
    close (fd);
  if (utf8 != (locale_t) 0)
    {
      uselocale (before);
      freelocale (utf8);
    }
  if (!done)
    g_clear_pointer (&self.lines, g_ptr_array_unref);

  return self.lines;
}
