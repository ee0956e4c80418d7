/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library of any size for the benches of the window: `make-library FOLDER PHOTOS`. A meeting for every 66
 * photos; thumbnails are links to a few drawn ones; the originals are not there (nobody asks for them).
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "photo/picture.h"
#include "photo/sample-picture.h"
#include "photo/thumbnail.h"
#include "service/library-private.h"
#include "store/meeting-store.h"
#include "store/photo-store.h"
#include "support/support.h"

#define PER_MEETING 66
#define N_DRAWN 12

typedef struct
{
  ZbLibrary *library;
  guint      n_photos;
  gint64     batch;
  char      *drawn[N_DRAWN];
} Making;

static ZbWall
time_of (guint photo)
{
  ZbWall wall = { .seconds = (gint64) (photo / PER_MEETING) * 2 * ZB_DAY_SECONDS + 1262336400 +
                             photo % PER_MEETING * 60,
                  .precision = ZB_PRECISION_SECOND };

  return wall;
}

static gint64
add_meeting (ZbDb    *db,
             guint    photo,
             GError **error)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();

  draft->theme = g_strdup_printf ("第 %u 次主题党日", photo / PER_MEETING + 1);
  draft->kinds = 1u << (photo / PER_MEETING % 8);
  draft->start = time_of (photo);
  draft->start.precision = ZB_PRECISION_MINUTE;
  draft->end = zb_wall_plus (draft->start, 5400);
  draft->place = g_strdup ("三楼会议室");
  return zb_meeting_store_insert (db, draft, error);
}

static ZbPhotoRow *
make_row (guint  photo,
          gint64 meeting,
          gint64 batch)
{
  ZbPhotoRow    *row = g_new0 (ZbPhotoRow, 1);
  ZbPhotoFileRow file = { .role = "main", .bytes = 4000000, .mtime = photo };
  GPtrArray     *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_candidate_free);
  ZbCandidate   *candidate = zb_candidate_new (ZB_SOURCE_EXIF_ORIGINAL, 1, "");

  candidate->wall = row->fields.taken = time_of (photo);
  candidate->confidence = row->fields.confidence = ZB_CONFIDENCE_HIGH;
  g_ptr_array_add (candidates, candidate);
  row->taken = zb_taken_new (candidates, 0, TRUE);
  row->fields.source = ZB_SOURCE_EXIF_ORIGINAL;
  row->fields.links = TRUE;
  row->fields.format = g_strdup ("jpeg");
  row->fields.original = g_strdup_printf ("IMG_%05u.JPG", photo);
  row->fields.camera = g_strdup ("Canon EOS 700D #0123");
  row->fields.orientation = 1;
  row->fields.batch = batch;
  row->fields.meeting = meeting;
  row->fields.linked = ZB_LINKED_AUTO;
  row->fields.imported_at = g_strdup ("2026-01-01T00:00:00");

  file.path = g_strdup_printf ("photos/2019/06/IMG_%05u.JPG", photo);
  file.original = g_strdup (row->fields.original);
  memcpy (file.sha256, &photo, sizeof photo);
  row->files = g_array_new (FALSE, TRUE, sizeof (ZbPhotoFileRow));
  g_array_set_clear_func (row->files, (GDestroyNotify) zb_photo_file_row_clear);
  g_array_append_val (row->files, file);
  return row;
}

static gboolean
link_thumbnail (Making *making,
                gint64  id,
                guint   photo)
{
  g_autofree char *path = zb_library_dup_thumbnail (making->library, id);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  return link (making->drawn[photo % N_DRAWN], path) == 0;
}

static gboolean
fill (ZbDb    *db,
      gpointer data,
      GError **error)
{
  Making *making = data;
  gint64  meeting = 0;

  for (guint i = 0; i < making->n_photos; i++)
    {
      ZbPhotoRow *row;
      gint64      id;

      if (i % PER_MEETING == 0 && !(meeting = add_meeting (db, i, error)))
        return FALSE;
      row = make_row (i, meeting, making->batch);
      id = zb_photo_store_insert (db, row, error);
      zb_photo_row_free (row);
      if (id == 0 || !link_thumbnail (making, id, i))
        return FALSE;
    }

  return TRUE;
}

static gboolean
done (ZbDb    *db,
      gpointer data,
      GError **error)
{
  return TRUE;
}

static gpointer
fill_job (gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable,
          GError      **error)
{
  Making *making = task_data;

  making->batch = zb_library_begin_batch (making->library, "bench", error);
  if (making->batch == 0 || !zb_library_slice (making->library, fill, making, error) ||
      !zb_library_end_batch (making->library, making->batch, "导入", done, NULL, error))
    return NULL;

  return making;
}

static void
draw (Making     *making,
      const char *folder)
{
  for (guint i = 0; i < N_DRAWN; i++)
    {
      ZbSamplePicture  picture = { .scene = i, .seed = i };
      g_autofree char *path = g_strdup_printf ("%s/%u.jpg", folder, i);
      g_auto (ZbTags) tags = { 0 };
      g_autoptr (GBytes) thumbnail = NULL;
      int fd;

      g_assert_true (zb_sample_picture_write (path, &picture, NULL));
      fd = g_open (path, O_RDONLY, 0);
      zb_tags_read (&tags, fd);
      thumbnail = zb_thumbnail_make (&tags, fd, FALSE);
      close (fd);
      making->drawn[i] = g_strdup_printf ("%s/thumbnail-%u.jpg", folder, i);
      g_assert_true (g_file_set_contents (making->drawn[i], g_bytes_get_data (thumbnail, NULL),
                                          g_bytes_get_size (thumbnail), NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  Making           making = { 0 };
  g_autofree char *drawn = NULL;
  GAsyncResult    *waiting = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    return 2;

  zb_library_create_async (argv[1], "第一党支部", "court", "2026-01-01", NULL, zb_test_result_cb,
                           &waiting);
  result = zb_test_wait (&waiting, 30);
  making.library = zb_library_open_finish (result, &error);
  g_assert_no_error (error);
  making.n_photos = atoi (argv[2]);
  drawn = g_build_filename (argv[1], "cache", "drawn", NULL);
  g_mkdir_with_parents (drawn, 0700);
  draw (&making, drawn);

  g_clear_object (&result);
  task = g_task_new (making.library, NULL, zb_test_result_cb, &waiting);
  g_task_set_task_data (task, &making, NULL);
  zb_worker_run (zb_library_get_worker (making.library), task, fill_job, NULL);
  result = zb_test_wait (&waiting, 600);
  g_task_propagate_pointer (G_TASK (result), &error);
  g_assert_no_error (error);

  zb_library_close (making.library);
  g_clear_object (&making.library);
  return 0;
}
