/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

#include "photo/shelf.h"
#include "store/meeting-store.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Looking without writing: at most the head of every file for the review, whole files for a dry
 * run, which answers as a real one would.
 */

#define THUMBNAILS_KEPT (16 * 1024 * 1024) /* bytes, until the cards are made */

void
zb_looked_free (ZbLooked *looked)
{
  g_clear_pointer (&looked->taken, zb_taken_unref);
  g_clear_pointer (&looked->thumbnail, g_bytes_unref);
  g_free (looked->camera);
  g_free (looked);
}

static gboolean
fail_open (const char *path,
           GError    **error)
{
  g_set_error (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_SOURCE, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* A dry run knows a file by its whole content. */
static gboolean
settle_content (ZbImportJob        *job,
                const ZbSourceFile *file,
                ZbFileState        *state,
                GError            **error)
{
  const ZbKnownFile *known = NULL;
  const ZbFileState *twin = NULL;
  guint8             sha256[ZB_HASH_SIZE];

  if (!zb_shelf_hash (file->path, sha256, NULL, error))
    return FALSE;
  if (!zb_known_claim (job->known, sha256, state, &known, &twin))
    zb_import_settle_as (job, known, twin, state);

  return TRUE;
}

static gboolean
read_source (ZbImportJob        *job,
             const ZbSourceFile *file,
             ZbPicture          *picture,
             GError            **error)
{
  int         fd = open (file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat st;
  guint8      byte;

  if (fd < 0)
    return fail_open (file->path, error);
  if (fstat (fd, &st) != 0 || (st.st_size > 0 && pread (fd, &byte, 1, 0) != 1))
    {
      close (fd);
      return fail_open (file->path, error);
    }

  zb_picture_pool_read (job->pool, fd, job->dry_run ? ZB_WANT_FULL : ZB_WANT_QUICK, picture);
  close (fd);
  return TRUE;
}

static void
keep_looked (ZbImportJob  *job,
             ZbImportShot *shot,
             guint         file,
             ZbPicture    *picture)
{
  static gint         kept; /* bytes of the current look, near enough */
  const ZbSourceFile *source = &shot->shot->files[file];
  ZbLooked           *looked = g_new0 (ZbLooked, 1);
  gsize               size = picture->thumbnail != NULL ? g_bytes_get_size (picture->thumbnail) : 0;

  zb_import_show (job, source, picture->thumbnail);
  looked->shot = shot->index;
  looked->file = file;
  looked->taken = zb_import_decide (job, source, &picture->tags);
  looked->camera = zb_tags_dup_camera (&picture->tags);
  looked->screenshot = zb_taken_is_screenshot (&picture->tags, source->name);

  g_mutex_lock (&job->lock);
  if (job->looked->len == 0)
    kept = 0;
  if (!job->dry_run && kept + (gint) size <= THUMBNAILS_KEPT)
    {
      looked->thumbnail = g_steal_pointer (&picture->thumbnail);
      kept += (gint) size;
    }
  g_ptr_array_add (job->looked, looked);
  g_mutex_unlock (&job->lock);
}

static void
settle_looked (ZbImportJob     *job,
               ZbImportShot    *shot,
               guint            file,
               const ZbPicture *picture)
{
  ZbProblem problem = picture->tags.problem;

  for (guint i = file; i < shot->shot->n_files; i++)
    if (!shot->files[i].settled &&
        (i == file || !zb_import_settle_known (job, &shot->shot->files[i], &shot->files[i])))
      zb_file_state_settle (&shot->files[i], ZB_OUTCOME_IMPORTED, NULL);
  if (problem != ZB_PROBLEM_NONE && !shot->files[file].revive)
    zb_file_state_settle (&shot->files[file], ZB_OUTCOME_DAMAGED, zb_problem_get_name (problem));
}

/* TRUE: try again. */
static gboolean
look_at (ZbImportJob  *job,
         ZbImportShot *shot,
         guint         file)
{
  const ZbSourceFile *source = &shot->shot->files[file];
  ZbFileState        *state = &shot->files[file];
  g_auto (ZbPicture) picture = { 0 };
  g_autoptr (GError) error = NULL;

  if (!zb_import_settle_known (job, source, state) && job->dry_run &&
      !settle_content (job, source, state, &error))
    return zb_import_settle_error (job, source, state, error);
  if (state->settled && !state->revive)
    return FALSE;
  if (!read_source (job, source, &picture, &error))
    return zb_import_settle_error (job, source, state, error);

  if (picture.tags.format == ZB_FORMAT_NONE && picture.tags.problem != ZB_PROBLEM_CRASH &&
      picture.tags.problem != ZB_PROBLEM_TIMEOUT)
    {
      zb_file_state_settle (
          state, ZB_OUTCOME_UNSUPPORTED, source->size == 0 ? "空文件" : "不是照片或视频");
      return FALSE;
    }
  settle_looked (job, shot, file, &picture);
  keep_looked (job, shot, file, &picture);

  return FALSE;
}

void
zb_import_look_shot (ZbImportJob  *job,
                     ZbImportShot *shot)
{
  for (guint i = 0; i < shot->shot->n_files; i++)
    {
      if (shot->leave && !shot->files[i].settled)
        zb_file_state_settle (&shot->files[i], ZB_OUTCOME_SKIPPED, "按选择没有导入");
      while (!shot->files[i].settled && look_at (job, shot, i))
        ;
    }
}

static ZbMatchMeeting *
make_match_meetings (ZbImportJob *job)
{
  ZbMatchMeeting *meetings = g_new0 (ZbMatchMeeting, job->meetings->len + 1);

  for (guint i = 0; i < job->meetings->len; i++)
    {
      ZbMeeting *meeting = job->meetings->pdata[i];

      meetings[i].id = zb_meeting_get_id (meeting);
      meetings[i].start = *zb_meeting_get_start (meeting);
      meetings[i].end = *zb_meeting_get_end (meeting);
    }

  return meetings;
}

static void
to_match (const ZbLooked *looked,
          ZbMatchPhoto   *photo)
{
  const ZbCandidate *best = zb_taken_get_best (looked->taken);

  photo->camera = looked->camera;
  photo->screenshot = looked->screenshot;
  photo->links = zb_taken_get_links (looked->taken);
  if (best != NULL)
    {
      photo->taken = best->wall;
      photo->source = best->source;
      photo->confidence = best->confidence;
      photo->doubts = best->doubts;
    }
}

GPtrArray *
zb_import_match (ZbImportJob *job,
                 GPtrArray   *looked)
{
  g_autofree ZbMatchPhoto   *photos = g_new0 (ZbMatchPhoto, looked->len + 1);
  g_autofree ZbMatchMeeting *meetings = make_match_meetings (job);

  for (guint i = 0; i < looked->len; i++)
    {
      photos[i].id = i;
      to_match (looked->pdata[i], &photos[i]);
    }

  return zb_match (photos, looked->len, meetings, job->meetings->len);
}

GPtrArray *
zb_import_find_clocks (ZbImportJob *job,
                       GPtrArray   *looked)
{
  g_autofree ZbClockPhoto   *photos = g_new0 (ZbClockPhoto, looked->len + 1);
  g_autofree ZbMatchMeeting *meetings = make_match_meetings (job);

  for (guint i = 0; i < looked->len; i++)
    {
      const ZbLooked     *one = looked->pdata[i];
      const ZbImportShot *shot = job->shots->pdata[one->shot];

      photos[i].photo.id = i;
      to_match (one, &photos[i].photo);
      photos[i].name = shot->shot->files[one->file].name;
      photos[i].gps = zb_import_get_gps (one->taken);
    }

  return zb_clock_find (photos, looked->len, meetings, job->meetings->len);
}

static gboolean
read_meetings (ZbImportJob *job,
               gpointer     data,
               GError     **error)
{
  g_clear_pointer (&job->meetings, g_ptr_array_unref);
  job->meetings = zb_meeting_store_list (zb_library_get_db (job->library), error);

  return job->meetings != NULL;
}

/* For the first pictures of a card, when there was no room to keep it the first time. */
void
zb_import_read_thumbnail (ZbImportJob *job,
                          ZbLooked    *looked)
{
  const ZbImportShot *shot = job->shots->pdata[looked->shot];
  g_auto (ZbPicture) picture = { 0 };

  if (looked->thumbnail == NULL &&
      read_source (job, &shot->shot->files[looked->file], &picture, NULL))
    looked->thumbnail = g_steal_pointer (&picture.thumbnail);
}

static gint
compare_looked (gconstpointer a,
                gconstpointer b)
{
  const ZbLooked *one = *(const ZbLooked *const *) a;
  const ZbLooked *two = *(const ZbLooked *const *) b;

  return one->shot != two->shot ? (one->shot > two->shot) - (one->shot < two->shot)
                                : (one->file > two->file) - (one->file < two->file);
}

gboolean
zb_import_direct_look (ZbImportJob *job,
                       GError     **error)
{
  g_clear_pointer (&job->looked, g_ptr_array_unref);
  job->looked = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_looked_free);
  if (!zb_import_plan (job, error) || !zb_import_on_store (job, read_meetings, NULL, error) ||
      !zb_import_start_pool (job, error))
    return FALSE;

  zb_import_run_lanes (job, zb_import_look_shot);
  g_ptr_array_sort (job->looked, compare_looked);
  if (!job->dry_run && !zb_import_is_over (job))
    {
      zb_import_make_cards (job);
      g_clear_pointer (&job->looked, g_ptr_array_unref);
    }
  g_clear_pointer (&job->pool, zb_picture_pool_free);

  return job->dry_run || !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}
