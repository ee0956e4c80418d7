/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/import-flow.h"

#include "service/album.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A card and a library of one test. */
typedef struct
{
  ZbTestFolder *folder;
  char         *card;
  char         *home;
  ZbLibrary    *library;
} Case;

static void
set_up (Case         *self,
        gconstpointer data)
{
  self->folder = zb_test_folder_new ();
  self->card = g_build_filename (self->folder, "card", NULL);
  self->home = g_build_filename (self->folder, "library", NULL);
  g_mkdir (self->card, 0700);
  self->library = flow_create (self->home);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  zb_library_close (self->library);
  g_assert_finalize_object (self->library);
  zb_test_folder_free (self->folder);
  g_free (self->card);
  g_free (self->home);
}

static void
assert_import (Case       *self,
               const char *outcomes,
               guint       photos)
{
  g_autofree char *before = zb_test_tree_hash (self->card);
  g_autoptr (ZbImportSummary) summary = flow_import (self->library, self->card);
  g_autofree char *text = flow_outcomes (summary);
  g_autofree char *after = zb_test_tree_hash (self->card);

  g_assert_cmpstr (text, ==, outcomes);
  g_assert_cmpuint (summary->photos, ==, photos);
  g_assert_cmpuint (summary->files->len, ==, summary->seen);
  g_assert_cmpstr (before, ==, after);
}

static void
test_card_becomes_album (Case         *self,
                         gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;
  const ZbImportFile *file = NULL;
  g_autofree char    *path = NULL;
  gint64              meeting = flow_add_meeting (self->library, "重温入党誓词", "2019-06-10T09:00", "2019-06-10T11:00");

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("DCIM/100CANON/IMG_%04u.JPG", i + 1);
      g_autofree char *taken = g_strdup_printf ("2019-06-10T09:%02u:10", i + 5);

      flow_picture (self->card, name, taken, i);
    }
  flow_file (self->card, "DCIM/note.txt", "not a picture", -1);

  summary = flow_import (self->library, self->card);
  g_assert_cmpuint (summary->seen, ==, 21);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_IMPORTED], ==, 20);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_UNSUPPORTED], ==, 1);
  g_assert_cmpuint (summary->photos, ==, 20);
  g_assert_cmpuint (summary->linked, ==, 20);
  g_assert_cmpuint (summary->meetings, ==, 1);
  g_assert_cmpuint (summary->undated, ==, 0);
  g_assert_cmpint (summary->batch, !=, 0);
  g_assert_cmpint (summary->change, !=, 0);
  file = flow_find (summary, "IMG_0007.JPG");
  g_assert_cmpint (file->meeting, ==, meeting);
  path = flow_photo_path (self->library, file->photo);
  g_assert_cmpstr (path, ==, "photos/2019/06/IMG_0007.JPG");
  flow_verify (self->library, 20);
}

/* A photo whose file was lost gets it back, where it was, and stays the photo it is. */
static void
test_lost_file (Case         *self,
                gconstpointer data)
{
  g_autoptr (ZbImportSummary) first = NULL;
  g_autoptr (ZbImportSummary) again = NULL;
  g_autofree char    *inside = NULL;
  g_autofree char    *path = NULL;
  const ZbImportFile *file;

  flow_picture (self->card, "IMG_0001.JPG", "2019-06-10T09:30:00", 1);
  flow_picture (self->card, "IMG_0002.JPG", "2019-06-10T09:31:00", 2);
  first = flow_import (self->library, self->card);
  inside = flow_photo_path (self->library, flow_find (first, "IMG_0001.JPG")->photo);
  path = g_build_filename (zb_library_get_folder (self->library), inside, NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);

  again = flow_import (self->library, self->card);
  file = flow_find (again, "IMG_0001.JPG");
  g_assert_cmpint (file->outcome, ==, ZB_OUTCOME_DUPLICATE);
  g_assert_cmpstr (file->reason, ==, "相册中已有；不见了的原件已放回原处");
  g_assert_cmpint (file->photo, ==, flow_find (first, "IMG_0001.JPG")->photo);
  g_assert_cmpuint (again->n[ZB_OUTCOME_DUPLICATE], ==, 2);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  flow_verify (self->library, 2);
}

static void
test_same_card_again (Case         *self,
                      gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("IMG_%04u.JPG", i + 1);

      flow_picture (self->card, name, "2019-06-10T09:30:00", i);
    }
  assert_import (self, "imported=5", 5);
  assert_import (self, "duplicate=5", 0);
  flow_verify (self->library, 5);
}

/* Whoever mounts a FAT card elsewhere sees every time moved by hours. */
static void
test_other_time_zone (Case         *self,
                      gconstpointer data)
{
  static const gint64 moves[] = { 8 * 3600, -5 * 3600 - 1800, 45 * 60 + 2, 14 * 3600, -2 };

  flow_picture (self->card, "IMG_0001.JPG", "2019-06-10T09:30:00", 1);
  flow_touch (self->card, "IMG_0001.JPG", 1560130000);
  assert_import (self, "imported=1", 1);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      flow_touch (self->card, "IMG_0001.JPG", 1560130000 + moves[i]);
      assert_import (self, "duplicate=1", 0);
    }
  flow_touch (self->card, "IMG_0001.JPG", 1560130000 + 86400 * 3); /* read whole, known by content */
  assert_import (self, "duplicate=1", 0);
  flow_verify (self->library, 1);
}

static void
test_same_file_twice (Case         *self,
                      gconstpointer data)
{
  flow_picture (self->card, "a/IMG_0001.JPG", "2019-06-10T09:30:00", 1);
  flow_copy (self->card, "a/IMG_0001.JPG", "b/IMG_0001.JPG");
  flow_copy (self->card, "a/IMG_0001.JPG", "b/又一份.jpg");
  assert_import (self, "imported=1 duplicate=2", 1);
  flow_verify (self->library, 1);
}

static void
test_two_cameras_one_name (Case         *self,
                           gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;
  g_autofree char *one = NULL, *two = NULL;

  flow_picture (self->card, "100CANON/IMG_0001.JPG", "2019-06-10T09:30:00", 1);
  flow_picture (self->card, "101CANON/img_0001.jpg", "2019-06-10T10:30:00", 2);
  summary = flow_import (self->library, self->card);
  g_assert_cmpuint (summary->photos, ==, 2);
  one = flow_photo_path (self->library, flow_find (summary, "IMG_0001.JPG")->photo);
  two = flow_photo_path (self->library, flow_find (summary, "img_0001.jpg")->photo);
  g_assert_true (g_str_has_suffix (one, "-2.JPG") || g_str_has_suffix (two, "-2.jpg"));
  flow_verify (self->library, 2);
}

/* RAW sizes repeat: same name, size and time are not the same picture. */
static void
test_same_name_size_time (Case         *self,
                          gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->card, "IMG_0001.JPG", NULL);
  g_autofree char *bytes = NULL;
  gsize            size = 0;

  flow_picture (self->card, "IMG_0001.JPG", "2019-06-10T09:30:00", 1);
  flow_touch (self->card, "IMG_0001.JPG", 1560130000);
  assert_import (self, "imported=1", 1);

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  bytes[size / 2] ^= 0x40;
  flow_file (self->card, "IMG_0001.JPG", bytes, (gssize) size);
  flow_touch (self->card, "IMG_0001.JPG", 1560130000);
  {
    g_autoptr (ZbImportSummary) summary = flow_import (self->library, self->card);

    g_assert_cmpuint (summary->photos, ==, 1);
  }
  flow_verify (self->library, 2);
}

static void
test_raw_and_sidecars (Case         *self,
                       gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;
  const ZbImportFile *jpeg = NULL;

  flow_picture (self->card, "IMG_0412.JPG", "2019-06-10T09:30:00", 1);
  flow_picture (self->card, "IMG_0412.CR2", "2019-06-10T09:30:00", 2);
  flow_file (self->card, "IMG_0412.xmp", "<x:xmpmeta/>", -1);
  flow_file (self->card, "IMG_0412.JPG.xmp", "<x:xmpmeta> </x:xmpmeta>", -1);
  summary = flow_import (self->library, self->card);
  g_assert_cmpuint (summary->seen, ==, 4);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_IMPORTED], ==, 4);
  g_assert_cmpuint (summary->photos, ==, 1);
  jpeg = flow_find (summary, "IMG_0412.JPG");
  g_assert_cmpint (flow_find (summary, "IMG_0412.CR2")->photo, ==, jpeg->photo);
  g_assert_cmpint (flow_find (summary, "IMG_0412.xmp")->photo, ==, jpeg->photo);
  g_assert_cmpint (flow_find (summary, "IMG_0412.JPG.xmp")->photo, ==, jpeg->photo);
  flow_verify (self->library, 1);
  assert_import (self, "duplicate=4", 0);
}

static void
test_raw_comes_later (Case         *self,
                      gconstpointer data)
{
  flow_picture (self->card, "IMG_0412.JPG", "2019-06-10T09:30:00", 1);
  assert_import (self, "imported=1", 1);
  flow_picture (self->card, "IMG_0412.CR2", "2019-06-10T09:30:00", 2);
  assert_import (self, "imported=1 duplicate=1", 1);
  flow_verify (self->library, 2);
}

static void
trash (Case  *self,
       gint64 photo)
{
  g_autoptr (ZbAlbum) album = zb_album_new (self->library);
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) done = NULL;
  GAsyncResult *result = NULL;

  g_array_append_val (photos, photo);
  zb_album_trash_async (album, photos, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  g_assert_cmpint (zb_album_edit_finish (album, done, NULL), ==, 1);
}

static void
test_thrown_away_stays_away (Case         *self,
                             gconstpointer data)
{
  g_autoptr (ZbImportSummary) first = NULL;
  g_autoptr (ZbImportSummary) second = NULL;

  flow_picture (self->card, "IMG_0001.JPG", "2019-06-10T09:30:00", 1);
  first = flow_import (self->library, self->card);
  trash (self, flow_find (first, "IMG_0001.JPG")->photo);
  second = flow_import (self->library, self->card);
  g_assert_cmpuint (second->n[ZB_OUTCOME_DUPLICATE], ==, 1);
  g_assert_nonnull (strstr (flow_find (second, "IMG_0001.JPG")->reason, "回收站"));
}

static void
test_undone_comes_back (Case         *self,
                        gconstpointer data)
{
  g_autoptr (ZbImportSummary) again = NULL;

  flow_picture (self->card, "IMG_0001.JPG", "2019-06-10T09:30:00", 1);
  flow_picture (self->card, "IMG_0002.JPG", "2019-06-10T09:31:00", 2);
  flow_copy (self->card, "IMG_0002.JPG", "IMG_0003.JPG");
  assert_import (self, "imported=2 duplicate=1", 2);
  flow_undo (self->library);
  again = flow_import (self->library, self->card);
  g_assert_cmpuint (again->n[ZB_OUTCOME_IMPORTED], ==, 2);
  g_assert_cmpuint (again->n[ZB_OUTCOME_DUPLICATE], ==, 1);
  g_assert_cmpint (again->batch, !=, 0);
  flow_verify (self->library, 2);
  flow_undo (self->library);
  g_clear_pointer (&again, zb_import_summary_free);
  assert_import (self, "imported=2 duplicate=1", 0);
}

static void
test_no_news_no_change (Case         *self,
                        gconstpointer data)
{
  g_autoptr (ZbImportSummary) summary = NULL;
  g_autofree char *label = NULL;

  flow_picture (self->card, "IMG_0001.JPG", "2019-06-10T09:30:00", 1);
  assert_import (self, "imported=1", 1);
  label = g_strdup (zb_library_get_undo_label (self->library));
  summary = flow_import (self->library, self->card);
  g_assert_cmpint (summary->batch, ==, 0);
  g_assert_cmpint (summary->change, ==, 0);
  g_assert_cmpstr (zb_library_get_undo_label (self->library), ==, label);
}

static void
test_bad_files_do_not_end_it (Case         *self,
                              gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->card, "cut.jpg", NULL);

  flow_picture (self->card, "a.jpg", "2019-06-10T09:30:00", 1);
  flow_picture (self->card, "cut.jpg", "2019-06-10T09:31:00", 2);
  flow_picture (self->card, "z.jpg", "2019-06-10T09:32:00", 3);
  flow_file (self->card, "empty.jpg", "", 0);
  flow_file (self->card, "text.jpg", "this is a text", -1);
  {
    struct stat st;

    g_assert_cmpint (stat (path, &st), ==, 0);
    g_assert_cmpint (truncate (path, st.st_size * 54 / 100), ==, 0);
  }
  assert_import (self, "imported=2 damaged=1 unsupported=2", 3);
  flow_verify (self->library, 3);
}

static void
test_odd_names (Case         *self,
                gconstpointer data)
{
  g_autoptr (GString) long_name = g_string_new (NULL);

  while (long_name->len < 249)
    g_string_append (long_name, "党");
  g_string_truncate (long_name, 249);
  g_string_append (long_name, "x.jpeg");
  g_assert_cmpuint (long_name->len, <=, 255);
  flow_picture (self->card, long_name->str, "2019-06-10T09:30:00", 1);
  flow_picture (self->card, "line\nfeed.jpg", "2019-06-10T09:30:01", 2);
  flow_picture (self->card, "not \xff\xfe utf8.jpg", "2019-06-10T09:30:02", 3);
  flow_picture (self->card, "Case.JPG", "2019-06-10T09:30:03", 4);
  flow_picture (self->card, "case.jpg", "2019-06-10T09:30:04", 5);
  flow_picture (self->card, "back\\slash.jpg", "2019-06-10T09:30:05", 6);
  flow_picture (self->card, "-rf.jpg", "2019-06-10T09:30:06", 7);
  flow_picture (self->card, "照片 (1).jpg", "2019-06-10T09:30:07", 8);
  assert_import (self, "imported=8", 8);
  flow_verify (self->library, 8);
  assert_import (self, "duplicate=8", 0);
}

static void
test_links_are_named (Case         *self,
                      gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->card, "link.jpg", NULL);

  flow_picture (self->folder, "outside.jpg", "2019-06-10T09:30:00", 1);
  flow_picture (self->card, "a.jpg", "2019-06-10T09:30:00", 2);
  g_assert_cmpint (symlink ("../outside.jpg", link), ==, 0);
  assert_import (self, "imported=1 skipped=1", 1);
}

static void
test_dry_run (Case         *self,
              gconstpointer data)
{
  const char *const paths[] = { self->card, NULL };
  g_autoptr (ZbImport) import = zb_import_new (self->library, paths);
  g_autoptr (ZbImportSummary) summary = NULL;
  g_autofree char *before = NULL, *after = NULL;

  flow_add_meeting (self->library, "主题党日", "2019-06-10T09:00", NULL);
  flow_picture (self->card, "a.jpg", "2019-06-10T09:30:00", 1);
  flow_picture (self->card, "b.jpg", "2019-06-10T09:31:00", 2);
  flow_copy (self->card, "a.jpg", "c.jpg");
  flow_file (self->card, "note.txt", "text", -1);
  before = zb_test_tree_hash (self->home);
  summary = flow_run (import, TRUE);
  after = zb_test_tree_hash (self->home);

  g_assert_cmpuint (summary->n[ZB_OUTCOME_IMPORTED], ==, 2);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_DUPLICATE], ==, 1);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_UNSUPPORTED], ==, 1);
  g_assert_cmpuint (summary->linked, ==, 2);
  g_assert_cmpint (summary->batch, ==, 0);
  g_assert_cmpstr (before, ==, after);
  flow_verify (self->library, 0);
}

static void
test_dropped_onto_a_meeting (Case         *self,
                             gconstpointer data)
{
  const char *const paths[] = { self->card, NULL };
  gint64            meeting = flow_add_meeting (self->library, "主题党日", "2019-01-10T09:00", NULL);
  g_autoptr (ZbImport) import = zb_import_new (self->library, paths);
  g_autoptr (ZbImportSummary) summary = NULL;

  flow_picture (self->card, "a.jpg", "2019-06-10T09:30:00", 1);
  flow_picture (self->card, "b.jpg", NULL, 2);
  zb_import_set_meeting (import, meeting);
  summary = flow_run (import, FALSE);
  g_assert_cmpuint (summary->linked, ==, 2);
  g_assert_cmpint (flow_find (summary, "b.jpg")->meeting, ==, meeting);
}

/* Cancelling: what is in is in, the rest is named. */
static void
cancel_cb (ZbImport *import,
           gpointer  data)
{
  if (zb_import_get_progress (import)->n_done >= 20)
    zb_import_cancel (import);
}

static void
test_cancel (Case         *self,
             gconstpointer data)
{
  const char *const paths[] = { self->card, NULL };
  g_autoptr (ZbImport) import = zb_import_new (self->library, paths);
  g_autoptr (ZbImportSummary) summary = NULL;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = g_strdup_printf ("IMG_%04u.JPG", i + 1);

      flow_picture (self->card, name, "2019-06-10T09:30:00", i);
    }
  g_signal_connect (import, "progress", G_CALLBACK (cancel_cb), NULL);
  summary = flow_run (import, FALSE);
  g_assert_cmpuint (summary->seen, ==, 400);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_IMPORTED] + summary->n[ZB_OUTCOME_SKIPPED], ==, 400);
  g_assert_cmpuint (summary->n[ZB_OUTCOME_IMPORTED], ==, summary->photos);
  if (summary->cancelled)
    g_assert_cmpuint (summary->n[ZB_OUTCOME_SKIPPED], >, 0);
  flow_verify (self->library, summary->photos);
}

static void
test_one_at_a_time (Case         *self,
                    gconstpointer data)
{
  const char *const paths[] = { self->card, NULL };
  g_autoptr (ZbImport) one = zb_import_new (self->library, paths);
  g_autoptr (ZbImport) two = zb_import_new (self->library, paths);
  GAsyncResult *first = NULL, *second = NULL;
  g_autoptr (GAsyncResult) first_done = NULL;
  g_autoptr (GAsyncResult) second_done = NULL;
  g_autoptr (ZbImportSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  flow_picture (self->card, "a.jpg", "2019-06-10T09:30:00", 1);
  zb_import_run_async (one, FALSE, NULL, zb_test_result_cb, &first);
  zb_import_run_async (two, FALSE, NULL, zb_test_result_cb, &second);
  first_done = zb_test_wait (&first, 60);
  second_done = zb_test_wait (&second, 60);
  summary = zb_import_run_finish (one, first_done, &error);
  g_assert_no_error (error);
  g_assert_null (zb_import_run_finish (two, second_done, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_BUSY);
}

static void
test_progress (Case         *self,
               gconstpointer data)
{
  const char *const paths[] = { self->card, NULL };
  g_autoptr (ZbImport) import = zb_import_new (self->library, paths);
  g_autoptr (ZbImportSummary) summary = NULL;
  const ZbImportProgress *progress = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("IMG_%04u.JPG", i + 1);

      flow_picture (self->card, name, "2019-06-10T09:30:00", i);
    }
  summary = flow_run (import, FALSE);
  progress = zb_import_get_progress (import);
  g_assert_cmpint (zb_import_get_state (import), ==, ZB_IMPORT_DONE);
  g_assert_cmpuint (progress->n_done, ==, 10);
  g_assert_cmpuint (progress->n_total, ==, 10);
  g_assert_cmpuint (progress->n_checked, ==, 10);
  g_assert_cmpint (progress->bytes_done, ==, progress->bytes_total);
  g_assert_nonnull (progress->last);
  g_assert_nonnull (progress->last_thumbnail);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*func) (Case *self, gconstpointer data);
  } tests[] = {
    { "a-card-becomes-an-album", test_card_becomes_album },
    { "a-lost-file-comes-back-to-its-place", test_lost_file },
    { "same-card-again-changes-nothing", test_same_card_again },
    { "same-card-in-another-time-zone-changes-nothing", test_other_time_zone },
    { "same-file-twice-is-one-photo", test_same_file_twice },
    { "two-cameras-with-one-name-are-two-photos", test_two_cameras_one_name },
    { "same-name-size-and-time-may-be-another-picture", test_same_name_size_time },
    { "raw-and-jpeg-are-one-photo", test_raw_and_sidecars },
    { "raw-that-comes-later-is-imported", test_raw_comes_later },
    { "what-was-thrown-away-stays-away", test_thrown_away_stays_away },
    { "what-was-undone-comes-back", test_undone_comes_back },
    { "no-news-is-no-change", test_no_news_no_change },
    { "bad-files-do-not-end-it", test_bad_files_do_not_end_it },
    { "odd-names-get-in", test_odd_names },
    { "links-are-named-not-followed", test_links_are_named },
    { "dry-run-writes-nothing", test_dry_run },
    { "dropped-onto-a-meeting-goes-to-it", test_dropped_onto_a_meeting },
    { "cancelled-import-names-the-rest", test_cancel },
    { "one-import-at-a-time", test_one_at_a_time },
    { "progress-counts-everything", test_progress },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/album/import/", tests[i].name, NULL);

      g_test_add (path, Case, NULL, set_up, tests[i].func, tear_down);
    }

  return g_test_run ();
}
