/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/album/album-jump.h"
#include "ui/album/album-list-row.h"
#include "ui/album/album-pointer.h"
#include "ui/album/album-tree.h"
#include "ui/album/album-view.h"
#include "ui/kind-badge.h"

#include "support/support.h"

#define LONG 60

static ZbMeeting *
make_meeting (gint64      id,
              const char *theme,
              int         month,
              guint       n_photos)
{
  g_autoptr (ZbMeetingDraft) draft = zb_meeting_draft_new ();

  draft->theme = g_strdup (theme);
  draft->kinds = 1u << ZB_KIND_THEME_DAY;
  zb_wall_set_day (&draft->start, 2019, month, 10);
  return zb_meeting_new (id, draft, n_photos);
}

/* `n` photos a minute apart from 2019-06-10 in groups of ten. */
static ZbAlbumIndex *
make_index (guint n)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_group_free);
  GArray    *rows = g_array_new (FALSE, TRUE, sizeof (ZbAlbumRow));
  guint      counts[ZB_N_ALBUM_FILTERS] = { [ZB_ALBUM_ALL] = n };
  ZbWall     day;

  zb_wall_set_day (&day, 2019, 6, 10);
  for (guint i = 0; i < n; i++)
    {
      ZbAlbumRow row = { .photo = i + 1, .seconds = day.seconds + i * 60 };

      if (i % 10 == 0)
        {
          ZbAlbumGroup *group = zb_album_group_new (ZB_GROUP_NEW, NULL);

          group->first = i;
          group->n = MIN (10, n - i);
          group->from = group->to = day;
          g_ptr_array_add (groups, group);
        }
      g_array_append_val (rows, row);
    }

  return zb_album_index_new (groups, rows, counts);
}

/* Meetings of June 2019 and of March 2019, and a new group in 2018, newest first. */
static ZbAlbumIndex *
make_three_groups (void)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_album_group_free);
  GArray    *rows = g_array_new (FALSE, TRUE, sizeof (ZbAlbumRow));
  guint      counts[ZB_N_ALBUM_FILTERS] = { [ZB_ALBUM_ALL] = 3 };

  for (guint i = 0; i < 3; i++)
    {
      ZbAlbumRow row = { .photo = i + 1 };
      g_autoptr (ZbMeeting) meeting = i < 2 ? make_meeting (i + 1, i == 0 ? "重温入党誓词" : "Party 讲座", i == 0 ? 6 : 3, 1) : NULL;
      ZbAlbumGroup *group = zb_album_group_new (i < 2 ? ZB_GROUP_MEETING : ZB_GROUP_NEW, meeting);

      group->first = i;
      group->n = 1;
      zb_wall_set_day (&group->from, i < 2 ? 2019 : 2018, 6, 20);
      group->to = group->from;
      g_ptr_array_add (groups, group);
      g_array_append_val (rows, row);
    }

  return zb_album_index_new (groups, rows, counts);
}

static void
test_jump (void)
{
  static const struct
  {
    const char *typed;
    const char *photos;
  } table[] = {
    { "2019", "12" },
    { "2019年", "12" },
    { "2019-06", "1" },
    { "2019.6.10", "1" },
    { "2019/6/11", "" },
    { "2019年6月10日", "1" },
    { "6月10日", "1" },
    { "6月", "13" },
    { "6-20", "3" },
    { "2018 6", "3" },
    { "2017", "" },
    { "誓词", "1" },
    { "重温 誓词", "1" },
    { "重温 讲座", "" },
    { "party", "2" },
    { "13月", "" },
    { "2019-06-10-1", "" },
    { "99999999999999999999", "" },
    { "", "" },
    { "   ", "" },
  };
  g_autoptr (ZbAlbumIndex) index = make_three_groups ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GPtrArray) places = zb_album_jump_find (index, table[i].typed);
      g_autoptr (GString) photos = g_string_new (NULL);

      for (guint j = 0; j < places->len; j++)
        g_string_append_printf (photos, "%d", (int) ((ZbAlbumPlace *) places->pdata[j])->photo);
      g_test_message ("%s", table[i].typed);
      g_assert_cmpstr (photos->str, ==, table[i].photos);
    }
}

static void
test_jump_says_where (void)
{
  g_autoptr (ZbAlbumIndex) index = make_three_groups ();
  g_autoptr (GPtrArray) places = zb_album_jump_find (index, "誓词");

  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpstr (((ZbAlbumPlace *) places->pdata[0])->label, ==, "2019-06-10 重温入党誓词");
  g_assert_cmpuint (((ZbAlbumPlace *) places->pdata[0])->n, ==, 1);
}

static void
test_selection_outlives_a_refresh (void)
{
  g_autoptr (ZbAlbumSelection) selection = zb_album_selection_new ();
  g_autoptr (ZbAlbumIndex) whole = make_index (30);
  g_autoptr (ZbAlbumIndex) less = make_index (20);
  g_autoptr (GArray) photos = NULL;

  zb_album_selection_set_index (selection, whole);
  zb_album_selection_only (selection, 25);
  zb_album_selection_toggle (selection, 3);
  zb_album_selection_toggle (selection, 7);
  g_assert_cmpuint (zb_album_selection_get_n (selection), ==, 3);

  zb_album_selection_set_index (selection, less);
  photos = zb_album_selection_dup_photos (selection);
  g_assert_cmpuint (photos->len, ==, 2);
  g_assert_cmpint (g_array_index (photos, gint64, 0), ==, 3);
  g_assert_cmpint (g_array_index (photos, gint64, 1), ==, 7);
  g_assert_cmpint (zb_album_selection_get_cursor (selection), ==, 7);
}

static void
test_shift_selects_from_the_anchor (void)
{
  g_autoptr (ZbAlbumSelection) selection = zb_album_selection_new ();
  g_autoptr (ZbAlbumIndex) index = make_index (30);

  zb_album_selection_set_index (selection, index);
  zb_album_selection_only (selection, 10);
  zb_album_selection_extend (selection, 14);
  g_assert_cmpuint (zb_album_selection_get_n (selection), ==, 5);
  zb_album_selection_extend (selection, 8);
  g_assert_cmpuint (zb_album_selection_get_n (selection), ==, 3);
  g_assert_true (zb_album_selection_has (selection, 8));
  g_assert_false (zb_album_selection_has (selection, 14));
}

static guint
get_n_children (ZbAlbumNode *node)
{
  return g_list_model_get_n_items (G_LIST_MODEL (zb_album_node_get_children (node)));
}

static void
test_tree_keeps_its_nodes (void)
{
  g_autoptr (ZbAlbumTree) tree = zb_album_tree_new ();
  g_autoptr (ZbAlbumIndex) index = make_index (20);
  g_autoptr (GListStore) meetings = g_list_store_new (ZB_TYPE_MEETING);
  g_autoptr (ZbMeeting) june = make_meeting (1, "六月", 6, 20);
  g_autoptr (ZbMeeting) renamed = make_meeting (1, "重温入党誓词", 6, 21);
  g_autoptr (ZbMeeting) march = make_meeting (2, "三月", 3, 0);
  g_autoptr (ZbAlbumNode) year = NULL;
  g_autofree char *label = NULL;
  ZbAlbumNode     *node;

  g_list_store_append (meetings, june);
  zb_album_tree_update (tree, index, G_LIST_MODEL (meetings), "2019-06-11");
  g_assert_cmpuint (g_list_model_get_n_items (zb_album_tree_get_years (tree)), ==, 1);
  year = g_list_model_get_item (zb_album_tree_get_years (tree), 0);
  g_assert_cmpuint (get_n_children (year), ==, 1);
  node = zb_album_tree_find_meeting (tree, 1);
  g_assert_nonnull (node);

  g_list_store_splice (meetings, 0, 1, (gpointer[]){ renamed, march }, 2);
  zb_album_tree_update (tree, index, G_LIST_MODEL (meetings), "2019-06-11");
  g_assert_true (zb_album_tree_find_meeting (tree, 1) == node);
  g_object_get (node, "label", &label, NULL);
  g_assert_cmpstr (label, ==, "06-10 重温入党誓词");
  g_assert_cmpuint (get_n_children (year), ==, 2);

  /* What is still to come has nothing to do in an album. */
  zb_album_tree_update (tree, index, G_LIST_MODEL (meetings), "2019-02-01");
  g_assert_nonnull (zb_album_tree_find_meeting (tree, 1));
  g_assert_null (zb_album_tree_find_meeting (tree, 2));

  g_list_store_remove_all (meetings);
  zb_album_tree_update (tree, index, G_LIST_MODEL (meetings), "2019-06-11");
  g_assert_null (zb_album_tree_find_meeting (tree, 1));
  g_assert_cmpuint (get_n_children (year), ==, 1);
}

static void
test_quarter_is_three_months (void)
{
  g_autoptr (ZbAlbumNode) quarter = zb_album_node_new_span (2019, 4);
  ZbAlbumFilter filter = { 0 };
  ZbWall        from, to;

  zb_album_node_fill_filter (quarter, &filter);
  zb_wall_set_day (&from, 2019, 10, 1);
  zb_wall_set_day (&to, 2020, 1, 1);
  g_assert_cmpint (filter.kind, ==, ZB_ALBUM_SPAN);
  g_assert_cmpint (filter.from, ==, from.seconds);
  g_assert_cmpint (filter.to, ==, to.seconds);
}

static void
test_keys_walk_the_grid (void)
{
  GtkWidget        *view = g_object_ref_sink (g_object_new (ZB_TYPE_ALBUM_VIEW, NULL));
  ZbAlbumSelection *selection = zb_album_view_get_selection (ZB_ALBUM_VIEW (view));
  g_autoptr (ZbAlbumIndex) index = make_index (23);
  static const struct
  {
    guint           key;
    GdkModifierType state;
    gint64          cursor;
    guint           n_selected;
  } steps[] = {
    { GDK_KEY_Right, 0, 1, 1 },
    { GDK_KEY_Down, 0, 5, 1 },
    { GDK_KEY_Down, 0, 9, 1 },
    { GDK_KEY_Down, 0, 11, 1 }, /* next group, same place of the strip */
    { GDK_KEY_Up, 0, 9, 1 },
    { GDK_KEY_Right, GDK_SHIFT_MASK, 10, 2 },
    { GDK_KEY_a, GDK_CONTROL_MASK, 10, 10 },
    { GDK_KEY_a, GDK_CONTROL_MASK, 10, 23 },
    { GDK_KEY_End, 0, 23, 1 },
    { GDK_KEY_Right, 0, 23, 1 },
    { GDK_KEY_Home, GDK_CONTROL_MASK, 1, 1 },
    { GDK_KEY_Escape, 0, 0, 0 },
  };

  zb_album_view_set_index (ZB_ALBUM_VIEW (view), index);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (zb_album_pointer_key (ZB_ALBUM_VIEW (view), steps[i].key, steps[i].state));
      g_assert_cmpint (zb_album_selection_get_cursor (selection), ==, steps[i].cursor);
      g_assert_cmpuint (zb_album_selection_get_n (selection), ==, steps[i].n_selected);
    }
  g_assert_finalize_object (view);
}

static gboolean
has_rows (gpointer view)
{
  return zb_album_view_get_rows (view)->len > 0;
}

static gboolean
has_focus_on_photo (gpointer data)
{
  GtkWidget *view = data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (view));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  zb_album_view_focus (ZB_ALBUM_VIEW (view), 215);
  return row != NULL && ZB_IS_ALBUM_LIST_ROW (row) && !zb_album_item_is_heading (zb_album_list_row_get_item (ZB_ALBUM_LIST_ROW (row))) &&
         zb_album_item_get_photo (zb_album_list_row_get_item (ZB_ALBUM_LIST_ROW (row)), 0)->photo == 211;
}

/* Photo 215 is in the only strip of its group, 211 to 220. */
static void
test_keys_go_to_what_is_jumped_to (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = g_object_new (ZB_TYPE_ALBUM_VIEW, NULL);
  g_autoptr (ZbAlbumIndex) index = make_index (400);

  gtk_window_set_default_size (GTK_WINDOW (window), 1800, 600);
  gtk_window_set_child (GTK_WINDOW (window), view);
  zb_album_view_set_index (ZB_ALBUM_VIEW (view), index);
  gtk_window_present (GTK_WINDOW (window));
  zb_test_until (has_rows, view, LONG);
  zb_album_view_scroll_to (ZB_ALBUM_VIEW (view), 214);
  zb_test_until (has_focus_on_photo, view, LONG);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_badges_come_and_go (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3));
  GtkWidget *badge;

  zb_kind_badge_fill (GTK_BOX (box), 1u << ZB_KIND_THEME_DAY | 1u << ZB_KIND_LECTURE);
  badge = g_object_ref (gtk_widget_get_last_child (box));
  g_assert_true (gtk_widget_get_first_child (box) != badge);
  zb_kind_badge_fill (GTK_BOX (box), 0);
  g_assert_null (gtk_widget_get_first_child (box));
  g_assert_finalize_object (badge);
  g_assert_finalize_object (box);
}

int
main (int   argc,
      char *argv[])
{
  gboolean display;

  g_test_init (&argc, &argv, NULL);
  display = gtk_init_check ();
  g_test_add_func ("/album/selection/outlives-a-refresh", test_selection_outlives_a_refresh);
  g_test_add_func ("/album/selection/shift-selects-from-the-anchor", test_shift_selects_from_the_anchor);
  g_test_add_func ("/album/jump/dates-and-words-of-every-shape", test_jump);
  g_test_add_func ("/album/jump/says-where-it-leads", test_jump_says_where);
  g_test_add_func ("/album/tree/keeps-its-nodes", test_tree_keeps_its_nodes);
  g_test_add_func ("/album/tree/quarter-is-three-months", test_quarter_is_three_months);
  if (display)
    {
      adw_init ();
      g_test_add_func ("/album/view/keys-walk-the-grid", test_keys_walk_the_grid);
      g_test_add_func ("/album/view/keys-go-to-what-is-jumped-to", test_keys_go_to_what_is_jumped_to);
      g_test_add_func ("/album/badge/badges-come-and-go", test_badges_come_and_go);
    }
  else
    g_test_message ("no display: the tests of widgets are left out (run under xvfb-run)");

  return g_test_run ();
}
