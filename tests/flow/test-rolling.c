/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "backup-flow.h"

#include "service/meetings.h"
#include "support/support.h"

#include <glib/gstdio.h>

typedef struct
{
  ZbTestFolder *folder;
  char         *library;
} Fixture;

/* One opening with one change. */
static void
add_meeting (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = zb_flow_open (folder, &error);
  g_autoptr (ZbMeetings) meetings = NULL;
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *given = NULL;

  g_assert_no_error (error);
  draft->theme = g_strdup ("重温入党誓词");
  draft->kinds = 1 << ZB_KIND_THEME_DAY;
  zb_wall_set_day (&draft->start, 2019, 6, 10);
  meetings = zb_meetings_new (library);
  zb_meetings_add_async (meetings, draft, NULL, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, 30);
  g_assert_cmpint (zb_meetings_edit_finish (meetings, result, &error), !=, 0);
  g_assert_no_error (error);
  g_clear_object (&meetings);
  zb_library_close (library);
}

static guint
count_meetings (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = zb_flow_open (folder, &error);
  g_autoptr (ZbMeetings) meetings = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *given = NULL;

  g_assert_no_error (error);
  meetings = zb_meetings_new (library);
  zb_meetings_load_async (meetings, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, 30);
  g_assert_true (zb_meetings_load_finish (meetings, result, &error));

  return g_list_model_get_n_items (zb_meetings_get_model (meetings));
}

static GPtrArray *
list (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *given = NULL;
  GPtrArray    *backups;

  zb_rolling_list_async (folder, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, 30);
  backups = zb_rolling_list_finish (result, &error);
  g_assert_no_error (error);

  return backups;
}

static gboolean
restore (const char *folder,
         const char *backup,
         GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *given = NULL;

  zb_rolling_restore_async (folder, backup, NULL, zb_test_result_cb, &given);
  result = zb_test_wait (&given, 30);

  return zb_rolling_restore_finish (result, error);
}

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->folder = zb_test_folder_new ();
  f->library = g_build_filename (f->folder, "lib", NULL);
  zb_flow_create (f->library);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  zb_test_folder_free (f->folder);
  g_free (f->library);
}

static void
test_list (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (GPtrArray) none = list (f->folder);
  g_autoptr (GPtrArray) backups = NULL;
  const ZbRollingBackup *newest, *oldest;

  g_assert_cmpuint (none->len, ==, 0);
  add_meeting (f->library);
  add_meeting (f->library);
  zb_flow_put_file (f->library, "backup/zhibu-20190101-000000.db", "no database");

  backups = list (f->library);
  g_assert_cmpuint (backups->len, >=, 3);
  newest = backups->pdata[0];
  oldest = backups->pdata[backups->len - 1];
  g_assert_true (newest->good);
  g_assert_cmpint (newest->bytes, >, 0);
  g_assert_false (oldest->good);
  g_assert_cmpstr (oldest->when, ==, "2019-01-01T00:00:00");
}

static void
test_restore (Fixture      *f,
              gconstpointer data)
{
  g_autofree char *kept = g_build_filename (f->library, "zhibu.db.damaged-1", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  add_meeting (f->library);
  zb_flow_put_file (f->library, "zhibu.db", "this was a database once");
  backups = list (f->library);
  g_assert_cmpuint (backups->len, >, 0);
  restore (f->library, ((ZbRollingBackup *) backups->pdata[0])->path, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (count_meetings (f->library), ==, 1);
  g_assert_true (g_file_get_contents (kept, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "this was a database once");
}

static void
test_never_over_a_good_one (Fixture      *f,
                            gconstpointer data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  add_meeting (f->library);
  backups = list (f->library);
  g_assert_false (restore (f->library, ((ZbRollingBackup *) backups->pdata[0])->path, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_EXISTS);
  g_assert_cmpuint (count_meetings (f->library), ==, 1);
}

static void
test_never_from_a_bad_one (Fixture      *f,
                           gconstpointer data)
{
  g_autofree char *bad = g_build_filename (f->library, "backup", "zhibu-20190101-000000.db", NULL);
  g_autofree char *database = g_build_filename (f->library, "zhibu.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  zb_flow_put_file (f->library, "backup/zhibu-20190101-000000.db", "no database");
  zb_flow_put_file (f->library, "zhibu.db", "this was a database once");
  g_assert_false (restore (f->library, bad, &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_DAMAGED);
  g_assert_true (g_file_get_contents (database, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "this was a database once");
}

static void
test_never_while_in_use (Fixture      *f,
                         gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) G_GNUC_UNUSED library = zb_flow_open (f->library, &error);

  g_assert_false (restore (f->library, "/nowhere.db", &error));
  g_assert_cmpint (zb_service_fault (error), ==, ZB_FAULT_BUSY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/rolling/lists-the-newest-first-and-says-which-are-good", test_list);
  ADD ("/rolling/restores-and-keeps-the-damaged-one", test_restore);
  ADD ("/rolling/never-over-a-good-database", test_never_over_a_good_one);
  ADD ("/rolling/never-from-a-bad-one", test_never_from_a_bad_one);
  ADD ("/rolling/never-while-in-use", test_never_while_in_use);

  return g_test_run ();
}
