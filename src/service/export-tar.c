/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-tar.h"

#include "documents/output.h"
#include "photo/shelf-private.h"
#include "store/db.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (1024 * 1024)

typedef struct archive       Archive;
typedef struct archive       ArchiveReader;
typedef struct archive_entry ArchiveEntry;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveReader, archive_read_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveEntry, archive_entry_free)

typedef struct
{
  char *path;
  char  sha256[ZB_SHA256_TEXT];
} Member;

struct _ZbTar
{
  Archive *archive;
  char    *shown;
  char    *block;
  GArray  *members;
  locale_t utf8;
};

static void
clear_member (gpointer data)
{
  g_free (((Member *) data)->path);
}

static gboolean
fail (const ZbTar *self,
      Archive     *archive,
      GError     **error)
{
  return zb_output_fail (error, archive_errno (archive), "write the archive", self->shown);
}

ZbTar *
zb_tar_new (int         fd,
            const char *shown,
            GError    **error)
{
  g_autoptr (ZbTar) self = g_new0 (ZbTar, 1);

  self->shown = g_strdup (shown);
  self->block = g_malloc (BLOCK);
  self->members = g_array_new (FALSE, TRUE, sizeof (Member));
  g_array_set_clear_func (self->members, clear_member);
  self->utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  self->archive = archive_write_new ();
  archive_write_set_format_pax_restricted (self->archive);
  archive_write_set_bytes_per_block (self->archive, 0);
  if (archive_write_open_fd (self->archive, fd) != ARCHIVE_OK)
    {
      fail (self, self->archive, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
zb_tar_free (ZbTar *self)
{
  g_clear_pointer (&self->archive, archive_write_free);
  g_clear_pointer (&self->members, g_array_unref);
  if (self->utf8 != (locale_t) 0)
    freelocale (self->utf8);
  g_free (self->block);
  g_free (self->shown);
  g_free (self);
}

static locale_t
enter_utf8 (const ZbTar *self)
{
  return self->utf8 != (locale_t) 0 ? uselocale (self->utf8) : (locale_t) 0;
}

static void
leave_utf8 (locale_t before)
{
  if (before != (locale_t) 0)
    uselocale (before);
}

static gboolean
begin_entry (ZbTar             *self,
             const char        *path,
             const struct stat *info,
             GError           **error)
{
  g_autoptr (ArchiveEntry) entry = archive_entry_new ();
  locale_t before = enter_utf8 (self);
  int      code;

  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, info->st_size);
  archive_entry_set_mtime (entry, info->st_mtime, 0);
  code = archive_write_header (self->archive, entry);
  leave_utf8 (before);

  return code >= ARCHIVE_WARN || fail (self, self->archive, error);
}

static gboolean
put (ZbTar      *self,
     const char *bytes,
     gsize       length,
     GError    **error)
{
  while (length > 0)
    {
      la_ssize_t n = archive_write_data (self->archive, bytes, length);

      if (n <= 0)
        return fail (self, self->archive, error);
      bytes += n;
      length -= n;
    }

  return TRUE;
}

static void
add_member (ZbTar      *self,
            const char *path,
            ZbHash      hash)
{
  Member           member = { .path = g_strdup (path) };
  g_autofree char *hex = zb_shelf_hex (gcry_md_read (hash, GCRY_MD_SHA256));

  g_strlcpy (member.sha256, hex, sizeof member.sha256);
  g_array_append_val (self->members, member);
}

/* Exactly as many bytes as the header says. */
static gboolean
copy_bytes (ZbTar        *self,
            const char   *path,
            int           fd,
            gint64        size,
            gint         *counted,
            GCancellable *cancellable,
            GError      **error)
{
  g_auto (ZbHash) hash = zb_hash_new ();
  gint64 done = 0;

  while (done < size)
    {
      gssize n = pread (fd, self->block, MIN (BLOCK, size - done), done);

      if (n <= 0)
        return zb_output_fail (error, n < 0 ? errno : EIO, "read", path);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      gcry_md_write (hash, self->block, n);
      if (!put (self, self->block, n, error))
        return FALSE;
      done += n;
      if (counted != NULL)
        g_atomic_int_add (counted, (gint) (n / 1024));
    }

  add_member (self, path, hash);
  return TRUE;
}

gboolean
zb_tar_add (ZbTar        *self,
            const char   *path,
            int           fd,
            gint         *counted,
            GCancellable *cancellable,
            GError      **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return zb_output_fail (error, errno, "look at", path);

  return begin_entry (self, path, &info, error) && copy_bytes (self, path, fd, info.st_size, counted, cancellable, error);
}

gboolean
zb_tar_add_text (ZbTar      *self,
                 const char *path,
                 const char *text,
                 GError    **error)
{
  g_auto (ZbHash) hash = zb_hash_new ();
  struct stat info = { .st_size = (off_t) strlen (text), .st_mtime = g_get_real_time () / G_USEC_PER_SEC };

  if (!begin_entry (self, path, &info, error) || !put (self, text, strlen (text), error))
    return FALSE;

  gcry_md_write (hash, text, strlen (text));
  add_member (self, path, hash);
  return TRUE;
}

gboolean
zb_tar_end (ZbTar   *self,
            GError **error)
{
  return archive_write_close (self->archive) == ARCHIVE_OK || fail (self, self->archive, error);
}

guint
zb_tar_get_n_files (const ZbTar *self)
{
  return self->members->len;
}

const char *
zb_tar_get_hash (const ZbTar *self,
                 guint        index)
{
  return g_array_index (self->members, Member, index).sha256;
}

char *
zb_tar_to_list (const ZbTar *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);

      g_string_append_printf (list, "%s  %s\n", member->sha256, member->path);
    }

  return g_string_free (list, FALSE);
}

/* Reading back. */

static gboolean
refuse (const ZbTar *self,
        const char  *path,
        GError     **error)
{
  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED, "%s: %s: what was read back is not what was written", self->shown, path);
  return FALSE;
}

static gboolean
check_bytes (const ZbTar   *self,
             ArchiveReader *reader,
             const Member  *member,
             GCancellable  *cancellable,
             GError       **error)
{
  g_auto (ZbHash) hash = zb_hash_new ();
  g_autofree char *hex = NULL;
  la_ssize_t       n;

  while ((n = archive_read_data (reader, self->block, BLOCK)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      gcry_md_write (hash, self->block, n);
    }

  hex = zb_shelf_hex (gcry_md_read (hash, GCRY_MD_SHA256));
  return (n == 0 && g_str_equal (hex, member->sha256)) || refuse (self, member->path, error);
}

static gboolean
check_members (const ZbTar   *self,
               ArchiveReader *reader,
               GCancellable  *cancellable,
               GError       **error)
{
  ArchiveEntry *entry = NULL;

  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);

      if (archive_read_next_header (reader, &entry) < ARCHIVE_WARN || g_strcmp0 (archive_entry_pathname (entry), member->path) != 0)
        return refuse (self, member->path, error);
      if (!check_bytes (self, reader, member, cancellable, error))
        return FALSE;
    }

  return archive_read_next_header (reader, &entry) == ARCHIVE_EOF || refuse (self, "its end", error);
}

gboolean
zb_tar_check (const ZbTar  *self,
              int           fd,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (ArchiveReader) reader = archive_read_new ();
  locale_t before = enter_utf8 (self);
  gboolean done;

  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  archive_read_support_format_tar (reader);
  done = lseek (fd, 0, SEEK_SET) == 0 && archive_read_open_fd (reader, fd, BLOCK) == ARCHIVE_OK;
  done = done ? check_members (self, reader, cancellable, error) : refuse (self, "its beginning", error);
  leave_utf8 (before);

  return done;
}
