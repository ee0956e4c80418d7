/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/import-flow.h"

#include "service/album.h"
#include "service/sample.h"

#define LONG 120 /* seconds; for a slow machine */

static ZbAlbumIndex *
load (ZbAlbum *album, ZbAlbumFilterKind kind)
{
  ZbAlbumFilter filter = { .kind = kind };
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  ZbAlbumIndex *index;

  zb_album_load_async (album, &filter, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  index = zb_album_load_finish (album, done, &error);
  g_assert_no_error (error);

  return index;
}

static guint
count_groups (const ZbAlbumIndex *index, ZbGroupKind kind)
{
  guint n = 0;

  for (guint i = 0; i < zb_album_index_get_n_groups (index); i++)
    n += zb_album_index_get_group (index, i)->kind == kind;

  return n;
}

static void
check_clocks (ZbAlbum *album)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gboolean slow = FALSE, reset = FALSE;

  zb_album_clocks_async (album, 0, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  findings = zb_album_clocks_finish (album, done, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < findings->len; i++)
    {
      const ZbClockFinding *finding = findings->pdata[i];

      g_test_message ("%s: %s", finding->camera, finding->reason);
      slow = slow || (strstr (finding->camera, "D3200") != NULL && finding->seconds == 8 * 3600);
      reset = reset || (strstr (finding->camera, "W120") != NULL && finding->seconds == 0);
    }
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_true (slow);
  g_assert_true (reset);
}

static void
test_every_state_is_seen (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbLibrary) library = NULL;
  g_autoptr (ZbAlbum) album = NULL;
  g_autoptr (ZbAlbumIndex) all = NULL;
  g_autofree char *path = NULL;
  g_autofree char *card = NULL;
  guint            n_captions = 0, n_picked = 0, n_covers = 0;
  gint64           started = g_get_monotonic_time ();

  zb_sample_async (folder, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  library = zb_sample_finish (done, &error);
  g_assert_no_error (error);
  g_test_message ("made in %.1f s", (g_get_monotonic_time () - started) / 1e6);

  g_assert_cmpstr (zb_library_get_branch (library), ==, "第一党支部");
  album = zb_album_new (library);
  all = load (album, ZB_ALBUM_ALL);
  for (guint i = 0; i < zb_album_index_get_n_groups (all); i++)
    {
      const ZbAlbumGroup *group = zb_album_index_get_group (all, i);

      g_test_message ("%d %s: %u, %s", group->kind,
                      group->meeting ? zb_meeting_get_theme (group->meeting) : "-", group->n,
                      group->reason ? group->reason : "-");
    }
  for (guint i = 0; i < zb_album_index_get_n_rows (all); i++)
    {
      guint flags = zb_album_index_get_row (all, i)->flags;

      n_captions += (flags & ZB_ROW_CAPTION) != 0;
      n_picked += (flags & ZB_ROW_PICKED) != 0;
      n_covers += (flags & ZB_ROW_COVER) != 0;
    }

  g_assert_cmpuint (zb_album_index_get_n_rows (all), >=, 55);
  g_assert_cmpuint (count_groups (all, ZB_GROUP_MEETING), >=, 9);
  g_assert_cmpuint (count_groups (all, ZB_GROUP_SUGGEST), >=, 2);
  g_assert_cmpuint (count_groups (all, ZB_GROUP_NEW), >=, 1);
  g_assert_cmpuint (count_groups (all, ZB_GROUP_UNDATED), ==, 1);
  g_assert_cmpuint (count_groups (all, ZB_GROUP_APART), ==, 1);
  g_assert_cmpuint (n_captions, >=, 6);
  g_assert_cmpuint (n_picked, >=, 3);
  g_assert_cmpuint (n_covers, ==, n_picked);
  check_clocks (album);

  path = g_strdup (zb_library_get_folder (library));
  card = g_build_filename (path, "..", "card", NULL);
  g_assert_false (g_file_test (card, G_FILE_TEST_EXISTS));
  zb_library_close (library);
  zb_sample_remove (path);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_same_card_twice_is_the_same (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *one = g_build_filename (folder, "one", NULL);
  g_autofree char *two = g_build_filename (folder, "two", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true (zb_sample_draw (one, NULL));
  g_assert_true (zb_sample_draw (two, NULL));
  first = zb_test_tree_hash (one);
  second = zb_test_tree_hash (two);
  g_assert_cmpstr (first, ==, second);
}

static void
test_no_place_is_an_error (void)
{
  g_autoptr (ZbTestFolder) folder = zb_test_folder_new ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) async_error = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  GAsyncResult *result = NULL;

  g_assert_true (g_file_set_contents (file, "in the way", -1, NULL));
  g_assert_false (zb_sample_draw (file, &error));
  g_assert_nonnull (error);

  zb_sample_async (file, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  g_assert_null (zb_sample_finish (done, &async_error));
  g_assert_nonnull (async_error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/every-state-is-seen", test_every_state_is_seen);
  g_test_add_func ("/sample/same-card-twice-is-the-same", test_same_card_twice_is_the_same);
  g_test_add_func ("/sample/no-place-is-an-error", test_no_place_is_an_error);

  return g_test_run ();
}
