/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/album-flow.h"

/* What a person says of photos: every edit is one change, and goes back and forth exactly. */

#define LONG 60
#define CANON "Canon EOS 700D #1"
#define NIKON "NIKON D3200 #2"

typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbMeetings   *meetings;
  ZbAlbum      *album;
} Fixture;

enum
{
  OATH = 1,
  COMMITTEE,
  LECTURE
};

static const ZbTestPhoto photos[] = {
  { .name = "IMG_0001.JPG", .taken = "2019-06-10T09:30:00", .camera = CANON },
  { .name = "IMG_0002.JPG", .taken = "2019-06-10T09:30:02", .camera = CANON },
  { .name = "DSC_0001.JPG", .taken = "2019-05-08T07:10:00", .camera = NIKON },
  { .name = "DSC_0002.JPG", .taken = "2019-05-08T07:20:00", .camera = NIKON },
  { .name = "DSC_0003.JPG", .taken = "2019-05-08T07:30:00", .camera = NIKON },
  { .name = "scan.jpg" },
};

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->library = album_flow_create (self->folder);
  self->meetings = zb_meetings_new (self->library);
  self->album = zb_album_new (self->library);
  album_flow_add (self->meetings, "重温入党誓词", "2019-06-10T09:00", "2019-06-10T11:00");
  album_flow_add (self->meetings, "六月支委会", "2019-06-05T15:00", "2019-06-05T16:00");
  album_flow_add (self->meetings, "五月党课", "2019-05-08T15:00", "2019-05-08T16:30");
  album_flow_import (self->library, photos, G_N_ELEMENTS (photos));
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  album_flow_load (self->meetings);
  g_assert_finalize_object (g_steal_pointer (&self->album));
  g_clear_object (&self->meetings);
  album_flow_close (g_steal_pointer (&self->library));
  zb_test_folder_free (self->folder);
}

static GArray *
list (gint64 first,
      gint64 second)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (first != 0)
    g_array_append_val (ids, first);
  if (second != 0)
    g_array_append_val (ids, second);
  return ids;
}

/* Waits for an edit; -1 with *error. */
static gint
finish (Fixture       *self,
        GAsyncResult **result,
        GError       **error)
{
  g_autoptr (GAsyncResult) done = zb_test_wait (result, LONG);

  return zb_album_edit_finish (self->album, done, error);
}

static gint
pick (Fixture *self,
      gint64   first,
      gint64   second,
      gboolean picked)
{
  GAsyncResult *result = NULL;
  g_autoptr (GArray) ids = list (first, second);

  zb_album_pick_async (self->album, ids, picked, NULL, zb_test_result_cb, &result);
  return finish (self, &result, NULL);
}

static gint
cover (Fixture *self,
       gint64   photo,
       gboolean on,
       GError **error)
{
  GAsyncResult *result = NULL;

  zb_album_cover_async (self->album, photo, on, NULL, zb_test_result_cb, &result);
  return finish (self, &result, error);
}

static gint
turn_both (Fixture *self,
           gint64   first,
           gint64   second,
           int      degrees)
{
  GAsyncResult *result = NULL;
  g_autoptr (GArray) ids = list (first, second);

  zb_album_turn_async (self->album, ids, degrees, NULL, zb_test_result_cb, &result);
  return finish (self, &result, NULL);
}

static gint
turn (Fixture *self,
      gint64   photo,
      int      degrees)
{
  return turn_both (self, photo, 0, degrees);
}

static gint
date (Fixture    *self,
      gint64      photo,
      const char *when,
      const char *reason,
      GError    **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GArray) ids = list (photo, 0);
  ZbWall wall;

  g_assert_true (zb_wall_parse (&wall, when));
  zb_album_date_async (self->album, ids, &wall, reason, NULL, zb_test_result_cb, &result);
  return finish (self, &result, error);
}

static gint
settle (Fixture *self,
        gint64   photo,
        gint64   meeting)
{
  GAsyncResult *result = NULL;
  g_autoptr (GArray) ids = list (photo, 0);

  zb_album_settle_async (self->album, ids, meeting, NULL, zb_test_result_cb, &result);
  return finish (self, &result, NULL);
}

static gint
keep (Fixture *self,
      gint64   kept,
      gint64   dropped)
{
  GAsyncResult *result = NULL;
  g_autoptr (GArray) one = list (kept, 0);
  g_autoptr (GArray) other = list (dropped, 0);

  zb_album_keep_async (self->album, one, other, NULL, zb_test_result_cb, &result);
  return finish (self, &result, NULL);
}

static const ZbPhotoFields *
get (Fixture  *self,
     ZbPhoto **photo,
     gint64    id)
{
  g_clear_object (photo);
  *photo = album_flow_photo (self->album, id);
  return zb_photo_get (*photo);
}

static void
assert_latest (Fixture    *self,
               const char *label)
{
  g_autoptr (GPtrArray) entries = album_flow_entries (self->library);

  g_assert_cmpstr (((ZbLogEntry *) entries->pdata[0])->label, ==, label);
}

static void
test_marks (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (ZbPhoto) photo = NULL;

  g_assert_cmpint (pick (self, 1, 2, TRUE), ==, 2);
  assert_latest (self, "列入精选 2 张");
  g_assert_cmpint (pick (self, 1, 2, TRUE), ==, 0);
  g_assert_true (get (self, &photo, 2)->picked);
  g_assert_cmpint (turn (self, 1, 90), ==, 1);
  g_assert_cmpint (turn (self, 1, -180), ==, 1);
  g_assert_cmpint (get (self, &photo, 1)->turn, ==, 270);
  g_assert_cmpint (turn (self, 1, 45), ==, -1);
  g_assert_cmpint (pick (self, 4, 4, TRUE), ==, 1);
  g_assert_cmpint (turn_both (self, 4, 4, 90), ==, 1); /* named twice is turned once */
  g_assert_cmpint (get (self, &photo, 4)->turn, ==, 90);
  g_assert_cmpint (get (self, &photo, 1)->orientation, ==, 1);
}

static void
test_cover (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (ZbPhoto) photo = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (cover (self, 1, TRUE, NULL), ==, 1);
  assert_latest (self, "设为封面：重温入党誓词");
  g_assert_cmpint (cover (self, 2, TRUE, NULL), ==, 1);
  g_assert_false (get (self, &photo, 1)->cover);
  g_assert_true (get (self, &photo, 2)->cover);
  g_assert_cmpint (album_flow_link (self->album, 2, COMMITTEE, NULL), ==, 1);
  g_assert_false (get (self, &photo, 2)->cover);
  g_assert_cmpint (cover (self, 2, TRUE, NULL), ==, 1);
  g_assert_cmpint (album_flow_verb (self->album, zb_album_trash_async, 2, NULL), ==, 1);
  g_assert_false (get (self, &photo, 2)->cover);
  g_assert_cmpint (cover (self, 1, TRUE, NULL), ==, 1);
  g_assert_cmpint (album_flow_remove (self->meetings, OATH), ==, OATH);
  g_assert_false (get (self, &photo, 1)->cover);
  g_assert_cmpint (cover (self, 6, TRUE, &error), ==, -1);
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CONFLICT);
}

static void
test_date (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (ZbPhoto) photo = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (date (self, 6, "2019-06-05T15:20", "", &error), ==, -1);
  g_assert_cmpint (date (self, 6, "2019-06-05T15:20", "李某某记得", NULL), ==, 1);
  assert_latest (self, "确定拍摄时间 2019-06-05 15:20（1 张，李某某记得）");
  g_assert_cmpint (get (self, &photo, 6)->source, ==, ZB_SOURCE_MANUAL);
  g_assert_cmpint (zb_photo_get (photo)->meeting, ==, COMMITTEE);
  g_assert_cmpint (date (self, 1, "2019-06-05", "拍错了", NULL), ==, 1);
  g_assert_cmpint (get (self, &photo, 1)->taken.precision, ==, ZB_PRECISION_DAY);
  g_assert_cmpint (zb_photo_get (photo)->meeting, !=, OATH);
  g_assert_cmpuint (zb_taken_get_n (zb_photo_get_taken (photo)), ==, 2); /* what was read is still there */
  g_assert_cmpint (zb_taken_get_best (zb_photo_get_taken (photo))->rank, ==, 0);
}

static void
test_settle (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (ZbPhoto) photo = NULL;

  g_assert_cmpint (settle (self, 6, OATH), ==, 1);
  assert_latest (self, "确认属于：重温入党誓词（1 张）");
  g_assert_cmpint (get (self, &photo, 6)->linked, ==, ZB_LINKED_PERSON);
  g_assert_cmpint (zb_photo_get (photo)->taken.precision, ==, ZB_PRECISION_DAY);
  g_assert_cmpint (zb_photo_get (photo)->confidence, ==, ZB_CONFIDENCE_HIGH);
  g_assert_cmpint (settle (self, 1, OATH), ==, 1); /* a date that is sure stays what it is */
  g_assert_cmpint (get (self, &photo, 1)->source, ==, ZB_SOURCE_EXIF_ORIGINAL);
}

static void
test_preview (Fixture      *self,
              gconstpointer data)
{
  GAsyncResult    *asked = NULL, *shifted = NULL;
  g_autofree char *before = album_flow_dump (self->library);
  g_autofree char *after = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GAsyncResult) shift = NULL;
  g_autoptr (ZbShiftPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  const ZbShiftShare *share;
  ZbShiftResult       result;

  zb_album_shift_preview_async (self->album, "D3200", 0, NULL, 8 * 3600, NULL, zb_test_result_cb, &asked);
  done = zb_test_wait (&asked, LONG);
  preview = zb_album_shift_preview_finish (self->album, done, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (preview->camera, ==, NIKON);
  g_assert_cmpuint (preview->n_photos, ==, 3);
  g_assert_cmpuint (preview->shares->len, ==, 1);
  share = preview->shares->pdata[0];
  g_assert_cmpstr (zb_meeting_get_theme (share->meeting), ==, "五月党课");
  g_assert_cmpuint (share->n, ==, 3);
  g_assert_cmpuint (share->n_new, ==, 3);
  after = album_flow_dump (self->library);
  g_assert_cmpstr (after, ==, before);

  zb_album_shift_async (self->album, "D3200", 0, NULL, 8 * 3600, "快 8 小时", NULL, zb_test_result_cb, &shifted);
  shift = zb_test_wait (&shifted, LONG);
  g_assert_true (zb_album_shift_finish (self->album, shift, &result, NULL));
  g_assert_cmpuint (result.linked, ==, 3);
}

static void
test_run (Fixture      *self,
          gconstpointer data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GArray) run = NULL;

  zb_album_run_of_async (self->album, 4, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  run = zb_album_run_of_finish (self->album, done, NULL);
  g_assert_cmpuint (run->len, ==, 3);
  g_assert_cmpint (g_array_index (run, gint64, 0), ==, 3);
}

static void
test_candidates (Fixture      *self,
                 gconstpointer data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GPtrArray) meetings = NULL;

  zb_album_candidates_async (self->album, 1, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  meetings = zb_album_candidates_finish (self->album, done, NULL);
  g_assert_cmpuint (meetings->len, ==, 1);
  g_assert_cmpstr (zb_meeting_get_theme (meetings->pdata[0]), ==, "重温入党誓词");
}

static void
test_similar (Fixture      *self,
              gconstpointer data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (ZbPhoto) photo = NULL;
  const ZbSimilarSet *set;

  zb_album_similar_async (self->album, OATH, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  sets = zb_album_similar_finish (self->album, done, NULL);
  g_assert_cmpuint (sets->len, ==, 1);
  set = sets->pdata[0];
  g_assert_cmpuint (set->photos->len, ==, 2);
  g_assert_cmpint (keep (self, 1, 2), ==, 2);
  assert_latest (self, "挑选相似照片：留 1 张，移到回收站 1 张");
  g_assert_true (get (self, &photo, 1)->picked);
  g_assert_cmpint (get (self, &photo, 2)->trash, ==, ZB_TRASH_PERSON);
}

static void
edit_at_random (Fixture *self)
{
  gint64 photo = g_test_rand_int_range (1, 7), meeting = g_test_rand_int_range (1, 4);

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      pick (self, photo, 0, g_test_rand_bit ());
      break;
    case 1:
      cover (self, photo, g_test_rand_bit (), NULL);
      break;
    case 2:
      turn (self, photo, 90 * g_test_rand_int_range (-3, 4));
      break;
    case 3:
      date (self, photo, g_test_rand_bit () ? "2019-06-05T15:20:00" : "2019-05-08", "试", NULL);
      break;
    case 4:
      settle (self, photo, meeting);
      break;
    case 5:
      keep (self, photo, photo % 6 + 1);
      break;
    case 6:
      album_flow_verb (self->album, g_test_rand_bit () ? zb_album_trash_async : zb_album_restore_async, photo, NULL);
      break;
    default:
      album_flow_link (self->album, photo, meeting, NULL);
      break;
    }
}

/* To the beginning and to the end again, however they are mixed. */
static void
test_there_and_back (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char *before = album_flow_dump (self->library);
  g_autofree char *after = NULL;
  guint            n;

  for (guint i = 0; i < 60; i++)
    edit_at_random (self);
  after = album_flow_dump (self->library);

  for (guint round = 0; round < 2; round++)
    {
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      for (n = 0; TRUE; n++)
        {
          g_autofree char *now = album_flow_dump (self->library);
          g_autofree char *label = NULL;

          if (g_str_equal (now, before))
            break;
          label = album_flow_undo (self->library, NULL);
          g_assert_nonnull (label);
        }
      undone = album_flow_dump (self->library);
      g_assert_cmpstr (undone, ==, before);
      for (; n > 0; n--)
        g_free (album_flow_redo (self->library, NULL));
      redone = album_flow_dump (self->library);
      g_assert_cmpstr (redone, ==, after);
    }
}

#define ADD(name, func) g_test_add ("/sorting/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("picked-and-turned-photos-say-so", test_marks);
  ADD ("a-meeting-has-one-cover-that-is-its-own", test_cover);
  ADD ("a-persons-date-stands-before-what-was-read", test_date);
  ADD ("a-doubtful-photo-takes-the-day-of-what-it-shows", test_settle);
  ADD ("what-a-shift-promises-is-what-it-does", test_preview);
  ADD ("a-wrong-clock-goes-wrong-in-a-run", test_run);
  ADD ("meetings-near-a-reading-are-candidates", test_candidates);
  ADD ("of-similar-photos-one-is-kept", test_similar);
  ADD ("sixty-edits-go-there-and-back-twice", test_there_and_back);
  return g_test_run ();
}
