/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-captions.h"
#include "service/export-name.h"
#include "service/export-tar.h"

#include "base/atomic.h"
#include "base/fault.h"
#include "documents/output.h"
#include "photo/shelf-private.h"
#include "store/photo-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The archive pack (DA/T 50-2014): every file of the photos as it came from the card, under 照片/2019/0610_主题党日_重温入党誓词/, with
 * 照片目录, 说明.txt, and 校验.sha256 over all of them. It has its name when it was read back.
 */

#define FOLDER_UNITS 80
#define NAME_UNITS 80
#define LIST "校验.sha256"

static const ZbCaptionColumn columns[] = {
  { "文件", 48 },
  { "题名", 30 },
  { "活动", 30 },
  { "类别", 14 },
  { "活动日期", 13 },
  { "拍摄时间", 20 },
  { "时间来源", 14 },
  { "地点", 20 },
  { "文字说明", 40 },
  { "捕获设备", 24 },
  { "原文件名", 20 },
  { "字节数", 12 },
  { "SHA-256", 66 },
  { "核对", 20 },
};

typedef struct
{
  const ZbExportJob *job;
  ZbExportResult    *result;
  ZbTar             *tar;
  ZbCaptions        *captions;
  GHashTable        *files;   /* gint64 *, a photo → GPtrArray of its ZbKnownFile */
  GHashTable        *claimed; /* folded paths */
  GPtrArray         *folders; /* char *, one a section */
  ZbTarget           target;  /* its folder */
  char              *path;    /* what it becomes */
  char              *part;    /* what it is until then */
  int                fd;
} Pack;

static void
pack_clear (Pack *self)
{
  g_clear_pointer (&self->result, zb_export_result_free);
  g_clear_pointer (&self->tar, zb_tar_free);
  g_clear_pointer (&self->captions, zb_captions_free);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_pointer (&self->claimed, g_hash_table_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  zb_target_clear (&self->target);
  if (self->fd >= 0)
    close (self->fd);
  if (self->part != NULL)
    g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pack, pack_clear)

static GHashTable *
sort_files (const ZbExportWork *work)
{
  GHashTable *of = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < work->items->len; i++)
    g_hash_table_insert (of, (gpointer) &zb_photo_get (g_array_index (work->items, ZbExportItem, i).photo)->id, g_ptr_array_new ());
  for (guint i = 0; work->files != NULL && i < work->files->len; i++)
    {
      ZbKnownFile *file = work->files->pdata[i];
      GPtrArray   *files = g_hash_table_lookup (of, &file->photo);

      if (files != NULL)
        g_ptr_array_add (files, file);
    }

  return of;
}

guint64
zb_export_sum_files (const ZbExportWork *work)
{
  g_autoptr (GHashTable) of = sort_files (work);
  GHashTableIter iter;
  gpointer       value;
  guint64        bytes = 0;

  g_hash_table_iter_init (&iter, of);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < ((GPtrArray *) value)->len; i++)
      bytes += (guint64) MAX (((const ZbKnownFile *) ((GPtrArray *) value)->pdata[i])->bytes, 0) + 1024;

  return bytes;
}

/* Names. */

static char *
claim (Pack       *self,
       const char *folder,
       const char *name)
{
  const char      *dot = strrchr (name, '.');
  g_autofree char *stem = dot != NULL && dot != name ? g_strndup (name, dot - name) : g_strdup (name);

  for (guint n = 1;; n++)
    {
      g_autofree char *numbered = zb_export_number_name (stem, n, name + strlen (stem));
      g_autofree char *path = g_strconcat (folder, "/", numbered, NULL);

      if (g_hash_table_add (self->claimed, zb_export_fold_name (path)))
        return g_steal_pointer (&path);
    }
}

static char *
dup_folder (Pack      *self,
            ZbMeeting *meeting)
{
  g_autofree char *kinds = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autofree char *above = NULL;
  ZbDay            day;

  if (meeting == NULL)
    return g_strdup ("照片/未归入");

  day = zb_meeting_get_day (meeting);
  kinds = zb_kinds_to_names (zb_meeting_get_kinds (meeting));
  text = g_strdup_printf ("%02d%02d_%s_%s", day.month, day.day, kinds, zb_meeting_get_theme (meeting));
  name = zb_export_clean_name (text, FOLDER_UNITS);
  above = g_strdup_printf ("照片/%04d", day.year);
  return claim (self, above, name);
}

static char *
dup_name (Pack              *self,
          guint              section,
          const ZbKnownFile *file)
{
  g_autofree char *name = zb_export_clean_name (file->original, NAME_UNITS);

  return claim (self, self->folders->pdata[section], name);
}

/* Captions. */

static char *
dup_taken (const ZbWall *taken)
{
  char *text = zb_wall_to_text (taken);

  return text != NULL ? g_strdelimit (text, "T", ' ') : g_strdup ("不详");
}

static void
add_caption (Pack               *self,
             const ZbExportItem *item,
             const ZbKnownFile  *file,
             const char         *path,
             const char         *sha256,
             const char         *checked)
{
  const ZbPhotoFields *fields = zb_photo_get (item->photo);
  const char          *theme = item->meeting != NULL ? zb_meeting_get_theme (item->meeting) : NULL;
  g_autofree char     *title = g_strndup (fields->caption != NULL ? fields->caption : "", strcspn (fields->caption != NULL ? fields->caption : "", "\n"));
  g_autofree char     *kinds = item->meeting != NULL ? zb_kinds_to_names (zb_meeting_get_kinds (item->meeting)) : NULL;
  g_autofree char     *date = item->meeting != NULL ? zb_meeting_dup_date (item->meeting) : NULL;
  g_autofree char     *taken = dup_taken (&fields->taken);
  g_autofree char     *bytes = g_strdup_printf ("%" G_GINT64_FORMAT, file->bytes);
  const char *const    texts[] = {
       path,
    *title != '\0' ? title : theme,
       theme,
       kinds,
       date,
       taken,
       zb_source_get_name (fields->source),
    item->meeting != NULL ? zb_meeting_get_place (item->meeting) : NULL,
       fields->caption,
       fields->camera,
       file->original,
       bytes,
       sha256,
       checked,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (texts) == G_N_ELEMENTS (columns));
  zb_captions_add (self->captions, texts);
}

/* Files. */

static int
open_original (const Pack        *self,
               const ZbKnownFile *file)
{
  g_autofree char *folder = g_path_get_dirname (file->path);
  g_autofree char *name = g_path_get_basename (file->path);
  struct stat      info;
  int              above = zb_shelf_open_folder (self->job->work->root, folder, FALSE);
  int              fd = above >= 0 ? openat (above, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY) : -1;
  int              code = errno;

  if (above >= 0)
    close (above);
  if (fd >= 0 && (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode)))
    {
      close (fd);
      fd = -1;
      code = EINVAL;
    }

  errno = code;
  return fd;
}

static gboolean
put_original (Pack               *self,
              const ZbExportItem *item,
              const ZbKnownFile  *file,
              int                 fd,
              GError            **error)
{
  g_autofree char *path = dup_name (self, item->section, file);
  g_autofree char *recorded = zb_shelf_hex (file->sha256);
  const char      *sha256;
  gboolean         same;

  if (!zb_tar_add (self->tar, path, fd, &self->job->counts->kibibytes, self->job->cancellable, error))
    return FALSE;

  sha256 = zb_tar_get_hash (self->tar, zb_tar_get_n_files (self->tar) - 1);
  same = g_str_equal (sha256, recorded);
  if (!same)
    zb_export_add_problem (self->result, path, "原片与导入时不一致，照现在的样子收入");
  add_caption (self, item, file, path, sha256, same ? "与导入时一致" : "与导入时不一致");
  return TRUE;
}

static gboolean
put_file (Pack               *self,
          const ZbExportItem *item,
          const ZbKnownFile  *file,
          GError            **error)
{
  int      fd = open_original (self, file);
  gboolean done;

  if (fd < 0)
    {
      const char *reason = errno == ENOENT || errno == ENOTDIR ? "原片不在资料库里了，没有收入" : "原片读不出来，没有收入";

      zb_export_add_problem (self->result, file->original, reason);
      return TRUE;
    }

  posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  done = put_original (self, item, file, fd, error);
  close (fd);
  return done;
}

static gboolean
put_photos (Pack    *self,
            GError **error)
{
  const ZbExportWork *work = self->job->work;

  self->folders = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < work->sections->len; i++)
    g_ptr_array_add (self->folders, dup_folder (self, g_array_index (work->sections, ZbExportSection, i).meeting));

  for (guint i = 0; i < work->items->len; i++)
    {
      const ZbExportItem *item = &g_array_index (work->items, ZbExportItem, i);
      GPtrArray          *files = g_hash_table_lookup (self->files, &zb_photo_get (item->photo)->id);

      for (guint k = 0; k < files->len; k++)
        if (g_cancellable_set_error_if_cancelled (self->job->cancellable, error) || !put_file (self, item, files->pdata[k], error))
          return FALSE;
      g_atomic_int_inc (&self->job->counts->n_done);
    }

  return TRUE;
}

/* What stands beside them. */

static gboolean
put_captions (Pack    *self,
              GError **error)
{
  g_autofree char *csv = zb_captions_to_csv (self->captions);
  int              fd = memfd_create ("zb-captions", MFD_CLOEXEC);
  gboolean         done;

  if (fd < 0)
    return zb_output_fail (error, errno, "make", "照片目录.xlsx");
  done = zb_captions_write (self->captions, fd, error) && zb_tar_add (self->tar, "照片目录.xlsx", fd, NULL, NULL, error);
  close (fd);
  return done && zb_tar_add_text (self->tar, "照片目录.csv", csv, error);
}

static void
add_span (GString            *text,
          const ZbExportWork *work)
{
  ZbWall first = ZB_WALL_NONE, last = ZB_WALL_NONE;

  for (guint i = 0; i < work->items->len; i++)
    {
      const ZbWall *taken = &zb_photo_get (g_array_index (work->items, ZbExportItem, i).photo)->taken;

      if (!zb_wall_is_set (taken))
        continue;
      if (!zb_wall_is_set (&first) || zb_wall_compare (taken, &first) < 0)
        first = *taken;
      if (!zb_wall_is_set (&last) || zb_wall_compare (taken, &last) > 0)
        last = *taken;
    }
  if (zb_wall_is_set (&first))
    {
      g_autofree char *from = zb_wall_to_text (&first);
      g_autofree char *to = zb_wall_to_text (&last);

      g_string_append_printf (text, "拍摄日期：%.10s 至 %.10s\r\n", from, to);
    }
}

static char *
make_note (const Pack *self)
{
  const ZbExportWork *work = self->job->work;
  GString            *text = g_string_new ("\xef\xbb\xbf数码照片归档包\r\n\r\n");
  g_autofree char    *day = zb_day_dup_words (work->today);

  g_string_append_printf (text, "党支部：%s\r\n制作日期：%s\r\n制作程序：支部纪实\r\n", work->branch, day);
  g_string_append_printf (text, "照片：%u 张，原始文件 %u 个，分属 %u 次活动\r\n", self->result->photos,
                          zb_captions_get_n_rows (self->captions), self->result->meetings);
  add_span (text, work);
  g_string_append (text, "依据：DA/T 50-2014《数码照片归档与管理规范》\r\n\r\n"
                         "照片/：原始文件，一个字节也没有改动，按“年/月日_类别_主题”分放。\r\n"
                         "照片目录.xlsx、照片目录.csv：每个文件的题名、活动、拍摄时间及来源、地点、文字说明、捕获设备和校验值，两份内容相同。\r\n"
                         "校验.sha256：所有文件的 SHA-256 校验值。解开后在这个文件夹里运行 sha256sum -c 校验.sha256 核对。\r\n\r\n"
                         "注意：原始文件可能带有拍摄地点（经纬度）、拍摄设备的型号和序列号，请按档案管理，不要公开传播。\r\n");
  if (self->result->problems->len > 0)
    g_string_append (text, "\r\n有问题的文件：\r\n");
  for (guint i = 0; i < self->result->problems->len; i++)
    {
      const ZbExportProblem *problem = self->result->problems->pdata[i];

      g_string_append_printf (text, "%s：%s\r\n", problem->name, problem->reason);
    }

  return g_string_free (text, FALSE);
}

static gboolean
put_rest (Pack    *self,
          GError **error)
{
  g_autofree char *note = make_note (self);
  g_autofree char *list = NULL;

  if (zb_captions_get_n_rows (self->captions) == 0)
    return zb_output_fail (error, ENOENT, "no original is there", self->path);
  if (!put_captions (self, error) || !zb_tar_add_text (self->tar, "说明.txt", note, error))
    return FALSE;

  list = zb_tar_to_list (self->tar);
  return zb_tar_add_text (self->tar, LIST, list, error) && zb_tar_end (self->tar, error);
}

/* The file. */

static gboolean
open_part (Pack    *self,
           GError **error)
{
  g_autofree char *folder = NULL;

  self->path = g_canonicalize_filename (self->job->spec->target, NULL);
  folder = g_path_get_dirname (self->path);
  if (!zb_target_open (&self->target, folder, self->job->work->root, error))
    return FALSE;

  zb_target_sweep (&self->target);
  self->part = g_strdup_printf ("%s/" ZB_TARGET_PART "%08x", folder, g_random_int ());
  self->fd = open (self->part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd >= 0)
    {
      zb_target_hold (self->fd);
      return zb_target_check_room (&self->target, zb_export_sum_files (self->job->work), error);
    }

  zb_output_fail (error, errno, "create", self->path);
  g_clear_pointer (&self->part, g_free);
  return FALSE;
}

static gboolean
take_name (Pack    *self,
           GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  zb_fault_point ("export-pack");
  if (self->job->spec->replace && g_rename (self->part, self->path) != 0)
    return zb_output_fail (error, errno, "rename", self->path);
  if (!self->job->spec->replace && !zb_atomic_rename (self->part, self->path, error))
    return FALSE;

  g_clear_pointer (&self->part, g_free);
  zb_atomic_sync_folder (folder, NULL);
  return TRUE;
}

static gboolean
write_pack (Pack    *self,
            GError **error)
{
  struct stat info;

  if (!open_part (self, error))
    return FALSE;
  self->tar = zb_tar_new (self->fd, self->path, error);
  if (self->tar == NULL || !put_photos (self, error) || !put_rest (self, error))
    return FALSE;
  if (fsync (self->fd) != 0 || fstat (self->fd, &info) != 0)
    return zb_output_fail (error, errno, "write", self->path);

  self->result->bytes = (guint64) info.st_size;
  self->result->written = 1;
  return zb_tar_check (self->tar, self->fd, self->job->cancellable, error) && take_name (self, error);
}

ZbExportResult *
zb_export_write_pack (const ZbExportJob *job,
                      GError           **error)
{
  g_auto (Pack) self = { .job = job, .target = ZB_TARGET_INIT, .fd = -1 };

  self.result = zb_export_result_new (job->work);
  self.captions = zb_captions_new ("照片目录", columns, G_N_ELEMENTS (columns));
  self.files = sort_files (job->work);
  self.claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return write_pack (&self, error) ? g_steal_pointer (&self.result) : NULL;
}
