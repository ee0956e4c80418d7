/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

#include <fcntl.h>
#include <unistd.h>

/* What one file's outcome is, for looking and for taking alike. */

static void
add_bytes (ZbImportJob        *job,
           const ZbSourceFile *file)
{
  __atomic_add_fetch (&job->bytes_done, MAX (file->size, 0), __ATOMIC_RELAXED);
}

void
zb_import_settle_as (ZbImportJob       *job,
                     const ZbKnownFile *known,
                     const ZbFileState *twin,
                     ZbFileState       *state)
{
  if (known == NULL)
    {
      zb_file_state_settle (state, ZB_OUTCOME_DUPLICATE, "与本次导入的另一个文件内容相同");
      state->twin = twin;
      return;
    }

  state->photo = known->photo;
  if (known->trash == ZB_TRASH_UNDO && zb_known_revive (job->known, known))
    {
      zb_file_state_settle (state, ZB_OUTCOME_IMPORTED, "上次的导入已撤销，这次恢复");
      state->revive = TRUE;
    }
  else if (known->trash == ZB_TRASH_PERSON)
    zb_file_state_settle (state, ZB_OUTCOME_DUPLICATE, "这张照片在回收站中，可以从那里恢复");
  else
    zb_file_state_settle (state, ZB_OUTCOME_DUPLICATE, "相册中已有");
}

/* Without reading more than the head. */
gboolean
zb_import_settle_known (ZbImportJob        *job,
                        const ZbSourceFile *file,
                        ZbFileState        *state)
{
  const ZbKnownFile *known = NULL;

  if (file->size == ZB_SIZE_UNREADABLE)
    zb_file_state_settle (state, ZB_OUTCOME_UNREADABLE, "打不开");
  else if (file->size == ZB_SIZE_NOT_A_FILE)
    zb_file_state_settle (state, ZB_OUTCOME_SKIPPED, "是链接或设备，不是文件，没有读取");
  else if ((known = zb_known_find_print (job->known, file)) != NULL)
    zb_import_settle_as (job, known, NULL, state);
  if (state->settled)
    add_bytes (job, file);

  return state->settled;
}

/* A big file that no name calls a picture is asked first, so that it need not be copied. */
gboolean
zb_import_is_worth_copying (ZbImportJob        *job,
                            const ZbSourceFile *file,
                            ZbFileState        *state)
{
  g_auto (ZbPicture) picture = { 0 };
  int fd;

  if (zb_shelf_has_picture_name (file->name))
    return TRUE;
  fd = open (file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return TRUE; /* copying will say why */
  zb_picture_pool_read (job->pool, fd, ZB_WANT_TAGS, &picture);
  close (fd);
  if (picture.tags.format != ZB_FORMAT_NONE || picture.tags.problem == ZB_PROBLEM_CRASH ||
      picture.tags.problem == ZB_PROBLEM_TIMEOUT)
    return TRUE;

  zb_file_state_settle (state, ZB_OUTCOME_UNSUPPORTED, "不是照片或视频");
  add_bytes (job, file);
  return FALSE;
}

/* A file that failed while the card was away may fail after it came back: each pause is worth one more try. */
static gboolean
was_paused (ZbImportJob *job,
            ZbFileState *state)
{
  gboolean again;

  g_mutex_lock (&job->lock);
  again = state->n_again < job->n_pauses;
  state->n_again = job->n_pauses;
  g_mutex_unlock (&job->lock);

  return again;
}

/* TRUE: try the file again. */
gboolean
zb_import_settle_error (ZbImportJob        *job,
                        const ZbSourceFile *file,
                        ZbFileState        *state,
                        const GError       *error)
{
  gboolean gone = g_error_matches (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_GONE);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    zb_file_state_settle (state, ZB_OUTCOME_SKIPPED, "已取消");
  else if (g_error_matches (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_SOURCE) || gone)
    {
      if (gone || zb_import_source_is_gone (job, file->path))
        {
          if (zb_import_pause (job, error))
            return TRUE;
          zb_file_state_settle (state, ZB_OUTCOME_SKIPPED, "存储卡或文件夹已取走");
        }
      else if (was_paused (job, state))
        return TRUE;
      else
        zb_file_state_settle (state, ZB_OUTCOME_UNREADABLE, "读取出错，原件可能损坏");
    }
  else if (g_error_matches (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_CHANGED))
    zb_file_state_settle (state, ZB_OUTCOME_UNREADABLE, "写入的副本与原件不一致，没有收入相册");
  else
    {
      zb_import_stop (job, g_error_copy (error));
      zb_file_state_settle (state, ZB_OUTCOME_SKIPPED, "没有写入相册");
    }

  return FALSE;
}

ZbTaken *
zb_import_decide (ZbImportJob        *job,
                  const ZbSourceFile *file,
                  const ZbTags       *tags)
{
  g_autofree char *path = g_path_get_dirname (file->path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = g_utf8_make_valid (base, -1);
  ZbTakenContext   context = { .name = file->name,
                               .folder = folder,
                               .mtime = file->mtime,
                               .today = job->today,
                               .founded = zb_library_get_founded (job->library),
                               .zone = zb_library_get_zone (job->library) };

  return zb_taken_decide (tags, &context);
}

gint64
zb_import_get_gps (const ZbTaken *taken)
{
  for (guint i = 0; i < zb_taken_get_n (taken); i++)
    {
      const ZbCandidate *candidate = zb_taken_get (taken, i);

      if (candidate->source == ZB_SOURCE_GPS && zb_wall_is_set (&candidate->wall))
        return candidate->wall.seconds;
    }

  return 0;
}
