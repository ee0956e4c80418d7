/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/change-store.h"
#include "store/meeting-store.h"
#include "store/rows.h"
#include "store/statement.h"
#include "support/support.h"

/* Random edits, played back and again: equal to the start, equal to the end. */
#define N_PHOTOS 12
#define N_EDITS 120

static gint64
pick (ZbDb       *db,
      const char *sql)
{
  gint64 id;

  g_assert_true (zb_db_number (db, sql, 0, &id, NULL));
  return id;
}

#define ANY_MEETING "SELECT id FROM meeting ORDER BY id * 7919 % 13 LIMIT 1"

static void
edit_meeting (ZbDb *db,
              int   dice)
{
  g_autofree char *start = g_strdup_printf ("2019-%02d-10T09:00", g_test_rand_int_range (1, 13));
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("活动", start, NULL);
  g_autoptr (GError) error = NULL;
  gint64 meeting = pick (db, ANY_MEETING);

  draft->kinds = g_test_rand_int_range (1, 1 << ZB_N_KINDS);
  if (dice == 0 || meeting == 0)
    zb_meeting_store_insert (db, draft, &error);
  else if (dice == 1)
    zb_meeting_store_update (db, meeting, draft, &error);
  else
    zb_meeting_store_delete (db, meeting, &error);
  g_assert_no_error (error);
}

static void
edit_photo (ZbDb *db,
            int   dice)
{
  g_autofree char *caption = g_strdup_printf ("说明 %d", g_test_rand_int_range (0, 5));
  g_autoptr (GError) error = NULL;
  gint64   photo = g_test_rand_int_range (1, N_PHOTOS + 1);
  gint64   meeting = pick (db, ANY_MEETING);
  gboolean shifted;

  if (dice == 3 && meeting != 0)
    zb_photo_store_link (db, &photo, 1, meeting, ZB_LINKED_PERSON, &error);
  else if (dice == 3)
    zb_photo_store_link (db, &photo, 1, 0, ZB_LINKED_APART, &error);
  else if (dice == 4)
    zb_photo_store_caption (db, photo, caption, &error);
  else if (dice == 5)
    zb_photo_store_trash (db, &photo, 1, g_test_rand_int_range (0, 2) ? ZB_TRASH_PERSON : ZB_TRASH_NOT, &error);
  else
    zb_album_store_shift (db, photo, g_test_rand_int_range (-9999, 9999), &shifted, &error);
  g_assert_no_error (error);
}

static gint64
make_change (ZbDb *db,
             void (*edit) (ZbDb *db, int dice),
             int         dice,
             const char *label)
{
  g_auto (ZbTx) tx = { 0 };
  g_autoptr (ZbRecorder) recorder = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_assert_true (zb_tx_begin (&tx, db, &error));
  recorder = zb_recorder_new (db, &error);
  edit (db, dice);
  changeset = zb_recorder_take (recorder, &error);
  g_assert_no_error (error);
  if (changeset != NULL)
    id = zb_change_store_insert (db, label, "2019-06-11T20:00:00", changeset, 0, 0, &error);
  g_assert_true (zb_tx_commit (&tx, &error));
  g_assert_no_error (error);
  return id;
}

static gboolean
step (ZbDb    *db,
      gboolean back)
{
  g_auto (ZbTx) tx = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbChange) change = back ? zb_change_store_get_undo (db, &error) : zb_change_store_get_redo (db, &error);

  g_assert_no_error (error);
  if (change == NULL)
    return FALSE;

  g_assert_true (zb_tx_begin (&tx, db, &error));
  zb_changeset_apply (db, change->changeset, back, &error);
  g_assert_no_error (error);
  g_assert_true (zb_change_store_set_state (db, change->id, back ? "undone" : "done", &error));
  g_assert_true (zb_tx_commit (&tx, &error));
  return TRUE;
}

static ZbDb *
open_with_photos (const char *folder)
{
  ZbDb *db = zb_test_rows_open (folder);

  for (guint i = 0; i < N_PHOTOS; i++)
    {
      g_autofree char *name = g_strdup_printf ("IMG_%04u.JPG", i);
      g_autofree char *taken = g_strdup_printf ("2019-06-10T09:%02u:00", i);

      zb_test_rows_add_photo (db, &(ZbTestPhoto){ .name = name, .taken = taken, .camera = "Canon" });
    }

  return db;
}

static void
test_random (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbDb) db = open_with_photos (folder);
  g_autofree char *start = zb_test_rows_dump (db);
  g_autofree char *end = NULL, *back = NULL, *again = NULL;
  guint            n = 0, n_back = 0, n_again = 0;

  for (guint i = 0; i < N_EDITS; i++)
    {
      int dice = g_test_rand_int_range (0, 7);

      n += make_change (db, dice < 3 ? edit_meeting : edit_photo, dice, "改") != 0;
    }
  g_assert_cmpuint (n, >, N_EDITS / 2);

  end = zb_test_rows_dump (db);
  while (step (db, TRUE))
    n_back++;
  back = zb_test_rows_dump (db);
  while (step (db, FALSE))
    n_again++;
  again = zb_test_rows_dump (db);

  g_assert_cmpuint (n_back, ==, n);
  g_assert_cmpuint (n_again, ==, n);
  g_assert_cmpstr (back, ==, start);
  g_assert_cmpstr (again, ==, end);
}

static void
edit_nothing (ZbDb *db,
              int   dice)
{
  zb_photo_store_caption (db, 1, "同一句", NULL);
}

static void
test_nothing (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbDb) db = open_with_photos (folder);

  g_assert_cmpint (make_change (db, edit_nothing, 0, "改"), !=, 0);
  g_assert_cmpint (make_change (db, edit_nothing, 0, "改"), ==, 0);
}

static void
caption_first (ZbDb *db,
               int   dice)
{
  g_autofree char *caption = g_strdup_printf ("说明 %d", dice);

  g_assert_true (zb_photo_store_caption (db, 1, caption, NULL));
}

static void
add_first_meeting (ZbDb *db,
                   int   dice)
{
  g_autoptr (ZbMeetingDraft) draft = zb_test_rows_draft ("活动", "2019-06-10", NULL);

  g_assert_cmpint (zb_meeting_store_insert (db, draft, NULL), ==, 1);
}

static void
link_first (ZbDb *db,
            int   dice)
{
  gint64 photo = 1;

  g_assert_true (zb_photo_store_link (db, &photo, 1, 1, ZB_LINKED_PERSON, NULL));
}

static void
test_conflict (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbDb) db = open_with_photos (folder);
  gint64 caption = make_change (db, caption_first, 1, "说明一");
  gint64 meeting = make_change (db, add_first_meeting, 0, "新建活动");
  g_autoptr (ZbChange) of_caption = zb_change_store_get (db, caption, NULL);
  g_autoptr (ZbChange) of_meeting = zb_change_store_get (db, meeting, NULL);
  g_autofree char *before = NULL, *after = NULL, *free_of = NULL, *rewritten = NULL, *linked = NULL;
  g_autoptr (GError) error = NULL;

  make_change (db, link_first, 0, "归入活动");

  /* Another column of the same row is no dependence. */
  free_of = zb_change_store_dup_dependents (db, of_caption, NULL);
  g_assert_null (free_of);

  make_change (db, caption_first, 2, "说明二");
  before = zb_test_rows_dump (db);
  g_assert_false (zb_changeset_apply (db, of_caption->changeset, TRUE, &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (zb_changeset_apply (db, of_meeting->changeset, TRUE, &error));
  g_assert_error (error, ZB_STORE_ERROR, ZB_STORE_ERROR_CONFLICT);
  after = zb_test_rows_dump (db);
  g_assert_cmpstr (before, ==, after);

  rewritten = zb_change_store_dup_dependents (db, of_caption, NULL);
  g_assert_cmpstr (rewritten, ==, "说明二");
  linked = zb_change_store_dup_dependents (db, of_meeting, NULL);
  g_assert_cmpstr (linked, ==, "归入活动");
}

static void
test_redo_closes (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbDb) db = open_with_photos (folder);
  g_autoptr (ZbChange) closed = NULL;
  gint64 first = make_change (db, caption_first, 1, "说明一");

  g_assert_true (step (db, TRUE));
  make_change (db, caption_first, 2, "说明二");
  g_assert_null (zb_change_store_get_redo (db, NULL));
  closed = zb_change_store_get (db, first, NULL);
  g_assert_cmpstr (closed->state, ==, "closed");
}

static void
test_tables (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autoptr (ZbDb) db = open_with_photos (folder);
  g_autoptr (ZbChange) change = NULL;
  g_autoptr (GPtrArray) tables = NULL;

  change = zb_change_store_get (db, make_change (db, add_first_meeting, 0, "新建活动"), NULL);
  tables = zb_changeset_list_tables (change->changeset);
  g_assert_cmpuint (tables->len, ==, 2);
  g_assert_true (g_ptr_array_find_with_equal_func (tables, "meeting", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (tables, "meeting_kind", g_str_equal, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/change/random-edits-go-all-the-way-back-and-again", test_random);
  g_test_add_func ("/store/change/what-changed-nothing-is-no-change", test_nothing);
  g_test_add_func ("/store/change/conflict-does-nothing-and-names-what-depends", test_conflict);
  g_test_add_func ("/store/change/new-change-closes-redo", test_redo_closes);
  g_test_add_func ("/store/change/it-knows-its-tables", test_tables);

  return g_test_run ();
}
