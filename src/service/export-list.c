/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-list.h"

#include "documents/output.h"
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "zhibu-export 1"
#define NOTE "# 支部纪实导出的相册：凭这份清单，下一次只写改动过的文件。请不要改动它。"
#define SIZE_MAX_LIST (64 * 1024 * 1024)

void
zb_listed_free (ZbListed *listed)
{
  g_free (listed->path);
  g_free (listed);
}

static void
keep (ZbExportList *self,
      ZbListed     *listed)
{
  ZbListed *old = g_hash_table_lookup (self->by_path, listed->path);

  if (old != NULL && g_hash_table_lookup (self->by_photo, &old->photo) == old)
    g_hash_table_remove (self->by_photo, &old->photo);
  if (listed->photo != 0)
    g_hash_table_replace (self->by_photo, &listed->photo, listed);
  g_hash_table_replace (self->by_path, listed->path, listed);
}

static void
forget (ZbExportList *self,
        const char   *path)
{
  ZbListed *old = g_hash_table_lookup (self->by_path, path);

  if (old == NULL)
    return;
  if (g_hash_table_lookup (self->by_photo, &old->photo) == old)
    g_hash_table_remove (self->by_photo, &old->photo);
  g_hash_table_remove (self->by_path, path);
}

static void
keep_folder (ZbExportList *self,
             gint64        meeting,
             const char   *folder)
{
  g_hash_table_replace (self->folders, g_memdup2 (&meeting, sizeof meeting), g_strdup (folder));
}

/* Below the target, whoever wrote it. */
static gboolean
is_safe (const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    if (*steps[i] == '\0' || g_str_equal (steps[i], ".") || g_str_equal (steps[i], ".."))
      return FALSE;

  return *path != '\0' && g_utf8_validate (path, -1, NULL) && strcspn (path, "\t\n") == strlen (path);
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == ZB_SHA256_TEXT - 1 && strspn (text, "0123456789abcdef") == ZB_SHA256_TEXT - 1;
}

static gboolean
read_number (const char *text,
             gint64     *number)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, number, NULL);
}

/* What it replaces may be there still, if the run was stopped just then. */
static gboolean
read_file_line (ZbExportList *self,
                GStrv         words,
                guint         n)
{
  g_autofree ZbListed *listed = g_new0 (ZbListed, 1);
  const ZbListed      *old;

  if (n != 8 || !read_number (words[1], &listed->photo) || !read_number (words[2], &listed->size) ||
      !read_number (words[3], &listed->mtime) || !is_hash (words[4]) || !is_hash (words[5]) || strlen (words[6]) >= ZB_OPTIONS_TEXT || !is_safe (words[7]))
    return FALSE;

  old = g_hash_table_lookup (self->by_path, words[7]);
  if (old != NULL)
    memcpy (listed->before, old->sha256, sizeof listed->before);
  memcpy (listed->sha256, words[4], sizeof listed->sha256);
  memcpy (listed->made, words[5], sizeof listed->made);
  g_strlcpy (listed->options, words[6], sizeof listed->options);
  listed->path = g_strdup (words[7]);
  keep (self, g_steal_pointer (&listed));
  return TRUE;
}

static gboolean
read_line (ZbExportList *self,
           const char   *line,
           char        **library)
{
  g_auto (GStrv) words = g_strsplit (line, "\t", -1);
  guint  n = g_strv_length (words);
  gint64 meeting;

  if (n == 0 || *line == '#')
    return TRUE;
  if (g_str_equal (words[0], "file"))
    return read_file_line (self, words, n);
  if (g_str_equal (words[0], "gone") && n == 2)
    forget (self, words[1]);
  else if (g_str_equal (words[0], "folder") && n == 3 && read_number (words[1], &meeting) && is_safe (words[2]))
    keep_folder (self, meeting, words[2]);
  else if (g_str_equal (words[0], "library") && n == 2 && *library == NULL)
    *library = g_strdup (words[1]);
  else
    return FALSE;

  return TRUE;
}

static gboolean
fail_damaged (const ZbExportList *self,
              GError            **error)
{
  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_DAMAGED, "%s: the list of what was exported cannot be read", self->target->path);
  return FALSE;
}

/* The last line may be half a one, of a run that was killed: what it tells of did not get its name. */
static gboolean
parse (ZbExportList *self,
       char         *text,
       GError      **error)
{
  g_autofree char *library = NULL;
  char            *end = strrchr (text, '\n');
  g_auto (GStrv) lines = NULL;

  self->fresh = end == NULL && g_str_has_prefix (HEAD, text);
  self->changed = (end != NULL ? end[1] : *text) != '\0';
  if (self->fresh)
    return TRUE;
  if (end != NULL)
    *end = '\0';
  lines = g_strsplit (text, "\n", -1);
  if (!g_str_equal (lines[0], HEAD))
    return fail_damaged (self, error);
  for (guint i = 1; lines[i] != NULL; i++)
    if (!read_line (self, lines[i], &library))
      return fail_damaged (self, error);

  if (library == NULL || g_str_equal (library, self->library))
    return TRUE;
  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT, "%s: holds the album of another library", self->target->path);
  return FALSE;
}

/* NULL and errno. */
static char *
read_text (int fd)
{
  struct stat      info;
  g_autofree char *text = NULL;
  gsize            done = 0;
  gssize           n = 1;

  if (fstat (fd, &info) != 0)
    return NULL;
  if (!S_ISREG (info.st_mode) || info.st_size > SIZE_MAX_LIST)
    {
      errno = EINVAL;
      return NULL;
    }

  text = g_malloc0 (info.st_size + 1);
  while (done < (gsize) info.st_size && (n = pread (fd, text + done, info.st_size - done, done)) > 0)
    done += (gsize) n;
  if (n < 0)
    return NULL;
  if (strlen (text) != done)
    {
      errno = EINVAL;
      return NULL;
    }

  return g_steal_pointer (&text);
}

/* FALSE and EAGAIN when another run has it. Some shares know no locks. */
static gboolean
lock (int fd)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &whole) == 0 || (errno != EAGAIN && errno != EACCES);
}

/* Whether the name still means the file that is locked: another run may have put a new list in its place. */
static gboolean
is_current (const ZbExportList *self)
{
  struct stat here, there;

  return fstat (self->fd, &here) == 0 && fstatat (self->target->fd, ZB_EXPORT_LIST, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
         here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

static gboolean
open_locked (ZbExportList *self,
             GError      **error)
{
  for (guint i = 0; i < 10; i++)
    {
      self->fd = openat (self->target->fd, ZB_EXPORT_LIST, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
      if (self->fd < 0)
        return zb_target_fail (self->target, errno, "open the list", error);
      if (!lock (self->fd))
        break;
      if (is_current (self))
        return TRUE;
      close (self->fd);
      self->fd = -1;
    }

  g_set_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_BUSY, "%s: another export is writing there", self->target->path);
  return FALSE;
}

static gboolean
append (int            fd,
        const GString *text,
        const char    *path,
        GError       **error)
{
  gsize done = 0;

  while (done < text->len)
    {
      gssize n = write (fd, text->str + done, text->len - done);

      if (n <= 0)
        return zb_output_fail (error, n < 0 ? errno : ENOSPC, "write the list", path);
      done += (gsize) n;
    }

  return TRUE;
}

static void
add_file_line (GString        *text,
               const ZbListed *listed,
               const char     *sha256)
{
  g_string_append_printf (text, "file\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\n",
                          listed->photo, listed->size, listed->mtime, sha256, listed->made, listed->options, listed->path);
}

static void
add_head (const ZbExportList *self,
          GString            *text)
{
  g_string_append (text, HEAD "\n" NOTE "\n");
  g_string_append_printf (text, "library\t%s\n", self->library);
}

static gint
compare_listed (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(const ZbListed *const *) a)->path, (*(const ZbListed *const *) b)->path);
}

static GPtrArray *
list_files (const ZbExportList *self)
{
  GPtrArray     *files = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       listed;

  g_hash_table_iter_init (&iter, self->by_path);
  while (g_hash_table_iter_next (&iter, NULL, &listed))
    g_ptr_array_add (files, listed);
  g_ptr_array_sort (files, compare_listed);
  return files;
}

static GString *
make_text (const ZbExportList *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) files = list_files (self);
  GHashTableIter iter;
  gpointer       key, value;

  add_head (self, text);
  g_hash_table_iter_init (&iter, self->folders);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_string_append_printf (text, "folder\t%" G_GINT64_FORMAT "\t%s\n", *(const gint64 *) key, (const char *) value);
  for (guint i = 0; i < files->len; i++)
    {
      const ZbListed *listed = files->pdata[i];

      if (*listed->before != '\0')
        add_file_line (text, listed, listed->before);
      add_file_line (text, listed, listed->sha256);
    }

  return text;
}

#define NEW_LIST ZB_EXPORT_LIST ".new"

/* The new one is held before it gets the name, so that there is no moment at which another run could have it. */
static gboolean
rewrite (ZbExportList *self,
         GError      **error)
{
  g_autoptr (GString) text = make_text (self);
  gboolean done = FALSE;
  int      fd;

  unlinkat (self->target->fd, NEW_LIST, 0);
  fd = openat (self->target->fd, NEW_LIST, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd < 0)
    return zb_target_fail (self->target, errno, "write the list", error);

  lock (fd);
  done = append (fd, text, self->target->path, error);
  if (done && (fdatasync (fd) != 0 || renameat (self->target->fd, NEW_LIST, self->target->fd, ZB_EXPORT_LIST) != 0))
    done = zb_target_fail (self->target, errno, "write the list", error);
  if (!done)
    unlinkat (self->target->fd, NEW_LIST, 0);
  close (done ? self->fd : fd);
  if (done)
    self->fd = fd;

  self->changed = self->changed && !done;
  self->fresh = self->fresh && !done;
  return done;
}

static void
start (ZbExportList   *self,
       const ZbTarget *target,
       const char     *library)
{
  self->target = target;
  self->library = g_strdup (library);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) zb_listed_free);
  self->by_photo = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->folders = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

gboolean
zb_export_list_open (ZbExportList   *self,
                     const ZbTarget *target,
                     const char     *library,
                     GError        **error)
{
  g_autofree char *text = NULL;

  start (self, target, library);
  if (!open_locked (self, error))
    return FALSE;

  text = read_text (self->fd);
  if (text == NULL)
    return fail_damaged (self, error);

  return parse (self, text, error) && (!self->changed || rewrite (self, error));
}

/* A list that nothing came of is not left behind. */
void
zb_export_list_clear (ZbExportList *self)
{
  if (self->fd >= 0 && self->fresh && is_current (self))
    unlinkat (self->target->fd, ZB_EXPORT_LIST, 0);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  g_clear_pointer (&self->by_photo, g_hash_table_unref);
  g_clear_pointer (&self->by_path, g_hash_table_unref);
  g_clear_pointer (&self->folders, g_hash_table_unref);
  g_clear_pointer (&self->library, g_free);
}

static gboolean
note (ZbExportList *self,
      const char   *line,
      GError      **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->fresh)
    add_head (self, text);
  g_string_append (text, line);
  if (!append (self->fd, text, self->target->path, error))
    return FALSE;

  self->fresh = FALSE;
  self->changed = TRUE;
  return TRUE;
}

gboolean
zb_export_list_add (ZbExportList *self,
                    ZbListed     *listed,
                    GError      **error)
{
  g_autoptr (GString) line = g_string_new (NULL);

  add_file_line (line, listed, listed->sha256);
  keep (self, listed);
  return note (self, line->str, error);
}

gboolean
zb_export_list_remove (ZbExportList *self,
                       const char   *path,
                       GError      **error)
{
  g_autofree char *line = g_strdup_printf ("gone\t%s\n", path);

  forget (self, path);
  return note (self, line, error);
}

gboolean
zb_export_list_set_folder (ZbExportList *self,
                           gint64        meeting,
                           const char   *folder,
                           GError      **error)
{
  g_autofree char *line = g_strdup_printf ("folder\t%" G_GINT64_FORMAT "\t%s\n", meeting, folder);
  const char      *known = g_hash_table_lookup (self->folders, &meeting);

  if (g_strcmp0 (known, folder) == 0)
    return TRUE;
  keep_folder (self, meeting, folder);
  return note (self, line, error);
}

gboolean
zb_export_list_close (ZbExportList *self,
                      GError      **error)
{
  return !self->changed || rewrite (self, error);
}

GArray *
zb_export_list_peek (const char *folder)
{
  g_auto (ZbExportList) list = ZB_EXPORT_LIST_INIT;
  ZbTarget         target = { .path = (char *) folder, .fd = -1 };
  GArray          *photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *path = g_build_filename (folder, ZB_EXPORT_LIST, NULL);
  g_autofree char *text = NULL;
  GHashTableIter   iter;
  gpointer         id;
  int              fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd < 0)
    return photos;
  start (&list, &target, "");
  text = read_text (fd);
  close (fd);
  if (text != NULL)
    parse (&list, text, NULL);

  g_hash_table_iter_init (&iter, list.by_photo);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (photos, id, 1);
  return photos;
}
