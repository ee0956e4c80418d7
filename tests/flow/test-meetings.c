/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/album-flow.h"

typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbMeetings   *meetings;
  ZbAlbum      *album;
  GPtrArray    *mirror; /* of ids, kept by what "items-changed" says */
  guint         n_signals;
  guint         n_moved; /* items taken out or put in */
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *self)
{
  self->n_signals++;
  self->n_moved += removed + added;
  if (removed > 0)
    g_ptr_array_remove_range (self->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (ZbMeeting) meeting = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (self->mirror, position + i, GSIZE_TO_POINTER (zb_meeting_get_id (meeting)));
    }
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->library = album_flow_create (self->folder);
  self->meetings = zb_meetings_new (self->library);
  self->album = zb_album_new (self->library);
  self->mirror = g_ptr_array_new ();
  g_signal_connect (zb_meetings_get_model (self->meetings), "items-changed", G_CALLBACK (items_changed_cb), self);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_clear_object (&self->album);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  album_flow_load (self->meetings);
  g_assert_finalize_object (g_steal_pointer (&self->meetings));
  album_flow_close (g_steal_pointer (&self->library));
  g_ptr_array_unref (self->mirror);
  zb_test_folder_free (self->folder);
}

/* "3 1 2": ids in the order of the model, which must be what the signals said. */
static char *
list_ids (Fixture *self)
{
  GListModel *model = zb_meetings_get_model (self->meetings);
  g_autoptr (GString) text = g_string_new (NULL);

  album_flow_load (self->meetings);
  g_assert_cmpuint (self->mirror->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < self->mirror->len; i++)
    {
      g_autoptr (ZbMeeting) meeting = g_list_model_get_item (model, i);
      gint64 id = zb_meeting_get_id (meeting);

      g_assert_cmpint (GPOINTER_TO_SIZE (self->mirror->pdata[i]), ==, id);
      g_assert_true (zb_meetings_find (self->meetings, id) == meeting);
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", id);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_ids (Fixture    *self,
            const char *expected)
{
  g_autofree char *ids = list_ids (self);

  g_assert_cmpstr (ids, ==, expected);
}

static void
test_order (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("四", "2019-05-01", NULL);

  album_flow_add (self->meetings, "一", "2019-03-10T09:00", NULL);
  album_flow_add (self->meetings, "二", "2019-06-10T09:00", NULL);
  album_flow_add (self->meetings, "三", "2019-06-10T09:00", NULL);
  album_flow_add (self->meetings, "四", "2019-01-10", NULL);
  assert_ids (self, "3 2 1 4");

  self->n_moved = 0;
  album_flow_edit (self->meetings, 4, draft);
  assert_ids (self, "3 2 4 1");
  g_assert_cmpuint (self->n_moved, ==, 2);

  self->n_moved = 0;
  album_flow_remove (self->meetings, 2);
  assert_ids (self, "3 4 1");
  g_assert_cmpuint (self->n_moved, ==, 1);
  g_assert_null (zb_meetings_find (self->meetings, 2));

  g_free (album_flow_undo (self->library, NULL));
  assert_ids (self, "3 2 4 1");
  g_free (album_flow_undo (self->library, NULL));
  assert_ids (self, "3 2 1 4");

  self->n_signals = 0;
  album_flow_load (self->meetings);
  g_assert_cmpuint (self->n_signals, ==, 0);
}

static void
test_random (Fixture      *self,
             gconstpointer data)
{
  for (guint i = 0; i < 60; i++)
    {
      int              dice = g_test_rand_int_range (0, 4);
      gint64           id = self->mirror->len > 0
                                ? (gint64) GPOINTER_TO_SIZE (self->mirror->pdata[g_test_rand_int_range (0, self->mirror->len)])
                                : 0;
      g_autofree char *start = g_strdup_printf ("2019-%02d-10", g_test_rand_int_range (1, 13));
      g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("活动", start, NULL);

      if (dice < 2 || id == 0)
        album_flow_add (self->meetings, "活动", start, NULL);
      else if (dice == 2)
        album_flow_edit (self->meetings, id, draft);
      else
        album_flow_remove (self->meetings, id);
      g_free (list_ids (self));
    }
}

static void
test_labels (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("重温入党誓词", "2019-06-10", NULL);
  gint64           id = album_flow_add (self->meetings, "入党誓词", "2019-06-10", NULL);
  g_autofree char *log = NULL;

  album_flow_edit (self->meetings, id, draft);
  album_flow_edit (self->meetings, id, draft);
  album_flow_remove (self->meetings, id);
  log = album_flow_log (self->library);
  g_assert_cmpstr (log, ==, "done 删除活动：重温入党誓词 | done 修改活动：重温入党誓词 | done 新建活动：入党誓词");
}

static const ZbTestPhoto photos[] = {
  { .name = "a.jpg", .taken = "2019-06-10T09:30:00", .camera = "Canon" },
  { .name = "b.jpg", .taken = "2019-06-10T09:40:00", .camera = "Canon" },
};

static void
test_new_takes_photos (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("重温入党誓词", "2019-09-01", NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (ZbPhoto) photo = NULL;
  g_autoptr (GError) error = NULL;
  gint64           id = 1, nobody = 99, meeting;
  g_autofree char *before = NULL, *after = NULL;

  album_flow_import (self->library, photos, 2);
  g_array_append_val (ids, id);
  zb_meetings_add_async (self->meetings, draft, ids, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  meeting = zb_meetings_edit_finish (self->meetings, done, &error);
  g_assert_no_error (error);
  photo = album_flow_photo (self->album, 1);
  g_assert_cmpint (zb_photo_get (photo)->meeting, ==, meeting);
  g_assert_cmpint (zb_photo_get (photo)->linked, ==, ZB_LINKED_PERSON);
  album_flow_load (self->meetings);
  g_assert_cmpuint (zb_meeting_get_n_photos (zb_meetings_find (self->meetings, meeting)), ==, 1);

  /* One photo that is not there: no meeting either. */
  before = album_flow_dump (self->library);
  g_array_append_val (ids, nobody);
  zb_meetings_add_async (self->meetings, draft, ids, NULL, zb_test_result_cb, &result);
  refused = zb_test_wait (&result, 60);
  g_assert_cmpint (zb_meetings_edit_finish (self->meetings, refused, &error), ==, 0);
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_NOT_FOUND);
  after = album_flow_dump (self->library);
  g_assert_cmpstr (before, ==, after);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/meetings/list/latest-first-and-splices-only-what-changed", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/meetings/list/random-edits-agree-with-the-signals", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add ("/meetings/edit/each-says-what-it-was", Fixture, NULL, set_up, test_labels, tear_down);
  g_test_add ("/meetings/add/takes-photos-by-hand-or-is-not-made", Fixture, NULL, set_up, test_new_takes_photos, tear_down);

  return g_test_run ();
}
