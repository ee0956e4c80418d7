/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-private.h"

#include "photo/shelf-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* One photo on its way out, and what is said of those that cannot go. Export's thread. */

void
zb_export_result_free (ZbExportResult *result)
{
  g_clear_pointer (&result->problems, g_ptr_array_unref);
  g_free (result->font);
  g_free (result);
}

static void
problem_free (gpointer data)
{
  ZbExportProblem *problem = data;

  g_free (problem->name);
  g_free (problem->reason);
  g_free (problem);
}

ZbExportResult *
zb_export_result_new (const ZbExportWork *work)
{
  ZbExportResult *result = g_new0 (ZbExportResult, 1);
  ZbMeeting      *last = NULL;

  for (guint i = 0; i < work->items->len; i++)
    {
      const ZbExportItem *item = &g_array_index (work->items, ZbExportItem, i);

      result->photos += !item->extra;
      result->meetings += !item->extra && item->meeting != NULL && item->meeting != last;
      last = item->extra ? last : item->meeting;
    }
  result->problems = g_ptr_array_new_with_free_func (problem_free);
  return result;
}

void
zb_export_add_problem (ZbExportResult *result,
                       const char     *name,
                       const char     *reason)
{
  ZbExportProblem *problem = g_new0 (ZbExportProblem, 1);

  problem->name = g_utf8_make_valid (name, -1);
  problem->reason = g_strdup (reason);
  g_ptr_array_add (result->problems, problem);
}

void
zb_export_count (const ZbExportJob *job,
                 ZbPhoto           *photo)
{
  g_atomic_int_inc (&job->counts->n_done);
  g_atomic_int_add (&job->counts->kibibytes, (gint) (MAX (zb_photo_get (photo)->bytes, 0) / 1024));
}

/* Inside the library no link is followed, as when the file was put there. */
int
zb_export_open (const ZbExportWork *work,
                ZbPhoto            *photo)
{
  g_autofree char *folder = g_path_get_dirname (zb_photo_get (photo)->file);
  g_autofree char *name = g_path_get_basename (zb_photo_get (photo)->file);
  struct stat      info;
  int              above = zb_shelf_open_folder (work->root, folder, FALSE);
  int              fd = -1, code = errno;

  if (above >= 0)
    {
      fd = openat (above, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
      code = errno;
      close (above);
    }
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
is_video (ZbPhoto *photo)
{
  return zb_format_is_video (zb_format_from_code (zb_photo_get (photo)->format));
}

static const char *
say_open_fault (int code)
{
  return code == ENOENT || code == ENOTDIR ? "原片不在资料库里了" : "原片读不出来";
}

static const char *
say_copy_fault (ZbProblem problem)
{
  return problem != ZB_PROBLEM_NONE ? zb_problem_get_name (problem) : "图像损坏，做不出副本";
}

static void
copy_open (const ZbExportJob *job,
           int                fd,
           ZbPhoto           *photo,
           ZbCopySpec        *spec,
           int                sink,
           ZbCopyAnswer      *answer)
{
  const ZbPhotoFields *fields = zb_photo_get (photo);
  g_autofree char     *taken = zb_wall_to_text (&fields->taken);

  spec->turn = fields->turn;
  spec->taken = spec->plain ? NULL : taken;
  spec->caption = spec->plain ? NULL : fields->caption;
  zb_picture_pool_copy (job->pool, fd, spec, sink, answer);
  spec->taken = NULL;
  spec->caption = NULL;
}

int
zb_export_copy (const ZbExportJob *job,
                ZbPhoto           *photo,
                ZbCopySpec        *spec,
                ZbCopyAnswer      *answer,
                const char       **reason)
{
  int fd, sink;

  *answer = (ZbCopyAnswer){ 0 };
  *reason = "视频不随相册导出，原片在资料库里";
  if (is_video (photo))
    return -1;

  fd = zb_export_open (job->work, photo);
  if (fd < 0)
    {
      *reason = say_open_fault (errno);
      return -1;
    }
  sink = memfd_create ("zb-export", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (sink >= 0)
    copy_open (job, fd, photo, spec, sink, answer);
  close (fd);
  if (sink >= 0 && answer->bytes > 0)
    return sink;

  *reason = sink >= 0 ? say_copy_fault (answer->problem) : "内存不足";
  if (sink >= 0)
    close (sink);
  return -1;
}
