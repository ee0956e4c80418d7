/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/album-flow.h"

#include "service/library-private.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const ZbTestPhoto two_photos[] = {
  { .name = "IMG_0001.JPG", .taken = "2019-06-10T09:30:12", .camera = "Canon EOS 700D #1" },
  { .name = "IMG_0002.JPG", .taken = "2019-06-10T09:31:12", .camera = "Canon EOS 700D #1" },
};

static void
assert_mode (const char *folder,
             const char *name,
             guint       mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf         info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

static void
test_create (void)
{
  g_autoptr (ZbTestFolder) parent = zb_test_folder_new ();
  g_autofree char *folder = g_build_filename (parent, "a", "library", NULL);
  g_autofree char *now = NULL;
  ZbLibrary       *library;

  g_assert_false (zb_library_exists (folder));
  library = album_flow_create (folder);
  g_assert_true (zb_library_exists (folder));
  g_assert_cmpstr (zb_library_get_folder (library), ==, folder);
  g_assert_cmpstr (zb_library_get_branch (library), ==, "第一党支部");
  g_assert_cmpstr (zb_library_get_profile (library), ==, "court");
  g_assert_null (zb_library_get_undo_label (library));
  g_assert_cmpstr (zb_library_get_today (library), ==, "2019-06-11");
  now = zb_library_dup_now (library);
  g_assert_true (g_str_has_prefix (now, "2019-06-11T"));
  assert_mode (folder, ".", 0700);
  assert_mode (folder, "photos", 0700);
  assert_mode (folder, "materials", 0700);
  assert_mode (folder, "cache", 0700);
  assert_mode (folder, "backup", 0700);
  assert_mode (folder, "zhibu.db", 0600);
  assert_mode (folder, "lock", 0600);
  album_flow_close (library);

  library = album_flow_open (folder, NULL);
  g_assert_cmpstr (zb_library_get_branch (library), ==, "第一党支部");
  album_flow_close (library);
}

static ZbFault
fault_of_creating (const char *folder)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  zb_library_create_async (folder, "x", "court", NULL, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  g_assert_null (zb_library_open_finish (done, &error));
  return zb_service_fault (error);
}

static void
test_create_refused (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "letter.txt", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (ZbTestFolder) other = zb_test_folder_new ();
  ZbLibrary *library = album_flow_create (other);

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  before = zb_test_tree_hash (folder);
  g_assert_cmpint (fault_of_creating (folder), ==, ZB_FAULT_EXISTS);
  after = zb_test_tree_hash (folder);
  g_assert_cmpstr (before, ==, after);

  g_assert_cmpint (fault_of_creating (other), ==, ZB_FAULT_EXISTS);
  album_flow_close (library);
  g_assert_cmpint (fault_of_creating (other), ==, ZB_FAULT_EXISTS);
}

/* What a creation that was killed leaves is taken over. */
static void
test_create_again (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *unfinished = g_build_filename (folder, "zhibu.db.new", NULL);
  g_autofree char *photos = g_build_filename (folder, "photos", NULL);
  ZbLibrary       *library;

  g_assert_true (g_file_set_contents (unfinished, "half", 4, NULL));
  g_assert_cmpint (g_mkdir (photos, 0700), ==, 0);
  library = album_flow_create (folder);
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
  album_flow_close (library);
}

static void
test_open_refused (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "zhibu.db", NULL);
  g_autofree char *lock = g_build_filename (folder, "lock", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (album_flow_open (folder, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_NOT_FOUND);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  g_assert_null (album_flow_open (folder, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_DAMAGED);
}

static void
test_lock (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  int   pipes[2], status;
  char  byte = 0;
  pid_t child;

  album_flow_close (album_flow_create (folder));

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (album_flow_open (folder, NULL) != NULL && write (pipes[1], "x", 1) == 1)
        pause ();
      _exit (1);
    }
  g_assert_cmpint (read (pipes[0], &byte, 1), ==, 1);

  g_assert_null (album_flow_open (folder, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_BUSY);
  name = g_strdup_printf ("process %d", (int) child);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));

  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  close (pipes[0]);
  close (pipes[1]);
  album_flow_close (album_flow_open (folder, NULL));
}

static void
changed_cb (ZbLibrary *library,
            guint      tables,
            guint     *seen)
{
  *seen |= tables;
}

static void
test_undo (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  ZbLibrary       *library = album_flow_create (folder);
  ZbAlbum         *album = zb_album_new (library);
  g_autofree char *start = NULL, *end = NULL, *now = NULL, *log = NULL, *label = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;
  guint seen = 0;

  album_flow_import (library, two_photos, 2);
  start = album_flow_dump (library);
  g_signal_connect (library, "changed", G_CALLBACK (changed_cb), &seen);

  g_assert_cmpint (album_flow_caption (album, 1, "全体合影"), ==, 1);
  g_assert_cmpint (album_flow_caption (album, 1, "全体合影"), ==, 0);
  g_assert_cmpint (album_flow_verb (album, zb_album_trash_async, 2, NULL), ==, 1);
  g_assert_cmpstr (zb_library_get_undo_label (library), ==, "移到回收站 1 张");
  g_assert_null (zb_library_get_redo_label (library));
  end = album_flow_dump (library);
  g_assert_cmpuint (seen, ==, ZB_TABLE_PHOTO);

  label = album_flow_undo (library, NULL);
  g_assert_cmpstr (label, ==, "移到回收站 1 张");
  g_assert_cmpstr (zb_library_get_undo_label (library), ==, "修改说明");
  g_assert_cmpstr (zb_library_get_redo_label (library), ==, "移到回收站 1 张");
  g_free (album_flow_undo (library, NULL));
  now = album_flow_dump (library);
  g_assert_cmpstr (now, ==, start);

  g_free (album_flow_redo (library, NULL));
  g_free (album_flow_redo (library, NULL));
  again = album_flow_dump (library);
  g_assert_cmpstr (again, ==, end);
  g_assert_null (album_flow_redo (library, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CONFLICT);

  g_free (album_flow_undo (library, NULL));
  g_assert_cmpint (album_flow_caption (album, 2, "会场"), ==, 1);
  g_assert_null (zb_library_get_redo_label (library));
  log = album_flow_log (library);
  g_assert_cmpstr (log, ==, "done 修改说明 | closed 移到回收站 1 张 | done 修改说明 | done 导入照片");
  g_object_unref (album);
  album_flow_close (library);
}

static void
test_revert (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  ZbLibrary *library = album_flow_create (folder);
  ZbAlbum   *album = zb_album_new (library);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (ZbPhoto) one = NULL;
  g_autoptr (ZbPhoto) two = NULL;
  g_autofree char *log = NULL, *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  album_flow_import (library, two_photos, 2);
  album_flow_caption (album, 1, "一");
  album_flow_caption (album, 2, "二");
  album_flow_caption (album, 2, "二，改过");
  entries = album_flow_entries (library);

  g_free (album_flow_revert (library, ((ZbLogEntry *) entries->pdata[2])->id, NULL));
  one = album_flow_photo (album, 1);
  two = album_flow_photo (album, 2);
  g_assert_null (zb_photo_get (one)->caption);
  g_assert_cmpstr (zb_photo_get (two)->caption, ==, "二，改过");
  log = album_flow_log (library);
  g_assert_true (g_str_has_prefix (log, "done 撤销：修改说明 | "));

  /* What a later change has built on is refused, and nothing is half-done. */
  before = album_flow_dump (library);
  g_assert_null (album_flow_revert (library, ((ZbLogEntry *) entries->pdata[1])->id, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CONFLICT);
  g_assert_nonnull (strstr (error->message, "修改说明"));
  after = album_flow_dump (library);
  g_assert_cmpstr (before, ==, after);

  g_clear_error (&error);
  g_assert_null (album_flow_revert (library, 999, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_NOT_FOUND);
  g_object_unref (album);
  album_flow_close (library);
}

static void
test_import (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  ZbLibrary  *library = album_flow_create (folder);
  ZbMeetings *meetings = zb_meetings_new (library);
  ZbAlbum    *album = zb_album_new (library);
  gint64      meeting = album_flow_add (meetings, "重温入党誓词", "2019-06-10T09:00", "2019-06-10T11:00");
  g_autoptr (ZbPhoto) linked = NULL;
  g_autoptr (ZbPhoto) undone = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *before = NULL, *after = NULL;

  album_flow_import (library, two_photos, 2);
  linked = album_flow_photo (album, 1);
  g_assert_cmpint (zb_photo_get (linked)->meeting, ==, meeting);
  g_assert_cmpint (zb_photo_get (linked)->linked, ==, ZB_LINKED_AUTO);
  before = album_flow_dump (library);

  g_free (album_flow_undo (library, NULL));
  undone = album_flow_photo (album, 1);
  g_assert_cmpint (zb_photo_get (undone)->trash, ==, ZB_TRASH_UNDO);
  g_assert_cmpint (zb_photo_get (undone)->meeting, ==, 0);
  g_free (album_flow_redo (library, NULL));
  after = album_flow_dump (library);
  g_assert_cmpstr (before, ==, after);

  /* An older import is taken back by a change of its own, which can be taken back. */
  album_flow_caption (album, 1, "一");
  g_free (before);
  before = album_flow_dump (library);
  entries = album_flow_entries (library);
  g_free (album_flow_revert (library, ((ZbLogEntry *) entries->pdata[1])->id, NULL));
  g_clear_object (&undone);
  undone = album_flow_photo (album, 2);
  g_assert_cmpint (zb_photo_get (undone)->trash, ==, ZB_TRASH_UNDO);
  g_free (album_flow_undo (library, NULL));
  g_free (after);
  after = album_flow_dump (library);
  g_assert_cmpstr (before, ==, after);

  g_object_unref (album);
  g_object_unref (meetings);
  album_flow_close (library);
}

static void
test_import_running (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  ZbLibrary  *library = album_flow_create (folder);
  ZbMeetings *meetings = zb_meetings_new (library);
  ZbAlbum    *album;
  g_autoptr (ZbPhoto) linked = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  album_flow_import_half (library, two_photos, 2);
  g_assert_null (album_flow_undo (library, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_CONFLICT);
  g_object_unref (meetings);
  album_flow_close (library);

  /* The next opening ends what the crash left, as one change that can be undone. */
  library = album_flow_open (folder, NULL);
  g_assert_cmpstr (zb_library_get_undo_label (library), ==, "导入照片 2 张（中途停止）");
  label = album_flow_undo (library, NULL);
  album = zb_album_new (library);
  linked = album_flow_photo (album, 1);
  g_assert_cmpint (zb_photo_get (linked)->trash, ==, ZB_TRASH_UNDO);
  g_object_unref (album);
  album_flow_close (library);
}

static void
test_crash_links (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  ZbLibrary  *library = album_flow_create (folder);
  ZbMeetings *meetings = zb_meetings_new (library);
  gint64      meeting = album_flow_add (meetings, "重温入党誓词", "2019-06-10T09:00", "2019-06-10T11:00");
  ZbAlbum    *album;
  g_autoptr (ZbPhoto) linked = NULL;

  album_flow_import_half (library, two_photos, 2);
  g_object_unref (meetings);
  album_flow_close (library);

  library = album_flow_open (folder, NULL);
  album = zb_album_new (library);
  linked = album_flow_photo (album, 1);
  g_assert_cmpint (zb_photo_get (linked)->meeting, ==, meeting);
  g_object_unref (album);
  album_flow_close (library);
}

/* What a person did while the import ran is older than the import's closing links. */
static void
test_edit_during_import (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  ZbLibrary       *library = album_flow_create (folder);
  ZbMeetings      *meetings = zb_meetings_new (library);
  g_autofree char *log = NULL;

  album_flow_import_half (library, two_photos, 2);
  album_flow_add (meetings, "重温入党誓词", "2019-06-10T09:00", "2019-06-10T11:00");
  g_object_unref (meetings);
  album_flow_close (library);

  library = album_flow_open (folder, NULL);
  log = album_flow_log (library);
  g_assert_cmpstr (log, ==, "done 导入照片 2 张（中途停止） | done 新建活动：重温入党誓词");
  g_free (album_flow_undo (library, NULL));
  g_free (album_flow_undo (library, NULL));
  g_assert_null (zb_library_get_undo_label (library));
  album_flow_close (library);
}

static guint
count_backups (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "backup", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint       n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_assert_true (g_str_has_suffix (name, ".db"));
      n++;
    }

  return n;
}

static void
test_rolling (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  ZbLibrary *library = album_flow_create (folder);

  album_flow_close (library);
  g_assert_cmpuint (count_backups (folder), ==, 0);

  library = album_flow_open (folder, NULL);
  album_flow_import (library, two_photos, 2);
  album_flow_close (library);
  g_assert_cmpuint (count_backups (folder), ==, 1);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *caption = g_strdup_printf ("%u", i);
      ZbAlbum         *album;

      library = album_flow_open (folder, NULL);
      album = zb_album_new (library);
      album_flow_caption (album, 1, caption);
      g_object_unref (album);
      album_flow_close (library);
    }
  g_assert_cmpuint (count_backups (folder), ==, 10);

  album_flow_close (album_flow_open (folder, NULL));
  g_assert_cmpuint (count_backups (folder), ==, 10);
}

/* Killed before it could close: the next opening makes the copy. */
static void
test_rolling_crash (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  pid_t child;
  int   status;

  album_flow_close (album_flow_create (folder));
  child = fork ();
  if (child == 0)
    {
      album_flow_import (album_flow_open (folder, NULL), two_photos, 2);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);

  album_flow_close (album_flow_open (folder, NULL));
  g_assert_cmpuint (count_backups (folder), ==, 1);
}

static void
test_draft (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  ZbLibrary    *library = album_flow_create (folder);
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autofree char *value = NULL;

  zb_library_save_draft (library, "photo/1/caption", "半句");
  zb_library_load_draft_async (library, "photo/1/caption", zb_test_result_cb, &result);
  done = zb_test_wait (&result, 60);
  value = zb_library_load_draft_finish (library, done, NULL);
  g_assert_cmpstr (value, ==, "半句");
  g_assert_null (zb_library_get_undo_label (library));
  g_clear_object (&done);
  album_flow_close (library);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/library/create/makes-the-folder-and-can-be-opened", test_create);
  g_test_add_func ("/library/create/never-over-something", test_create_refused);
  g_test_add_func ("/library/create/goes-on-where-it-was-killed", test_create_again);
  g_test_add_func ("/library/open/nothing-there-and-no-database", test_open_refused);
  g_test_add_func ("/library/open/second-program-is-told-who-has-it", test_lock);
  g_test_add_func ("/library/undo/back-and-again-and-closed-by-a-new-change", test_undo);
  g_test_add_func ("/library/undo/older-change-is-reverted-or-names-what-depends", test_revert);
  g_test_add_func ("/library/import/undo-takes-photos-and-links-and-redo-brings-them-back", test_import);
  g_test_add_func ("/library/import/running-one-is-not-undone-and-a-crashed-one-is-ended", test_import_running);
  g_test_add_func ("/library/import/crashed-one-gets-its-links-at-opening", test_crash_links);
  g_test_add_func ("/library/import/edits-meanwhile-come-before-it", test_edit_during_import);
  g_test_add_func ("/library/rolling/last-ten-openings-with-changes", test_rolling);
  g_test_add_func ("/library/rolling/survives-a-crash", test_rolling_crash);
  g_test_add_func ("/library/draft/is-kept-outside-the-log", test_draft);

  return g_test_run ();
}
