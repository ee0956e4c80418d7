/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/album-flow.h"

#include "photo/sample-picture.h"

typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbMeetings   *meetings;
  ZbAlbum      *album;
} Fixture;

static const ZbTestPhoto photos[] = {
  { .name = "IMG_0001.JPG", .taken = "2019-06-10T09:30:00", .camera = "Canon EOS 700D #1" },
  { .name = "IMG_0002.JPG", .taken = "2019-06-10T09:40:00", .camera = "Canon EOS 700D #1" },
  { .name = "IMG_0003.JPG", .taken = "2019-06-05T15:10:00", .camera = "Canon EOS 700D #1" },
  { .name = "IMG_0004.JPG", .taken = "2019-04-20T10:00:00", .camera = "Canon EOS 700D #1" },
  { .name = "scan.jpg" },
  { .name = "Screenshot.png", .taken = "2019-06-10T09:35:00", .screenshot = TRUE },
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

static void
assert_groups (Fixture      *self,
               ZbAlbumFilter filter,
               const char   *expected)
{
  g_autoptr (ZbAlbumIndex) index = album_flow_index (self->album, &filter);
  g_autofree char *groups = album_flow_groups (index);

  g_assert_cmpstr (groups, ==, expected);
}

static void
test_groups (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (ZbAlbumIndex) index = album_flow_index (self->album, &(ZbAlbumFilter){ 0 });
  const ZbAlbumGroup *first = zb_album_index_get_group (index, 0);
  g_autofree char    *from = zb_wall_to_text (&first->from), *to = zb_wall_to_text (&first->to);

  g_assert_cmpuint (zb_album_index_get_count (index, ZB_ALBUM_ALL), ==, 6);
  g_assert_cmpuint (zb_album_index_get_count (index, ZB_ALBUM_UNLINKED), ==, 3);
  g_assert_cmpuint (zb_album_index_get_count (index, ZB_ALBUM_UNDATED), ==, 1);
  g_assert_cmpuint (zb_album_index_get_count (index, ZB_ALBUM_BATCH), ==, 6);
  g_assert_cmpuint (zb_album_index_get_count (index, ZB_ALBUM_TRASH), ==, 0);
  g_assert_cmpint (zb_album_index_get_row (index, 0)->photo, ==, 1);
  g_assert_cmpint (zb_album_index_get_row (index, 1)->photo, ==, 2);
  g_assert_cmpuint (first->n_without_caption, ==, 2);
  g_assert_cmpstr (from, ==, "2019-06-10T09:30:00");
  g_assert_cmpstr (to, ==, "2019-06-10T09:40:00");

  assert_groups (self, (ZbAlbumFilter){ 0 },
                 "meeting:重温入党誓词:2 meeting:六月支委会:1 new:1 undated:1 apart:1");
  assert_groups (self, (ZbAlbumFilter){ .oldest_first = TRUE },
                 "new:1 meeting:六月支委会:1 meeting:重温入党誓词:2 undated:1 apart:1");
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_UNLINKED }, "new:1 undated:1 apart:1");
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_UNDATED }, "undated:1");
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_MEETING, .id = 2 }, "meeting:六月支委会:1");
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_BATCH },
                 "meeting:重温入党誓词:2 meeting:六月支委会:1 new:1 undated:1 apart:1");
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_TRASH }, "");
}

static void
test_span (Fixture      *self,
           gconstpointer data)
{
  ZbWall from, to;

  g_assert_true (zb_wall_parse (&from, "2019-04-01"));
  g_assert_true (zb_wall_parse (&to, "2019-06-10T09:40:00"));
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_SPAN, .from = from.seconds, .to = to.seconds },
                 "meeting:重温入党誓词:1 meeting:六月支委会:1 new:1 apart:1");
}

static void
test_search (Fixture      *self,
             gconstpointer data)
{
  album_flow_caption (self->album, 4, "清明祭英烈");
  assert_groups (self, (ZbAlbumFilter){ .search = "誓词" }, "meeting:重温入党誓词:2");
  assert_groups (self, (ZbAlbumFilter){ .search = "英烈" }, "new:1");
  assert_groups (self, (ZbAlbumFilter){ .search = "img_0002" }, "meeting:重温入党誓词:1");
  assert_groups (self, (ZbAlbumFilter){ .search = "誓词 支委会" }, "");
  assert_groups (self, (ZbAlbumFilter){ .search = "" },
                 "meeting:重温入党誓词:2 meeting:六月支委会:1 new:1 undated:1 apart:1");
}

/* A search narrows the last load; what was written meanwhile is found nevertheless, and the reason of a group stays. */
static void
test_search_is_of_now (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (ZbAlbumIndex) all = NULL;
  g_autoptr (ZbAlbumIndex) found = NULL;

  assert_groups (self, (ZbAlbumFilter){ .search = "英烈" }, "");
  album_flow_caption (self->album, 4, "清明祭英烈");
  all = album_flow_index (self->album, &(ZbAlbumFilter){ 0 });
  found = album_flow_index (self->album, &(ZbAlbumFilter){ .search = "英烈" });
  g_assert_cmpuint (zb_album_index_get_n_groups (found), ==, 1);
  g_assert_cmpstr (zb_album_index_get_group (found, 0)->reason, ==, zb_album_index_get_group (all, 2)->reason);
  g_assert_cmpuint (zb_album_index_get_count (found, ZB_ALBUM_ALL), ==, 6);

  album_flow_add (self->meetings, "清明祭扫", "2019-04-20T09:30", "2019-04-20T11:00");
  assert_groups (self, (ZbAlbumFilter){ .search = "英烈" }, "meeting:清明祭扫:1");
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_UNLINKED, .search = "英烈" }, "");
}

static void
test_edits (Fixture      *self,
            gconstpointer data)
{
  g_autofree char *log = NULL;
  g_autoptr (ZbPhoto) photo = NULL;

  g_assert_cmpint (album_flow_verb (self->album, zb_album_trash_async, 2, NULL), ==, 1);
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_TRASH }, "trash:1");
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_MEETING, .id = 1 }, "meeting:重温入党誓词:1");
  g_assert_cmpint (album_flow_verb (self->album, zb_album_restore_async, 2, NULL), ==, 1);
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_MEETING, .id = 1 }, "meeting:重温入党誓词:2");

  g_assert_cmpint (album_flow_link (self->album, 4, 1, NULL), ==, 1);
  g_assert_cmpint (album_flow_link (self->album, 4, 1, NULL), ==, 0);
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_MEETING, .id = 1 }, "meeting:重温入党誓词:3");
  g_assert_cmpint (album_flow_verb (self->album, zb_album_unlink_async, 4, NULL), ==, 1);
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_UNLINKED }, "undated:1 apart:2");

  g_assert_cmpint (album_flow_caption (self->album, 1, "全体合影"), ==, 1);
  photo = album_flow_photo (self->album, 1);
  g_assert_cmpstr (zb_photo_get (photo)->caption, ==, "全体合影");
  log = album_flow_log (self->library);
  g_assert_true (g_str_has_prefix (log,
                                   "done 修改说明 | done 移出活动 1 张 | done 归入活动：重温入党誓词（1 张） | "
                                   "done 从回收站恢复 1 张 | done 移到回收站 1 张 | "));
}

static ZbShiftResult
shift (Fixture    *self,
       const char *camera,
       gint64      seconds,
       GError    **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  ZbShiftResult shifted = { 0 };

  zb_album_shift_async (self->album, camera, 0, NULL, seconds, "时钟没有调", NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  zb_album_shift_finish (self->album, done, &shifted, error);
  return shifted;
}

static void
test_shift (Fixture      *self,
            gconstpointer data)
{
  static const ZbTestPhoto late[] = {
    { .name = "DSC_0001.JPG", .taken = "2019-06-10T01:10:00", .camera = "NIKON D3200 #7" },
    { .name = "DSC_0002.JPG", .taken = "2019-06-10T01:20:00", .camera = "NIKON D3200 #7" },
    { .name = "DSC_0003.JPG", .taken = "2019-06-10T01:30:00", .camera = "NIKON D3200 #7" },
    { .name = "DSC_0004.JPG", .taken = "2018-06-10T01:30:00", .camera = "NIKON D3200 #8" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbPhoto) photo = NULL;
  g_autofree char *taken = NULL, *before = NULL, *after = NULL, *log = NULL;
  ZbShiftResult    shifted;

  album_flow_import (self->library, late, G_N_ELEMENTS (late));
  before = album_flow_dump (self->library);

  shift (self, "D3200", 8 * 3600, &error);
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CONFLICT);
  g_assert_true (g_str_has_suffix (error->message, ": NIKON D3200 #7; NIKON D3200 #8"));
  g_clear_error (&error);
  shift (self, "Leica", 8 * 3600, &error);
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_NOT_FOUND);
  g_clear_error (&error);

  shifted = shift (self, "d3200 #7", 8 * 3600, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (shifted.changed, ==, 3);
  g_assert_cmpuint (shifted.linked, ==, 3);
  photo = album_flow_photo (self->album, 7);
  taken = zb_wall_to_text (&zb_photo_get (photo)->taken);
  g_assert_cmpstr (taken, ==, "2019-06-10T09:10:00");
  g_assert_cmpint (zb_photo_get (photo)->meeting, ==, 1);
  log = album_flow_log (self->library);
  g_assert_true (g_str_has_prefix (log, "done 修正相机时间 +8 小时：NIKON D3200 #7（3 张，时钟没有调）"));

  g_free (album_flow_undo (self->library, NULL));
  after = album_flow_dump (self->library);
  g_assert_cmpstr (before, ==, after);
}

static void
test_clocks (Fixture      *self,
             gconstpointer data)
{
  static const ZbTestPhoto late[] = {
    { .name = "DSC_0003.JPG", .taken = "2019-06-10T01:10:00", .camera = "NIKON D3200 #7" },
    { .name = "DSC_0004.JPG", .taken = "2019-06-10T01:20:00", .camera = "NIKON D3200 #7" },
    { .name = "DSC_0001.JPG", .taken = "2019-06-05T07:10:00", .camera = "NIKON D3200 #7" },
    { .name = "DSC_0002.JPG", .taken = "2019-06-05T07:20:00", .camera = "NIKON D3200 #7" },
  };
  gint64        batch = album_flow_import (self->library, late, G_N_ELEMENTS (late));
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  ZbClockFinding *finding;

  zb_album_clocks_async (self->album, batch, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  findings = zb_album_clocks_finish (self->album, done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpstr (finding->camera, ==, "NIKON D3200 #7");
  g_assert_cmpint (finding->seconds, ==, 8 * 3600);
  g_assert_cmpuint (finding->n_photos, ==, 4);
  g_assert_cmpuint (finding->photos->len, ==, 4);
  g_assert_cmpuint (finding->n_linked, ==, 4);
  g_assert_nonnull (finding->reason);

  /* Those four, and the two of the other camera whose time goes back while the numbers rise. */
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_CLOCK }, "new:2 meeting:六月支委会:1 new:2 new:1");
}

static gboolean
make_thumbnail (Fixture *self,
                gint64   photo,
                GError **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  zb_album_make_thumbnail_async (self->album, photo, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  return zb_album_make_thumbnail_finish (self->album, done, error);
}

static void
test_thumbnail (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "photos", "2019", "06", NULL);
  g_autofree char *picture = g_build_filename (folder, "IMG_0001.JPG", NULL);
  g_autofree char *broken = g_build_filename (folder, "IMG_0002.JPG", NULL);
  g_autofree char *thumbnail = zb_album_dup_thumbnail (self->album, 1);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  ZbSamplePicture sample = { .scene = 1, .width = 600, .height = 400 };
  gsize           size;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (zb_sample_picture_write (picture, &sample, NULL));
  g_assert_true (g_file_set_contents (broken, "no picture", -1, NULL));

  g_assert_true (make_thumbnail (self, 1, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (thumbnail, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 500);
  g_assert_cmpmem (bytes, 2, "\xff\xd8", 2);

  g_assert_false (make_thumbnail (self, 2, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_SOURCE);
  g_clear_error (&error);
  g_assert_false (make_thumbnail (self, 3, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_SOURCE);
  g_clear_error (&error);
  g_assert_false (make_thumbnail (self, 99, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_NOT_FOUND);
}

static gboolean
look (Fixture *self,
      guint   *n)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed;

  zb_album_look_for_files_async (self->album, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  changed = zb_album_look_for_files_finish (self->album, done, n, &error);
  g_assert_no_error (error);
  return changed;
}

static void
test_missing (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *path = NULL, *folder = NULL;
  g_autoptr (ZbPhoto) photo = album_flow_photo (self->album, 1);
  g_autoptr (ZbAlbumIndex) index = NULL;
  guint n;

  g_assert_true (look (self, &n));
  g_assert_cmpuint (n, ==, 6);
  g_assert_false (look (self, &n));

  path = g_build_filename (self->folder, zb_photo_get (photo)->file, NULL);
  folder = g_path_get_dirname (path);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "there", -1, NULL));
  g_assert_true (look (self, &n));
  g_assert_cmpuint (n, ==, 5);

  index = album_flow_index (self->album, &(ZbAlbumFilter){ .kind = ZB_ALBUM_MISSING });
  g_assert_cmpuint (zb_album_index_get_n_rows (index), ==, 5);
  g_assert_cmpuint (zb_album_index_get_count (index, ZB_ALBUM_MISSING), ==, 5);
  g_assert_cmpuint (zb_album_index_get_count (index, ZB_ALBUM_ALL), ==, 6);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (zb_album_index_get_row (index, i)->photo, !=, 1);
      g_assert_true ((zb_album_index_get_row (index, i)->flags & ZB_ROW_MISSING) != 0);
    }
}

static void
turned_cb (ZbAlbum *album,
           guint   *n)
{
  (*n)++;
}

static gboolean
is_turned (gpointer data)
{
  return zb_album_get_turn (data, 1) == 90;
}

static gboolean
is_not_turned (gpointer data)
{
  return zb_album_get_turn (data, 1) == 0;
}

static void
test_turns (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *undone = NULL;
  GAsyncResult    *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  gint64 photo = 1;
  guint  n = 0;

  g_array_append_val (one, photo);
  g_signal_connect (self->album, "turned", G_CALLBACK (turned_cb), &n);
  zb_album_turn_async (self->album, one, 90, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  g_assert_cmpint (zb_album_edit_finish (self->album, done, NULL), ==, 1);
  zb_test_until (is_turned, self->album, 60);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (zb_album_get_turn (self->album, 2), ==, 0);

  undone = album_flow_undo (self->library, NULL);
  zb_test_until (is_not_turned, self->album, 60);
  g_assert_cmpuint (n, ==, 2);
}

static guint
count_listed (Fixture             *self,
              const ZbAlbumFilter *filter)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;

  zb_album_list_async (self->album, filter, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  listed = zb_album_list_finish (self->album, done, &error);
  g_assert_no_error (error);
  return listed->len;
}

static void
test_list (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  ZbWall from, to;
  gint64 photo = 2;

  g_array_append_val (one, photo);
  zb_album_pick_async (self->album, one, TRUE, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  g_assert_true (zb_wall_parse (&from, "2019-06-05"));
  g_assert_true (zb_wall_parse (&to, "2019-06-10"));

  g_assert_cmpuint (count_listed (self, &(ZbAlbumFilter){ 0 }), ==, 6);
  g_assert_cmpuint (count_listed (self, &(ZbAlbumFilter){ .kind = ZB_ALBUM_PICKED }), ==, 1);
  g_assert_cmpuint (count_listed (self, &(ZbAlbumFilter){ .kind = ZB_ALBUM_CLOCK }), ==, 2);
  g_assert_cmpuint (count_listed (self, &(ZbAlbumFilter){ .kind = ZB_ALBUM_SPAN, .from = from.seconds, .to = to.seconds }), ==, 1);
  g_assert_cmpuint (count_listed (self, &(ZbAlbumFilter){ .search = "誓词" }), ==, 2);
  g_assert_cmpuint (count_listed (self, &(ZbAlbumFilter){ .kind = ZB_ALBUM_PICKED, .search = "支委" }), ==, 0);
  g_assert_cmpuint (count_listed (self, &(ZbAlbumFilter){ .kind = ZB_ALBUM_BATCH, .search = "scan" }), ==, 1);
  assert_groups (self, (ZbAlbumFilter){ .kind = ZB_ALBUM_PICKED }, "meeting:重温入党誓词:1");
}

/* A sanity check of cost, told and not judged: the bench does that. */
static void
test_many (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  ZbLibrary              *library = album_flow_create (folder);
  ZbMeetings             *meetings = zb_meetings_new (library);
  ZbAlbum                *album = zb_album_new (library);
  g_autofree ZbTestPhoto *many = g_new0 (ZbTestPhoto, 10000);
  g_autoptr (GStringChunk) texts = g_string_chunk_new (4096);
  g_autoptr (ZbAlbumIndex) index = NULL;
  gint64 start, imported, loaded;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *day = g_strdup_printf ("2019-%02u-%02uT09:00", i % 12 + 1, i / 12 * 5 + 3);

      album_flow_add (meetings, "活动", day, NULL);
    }
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("IMG_%05u.JPG", i);
      g_autofree char *taken = g_strdup_printf ("2019-%02u-%02uT%02u:%02u:%02u", i % 12 + 1, i / 12 % 25 + 1,
                                                9 + i / 300 % 3, i / 60 % 60, i % 60);

      many[i].name = g_string_chunk_insert (texts, name);
      many[i].taken = g_string_chunk_insert (texts, taken);
      many[i].camera = "Canon EOS 700D #1";
    }

  start = g_get_monotonic_time ();
  album_flow_import (library, many, 10000);
  imported = g_get_monotonic_time ();
  index = album_flow_index (album, &(ZbAlbumFilter){ 0 });
  loaded = g_get_monotonic_time ();
  g_assert_cmpuint (zb_album_index_get_n_rows (index), ==, 10000);
  g_test_message ("10,000 rows and their links in %.0f ms, index of %u groups in %.0f ms",
                  (imported - start) / 1000.0, zb_album_index_get_n_groups (index), (loaded - imported) / 1000.0);

  g_object_unref (album);
  g_object_unref (meetings);
  album_flow_close (library);
}

static void
add (const char *name,
     void (*test) (Fixture *self, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/album/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("index/groups-rows-and-counts", test_groups);
  add ("index/span-is-half-open", test_span);
  add ("index/search-in-theme-caption-and-name", test_search);
  add ("index/a-search-is-of-what-is-there-now", test_search_is_of_now);
  add ("edit/each-is-one-change-that-says-what-it-was", test_edits);
  add ("shift/one-camera-with-its-links-and-back", test_shift);
  add ("clocks/constant-shift-is-found", test_clocks);
  add ("thumbnail/missing-one-is-made-again-from-the-original", test_thumbnail);
  add ("files/those-not-there-are-shown-and-come-back", test_missing);
  add ("turns/known-at-once-and-after-an-undo", test_turns);
  add ("list/every-filter-and-a-search", test_list);
  g_test_add_func ("/album/index/ten-thousand", test_many);

  return g_test_run ();
}
