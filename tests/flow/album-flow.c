/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/album-flow.h"

#include "service/library-private.h"
#include "service/links.h"
#include "store/batch-store.h"

#define TODAY "2019-06-11"
#define LONG 60

ZbLibrary *
album_flow_create (const char *folder)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  ZbLibrary *library;

  zb_library_create_async (folder, "第一党支部", "court", TODAY, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  library = zb_library_open_finish (done, &error);
  g_assert_no_error (error);
  return library;
}

ZbLibrary *
album_flow_open (const char *folder,
                 GError    **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) failed = NULL;
  ZbLibrary *library;

  zb_library_open_async (folder, TODAY, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  library = zb_library_open_finish (done, &failed);
  if (error == NULL)
    g_assert_no_error (failed);
  else if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return library;
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

void
album_flow_close (ZbLibrary *library)
{
  zb_test_until (is_last, library, LONG);
  g_assert_finalize_object (library);
}

typedef struct
{
  ZbLibrary         *library;
  const ZbTestPhoto *photos;
  guint              n;
  gboolean           half;
  gint64             batch;
} Import;

static gboolean
insert_rows (ZbDb    *db,
             gpointer data,
             GError **error)
{
  Import *import = data;

  for (guint i = 0; i < import->n; i++)
    {
      ZbTestPhoto photo = import->photos[i];

      photo.batch = import->batch;
      zb_test_rows_add_photo (db, &photo);
    }

  return TRUE;
}

static gboolean
close_links (ZbDb    *db,
             gpointer data,
             GError **error)
{
  Import *import = data;
  gint64  from, to;
  guint   n_linked;

  if (!zb_batch_store_get_span (db, import->batch, &from, &to, error))
    return TRUE;

  return zb_links_remake (db, from, to, import->batch, &n_linked, error);
}

static gpointer
run_import (gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable,
            GError      **error)
{
  Import *import = task_data;

  import->batch = zb_library_begin_batch (import->library, "card", error);
  return GINT_TO_POINTER (import->batch != 0 &&
                          zb_library_slice (import->library, insert_rows, import, error) &&
                          (import->half ||
                           zb_library_end_batch (import->library, import->batch, "导入照片", close_links, import, error)));
}

static gint64
import_rows (ZbLibrary         *library,
             const ZbTestPhoto *photos,
             guint              n,
             gboolean           half)
{
  Import        import = { .library = library, .photos = photos, .n = n, .half = half };
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GTask) task = g_task_new (library, NULL, zb_test_result_cb, &result);
  g_autoptr (GError) error = NULL;

  g_task_set_task_data (task, &import, NULL);
  zb_worker_run (zb_library_get_worker (library), task, run_import, NULL);
  done = zb_test_wait (&result, LONG);
  g_task_propagate_pointer (G_TASK (done), &error);
  g_assert_no_error (error);
  return import.batch;
}

gint64
album_flow_import (ZbLibrary         *library,
                   const ZbTestPhoto *photos,
                   guint              n)
{
  return import_rows (library, photos, n, FALSE);
}

gint64
album_flow_import_half (ZbLibrary         *library,
                        const ZbTestPhoto *photos,
                        guint              n)
{
  return import_rows (library, photos, n, TRUE);
}

char *
album_flow_undo (ZbLibrary *library,
                 GError   **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  zb_library_undo_async (library, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  return zb_library_undo_finish (library, done, error);
}

char *
album_flow_redo (ZbLibrary *library,
                 GError   **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  zb_library_redo_async (library, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  return zb_library_undo_finish (library, done, error);
}

char *
album_flow_revert (ZbLibrary *library,
                   gint64     change,
                   GError   **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  zb_library_revert_async (library, change, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  return zb_library_undo_finish (library, done, error);
}

static gpointer
run_dump (ZbDb         *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return zb_test_rows_dump (db);
}

char *
album_flow_dump (ZbLibrary *library)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GTask) task = g_task_new (library, NULL, zb_test_result_cb, &result);

  zb_library_read (library, task, run_dump, g_free);
  done = zb_test_wait (&result, LONG);
  return g_task_propagate_pointer (G_TASK (done), NULL);
}

GPtrArray *
album_flow_entries (ZbLibrary *library)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  zb_library_log_async (library, 1000, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  entries = zb_library_log_finish (library, done, &error);
  g_assert_no_error (error);
  return entries;
}

char *
album_flow_log (ZbLibrary *library)
{
  g_autoptr (GPtrArray) entries = album_flow_entries (library);
  g_autoptr (GString) log = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      ZbLogEntry *entry = entries->pdata[i];

      g_string_append_printf (log, "%s%s %s", i > 0 ? " | " : "", entry->state, entry->label);
    }

  return g_string_free (g_steal_pointer (&log), FALSE);
}

static gint64
finish_edit (ZbMeetings    *meetings,
             GAsyncResult **result)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) error = NULL;
  gint64 id = zb_meetings_edit_finish (meetings, done, &error);

  g_assert_no_error (error);
  return id;
}

gint64
album_flow_add (ZbMeetings *meetings,
                const char *theme,
                const char *start,
                const char *end)
{
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft (theme, start, end);
  GAsyncResult *result = NULL;

  zb_meetings_add_async (meetings, draft, NULL, NULL, zb_test_result_cb, &result);
  return finish_edit (meetings, &result);
}

gint64
album_flow_edit (ZbMeetings           *meetings,
                 gint64                id,
                 const ZbMeetingDraft *draft)
{
  GAsyncResult *result = NULL;

  zb_meetings_edit_async (meetings, id, draft, NULL, zb_test_result_cb, &result);
  return finish_edit (meetings, &result);
}

gint64
album_flow_remove (ZbMeetings *meetings,
                   gint64      id)
{
  GAsyncResult *result = NULL;

  zb_meetings_remove_async (meetings, id, NULL, zb_test_result_cb, &result);
  return finish_edit (meetings, &result);
}

void
album_flow_load (ZbMeetings *meetings)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_meetings_load_async (meetings, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_meetings_load_finish (meetings, done, &error);
  g_assert_no_error (error);
}

static GArray *
one (gint64 photo)
{
  GArray *photos = g_array_new (FALSE, FALSE, sizeof (gint64));

  return g_array_append_val (photos, photo);
}

static gint
finish_verb (ZbAlbum       *album,
             GAsyncResult **result,
             GError       **error)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);
  g_autoptr (GError) failed = NULL;
  gint n = zb_album_edit_finish (album, done, &failed);

  if (error == NULL)
    g_assert_no_error (failed);
  else if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return n;
}

gint
album_flow_verb (ZbAlbum      *album,
                 AlbumFlowVerb verb,
                 gint64        photo,
                 GError      **error)
{
  g_autoptr (GArray) photos = one (photo);
  GAsyncResult *result = NULL;

  verb (album, photos, NULL, zb_test_result_cb, &result);
  return finish_verb (album, &result, error);
}

gint
album_flow_link (ZbAlbum *album,
                 gint64   photo,
                 gint64   meeting,
                 GError **error)
{
  g_autoptr (GArray) photos = one (photo);
  GAsyncResult *result = NULL;

  zb_album_link_async (album, photos, meeting, NULL, zb_test_result_cb, &result);
  return finish_verb (album, &result, error);
}

gint
album_flow_caption (ZbAlbum    *album,
                    gint64      photo,
                    const char *caption)
{
  g_autoptr (GArray) photos = one (photo);
  GAsyncResult *result = NULL;

  zb_album_caption_async (album, photos, caption, NULL, zb_test_result_cb, &result);
  return finish_verb (album, &result, NULL);
}

ZbPhoto *
album_flow_photo (ZbAlbum *album,
                  gint64   photo)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  ZbPhoto *found;

  zb_album_photo_async (album, photo, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  found = zb_album_photo_finish (album, done, &error);
  g_assert_no_error (error);
  return found;
}

ZbAlbumIndex *
album_flow_index (ZbAlbum             *album,
                  const ZbAlbumFilter *filter)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  ZbAlbumIndex *index;

  zb_album_load_async (album, filter, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  index = zb_album_load_finish (album, done, &error);
  g_assert_no_error (error);
  return index;
}

char *
album_flow_groups (const ZbAlbumIndex *index)
{
  static const char *const kinds[] = { "meeting", "suggest", "new", "undated", "apart", "trash" };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_rows = 0;

  for (guint i = 0; i < zb_album_index_get_n_groups (index); i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (index, i);

      g_assert_cmpuint (group->first, ==, n_rows);
      g_assert_true ((group->reason == NULL) == (group->kind == ZB_GROUP_MEETING));
      n_rows += group->n;
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", kinds[group->kind]);
      if (group->meeting != NULL)
        g_string_append_printf (text, ":%s", zb_meeting_get_theme (group->meeting));
      g_string_append_printf (text, ":%u", group->n);
    }
  g_assert_cmpuint (n_rows, ==, zb_album_index_get_n_rows (index));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
