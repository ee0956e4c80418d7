/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/album-flow.h"

typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbMeetings   *meetings;
  ZbAlbum      *album;
} Fixture;

/* Photos 1 and 2 in the morning of 10 June, 3 and 4 in the afternoon. */
static const ZbTestPhoto photos[] = {
  { .name = "a.jpg", .taken = "2019-06-10T09:30:00", .camera = "Canon" },
  { .name = "b.jpg", .taken = "2019-06-10T09:40:00", .camera = "Canon" },
  { .name = "c.jpg", .taken = "2019-06-10T15:30:00", .camera = "Canon" },
  { .name = "d.jpg", .taken = "2019-06-10T15:40:00", .camera = "Canon" },
};

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->library = album_flow_create (self->folder);
  self->meetings = zb_meetings_new (self->library);
  self->album = zb_album_new (self->library);
  album_flow_import (self->library, photos, G_N_ELEMENTS (photos));
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  album_flow_load (self->meetings);
  g_clear_object (&self->album);
  g_clear_object (&self->meetings);
  album_flow_close (g_steal_pointer (&self->library));
  zb_test_folder_free (self->folder);
}

/* "1auto 1person - apart": meeting and hand of photos 1 to 4. */
static void
assert_links (Fixture    *self,
              const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint64 id = 1; id <= 4; id++)
    {
      g_autoptr (ZbPhoto) photo = album_flow_photo (self->album, id);
      const ZbPhotoFields *fields = zb_photo_get (photo);

      if (id > 1)
        g_string_append_c (text, ' ');
      if (fields->meeting != 0)
        g_string_append_printf (text, "%" G_GINT64_FORMAT "%s", fields->meeting, zb_linked_to_code (fields->linked));
      else
        g_string_append (text, fields->linked == ZB_LINKED_APART ? "apart" : "-");
    }

  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_time (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) afternoon = zb_test_rows_draft ("党课", "2019-06-10T15:00", "2019-06-10T16:00");
  g_autoptr (ZbMeetingDraft) elsewhere = zb_test_rows_draft ("党课", "2019-06-10T15:00", "2019-06-10T16:00");

  assert_links (self, "- - - -");
  album_flow_add (self->meetings, "党课", "2019-06-10T09:00", "2019-06-10T10:00");
  assert_links (self, "1auto 1auto - -");

  album_flow_edit (self->meetings, 1, afternoon);
  assert_links (self, "- - 1auto 1auto");

  /* In the same change as the time. */
  g_free (album_flow_undo (self->library, NULL));
  assert_links (self, "1auto 1auto - -");
  g_free (album_flow_redo (self->library, NULL));
  assert_links (self, "- - 1auto 1auto");

  elsewhere->place = g_strdup ("三楼会议室");
  album_flow_edit (self->meetings, 1, elsewhere);
  assert_links (self, "- - 1auto 1auto");

  album_flow_remove (self->meetings, 1);
  assert_links (self, "- - - -");
  g_free (album_flow_undo (self->library, NULL));
  assert_links (self, "- - 1auto 1auto");
}

static void
test_person (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) afternoon = zb_test_rows_draft ("党课", "2019-06-10T15:00", "2019-06-10T16:00");

  album_flow_add (self->meetings, "党课", "2019-06-10T09:00", "2019-06-10T10:00");
  g_assert_cmpint (album_flow_link (self->album, 1, 1, NULL), ==, 1);
  g_assert_cmpint (album_flow_verb (self->album, zb_album_unlink_async, 3, NULL), ==, 1);
  assert_links (self, "1person 1auto apart -");

  album_flow_edit (self->meetings, 1, afternoon);
  assert_links (self, "1person - apart 1auto");

  /* A second meeting at the same time leaves a rule no choice, and a person's link alone. */
  album_flow_add (self->meetings, "支委会", "2019-06-10T15:00", "2019-06-10T16:00");
  assert_links (self, "1person - apart -");
  album_flow_remove (self->meetings, 2);
  assert_links (self, "1person - apart 1auto");
}

static void
test_link_errors (Fixture      *self,
                  gconstpointer data)
{
  g_autofree char *before = album_flow_dump (self->library);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (album_flow_link (self->album, 1, 77, &error), ==, -1);
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (album_flow_verb (self->album, zb_album_trash_async, 99, &error), ==, -1);
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_NOT_FOUND);
  after = album_flow_dump (self->library);
  g_assert_cmpstr (before, ==, after);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/links/are-made-again-when-a-meetings-time-changes", Fixture, NULL, set_up, test_time, tear_down);
  g_test_add ("/links/a-persons-are-never-taken-away", Fixture, NULL, set_up, test_person, tear_down);
  g_test_add ("/links/to-nothing-and-of-nothing-are-refused", Fixture, NULL, set_up, test_link_errors, tear_down);

  return g_test_run ();
}
