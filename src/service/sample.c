/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One step after the other, all on the main thread but the drawing: a card is drawn while an empty
 * library is made; meetings; the card is imported as any card is; captions; picks and covers; the card goes.
 */
#include "service/sample-story.h"

#include "base/atomic.h"
#include "service/album.h"
#include "service/import.h"
#include "service/meetings.h"
#include "service/sample-branch.h"

#include <errno.h>

#define FOLDER_NAME "zhibu-sample-XXXXXX"
#define FOLDER_PREFIX "zhibu-sample-"

typedef struct
{
  char       *folder; /* of all: library/ and, for a while, card/ */
  char       *card;
  ZbLibrary  *library;
  ZbMeetings *meetings;
  ZbImport   *import;
  ZbAlbum    *album;
  guint       next;     /* meeting */
  GPtrArray  *captions; /* of Caption *, last one first to be written */
  GArray     *picks;    /* of gint64: one of each meeting that has words */
  guint       n_covers; /* of them, that are covers by now */
} Sample;

typedef struct
{
  GArray     *photos; /* of gint64 */
  const char *words;
} Caption;

static void
free_caption (Caption *caption)
{
  g_array_unref (caption->photos);
  g_free (caption);
}

static void
free_sample (Sample *sample)
{
  g_clear_object (&sample->album);
  g_clear_object (&sample->import);
  g_clear_object (&sample->meetings);
  g_clear_object (&sample->library);
  g_clear_pointer (&sample->captions, g_ptr_array_unref);
  g_clear_pointer (&sample->picks, g_array_unref);
  g_free (sample->folder);
  g_free (sample->card);
  g_free (sample);
}

/* Takes the task and the error. What was begun goes. */
static void
fail (GTask *task, GError *error)
{
  Sample *sample = g_task_get_task_data (task);

  g_clear_object (&sample->album);
  g_clear_object (&sample->import);
  g_clear_object (&sample->meetings);
  if (sample->library != NULL)
    zb_library_close (sample->library);
  zb_atomic_remove_tree (sample->folder);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void set_covers (GTask *task);

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask  *task = data;
  GError *error = NULL;

  if (zb_album_edit_finish (ZB_ALBUM (source), result, &error) < 0)
    fail (task, error);
  else
    set_covers (task);
}

/* Those picked stand for their meetings. */
static void
set_covers (GTask *task)
{
  Sample *sample = g_task_get_task_data (task);
  gint64  photo;

  if (sample->n_covers == sample->picks->len)
    {
      zb_atomic_remove_tree (sample->card);
      g_task_return_pointer (task, g_object_ref (sample->library), g_object_unref);
      g_object_unref (task);
      return;
    }

  photo = g_array_index (sample->picks, gint64, sample->n_covers++);
  zb_album_cover_async (sample->album, photo, TRUE, g_task_get_cancellable (task), marked_cb, task);
}

static void write_captions (GTask *task);

static void
caption_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask  *task = data;
  GError *error = NULL;

  if (zb_album_edit_finish (ZB_ALBUM (source), result, &error) < 0)
    fail (task, error);
  else
    write_captions (task);
}

static void
write_captions (GTask *task)
{
  Sample  *sample = g_task_get_task_data (task);
  Caption *caption;

  if (sample->captions->len == 0)
    {
      zb_album_pick_async (sample->album, sample->picks, TRUE, g_task_get_cancellable (task), marked_cb, task);
      return;
    }

  caption = g_ptr_array_steal_index (sample->captions, sample->captions->len - 1);
  zb_album_caption_async (sample->album, caption->photos, caption->words,
                          g_task_get_cancellable (task), caption_cb, task);
  free_caption (caption);
}

/* Photos with the same words get them in one edit. */
static void
add_caption (Sample *sample, gint64 photo, const char *words)
{
  Caption *caption = NULL;

  for (guint i = 0; i < sample->captions->len; i++)
    {
      Caption *other = sample->captions->pdata[i];

      if (g_strcmp0 (other->words, words) == 0)
        caption = other;
    }
  if (caption == NULL)
    {
      caption = g_new0 (Caption, 1);
      caption->photos = g_array_new (FALSE, FALSE, sizeof (gint64));
      caption->words = words;
      g_ptr_array_add (sample->captions, caption);
    }
  g_array_append_val (caption->photos, photo);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask  *task = data;
  Sample *sample = g_task_get_task_data (task);
  GError *error = NULL;
  gint64  last = 0;
  g_autoptr (GPtrArray) photos = zb_album_list_finish (ZB_ALBUM (source), result, &error);

  if (photos == NULL)
    {
      fail (task, error);
      return;
    }

  for (guint i = 0; i < photos->len; i++)
    {
      const ZbPhotoFields *photo = zb_photo_get (photos->pdata[i]);
      const char          *words = zb_sample_get_caption (photo->original);

      if (words != NULL)
        add_caption (sample, photo->id, words);
      if (words != NULL && photo->meeting != 0 && photo->meeting != last)
        {
          g_array_append_val (sample->picks, photo->id);
          last = photo->meeting;
        }
    }
  write_captions (task);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask        *task = data;
  Sample       *sample = g_task_get_task_data (task);
  ZbAlbumFilter filter = { .kind = ZB_ALBUM_ALL, .oldest_first = TRUE };
  GError       *error = NULL;
  g_autoptr (ZbImportSummary) summary = zb_import_run_finish (ZB_IMPORT (source), result, &error);

  if (summary == NULL || summary->stopped != NULL)
    {
      fail (task, summary != NULL ? g_error_copy (summary->stopped) : error);
      return;
    }

  sample->album = zb_album_new (sample->library);
  zb_album_list_async (sample->album, &filter, g_task_get_cancellable (task), list_cb, task);
}

static void
import_card (GTask *task)
{
  Sample     *sample = g_task_get_task_data (task);
  const char *paths[] = { sample->card, NULL };

  sample->import = zb_import_new (sample->library, paths);
  zb_import_run_async (sample->import, FALSE, g_task_get_cancellable (task), imported_cb, task);
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask  *task = data;
  GError *error = NULL;

  if (zb_sample_fill_finish (ZB_LIBRARY (source), result, &error))
    import_card (task);
  else
    fail (task, error);
}

static void add_meetings (GTask *task);

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask  *task = data;
  GError *error = NULL;

  if (zb_meetings_edit_finish (ZB_MEETINGS (source), result, &error) == 0)
    fail (task, error);
  else
    add_meetings (task);
}

static void
add_meetings (GTask *task)
{
  Sample                *sample = g_task_get_task_data (task);
  guint                  n;
  const ZbSampleMeeting *meeting = zb_sample_get_meetings (&n);
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();

  if (sample->next == n)
    {
      zb_sample_fill_async (sample->library, g_task_get_cancellable (task), filled_cb, task);
      return;
    }

  meeting += sample->next++;
  g_free (draft->theme);
  draft->theme = g_strdup (meeting->theme);
  draft->kinds = zb_kinds_parse (meeting->kinds);
  draft->place = g_strdup (meeting->place);
  draft->joint = meeting->joint;
  zb_wall_parse (&draft->start, meeting->start);
  zb_wall_parse (&draft->end, meeting->end);
  zb_meetings_add_async (sample->meetings, draft, NULL, g_task_get_cancellable (task), added_cb,
                         task);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask  *task = data;
  Sample *sample = g_task_get_task_data (task);
  GError *error = NULL;

  sample->library = zb_library_open_finish (result, &error);
  if (sample->library == NULL)
    {
      fail (task, error);
      return;
    }

  sample->meetings = zb_meetings_new (sample->library);
  add_meetings (task);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask           *task = data;
  Sample          *sample = g_task_get_task_data (task);
  GError          *error = NULL;
  g_autofree char *folder = g_build_filename (sample->folder, "library", NULL);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (task, error);
      return;
    }

  zb_library_create_async (folder, ZB_SAMPLE_BRANCH, ZB_SAMPLE_PROFILE, ZB_SAMPLE_TODAY,
                           g_task_get_cancellable (task), created_cb, task);
}

/* On a thread of its own. */
static void
draw_card (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (zb_sample_draw (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
zb_sample_async (const char         *parent,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            data)
{
  GTask  *task = g_task_new (NULL, cancellable, callback, data);
  Sample *sample = g_new0 (Sample, 1);
  g_autoptr (GTask) drawing = NULL;

  g_task_set_source_tag (task, zb_sample_async);
  g_task_set_task_data (task, sample, (GDestroyNotify) free_sample);
  sample->picks = g_array_new (FALSE, FALSE, sizeof (gint64));
  sample->captions = g_ptr_array_new_with_free_func ((GDestroyNotify) free_caption);
  sample->folder = g_build_filename (parent != NULL ? parent : g_get_tmp_dir (), FOLDER_NAME, NULL);

  if ((parent != NULL && g_mkdir_with_parents (parent, 0700) != 0) || g_mkdtemp (sample->folder) == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno),
                               "%s: %s", sample->folder, g_strerror (errno));
      g_object_unref (task);
      return;
    }

  sample->card = g_build_filename (sample->folder, "card", NULL);
  drawing = g_task_new (NULL, cancellable, drawn_cb, task);
  g_task_set_task_data (drawing, g_strdup (sample->card), g_free);
  g_task_run_in_thread (drawing, draw_card);
}

ZbLibrary *
zb_sample_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, zb_sample_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zb_sample_remove (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *name = g_path_get_basename (parent);

  if (g_str_has_prefix (name, FOLDER_PREFIX))
    zb_atomic_remove_tree (parent);
  else
    g_warning ("%s is not a sample: left where it is", folder);
}
