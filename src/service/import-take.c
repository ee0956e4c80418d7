/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/import-private.h"

#include <string.h>

/* One shot into the library, on a lane.
 *
 * Copy and hash, ask whether that content is known, let a worker look at the copy, put it into its
 * place, read it back. The first file that is a new picture leads, the others go along; what does
 * not become a photo leaves nothing behind.
 */

typedef struct
{
  ZbImportJob  *job;
  ZbImportShot *shot;
  guint         leader;
  ZbCopy       *copies; /* one a file */
  gboolean     *taken;  /* copied, claimed, to be placed */
  char        **placed;
} Take;

static const ZbSourceFile *
get_source (const Take *take,
            guint       file)
{
  return &take->shot->shot->files[file];
}

/* The original of a photo that is recorded and was lost goes to where it was. */
static gboolean
put_back (Take   *take,
          ZbCopy *copy,
          guint   file)
{
  const ZbKnownFile *known = zb_known_find_lost (take->job->known, copy->sha256);
  g_autofree char   *folder = known != NULL ? g_path_get_dirname (known->path) : NULL;
  g_autofree char   *name = known != NULL ? g_path_get_basename (known->path) : NULL;
  g_autofree char   *path = known != NULL ? g_build_filename (take->job->folder, known->path, NULL) : NULL;
  g_autofree char   *placed = NULL;

  if (known == NULL || g_file_test (path, G_FILE_TEST_EXISTS) ||
      !(placed = zb_shelf_place (copy, take->job->folder, folder, name, NULL)))
    return FALSE;
  if (!g_str_equal (placed, known->path) || !zb_shelf_settle (take->job->folder, folder, NULL) ||
      !zb_shelf_check (take->job->folder, placed, copy->sha256, NULL, NULL))
    {
      zb_shelf_discard (take->job->folder, placed);
      zb_file_state_settle (&take->shot->files[file], ZB_OUTCOME_UNREADABLE, "写入的副本与原件不一致，没有收入相册");
      return TRUE;
    }

  zb_import_settle_as (take->job, known, NULL, &take->shot->files[file]);
  if (known->trash == ZB_TRASH_NOT)
    zb_file_state_settle (&take->shot->files[file], ZB_OUTCOME_DUPLICATE, "相册中已有；不见了的原件已放回原处");
  return TRUE;
}

/* The copy of a file that is new; its state is settled when there is none. */
static void
copy_file (Take *take,
           guint file)
{
  ZbImportJob        *job = take->job;
  const ZbSourceFile *source = get_source (take, file);
  ZbFileState        *state = &take->shot->files[file];
  ZbCopy             *copy = &take->copies[file];

  while (!state->settled && copy->fd < 0)
    {
      g_autoptr (GError) error = NULL;
      const ZbKnownFile *known = NULL;
      const ZbFileState *twin = NULL;

      if (!zb_shelf_copy (
              copy, job->folder, source->path, &job->bytes_done, job->cancellable, &error))
        zb_import_settle_error (job, source, state, error);
      else if (put_back (take, copy, file))
        break;
      else if (!zb_known_claim (job->known, copy->sha256, state, &known, &twin))
        zb_import_settle_as (job, known, twin, state);
    }
  if (state->settled)
    zb_copy_clear (copy);
  take->taken[file] = !state->settled;
}

/* The worker that died saw a picture by its name only; the copy is kept all the same. */
static ZbFormat
guess_format (const char *name)
{
  const char      *dot = strrchr (name, '.');
  g_autofree char *code = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
  ZbFormat         format = zb_format_from_code (code);

  return format != ZB_FORMAT_NONE ? format : ZB_FORMAT_JPEG;
}

static gboolean
ask_worker (Take      *take,
            ZbPicture *picture)
{
  const ZbSourceFile *source = get_source (take, take->leader);
  ZbFileState        *state = &take->shot->files[take->leader];
  ZbCopy             *copy = &take->copies[take->leader];
  ZbTags             *tags = &picture->tags;

  zb_picture_pool_read (take->job->pool, copy->fd, ZB_WANT_FULL, picture);
  if (tags->format == ZB_FORMAT_NONE &&
      (tags->problem == ZB_PROBLEM_CRASH || tags->problem == ZB_PROBLEM_TIMEOUT))
    tags->format = guess_format (source->name);
  if (tags->format != ZB_FORMAT_NONE)
    return TRUE;

  zb_file_state_settle (
      state, ZB_OUTCOME_UNSUPPORTED, copy->size == 0 ? "空文件" : "不是照片或视频");
  return FALSE;
}

static void
copy_others (Take *take)
{
  for (guint i = take->leader + 1; i < take->shot->shot->n_files; i++)
    if (!take->shot->files[i].settled &&
        !zb_import_settle_known (take->job, get_source (take, i), &take->shot->files[i]))
      copy_file (take, i);
}

static char *
choose_folder (const ZbTaken *taken)
{
  const ZbCandidate *best = zb_taken_get_best (taken);
  int                year, month;

  if (best == NULL || !zb_wall_is_set (&best->wall) || best->confidence == ZB_CONFIDENCE_NONE)
    return g_strdup ("photos/undated");
  zb_wall_split (&best->wall, &year, &month, NULL, NULL, NULL, NULL);

  return g_strdup_printf ("photos/%04d/%02d", year, month);
}

/* What goes along is called like its leader, whatever number that got. */
static char *
choose_name (const Take *take,
             guint       file)
{
  const char      *name = get_source (take, file)->name;
  const char      *leader = get_source (take, take->leader)->name;
  const char      *dot = strrchr (leader, '.');
  gsize            stem = dot != NULL && dot != leader ? (gsize) (dot - leader) : strlen (leader);
  g_autofree char *placed = NULL;

  if (file == take->leader)
    return g_strdup (name);

  placed = g_path_get_basename (take->placed[take->leader]);
  if (g_str_has_prefix (name, leader))
    return g_strconcat (placed, name + strlen (leader), NULL);
  if (strncmp (name, leader, stem) != 0)
    return g_strdup (name);
  dot = strrchr (placed, '.');
  if (dot != NULL && dot != placed)
    placed[dot - placed] = '\0';

  return g_strconcat (placed, name + stem, NULL);
}

static gboolean
place_file (Take       *take,
            guint       file,
            const char *folder,
            GError    **error)
{
  ZbCopy          *copy = &take->copies[file];
  g_autofree char *name = NULL;

  take->placed[file] = zb_known_take_orphan (take->job->known, copy->sha256, copy->size);
  if (take->placed[file] != NULL)
    return TRUE; /* checked already; the copy is not needed */

  name = choose_name (take, file);
  take->placed[file] = zb_shelf_place (copy, take->job->folder, folder, name, error);

  return take->placed[file] != NULL &&
         zb_shelf_check (take->job->folder, take->placed[file], copy->sha256, NULL, error);
}

static gboolean
place_all (Take       *take,
           const char *folder,
           GError    **error)
{
  for (guint i = 0; i < take->shot->shot->n_files; i++)
    if (take->taken[i] && !place_file (take, i, folder, error))
      return FALSE;

  return TRUE;
}

static ZbPhotoRow *
make_row (Take         *take,
          const ZbTags *tags,
          ZbTaken      *taken)
{
  const ZbSourceFile *source = get_source (take, take->leader);
  const ZbCandidate  *best = zb_taken_get_best (taken);
  ZbPhotoRow         *row = g_new0 (ZbPhotoRow, 1);
  ZbPhotoFields      *fields = &row->fields;

  row->taken = zb_taken_ref (taken);
  row->gps = zb_import_get_gps (taken);
  row->files = g_array_new (FALSE, FALSE, sizeof (ZbPhotoFileRow));
  g_array_set_clear_func (row->files, (GDestroyNotify) zb_photo_file_row_clear);
  fields->original = g_strdup (source->name);
  fields->format = g_strdup (zb_format_to_code (tags->format));
  fields->bytes = take->copies[take->leader].size;
  fields->links = zb_taken_get_links (taken);
  fields->camera = zb_tags_dup_camera (tags);
  fields->width = tags->width;
  fields->height = tags->height;
  fields->orientation = tags->orientation;
  fields->screenshot = zb_taken_is_screenshot (tags, source->name);
  fields->problem = g_strdup (zb_problem_to_code (tags->problem));
  if (best != NULL)
    {
      fields->taken = best->wall;
      fields->source = best->source;
      fields->confidence = best->confidence;
      fields->doubts = best->doubts;
      fields->offset = g_strdup (best->offset);
    }

  return row;
}

static void
add_file_row (Take   *take,
              ZbMade *made,
              guint   file)
{
  const ZbSourceFile *source = get_source (take, file);
  const ZbCopy       *copy = &take->copies[file];
  gboolean            raw = zb_shelf_has_picture_name (source->name);
  ZbPhotoFileRow      row = { .role = file == take->leader ? "main" : raw ? "raw"
                                                                          : "sidecar",
                              .path = g_steal_pointer (&take->placed[file]),
                              .original = g_strdup (source->name),
                              .bytes = copy->size,
                              .mtime = source->mtime };

  memcpy (row.sha256, copy->sha256, ZB_HASH_SIZE);
  memcpy (row.head, copy->head, ZB_HASH_SIZE);
  g_array_append_val (made->row->files, row);
  g_array_append_val (made->files, file);
}

static void
make_photo (Take      *take,
            ZbPicture *picture,
            ZbTaken   *taken)
{
  ZbProblem problem = picture->tags.problem;
  ZbMade   *made = g_new0 (ZbMade, 1);

  made->row = make_row (take, &picture->tags, taken);
  made->files = g_array_new (FALSE, FALSE, sizeof (guint));
  made->thumbnail = g_steal_pointer (&picture->thumbnail);
  if (made->row->fields.confidence == ZB_CONFIDENCE_NONE)
    g_atomic_int_inc (&take->job->n_undated);
  for (guint i = 0; i < take->shot->shot->n_files; i++)
    if (take->taken[i])
      {
        ZbFileState *state = &take->shot->files[i];
        const char  *reason = take->copies[i].changed ? "读取时文件还在变化，可能不完整" : NULL;

        if (i == take->leader && problem != ZB_PROBLEM_NONE)
          zb_file_state_settle (state, ZB_OUTCOME_DAMAGED, zb_problem_get_name (problem));
        else
          zb_file_state_settle (state, ZB_OUTCOME_IMPORTED, reason);
        add_file_row (take, made, i);
        take->taken[i] = FALSE;
      }

  zb_import_show (take->job, get_source (take, take->leader), made->thumbnail);
  if (take->shot->made == NULL)
    take->shot->made = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_made_free);
  g_ptr_array_add (take->shot->made, made);
}

/* Takes back what this try put down and made no photo of. `error`: the files' outcome; NULL: they will be tried again. */
static void
take_back (Take         *take,
           const GError *error)
{
  for (guint i = 0; i < take->shot->shot->n_files; i++)
    {
      if (take->placed[i] != NULL)
        zb_shelf_discard (take->job->folder, take->placed[i]);
      g_clear_pointer (&take->placed[i], g_free);
      if (take->taken[i])
        {
          zb_known_unclaim (take->job->known, take->copies[i].sha256);
          if (error != NULL)
            zb_import_settle_error (
                take->job, get_source (take, i), &take->shot->files[i], error);
        }
      take->taken[i] = FALSE;
      zb_copy_clear (&take->copies[i]);
    }
}

/* Once; the leader's state is not settled when it has to be tried again. */
static void
try_leader (Take    *take,
            gboolean last)
{
  const ZbSourceFile *source = get_source (take, take->leader);
  g_auto (ZbPicture) picture = { 0 };
  g_autoptr (ZbTaken) taken = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  copy_file (take, take->leader);
  if (take->taken[take->leader] && ask_worker (take, &picture))
    {
      copy_others (take);
      taken = zb_import_decide (take->job, source, &picture.tags);
      folder = choose_folder (taken);
      if (place_all (take, folder, &error))
        make_photo (take, &picture, taken);
      else if (g_error_matches (error, ZB_PHOTO_ERROR, ZB_PHOTO_ERROR_CHANGED) && !last)
        {
          take_back (take, NULL);
          return;
        }
    }
  take_back (take, error);
}

static void
lead (Take *take)
{
  ZbFileState        *state = &take->shot->files[take->leader];
  const ZbSourceFile *source = get_source (take, take->leader);

  if (zb_import_settle_known (take->job, source, state) ||
      !zb_import_is_worth_copying (take->job, source, state))
    return;
  try_leader (take, FALSE);
  if (!state->settled)
    try_leader (take, TRUE);
}

void
zb_import_take_shot (ZbImportJob  *job,
                     ZbImportShot *shot)
{
  const guint          n = shot->shot->n_files;
  g_autofree ZbCopy   *copies = g_new (ZbCopy, n);
  g_autofree gboolean *taken = g_new0 (gboolean, n);
  g_autofree char    **placed = g_new0 (char *, n);
  Take                 take = { job, shot, 0, copies, taken, placed };

  for (guint i = 0; i < n; i++)
    copies[i] = ZB_COPY_INIT;
  for (take.leader = 0; take.leader < n; take.leader++)
    {
      ZbFileState *state = &shot->files[take.leader];

      if (!state->settled && shot->leave)
        zb_file_state_settle (state, ZB_OUTCOME_SKIPPED, "按选择没有导入");
      if (!state->settled)
        lead (&take);
    }
  zb_import_collect (job, shot);
}
