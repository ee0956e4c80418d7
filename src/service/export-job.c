/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/export-job.h"

#include "base/atomic.h"
#include "documents/output.h"
#include "service/export-target.h"

#include <errno.h>
#include <sys/statvfs.h>

ZbExportSpec *
zb_export_spec_copy (const ZbExportSpec *spec)
{
  ZbExportSpec *copy = g_memdup2 (spec, sizeof *spec);

  copy->target = g_strdup (spec->target);
  copy->which.photos = spec->which.photos != NULL ? g_array_copy (spec->which.photos) : NULL;
  return copy;
}

void
zb_export_spec_free (ZbExportSpec *spec)
{
  g_clear_pointer (&spec->which.photos, g_array_unref);
  g_free ((char *) spec->target);
  g_free (spec);
}

/* A counted box: what others see of it is const. */
typedef struct
{
  ZbExportJob    job;
  ZbExportCounts counts;
} Job;

ZbExportJob *
zb_export_job_new (const ZbExportSpec *spec,
                   GCancellable       *cancellable)
{
  Job *self = g_atomic_rc_box_new0 (Job);

  self->job.spec = zb_export_spec_copy (spec);
  self->job.cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->job.counts = &self->counts;
  return &self->job;
}

ZbExportJob *
zb_export_job_ref (const ZbExportJob *job)
{
  return g_atomic_rc_box_acquire ((gpointer) job);
}

static void
clear (gpointer data)
{
  ZbExportJob *job = data;

  g_clear_pointer (&job->pool, zb_picture_pool_free);
  g_clear_object (&job->cancellable);
  if (job->work != NULL)
    zb_export_work_free ((ZbExportWork *) job->work);
  zb_export_spec_free ((ZbExportSpec *) job->spec);
}

void
zb_export_job_unref (ZbExportJob *job)
{
  g_atomic_rc_box_release_full (job, clear);
}

void
zb_export_job_take_work (ZbExportJob  *job,
                         ZbExportWork *work)
{
  job->work = work;
}

void
zb_export_job_start_pool (ZbExportJob *job)
{
  if (job->pool == NULL)
    job->pool = zb_picture_pool_new (0);
}

gboolean
zb_export_check_file (const ZbExportJob *job,
                      GError           **error)
{
  g_autofree char *path = g_canonicalize_filename (job->spec->target, NULL);

  if (!zb_target_check_file (path, job->work->root, error))
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return zb_output_fail (error, EISDIR, "is not a file", path);
  if (!job->spec->replace && g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return zb_atomic_fail (error, EEXIST, "write", path);

  return TRUE;
}

guint64
zb_export_find_room (const char *target)
{
  g_autofree char *path = g_canonicalize_filename (target, NULL);
  struct statvfs   room;

  while (statvfs (path, &room) != 0)
    {
      char *above = g_path_get_dirname (path);

      if (errno != ENOENT || g_str_equal (above, path))
        {
          g_free (above);
          return 0;
        }
      g_free (path);
      path = above;
    }

  return room.f_blocks > 0 ? room.f_bavail * (guint64) room.f_frsize : 0;
}
