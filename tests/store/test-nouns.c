/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/batch-store.h"
#include "store/meeting-store.h"
#include "store/rows.h"
#include "store/setting-store.h"
#include "store/statement.h"
#include "support/support.h"

typedef struct
{
  ZbTestFolder *folder;
  ZbDb         *db;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->db = zb_test_rows_open (self->folder);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  zb_db_close (self->db);
  zb_test_folder_free (self->folder);
}

static void
test_meeting (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("重温入党誓词", "2019-06-10T09:00", "2019-06-10T11:40");
  g_autoptr (ZbMeeting) meeting = NULL;
  g_autoptr (ZbMeeting) edited = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  draft->kinds |= 1u << ZB_KIND_LECTURE;
  draft->place = g_strdup ("区革命纪念馆");
  draft->joint = TRUE;
  id = zb_meeting_store_insert (self->db, draft, &error);
  g_assert_no_error (error);

  meeting = zb_meeting_store_get (self->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zb_meeting_get_theme (meeting), ==, "重温入党誓词");
  g_assert_cmpstr (zb_meeting_get_place (meeting), ==, "区革命纪念馆");
  g_assert_cmpuint (zb_meeting_get_kinds (meeting), ==, (1u << ZB_KIND_THEME_DAY) | (1u << ZB_KIND_LECTURE));
  g_assert_true (zb_meeting_get_joint (meeting));
  g_assert_cmpint (zb_meeting_get_start (meeting)->precision, ==, ZB_PRECISION_MINUTE);
  g_assert_cmpint (zb_meeting_get_end (meeting)->seconds - zb_meeting_get_start (meeting)->seconds, ==, 9600);

  draft->kinds = 1u << ZB_KIND_ASSEMBLY;
  g_assert_true (zb_wall_parse (&draft->start, "2019-06-11"));
  draft->end = ZB_WALL_NONE;
  g_clear_pointer (&draft->place, g_free);
  draft->joint = FALSE;
  g_assert_true (zb_meeting_store_update (self->db, id, draft, &error));
  edited = zb_meeting_store_get (self->db, id, &error);
  g_assert_cmpuint (zb_meeting_get_kinds (edited), ==, 1u << ZB_KIND_ASSEMBLY);
  g_assert_cmpint (zb_meeting_get_start (edited)->precision, ==, ZB_PRECISION_DAY);
  g_assert_false (zb_wall_is_set (zb_meeting_get_end (edited)));
  g_assert_null (zb_meeting_get_place (edited));
  g_assert_false (zb_meeting_get_joint (edited));
}

static void
test_meeting_refused (Fixture      *self,
                      gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("x", "2019-06-10T09:00", "2019-06-10T08:00");
  g_autofree char *before = zb_test_rows_dump (self->db);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (zb_meeting_store_insert (self->db, draft, &error), ==, 0);
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  draft->end = ZB_WALL_NONE;
  draft->kinds = 0;
  g_assert_cmpint (zb_meeting_store_insert (self->db, draft, &error), ==, 0);
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  draft->kinds = 1;
  g_assert_false (zb_meeting_store_update (self->db, 77, draft, &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (zb_meeting_store_delete (self->db, 77, &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (zb_meeting_store_get (self->db, 77, &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND);
  after = zb_test_rows_dump (self->db);
  g_assert_cmpstr (before, ==, after);
}

static void
test_meeting_list (Fixture      *self,
                   gconstpointer data)
{
  static const char *const starts[] = { "2019-06-10T09:00", "2019-06-10", "2019-01-05T15:00", "2019-06-10T09:00" };
  static const gint64      order[] = { 3, 2, 1, 4 };
  g_autoptr (GPtrArray) meetings = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("x", starts[i], NULL);

      g_assert_cmpint (zb_meeting_store_insert (self->db, draft, NULL), ==, i + 1);
    }

  meetings = zb_meeting_store_list (self->db, NULL);
  g_assert_cmpuint (meetings->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < meetings->len; i++)
    g_assert_cmpint (zb_meeting_get_id (meetings->pdata[i]), ==, order[i]);
}

static void
test_meeting_goes (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("x", "2019-06-10", NULL);
  gint64 meeting = zb_meeting_store_insert (self->db, draft, NULL);
  gint64 photos[2];
  g_autoptr (ZbMeeting) with = NULL;
  g_autoptr (ZbPhoto) left = NULL;
  g_autoptr (GError) error = NULL;

  photos[0] = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "a.jpg", .taken = "2019-06-10" });
  photos[1] = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "b.jpg", .taken = "2019-06-10" });
  g_assert_true (zb_photo_store_link (self->db, photos, 2, meeting, ZB_LINKED_PERSON, NULL));
  g_assert_true (zb_photo_store_trash (self->db, photos, 1, ZB_TRASH_PERSON, NULL));
  with = zb_meeting_store_get (self->db, meeting, NULL);
  g_assert_cmpuint (zb_meeting_get_n_photos (with), ==, 1);

  g_assert_true (zb_meeting_store_delete (self->db, meeting, &error));
  g_assert_no_error (error);
  left = zb_photo_store_get (self->db, photos[0], NULL);
  g_assert_cmpint (zb_photo_get (left)->meeting, ==, 0);
  g_assert_cmpint (zb_photo_get (left)->linked, ==, ZB_LINKED_NOT);
}

static void
test_photo (Fixture      *self,
            gconstpointer data)
{
  gint64 id = zb_test_rows_add_photo (
      self->db, &(ZbTestPhoto){ .name = "IMG_0412.JPG", .taken = "2019-06-10T09:30:12.340", .camera = "Canon EOS 700D #1" });
  g_autoptr (ZbPhoto) photo = zb_photo_store_get (self->db, id, NULL);
  g_autoptr (GError) error = NULL;
  const ZbPhotoFields *fields = zb_photo_get (photo);
  g_autofree char     *taken = zb_wall_to_text (&fields->taken);

  g_assert_cmpstr (taken, ==, "2019-06-10T09:30:12.340");
  g_assert_cmpstr (fields->file, ==, "photos/2019/06/IMG_0412.JPG");
  g_assert_cmpstr (fields->original, ==, "IMG_0412.JPG");
  g_assert_cmpstr (fields->camera, ==, "Canon EOS 700D #1");
  g_assert_cmpuint (strlen (fields->sha256), ==, 64);
  g_assert_cmpint (fields->source, ==, ZB_SOURCE_EXIF_ORIGINAL);
  g_assert_cmpint (fields->confidence, ==, ZB_CONFIDENCE_HIGH);
  g_assert_true (fields->links);
  g_assert_cmpint (fields->orientation, ==, 1);
  g_assert_null (fields->caption);
  g_assert_cmpuint (zb_taken_get_n (zb_photo_get_taken (photo)), ==, 1);
  g_assert_cmpint (zb_taken_get_chosen (zb_photo_get_taken (photo)), ==, 0);
  g_assert_cmpstr (zb_taken_get_best (zb_photo_get_taken (photo))->raw, ==, "2019-06-10T09:30:12.340");

  g_assert_null (zb_photo_store_get (self->db, 99, &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_NOT_FOUND);
}

static guint
count (ZbDb         *db,
       ZbPhotosWhich which,
       gint64        meeting,
       gint64        batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) photos = zb_photo_store_list (db, which, meeting, batch, &error);

  g_assert_no_error (error);
  return photos->len;
}

static void
test_photo_lists (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("x", "2019-06-10", NULL);
  gint64 meeting = zb_meeting_store_insert (self->db, draft, NULL);
  gint64 second = zb_batch_store_insert (self->db, "card", "2019-06-12T08:00:00", NULL);
  gint64 ids[4];
  g_autoptr (GPtrArray) all = NULL;
  guint  counts[ZB_N_ALBUM_FILTERS];
  gint64 latest;

  ids[0] = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "a.jpg" });
  ids[1] = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "b.jpg", .taken = "2019-06-11T08:00:00" });
  ids[2] = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "c.jpg", .taken = "2019-06-10T08:00:00", .batch = second });
  ids[3] = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "d.jpg", .taken = "2019-06-09T08:00:00" });
  g_assert_true (zb_photo_store_link (self->db, &ids[2], 1, meeting, ZB_LINKED_AUTO, NULL));
  g_assert_true (zb_photo_store_trash (self->db, &ids[3], 1, ZB_TRASH_PERSON, NULL));

  all = zb_photo_store_list (self->db, ZB_PHOTOS_ALL, 0, 0, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (zb_photo_get (all->pdata[0])->id, ==, ids[2]);
  g_assert_cmpint (zb_photo_get (all->pdata[1])->id, ==, ids[1]);
  g_assert_cmpint (zb_photo_get (all->pdata[2])->id, ==, ids[0]);
  g_assert_cmpuint (count (self->db, ZB_PHOTOS_UNLINKED, 0, 0), ==, 2);
  g_assert_cmpuint (count (self->db, ZB_PHOTOS_UNDATED, 0, 0), ==, 1);
  g_assert_cmpuint (count (self->db, ZB_PHOTOS_TRASH, 0, 0), ==, 1);
  g_assert_cmpuint (count (self->db, ZB_PHOTOS_ALL, meeting, 0), ==, 1);
  g_assert_cmpuint (count (self->db, ZB_PHOTOS_ALL, 0, second), ==, 1);

  g_assert_true (zb_album_store_count (self->db, counts, &latest, NULL));
  g_assert_cmpint (latest, ==, second);
  g_assert_cmpuint (counts[ZB_ALBUM_ALL], ==, 3);
  g_assert_cmpuint (counts[ZB_ALBUM_UNLINKED], ==, 2);
  g_assert_cmpuint (counts[ZB_ALBUM_UNDATED], ==, 1);
  g_assert_cmpuint (counts[ZB_ALBUM_BATCH], ==, 1);
  g_assert_cmpuint (counts[ZB_ALBUM_TRASH], ==, 1);
}

static void
test_known (Fixture      *self,
            gconstpointer data)
{
  gint64 id = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "a.jpg" });
  g_autoptr (GPtrArray) files = NULL;
  ZbKnownFile *file;

  g_assert_true (zb_photo_store_trash (self->db, &id, 1, ZB_TRASH_UNDO, NULL));
  files = zb_photo_store_known (self->db, NULL);
  g_assert_cmpuint (files->len, ==, 1);
  file = files->pdata[0];
  g_assert_cmpint (file->photo, ==, id);
  g_assert_cmpint (file->trash, ==, ZB_TRASH_UNDO);
  g_assert_cmpint (file->bytes, ==, 1000);
  g_assert_cmpint (file->mtime, ==, 1560130212);
  g_assert_cmpstr (file->original, ==, "a.jpg");
  g_assert_cmpmem (file->sha256, 32, file->head, 32);
}

static void
test_batch (Fixture      *self,
            gconstpointer data)
{
  gint64 one = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "a.jpg", .taken = "2019-06-10T08:00:00" });
  gint64 thrown = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "b.jpg" });
  gint64 second = zb_batch_store_insert (self->db, "card", "2019-06-12T08:00:00", NULL);
  g_autoptr (GArray) open = zb_batch_store_list_unfinished (self->db, NULL);
  g_autoptr (GError) error = NULL;
  gboolean finished;
  gint64   from, to;
  guint    n;

  g_assert_cmpuint (open->len, ==, 2);
  g_assert_true (zb_batch_store_finish (self->db, second, "2019-06-12T08:01:00", NULL));
  g_assert_true (zb_batch_store_is_finished (self->db, second, &finished, NULL));
  g_assert_true (finished);
  g_assert_true (zb_batch_store_is_finished (self->db, 1, &finished, NULL));
  g_assert_false (finished);

  g_assert_true (zb_photo_store_trash (self->db, &thrown, 1, ZB_TRASH_PERSON, NULL));
  g_assert_true (zb_batch_store_count_photos (self->db, 1, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (zb_batch_store_get_span (self->db, 1, &from, &to, NULL));
  g_assert_cmpint (from, ==, to);
  g_assert_false (zb_batch_store_get_span (self->db, second, &from, &to, &error));
  g_assert_no_error (error);

  /* An undone import takes what it brought, not what a person threw away; and gives back the same. */
  g_assert_cmpint (zb_photo_store_trash_batch (self->db, 1, ZB_TRASH_NOT, ZB_TRASH_UNDO, NULL), ==, 1);
  g_assert_cmpint (zb_photo_store_trash_batch (self->db, 1, ZB_TRASH_UNDO, ZB_TRASH_NOT, NULL), ==, 1);

  /* A photo that comes back with another import goes with that one. */
  g_assert_cmpint (zb_photo_store_trash_batch (self->db, 1, ZB_TRASH_NOT, ZB_TRASH_UNDO, NULL), ==, 1);
  g_assert_true (zb_photo_store_revive (self->db, one, second, NULL));
  g_assert_cmpint (zb_photo_store_trash_batch (self->db, 1, ZB_TRASH_NOT, ZB_TRASH_UNDO, NULL), ==, 0);
  g_assert_cmpint (zb_photo_store_trash_batch (self->db, second, ZB_TRASH_NOT, ZB_TRASH_UNDO, NULL), ==, 1);

  g_assert_true (zb_batch_store_add_file (self->db, 1, "DCIM/a.jpg", ZB_OUTCOME_IMPORTED, one, NULL, &error));
  g_assert_true (zb_batch_store_add_file (self->db, 1, "DCIM/x", ZB_OUTCOME_UNSUPPORTED, 0, "不是照片", &error));
  g_assert_false (zb_batch_store_add_file (self->db, 1, "DCIM/y", ZB_OUTCOME_IMPORTED, 999, NULL, &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT);
}

static void
test_settings (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *founded = NULL;
  g_autofree char *branch = zb_branch_store_get (self->db, &founded, &error);
  g_autofree char *value = NULL, *draft = NULL;

  g_assert_cmpstr (branch, ==, "第一党支部");
  g_assert_null (founded);
  g_assert_null (zb_setting_store_get (self->db, "profile", &error));
  g_assert_no_error (error);
  g_assert_true (zb_setting_store_set (self->db, "profile", "court", NULL));
  g_assert_true (zb_setting_store_set (self->db, "profile", "central", NULL));
  value = zb_setting_store_get (self->db, "profile", NULL);
  g_assert_cmpstr (value, ==, "central");

  g_assert_true (zb_draft_store_set (self->db, "photo/1/caption", "半句", NULL));
  g_assert_true (zb_draft_store_set (self->db, "photo/1/caption", "半句话", NULL));
  draft = zb_draft_store_get (self->db, "photo/1/caption", NULL);
  g_assert_cmpstr (draft, ==, "半句话");
  g_assert_true (zb_draft_store_set (self->db, "photo/1/caption", NULL, NULL));
  g_assert_null (zb_draft_store_get (self->db, "photo/1/caption", &error));
  g_assert_no_error (error);
}

static void
test_search (Fixture      *self,
             gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint       n;
  } table[] = {
    { "重温", 1 }, { "纪念馆", 1 }, { "img_", 2 }, { "IMG_2", 1 }, { "全体 img", 1 }, { "全体 重温", 0 }, { "%", 0 }, { "_", 2 }, { "!", 0 }, { " ", 2 }, { "慰问", 1 }, { "困难党员", 1 }, { "张三丰", 1 }, { "重温 慰问", 1 }
  };
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("重温入党誓词", "2019-06-10", NULL);
  gint64 meeting, one, two;

  draft->place = g_strdup ("区革命纪念馆");
  meeting = zb_meeting_store_insert (self->db, draft, NULL);
  one = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "IMG_1.JPG", .taken = "2019-06-10" });
  two = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "IMG_2.JPG", .taken = "2019-06-10" });
  g_assert_true (zb_photo_store_link (self->db, &one, 1, meeting, ZB_LINKED_PERSON, NULL));
  g_assert_true (zb_photo_store_caption (self->db, two, "全体合影", NULL));
  g_assert_true (zb_db_exec (self->db,
                             "INSERT INTO agenda (uid, meeting, position, title, speaker, body)"
                             " SELECT 'a', id, 1, '通报慰问情况', '张三丰', '会议讨论了困难党员名单' FROM meeting",
                             NULL));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GArray) found = zb_album_store_search (self->db, table[i].words, NULL);

      g_test_message ("%s", table[i].words);
      g_assert_cmpuint (found->len, ==, table[i].n);
    }
}

static void
test_shift (Fixture      *self,
            gconstpointer data)
{
  gint64 camera = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "a.jpg", .taken = "2019-06-10T01:30:12.5", .camera = "NIKON D3200 #7" });
  gint64 chat = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "b.jpg", .taken = "2019-06-10T01:30:12", .camera = "NIKON D3200 #8", .source = ZB_SOURCE_CHAT_NAME });
  gint64 day = zb_test_rows_add_photo (self->db, &(ZbTestPhoto){ .name = "c.jpg", .taken = "2019-06-10", .camera = "NIKON D3200 #7" });
  g_autoptr (GPtrArray) both = zb_album_store_find_cameras (self->db, "d3200", 0, NULL);
  g_autoptr (GPtrArray) exact = zb_album_store_find_cameras (self->db, "nikon d3200 #7", 0, NULL);
  g_autoptr (GArray) photos = zb_album_store_list_camera (self->db, "NIKON D3200 #7", 0, NULL);
  g_autoptr (ZbPhoto) shifted = NULL;
  g_autofree char *taken = NULL;
  gboolean         moved;

  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpuint (exact->len, ==, 1);
  g_assert_cmpuint (photos->len, ==, 2);

  g_assert_true (zb_album_store_shift (self->db, chat, 8 * 3600, &moved, NULL));
  g_assert_false (moved);
  g_assert_true (zb_album_store_shift (self->db, day, 8 * 3600, &moved, NULL));
  g_assert_false (moved);
  g_assert_true (zb_album_store_shift (self->db, day, 2 * ZB_DAY_SECONDS, &moved, NULL));
  g_assert_true (moved);
  g_assert_true (zb_album_store_shift (self->db, camera, 8 * 3600, &moved, NULL));
  g_assert_true (moved);

  shifted = zb_photo_store_get (self->db, camera, NULL);
  taken = zb_wall_to_text (&zb_photo_get (shifted)->taken);
  g_assert_cmpstr (taken, ==, "2019-06-10T09:30:12.5");
  g_assert_true (zb_photo_get (shifted)->doubts & ZB_DOUBT_SHIFTED);
  g_assert_true (zb_taken_get_best (zb_photo_get_taken (shifted))->doubts & ZB_DOUBT_SHIFTED);
  g_assert_cmpstr (zb_taken_get_best (zb_photo_get_taken (shifted))->raw, ==, "2019-06-10T01:30:12.5");
}

static void
add (const char *name,
     void (*test) (Fixture *self, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/store/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("meeting/what-was-written-is-read", test_meeting);
  add ("meeting/what-cannot-be-is-refused-and-nothing-is-written", test_meeting_refused);
  add ("meeting/list-is-in-order-of-time", test_meeting_list);
  add ("meeting/its-photos-stay-when-it-goes", test_meeting_goes);
  add ("photo/what-was-written-is-read", test_photo);
  add ("photo/lists-and-counts-agree", test_photo_lists);
  add ("photo/known-files-include-the-trash", test_known);
  add ("batch/undo-takes-what-it-brought", test_batch);
  add ("setting/settings-branch-and-drafts", test_settings);
  add ("album/search-finds-every-word-somewhere", test_search);
  add ("clock/only-what-the-clock-said-is-shifted", test_shift);

  return g_test_run ();
}
