/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-folder.h"

#include "documents/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* One file of the folder: what is there now, and what comes in its place. */

typedef enum
{
  FILE_NONE,
  FILE_OURS,    /* as we wrote it */
  FILE_OLD,     /* as we wrote it before: the run that was to replace it was stopped */
  FILE_CHANGED, /* ours once, changed by somebody since */
  FILE_FOREIGN, /* never ours */
} FileState;

typedef struct
{
  ZbFolderRun *run;
  char        *path;
  gint64       photo; /* 0: a page */
  const char  *made;
  const char  *options;
  int          folder;  /* open */
  gboolean     listed;  /* `known` is of this path */
  ZbListed     known;   /* a copy; its path is not ours */
  gboolean     touched; /* as the list says but for its time */
  FileState    state;
} Put;

static void
put_clear (Put *put)
{
  if (put->folder >= 0)
    close (put->folder);
  g_free (put->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Put, put_clear)

static const char *
get_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static void
report (ZbFolderRun *run,
        const char  *name,
        const char  *reason)
{
  g_mutex_lock (&run->lock);
  zb_export_add_problem (run->result, name, reason);
  g_mutex_unlock (&run->lock);
}

/* What hinders one folder or one name, and not the whole target. */
static gboolean
is_local (int code)
{
  return code == ELOOP || code == ENOTDIR || code == EPERM || code == EACCES || code == EINVAL || code == ENAMETOOLONG || code == EILSEQ ||
         code == EISDIR;
}

static const char *
say_local (int code)
{
  if (code == ELOOP || code == ENOTDIR)
    return "这里有一个同名的链接或文件，没有往里写";
  if (code == EPERM || code == EACCES)
    return "没有写入的权限";

  return "目标磁盘不接受这个名称";
}

/* Once a folder. */
static void
report_folder (ZbFolderRun *run,
               const char  *folder,
               int          code)
{
  gboolean first;

  g_mutex_lock (&run->lock);
  first = g_hash_table_add (run->blocked, g_strdup (folder));
  g_mutex_unlock (&run->lock);
  if (first)
    report (run, folder, say_local (code));
}

/* FALSE with an error, or without one when only this folder cannot be written to. */
static gboolean
open_folder (Put     *put,
             GError **error)
{
  const char      *slash = strrchr (put->path, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (put->path, slash - put->path) : g_strdup ("");
  int              code;

  put->folder = zb_target_open_folder (&put->run->target, folder, TRUE);
  code = errno;
  if (put->folder >= 0)
    return TRUE;
  if (!is_local (code))
    return zb_target_fail (&put->run->target, code, "open the folder", error);

  report_folder (put->run, folder, code);
  return FALSE;
}

static gint64
get_mtime (const struct stat *info)
{
  return info->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info->st_mtim.tv_nsec;
}

/* Some file systems keep times less exactly than they take them: then the bytes decide. */
static FileState
compare (Put               *put,
         const struct stat *info)
{
  char sha256[ZB_SHA256_TEXT];

  if (!S_ISREG (info->st_mode) || !put->listed)
    return FILE_FOREIGN;
  if (info->st_size == put->known.size && get_mtime (info) == put->known.mtime)
    return FILE_OURS;

  put->touched = TRUE;
  put->known.mtime = get_mtime (info);
  if (!zb_target_hash (put->folder, get_name (put->path), sha256))
    return FILE_CHANGED;
  if (g_str_equal (sha256, put->known.sha256))
    return FILE_OURS;

  return g_str_equal (sha256, put->known.before) ? FILE_OLD : FILE_CHANGED;
}

static void
look (Put *put)
{
  const ZbListed *known;
  struct stat     info;

  g_mutex_lock (&put->run->lock);
  known = g_hash_table_lookup (put->run->list.by_path, put->path);
  put->listed = known != NULL;
  if (known != NULL)
    put->known = *known;
  g_mutex_unlock (&put->run->lock);

  put->state = FILE_NONE;
  put->touched = FALSE;
  if (fstatat (put->folder, get_name (put->path), &info, AT_SYMLINK_NOFOLLOW) == 0)
    put->state = compare (put, &info);
}

static gboolean
is_up_to_date (const Put *put)
{
  return put->state == FILE_OURS && put->known.photo == put->photo && g_str_equal (put->known.made, put->made) &&
         g_str_equal (put->known.options, put->options);
}

/* Into the list before it is so. */
static gboolean
note (Put                *put,
      const ZbTargetFile *file,
      GError            **error)
{
  ZbFolderRun *run = put->run;
  ZbListed    *listed = g_new0 (ZbListed, 1);
  gboolean     noted;

  listed->path = g_strdup (put->path);
  listed->photo = put->photo;
  listed->size = file->size;
  listed->mtime = file->mtime;
  memcpy (listed->sha256, file->sha256, sizeof listed->sha256);
  if (put->state == FILE_OURS)
    memcpy (listed->before, put->known.sha256, sizeof listed->before);
  else if (put->state == FILE_OLD)
    memcpy (listed->before, put->known.before, sizeof listed->before);
  memcpy (listed->made, put->made, sizeof listed->made);
  g_strlcpy (listed->options, put->options, sizeof listed->options);

  g_mutex_lock (&run->lock);
  noted = zb_export_list_add (&run->list, listed, error);
  g_mutex_unlock (&run->lock);
  return noted;
}

static void
count (Put     *put,
       gint64   bytes,
       gboolean written)
{
  ZbFolderRun *run = put->run;
  ZbListed    *listed;

  g_mutex_lock (&run->lock);
  listed = g_hash_table_lookup (run->list.by_path, put->path);
  if (listed != NULL && written)
    *listed->before = '\0';
  if (written)
    run->result->written++;
  else
    run->result->unchanged++;
  if (written)
    run->result->bytes += (guint64) bytes;
  g_mutex_unlock (&run->lock);
}

/* As it should be; TRUE with nothing written but what the list says of its time. */
static gboolean
leave (Put     *put,
       GError **error)
{
  ZbTargetFile file = ZB_TARGET_FILE_INIT;

  count (put, 0, FALSE);
  if (!put->touched)
    return TRUE;

  file.size = put->known.size;
  file.mtime = put->known.mtime;
  memcpy (file.sha256, put->known.sha256, sizeof file.sha256);
  put->state = FILE_NONE;
  return note (put, &file, error);
}

/* A file with the very bytes that were to be written is as good as written: the list was lost, or a power cut took its end. */
static gboolean
adopt (Put          *put,
       ZbTargetFile *file,
       gboolean     *adopted,
       GError      **error)
{
  char        sha256[ZB_SHA256_TEXT];
  struct stat info;

  *adopted = zb_target_hash (put->folder, get_name (put->path), sha256) && g_str_equal (sha256, file->sha256) &&
             fstatat (put->folder, get_name (put->path), &info, AT_SYMLINK_NOFOLLOW) == 0;
  if (!*adopted)
    return TRUE;

  file->mtime = get_mtime (&info);
  put->state = FILE_NONE;
  count (put, 0, FALSE);
  return note (put, file, error);
}

static gboolean
unnote (Put     *put,
        GError **error)
{
  gboolean noted;

  g_mutex_lock (&put->run->lock);
  noted = zb_export_list_remove (&put->run->list, put->path, error);
  g_mutex_unlock (&put->run->lock);
  return noted;
}

/* FALSE with an error; *placed FALSE where another file has the name. */
static gboolean
place (Put          *put,
       ZbTargetFile *file,
       gboolean     *placed,
       GError      **error)
{
  gboolean over = put->state == FILE_OURS || put->state == FILE_OLD;
  int      code;

  *placed = FALSE;
  if (put->state == FILE_CHANGED || put->state == FILE_FOREIGN)
    return TRUE;
  if (!note (put, file, error))
    return FALSE;

  *placed = zb_target_file_place (file, put->folder, get_name (put->path), over);
  code = errno;
  if (*placed)
    count (put, file->size, TRUE);
  else if (code == EEXIST)
    put->state = FILE_FOREIGN;
  else if (is_local (code))
    report (put->run, put->path, say_local (code));
  else
    return zb_target_fail (&put->run->target, code, "rename", error);

  return *placed || over || unnote (put, error);
}

/* The folder's own names are durable once it ends; a power cut before that takes names, not files. */
static gboolean
put_file (Put      *put,
          int       fd,
          gboolean *there,
          GError  **error)
{
  g_auto (ZbTargetFile) file = ZB_TARGET_FILE_INIT;

  if (!zb_target_file_write (&file, &put->run->target, fd, error) || !place (put, &file, there, error))
    return FALSE;
  if (*there || (put->state != FILE_CHANGED && put->state != FILE_FOREIGN))
    return TRUE;

  return adopt (put, &file, there, error);
}

static int
make_copy (ZbFolderRun *run,
           ZbPlanned   *planned,
           const char **reason)
{
  ZbCopySpec   spec = { 0 };
  ZbCopyAnswer answer;
  int          place = 0, device = 0;

  if (sscanf (planned->options, "%d-%d-%d", &spec.size, &place, &device) < 1)
    spec.size = run->job->spec->size;
  spec.keep_place = place != 0;
  spec.keep_device = device != 0;
  return zb_export_copy (run->job, planned->item->photo, &spec, &answer, reason);
}

static char *
dup_shown_name (const ZbPlanned *planned)
{
  const ZbPhotoFields *fields = zb_photo_get (planned->item->photo);

  return g_strdup (fields->original != NULL ? fields->original : fields->file);
}

/* Another name, after one that a file of somebody else has. */
static void
claim_next (ZbFolderRun *run,
            ZbPlanned   *planned)
{
  const char      *slash = strrchr (planned->path, '/');
  g_autofree char *folder = g_strndup (planned->path, slash - planned->path);

  report (run, planned->path, "这个文件不是支部纪实写的，没有动它，照片用了另一个名称");
  planned->n++;
  g_mutex_lock (&run->lock);
  g_free (planned->path);
  planned->path = zb_folder_claim (run, folder, planned->stem, ".jpg", &planned->n);
  g_mutex_unlock (&run->lock);
}

static gboolean
put_copy (ZbFolderRun *run,
          ZbPlanned   *planned,
          Put         *put,
          int          fd,
          GError     **error)
{
  while (put_file (put, fd, &planned->there, error))
    {
      if (planned->there)
        return TRUE;
      if (put->state == FILE_CHANGED)
        {
          planned->there = TRUE;
          report (run, put->path, "这个文件在上次导出之后被改动过，没有动它");
          return TRUE;
        }
      if (put->state != FILE_FOREIGN)
        return TRUE;

      if (put->listed && !unnote (put, error))
        return FALSE;
      claim_next (run, planned);
      g_free (put->path);
      put->path = g_strdup (planned->path);
      look (put);
    }

  return FALSE;
}

static gboolean
renew (ZbFolderRun *run,
       ZbPlanned   *planned,
       Put         *put,
       GError     **error)
{
  const char *reason = NULL;
  int         fd = make_copy (run, planned, &reason);
  gboolean    done;

  if (fd < 0)
    {
      g_autofree char *name = dup_shown_name (planned);

      report (run, name, reason);
      planned->there = put->state == FILE_OURS && put->known.photo == put->photo; /* an older copy is better than none */
      return TRUE;
    }

  done = put_copy (run, planned, put, fd, error);
  close (fd);
  return done;
}

gboolean
zb_folder_put_photo (guint    index,
                     gpointer data,
                     GError **error)
{
  ZbFolderRun *run = data;
  ZbPlanned   *planned = run->planned->pdata[index];
  g_auto (Put) put = { .run = run, .path = g_strdup (planned->path), .made = planned->made, .options = planned->options, .folder = -1 };
  g_autoptr (GError) failed = NULL;
  gboolean done = TRUE;

  put.photo = zb_photo_get (planned->item->photo)->id;
  if (!open_folder (&put, &failed))
    {
      if (failed == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }

  look (&put);
  planned->there = is_up_to_date (&put);
  if (planned->there)
    done = leave (&put, error);
  else
    done = renew (run, planned, &put, error);
  if (!planned->item->extra)
    zb_export_count (run->job, planned->item->photo);

  return done;
}

static gboolean
write_page (Put          *put,
            ZbFolderWrite write,
            gpointer      data,
            GError      **error)
{
  int      fd = memfd_create ("zb-page", MFD_CLOEXEC);
  gboolean there = FALSE, done;

  if (fd < 0)
    return zb_output_fail (error, errno, "make", put->path);
  done = write (fd, data, error) && put_file (put, fd, &there, error);
  close (fd);
  if (done && !there && (put->state == FILE_CHANGED || put->state == FILE_FOREIGN))
    report (put->run, put->path, put->state == FILE_CHANGED ? "这个文件在上次导出之后被改动过，没有动它" : "这个文件不是支部纪实写的，没有动它");

  return done;
}

gboolean
zb_folder_put_page (ZbFolderRun  *run,
                    const char   *path,
                    const char    made[ZB_SHA256_TEXT],
                    ZbFolderWrite write,
                    gpointer      data,
                    GError      **error)
{
  g_auto (Put) put = { .run = run, .path = g_strdup (path), .made = made, .options = "", .folder = -1 };
  g_autoptr (GError) failed = NULL;

  if (!open_folder (&put, &failed))
    {
      if (failed == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }

  look (&put);
  return is_up_to_date (&put) ? leave (&put, error) : write_page (&put, write, data, error);
}

/* Folders that are empty then go as well. */
static void
remove_folders (ZbFolderRun *run,
                const char  *path)
{
  g_autofree char *folder = g_strdup (path);
  char            *slash;

  while ((slash = strrchr (folder, '/')) != NULL)
    {
      const char      *above_end;
      g_autofree char *above = NULL;
      int              fd;
      gboolean         gone;

      *slash = '\0';
      above_end = strrchr (folder, '/');
      above = above_end != NULL ? g_strndup (folder, above_end - folder) : g_strdup ("");
      fd = zb_target_open_folder (&run->target, above, FALSE);
      gone = fd >= 0 && unlinkat (fd, get_name (folder), AT_REMOVEDIR) == 0;
      if (fd >= 0)
        close (fd);
      if (!gone)
        return;
    }
}

gboolean
zb_folder_remove (ZbFolderRun *run,
                  const char  *path,
                  GError     **error)
{
  const char      *slash = strrchr (path, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (path, slash - path) : g_strdup ("");
  g_autofree char *kept = g_strdup (path);
  g_auto (Put) put = { .run = run, .path = g_strdup (path), .folder = zb_target_open_folder (&run->target, folder, FALSE) };

  if (put.folder >= 0)
    {
      look (&put);
      if (put.state == FILE_CHANGED || put.state == FILE_FOREIGN)
        {
          report (run, path, "不再需要，但导出之后被改动过，没有删它");
          return zb_export_list_remove (&run->list, kept, error);
        }
      if (put.state != FILE_NONE && unlinkat (put.folder, get_name (path), 0) != 0 && errno != ENOENT)
        return is_local (errno) || zb_target_fail (&run->target, errno, "remove", error);
      run->result->removed += put.state != FILE_NONE;
    }
  remove_folders (run, kept);

  return zb_export_list_remove (&run->list, kept, error);
}
