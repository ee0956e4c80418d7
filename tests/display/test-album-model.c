/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-model.h"

/* An index of groups with so many photos each; ids run from 1, and `first_id` of a group can be
 * moved on by leaving some out.
 */
static ZbAlbumIndex *
make_index (const guint *sizes,
            guint        n_groups,
            gint64       without)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_group_free);
  GArray    *rows = g_array_new (FALSE, TRUE, sizeof (ZbAlbumRow));
  guint      counts[ZB_N_ALBUM_FILTERS] = { 0 };
  gint64     photo = 0;

  for (guint i = 0; i < n_groups; i++)
    {
      ZbAlbumGroup *group = zb_album_group_new (ZB_GROUP_NEW, NULL);

      group->first = rows->len;
      for (guint j = 0; j < sizes[i]; j++)
        {
          ZbAlbumRow row = { .photo = ++photo };

          if (photo != without)
            g_array_append_val (rows, row);
        }
      group->n = rows->len - group->first;
      g_ptr_array_add (groups, group);
    }

  return zb_album_index_new (groups, rows, counts);
}

/* What an item says of itself, to be compared. */
static char *
describe_item (gpointer data)
{
  g_autoptr (ZbAlbumItem) item = data;
  GString *text = g_string_new (NULL);

  if (zb_album_item_is_heading (item))
    g_string_append_printf (text, "heading %u from %" G_GINT64_FORMAT, zb_album_item_get_group (item)->n,
                            zb_album_item_get_group_photo (item));
  for (guint i = 0; i < zb_album_item_get_n (item); i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", zb_album_item_get_photo (item, i)->photo);

  return g_string_free (text, FALSE);
}

/* Follows a model by its signal alone. */
typedef struct
{
  GPtrArray *lines;
  guint      n_signals;
  guint      n_touched;
} Mirror;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            gpointer    data)
{
  Mirror *mirror = data;

  mirror->n_signals++;
  mirror->n_touched += removed + added;
  if (removed > 0)
    g_ptr_array_remove_range (mirror->lines, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->lines, position + i,
                        describe_item (g_list_model_get_item (model, position + i)));
}

static void
assert_mirrored (GListModel *model,
                 Mirror     *mirror)
{
  g_assert_cmpuint (mirror->lines->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < mirror->lines->len; i++)
    {
      g_autofree char *line = describe_item (g_list_model_get_item (model, i));

      g_assert_cmpstr (line, ==, mirror->lines->pdata[i]);
    }
}

static void
test_headings_and_strips (void)
{
  static const guint sizes[] = { 5, 0, 4, 1 };
  static const char *expected[] = { "heading 5 from 1", "1 2 3 4 ", "5 ", "heading 0 from 0",
                                    "heading 4 from 6", "6 7 8 9 ", "heading 1 from 10", "10 " };
  g_autoptr (ZbAlbumModel) model = zb_album_model_new ();
  g_autoptr (ZbAlbumIndex) index = make_index (sizes, G_N_ELEMENTS (sizes), 0);

  zb_album_model_set_index (model, index);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *line = describe_item (g_list_model_get_item (G_LIST_MODEL (model), i));

      g_assert_cmpstr (line, ==, expected[i]);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), G_N_ELEMENTS (expected)));

  g_assert_cmpuint (zb_album_model_find_row (model, 0), ==, 1);
  g_assert_cmpuint (zb_album_model_find_row (model, 4), ==, 2);
  g_assert_cmpuint (zb_album_model_find_row (model, 5), ==, 5);
  g_assert_cmpuint (zb_album_model_find_row (model, 9), ==, 7);
  g_assert_cmpuint (zb_album_model_find_heading (model, 3), ==, 6);
}

static void
test_every_row_is_found_again (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 50; round++)
    {
      guint sizes[20], n = g_rand_int_range (rand, 1, 20);
      g_autoptr (ZbAlbumModel) model = zb_album_model_new ();
      g_autoptr (ZbAlbumIndex) index = NULL;

      for (guint i = 0; i < n; i++)
        sizes[i] = g_rand_int_range (rand, 0, 30);
      index = make_index (sizes, n, 0);
      zb_album_model_set_columns (model, g_rand_int_range (rand, 1, 9));
      zb_album_model_set_index (model, index);

      for (guint row = 0; row < zb_album_index_get_n_rows (index); row++)
        {
          g_autoptr (ZbAlbumItem) item =
              g_list_model_get_item (G_LIST_MODEL (model), zb_album_model_find_row (model, row));
          gboolean found = FALSE;

          for (guint i = 0; i < zb_album_item_get_n (item); i++)
            found = found || zb_album_item_get_photo (item, i) == zb_album_index_get_row (index, row);
          g_assert_true (found);
        }
    }
}

static void
test_signal_says_what_differs (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (ZbAlbumModel) model = zb_album_model_new ();
  Mirror mirror = { .lines = g_ptr_array_new_with_free_func (g_free) };

  g_signal_connect (model, "items-changed", G_CALLBACK (changed_cb), &mirror);
  for (guint round = 0; round < 200; round++)
    {
      guint sizes[8], n = g_rand_int_range (rand, 0, 8);
      g_autoptr (ZbAlbumIndex) index = NULL;

      for (guint i = 0; i < n; i++)
        sizes[i] = g_rand_int_range (rand, 0, 12);
      index = make_index (sizes, n, g_rand_int_range (rand, 0, 40));
      if (round % 5 == 0)
        zb_album_model_set_columns (model, g_rand_int_range (rand, 1, 6));
      zb_album_model_set_index (model, index);
      assert_mirrored (G_LIST_MODEL (model), &mirror);
    }
  zb_album_model_set_index (model, NULL);
  assert_mirrored (G_LIST_MODEL (model), &mirror);
  g_ptr_array_unref (mirror.lines);
}

static void
test_one_photo_less_touches_its_group_alone (void)
{
  static const guint sizes[] = { 40, 40, 40 };
  g_autoptr (ZbAlbumModel) model = zb_album_model_new ();
  g_autoptr (ZbAlbumIndex) before = make_index (sizes, 3, 0);
  g_autoptr (ZbAlbumIndex) after = make_index (sizes, 3, 77);
  g_autoptr (ZbAlbumIndex) same = make_index (sizes, 3, 77);
  Mirror mirror = { .lines = g_ptr_array_new_with_free_func (g_free) };

  g_signal_connect (model, "items-changed", G_CALLBACK (changed_cb), &mirror);
  zb_album_model_set_index (model, before);
  mirror.n_signals = mirror.n_touched = 0;

  /* 77 is in the second group's last strip but one: its heading to its end, twice. */
  zb_album_model_set_index (model, after);
  g_assert_cmpuint (mirror.n_signals, ==, 1);
  g_assert_cmpuint (mirror.n_touched, <=, 22);
  assert_mirrored (G_LIST_MODEL (model), &mirror);

  zb_album_model_set_index (model, same);
  g_assert_cmpuint (mirror.n_signals, ==, 1);
  g_ptr_array_unref (mirror.lines);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/album/model/headings-and-strips", test_headings_and_strips);
  g_test_add_func ("/album/model/every-row-is-found-again", test_every_row_is_found_again);
  g_test_add_func ("/album/model/signal-says-what-differs", test_signal_says_what_differs);
  g_test_add_func ("/album/model/one-photo-less-touches-its-group-alone",
                   test_one_photo_less_touches_its_group_alone);
  return g_test_run ();
}
