/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger's model: which lines stay, come and go when other members are shown. */
#include "service/library.h"
#include "support/support.h"
#include "ui/roster/roster-list.h"

#define LONG 20
#define N_MEMBERS 60

typedef struct
{
  ZbTestFolder *folder;
  ZbLibrary    *library;
  ZbRoster     *roster;
  ZbRosterList *list;
  guint         n_changes; /* of lines */
  guint         first, removed, added;
} Desk;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Desk       *desk)
{
  desk->n_changes++;
  desk->first = position;
  desk->removed = removed;
  desk->added = added;
}

static gint64
edit (Desk       *desk,
      gint64      member,
      const char *name,
      guint       i)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZbMemberDraft) draft = zb_member_draft_new ();
  g_autofree char *group = g_strdup_printf ("第%u党小组", i % 2 + 1);
  g_autofree char *joined = g_strdup_printf ("%u-07-01", 1950 + i);
  gint64           id;

  zb_member_draft_set (draft, ZB_MEMBER_NAME, name);
  zb_member_draft_set (draft, ZB_MEMBER_CATEGORY, "full");
  zb_member_draft_set (draft, ZB_MEMBER_GROUP, group);
  zb_member_draft_set (draft, ZB_MEMBER_JOINED, joined);
  if (member == 0)
    zb_roster_add_async (desk->roster, draft, FALSE, NULL, zb_test_result_cb, &result);
  else
    zb_roster_edit_async (desk->roster, member, draft, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  id = zb_roster_edit_finish (desk->roster, done, &error);
  g_assert_no_error (error);

  return id;
}

static gboolean
has_all (gpointer data)
{
  Desk *desk = data;

  return zb_roster_list_count (desk->list) == N_MEMBERS && g_list_model_get_n_items (G_LIST_MODEL (desk->list)) == N_MEMBERS;
}

static void
load (Desk *desk)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  desk->roster = zb_roster_new (desk->library);
  zb_roster_load_async (desk->roster, NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  zb_roster_load_finish (desk->roster, done, &error);
  g_assert_no_error (error);
}

static void
set_up (Desk         *desk,
        gconstpointer data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  desk->folder = zb_test_folder_new ();
  folder = g_build_filename (desk->folder, "library", NULL);
  zb_library_create_async (folder, "第一党支部", "court", "2026-07-25", NULL, zb_test_result_cb, &result);
  done = zb_test_wait (&result, LONG);
  desk->library = zb_library_open_finish (done, &error);
  g_assert_no_error (error);
  load (desk);
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s某%c", i % 10 == 0 ? "王" : "李", 'A' + i % 26);

      edit (desk, 0, name, i);
    }
  desk->list = zb_roster_list_new (desk->roster);
  zb_test_until (has_all, desk, LONG);
  g_signal_connect (desk->list, "items-changed", G_CALLBACK (items_changed_cb), desk);
}

static gboolean
is_last (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
tear_down (Desk         *desk,
           gconstpointer data)
{
  g_assert_finalize_object (desk->list);
  zb_test_until (is_last, desk->roster, LONG);
  g_assert_finalize_object (desk->roster);
  zb_test_until (is_last, desk->library, LONG);
  g_assert_finalize_object (desk->library);
  zb_test_folder_free (desk->folder);
}

/* Borrowed. */
static ZbRosterLine *
get_line (Desk *desk,
          guint position)
{
  g_autoptr (ZbRosterLine) line = g_list_model_get_item (G_LIST_MODEL (desk->list), position);

  return line;
}

static guint
count_shown (Desk *desk)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (desk->list)); i++)
    n += zb_roster_line_get_item (get_line (desk, i)) != NULL;

  return n;
}

static void
test_search (Desk         *desk,
             gconstpointer data)
{
  ZbRosterLine *first = get_line (desk, 0);

  zb_roster_list_set_search (desk->list, "王");
  g_assert_cmpuint (zb_roster_list_count (desk->list), ==, N_MEMBERS / 10);
  g_assert_cmpuint (count_shown (desk), ==, N_MEMBERS / 10);
  g_assert_true (get_line (desk, 0) == first);
  g_assert_true (g_str_has_prefix (zb_member_get_name (zb_roster_line_get_member (first)), "王"));

  zb_roster_list_set_search (desk->list, "李");
  g_assert_true (get_line (desk, 0) == first);
  g_assert_true (g_str_has_prefix (zb_member_get_name (zb_roster_line_get_member (first)), "李"));
  zb_roster_list_set_search (desk->list, "");
  zb_test_until (has_all, desk, LONG);
}

static gboolean
has_six (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Desk *) data)->list)) == N_MEMBERS / 10;
}

/* The lines are not there yet; who asks for the members gets all. */
static void
test_slowly (Desk         *desk,
             gconstpointer data)
{
  g_autoptr (GPtrArray) members = NULL;

  zb_roster_list_set_search (desk->list, "王");
  zb_test_until (has_six, desk, LONG);
  zb_roster_list_set_search (desk->list, "");
  members = zb_roster_list_list (desk->list);
  g_assert_cmpuint (members->len, ==, N_MEMBERS);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk->list)), <, N_MEMBERS);
  zb_test_until (has_all, desk, LONG);
}

static gboolean
is_renamed (gpointer data)
{
  return g_str_equal (zb_member_get_name (zb_roster_line_get_member (get_line (data, 7))), "赵某某");
}

static void
test_edit (Desk         *desk,
           gconstpointer data)
{
  edit (desk, zb_member_get_id (zb_roster_line_get_member (get_line (desk, 7))), "赵某某", 7);
  zb_test_until (is_renamed, desk, LONG);
  g_assert_cmpuint (desk->n_changes, ==, 0);
}

static gboolean
has_one_more (gpointer data)
{
  return zb_roster_list_count (((Desk *) data)->list) == N_MEMBERS + 1;
}

static void
test_add (Desk         *desk,
          gconstpointer data)
{
  edit (desk, 0, "钱某某", 3);
  zb_test_until (has_one_more, desk, LONG);
  g_assert_cmpuint (desk->n_changes, ==, 1);
  g_assert_cmpuint (desk->removed, ==, 0);
  g_assert_cmpuint (desk->added, ==, 1);
}

static void
test_group (Desk         *desk,
            gconstpointer data)
{
  ZbRosterGroup   *group;
  g_autofree char *detail = NULL;

  zb_roster_list_set_grouping (desk->list, ZB_GROUPING_GROUP);
  group = zb_roster_line_get_group (get_line (desk, 0));
  g_assert_cmpstr (zb_roster_group_get_title (group), ==, "第1党小组");
  detail = zb_roster_group_dup_detail (group);
  g_assert_cmpstr (detail, ==, "30 名");
  g_assert_cmpuint (count_shown (desk), ==, N_MEMBERS + 2);

  zb_roster_group_set_expanded (group, FALSE);
  g_assert_cmpuint (count_shown (desk), ==, N_MEMBERS / 2 + 2);
  g_assert_cmpuint (zb_roster_list_count (desk->list), ==, N_MEMBERS);
  g_assert_cmpstr (zb_roster_group_get_title (zb_roster_line_get_group (get_line (desk, 1))), ==, "第2党小组");
  zb_roster_list_set_search (desk->list, "王");
  g_assert_false (zb_roster_group_get_expanded (zb_roster_line_get_group (get_line (desk, 0))));
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  return -g_strcmp0 (zb_member_get_value ((gpointer) a, ZB_MEMBER_JOINED), zb_member_get_value ((gpointer) b, ZB_MEMBER_JOINED));
}

static guint
find_selected (Desk *desk)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (desk->list)); i++)
    if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (desk->list), i))
      return i;

  return G_MAXUINT;
}

static void
test_selection (Desk         *desk,
                gconstpointer data)
{
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, NULL, NULL));

  g_assert_cmpuint (find_selected (desk), ==, G_MAXUINT);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (desk->list), 0, TRUE);
  g_assert_cmpuint (find_selected (desk), ==, 0);
  zb_roster_list_set_sorter (desk->list, sorter);
  g_assert_cmpstr (zb_member_get_value (zb_roster_line_get_member (get_line (desk, 0)), ZB_MEMBER_JOINED), ==, "2009-07-01");
  g_assert_cmpuint (find_selected (desk), !=, G_MAXUINT);
  g_assert_cmpuint (find_selected (desk), !=, 0);
  zb_roster_list_set_search (desk->list, "没有");
  g_assert_cmpuint (find_selected (desk), ==, G_MAXUINT);
}

static void
add (const char *path,
     void (*test) (Desk *, gconstpointer))
{
  g_test_add (path, Desk, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/ui/roster-list/a-search-shows-other-members-in-the-same-lines", test_search);
  add ("/ui/roster-list/lines-come-slowly-but-the-members-are-listed-at-once", test_slowly);
  add ("/ui/roster-list/an-edit-moves-no-line", test_edit);
  add ("/ui/roster-list/a-new-member-is-one-new-line", test_add);
  add ("/ui/roster-list/a-closed-group-hides-its-members-and-stays-closed", test_group);
  add ("/ui/roster-list/a-selected-member-stays-selected-wherever-sorted", test_selection);

  return g_test_run ();
}
